/*
 * tx_second: what a second node says, before anything is signed and before an end counts.
 *
 * If several nodes are configured, two of them are asked whatever decides on a signature.  Nothing
 * is signed while they contradict each other.  A second node that cannot be asked is no
 * contradiction, but the review says so.  A difference that exists only because one node is a
 * little behind goes away soon, so the flows ask again for a while.
 */
#ifndef WALLET_MODEL_TX_SECOND_H
#define WALLET_MODEL_TX_SECOND_H

#include "wallet/eth/chain.h"
#include "wallet/eth/contracts.h"
#include "wallet/eth/tx_proof.h"

struct model;

/* What the review says about the second node. */
struct tx_second {
	bool asked;			/* there is a second node */
	char host[CHAIN_HOST_SIZE];
	struct err err;			/* why it was not heard; code NONE: it says the same */
};

/* Notes whether the second node was asked and heard, by these answers. */
void tx_second_note(struct tx_second *out, const struct chain_replies *replies);

/* Each function compares the two nodes' replies at `index`, if the second node answered at all.
 * False: they contradict each other, and err is a NODES_DISAGREE that names both and what they say. */
MUST_USE bool tx_second_same_chain(const struct chain_replies *replies, size_t index, struct err *err);
MUST_USE bool tx_second_same_code(const struct chain_replies *replies, size_t index, struct address address,
				  struct err *err);
/* For an eth_call.  The results may differ by a hundredth, because rewards tick and prices move. */
MUST_USE bool tx_second_same_call(const struct chain_replies *replies, size_t index, struct err *err);
/* For the number of the wallet's next transaction. */
MUST_USE bool tx_second_same_number(const struct model *model, struct address address,
				    const struct chain_replies *replies, size_t latest, size_t pending,
				    struct err *err);
/* Do both say that `nonce` is still free, or both that it is not? */
MUST_USE bool tx_second_same_use(const struct chain_replies *replies, size_t latest, uint64_t nonce, struct err *err);
/* For what a CHAIN_SIMULATE would change; it may also differ by a hundredth. */
MUST_USE bool tx_second_same_changes(const struct chain_replies *replies, size_t index, struct err *err);

/* What the second node says of the block of a sighting, asked for with tx_look_ask_block. */
enum tx_second_says {
	TX_SECOND_NOTHING,	/* there is no second node, or it was not heard */
	TX_SECOND_SAME,
	TX_SECOND_NOT_YET,	/* it has not come so far */
	TX_SECOND_OTHERWISE,
};

/* Sets err to what is to be said if the answer is NOT_YET or OTHERWISE. */
enum tx_second_says tx_second_of_block(const struct chain_replies *replies, size_t index,
				       const struct tx_sighting *seen, struct err *err);
/* index: a question for the receipt of what was seen.  Two nodes may know the same block, and one
 * of them still say otherwise how it ended. */
enum tx_second_says tx_second_of_end(const struct chain_replies *replies, size_t index, const struct tx_sighting *seen,
				     struct err *err);

#endif
