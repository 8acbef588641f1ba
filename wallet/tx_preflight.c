#include "wallet/tx_preflight.h"

#include <string.h>

#include "wallet/abi.h"
#include "wallet/model.h"

/* The fixed questions; the candidates' pairs follow. */
enum { ASK_CHAIN_ID, ASK_CODE, ASK_ORACLE, ASK_NONCE, ASK_FEES, ASK_BALANCE, ASK_CANDIDATES };

#define TOO_FEW "The node answered too few questions"
#define SETTLE_MS 1000
#define PRIORITY_FEE_MAX UINT64_C(5000000000)	/* wei per gas; Base asks for a thousandth of it */

static void add_candidate(struct chain_batch *batch, const struct flow_tx *flow, enum chain_method method,
			  const struct buf *data)
{
	struct chain_call *call = chain_add(batch, method);

	call->from = flow->account.address;
	call->to = contract_address(flow->to);
	buf_add(&call->data, data->data, data->len);
}

void tx_preflight_ask(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch = flow_tx_ask(model, effects);

	chain_add(batch, CHAIN_ID);
	chain_add(batch, CHAIN_CODE)->to = contract_address(flow->to);
	chain_add(batch, CHAIN_CODE)->to = contract_address(CONTRACT_GAS_ORACLE);
	chain_add(batch, CHAIN_NONCE)->from = flow->account.address;
	batch->calls[ASK_NONCE].tag = CHAIN_PENDING;
	chain_add(batch, CHAIN_FEES);
	chain_add(batch, CHAIN_BALANCE)->to = flow->account.address;
	for (size_t i = 0; i < flow->candidate_count; i++) {
		add_candidate(batch, flow, CHAIN_CALL, &flow->candidates[i]);
		add_candidate(batch, flow, CHAIN_ESTIMATE, &flow->candidates[i]);
	}
	flow->state = TX_PREFLIGHT;
	flow->poll_at_ms = 0;
}

/* What must be true of the chain before anything else counts. */
static bool check_chain(const struct model *model, const struct chain_reply *replies, struct err *err)
{
	return chain_check(replies, ASK_CANDIDATES, model->network.chain_id, err) &&
	       (replies[ASK_CODE].found ||
		err_set(err, ERR_NO_CONTRACT, "There is no code at the %s", contract_name(model->tx.to)));
}

/* The first candidate whose simulation and estimate succeed.  Where none does,
 * the live interface's reason counts, unless it gave none. */
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

/* The chain sets the base fee, but the priority fee is only the node's word and
 * all of it is paid: a node that lies must not spend the wallet's ETH. */
static bool set_fees(struct flow_tx *flow, uint64_t gas, const struct chain_reply *fees, struct err *err)
{
	struct u256 twice, most = u256_from_u64(PRIORITY_FEE_MAX);

	flow->base_fee = fees->base_fee;
	flow->tx.max_priority_fee = u256_compare(fees->priority_fee, most) > 0 ? most : fees->priority_fee;
	if (gas > UINT64_MAX / 2 || !u256_add(&twice, fees->base_fee, fees->base_fee) ||
	    !u256_add(&flow->tx.max_fee, twice, flow->tx.max_priority_fee))
		return err_set(err, ERR_BAD_ANSWER, "The node's fees are absurd");
	flow->tx.gas_limit = gas + gas / 4;
	return true;
}

/* The most the transaction can cost, and whether the wallet has that. */
static bool check_cost(struct flow_tx *flow, struct err *err)
{
	struct u256 l2;
	char need[AMOUNT_TEXT_SIZE], have[AMOUNT_TEXT_SIZE];
	struct amount balance = { TOKEN_ETH, flow->eth_balance };

	flow->max_fee.token = TOKEN_ETH;
	if (!u256_mul(&l2, flow->tx.max_fee, u256_from_u64(flow->tx.gas_limit)) ||
	    !u256_add(&flow->max_fee.units, l2, flow->l1_fee))
		return err_set(err, ERR_BAD_ANSWER, "The node's fees are absurd");
	if (amount_compare(balance, flow->max_fee) >= 0)
		return true;
	amount_format(need, flow->max_fee);
	amount_format(have, balance);
	return err_set(err, ERR_NEEDS_ETH, "The fee can be up to %s ETH, and the wallet has %s ETH", need, have);
}

static void review(struct flow_tx *flow)
{
	struct err err;

	flow->request = 0;
	if (check_cost(flow, &err))
		flow->state = TX_REVIEW;
	else
		flow_tx_fail(flow, &err);
}

/* OP-stack: the oracle prices the unsigned transaction's bytes. */
static void ask_l1_fee(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_call *call = chain_add(flow_tx_ask(model, effects), CHAIN_CALL);
	struct buf unsigned_tx;

	buf_init(&unsigned_tx, 0);
	tx_encode_unsigned(&unsigned_tx, &flow->tx);
	call->to = contract_address(CONTRACT_GAS_ORACLE);
	abi_add_selector(&call->data, "getL1Fee(bytes)");
	abi_add_u64(&call->data, 32);
	abi_add_bytes(&call->data, unsigned_tx.data, unsigned_tx.len);
	buf_free(&unsigned_tx);
	flow->state = TX_L1_FEE;
}

static void take_l1_fee(struct flow_tx *flow, const struct chain_reply *reply)
{
	if (!reply->ok) {
		flow_tx_fail(flow, &reply->err);
		return;
	}
	if (!abi_get_u256(&flow->l1_fee, reply->data.data, reply->data.len, 0)) {
		flow_tx_fail_code(flow, ERR_BAD_ANSWER, "The gas price oracle gave no L1 fee");
		return;
	}
	flow->has_l1_fee = true;
	review(flow);
}

/* A node behind a balancer may not have seen the approval yet. */
static bool wait_to_settle(struct model *model, const struct err *err)
{
	struct flow_tx *flow = &model->tx;

	if (err->code != ERR_REVERTED || flow->settle_tries == 0)
		return false;
	flow->settle_tries--;
	flow->request = 0;
	flow->poll_at_ms = model->now_ms + SETTLE_MS;
	return true;
}

static void take_answers(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	const struct chain_reply *r = replies->items;
	struct err err;
	uint64_t gas = 0;

	if (replies->count != ASK_CANDIDATES + 2 * flow->candidate_count) {
		flow_tx_fail_code(flow, ERR_BAD_ANSWER, TOO_FEW);
		return;
	}
	if (!check_chain(model, r, &err) || !choose_candidate(flow, &gas, r + ASK_CANDIDATES, &err) ||
	    !set_fees(flow, gas, &r[ASK_FEES], &err)) {
		if (!wait_to_settle(model, &err))
			flow_tx_fail(flow, &err);
		return;
	}
	flow->tx.chain_id = model->network.chain_id;
	flow->tx.to = contract_address(flow->to);
	flow->eth_balance = r[ASK_BALANCE].number;
	buf_free(&flow->tx.data);
	buf_init(&flow->tx.data, 0);
	buf_add(&flow->tx.data, flow->candidates[flow->chosen].data, flow->candidates[flow->chosen].len);
	if (!u256_to_u64(&flow->tx.nonce, r[ASK_NONCE].number))
		flow_tx_fail_code(flow, ERR_BAD_ANSWER, "The node's nonce is absurd");
	else if (r[ASK_ORACLE].found)
		ask_l1_fee(model, effects);
	else
		review(flow);
}

void tx_preflight_take(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	if (model->tx.state == TX_PREFLIGHT)
		take_answers(model, replies, effects);
	else if (replies->count == 1)
		take_l1_fee(&model->tx, &replies->items[0]);
	else
		flow_tx_fail_code(&model->tx, ERR_BAD_ANSWER, TOO_FEW);
}
