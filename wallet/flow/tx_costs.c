#include "wallet/flow/tx_costs.h"

#include "wallet/eth/abi.h"
#include "wallet/flow/tx.h"
#include "wallet/flow/tx_retry.h"
#include "wallet/model/model.h"
#include "wallet/model/policy_now.h"
#include "wallet/model/tx_offer.h"

/* The questions before the review.  The oracle's come only if there is one. */
enum { LAST_NONCE, LAST_PENDING, LAST_CHANGES, LAST_L1, LAST_OPERATOR, LAST_COUNT };

#define TOO_FEW "The node answered too few questions"

/* On an OP-stack chain, the oracle prices the bytes of the unsigned transaction. */
static void ask_l1_fee(struct chain_batch *batch, const struct flow_tx *flow)
{
	struct chain_call *call = chain_add(batch, CHAIN_CALL);
	struct buf unsigned_tx;

	buf_init(&unsigned_tx, 0);
	tx_encode_unsigned(&unsigned_tx, &flow->tx);
	call->to = contract_address(CONTRACT_GAS_ORACLE);
	abi_add_selector(&call->data, "getL1Fee(bytes)");
	abi_add_u64(&call->data, 32);
	abi_add_bytes(&call->data, unsigned_tx.data, unsigned_tx.len);
	buf_free(&unsigned_tx);
}

static void ask_operator_fee(struct chain_batch *batch, const struct flow_tx *flow)
{
	struct chain_call *call = chain_add(batch, CHAIN_CALL);

	call->to = contract_address(CONTRACT_GAS_ORACLE);
	abi_add_selector(&call->data, "getOperatorFee(uint256)");
	abi_add_u64(&call->data, flow->tx.gas_limit);
}

/* Not every node can simulate; if it cannot, the review says so. */
static void ask_changes(struct chain_batch *batch, const struct flow_tx *flow)
{
	struct chain_call *call = chain_add_twice(batch, CHAIN_SIMULATE);

	call->from = flow->account.address;
	call->to = flow->tx.to;
	call->value = flow->tx.value;
	buf_add(&call->data, flow->tx.data.data, flow->tx.data.len);
}

void tx_costs_ask(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch = flow_tx_ask(model, effects);

	tx_nonce_ask(batch, flow->account.address, CHAIN_LATEST);
	tx_nonce_ask(batch, flow->account.address, CHAIN_PENDING);
	ask_changes(batch, flow);
	if (flow->has_l1_fee) {
		ask_l1_fee(batch, flow);
		ask_operator_fee(batch, flow);
	}
	flow->asks_time = policy_now_asks(model, &flow->account);
	if (flow->asks_time)
		chain_add(batch, CHAIN_BLOCK);
	flow->state = TX_L1_FEE;
}

/* The most that the transaction can cost, and whether the wallet has that much beside what it sends. */
static bool check_cost(struct flow_tx *flow, struct err *err)
{
	struct amount value = { TOKEN_ETH, flow->tx.value };
	struct u256 besides;

	if (flow->takes_rest && !flow->rest_known)
		value.units = U256_ZERO;
	if (!u256_add(&besides, flow->l1_fee, flow->operator_fee))
		return err_set(err, ERR_BAD_ANSWER, "The node's fees are absurd");
	if (!tx_fees_most(&flow->max_fee, &flow->tx, besides, err) ||
	    !tx_fees_believed(flow->max_fee, besides, &flow->fee, err))
		return false;
	return tx_offer_affords(flow, value, flow->max_fee, err);
}

/* An oracle from before the operator fee does not know that fee. */
static bool read_oracle(struct flow_tx *flow, const struct chain_reply *r, struct err *err)
{
	if (!r[LAST_L1].ok) {
		*err = r[LAST_L1].err;
		return false;
	}
	if (!r[LAST_OPERATOR].ok ||
	    !abi_get_u256(&flow->operator_fee, r[LAST_OPERATOR].data.data, r[LAST_OPERATOR].data.len, 0))
		flow->operator_fee = U256_ZERO;
	return abi_get_u256(&flow->l1_fee, r[LAST_L1].data.data, r[LAST_L1].data.len, 0) ||
	       err_set(err, ERR_BAD_ANSWER, "The gas price oracle gave no L1 fee");
}

/* The time is the last thing that was asked. */
static void take_time(struct flow_tx *flow, const struct chain_replies *replies)
{
	const struct chain_reply *last = &replies->items[replies->count - 1];

	flow->chain_s = flow->asks_time && last->ok && last->found ? last->time_s : 0;
}

bool tx_costs_read(struct flow_tx *flow, const struct chain_replies *replies, struct err *err)
{
	size_t count = (size_t)(flow->has_l1_fee ? LAST_COUNT : LAST_L1) + flow->asks_time;

	if (replies->count != count)
		return err_set(err, ERR_BAD_ANSWER, TOO_FEW);
	take_time(flow, replies);
	return (!flow->has_l1_fee || read_oracle(flow, replies->items, err)) && check_cost(flow, err);
}

/* The fee to L1 may rise by as much again before it is signed. */
static bool find_rest(struct flow_tx *flow, struct err *err)
{
	struct amount balance = { TOKEN_ETH, flow->eth_balance }, l1 = { TOKEN_ETH, flow->l1_fee }, least;

	if (!amount_add(&least, flow->max_fee, l1) || amount_compare(balance, least) <= 0)
		return tx_offer_too_little(amount_zero(TOKEN_ETH), flow->max_fee, balance, err);
	if (!amount_sub(&flow->amount, balance, least))
		return err_set(err, ERR_INTERNAL, "The rest cannot be reckoned");
	flow->tx.value = flow->amount.units;
	flow->rest_known = true;
	return true;
}

/* What the last answers said of the prices still holds; only what takes the rest sends another amount. */
void tx_costs_choose(struct model *model, struct fee_choice choice, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct err err;

	if (!tx_offer_may(model, choice, &err)) {
		model_say(model, true, "%s", err.msg);
		return;
	}
	flow->fee = choice;
	if (!tx_offer_set(model, &err) || !tx_offer_cost(&flow->max_fee, model, choice, &err) ||
	    (flow->takes_rest && !find_rest(flow, &err)))
		flow_tx_fail(flow, &err);
	else if (flow->takes_rest)
		tx_costs_ask(model, effects);
}

/* The number is asked a second time.  One wrong answer would leave the transaction waiting for
 * others that do not exist. */
void tx_costs_take(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	const struct chain_reply *r = replies->items;
	struct tx_nonce again;
	struct err err;

	flow->request = 0;
	if (replies->count < LAST_L1) {
		tx_retry_stop_code(model, ERR_BAD_ANSWER, TOO_FEW);
	} else if (!tx_nonce_read(&again, model, flow->account.address, &r[LAST_NONCE], &r[LAST_PENDING], &err)) {
		tx_retry_stop(model, &err);
	} else if (!tx_nonce_same(&again, &flow->nonce)) {
		flow->nonce = again;
		tx_retry_nonce(model);
	} else if (!tx_costs_read(flow, replies, &err)) {
		tx_retry_stop(model, &err);
	} else if (flow->takes_rest && !flow->rest_known) {
		if (find_rest(flow, &err))
			tx_costs_ask(model, effects);	/* once more, with what it carries */
		else
			tx_retry_stop(model, &err);
	} else if (!tx_second_same_changes(replies, LAST_CHANGES, &err)) {
		tx_retry_agree(model, &err);
	} else {
		if (replies->second.asked && replies->second.err.code != ERR_NONE)
			tx_second_note(&flow->second, replies);
		tx_changes_read(&flow->changes, &r[LAST_CHANGES]);
		tx_agreed_go_on(model);
		if (policy_now_forbids(&err, model))
			flow_tx_fail(flow, &err);
	}
}
