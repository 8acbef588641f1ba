#include "wallet/flow/topup_fate.h"

#include <string.h>

#include "wallet/base/text.h"
#include "wallet/flow/topup_log.h"
#include "wallet/flow/topup_look.h"
#include "wallet/flow/topup_open.h"
#include "wallet/flow/topup_terms.h"
#include "wallet/model/model.h"
#include "wallet/venice/topup_verdict.h"

static void let_go(struct model *model)
{
	struct flow_topup *flow = &model->topup;

	flow->poll_at_ms = 0;
	flow->delivered = false;
	(void)journal_forget(&model->journal, flow->entry.id);
	flow->entry = (struct journal_entry){ 0 };
}

void topup_fate_close(struct model *model, struct effects *effects)
{
	const struct flow_topup *flow = &model->topup;

	if (flow->entry.id[0])
		memcpy(effects_add(effects, EFFECT_JOURNAL_CLOSE, 0)->journal_id, flow->entry.id,
		       sizeof(flow->entry.id));
	let_go(model);
}

/* Writes the amount ("5"), and the time until which it may be taken. */
static void describe(char amount[AMOUNT_TEXT_SIZE], char until[TEXT_TIME_SIZE], const struct payment *payment)
{
	amount_format(amount, payment->amount);
	text_time(until, (int64_t)payment->valid_before * 1000);
}

/* If Venice itself says that the payment may be moving, its error is used. */
static enum err_code code_of(const struct err *refusal)
{
	bool says_so = refusal->code == ERR_X402_TIMEOUT || refusal->code == ERR_X402_IN_PROGRESS;

	return says_so ? refusal->code : ERR_X402_UNKNOWN;
}

void topup_fate_unknown(struct model *model, const char *why)
{
	const struct flow_topup *flow = &model->topup;
	struct journal_entry *entry = journal_find(&model->journal, flow->entry.id);
	bool ended = model->now_ms / 1000 >= (int64_t)flow->entry.payment.valid_before;
	char amount[AMOUNT_TEXT_SIZE], until[TEXT_TIME_SIZE];
	struct err err;

	describe(amount, until, &flow->entry.payment);
	(void)err_set(&err, code_of(&flow->refusal), "%s USDC may %s %s: %s", amount,
		      ended ? "have been taken by" : "be taken until", until, why);
	err.status = flow->refusal.status;
	if (entry)
		entry->unknown_told = true;
	flow_topup_fail(model, TOPUP_UNKNOWN, &err);
}

/* Nothing was paid, and nothing can be paid any more. */
static void expire(struct model *model, struct effects *effects)
{
	char amount[AMOUNT_TEXT_SIZE], until[TEXT_TIME_SIZE];

	describe(amount, until, &model->topup.entry.payment);
	model_say(model, false, "The payment of %s USDC was never taken and has expired: nothing was paid", amount);
	topup_log_earlier(model, "payment_expired", NULL, effects);
}

/* An earlier run asked for that payment.  The present wish is another one. */
static void end_before(struct model *model, enum topup_fate fate, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	struct amount *sum = fate == FATE_TAKEN ? &flow->paid_before : &flow->expired_before;
	struct amount amount = flow->entry.payment.amount;
	const struct tx_sighting *tx = &flow->look.view.tx;

	if (amount_is_zero(*sum))
		*sum = amount;
	else
		(void)!amount_add(sum, *sum, amount);
	if (fate == FATE_EXPIRED)
		expire(model, effects);
	else
		topup_log_earlier(model, "payment_taken", tx->fate == TX_FATE_NONE ? NULL : tx->hash, effects);
	topup_open_end(model, fate == FATE_TAKEN ? PAYMENT_TAKEN : PAYMENT_EXPIRED, effects);
}

/* Looks at the next open payment.  Only when all of them were looked at, Venice is asked for its terms. */
static void look_further(struct model *model, struct effects *effects)
{
	if (!topup_open_further(model, effects))
		topup_terms_ask(model, effects);
}

static void finish(struct model *model, bool earlier, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	const struct tx_sighting *tx = &flow->look.view.tx;

	flow->amount = flow->entry.payment.amount;
	flow->earlier = earlier;
	flow->receipt = (struct x402_receipt){ .has_hash = tx->fate != TX_FATE_NONE };
	memcpy(flow->receipt.hash, tx->hash, KECCAK_SIZE);
	flow_topup_finish(model, NULL, effects);
}

/* Looks at the payment again soon, for a while. */
static bool wait(struct model *model)
{
	struct flow_topup *flow = &model->topup;

	if (model->now_ms + TOPUP_LOOK_MS > flow->look.until_ms)
		return false;
	flow->poll_at_ms = model->now_ms + TOPUP_LOOK_MS;
	flow->look.waits = true;
	return true;
}

/* The same amount goes on under the same number.  Another amount waits until that one is decided. */
static void take_before(struct model *model, enum topup_fate fate, const struct err *err, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	bool same = amount_compare(flow->amount, flow->entry.payment.amount) == 0;

	if (fate == FATE_UNTOLD) {
		flow_topup_fail(model, TOPUP_FAILED, err);
	} else if (fate == FATE_TAKEN && (same || !model->headless)) {
		finish(model, true, effects);
	} else if (fate == FATE_CLAIMED) {
		topup_fate_unknown(model, flow->look.open);
	} else if (fate == FATE_OPEN && !(same && !flow->carried.id[0])) {
		topup_fate_unknown(model, "no other amount before that");
	} else {
		if (fate == FATE_OPEN)
			flow->carried = flow->entry;
		else
			end_before(model, fate, effects);
		look_further(model, effects);
	}
}

static void take_after(struct model *model, enum topup_fate fate, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	enum topup_verdict verdict = topup_verdict_of(&flow->refusal);

	if (fate == FATE_TAKEN) {
		finish(model, false, effects);
	} else if (fate == FATE_EXPIRED) {
		topup_log_earlier(model, "payment_expired", NULL, effects);
		topup_fate_close(model, effects);
		flow_topup_fail(model, TOPUP_FAILED, &flow->refusal);
	} else if (verdict == VERDICT_SETTLING && wait(model)) {
		return;
	} else if (fate == FATE_CLAIMED) {
		topup_fate_unknown(model, flow->look.open);
	} else if (verdict != VERDICT_NOTHING) {
		topup_fate_unknown(model, flow->refusal.msg);
	} else if (fate == FATE_OPEN && topup_verdict_wants_other_terms(&flow->refusal) && !flow->rebuilt) {
		flow->rebuilt = true;
		topup_terms_ask(model, effects);
	} else {
		flow_topup_fail(model, TOPUP_FAILED, &flow->refusal);
	}
}

/* Clears what was said of this payment's failure.  What was said of another payment stays. */
static void forget_failure(struct model *model)
{
	struct flow_topup *flow = &model->topup;
	bool is_ours = address_equal(flow->failed.address, flow->account.address) &&
		       amount_compare(flow->failed.amount, flow->amount) == 0;

	flow->state = TOPUP_IDLE;
	flow->err.code = ERR_NONE;
	if (!flow->failed.is_set || !is_ours)
		return;
	flow->failed.is_set = false;
	if (model->failed == FLOW_TOPUP)
		model->error.code = ERR_NONE;
}

/* On the screen nobody may have asked, so an open payment is told of once.  A command closes the
 * entry itself, once it has printed the outcome. */
static void take_again(struct model *model, enum topup_fate fate, const struct err *err, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	if (fate == FATE_TAKEN) {
		finish(model, true, effects);
	} else if (fate == FATE_EXPIRED) {
		expire(model, effects);
		if (model->headless)
			let_go(model);
		else
			topup_fate_close(model, effects);
		forget_failure(model);
	} else if (flow->state == TOPUP_IDLE) {
		topup_fate_unknown(model, fate == FATE_UNTOLD ? err->msg : flow->look.open);
	} else {
		flow->poll_at_ms = model->headless ? 0 : model->now_ms + TOPUP_POLL_MS;
	}
	flow->look.rests = fate == FATE_OPEN || fate == FATE_UNTOLD;
	if (!flow->entry.id[0] && !model->headless)
		(void)topup_open_next(model, effects);
}

void topup_fate_take(struct model *model, enum topup_fate fate, const struct err *err, struct effects *effects)
{
	if (fate == FATE_CLAIMED && wait(model))
		return;
	if (model->topup.look.why == LOOK_BEFORE)
		take_before(model, fate, err, effects);
	else if (model->topup.look.why == LOOK_AFTER)
		take_after(model, fate, effects);
	else
		take_again(model, fate, err, effects);
}
