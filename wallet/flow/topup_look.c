#include "wallet/flow/topup_look.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/topup_fate.h"
#include "wallet/model/model.h"
#include "wallet/model/tx_look.h"

#define DATE_MS 60000		/* how long Venice's last word on the time is used */

static void begin_request(struct model *model, enum topup_asked what)
{
	struct flow_topup *flow = &model->topup;

	flow->poll_at_ms = 0;
	flow->look.waits = false;
	flow->look.asked = what;
	flow->request = model_request(model);
}

static struct chain_batch *ask(struct model *model, enum topup_asked what, struct effects *effects)
{
	begin_request(model, what);
	return &effects_add(effects, EFFECT_CHAIN, model->topup.request)->chain;
}

/* Any answer of Venice's brings the time with it. */
static void ask_date(struct model *model, struct effects *effects)
{
	begin_request(model, TOPUP_ASKED_DATE);
	effects_add(effects, EFFECT_X402_OFFER, model->topup.request);
}

void topup_look_more(struct model *model, struct effects *effects)
{
	topup_chain_ask(ask(model, TOPUP_ASKED_STATE, effects), &model->topup.entry.payment);
}

void topup_look_begin(struct model *model, enum topup_look why, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	flow->look = (struct topup_looking){ .why = why, .until_ms = model->now_ms + TOPUP_FOLLOW_MS };
	flow->payment = flow->entry.payment;
	if (why != LOOK_AGAIN)
		flow->state = TOPUP_LOOKING;
	topup_look_more(model, effects);
}

enum action_type topup_look_awaits(const struct flow_topup *flow)
{
	return flow->look.asked == TOPUP_ASKED_DATE ? ACTION_X402_OFFERED : ACTION_CHAIN;
}

static void tell(struct model *model, enum topup_fate fate, const char *open, struct effects *effects)
{
	struct topup_looking *look = &model->topup.look;

	snprintf(look->open, sizeof(look->open), "%s", open);
	topup_fate_take(model, fate, NULL, effects);
}

static bool has_ended(const struct flow_topup *flow, int64_t clock_ms)
{
	return clock_ms / 1000 >= (int64_t)flow->entry.payment.valid_before;
}

/* Two looks have found, by final blocks, that its time is over.  Now the clocks must agree. */
static void conclude_over(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	enum topup_fate open = flow->look.view.used ? FATE_CLAIMED : FATE_OPEN;
	bool dated = flow->look.dated_ms && model->now_ms - flow->look.dated_ms < DATE_MS;

	if (!has_ended(flow, model->now_ms))
		tell(model, open, "the node's blocks are later than that, and this machine's clock is not", effects);
	else if (!dated)
		ask_date(model, effects);
	else if (!has_ended(flow, model_server_now(model)))
		tell(model, open, "the node's blocks are later than that, and Venice's clock is not", effects);
	else
		topup_fate_take(model, flow->look.view.used ? FATE_TAKEN : FATE_EXPIRED, NULL, effects);
}

static void conclude(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	const struct topup_view *view = &flow->look.view;
	bool shown = view->tx.fate != TX_FATE_NONE;
	char open[sizeof(flow->look.open)];

	topup_proof_see(&flow->look.proof, view, &flow->entry.payment, model->now_ms);
	if (topup_proof_taken(&flow->look.proof)) {
		topup_fate_take(model, FATE_TAKEN, NULL, effects);
	} else if (shown) {
		snprintf(open, sizeof(open), "block %llu has it, but not yet for certain",
			 (unsigned long long)view->tx.block);
		tell(model, FATE_CLAIMED, open, effects);
	} else if (topup_proof_over(&flow->look.proof)) {
		conclude_over(model, effects);
	} else if (flow->look.proof.over) {
		tell(model, FATE_CLAIMED, "one look at the chain is no proof", effects);
	} else if (view->used) {
		tell(model, FATE_CLAIMED, "the node says that it was, but shows no transaction that did it", effects);
	} else {
		tell(model, FATE_OPEN, has_ended(flow, model->now_ms) ? "the chain's final blocks are not so late yet"
			: "the chain has not seen it yet", effects);
	}
}

static void take_state(struct model *model, const struct action *action, struct effects *effects)
{
	struct topup_looking *look = &model->topup.look;
	const struct payment *payment = &model->topup.entry.payment;
	struct err err = action->err;

	if (!action->ok || !topup_chain_read(&look->view, &action->chain, payment, &err))
		topup_fate_take(model, FATE_UNTOLD, &err, effects);
	else if (look->view.used)
		topup_chain_ask_tx(ask(model, TOPUP_ASKED_TX, effects), payment, look->view.head);
	else
		conclude(model, effects);
}

static void take_tx(struct model *model, const struct action *action, struct effects *effects)
{
	struct topup_looking *look = &model->topup.look;

	if (action->ok)
		topup_chain_read_tx(&look->view, &action->chain);
	if (look->view.tx.fate != TX_FATE_NONE)
		tx_look_ask_block(ask(model, TOPUP_ASKED_BLOCK, effects), &look->view.tx);
	else
		conclude(model, effects);
}

/* A log is believed only if the chain has its block, and if that block has its transaction. */
static void take_block(struct model *model, const struct action *action, struct effects *effects)
{
	struct topup_looking *look = &model->topup.look;
	struct err err = action->err;
	bool confirmed;
	uint64_t head;

	if (!action->ok || !tx_look_read_block(&confirmed, &head, &action->chain, &look->view.tx, &err)) {
		topup_fate_take(model, FATE_UNTOLD, &err, effects);
		return;
	}
	if (confirmed && tx_look_second(&action->chain, &look->view.tx, &err) < TX_SECOND_NOT_YET)
		look->view.head = head;
	else
		look->view.tx.fate = TX_FATE_NONE;
	conclude(model, effects);
}

static void take_date(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	if (action->server_ms > 0) {
		flow->look.dated_ms = model->now_ms;
		conclude_over(model, effects);
	} else {
		tell(model, flow->look.view.used ? FATE_CLAIMED : FATE_OPEN, "Venice does not say what time it is", effects);
	}
}

void topup_look_take(struct model *model, const struct action *action, struct effects *effects)
{
	static void (*const takers[])(struct model *, const struct action *, struct effects *) = {
		[TOPUP_ASKED_STATE] = take_state, [TOPUP_ASKED_TX] = take_tx, [TOPUP_ASKED_BLOCK] = take_block,
		[TOPUP_ASKED_DATE] = take_date,
	};

	takers[model->topup.look.asked](model, action, effects);
}
