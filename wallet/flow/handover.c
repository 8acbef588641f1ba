#include "wallet/flow/handover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/key_open.h"
#include "wallet/model/model.h"

#define CLIPBOARD_MS (60 * INT64_C(1000))

const struct handover_command handover_examples[] = {
	{ "pass", "pass insert --multiline --force venice/key" },
	{ "vault", "vault kv put secret/venice key=-" },
	{ "kubernetes", "kubectl create secret generic venice --from-file=key=/dev/stdin" },
	{ "systemd", "systemd-creds encrypt --name=venice - /etc/credstore.encrypted/venice" },
};
const size_t handover_example_count = ARRAY_LENGTH(handover_examples);

bool handover_form_parse(enum handover_form *out, const char *text)
{
	static const char *const names[] = { [HANDOVER_RAW] = "raw", [HANDOVER_ENV] = "env", [HANDOVER_JSON] = "json" };

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (strcmp(names[i], text) == 0) {
			*out = (enum handover_form)i;
			return true;
		}
	return false;
}

const char *handover_find(const struct handover_command *commands, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(commands[i].name, name) == 0 && commands[i].command[0])
			return commands[i].command;
	return NULL;
}

void handover_clear_clipboard(struct model *model, struct effects *effects)
{
	if (!model->handover.clipboard_clear_ms)
		return;
	model->handover.clipboard_clear_ms = 0;
	effects_add(effects, EFFECT_CLIPBOARD_CLEAR, 0);
}

bool handover_may(const struct model *model, const struct handover *wish, struct err *err)
{
	const struct handover_state *state = &model->handover;

	if (state->request)
		return err_set(err, ERR_BUSY, "A key is being handed over already; wait for its end, or stop it");
	if (wish->way != HANDOVER_CLIPBOARD && model->readonly)
		return err_set(err, ERR_READONLY, "With --readonly a key goes into no file and to no command");
	return wish->way != HANDOVER_COMMAND || handover_find(state->commands, state->command_count, wish->to) ||
	       err_set(err, ERR_INVALID_INPUT, "The configuration has no section [handover %.40s] with a command", wish->to);
}

/* What stands in its way is said by key_open_run, but for the password, which is waited for. */
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

void handover_copied_words(char *out, size_t size, enum copied copied, const char *what)
{
	static const struct { const char *before, *after; } words[] = {
		[COPIED_NOT] = { "There is no way here to copy", "" },
		[COPIED_TO_TERMINAL] = { "Sent", " to the terminal: whether it was copied is not known" },
		[COPIED_TO_TMUX] = { "Sent", " through tmux to the terminal: whether it was copied is not known" },
		[COPIED] = { "Copied", " to the clipboard" },
	};

	snprintf(out, size, "%s %s%s", words[copied].before, what, words[copied].after);
}

/* Where it is not known whether it was copied, nobody can clear it. */
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

static void take(struct model *model, struct action *action)
{
	struct handover_state *state = &model->handover;

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
	if (state->wish.way != HANDOVER_CLIPBOARD) {
		model_say(model, true, "%s", action->err.msg);
		return;
	}
	model_fail(model, &action->err);	/* no dialog is there to say it */
	model->error_of = ERROR_OF_KEY;
}

/* First it is asked to end, the second time it is ended: then it is over soon. */
static bool stop(struct model *model, struct effects *effects)
{
	struct handover_state *state = &model->handover;

	if (!state->request || model_want(model) != WANT_NOTHING)
		return false;
	effects_add(effects, EFFECT_HANDOVER_STOP, state->request)->by_force = state->stopping;
	state->stopping = true;
	return true;
}

static struct handover copy_of(const char *id)
{
	struct handover wish = { .way = HANDOVER_CLIPBOARD, .form = HANDOVER_RAW };

	snprintf(wish.id, sizeof(wish.id), "%s", id);
	return wish;
}

bool handover_update(struct model *model, struct action *action, struct effects *effects)
{
	struct handover wish;

	switch (action->type) {
	case ACTION_KEY_COPY:
		wish = copy_of(action->key_id);
		begin(model, &wish, effects);
		return true;
	case ACTION_KEY_HANDOVER:
		if (action->handover)
			begin(model, action->handover, effects);
		return true;
	case ACTION_COPIED:
	case ACTION_HANDED_OVER:
		if (model->handover.request && action->request == model->handover.request)
			take(model, action);
		return true;
	case ACTION_CLIPBOARD_CLEARED:
		model_say(model, false, "%s", action->ok ? "The key is cleared from the clipboard" : action->err.msg);
		return true;
	case ACTION_CANCEL:
		return stop(model, effects);
	default:
		return false;
	}
}

/* The prompt was closed without a password, or something else stands in the way. */
static void stop_waiting(struct model *model)
{
	struct handover_state *state = &model->handover;

	state->waits = false;
	(void)err_set(&state->err, ERR_PASSWORD_NEEDED, "Its wallet stays locked: the key was not handed over");
}

void handover_step(struct model *model, struct effects *effects)
{
	struct handover_state *state = &model->handover;

	if (state->waits && model->after_unlock != ACTION_KEY_HANDOVER)
		stop_waiting(model);
	if (!state->clipboard_clear_ms || model->now_ms < state->clipboard_clear_ms)
		return;
	handover_clear_clipboard(model, effects);
}
