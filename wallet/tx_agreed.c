#include "wallet/tx_agreed.h"

#include <string.h>

#include "wallet/flow_tx.h"

void tx_agreed_free(struct tx_agreed *agreed)
{
	tx_free(&agreed->tx);
	*agreed = (struct tx_agreed){ 0 };
}

void tx_agreed_take(struct flow_tx *flow)
{
	tx_agreed_free(&flow->agreed);
	tx_copy(&flow->agreed.tx, &flow->tx);
	flow->agreed.max_fee = flow->max_fee;
	flow->agreed.chosen = flow->chosen;
	flow->agreed.is = true;
}

static bool same_call(const struct tx *a, const struct tx *b)
{
	return a->chain_id == b->chain_id && a->nonce == b->nonce && address_equal(a->to, b->to) &&
	       !u256_compare(a->value, b->value) && a->data.len == b->data.len &&
	       !memcmp(a->data.data, b->data.data, a->data.len);
}

/* A quarter of a gas limit is reserve: see tx_fees_set. */
static bool gas_fits(const struct tx *now, const struct tx *agreed)
{
	return now->gas_limit - now->gas_limit / 5 <= agreed->gas_limit;
}

/* What it would cost now, at the agreed tip: the offer covers the base fee, and all of it
 * stays below the most that was shown. */
static bool fee_fits(const struct flow_tx *flow)
{
	const struct tx_agreed *agreed = &flow->agreed;
	struct amount cost = { TOKEN_ETH, U256_ZERO };
	struct u256 price, besides, used = u256_from_u64(flow->tx.gas_limit - flow->tx.gas_limit / 5);

	return u256_add(&price, flow->prices.base_fee, agreed->tx.max_priority_fee) &&
	       u256_compare(price, agreed->tx.max_fee) <= 0 && u256_mul(&cost.units, price, used) &&
	       u256_add(&besides, flow->l1_fee, flow->operator_fee) && u256_add(&cost.units, cost.units, besides) &&
	       amount_compare(cost, agreed->max_fee) <= 0;
}

bool tx_agreed_holds(struct flow_tx *flow)
{
	struct tx_agreed *agreed = &flow->agreed;

	if (!agreed->is || agreed->chosen != flow->chosen || !same_call(&flow->tx, &agreed->tx) ||
	    !gas_fits(&flow->tx, &agreed->tx) || !fee_fits(flow))
		return false;
	tx_free(&flow->tx);
	tx_copy(&flow->tx, &agreed->tx);
	flow->max_fee = agreed->max_fee;
	return true;
}
