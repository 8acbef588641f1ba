/*
 * tx_second: what a second node says, before anything is signed and before an end counts.
 *
 * Where several nodes are configured, whatever decides on a signature is asked of two.
 * Nothing is signed while they contradict each other; a second that cannot be asked is no
 * contradiction, but said.  What differs only because one is a little behind is the same
 * soon: the flows ask again for a while.
 */
#ifndef WALLET_MODEL_TX_SECOND_H
#define WALLET_MODEL_TX_SECOND_H

#include "wallet/eth/chain.h"
#include "wallet/eth/contracts.h"
#include "wallet/eth/tx_proof.h"

struct model;

/* What the review says of it. */
struct tx_second {
	bool asked;			/* there is one */
	char host[CHAIN_HOST_SIZE];
	struct err err;			/* why it was not heard; code NONE: it says the same */
};

/* Whether the second was asked and heard, as far as these answers say. */
void tx_second_note(struct tx_second *out, const struct chain_replies *replies);

/* Each is about the reply at `index`, and about none but the second's that are answers.
 * False: they contradict each other, and err, a NODES_DISAGREE, names both with what they say. */
MUST_USE bool tx_second_same_chain(const struct chain_replies *replies, size_t index, struct err *err);
MUST_USE bool tx_second_same_code(const struct chain_replies *replies, size_t index, enum contract contract,
				  struct err *err);
/* An eth_call.  What it gives may differ by a hundredth, as rewards tick and prices move. */
MUST_USE bool tx_second_same_call(const struct chain_replies *replies, size_t index, struct err *err);
/* The number of the wallet's next transaction. */
MUST_USE bool tx_second_same_number(const struct model *model, struct address address,
				    const struct chain_replies *replies, size_t latest, size_t pending,
				    struct err *err);
/* That `nonce` is still free, or that it is not. */
MUST_USE bool tx_second_same_use(const struct chain_replies *replies, size_t latest, uint64_t nonce, struct err *err);
/* What would change, of a CHAIN_SIMULATE; also by a hundredth. */
MUST_USE bool tx_second_same_changes(const struct chain_replies *replies, size_t index, struct err *err);

/* What it says of the block of a sighting, asked for as tx_look_ask_block does. */
enum tx_second_says {
	TX_SECOND_NOTHING,	/* there is none, or it was not heard */
	TX_SECOND_SAME,
	TX_SECOND_NOT_YET,	/* it has not come so far */
	TX_SECOND_OTHERWISE,
};

/* err: what is to be said, where it is NOT_YET or OTHERWISE. */
enum tx_second_says tx_second_of_block(const struct chain_replies *replies, size_t index,
				       const struct tx_sighting *seen, struct err *err);

#endif
