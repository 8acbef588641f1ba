/*
 * tx_look: one look at what became of a transaction that was sent.  Is it in a block, does a node
 * know it, is its number used?  A receipt is believed only if the chain has its block, and if that
 * block has the transaction.  The latest block says so in the same look; any other is asked for.
 */
#ifndef WALLET_MODEL_TX_LOOK_H
#define WALLET_MODEL_TX_LOOK_H

#include "wallet/eth/chain.h"
#include "wallet/model/journal_entry.h"
#include "wallet/model/tx_second.h"

struct tx_view {
	bool known;			/* the node has the variant that was sent last, in a block or waiting for one */
	struct tx_sighting seen;	/* what a receipt says; fate NONE if there is none */
	bool confirmed;			/* the latest block is the one of that receipt, and has the transaction */
	uint64_t used;			/* how many of the wallet's numbers are used, by the latest block */
	uint64_t pending;		/* the same including waiting transactions, as far as the node says */
	uint64_t head;			/* the latest block */
	struct u256 base_fee;		/* of the latest block, wei */
};

/* `other` is a transaction that may have taken the number; NULL if none is known. */
void tx_look_ask(struct chain_batch *batch, const struct journal_entry *entry, const uint8_t *other);

/* False if the node left something unsaid, or serves another chain. */
MUST_USE bool tx_look_read(struct tx_view *out, const struct chain_replies *replies, const struct journal_entry *entry,
			   const uint8_t *other, uint64_t chain_id, struct err *err);

/* Asks whether the block of a sighting is the chain's own and has the transaction.  A second node
 * is asked as well: see tx_look_second.  The read sets *confirmed if so, with the block's time in seen, and
 * *head to the latest block. */
void tx_look_ask_block(struct chain_batch *batch, const struct tx_sighting *seen);
MUST_USE bool tx_look_read_block(bool *confirmed, uint64_t *head, const struct chain_replies *replies,
				 struct tx_sighting *seen, struct err *err);
enum tx_second_says tx_look_second(const struct chain_replies *replies, const struct tx_sighting *seen,
				   struct err *err);

#endif
