#include "wallet/model/tx_agreed.h"

#include <stdio.h>
#include <string.h>

#include "wallet/model/model.h"
#include "wallet/model/tx_offer.h"

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
	flow->agreed.waits = tx_offer_waits(flow);
	flow->agreed.is = true;
}

static bool same_call(const struct tx *a, const struct tx *b)
{
	return a->chain_id == b->chain_id && a->nonce == b->nonce && address_equal(a->to, b->to) &&
	       !u256_compare(a->value, b->value) && a->data.len == b->data.len &&
	       !memcmp(a->data.data, b->data.data, a->data.len);
}

/* A quarter of the used gas is added as reserve (tx_fees_set), so a fifth of the limit is reserve. */
static bool gas_fits(const struct tx *now, const struct tx *agreed)
{
	return now->gas_limit - now->gas_limit / 5 <= agreed->gas_limit;
}

/* A price of the person's own may leave less for the tip, and be below the base fee if the review said so. */
static bool find_price(struct u256 *price, const struct flow_tx *flow)
{
	const struct tx *agreed = &flow->agreed.tx;

	if (!u256_add(price, flow->prices.base_fee, agreed->max_priority_fee))
		return false;
	if (u256_compare(*price, agreed->max_fee) <= 0)
		return true;
	*price = agreed->max_fee;
	return flow->fee.speed == FEE_OWN && (flow->agreed.waits || u256_compare(flow->prices.base_fee, *price) <= 0);
}

/* Compares what it would cost now at the agreed tip: the offer must cover the base fee, and the
 * whole cost must stay below the most that was shown. */
static bool fee_fits(const struct flow_tx *flow)
{
	const struct tx_agreed *agreed = &flow->agreed;
	struct amount cost = { TOKEN_ETH, U256_ZERO };
	struct u256 price, besides, used = u256_from_u64(flow->tx.gas_limit - flow->tx.gas_limit / 5);

	return find_price(&price, flow) && u256_mul(&cost.units, price, used) &&
	       u256_add(&besides, flow->l1_fee, flow->operator_fee) && u256_add(&cost.units, cost.units, besides) &&
	       amount_compare(cost, agreed->max_fee) <= 0;
}

static void take_back(struct flow_tx *flow)
{
	tx_free(&flow->tx);
	tx_copy(&flow->tx, &flow->agreed.tx);
	flow->max_fee = flow->agreed.max_fee;
	flow->chosen = flow->agreed.chosen;
}

/* If what was agreed to could not be signed then, the next yes is to something else. */
static bool holds(const struct flow_tx *flow)
{
	const struct tx_agreed *agreed = &flow->agreed;

	return agreed->is && agreed->against.code == ERR_NONE && agreed->chosen == flow->chosen &&
	       same_call(&flow->tx, &agreed->tx) && gas_fits(&flow->tx, &agreed->tx) && fee_fits(flow);
}

void tx_agreed_go_on(struct model *model)
{
	struct flow_tx *flow = &model->tx;

	*flow->waits = 0;
	flow->read_ms = model->now_ms;
	if (holds(flow)) {
		take_back(flow);
		flow->state = TX_UNLOCK;
	} else {
		tx_agreed_free(&flow->agreed);
		flow->state = TX_REVIEW;
	}
}

bool tx_agreed_stop(struct model *model, const struct err *why)
{
	struct flow_tx *flow = &model->tx;

	if (!flow->agreed.is || model->agreed_beforehand)
		return false;
	take_back(flow);
	*flow->waits = 0;
	flow->request = 0;
	flow->poll_at_ms = 0;
	flow->agreed.against = *why;
	flow->state = TX_REVIEW;
	return true;
}

bool tx_agreed_stopped(const struct flow_tx *flow)
{
	return flow->state == TX_REVIEW && flow->agreed.is && flow->agreed.against.code != ERR_NONE;
}

void tx_agreed_say_why(char *out, size_t size, const struct flow_tx *flow)
{
	const struct err *why = &flow->agreed.against;

	snprintf(out, size, why->code == ERR_REVERTED ? "It would fail now: %s" : "It cannot be signed now: %s", why->msg);
}
