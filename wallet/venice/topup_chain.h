/*
 * topup_chain: what a node is asked about a payment that was signed, and what it says.
 *
 * USDC remembers the numbers that were used, accepts none after its time, and logs which
 * transaction used it.
 */
#ifndef WALLET_VENICE_TOPUP_CHAIN_H
#define WALLET_VENICE_TOPUP_CHAIN_H

#include "wallet/eth/chain.h"
#include "wallet/eth/payment.h"
#include "wallet/eth/tx_proof.h"

struct topup_view {
	uint64_t head;			/* the latest block */
	uint64_t final_s;		/* time of a block that cannot be undone, Unix seconds */
	bool used;			/* the number is used, by the latest block */
	struct tx_sighting tx;		/* the transaction that used it; fate NONE if the node shows none */
};

void topup_chain_ask(struct chain_batch *batch, const struct payment *payment);
/* False if the node left something unsaid or serves another chain. */
MUST_USE bool topup_chain_read(struct topup_view *out, const struct chain_replies *replies,
			       const struct payment *payment, struct err *err);

/* The second question, if the number is used: which transaction used it? */
void topup_chain_ask_tx(struct chain_batch *batch, const struct payment *payment, uint64_t head);
void topup_chain_read_tx(struct topup_view *view, const struct chain_replies *replies);

/* True if, by the chain's final blocks, a payment that was not taken can no longer be taken. */
bool topup_chain_is_over(const struct topup_view *view, const struct payment *payment);

#endif
