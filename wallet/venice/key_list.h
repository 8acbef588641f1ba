/* key_list: lists of API keys: the vault's and Venice's, made one; and what is looked up in them. */
#ifndef WALLET_VENICE_KEY_LIST_H
#define WALLET_VENICE_KEY_LIST_H

#include "wallet/venice/key.h"

/*
 * Makes `keys`, the vault's list or an earlier merge, the merge of the vault's
 * and what Venice has listed: one row for each key, newest first, marked where it
 * lives.  A stored row keeps the id it is stored under; Venice's word counts for
 * all else.
 */
void key_list_merge(struct key_list *keys, const struct key_list *listed);

/* In a list of Venice's: all keys of this account are now `fresh`; or one row
 * changed, or went. */
void key_list_replace(struct key_list *listed, struct address address, const struct key_list *fresh);
void key_list_change(struct key_list *listed, const struct key_info *info);
void key_list_remove(struct key_list *listed, const char *venice_id);

/* A key was just made: where its account has been listed, the list has it too. */
void key_list_note_new(struct key_list *listed, const struct key_info *info);

/* The newest stored ADMIN key of this account that has not expired and is not
 * known to be gone; one other than `not_id` where there is one.  NULL for none. */
const struct key_info *key_list_admin(const struct key_list *keys, struct address address, const char *network,
				  const char *not_id, int64_t now_ms);

/* What Venice calls it: "" where that is not known. */
const char *key_venice_id(const struct key_info *key);

/* What is typed to confirm that a key is deleted: its last characters, where they are known. */
const char *key_word(const struct key_info *key);

/* A new key that would be like this one. */
void key_options_of(struct key_options *out, const struct key_info *key);

/* What a key of which only the description and the time of asking are known may
 * be: listed, not stored, of that description and type, made about then.  The
 * nearest in time first; how many were put out, at most `most`. */
size_t key_list_orphans(const struct key_info **out, size_t most, const struct key_list *keys, struct address address,
		    const struct key_options *asked, int64_t asked_ms);

#endif
