#include "wallet/topup_look.h"

#include <string.h>

#include "wallet/abi.h"
#include "wallet/model.h"
#include "wallet/text.h"
#include "wallet/topup_terms.h"
#include "wallet/topup_verdict.h"

/* The time first: what is unused later than that is unused then. */
enum { ASK_CHAIN_ID, ASK_TIME, ASK_USED, ASK_COUNT };

#define MARGIN_S 60	/* blocks by which two nodes behind one address may differ, and more */

enum fate { FATE_UNTOLD, FATE_OPEN, FATE_USED, FATE_EXPIRED };

void topup_look_ask(struct model *model, enum topup_look why, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	const struct payment *payment = &flow->entry.payment;
	struct chain_batch *batch;
	struct chain_call *call;

	if (why == LOOK_AFTER && flow->state != TOPUP_LOOKING)
		flow->look_until_ms = model->now_ms + TOPUP_FOLLOW_MS;
	flow->look = why;
	flow->poll_at_ms = 0;
	if (why != LOOK_AGAIN)
		flow->state = TOPUP_LOOKING;
	flow->request = model_request(model);
	batch = &effects_add(effects, EFFECT_CHAIN, flow->request)->chain;
	chain_add(batch, CHAIN_ID);
	chain_add(batch, CHAIN_TIME);
	call = chain_add(batch, CHAIN_CALL);
	call->to = contract_address(CONTRACT_USDC);
	abi_add_selector(&call->data, "authorizationState(address,bytes32)");
	abi_add_address(&call->data, payment->from);
	buf_add(&call->data, payment->nonce, sizeof(payment->nonce));
}

/* A node that serves another chain, or no USDC, knows nothing of it. */
static enum fate read_fate(const struct flow_topup *flow, const struct action *action, struct err *err)
{
	const struct chain_reply *r = action->chain.items;
	uint64_t id = 0, time = 0;
	bool used;

	if (!action->ok || action->chain.count != ASK_COUNT) {
		(void)err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
		if (!action->ok)
			*err = action->err;
		return FATE_UNTOLD;
	}
	for (size_t i = 0; i < ASK_COUNT; i++) {
		if (!r[i].ok) {
			*err = r[i].err;
			return FATE_UNTOLD;
		}
	}
	if (!u256_to_u64(&id, r[ASK_CHAIN_ID].number) || id != flow->entry.payment.chain_id ||
	    !u256_to_u64(&time, r[ASK_TIME].number) || !abi_get_bool(&used, r[ASK_USED].data.data, r[ASK_USED].data.len, 0)) {
		(void)err_set(err, ERR_WRONG_CHAIN, "The node does not serve the chain that was paid on");
		return FATE_UNTOLD;
	}
	if (used)
		return FATE_USED;
	return time >= MARGIN_S && time - MARGIN_S >= flow->entry.payment.valid_before ? FATE_EXPIRED : FATE_OPEN;
}

void topup_look_close(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	struct effect *effect;

	flow->poll_at_ms = 0;
	flow->delivered = false;
	if (!flow->entry.id[0])
		return;
	effect = effects_add(effects, EFFECT_JOURNAL_CLOSE, 0);
	memcpy(effect->journal_id, flow->entry.id, sizeof(effect->journal_id));
	(void)journal_forget(&model->journal, flow->entry.id);
	flow->entry = (struct journal_entry){ 0 };
}

/* "5", and until when it may be taken. */
static void describe(char amount[AMOUNT_TEXT_SIZE], char until[TEXT_TIME_SIZE], const struct payment *payment)
{
	amount_format(amount, payment->amount);
	text_time(until, (int64_t)payment->valid_before * 1000);
}

/* Where Venice itself says that it may move, that is the failure's name. */
static enum err_code code_of(const struct err *refusal)
{
	bool says_so = refusal->code == ERR_X402_TIMEOUT || refusal->code == ERR_X402_IN_PROGRESS;

	return says_so ? refusal->code : ERR_X402_UNKNOWN;
}

void topup_look_unknown(struct model *model, const char *why)
{
	const struct err *refusal = &model->topup.refusal;
	char amount[AMOUNT_TEXT_SIZE], until[TEXT_TIME_SIZE];
	struct err err;

	describe(amount, until, &model->topup.entry.payment);
	(void)err_set(&err, code_of(refusal), "%s USDC may be taken until %s: %s", amount, until, why);
	err.status = refusal->status;
	flow_topup_fail(model, TOPUP_UNKNOWN, &err);
}

/* Nothing was paid, and nothing can be any more. */
static void expire(struct model *model, struct effects *effects)
{
	char amount[AMOUNT_TEXT_SIZE], until[TEXT_TIME_SIZE];

	describe(amount, until, &model->topup.entry.payment);
	model_say(model, false, "The payment of %s USDC was never taken and has expired: nothing was paid", amount);
	topup_look_close(model, effects);
}

/* It was asked for by an earlier run, and this is another wish. */
static void note_paid_before(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	flow->paid_before = flow->entry.payment.amount;
	topup_look_close(model, effects);
}

/* The same again goes on under the same number; anything else waits until that is decided. */
static void look_before(struct model *model, enum fate fate, const struct err *err, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	bool same = amount_compare(flow->amount, flow->entry.payment.amount) == 0;

	if (fate == FATE_UNTOLD) {
		flow_topup_fail(model, TOPUP_FAILED, err);
	} else if (fate == FATE_USED && (same || !model->headless)) {
		flow->amount = flow->entry.payment.amount;
		flow->earlier = true;
		flow_topup_finish(model, NULL, effects);
	} else if (fate == FATE_OPEN && !same) {
		topup_look_unknown(model, "no other amount before that");
	} else {
		if (fate == FATE_EXPIRED)
			expire(model, effects);
		else if (fate == FATE_USED)
			note_paid_before(model, effects);
		topup_terms_ask(model, effects);
	}
}

/* Until the time for it is over. */
static bool follow(struct model *model)
{
	struct flow_topup *flow = &model->topup;

	if (model->now_ms + TOPUP_LOOK_MS > flow->look_until_ms)
		return false;
	flow->poll_at_ms = model->now_ms + TOPUP_LOOK_MS;
	return true;
}

static void look_after(struct model *model, enum fate fate, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	enum topup_verdict verdict = topup_verdict_of(&flow->refusal);

	if (fate == FATE_USED) {
		flow_topup_finish(model, NULL, effects);
	} else if (fate == FATE_EXPIRED) {
		topup_look_close(model, effects);
		flow_topup_fail(model, TOPUP_FAILED, &flow->refusal);
	} else if (verdict == VERDICT_SETTLING && follow(model)) {
		return;
	} else if (verdict != VERDICT_NOTHING) {
		topup_look_unknown(model, flow->refusal.msg);
	} else if (fate == FATE_OPEN && topup_verdict_wants_other_terms(&flow->refusal) && !flow->rebuilt) {
		flow->rebuilt = true;
		topup_terms_ask(model, effects);
	} else {
		flow_topup_fail(model, TOPUP_FAILED, &flow->refusal);
	}
}

/* On the screen nobody may have asked: what is still open is said once. */
static void look_again(struct model *model, enum fate fate, const struct err *err, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	if (fate == FATE_USED) {
		flow->amount = flow->entry.payment.amount;
		flow->earlier = true;
		flow_topup_finish(model, NULL, effects);
	} else if (fate == FATE_EXPIRED) {
		expire(model, effects);
		flow->state = TOPUP_IDLE;
		flow->err.code = ERR_NONE;
		if (model->error_of == ERROR_OF_TOPUP)
			model->error.code = ERR_NONE;
	} else if (flow->state == TOPUP_IDLE) {
		topup_look_unknown(model, fate == FATE_OPEN ? "the chain has not seen it yet" : err->msg);
	} else {
		flow->poll_at_ms = model->headless ? 0 : model->now_ms + TOPUP_POLL_MS;
	}
	if (!flow->entry.id[0] && !model->headless)
		(void)topup_look_next(model, effects);
}

void topup_look_take(struct model *model, const struct action *action, struct effects *effects)
{
	struct err err = { 0 };
	enum fate fate = read_fate(&model->topup, action, &err);

	if (model->topup.look == LOOK_BEFORE)
		look_before(model, fate, &err, effects);
	else if (model->topup.look == LOOK_AFTER)
		look_after(model, fate, effects);
	else
		look_again(model, fate, &err, effects);
}

const struct journal_entry *topup_look_find(const struct model *model, const struct address *address)
{
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (entry->kind == JOURNAL_PAYMENT && strcmp(entry->network, model->network.name) == 0 &&
		    (!address || address_equal(entry->address, *address)))
			return entry;
	}
	return NULL;
}

void topup_look_resume(struct model *model, const struct journal_entry *entry, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	char when[TEXT_TIME_SIZE], amount[AMOUNT_TEXT_SIZE];

	*flow = (struct flow_topup){ .amount = entry->payment.amount, .delivered = true };
	journal_entry_copy(&flow->entry, entry);
	flow->account.address = entry->address;
	text_time(when, entry->time_ms);
	amount_format(amount, entry->payment.amount);
	model_say(model, false, "Finding out what became of the %s USDC that were to be paid at %s", amount, when);
	topup_look_ask(model, LOOK_AGAIN, effects);
}

bool topup_look_next(struct model *model, struct effects *effects)
{
	const struct journal_entry *entry = topup_look_find(model, NULL);

	if (!entry || flow_topup_running(&model->topup))
		return false;
	topup_look_resume(model, entry, effects);
	return true;
}
