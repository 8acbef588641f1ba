/*
 * mint_earlier: what is known of earlier mints for a wallet before another is made,
 * so that what ended in the middle is gone on with, and no key is made twice.
 */
#ifndef WALLET_FLOW_MINT_EARLIER_H
#define WALLET_FLOW_MINT_EARLIER_H

#include "wallet/model/journal_entry.h"
#include "wallet/venice/key.h"

/* What is to be minted, and for whom. */
struct mint_wish {
	const char *network;
	struct address address;
	const struct key_options *options;
	const char *replaces;	/* the key that is to be replaced; "" for none */
};

enum mint_earlier {
	MINT_EARLIER_NONE,	/* the entry is no mint for this wallet on this network */
	MINT_EARLIER_UNKNOWN,	/* it was sent, and no key of it is in the vault: one may exist */
	MINT_EARLIER_SAME,	/* its key is in the vault, and was asked for in the same words, or in place of the
				 * same key: then the options need not be known, and may be NULL */
	MINT_EARLIER_OTHER,	/* its key is in the vault */
};

/* What an open entry of the journal says.  *key is its key; NULL for the first two. */
enum mint_earlier mint_earlier_of(const struct key_info **key, const struct journal_entry *entry,
				  const struct key_list *keys, const struct mint_wish *wish);

/* The entry that is UNKNOWN; NULL for none. */
const struct journal_entry *mint_earlier_unknown(const struct journal *journal, const struct key_list *keys,
						 const struct mint_wish *wish);

/* A stored key of the wallet's that works, and is what the wish would make; NULL for none.
 * One of which half the answer was lost counts: what it is is not known. */
const struct key_info *mint_earlier_alike(const struct key_list *keys, const struct mint_wish *wish, int64_t now_ms);

#endif
