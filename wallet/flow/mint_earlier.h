/*
 * mint_earlier: what is known of a wallet's earlier mints before another is made.  A mint that
 * ended in the middle is then continued, and no key is made twice.
 */
#ifndef WALLET_FLOW_MINT_EARLIER_H
#define WALLET_FLOW_MINT_EARLIER_H

#include "wallet/model/journal_entry.h"
#include "wallet/venice/key.h"

/* What should be minted, and for which wallet. */
struct mint_wish {
	const char *network;
	struct address address;
	const struct key_options *options;
	const char *replaces;	/* the key that it replaces; "" for none */
};

enum mint_earlier {
	MINT_EARLIER_NONE,	/* the entry is no mint for this wallet on this network */
	MINT_EARLIER_UNKNOWN,	/* it was sent, but the vault has no key of it: one may exist */
	MINT_EARLIER_SAME,	/* its key is in the vault, and was asked for in the same words, or in place of the
				 * same key: in that case the options may be unknown and NULL */
	MINT_EARLIER_OTHER,	/* its key is in the vault */
};

/* Says what an open entry of the journal is.  *key is its key; NULL for the first two. */
enum mint_earlier mint_earlier_of(const struct key_info **key, const struct journal_entry *entry,
				  const struct key_list *keys, const struct mint_wish *wish);

/* The entry that is UNKNOWN; NULL if there is none. */
const struct journal_entry *mint_earlier_unknown(const struct journal *journal, const struct key_list *keys,
						 const struct mint_wish *wish);

/* A working key of the wallet that is stored and is what the wish would make; NULL if there is
 * none. A key whose answer was half lost counts, because nobody knows what it is. */
const struct key_info *mint_earlier_alike(const struct key_list *keys, const struct mint_wish *wish, int64_t now_ms);

#endif
