/* key_list: lists of API keys.  It merges the vault's with Venice's and looks keys up in them. */
#ifndef WALLET_VENICE_KEY_LIST_H
#define WALLET_VENICE_KEY_LIST_H

#include "wallet/venice/key.h"

/*
 * Merges the vault's keys with the keys that Venice has listed.  `keys` is the vault's list, or an
 * earlier merge, and becomes the merged one: one row for each key, newest first, marked with where
 * it lives.  A stored row keeps the id it is stored under; for all else Venice's word counts.
 */
void key_list_merge(struct key_list *keys, const struct key_list *listed);

/* These change a list of Venice's.  The first makes `fresh` all the keys of this account; the other
 * two change and remove one row. */
void key_list_replace(struct key_list *listed, struct address address, const struct key_list *fresh);
void key_list_change(struct key_list *listed, const struct key_info *info);
void key_list_remove(struct key_list *listed, const char *venice_id);

/* Adds a key that was just made, if its account has been listed. */
void key_list_note_new(struct key_list *listed, const struct key_info *info);

/* Returns the newest stored ADMIN key of this account that has not expired and is not known to be
 * gone.  It prefers one other than `not_id`.  NULL if there is none. */
const struct key_info *key_list_admin(const struct key_list *keys, struct address address, const char *network,
				  const char *not_id, int64_t now_ms);

/* Can Venice's RPC be asked with it?  Any stored key of the network that has not expired. */
bool key_can_pay_rpc(const struct key_info *key, const char *network, int64_t now_ms);

/* Returns the stored key that Venice's RPC is asked with: the one of that id, here or at Venice; for ""
 * the newest INFERENCE key of the account, or of any account for the zero address.  NULL if there is
 * none, or it has expired. */
const struct key_info *key_list_rpc(const struct key_list *keys, const char *id, struct address address,
				    const char *network, int64_t now_ms);

/* Venice's id of the key; "" if that is not known. */
const char *key_venice_id(const struct key_info *key);

/* Was it used within a day, as far as Venice's list says? */
bool key_used_lately(const struct key_info *key, int64_t now_ms);

/* What a person types to confirm that a key is deleted: its last characters, if they are known. */
const char *key_word(const struct key_info *key);

/* Writes the options that would mint a key like this one. */
void key_options_of(struct key_options *out, const struct key_info *key);

/* Finds the keys that a mint may have made if only the description and the time of asking are
 * known. Such keys are listed but not stored, have that description and type, and were made about
 * then. The nearest in time comes first.  Returns how many it put out, at most `most`. */
size_t key_list_orphans(const struct key_info **out, size_t most, const struct key_list *keys, struct address address,
		    const struct key_options *asked, int64_t asked_ms);

#endif
