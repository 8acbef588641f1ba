#include "wallet/flow/handover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/flow/key_open.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

#define CLIPBOARD_MS (60 * INT64_C(1000))

static void clear_clipboard(struct model *model, struct effects *effects)
{
	if (!model->handover.clipboard_clear_ms)
		return;
	model->handover.clipboard_clear_ms = 0;
	effects_add(effects, EFFECT_CLIPBOARD_CLEAR, 0);
}

/* key_open_run says what stands in the way.  If that is only the password, the flow waits for it. */
static void begin(struct model *model, const struct handover *wish, struct effects *effects)
{
	struct handover_state *state = &model->handover;
	struct err err;

	free(state->output);
	state->output = NULL;
	if (!handover_may(model, wish, &err)) {
		state->err = err;
		model_say(model, true, "%s", err.msg);
		return;
	}
	state->wish = *wish;
	state->err.code = ERR_NONE;
	key_open_run(model, ACTION_KEY_HANDOVER, wish->id, effects);
	state->waits = !state->request && model->want_password;
	if (!state->request && !state->waits)
		state->err = model->error;
}

void handover_send(struct model *model, struct effects *effects)
{
	struct handover_state *state = &model->handover;
	const struct key_info *key = model_key(model, state->wish.id);
	const char *command = handover_find(state->commands, state->command_count, state->wish.to);
	bool copies = state->wish.way == HANDOVER_CLIPBOARD;
	struct effect *effect;

	if (!key)
		return;
	state->waits = state->stopping = false;
	state->err.code = ERR_NONE;
	state->request = model_request(model);
	effect = effects_add(effects, copies ? EFFECT_KEY_COPY : EFFECT_KEY_HANDOVER, state->request);
	effect->handover->wish = state->wish;
	effect->handover->info = *key;
	if (state->wish.way == HANDOVER_COMMAND && command)
		snprintf(effect->handover->command, sizeof(effect->handover->command), "%s", command);
}

/* If it is not known whether the key was copied, nobody can clear it. */
static void say_copied(struct model *model, enum copied copied)
{
	char words[96];

	handover_copied_words(words, sizeof(words), copied, "the key");
	model->handover.clipboard_clear_ms = copied == COPIED ? model->now_ms + CLIPBOARD_MS : 0;
	model_say(model, false, "%s%s", words, copied == COPIED ? "; in a minute it is taken off again, if it is still there" : "");
}

static void say_done(struct model *model, enum copied copied)
{
	const struct handover *wish = &model->handover.wish;
	const struct key_info *key = model_key(model, wish->id);
	const char *last6 = key ? key->last6 : "";

	if (wish->way == HANDOVER_CLIPBOARD) {
		say_copied(model, copied);
	} else if (wish->way == HANDOVER_FILE) {
		model_say(model, false, "Key …%s is written: whoever reads that file can spend with it", last6);
	} else {
		model_say(model, false, "%s has the key …%s", wish->to, last6);
	}
}

static struct handover copy_of(const char *id)
{
	struct handover wish = { .way = HANDOVER_CLIPBOARD, .form = HANDOVER_RAW };

	snprintf(wish.id, sizeof(wish.id), "%s", id);
	return wish;
}

static void wish_copy(struct model *model, struct action *action, struct effects *effects)
{
	struct handover copy = copy_of(action->key_id);

	begin(model, &copy, effects);
}

static void wish_handover(struct model *model, struct action *action, struct effects *effects)
{
	if (action->handover)
		begin(model, action->handover, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_KEY_COPY, wish_copy }, { ACTION_KEY_HANDOVER, wish_handover },
	{ 0 },
};

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct handover_state *state = &model->handover;

	(void)effects;
	state->request = 0;
	state->stopping = false;
	state->output = action->type == ACTION_HANDED_OVER ? action->output : NULL;
	if (action->type == ACTION_HANDED_OVER)
		action->output = NULL;
	if (action->ok) {
		say_done(model, action->type == ACTION_COPIED ? action->copied : COPIED_NOT);
		return;
	}
	state->err = action->err;
	if (state->wish.way == HANDOVER_CLIPBOARD)	/* a copy has no dialog that could say it */
		model_fail_of(model, FLOW_KEY_OPEN, &action->err);
	else
		model_say(model, true, "%s", action->err.msg);
}

static void watch(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	if (action->type == ACTION_CLIPBOARD_CLEARED)
		model_say(model, false, "%s", action->ok ? "The key is cleared from the clipboard" : action->err.msg);
}

/* The first cancel asks the command to end, the second one kills it. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct handover_state *state = &model->handover;

	if (!state->request)
		return false;
	effects_add(effects, EFFECT_HANDOVER_STOP, state->request)->by_force = state->stopping;
	state->stopping = true;
	return true;
}

/* Stops if the prompt was closed without a password, or if something else stands in the way. */
static bool stop_waiting(struct model *model, struct effects *effects)
{
	struct handover_state *state = &model->handover;

	(void)effects;
	if (!state->waits || model->after_unlock == ACTION_KEY_HANDOVER)
		return false;
	state->waits = false;
	(void)err_set(&state->err, ERR_PASSWORD_NEEDED, "Its wallet stays locked: the key was not handed over");
	return true;
}

static void tick(struct model *model, struct effects *effects)
{
	if (model->handover.clipboard_clear_ms && model->now_ms >= model->handover.clipboard_clear_ms)
		clear_clipboard(model, effects);
}

static bool is_working(const struct model *model)
{
	return model->handover.request;
}

static int64_t deadline(const struct model *model)
{
	return model->handover.clipboard_clear_ms;
}

static enum loss loss(const struct model *model)
{
	return model->handover.request ? LOSS_OF_SIGHT : LOSS_NONE;
}

static void release(struct model *model)
{
	free(model->handover.output);
}

/* Logs which key went where.  A person typed the path, so it is sanitised. */
static void log_result(struct model *model, const struct action *action, struct effects *effects)
{
	const struct handover *wish = &model->handover.wish;
	const struct key_info *key = model_key(model, wish->id);
	bool copied = action->type == ACTION_COPIED;
	char text[sizeof(wish->to) + 32];
	struct log_entry entry;

	entry = log_watch_entry(model, copied ? "key_copied" : "key_handed_over", key ? key->address : (struct address){ { 0 } });
	snprintf(text, sizeof(text), "...%s to %s", key ? key->last6 : "", copied ? "the clipboard" : wish->to);
	text_sanitise(entry.text, sizeof(entry.text), text, strlen(text));
	log_watch_result(model, action, &entry, effects);
}

const struct flow_ops flow_handover_ops = {
	.name = "handover",
	.head = offsetof(struct model, handover),
	.wishes = wishes,
	.result = take_result,
	.tick = tick,
	.cancel = cancel,
	.stops = 2,
	.watch = watch,
	.step = stop_waiting,
	.leaves = clear_clipboard,
	.is = { [FLOW_IS_BUSY] = is_working },
	.deadline = deadline,
	.loss = loss,
	.free = release,
	.logs_result = log_result,
};
