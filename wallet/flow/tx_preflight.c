#include "wallet/flow/tx_preflight.h"

#include <stdio.h>
#include <string.h>

#include "wallet/eth/abi.h"
#include "wallet/flow/tx.h"
#include "wallet/model/model.h"
#include "wallet/model/policy_now.h"

/* The fixed questions; pairs for the candidates follow.  All but the pending count must be
 * answered. */
enum { ASK_CHAIN_ID, ASK_CODE, ASK_ORACLE, ASK_NONCE, ASK_FEES, ASK_BALANCE, ASK_PENDING, ASK_CANDIDATES };

/* The questions before the review.  The oracle's come only if there is one. */
enum { LAST_NONCE, LAST_PENDING, LAST_CHANGES, LAST_L1, LAST_OPERATOR, LAST_COUNT };

#define TOO_FEW "The node answered too few questions"
#define SETTLE_MS 1000
#define NONCE_AGAIN_MS 500
#define NONCE_WAIT_MS 20000	/* to wait for a node that is behind */

/* What the person agreed to comes back with the reason. */
static void stop(struct model *model, const struct err *err)
{
	if (!tx_agreed_stop(model, err))
		flow_tx_fail(&model->tx, err);
}

static void stop_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	stop(model, &err);
}

static void add_count(struct chain_batch *batch, const struct flow_tx *flow, enum chain_tag tag)
{
	struct chain_call *call = chain_add_twice(batch, CHAIN_NONCE);

	call->from = flow->account.address;
	call->tag = tag;
}

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

/* What the fee leaves is known only after the fee is.  What was agreed to stays as it is. */
static void begin_rest(struct flow_tx *flow)
{
	if (!flow->takes_rest || flow->agreed.is)
		return;
	flow->tx.value = u256_from_u64(1);
	flow->rest_known = false;
}

void tx_preflight_ask(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch = flow_tx_ask(model, effects);

	begin_rest(flow);
	chain_add_twice(batch, CHAIN_ID);
	chain_add_twice(batch, CHAIN_CODE)->to = flow->to;
	chain_add(batch, CHAIN_CODE)->to = contract_address(CONTRACT_GAS_ORACLE);
	add_count(batch, flow, CHAIN_LATEST);
	chain_add(batch, CHAIN_FEES);
	chain_add(batch, CHAIN_BALANCE)->to = flow->account.address;
	add_count(batch, flow, CHAIN_PENDING);
	for (size_t i = 0; i < flow->candidate_count; i++) {
		add_candidate(batch, flow, CHAIN_CALL, &flow->candidates[i]);
		add_candidate(batch, flow, CHAIN_ESTIMATE, &flow->candidates[i]);
	}
	if (flow->state != TX_PREFLIGHT)
		flow->began_ms = model->now_ms;
	flow->state = TX_PREFLIGHT;
	flow->poll_at_ms = 0;
}

/* Checks what must be true of the chain before anything else counts. */
static bool check_chain(const struct model *model, const struct chain_reply *replies, struct err *err)
{
	return chain_check(replies, ASK_PENDING, model->network.chain_id, err) &&
	       (replies[ASK_CODE].found || !model->tx.needs_code ||
		err_set(err, ERR_NO_CONTRACT, "There is no code at the %s", contract_name(contract_at(model->tx.to))));
}

/* Takes the first candidate whose simulation and estimate succeed.  If none does, the live
 * interface's reason counts, unless it gave none. */
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
	return false;
}

static bool too_little_eth(struct amount value, struct amount fee, struct amount balance, struct err *err)
{
	char sent[AMOUNT_TEXT_SIZE], need[AMOUNT_TEXT_SIZE], have[AMOUNT_TEXT_SIZE];

	amount_format(sent, value);
	amount_format(need, fee);
	amount_format(have, balance);
	if (amount_is_zero(value))
		return err_set(err, ERR_NEEDS_ETH, "The fee can be up to %s ETH, and the wallet has %s ETH", need, have);
	return err_set(err, ERR_NEEDS_ETH, "It sends %s ETH, the fee can be up to %s ETH, and the wallet has %s ETH", sent, need, have);
}

/* The most that the transaction can cost, and whether the wallet has that much beside what it sends. */
static bool check_cost(struct flow_tx *flow, struct err *err)
{
	struct amount balance = { TOKEN_ETH, flow->eth_balance }, value = { TOKEN_ETH, flow->tx.value }, all;
	struct u256 besides;

	if (flow->takes_rest && !flow->rest_known)
		value.units = U256_ZERO;
	if (!u256_add(&besides, flow->l1_fee, flow->operator_fee))
		return err_set(err, ERR_BAD_ANSWER, "The node's fees are absurd");
	if (!tx_fees_most(&flow->max_fee, &flow->tx, besides, err))
		return false;
	return (amount_add(&all, flow->max_fee, value) && amount_compare(balance, all) >= 0) ||
	       too_little_eth(value, flow->max_fee, balance, err);
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

void tx_preflight_costs(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch = flow_tx_ask(model, effects);

	add_count(batch, flow, CHAIN_LATEST);
	add_count(batch, flow, CHAIN_PENDING);
	ask_changes(batch, flow);
	if (flow->has_l1_fee) {
		ask_l1_fee(batch, flow);
		ask_operator_fee(batch, flow);
	}
	flow->asks_time = flow->change == TX_CHANGE_NONE && policy_now_asks(model, &flow->account);
	if (flow->asks_time)
		chain_add(batch, CHAIN_BLOCK);
	flow->state = TX_L1_FEE;
}

static void ask_again(struct model *model, int64_t wait_ms)
{
	struct flow_tx *flow = &model->tx;

	flow->state = TX_PREFLIGHT;
	flow->request = 0;
	flow->poll_at_ms = model->now_ms + wait_ms;
}

/* A node behind a load balancer may not have seen the approval yet. */
static bool wait_to_settle(struct model *model, const struct err *err)
{
	struct flow_tx *flow = &model->tx;

	if (err->code != ERR_REVERTED || flow->settle_tries == 0)
		return false;
	flow->settle_tries--;
	if (!*flow->waits)
		flow->waits_until_ms = model->now_ms + (flow->settle_tries + 1) * SETTLE_MS;
	snprintf(flow->waits, sizeof(flow->waits), "The node may not have seen the approval yet: it refuses the call");
	ask_again(model, SETTLE_MS);
	return true;
}

/* The node's count and rialto's own disagree.  The flow waits for that, and at last explains it. */
static void wait_for_nonce(struct model *model)
{
	struct flow_tx *flow = &model->tx;

	if (!tx_nonce_explain(flow->waits, sizeof(flow->waits), &flow->nonce))
		snprintf(flow->waits, sizeof(flow->waits), "The node does not say the same of this wallet's transactions twice");
	flow->waits_until_ms = flow->began_ms + NONCE_WAIT_MS;
	if (model->now_ms < flow->waits_until_ms)
		ask_again(model, NONCE_AGAIN_MS);
	else
		stop_code(model, ERR_NONCE_UNSURE, flow->waits);
}

/* Two nodes may differ because one is behind.  The flow waits for that, and at last says it. */
static void wait_to_agree(struct model *model, const struct err *err)
{
	struct flow_tx *flow = &model->tx;

	snprintf(flow->waits, sizeof(flow->waits), "%s", err->msg);
	flow->waits_until_ms = flow->began_ms + NONCE_WAIT_MS;
	if (model->now_ms < flow->waits_until_ms)
		ask_again(model, NONCE_AGAIN_MS);
	else
		stop(model, err);
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

	flow->prices = (struct tx_prices){ r[ASK_FEES].base_fee, r[ASK_FEES].priority_fee };
	flow->eth_balance = r[ASK_BALANCE].number;
	flow->has_l1_fee = r[ASK_ORACLE].found;
	return check_value(flow, err) && choose_candidate(flow, &gas, r + ASK_CANDIDATES, err) &&
	       tx_fees_set(&flow->tx, gas, flow->gas_besides, &flow->prices, model->max_tip, err);
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
		stop_code(model, ERR_BAD_ANSWER, TOO_FEW);
	} else if (!check_chain(model, r, &err) ||
		   !tx_nonce_read(&flow->nonce, model, flow->account.address, &r[ASK_NONCE], &r[ASK_PENDING], &err)) {
		stop(model, &err);
	} else if (tx_nonce_is_behind(&flow->nonce)) {	/* what it simulates is behind, too */
		wait_for_nonce(model);
	} else if (!read_answers(model, r, &err)) {
		if (!wait_to_settle(model, &err))
			stop(model, &err);
	} else if (!same_for_ever(model, replies, &err)) {
		stop(model, &err);
	} else if (!same_by_now(model, replies, &err)) {
		wait_to_agree(model, &err);
	} else {
		tx_second_note(&flow->second, replies);
		fill_transaction(model);
		tx_preflight_costs(model, effects);
	}
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

bool tx_preflight_read_costs(struct flow_tx *flow, const struct chain_replies *replies, struct err *err)
{
	size_t count = (size_t)(flow->has_l1_fee ? LAST_COUNT : LAST_L1) + flow->asks_time;

	if (replies->count != count)
		return err_set(err, ERR_BAD_ANSWER, TOO_FEW);
	return (!flow->has_l1_fee || read_oracle(flow, replies->items, err)) && check_cost(flow, err);
}

/* The fee to L1 may rise by as much again before it is signed. */
static bool find_rest(struct flow_tx *flow, struct err *err)
{
	struct amount balance = { TOKEN_ETH, flow->eth_balance }, l1 = { TOKEN_ETH, flow->l1_fee }, least;

	if (!amount_add(&least, flow->max_fee, l1) || amount_compare(balance, least) <= 0)
		return too_little_eth(amount_zero(TOKEN_ETH), flow->max_fee, balance, err);
	if (!amount_sub(&flow->amount, balance, least))
		return err_set(err, ERR_INTERNAL, "The rest cannot be reckoned");
	flow->tx.value = flow->amount.units;
	flow->rest_known = true;
	return true;
}

/* The time is the last thing that was asked. */
static void take_time(struct flow_tx *flow, const struct chain_replies *replies)
{
	const struct chain_reply *last = &replies->items[replies->count - 1];

	flow->chain_s = flow->asks_time && last->ok && last->found ? last->time_s : 0;
}

/* Where a yes was given beforehand, nobody can type the word that exceeds a policy. */
static void obey_policy(struct model *model)
{
	struct policy_verdict verdict;

	policy_now_tx(&verdict, model);
	if (model->tx.state == TX_REVIEW && model->agreed_beforehand && policy_against(&verdict))
		flow_tx_fail(&model->tx, policy_against(&verdict));
}

/* The number is asked a second time.  One wrong answer would leave the transaction waiting for
 * others that do not exist. */
static void take_last(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	const struct chain_reply *r = replies->items;
	struct tx_nonce again;
	struct err err;

	flow->request = 0;
	if (replies->count < LAST_L1) {
		stop_code(model, ERR_BAD_ANSWER, TOO_FEW);
	} else if (!tx_nonce_read(&again, model, flow->account.address, &r[LAST_NONCE], &r[LAST_PENDING], &err)) {
		stop(model, &err);
	} else if (!tx_nonce_same(&again, &flow->nonce)) {
		flow->nonce = again;
		wait_for_nonce(model);
	} else if (!tx_preflight_read_costs(flow, replies, &err)) {
		stop(model, &err);
	} else if (flow->takes_rest && !flow->rest_known) {
		if (find_rest(flow, &err))
			tx_preflight_costs(model, effects);	/* once more, with what it carries */
		else
			stop(model, &err);
	} else if (!tx_second_same_changes(replies, LAST_CHANGES, &err)) {
		wait_to_agree(model, &err);
	} else {
		if (replies->second.asked && replies->second.err.code != ERR_NONE)
			tx_second_note(&flow->second, replies);
		tx_changes_read(&flow->changes, &r[LAST_CHANGES]);
		take_time(flow, replies);
		tx_agreed_go_on(model);
		obey_policy(model);
	}
}

void tx_preflight_take(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	if (model->tx.state == TX_PREFLIGHT)
		take_answers(model, replies, effects);
	else
		take_last(model, replies, effects);
}
