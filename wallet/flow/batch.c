#include "wallet/flow/batch.h"

#include <stdio.h>
#include <stdlib.h>

#include "wallet/base/mem.h"
#include "wallet/flow/batch_mint.h"
#include "wallet/flow/batch_unlock.h"
#include "wallet/flow/mint_begin.h"
#include "wallet/flow/mint_resume.h"
#include "wallet/model/model.h"
#include "wallet/model/waiting.h"

static bool check(const struct model *model, struct err *err)
{
	if (model->readonly)
		return err_set(err, ERR_READONLY, "Nothing is signed with --readonly");
	return (!flow_mint_running(&model->mint) && model->mint.state != MINT_UNSEALED) ||
	       err_set(err, ERR_BUSY, "A mint is already going on; wait for its end, or stop it first");
}

static void start(struct model *model)
{
	struct flow_batch *batch = &model->batch;

	batch->running = true;
	batch->stopping = false;
	batch->at = batch->count;
	if (model_account(model))
		batch->selected = *model_account(model);
	if (model->mint.state == MINT_UNKNOWN)
		batch_mint_put_aside(model);
	for (size_t i = 0; i < batch->count; i++)
		if (batch->rows[i].state != BATCH_DONE && batch->rows[i].state != BATCH_UNKNOWN)
			batch_row_look_ahead(&batch->rows[i], model);
}

static void begin(struct model *model, const struct action *action)
{
	struct flow_batch *batch = &model->batch;
	struct err err;

	if (batch->running || !action->batch.wallets.count)
		return;
	if (!check(model, &err)) {
		model_fail(model, &err);
		return;
	}
	if (!batch->mints.most) {	/* the limits are kept from one batch to the next */
		batch->failures = pace_of_failed_mints;
		batch->mints = pace_of_mints;
	}
	free(batch->rows);
	batch->options = action->batch.options;
	batch->another = action->batch.another;
	batch->asked = true;
	batch->count = action->batch.wallets.count;
	batch->rows = mem_new(batch->count, sizeof(*batch->rows));
	for (size_t i = 0; i < batch->count; i++)
		batch->rows[i].account = action->batch.wallets.items[i];
	start(model);
}

static void select_again(struct model *model)
{
	size_t index = batch_row_index(model, &model->batch.selected);

	if (index < model->accounts.count)
		model->selected = index;
}

/* Reads the journal again, because what it says of the last mint is not known here. */
static void end(struct model *model, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;

	batch->running = batch->stopping = false;
	batch->wait_until_ms = 0;
	passwords_forget(&batch->passwords);
	select_again(model);
	effects_add(effects, EFFECT_LOAD, model_request(model));
	model_say(model, false, "%zu of %zu wallet%s got %s key", flow_batch_count(batch, BATCH_DONE), batch->count,
		  batch->count == 1 ? "" : "s", batch->count == 1 ? "its" : "their");
}

/* Returns when the next mint may begin, Unix ms; 0: at once. */
static int64_t next_ms(const struct model *model)
{
	int64_t failures = pace_next_ms(&model->batch.failures, model->now_ms);
	int64_t mints = pace_next_ms(&model->batch.mints, model->now_ms);

	return failures > mints ? failures : mints;
}

static struct batch_row *first_waiting(struct flow_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		if (batch->rows[i].state == BATCH_WAITING)
			return &batch->rows[i];
	return NULL;
}

static void mint(struct model *model, struct batch_row *row, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;

	batch->at = (size_t)(row - batch->rows);
	row->state = BATCH_WORKING;
	model->selected = batch_row_index(model, &row->account);
	pace_note(&batch->mints, model->now_ms);
	mint_begin(model, &batch->options, effects);
}

/* True as long as another mint may begin at once. */
static bool next(struct model *model, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;
	struct batch_row *row = batch->stopping ? NULL : first_waiting(batch);

	if (!row) {
		end(model, effects);
		return false;
	}
	batch->wait_until_ms = next_ms(model);
	if (batch->wait_until_ms)
		return false;
	batch_row_look_ahead(row, model);		/* much may have changed by now */
	if (row->state == BATCH_WAITING)
		mint(model, row, effects);
	return true;
}

void flow_batch_resume(struct model *model, struct effects *effects)
{
	bool in_hand = model->mint.state != MINT_IDLE || model->batch.running || model->batch.aside_count;

	if (!in_hand && !model->headless && !model->readonly)
		mint_resume(model, effects);
}

/* A key that the disk refuses is left to the screen, which warns that it may be lost. */
static void leave_unsealed(struct model *model, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;

	batch->rows[batch->at].state = BATCH_FAILED;
	batch->rows[batch->at].err = model->mint.err;
	batch->at = batch->count;
	end(model, effects);
}

/* True as long as there may be more to do at once. */
static bool work(struct model *model, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;

	if (batch->at < batch->count)
		batch_unlock_after(model, effects);
	if (batch->at < batch->count)
		batch_mint_look(model);
	return batch->at == batch->count && next(model, effects);
}

static bool step(struct model *model, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;
	size_t at = batch->at, effect_count = effects->count;
	bool taken_up = false;

	while (batch->running && work(model, effects))
		;
	if (batch->running)
		batch_unlock(model, effects);
	else
		taken_up = batch_mint_take_up(model);
	if (batch->look_again)
		effects_add(effects, EFFECT_LOAD, model_request(model));
	batch->look_again = false;
	return taken_up || batch->at != at || effects->count != effect_count;
}

/* Runs the batch again for the wallets that did not get their key. */
static void retry(struct model *model, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;
	struct err err;

	(void)effects;
	if (!batch->count || batch->running)
		return;
	if (check(model, &err))
		start(model);
	else
		model_fail(model, &err);
}

/* Esc stops the batch.  The mint in hand goes on to its end, unless it only waits. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;
	struct err err;

	if (!batch->running)
		return false;
	if (batch->stopping && model->mint.state == MINT_UNSEALED)
		leave_unsealed(model, effects);
	batch->stopping |= batch->running;
	if (batch->at == batch->count || model->mint.state != MINT_BACKOFF)
		return true;
	err = model->mint.err;
	(void)flow_mint_cancel(model, effects);
	batch_mint_finish(model, BATCH_FAILED, &err);
	return true;
}

static void close_list(struct model *model)
{
	struct flow_batch *batch = &model->batch;

	if (batch->running)
		return;
	free(batch->rows);
	batch->rows = NULL;
	batch->count = batch->at = 0;
}

/* Forgets the passwords and begins no other mint. */
static void take_lock(struct model *model, struct effects *effects)
{
	(void)effects;
	passwords_forget(&model->batch.passwords);
	model->batch.stopping |= model->batch.running;
}

static void wish_batch(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	begin(model, action);
}

static void wish_retry(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	retry(model, effects);
}

static void wish_close(struct model *model, struct action *action, struct effects *effects)
{
	(void)action, (void)effects;
	close_list(model);
}

static const struct flow_wish wishes[] = {
	{ ACTION_MINT_BATCH, wish_batch }, { ACTION_BATCH_RETRY, wish_retry }, { ACTION_BATCH_CLOSE, wish_close },
	{ 0 },
};

/* Watches what concerns the mint in hand and its wallet. */
static void watch(struct model *model, struct action *action, struct effects *effects)
{
	if (action->type == ACTION_PASSWORD && model->batch.running && flow_batch_needs_password(model) &&
	    action->password)
		passwords_typed(&model->batch.passwords, action->password);
	else if (action->type == ACTION_UNLOCKED)
		batch_unlock_note(model, action);
	else if (action->type == ACTION_LOCK)
		take_lock(model, effects);
	else if (action->type == ACTION_MINT_FORGET)
		model->batch.look_again = model->mint.state == MINT_UNKNOWN;
}

/* True while it works and asks a person for nothing. */
static bool is_working(const struct model *model)
{
	return flow_batch_running(&model->batch) && model_want(model) == WANT_NOTHING;
}

static bool is_busy(const struct model *model)
{
	return is_working(model) && model->mint.state != MINT_UNSEALED;
}

static bool is_running(const struct model *model)
{
	return flow_batch_running(&model->batch);
}

static int64_t deadline(const struct model *model)
{
	return model->batch.running ? model->batch.wait_until_ms : 0;
}

static enum loss loss(const struct model *model)
{
	return flow_batch_running(&model->batch) ? LOSS_OF_SIGHT : LOSS_NONE;
}

static void release(struct model *model)
{
	struct flow_batch *batch = &model->batch;

	passwords_forget(&batch->passwords);
	for (size_t i = 0; i < batch->aside_count; i++)
		flow_mint_reset(&batch->aside[i]);
	free(batch->aside);
	free(batch->rows);
}

/* Says that the next mint of the batch is waited for. */
static bool awaits(struct waiting *out, const struct model *model)
{
	const struct flow_batch *batch = &model->batch;

	if (!batch->running || batch->at < batch->count || !batch->wait_until_ms)
		return false;
	snprintf(out->what, sizeof(out->what), "the next mint: Venice takes no more of them in that time");
	out->until_ms = batch->wait_until_ms;
	out->is_set = true;
	return true;
}

const struct flow_ops flow_batch_ops = {
	.name = "batch",
	.wishes = wishes,
	.cancel = cancel,
	.stops = 1,
	.retry = retry,
	.watch = watch,
	.step = step,
	.locks = take_lock,
	.is = {
		[FLOW_IS_BUSY] = is_busy, [FLOW_IS_OPENING] = flow_batch_unlocks, [FLOW_IS_ATTENDING] = is_working,
		[FLOW_IS_RELYING] = is_running,
	},
	.deadline = deadline,
	.loss = loss,
	.free = release,
	.asks = 5,
	.awaits = awaits,
};
