/*
 * tx_look: one look at what became of a transaction that was sent: is it in a block, does
 * a node know it, is its number used.  What a receipt says is only believed of a block
 * that the chain has, and that has the transaction in it: that is a second question.
 */
#ifndef WALLET_MODEL_TX_LOOK_H
#define WALLET_MODEL_TX_LOOK_H

#include "wallet/eth/chain.h"
#include "wallet/model/journal_entry.h"
#include "wallet/model/tx_second.h"

struct tx_view {
	bool known;			/* the node has the one that was sent last, in a block or waiting for one */
	struct tx_sighting seen;	/* what a receipt says; fate NONE: there is none */
	uint64_t used;			/* how many numbers of the wallet are, by the latest block */
	uint64_t pending;		/* the same with what waits, as far as the node says */
	uint64_t head;			/* the latest block */
	struct u256 base_fee;		/* its, wei */
};

/* `other` is a transaction that may have taken the number; NULL: none is known. */
void tx_look_ask(struct chain_batch *batch, const struct journal_entry *entry, const uint8_t *other);

/* Where the node left something unsaid, or is of another chain: false. */
MUST_USE bool tx_look_read(struct tx_view *out, const struct chain_replies *replies, const struct journal_entry *entry,
			   const uint8_t *other, uint64_t chain_id, struct err *err);

/* Is it so?  A second node is asked, too: tx_look_second.  *confirmed where the block is the chain's own, and has it;
 * *head is the latest. */
void tx_look_ask_block(struct chain_batch *batch, const struct tx_sighting *seen);
MUST_USE bool tx_look_read_block(bool *confirmed, uint64_t *head, const struct chain_replies *replies,
				 const struct tx_sighting *seen, struct err *err);
enum tx_second_says tx_look_second(const struct chain_replies *replies, const struct tx_sighting *seen,
				   struct err *err);

#endif
