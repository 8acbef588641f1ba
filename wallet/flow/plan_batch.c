#include "wallet/flow/plan_batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/plan_batch_listed.h"
#include "wallet/flow/plan_batch_unlock.h"
#include "wallet/flow/tx.h"
#include "wallet/flow/wallets.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"
#include "wallet/model/policy_now.h"
#include "wallet/model/review_parts.h"

static struct plan_row *row_at(struct model *model)
{
	return &model->plan_batch.rows[model->plan_batch.at];
}

static void fail_row(struct model *model, struct plan_row *row, const struct err *err)
{
	row->state = PLAN_ROW_FAILED;
	row->err = *err;
	model_say(model, true, "%s: %s", row->account.name, err->msg);
}

static void fail_rest(struct model *model, const struct err *err)
{
	for (size_t i = 0; i < model->plan_batch.count; i++) {
		struct plan_row *row = &model->plan_batch.rows[i];

		if (row->state == PLAN_ROW_WAITING || row->state == PLAN_ROW_LOOKED) {
			row->state = PLAN_ROW_FAILED;
			row->err = *err;
		}
	}
}

/* The failure is the row's, and no panel shows it. */
static void end_row(struct model *model, const struct err *err)
{
	struct err why = *err;

	model->error.code = ERR_NONE;
	model->plan_batch.in_hand = false;
	for (size_t i = 0; i < model->plan.step_count; i++)
		row_at(model)->has_sent |= model->plan.sent[model->plan.steps[i]].sent;
	if (model->tx.state == TX_FAILED)
		memcpy(row_at(model)->journal_id, model->tx.entry.id, sizeof(model->tx.entry.id));
	fail_row(model, row_at(model), &why);
	if (plan_batch_stops_all(&why))
		fail_rest(model, &why);
}

/* Lets go of the plan in hand, of which nothing is signed yet. */
static void let_go(struct model *model)
{
	flow_tx_reset(&model->tx);
	model->plan.state = PLAN_IDLE;
}

static bool sent_any(const struct flow_plan_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		if (batch->rows[i].state == PLAN_ROW_DONE || batch->rows[i].has_sent)
			return true;
	return false;
}

static void end(struct model *model)
{
	struct flow_plan_batch *batch = &model->plan_batch;
	struct err stopped;

	(void)err_set(&stopped, ERR_CANCELLED, "It was stopped before this wallet");
	fail_rest(model, &stopped);
	batch->state = PLAN_BATCH_DONE;
	passwords_forget(&batch->passwords);
	(void)!wallets_select(model, batch->selected.address);
	if (!sent_any(batch))
		model_say(model, false, "%s: nothing was signed or sent", purpose_name(batch->purpose));
	else
		model_say(model, false, "%s: done with %zu of %zu wallet%s", purpose_name(batch->purpose),
			  flow_plan_batch_count(batch, PLAN_ROW_DONE), batch->count, batch->count == 1 ? "" : "s");
}

static struct plan_row *next_row(struct flow_plan_batch *batch, enum plan_row_state state)
{
	for (size_t i = 0; i < batch->count && !batch->stopping; i++)
		if (batch->rows[i].state == state)
			return &batch->rows[i];
	return NULL;
}

static bool begin_row(struct model *model, struct plan_row *row, struct effects *effects)
{
	struct flow_plan_batch *batch = &model->plan_batch;
	struct plan_wish wish = {
		.purpose = batch->purpose, .amount = batch->amount, .recipient = batch->recipient, .all = batch->all,
	};
	struct err gone;

	if (model_transacting(model))
		return false;
	batch->at = (size_t)(row - batch->rows);
	batch->account = row->account;
	batch->passwords.tried = 0;
	if (!account_has_address(&row->account)) {
		(void)err_set(&gone, ERR_PASSWORD_NEEDED, "Its address is not known until it is unlocked");
		fail_row(model, row, &gone);
		return true;
	}
	if (!wallets_select(model, row->account.address)) {
		(void)err_set(&gone, ERR_WALLET_NOT_FOUND, "It is no longer in the keystore");
		fail_row(model, row, &gone);
		return true;
	}
	batch->in_hand = true;
	flow_plan_start(model, &wish, effects);
	return true;
}

/* True once the look at the row in hand is over. */
static bool is_looked_at(struct model *model)
{
	struct policy_verdict verdict;

	if (model->plan.state == PLAN_FAILED) {
		end_row(model, &model->plan.err);
		return true;
	}
	if (model->plan.state != PLAN_SENDING || model->tx.state != TX_REVIEW)
		return false;
	policy_now_tx(&verdict, model);
	if (policy_against(&verdict))
		end_row(model, policy_against(&verdict));
	else
		plan_batch_list(model, row_at(model));
	model->plan_batch.in_hand = false;
	let_go(model);
	return true;
}

static bool look(struct model *model, struct effects *effects)
{
	struct flow_plan_batch *batch = &model->plan_batch;
	struct plan_row *row;

	if (batch->in_hand)
		return is_looked_at(model);
	row = next_row(batch, PLAN_ROW_WAITING);
	if (row)
		return begin_row(model, row, effects);
	if (next_row(batch, PLAN_ROW_LOOKED)) {
		batch->state = PLAN_BATCH_REVIEW;
		(void)!wallets_select(model, batch->selected.address);
	} else {
		end(model);
	}
	return true;
}

/* The yes to the list is the yes to this, and is logged with its own review. */
static void agree(struct model *model, struct effects *effects)
{
	if (!review_agree(model))
		return;
	log_watch_agreed(model, effects);
	flow_tx_ops.confirm(model, effects);
}

/* What a yes would be an answer to.  While another review is being read, that is not this transaction. */
static bool is_shown(const struct model *model)
{
	enum want want;

	return !asked_waits(model) && flow_showing(model, &want) == &flow_tx_ops;
}

/* The transaction in hand has its review.  False: it waits, or a person answers it. */
static bool answer_review(struct model *model, struct effects *effects)
{
	struct policy_verdict verdict;
	struct err err;

	if (!is_shown(model))
		return false;
	policy_now_tx(&verdict, model);
	if (!tx_agreed_stopped(&model->tx) && !policy_against(&verdict)) {
		if (!plan_batch_is_within(model, row_at(model)))
			return false;
		agree(model, effects);
		return model->tx.state != TX_REVIEW;
	}
	err = tx_agreed_stopped(&model->tx) ? model->tx.agreed.against : *policy_against(&verdict);
	let_go(model);
	end_row(model, &err);
	return true;
}

static bool watch_row(struct model *model, struct effects *effects)
{
	struct plan_row *row = row_at(model);

	if (model->plan.state == PLAN_SENDING && model->tx.state == TX_REVIEW && model->tx.change == TX_CHANGE_NONE)
		return answer_review(model, effects);
	if (model->plan.state == PLAN_FAILED) {
		end_row(model, &model->plan.err);
		return true;
	}
	if (model->plan.state != PLAN_DONE)
		return false;
	row->state = PLAN_ROW_DONE;
	row->result = model->plan;
	model->plan_batch.in_hand = false;
	model_say(model, false, "%s: %s in block %llu", row->account.name, plan_row(row->result.purpose)->done,
		  (unsigned long long)flow_plan_sent(&row->result)->block);
	return true;
}

static bool work(struct model *model, struct effects *effects)
{
	struct plan_row *row;

	if (model->plan_batch.in_hand) {
		plan_batch_unlock_after(model);
		return watch_row(model, effects) || plan_batch_unlock(model, effects);
	}
	row = next_row(&model->plan_batch, PLAN_ROW_LOOKED);
	if (row)
		return begin_row(model, row, effects);
	end(model);
	return true;
}

static bool step(struct model *model, struct effects *effects)
{
	if (model->plan_batch.state == PLAN_BATCH_LOOKING)
		return look(model, effects);
	return model->plan_batch.state == PLAN_BATCH_WORKING && work(model, effects);
}

static void confirm(struct model *model, struct effects *effects)
{
	(void)effects;
	model->plan_batch.state = PLAN_BATCH_WORKING;
}

/* What is signed already goes on to its end. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_plan_batch *batch = &model->plan_batch;
	struct err none;

	if (!flow_plan_batch_running(batch))
		return false;
	batch->stopping = true;
	if (batch->state == PLAN_BATCH_WORKING)
		return true;
	if (batch->state == PLAN_BATCH_LOOKING && batch->in_hand) {
		(void)(flow_plan_ops.cancel(model, effects) || flow_tx_ops.cancel(model, effects));
		let_go(model);
	}
	batch->in_hand = false;
	(void)err_set(&none, ERR_CANCELLED, "Nothing was signed or sent");
	fail_rest(model, &none);
	end(model);
	return true;
}

void flow_plan_batch_start(struct model *model, const struct plan_wish *wish, const struct accounts *wallets)
{
	struct flow_plan_batch *batch = &model->plan_batch;

	if (flow_plan_batch_running(batch) || model_transacting(model)) {
		model_say(model, true, "A transaction is still on its way");
		return;
	}
	free(batch->rows);
	passwords_forget(&batch->passwords);
	*batch = (struct flow_plan_batch){
		.state = PLAN_BATCH_LOOKING, .purpose = wish->purpose, .amount = wish->amount,
		.recipient = wish->recipient, .all = wish->all, .count = wallets->count,
	};
	batch->rows = mem_new(batch->count + 1, sizeof(*batch->rows));
	for (size_t i = 0; i < batch->count; i++)
		batch->rows[i].account = wallets->items[i];
	if (model_account(model))
		batch->selected = *model_account(model);
}

static void wish_plans(struct model *model, struct action *action, struct effects *effects)
{
	struct plan_wish wish = {
		.purpose = action->plans.purpose, .amount = action->plans.amount,
		.recipient = action->plans.recipient, .all = action->plans.all,
	};

	(void)effects;
	flow_plan_batch_start(model, &wish, &action->plans.wallets);
}

static const struct flow_wish wishes[] = {
	{ ACTION_PLAN_BATCH, wish_plans },
	{ 0 },
};

static bool is_running(const struct model *model)
{
	return flow_plan_batch_running(&model->plan_batch);
}

static bool is_busy(const struct model *model)
{
	return is_running(model) && model_want(model) == WANT_NOTHING;
}

static enum want waits(const struct model *model)
{
	return model->plan_batch.state == PLAN_BATCH_REVIEW ? WANT_REVIEW : WANT_NOTHING;
}

static void watch(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	plan_batch_unlock_watch(model, action);
}

static void lock(struct model *model, struct effects *effects)
{
	(void)effects;
	passwords_forget(&model->plan_batch.passwords);
}

static enum loss loss(const struct model *model)
{
	return model->plan_batch.state == PLAN_BATCH_WORKING ? LOSS_OF_SIGHT : LOSS_NONE;
}

static void release(struct model *model)
{
	passwords_forget(&model->plan_batch.passwords);
	free(model->plan_batch.rows);
}

const struct flow_ops flow_plan_batch_ops = {
	.name = "plan_batch",
	.head = offsetof(struct model, plan_batch),
	.wishes = wishes,
	.confirm = confirm,
	.cancel = cancel,
	.stops = 6,
	.watch = watch,
	.step = step,
	.locks = lock,
	.is = { [FLOW_IS_BUSY] = is_busy, [FLOW_IS_OPENING] = plan_batch_unlocks, [FLOW_IS_ATTENDING] = is_busy,
		[FLOW_IS_RELYING] = is_running },
	.waits = waits,
	.review = review_of_plan_batch,
	.asks = 9,
	.loss = loss,
	.free = release,
};
