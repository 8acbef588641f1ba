#include "wallet/venice/topup_proof.h"

static void see_over(struct topup_proof *proof, const struct topup_view *view, int64_t now_ms)
{
	if (!proof->over || proof->used != view->used || now_ms < proof->since_ms) {
		proof->over = 1;
		proof->used = view->used;
		proof->head = view->head;
		proof->since_ms = now_ms;
	} else if (now_ms - proof->since_ms >= TX_PROOF_APART_MS &&
		   (view->head > proof->head || now_ms - proof->since_ms >= TX_PROOF_STILL_MS)) {
		proof->over++;	/* a chain that makes no blocks grows no higher */
	}
}

void topup_proof_see(struct topup_proof *proof, const struct topup_view *view, const struct payment *payment,
		     int64_t now_ms)
{
	if (view->used && view->tx.fate != TX_FATE_NONE)
		tx_proof_see(&proof->tx, &view->tx, view->head, now_ms);
	else
		proof->tx = (struct tx_proof){ 0 };
	if (topup_chain_is_over(view, payment))
		see_over(proof, view, now_ms);
	else
		proof->over = 0;
}

bool topup_proof_taken(const struct topup_proof *proof)
{
	return tx_proof_counts(&proof->tx);
}

bool topup_proof_over(const struct topup_proof *proof)
{
	return proof->over >= 2;
}
