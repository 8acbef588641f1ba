/*
 * topup_proof: decides when a node's word about a payment counts.
 *
 * One node's word is no proof.  A payment counts as taken once a transaction was seen twice in the
 * block that the chain has at that height, with blocks on top (tx_proof).  Its time counts as over
 * once two looks, at different heights of the chain, found that by final blocks.  topup_look judges
 * what the clocks say.
 */
#ifndef WALLET_VENICE_TOPUP_PROOF_H
#define WALLET_VENICE_TOPUP_PROOF_H

#include "wallet/venice/topup_chain.h"

struct topup_proof {
	struct tx_proof tx;		/* the transaction that took the payment */
	unsigned over;			/* how many looks in a row found its time over, */
	bool used;			/* what those looks found: its number is used, or not */
	uint64_t head;			/* the height of the chain at the first of them … */
	int64_t since_ms;		/* … and its time */
};

/* Takes in a confirmed look: if it shows a transaction, the chain has the block with it. */
void topup_proof_see(struct topup_proof *proof, const struct topup_view *view, const struct payment *payment,
		     int64_t now_ms);

bool topup_proof_taken(const struct topup_proof *proof);
bool topup_proof_over(const struct topup_proof *proof);

#endif
