/*
 * topup_chain: what a node is asked about a payment that was signed, and what it says.
 *
 * USDC keeps the numbers it has used, takes none whose time is over, and logs which
 * transaction used one.
 */
#ifndef WALLET_VENICE_TOPUP_CHAIN_H
#define WALLET_VENICE_TOPUP_CHAIN_H

#include "wallet/eth/chain.h"
#include "wallet/eth/payment.h"
#include "wallet/eth/tx_proof.h"

struct topup_view {
	uint64_t head;			/* the latest block */
	uint64_t final_s;		/* time of a block that stays for certain, Unix seconds */
	bool used;			/* the number is, by the latest block */
	struct tx_sighting tx;		/* that used it; fate NONE where the node shows none */
};

void topup_chain_ask(struct chain_batch *batch, const struct payment *payment);
/* False where the node left something unsaid, or serves another chain. */
MUST_USE bool topup_chain_read(struct topup_view *out, const struct chain_replies *replies,
			       const struct payment *payment, struct err *err);

/* By which transaction, where the number is used: the second question. */
void topup_chain_ask_tx(struct chain_batch *batch, const struct payment *payment, uint64_t head);
void topup_chain_read_tx(struct topup_view *view, const struct chain_replies *replies);

/* By the chain's final blocks, whatever is not taken can be taken no more. */
bool topup_chain_is_over(const struct topup_view *view, const struct payment *payment);

#endif
