#include "wallet/flow/tx.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/plan.h"
#include "wallet/flow/resume.h"
#include "wallet/flow/tx_costs.h"
#include "wallet/flow/tx_follow.h"
#include "wallet/flow/tx_is.h"
#include "wallet/flow/tx_journal.h"
#include "wallet/flow/tx_log.h"
#include "wallet/flow/tx_preflight.h"
#include "wallet/flow/tx_replace.h"
#include "wallet/model/model.h"
#include "wallet/model/policy_now.h"
#include "wallet/model/review_parts.h"

void flow_tx_reset(struct flow_tx *flow)
{
	for (size_t i = 0; i < TX_CANDIDATES; i++)
		buf_free(&flow->candidates[i]);
	tx_free(&flow->tx);
	tx_agreed_free(&flow->agreed);
	journal_entry_free(&flow->entry);
	buf_free(&flow->replacement.raw);
	*flow = (struct flow_tx){ 0 };
}

void flow_tx_fail(struct flow_tx *flow, const struct err *err)
{
	flow->state = TX_FAILED;
	flow->request = 0;
	flow->poll_at_ms = 0;
	flow->err = *err;
	tx_agreed_free(&flow->agreed);
}

void flow_tx_fail_code(struct flow_tx *flow, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	flow_tx_fail(flow, &err);
}

struct chain_batch *flow_tx_ask(struct model *model, struct effects *effects)
{
	model->tx.request = model_request(model);
	return &effects_add(effects, EFFECT_CHAIN, model->tx.request)->chain;
}

void flow_tx_start(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (model->readonly)
		flow_tx_fail_code(flow, ERR_READONLY, "Nothing is signed with --readonly");
	else if (flow->account.kind == ACCOUNT_WATCH)
		flow_tx_fail_code(flow, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign");
	else
		tx_preflight_ask(model, effects);
}

static void sign(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct effect *effect;

	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_SIGN_TX, flow->request);
	effect->from = flow->account.address;
	tx_copy(&effect->tx, &flow->tx);
	tx_agreed_free(&flow->agreed);
	flow->state = TX_SIGNING;
}

static void write_journal(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct journal_entry *entry = &flow->entry;

	*entry = (struct journal_entry){
		.kind = JOURNAL_TX, .time_ms = model->now_ms, .purpose = flow->purpose,
		.address = flow->account.address, .amount = flow->amount, .recipient = flow->recipient,
		.all = flow->all, .chain_s = flow->chain_s, .fee_most = flow->max_fee.units,
	};
	memcpy(entry->network, model->network.name, sizeof(entry->network));
	memcpy(entry->hash, action->signed_tx.hash, sizeof(entry->hash));
	entry->raw = action->signed_tx.raw;
	action->signed_tx.raw = (struct buf){ 0 };
	flow->request = model_request(model);
	journal_entry_copy(effects_add(effects, EFFECT_JOURNAL_WRITE, flow->request)->entry, entry);
	policy_now_note(model, entry);
	flow->state = TX_JOURNALLING;
}

void flow_tx_resume(struct model *model, const struct journal_entry *entry, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct err err;

	flow_tx_reset(flow);
	journal_entry_copy(&flow->entry, entry);
	flow->account.address = entry->address;
	flow->amount = entry->amount;
	flow->purpose = entry->purpose;
	flow->recipient = entry->recipient;
	if (!tx_decode(&flow->tx, NULL, entry->raw.data, entry->raw.len, &err)) {
		flow_tx_fail(flow, &err);
		return;
	}
	flow->to = flow->tx.to;
	tx_follow_found(model, effects);
}

/* What was agreed to comes back with the reason.  A transaction that waits already goes on without
 * its replacement. */
static void fail_step(struct model *model, const struct err *err, struct effects *effects)
{
	if (tx_agreed_stop(model, err))
		return;
	if (model->tx.change != TX_CHANGE_NONE)
		tx_replace_give_up(model, err, effects);
	else
		flow_tx_fail(&model->tx, err);
}

static void take_chain(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	flow->request = 0;
	if (flow->state == TX_WAITING || flow->state == TX_SENDING)
		tx_follow_take(model, action, effects);
	else if (!action->ok)
		fail_step(model, &action->err, effects);
	else if (flow->change != TX_CHANGE_NONE)
		tx_replace_take(model, &action->chain, effects);
	else
		tx_preflight_take(model, &action->chain, effects);
}

/* The type of the result that answers the request that is out. */
static enum action_type awaited(const struct flow_tx *flow)
{
	if (flow->state == TX_SIGNING)
		return ACTION_SIGNED_TX;
	return flow->state == TX_JOURNALLING ? ACTION_JOURNALLED : ACTION_CHAIN;
}

static void take_journalled(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (flow->change != TX_CHANGE_NONE) {
		tx_replace_written(model);
	} else {
		memcpy(flow->entry.id, action->journal_id, sizeof(flow->entry.id));
		tx_journal_written(model, &flow->entry);
	}
	tx_follow_send(model, effects);
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (action->type != awaited(flow))
		return;
	if (action->type == ACTION_CHAIN) {
		take_chain(model, action, effects);
		return;
	}
	flow->request = 0;
	if (!action->ok)
		fail_step(model, &action->err, effects);
	else if (action->type == ACTION_SIGNED_TX && flow->change != TX_CHANGE_NONE)
		tx_replace_signed(model, action, effects);
	else if (action->type == ACTION_SIGNED_TX)
		write_journal(model, action, effects);
	else
		take_journalled(model, action, effects);
}

/* What a block has is not given up.  Of what this version does not know, nobody else says what came of it. */
static bool is_over(const struct flow_tx *flow, const struct journal_entry *entry)
{
	return entry->told || (flow_tx_ended(flow) && resume_knows(entry) && !strcmp(flow->entry.id, entry->id));
}

void flow_tx_forget(struct model *model, const char *journal_id, struct effects *effects)
{
	const struct journal_entry *entry = journal_find(&model->journal, journal_id);
	struct flow_tx *flow = &model->tx;
	bool is_followed = flow_tx_running(flow) && !strcmp(flow->entry.id, journal_id);

	if (!entry || (flow_tx_running(flow) && !is_followed))
		return;
	if (is_over(flow, entry)) {
		model_say(model, true, "A block has this transaction: it is not given up");
		return;
	}
	if (is_followed && flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	if (!is_followed) {
		flow_tx_reset(flow);
		journal_entry_copy(&flow->entry, entry);
		flow->purpose = entry->purpose;
		flow->account.address = entry->address;
		flow->amount = entry->amount;
		(void)!journal_entry_nonce(&flow->tx.nonce, entry);
	}
	if (model->headless)	/* the command closes it once its output is written */
		(void)journal_forget(&model->journal, journal_id);
	else
		tx_journal_forget(model, journal_id, effects);
	flow_tx_fail_code(flow, ERR_CANCELLED, "It was given up, and may still be mined: see the balances before it is done again");
}

static void look_again(struct model *model, struct effects *effects)
{
	if (model->tx.change == TX_CHANGE_NONE)
		tx_preflight_ask(model, effects);
	else
		tx_replace_ask(model, effects);
}

/* Looks at an entry, so that its present state can be shown.  Each look replaces the one before. */
static void look(struct model *model, const char *journal_id, struct effects *effects)
{
	const struct journal_entry *entry = journal_find(&model->journal, journal_id);
	struct flow_tx *flow = &model->tx;

	if (!entry || !tx_journal_is_open(model, entry) || (flow_tx_running(flow) && !flow->only_looks))
		return;
	if (flow_tx_running(flow) && flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	flow_tx_resume(model, entry, effects);
	flow->only_looks = true;
}

static void wish_speed_up(struct model *model, struct action *action, struct effects *effects)
{
	tx_replace_speed_up(model, action->index ? action->index - 1 : SIZE_MAX, effects);
}

static void wish_cancel(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	tx_replace_cancel(model, effects);
}

static void wish_look(struct model *model, struct action *action, struct effects *effects)
{
	look(model, action->journal_id, effects);
}

static void wish_forget(struct model *model, struct action *action, struct effects *effects)
{
	flow_tx_forget(model, action->journal_id, effects);
}

/* What is shown is chosen anew, and what failed for want of a fee that is believed begins anew.  Elsewhere
 * there is nothing to sign. */
static void wish_fee(struct model *model, struct action *action, struct effects *effects)
{
	const struct flow_tx *flow = &model->tx;

	if (flow->state == TX_REVIEW && !tx_agreed_stopped(flow))
		tx_costs_choose(model, action->fee, effects);
	else if (flow->state == TX_WAITING && flow->change_err.code == ERR_FEE_NOT_BELIEVED)
		tx_replace_again(model, action->fee, effects);
	else if (model->plan.state == PLAN_FAILED && model->plan.err.code == ERR_FEE_NOT_BELIEVED)
		flow_plan_again(model, action->fee, effects);
	else
		model_say(model, true, "No transaction is under review");
}

static const struct flow_wish wishes[] = {
	{ ACTION_TX_SPEED_UP, wish_speed_up }, { ACTION_TX_CANCEL, wish_cancel }, { ACTION_TX_FORGET, wish_forget },
	{ ACTION_TX_LOOK, wish_look }, { ACTION_TX_FEE, wish_fee },
	{ 0 },
};

static void confirm(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (tx_agreed_stopped(flow)) {
		look_again(model, effects);
		return;
	}
	tx_agreed_take(flow);
	policy_now_tx(&flow->beyond, model);
	flow->state = TX_UNLOCK;
}

/* Before anything is signed, the flow can simply stop.  After that, CANCEL may be meant for a mint. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct err err;

	if (!flow_tx_running(flow))
		return false;
	if (flow->state > TX_UNLOCK) {
		model_say(model, true, "The transaction is signed and on its way: it cannot be stopped here, but its page may cancel it");
		return !flow_mint_running(&model->mint);
	}
	if (flow->change != TX_CHANGE_NONE) {
		(void)err_set(&err, ERR_CANCELLED, "Nothing was signed; the transaction is followed as before");
		tx_replace_give_up(model, &err, effects);
		return true;
	}
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	flow_tx_fail_code(flow, ERR_CANCELLED, "Nothing was signed or sent");
	return true;
}

static void tick(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (!flow_tx_running(flow) || !flow->poll_at_ms || model->now_ms < flow->poll_at_ms)
		return;
	if (flow->state == TX_PREFLIGHT)
		tx_preflight_ask(model, effects);
	else if (flow->state == TX_WAITING)
		tx_follow_poll(model, effects);
}

/* Something else may have been signed since. */
static bool is_beyond_agreed(const struct model *model)
{
	struct policy_verdict now;

	policy_now_tx(&now, model);
	return !policy_within(&now, &model->tx.beyond);
}

static bool step(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (flow->state != TX_UNLOCK || !model_unlocked_for(model, flow->account.address))
		return false;
	if (is_beyond_agreed(model)) {
		tx_agreed_free(&flow->agreed);
		look_again(model, effects);
	} else if (model->now_ms - flow->read_ms > TX_FRESH_MS)
		look_again(model, effects);
	else
		sign(model, effects);
	return true;
}

static void release(struct model *model)
{
	flow_tx_reset(&model->tx);
}

const struct flow_ops flow_tx_ops = {
	.name = "tx",
	.head = offsetof(struct model, tx),
	.wishes = wishes,
	.result = take_result,
	.tick = tick,
	.confirm = confirm,
	.cancel = cancel,
	.stops = 8,
	.step = step,
	.is = {
		[FLOW_IS_BUSY] = tx_is_busy, [FLOW_IS_TRANSACTING] = tx_is_transacting,
		[FLOW_IS_USING_KEY] = tx_is_using_key, [FLOW_IS_RELYING] = tx_is_transacting,
	},
	.waits = tx_waits,
	.review = review_of_tx,
	.unlocks = tx_unlocks,
	.asks = 3,
	.awaits = tx_awaits,
	.deadline = tx_deadline,
	.loss = tx_loss,
	.logs = tx_log,
	.free = release,
};
