#include "wallet/flow_many.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/mem.h"
#include "wallet/model.h"
#include "wallet/session.h"

void flow_many_free(struct flow_many *many)
{
	passwords_forget(&many->passwords);
	for (size_t i = 0; i < many->aside_count; i++)
		flow_mint_reset(&many->aside[i]);
	free(many->aside);
	free(many->rows);
	*many = (struct flow_many){ 0 };
}

bool flow_many_running(const struct flow_many *many)
{
	return many->running;
}

int64_t flow_many_deadline(const struct flow_many *many)
{
	return many->running ? many->wait_until_ms : 0;
}

size_t flow_many_count(const struct flow_many *many, enum many_state state)
{
	size_t found = 0;

	for (size_t i = 0; i < many->count; i++)
		found += many->rows[i].state == state;
	return found;
}

void flow_many_wallets(struct accounts *out, const struct model *model)
{
	*out = (struct accounts){ mem_new(model->accounts.count, sizeof(*out->items)), 0 };
	for (size_t i = 0; i < model->accounts.count; i++) {
		const struct account *account = &model->accounts.items[i];

		if (!account_has_address(account))
			continue;
		if (model->marked ? account->marked : account->kind != ACCOUNT_WATCH)
			out->items[out->count++] = *account;
	}
}

/* The wallet in hand waits to be opened, be it to sign or to seal. */
static bool needs_password(const struct model *model)
{
	return model->mint.state == MINT_UNLOCK || flow_mint_seal_waits(model);
}

bool flow_many_unlocks(const struct model *model)
{
	const struct flow_many *many = &model->many;

	return many->running && needs_password(model) && (many->unlocking || many->passwords.tried < many->passwords.count);
}

/* What is unknown stays so, and in the journal, while others go on. */
static void put_aside(struct model *model)
{
	struct flow_many *many = &model->many;

	many->aside = mem_grow(many->aside, many->aside_count + 1, sizeof(*many->aside));
	many->aside[many->aside_count++] = model->mint;
	model->mint = (struct flow_mint){ 0 };
}

/* One after the other, it is the person's to look into. */
static void take_up(struct model *model)
{
	struct flow_many *many = &model->many;

	if (!many->aside_count || model->mint.state != MINT_IDLE)
		return;
	model->mint = many->aside[0];
	many->aside_count--;
	memmove(many->aside, many->aside + 1, many->aside_count * sizeof(*many->aside));
	model_say(model, true, "%s: it is not known whether a key was minted", model->mint.account.name);
}

static bool check(const struct model *model, struct err *err)
{
	if (model->readonly)
		return err_set(err, ERR_READONLY, "Nothing is signed with --readonly");
	return (!flow_mint_running(&model->mint) && model->mint.state != MINT_UNSEALED) ||
	       err_set(err, ERR_BUSY, "A mint is already going on; wait for its end, or stop it first");
}

static void start(struct model *model)
{
	struct flow_many *many = &model->many;

	many->running = true;
	many->stopping = false;
	many->at = many->count;
	if (model_account(model))
		many->selected = *model_account(model);
	if (model->mint.state == MINT_UNKNOWN)
		put_aside(model);
	for (size_t i = 0; i < many->count; i++)
		if (many->rows[i].state != MANY_DONE && many->rows[i].state != MANY_UNKNOWN)
			many_row_look_ahead(&many->rows[i], model);
}

static void begin(struct model *model, const struct action *action)
{
	struct flow_many *many = &model->many;
	struct err err;

	if (many->running || !action->many.wallets.count)
		return;
	if (!check(model, &err)) {
		model_fail(model, &err);
		return;
	}
	if (!many->mints.most) {	/* the limits go on from batch to batch */
		many->failures = pace_of_failed_mints;
		many->mints = pace_of_mints;
	}
	free(many->rows);
	many->options = action->many.options;
	many->another = action->many.another;
	many->asked = true;
	many->count = action->many.wallets.count;
	many->rows = mem_new(many->count, sizeof(*many->rows));
	for (size_t i = 0; i < many->count; i++)
		many->rows[i].account = action->many.wallets.items[i];
	start(model);
}

/* The same again, for those that did not get theirs. */
static bool go_on(struct model *model)
{
	struct flow_many *many = &model->many;
	struct err err;

	if (!many->count || many->running || flow_mint_running(&model->mint) || model->mint.state == MINT_UNSEALED)
		return false;
	if (check(model, &err))
		start(model);
	else
		model_fail(model, &err);
	return true;
}

static void select_again(struct model *model)
{
	size_t index = many_row_index(model, &model->many.selected);

	if (index < model->accounts.count)
		model->selected = index;
}

/* The journal is read again: what it says of the last is not known here. */
static void end(struct model *model, struct effects *effects)
{
	struct flow_many *many = &model->many;

	many->running = many->stopping = false;
	many->wait_until_ms = 0;
	passwords_forget(&many->passwords);
	select_again(model);
	effects_add(effects, EFFECT_LOAD, model_request(model));
	model_say(model, false, "%zu of %zu wallets got their key", flow_many_count(many, MANY_DONE), many->count);
}

/* The row in hand is done with, and its mint; what it said is in the row, not in a panel. */
static void finish(struct model *model, enum many_state state, const struct err *err)
{
	struct flow_many *many = &model->many;
	struct many_row *row = &many->rows[many->at];

	row->state = state;
	row->err = *err;
	if (state == MANY_DONE)
		memcpy(row->last6, model->mint.minted.last6, sizeof(row->last6));
	if (state == MANY_UNKNOWN)
		put_aside(model);
	else
		flow_mint_reset(&model->mint);
	many->at = many->count;
	many->passwords.tried = 0;
	model->error.code = ERR_NONE;
}

static void finish_left_out(struct model *model)
{
	struct err err;

	if (model->many.reviewing)
		(void)err_set(&err, ERR_CANCELLED, "Its challenge was not confirmed");
	else
		(void)err_set(&err, ERR_PASSWORD_NEEDED, "Its password was not given");
	finish(model, MANY_SKIPPED, &err);
}

/* Of a refusal a server must have said something. */
static void note_failure(struct model *model)
{
	if (model->mint.err.status)
		pace_note(&model->many.failures, model->now_ms);
}

/* What became of the one in hand.  A failure that waits is in its row, with its countdown;
 * a key that the disk refuses is the person's to mend. */
static void look(struct model *model)
{
	const struct flow_mint *mint = &model->mint;
	struct err err = mint->err, none = { 0 };

	switch (mint->state) {
	case MINT_DONE:
		finish(model, MANY_DONE, mint->differs ? &err : &none);
		break;
	case MINT_FAILED:
		note_failure(model);
		finish(model, MANY_FAILED, &err);
		break;
	case MINT_UNKNOWN:
		note_failure(model);
		finish(model, MANY_UNKNOWN, &err);
		break;
	case MINT_BACKOFF:
		if (model->error.code != ERR_NONE)	/* it has just begun */
			note_failure(model);
		model->error.code = ERR_NONE;
		break;
	case MINT_IDLE:
	case MINT_TOKEN:
		finish_left_out(model);
		break;
	default:
		break;
	}
	model->many.reviewing = model->mint.state == MINT_REVIEW;
}

static void cancel_mint(struct model *model, struct effects *effects)
{
	struct action cancel = { .type = ACTION_CANCEL };

	(void)flow_mint_update(model, &cancel, effects);
}

/* With the next of the passwords that were right for other wallets. */
static void unlock(struct model *model, struct effects *effects)
{
	struct flow_many *many = &model->many;
	struct action action = { .type = ACTION_PASSWORD };

	if (model->unlock_request || !flow_many_unlocks(model))
		return;
	many->unlocking = true;
	action.password = passwords_next(&many->passwords);
	(void)session_update(model, &action, effects);
	action_free(&action);
	many->unlocking = model->unlock_request != 0;
}

/* The session has it after this.  Which of ours does not open a wallet is nobody's
 * mistake; what keeps it closed with any password is the row's end. */
static void note_unlocked(struct model *model, const struct action *action)
{
	struct flow_many *many = &model->many;

	if (action->request != model->unlock_request)
		return;
	passwords_judge_typed(&many->passwords, action->ok);
	many->passwords.tried += many->unlocking && !action->ok;
}

static void after_unlocking(struct model *model, struct effects *effects)
{
	struct flow_many *many = &model->many;
	struct err err = model->unlock_err;

	if (!many->unlocking || model->unlock_request)
		return;
	many->unlocking = false;
	model->unlock_err.code = ERR_NONE;
	if (err.code == ERR_NONE || err.code == ERR_WRONG_PASSWORD || model->mint.state != MINT_UNLOCK)
		return;
	cancel_mint(model, effects);
	finish(model, MANY_FAILED, &err);
}

/* When the next mint may begin; 0 for now. */
static int64_t next_ms(const struct model *model)
{
	int64_t failures = pace_next_ms(&model->many.failures, model->now_ms);
	int64_t mints = pace_next_ms(&model->many.mints, model->now_ms);

	return failures > mints ? failures : mints;
}

static struct many_row *first_waiting(struct flow_many *many)
{
	for (size_t i = 0; i < many->count; i++)
		if (many->rows[i].state == MANY_WAITING)
			return &many->rows[i];
	return NULL;
}

static void mint(struct model *model, struct many_row *row, struct effects *effects)
{
	struct flow_many *many = &model->many;

	many->at = (size_t)(row - many->rows);
	row->state = MANY_WORKING;
	model->selected = many_row_index(model, &row->account);
	pace_note(&many->mints, model->now_ms);
	flow_mint_start(model, &many->options, effects);
}

/* True as long as there may be more to begin at once. */
static bool next(struct model *model, struct effects *effects)
{
	struct flow_many *many = &model->many;
	struct many_row *row = many->stopping ? NULL : first_waiting(many);

	if (!row) {
		end(model, effects);
		return false;
	}
	many->wait_until_ms = next_ms(model);
	if (many->wait_until_ms)
		return false;
	many_row_look_ahead(row, model);		/* much may have changed since */
	if (row->state == MANY_WAITING)
		mint(model, row, effects);
	return true;
}

void flow_many_step(struct model *model, struct effects *effects)
{
	struct flow_many *many = &model->many;

	while (many->running) {
		if (many->at < many->count)
			after_unlocking(model, effects);
		if (many->at < many->count)
			look(model);
		if (many->at < many->count || !next(model, effects))
			break;
	}
	if (many->running)
		unlock(model, effects);
	else
		take_up(model);
	if (many->look_again)
		effects_add(effects, EFFECT_LOAD, model_request(model));
	many->look_again = false;
}

void flow_many_resume(struct model *model, struct effects *effects)
{
	bool in_hand = model->mint.state != MINT_IDLE || model->many.running || model->many.aside_count;

	if (!in_hand && !model->headless && !model->readonly)
		flow_mint_resume(model, effects);
}

/* The key that no disk takes is left to the screen, which warns of losing it. */
static void leave_unsealed(struct model *model, struct effects *effects)
{
	struct flow_many *many = &model->many;

	many->rows[many->at].state = MANY_FAILED;
	many->rows[many->at].err = model->mint.err;
	many->at = many->count;
	end(model, effects);
}

/* Esc: the one in hand goes on to its end, unless it only waits. */
static bool stop(struct model *model, struct effects *effects)
{
	struct flow_many *many = &model->many;
	struct err err;

	if (!many->running || model_want(model) != WANT_NOTHING)	/* an answer to what is asked */
		return false;
	if (many->stopping && model->mint.state == MINT_UNSEALED)
		leave_unsealed(model, effects);
	many->stopping |= many->running;
	if (many->at == many->count || model->mint.state != MINT_BACKOFF)
		return true;
	err = model->mint.err;
	cancel_mint(model, effects);
	finish(model, MANY_FAILED, &err);
	return true;
}

static bool close_list(struct model *model)
{
	struct flow_many *many = &model->many;

	if (many->running)
		return true;
	free(many->rows);
	many->rows = NULL;
	many->count = many->at = 0;
	return true;
}

void flow_many_lock(struct model *model)
{
	passwords_forget(&model->many.passwords);
	model->many.stopping |= model->many.running;
}

bool flow_many_update(struct model *model, struct action *action, struct effects *effects)
{
	switch (action->type) {
	case ACTION_MINT_MANY:
		begin(model, action);
		return true;
	case ACTION_MANY_CLOSE:
		return close_list(model);
	case ACTION_RETRY:
		return model->error.code == ERR_NONE && go_on(model);
	case ACTION_PASSWORD:
		if (model->many.running && needs_password(model) && action->password)
			passwords_typed(&model->many.passwords, action->password);
		return false;
	case ACTION_UNLOCKED:
		note_unlocked(model, action);
		return false;
	case ACTION_LOCK:
		flow_many_lock(model);
		return false;
	case ACTION_MINT_FORGET:
		model->many.look_again = model->mint.state == MINT_UNKNOWN;
		return false;
	case ACTION_CANCEL:
		return stop(model, effects);
	default:
		return false;
	}
}
