#include "wallet/flow/tx_preflight.h"

#include <string.h>

#include "wallet/flow/tx.h"
#include "wallet/flow/tx_costs.h"
#include "wallet/flow/tx_market.h"
#include "wallet/flow/tx_retry.h"
#include "wallet/model/model.h"
#include "wallet/model/tx_offer.h"

/* The fixed questions; pairs for the candidates follow.  All but the pending count must be
 * answered. */
enum { ASK_CHAIN_ID, ASK_CODE, ASK_ORACLE, ASK_NONCE, ASK_FEES, ASK_BALANCE, ASK_PENDING, ASK_CANDIDATES };

static void add_candidate(struct chain_batch *batch, const struct flow_tx *flow, enum chain_method method,
			  const struct buf *data)
{
	struct chain_call *call = chain_add(batch, method);

	call->twice = method == CHAIN_CALL;
	call->from = flow->account.address;
	call->to = flow->to;
	call->value = flow->tx.value;
	buf_add(&call->data, data->data, data->len);
}

/* A transaction that carries the rest of the ETH is simulated with 1 wei, because the rest is known
 * only after the fee.  A rest that was agreed to stays as it is. */
static void begin_rest(struct flow_tx *flow)
{
	if (!flow->takes_rest || flow->agreed.is)
		return;
	flow->tx.value = u256_from_u64(1);
	flow->rest_known = false;
}

static void ask(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch = flow_tx_ask(model, effects);

	begin_rest(flow);
	chain_add_twice(batch, CHAIN_ID);
	chain_add_twice(batch, CHAIN_CODE)->to = flow->to;
	chain_add(batch, CHAIN_CODE)->to = contract_address(CONTRACT_GAS_ORACLE);
	tx_nonce_ask(batch, flow->account.address, CHAIN_LATEST);
	chain_add(batch, CHAIN_FEES);
	chain_add(batch, CHAIN_BALANCE)->to = flow->account.address;
	tx_nonce_ask(batch, flow->account.address, CHAIN_PENDING);
	for (size_t i = 0; i < flow->candidate_count; i++) {
		add_candidate(batch, flow, CHAIN_CALL, &flow->candidates[i]);
		add_candidate(batch, flow, CHAIN_ESTIMATE, &flow->candidates[i]);
	}
}

/* What the market gives is known before the call is simulated, for the call demands it. */
void tx_preflight_ask(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (flow->state != TX_PREFLIGHT)
		flow->began_ms = model->now_ms;
	flow->state = TX_PREFLIGHT;
	flow->poll_at_ms = 0;
	if (flow->market.is)
		tx_market_ask(model, effects);
	else
		ask(model, effects);
}

static void take_market(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	struct err err;

	if (!tx_market_take(model, replies, &err))
		tx_retry_stop(model, &err);
	else if (!tx_market_same(&model->tx, replies, &err))
		tx_retry_agree(model, &err);
	else
		ask(model, effects);
}

/* Checks what must be true of the chain before anything else counts. */
static bool check_chain(const struct model *model, const struct chain_reply *replies, struct err *err)
{
	return chain_check(replies, ASK_PENDING, model->network.chain_id, err) &&
	       (replies[ASK_CODE].found || !model->tx.needs_code ||
		err_set(err, ERR_NO_CONTRACT, "There is no code at the %s", contract_name(contract_at(model->tx.to))));
}

/* Takes the first candidate whose simulation and estimate succeed.  If none does, err is the first
 * one's reason, or the next one's if the first gave none. */
static bool choose_candidate(struct flow_tx *flow, uint64_t *gas, const struct chain_reply *pairs, struct err *err)
{
	const struct chain_reply *reason = NULL;

	for (size_t i = 0; i < flow->candidate_count; i++) {
		const struct chain_reply *call = &pairs[2 * i], *estimate = &pairs[2 * i + 1];

		if (call->ok && estimate->ok && u256_to_u64(gas, estimate->number)) {
			flow->chosen = i;
			return true;
		}
		if (!reason || strstr(reason->err.msg, "no reason given"))
			reason = call->ok ? estimate : call;
	}
	if (!reason || reason->ok)
		return err_set(err, ERR_BAD_ANSWER, "The node gave no gas estimate");
	*err = reason->err;
	tx_market_explain(flow, err);
	return false;
}

/* Nodes refuse to simulate what the wallet cannot pay, and say so in their own words. */
static bool check_value(const struct flow_tx *flow, struct err *err)
{
	struct amount balance = { TOKEN_ETH, flow->eth_balance }, value = { TOKEN_ETH, flow->tx.value };
	char want[AMOUNT_TEXT_SIZE], have[AMOUNT_TEXT_SIZE];

	amount_format(want, value);
	amount_format(have, balance);
	return amount_compare(balance, value) >= 0 ||
	       err_set(err, ERR_NEEDS_ETH, "The wallet has %s ETH, less than %s", have, want);
}

static bool same_for_ever(const struct model *model, const struct chain_replies *replies, struct err *err)
{
	return tx_second_same_chain(replies, ASK_CHAIN_ID, err) &&
	       tx_second_same_code(replies, ASK_CODE, model->tx.to, err);
}

static bool same_by_now(const struct model *model, const struct chain_replies *replies, struct err *err)
{
	const struct flow_tx *flow = &model->tx;

	return tx_second_same_number(model, flow->account.address, replies, ASK_NONCE, ASK_PENDING, err) &&
	       tx_second_same_call(replies, ASK_CANDIDATES + 2 * flow->chosen, err);
}

static bool read_answers(struct model *model, const struct chain_reply *r, struct err *err)
{
	struct flow_tx *flow = &model->tx;
	uint64_t gas = 0;

	tx_offer_read(flow, &r[ASK_FEES]);
	flow->eth_balance = r[ASK_BALANCE].number;
	flow->has_l1_fee = r[ASK_ORACLE].found;
	return check_value(flow, err) && choose_candidate(flow, &gas, r + ASK_CANDIDATES, err) &&
	       tx_fees_set_gas(&flow->tx, gas, flow->gas_besides, err) && tx_offer_set(model, err);
}

static void fill_transaction(struct model *model)
{
	struct flow_tx *flow = &model->tx;

	flow->tx.chain_id = model->network.chain_id;
	flow->tx.to = flow->to;
	flow->tx.nonce = tx_nonce_next(&flow->nonce);
	buf_free(&flow->tx.data);
	buf_init(&flow->tx.data, 0);
	buf_add(&flow->tx.data, flow->candidates[flow->chosen].data, flow->candidates[flow->chosen].len);
}

static void take_answers(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	const struct chain_reply *r = replies->items;
	struct err err;

	if (replies->count != ASK_CANDIDATES + 2 * flow->candidate_count) {
		tx_retry_stop_code(model, ERR_BAD_ANSWER, "The node answered too few questions");
	} else if (!check_chain(model, r, &err) ||
		   !tx_nonce_read(&flow->nonce, model, flow->account.address, &r[ASK_NONCE], &r[ASK_PENDING], &err)) {
		tx_retry_stop(model, &err);
	} else if (tx_nonce_is_behind(&flow->nonce)) {	/* what it simulates is behind, too */
		tx_retry_nonce(model);
	} else if (!read_answers(model, r, &err)) {
		if (!tx_retry_settle(model, &err))
			tx_retry_stop(model, &err);
	} else if (!same_for_ever(model, replies, &err)) {
		tx_retry_stop(model, &err);
	} else if (!same_by_now(model, replies, &err)) {
		tx_retry_agree(model, &err);
	} else {
		tx_second_note(&flow->second, replies);
		fill_transaction(model);
		tx_costs_ask(model, effects);
	}
}

void tx_preflight_take(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	if (model->tx.market.asking)
		take_market(model, replies, effects);
	else if (model->tx.state == TX_PREFLIGHT)
		take_answers(model, replies, effects);
	else
		tx_costs_take(model, replies, effects);
}
