#include "wallet/flow_tx.h"

#include <string.h>

#include "wallet/abi.h"
#include "wallet/model.h"

/* Preflight's fixed questions; the candidates' pairs follow. */
enum { ASK_CHAIN_ID, ASK_CODE, ASK_ORACLE, ASK_NONCE, ASK_FEES, ASK_BALANCE, ASK_CANDIDATES };

/* A poll's questions. */
enum { POLL_RECEIPT, POLL_TX, POLL_NONCE, POLL_MINED, POLL_COUNT };

#define POLL_SOON_MS 250	/* while the transaction is young */
#define POLL_LATER_MS 1000	/* half a Base block */
#define YOUNG_MS 2000
#define RESEND_AFTER 4		/* polls without a trace of it */
#define SETTLE_MS 1000
#define PRIORITY_FEE_MAX UINT64_C(5000000000)	/* wei per gas; Base asks for a thousandth of it */
#define GIVE_UP_MS 180000	/* a command does not wait for ever */

void flow_tx_reset(struct flow_tx *flow)
{
	for (size_t i = 0; i < TX_CANDIDATES; i++)
		buf_free(&flow->candidates[i]);
	tx_free(&flow->tx);
	journal_entry_free(&flow->entry);
	*flow = (struct flow_tx){ 0 };
}

bool flow_tx_running(const struct flow_tx *flow)
{
	return flow->state != TX_IDLE && flow->state != TX_DONE && flow->state != TX_FAILED;
}

int64_t flow_tx_deadline(const struct flow_tx *flow)
{
	return flow_tx_running(flow) ? flow->poll_at_ms : 0;
}

static void fail(struct flow_tx *flow, const struct err *err)
{
	flow->state = TX_FAILED;
	flow->request = 0;
	flow->poll_at_ms = 0;
	flow->err = *err;
}

static void fail_code(struct flow_tx *flow, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	fail(flow, &err);
}

static void close_journal(struct flow_tx *flow, struct effects *effects)
{
	struct effect *effect;

	if (!flow->entry.id[0])
		return;
	effect = effects_add(effects, EFFECT_JOURNAL_CLOSE, 0);
	memcpy(effect->journal_id, flow->entry.id, sizeof(effect->journal_id));
}

static struct chain_batch *ask(struct model *model, struct effects *effects)
{
	model->tx.request = model_request(model);
	return &effects_add(effects, EFFECT_CHAIN, model->tx.request)->chain;
}

static void add_candidate(struct chain_batch *batch, const struct flow_tx *flow, enum chain_method method,
			  const struct buf *data)
{
	struct chain_call *call = chain_add(batch, method);

	call->from = flow->account.address;
	call->to = contract_address(flow->to);
	buf_add(&call->data, data->data, data->len);
}

static void preflight(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch = ask(model, effects);

	chain_add(batch, CHAIN_ID);
	chain_add(batch, CHAIN_CODE)->to = contract_address(flow->to);
	chain_add(batch, CHAIN_CODE)->to = contract_address(CONTRACT_GAS_ORACLE);
	chain_add(batch, CHAIN_NONCE)->from = flow->account.address;
	chain_add(batch, CHAIN_FEES);
	chain_add(batch, CHAIN_BALANCE)->to = flow->account.address;
	for (size_t i = 0; i < flow->candidate_count; i++) {
		add_candidate(batch, flow, CHAIN_CALL, &flow->candidates[i]);
		add_candidate(batch, flow, CHAIN_ESTIMATE, &flow->candidates[i]);
	}
	flow->state = TX_PREFLIGHT;
	flow->poll_at_ms = 0;
}

void flow_tx_start(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (model->readonly)
		fail_code(flow, ERR_READONLY, "Nothing is signed with --readonly");
	else if (flow->account.kind == ACCOUNT_WATCH)
		fail_code(flow, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign");
	else
		preflight(model, effects);
}

/* What must be true of the chain before anything else counts. */
static bool check_chain(const struct model *model, const struct chain_reply *replies, struct err *err)
{
	uint64_t id = 0;

	for (size_t i = 0; i < ASK_CANDIDATES; i++) {
		if (!replies[i].ok) {
			*err = replies[i].err;
			return false;
		}
	}
	if (!u256_to_u64(&id, replies[ASK_CHAIN_ID].number) || id != model->network.chain_id)
		return err_set(err, ERR_WRONG_CHAIN, "The node serves chain %llu, not %llu",
			       (unsigned long long)id, (unsigned long long)model->network.chain_id);
	if (!replies[ASK_CODE].found)
		return err_set(err, ERR_NO_CONTRACT, "There is no code at the %s", contract_name(model->tx.to));
	return true;
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
		fail(flow, &err);
}

/* OP-stack: the oracle prices the unsigned transaction's bytes. */
static void ask_l1_fee(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_call *call = chain_add(ask(model, effects), CHAIN_CALL);
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
		fail(flow, &reply->err);
		return;
	}
	if (!abi_get_u256(&flow->l1_fee, reply->data.data, reply->data.len, 0)) {
		fail_code(flow, ERR_BAD_ANSWER, "The gas price oracle gave no L1 fee");
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

static void take_preflight(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	const struct chain_reply *r = replies->items;
	struct err err;
	uint64_t gas = 0;

	if (replies->count != ASK_CANDIDATES + 2 * flow->candidate_count) {
		fail_code(flow, ERR_BAD_ANSWER, "The node answered too few questions");
		return;
	}
	if (!check_chain(model, r, &err) || !choose_candidate(flow, &gas, r + ASK_CANDIDATES, &err) ||
	    !set_fees(flow, gas, &r[ASK_FEES], &err)) {
		if (!wait_to_settle(model, &err))
			fail(flow, &err);
		return;
	}
	flow->tx.chain_id = model->network.chain_id;
	flow->tx.to = contract_address(flow->to);
	flow->eth_balance = r[ASK_BALANCE].number;
	buf_free(&flow->tx.data);
	buf_init(&flow->tx.data, 0);
	buf_add(&flow->tx.data, flow->candidates[flow->chosen].data, flow->candidates[flow->chosen].len);
	if (!u256_to_u64(&flow->tx.nonce, r[ASK_NONCE].number))
		fail_code(flow, ERR_BAD_ANSWER, "The node's nonce is absurd");
	else if (r[ASK_ORACLE].found)
		ask_l1_fee(model, effects);
	else
		review(flow);
}

static void sign(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct effect *effect;

	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_SIGN_TX, flow->request);
	effect->from = flow->account.address;
	tx_copy(&effect->tx, &flow->tx);
	flow->state = TX_SIGNING;
}

static void write_journal(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct journal_entry *entry = &flow->entry;

	*entry = (struct journal_entry){
		.kind = JOURNAL_TX, .time_ms = model->now_ms,
		.address = flow->account.address, .amount = flow->amount,
	};
	memcpy(entry->network, model->network.name, sizeof(entry->network));
	memcpy(entry->purpose, flow->purpose, sizeof(entry->purpose));
	memcpy(entry->hash, action->signed_tx.hash, sizeof(entry->hash));
	entry->raw = action->signed_tx.raw;
	action->signed_tx.raw = (struct buf){ 0 };
	flow->request = model_request(model);
	journal_entry_copy(&effects_add(effects, EFFECT_JOURNAL_WRITE, flow->request)->entry, entry);
	flow->state = TX_JOURNALLING;
}

static void send(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_call *call = chain_add(ask(model, effects), CHAIN_SEND);

	buf_add(&call->data, flow->entry.raw.data, flow->entry.raw.len);
	flow->state = TX_SENDING;
	flow->refusal.code = ERR_NONE;
	flow->missing = 0;
	flow->poll_at_ms = 0;
	if (!flow->sent_ms)
		flow->sent_ms = model->now_ms;
}

static void poll(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch = ask(model, effects);
	struct chain_call *mined;

	memcpy(chain_add(batch, CHAIN_RECEIPT)->hash, flow->entry.hash, KECCAK_SIZE);
	memcpy(chain_add(batch, CHAIN_TX)->hash, flow->entry.hash, KECCAK_SIZE);
	chain_add(batch, CHAIN_NONCE)->from = flow->account.address;
	mined = chain_add(batch, CHAIN_NONCE);
	mined->from = flow->account.address;
	mined->mined = true;
	flow->state = TX_WAITING;
	flow->poll_at_ms = 0;
}

static void poll_later(struct model *model)
{
	struct flow_tx *flow = &model->tx;
	bool young = model->now_ms - flow->sent_ms < YOUNG_MS;

	flow->state = TX_WAITING;
	flow->request = 0;
	flow->poll_at_ms = model->now_ms + (young ? POLL_SOON_MS : POLL_LATER_MS);
	if (model->headless && model->now_ms - flow->sent_ms > GIVE_UP_MS)
		fail_code(flow, ERR_TX_UNKNOWN, "The network has not mined the transaction in three minutes");
}

/* Some nodes pass a transaction on and answer with an error all the same, so a
 * refusal is believed only once the network has no trace of it. */
static void take_sent(struct model *model, const struct chain_reply *reply, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	enum err_code code = reply->err.code;

	if (reply->ok) {
		poll(model, effects);
		return;
	}
	if (code == ERR_NEEDS_ETH || code == ERR_REVERTED || code == ERR_RPC)
		flow->refusal = reply->err;
	poll_later(model);
}

static void take_receipt(struct model *model, const struct chain_reply *receipt, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct err err;

	flow->block = receipt->block;
	flow->request = 0;
	if (receipt->success) {
		flow->state = TX_DONE;
		flow->poll_at_ms = 0;
		if (!model->headless)
			close_journal(flow, effects);
		return;
	}
	(void)err_set(&err, ERR_TX_REVERTED, "The %s transaction was undone in block %llu", flow->purpose,
		      (unsigned long long)receipt->block);
	close_journal(flow, effects);
	fail(flow, &err);
}

/* The network has no trace of it, and its number is free. */
static void take_lost(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (flow->refusal.code != ERR_NONE) {
		close_journal(flow, effects);
		fail(flow, &flow->refusal);
	} else if (model->readonly) {
		poll_later(model);
	} else {
		send(model, effects);
	}
}

/* No receipt: is it on its way, lost (send the same bytes again), or replaced?  What
 * took its number and is not mined yet may be itself, which this node does not show. */
static void take_no_receipt(struct model *model, const struct chain_reply *replies, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	uint64_t nonce = 0, mined = 0;

	if (!replies[POLL_TX].ok || !replies[POLL_NONCE].ok || !replies[POLL_MINED].ok || replies[POLL_TX].found) {
		flow->missing = 0;
		poll_later(model);
		return;
	}
	flow->missing++;
	if (!u256_to_u64(&nonce, replies[POLL_NONCE].number) || nonce <= flow->tx.nonce) {
		if (flow->missing >= RESEND_AFTER)
			take_lost(model, effects);
		else
			poll_later(model);
	} else if (!u256_to_u64(&mined, replies[POLL_MINED].number) || mined <= flow->tx.nonce) {
		flow->missing = 0;
		poll_later(model);
	} else if (flow->missing < 2 * RESEND_AFTER) {
		poll_later(model);
	} else {
		close_journal(flow, effects);
		fail_code(flow, ERR_TX_REPLACED, "Another transaction of this wallet took its number");
	}
}

static void take_poll(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	const struct chain_reply *receipt = &replies->items[POLL_RECEIPT];

	if (replies->count != POLL_COUNT || !receipt->ok)
		poll_later(model);
	else if (receipt->found)
		take_receipt(model, receipt, effects);
	else
		take_no_receipt(model, replies->items, effects);
}

void flow_tx_resume(struct model *model, const struct journal_entry *entry, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct err err;

	flow_tx_reset(flow);
	journal_entry_copy(&flow->entry, entry);
	flow->account.address = entry->address;
	flow->amount = entry->amount;
	memcpy(flow->purpose, entry->purpose, sizeof(flow->purpose));
	if (!tx_decode(&flow->tx, NULL, entry->raw.data, entry->raw.len, &err)) {
		fail(flow, &err);
		return;
	}
	flow->to = contract_at(flow->tx.to);
	flow->sent_ms = model->now_ms;
	flow->missing = RESEND_AFTER;	/* no trace of it means it was never sent */
	poll(model, effects);
}

static bool take_chain(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	bool one = action->chain.count == 1;
	struct err cut = action->err;

	flow->request = 0;
	if (flow->state == TX_WAITING && !action->ok)
		poll_later(model);
	else if (flow->state == TX_WAITING)
		take_poll(model, &action->chain, effects);
	else if (flow->state == TX_SENDING && one)
		take_sent(model, &action->chain.items[0], effects);
	else if (flow->state == TX_SENDING)
		poll_later(model);
	else if (!action->ok)
		fail(flow, &cut);
	else if (flow->state == TX_PREFLIGHT)
		take_preflight(model, &action->chain, effects);
	else if (flow->state == TX_L1_FEE && one)
		take_l1_fee(flow, &action->chain.items[0]);
	else
		fail_code(flow, ERR_BAD_ANSWER, "The node answered too few questions");
	return true;
}

/* The type of the result that the request in hand gives. */
static enum action_type awaited(const struct flow_tx *flow)
{
	if (flow->state == TX_SIGNING)
		return ACTION_SIGNED_TX;
	return flow->state == TX_JOURNALLING ? ACTION_JOURNALLED : ACTION_CHAIN;
}

static bool take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (action->type != awaited(flow))
		return false;
	if (action->type == ACTION_CHAIN)
		return take_chain(model, action, effects);
	flow->request = 0;
	if (!action->ok) {
		fail(flow, &action->err);
	} else if (action->type == ACTION_SIGNED_TX) {
		write_journal(model, action, effects);
	} else {
		memcpy(flow->entry.id, action->journal_id, sizeof(flow->entry.id));
		send(model, effects);
	}
	return true;
}

/* Before anything is signed the flow can simply stop.  After that, and while a
 * prompt of the mint's is open, it is the mint that can be meant. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (model_want(model) == WANT_PASSWORD && flow->state != TX_UNLOCK)
		return false;
	if (flow->state > TX_UNLOCK) {
		model_say(model, true, "The transaction is signed and on its way: it cannot be stopped here");
		return !flow_mint_running(&model->mint);
	}
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	fail_code(flow, ERR_CANCELLED, "Nothing was signed or sent");
	return true;
}

static void tick(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (!flow->poll_at_ms || model->now_ms < flow->poll_at_ms)
		return;
	if (flow->state == TX_PREFLIGHT)
		preflight(model, effects);
	else if (flow->state == TX_WAITING)
		poll(model, effects);
}

bool flow_tx_update(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (!flow_tx_running(flow))
		return false;
	if (flow->request && action->request == flow->request)
		return take_result(model, action, effects);
	if (action->type == ACTION_TICK)
		tick(model, effects);
	if (action->type == ACTION_CONFIRM && flow->state == TX_REVIEW) {
		flow->state = TX_UNLOCK;
		return true;
	}
	return action->type == ACTION_CANCEL && cancel(model, effects);
}

void flow_tx_step(struct model *model, struct effects *effects)
{
	if (model->tx.state == TX_UNLOCK && model_unlocked_for(model, model->tx.account.address))
		sign(model, effects);
}
