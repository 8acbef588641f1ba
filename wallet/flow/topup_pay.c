#include "wallet/flow/topup_pay.h"

#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/topup_fate.h"
#include "wallet/flow/topup_look.h"
#include "wallet/flow/topup_open.h"
#include "wallet/flow/topup_terms.h"
#include "wallet/model/model.h"
#include "wallet/model/policy_now.h"
#include "wallet/venice/topup_verdict.h"

/* A new payment gets its number where it is signed; an open one keeps its own.  The clock is
 * checked again, because Venice may have told another time since the review. */
void topup_pay_sign(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	struct effect *effect;
	struct err err;

	if (!topup_terms_clock(model, &err)) {
		flow_topup_fail(model, TOPUP_FAILED, &err);
		return;
	}
	flow->state = TOPUP_SIGNING;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_SIGN_PAYMENT, flow->request);
	effect->pay.has_nonce = flow->entry.id[0];
	effect->pay.payment = (struct payment){
		.chain_id = model->network.chain_id, .from = flow->account.address, .to = flow->agreed.terms.pay_to,
		.amount = flow->amount, .valid_before = (uint64_t)(model_server_now(model) / 1000) + flow->terms.life_s,
	};
	if (flow->entry.id[0])
		memcpy(effect->pay.payment.nonce, flow->entry.payment.nonce, PAYMENT_NONCE_SIZE);
}

/* If there are several signatures under one number, the journal keeps the latest expiry. */
void topup_pay_signed(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	uint64_t until = flow->entry.id[0] ? flow->entry.payment.valid_before : 0;
	struct journal_entry *entry;

	if (!action->ok) {
		flow_topup_fail(model, TOPUP_FAILED, &action->err);
		return;
	}
	flow->payment = action->signed_payment.payment;
	memcpy(flow->signature, action->signed_payment.signature, sizeof(flow->signature));
	flow->state = TOPUP_JOURNALLING;
	flow->request = model_request(model);
	entry = effects_add(effects, EFFECT_JOURNAL_WRITE, flow->request)->entry;
	*entry = (struct journal_entry){
		.kind = JOURNAL_PAYMENT, .time_ms = until ? flow->entry.time_ms : model->now_ms,
		.address = flow->account.address, .payment = flow->payment, .chain_s = flow->chain_s,
	};
	memcpy(entry->id, flow->entry.id, sizeof(entry->id));
	memcpy(entry->network, model->network.name, sizeof(entry->network));
	if (entry->payment.valid_before < until)
		entry->payment.valid_before = until;
	flow->entry = *entry;
	policy_now_note(model, entry);
}

void topup_pay_again(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	struct effect *effect;
	struct buf header;

	flow->state = TOPUP_PAYING;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_X402_PAY, flow->request);
	effect->handed.from = flow->account.address;
	buf_init(&header, 0);
	x402_payment_header(&header, &flow->payment, &flow->terms, flow->signature, &model->network);
	effect->handed.header = mem_string(buf_string(&header));
	buf_free(&header);
}

void topup_pay_journalled(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	if (!action->ok) {
		flow_topup_fail(model, TOPUP_FAILED, &action->err);
		return;
	}
	memcpy(flow->entry.id, action->journal_id, sizeof(flow->entry.id));
	topup_open_note(model);
	topup_pay_again(model, effects);
}

/* A payment cannot be taken if neither it nor an earlier one with its number has left. */
void topup_pay_take(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	if (action->ok) {
		flow_topup_finish(model, &action->x402_paid.receipt, effects);
		return;
	}
	flow->refusal = action->err;
	flow->delivered |= action->x402_paid.sent;
	if (flow_topup_waits(model, &action->err, true))
		return;
	if (topup_verdict_of(&action->err) == VERDICT_SETTLING)
		model_say(model, false, "Venice is settling the payment; the chain is asked for it, for at most %d s",
			  TOPUP_FOLLOW_MS / 1000);
	if (flow->delivered) {
		topup_look_begin(model, LOOK_AFTER, effects);
		return;
	}
	topup_fate_close(model, effects);
	flow_topup_fail(model, TOPUP_FAILED, &action->err);
}
