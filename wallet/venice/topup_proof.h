/*
 * topup_proof: when what a node says of a payment counts.
 *
 * One node's word is no proof.  That it was taken counts by a transaction, seen twice in
 * the block that the chain has at that height, with blocks on top (tx_proof).  That its
 * time is over counts once two looks, at different heights of the chain, found the same
 * by final blocks; what the clocks say to that is for topup_look.
 */
#ifndef WALLET_VENICE_TOPUP_PROOF_H
#define WALLET_VENICE_TOPUP_PROOF_H

#include "wallet/venice/topup_chain.h"

struct topup_proof {
	struct tx_proof tx;		/* of the transaction that took it */
	unsigned over;			/* looks in a row by which its time is over, */
	bool used;			/* each finding its number used, or not, */
	uint64_t head;			/* and the first of them at this height … */
	int64_t since_ms;		/* … and time */
};

/* A look that was confirmed: the chain has the block with the transaction, if one is shown. */
void topup_proof_see(struct topup_proof *proof, const struct topup_view *view, const struct payment *payment,
		     int64_t now_ms);

bool topup_proof_taken(const struct topup_proof *proof);
bool topup_proof_over(const struct topup_proof *proof);

#endif
