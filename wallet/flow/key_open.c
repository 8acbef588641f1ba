#include "wallet/flow/key_open.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/handover.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

void key_open_hide(struct model *model)
{
	apikey_free(model->revealed);
	model->revealed = NULL;
	model->revealed_id[0] = '\0';
}

static bool has_wallet(const struct model *model, const struct key_info *key)
{
	for (size_t i = 0; i < model->accounts.count; i++) {
		if (address_equal(model->accounts.items[i].address, key->address))
			return true;
	}
	return false;
}

static void fail(struct model *model, const struct err *err)
{
	model_fail_of(model, FLOW_KEY_OPEN, err);
}

static void fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	fail(model, &err);
}

void key_open_run(struct model *model, enum action_type wish, const char *id, struct effects *effects)
{
	static const struct { enum action_type wish; enum effect_type effect; } runs[] = {
		{ ACTION_KEY_REVEAL, EFFECT_KEY_OPEN },
		{ ACTION_KEY_CHECK, EFFECT_KEY_CHECK },
	};
	const struct key_info *key = model_key(model, id);
	struct err err;

	model->key_wish = wish;
	memmove(model->key_wished, id, sizeof(model->key_wished));
	if (!key || !key->stored) {
		fail_code(model, ERR_KEY_NOT_FOUND, wish == ACTION_KEY_CHECK
			  ? "Only a stored key can be checked: that one is not stored here"
			  : "That key is not stored here");
		return;
	}
	if (!has_wallet(model, key)) {
		fail_code(model, ERR_WALLET_NOT_FOUND, "The wallet this key is sealed with is not in the keystore");
		return;
	}
	if (wish == ACTION_KEY_CHECK && !key_is_of(key, model->network.name, &err)) {
		fail(model, &err);
		return;
	}
	if (!model_unlocked_for(model, key->address)) {
		model->after_unlock = wish;
		memmove(model->after_unlock_key, key->id, sizeof(model->after_unlock_key));
		model->want_password = true;
		return;
	}
	if (wish == ACTION_KEY_HANDOVER)
		handover_send(model, effects);
	for (size_t i = 0; i < ARRAY_LENGTH(runs); i++) {
		if (runs[i].wish != wish)
			continue;
		model->key_open.request = model_request(model);
		memcpy(effects_add(effects, runs[i].effect, model->key_open.request)->key_id, key->id, KEY_ID_SIZE);
	}
}

static void forget_checks(struct model *model)
{
	for (size_t i = 0; i < model->check_count; i++)
		key_check_free(&model->checks[i]);
	free(model->checks);
	model->checks = NULL;
	model->check_count = 0;
}

/* Takes over what the check owns. */
static void keep_check(struct model *model, struct key_check *check)
{
	size_t i = 0;

	while (i < model->check_count && strcmp(model->checks[i].id, check->id) != 0)
		i++;
	if (i == model->check_count) {
		model->checks = mem_grow(model->checks, i + 1, sizeof(*model->checks));
		model->check_count++;
	} else {
		key_check_free(&model->checks[i]);
	}
	model->checks[i] = *check;
	check->rates = (struct key_rates){ 0 };
}

static void take_check(struct model *model, struct key_check *check)
{
	const struct key_info *key = model_key(model, check->id);

	check->limited = key && key_has_limit(key);
	keep_check(model, check);
	if (check->can_consume)
		model_say(model, false, "The key works and can pay (%s)", key_check_pays_with(check));
	else
		model_say(model, true, "The key works, but %s", key_check_cannot_pay(check));
}

static void take_opened(struct model *model, struct action *action)
{
	if (!action->ok) {
		fail(model, &action->err);
		return;
	}
	if (!model->unlocked)	/* locked meanwhile: the key is wiped unseen */
		return;
	key_open_hide(model);
	model->revealed = action->opened.key;
	action->opened.key = NULL;
	memcpy(model->revealed_id, action->opened.id, sizeof(model->revealed_id));
}

static void wish_open(struct model *model, struct action *action, struct effects *effects)
{
	key_open_run(model, action->type, action->key_id, effects);
}

static void wish_hide(struct model *model, struct action *action, struct effects *effects)
{
	(void)action, (void)effects;
	key_open_hide(model);
}

static const struct flow_wish wishes[] = {
	{ ACTION_KEY_REVEAL, wish_open }, { ACTION_KEY_CHECK, wish_open }, { ACTION_KEY_HIDE, wish_hide },
	{ 0 },
};

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	model->key_open.request = 0;
	if (action->type == ACTION_KEY_OPENED)
		take_opened(model, action);
	else if (!action->ok)
		fail(model, &action->err);
}

/* Takes any check of a key, whichever flow asked for it. */
static void watch(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	if (action->type == ACTION_KEY_CHECKED && action->ok)
		take_check(model, &action->check);
}

/* A check only looks at something, so stopping it loses nothing. */
static bool cancel(struct model *model, struct effects *effects)
{
	if (!model->key_open.request)
		return false;
	effects_add(effects, EFFECT_CANCEL, model->key_open.request);
	model->key_open.request = 0;
	return true;
}

/* Does again what was last wished of a key. */
static void retry(struct model *model, struct effects *effects)
{
	model->error.code = ERR_NONE;
	key_open_run(model, model->key_wish, model->key_wished, effects);
}

static bool is_busy(const struct model *model)
{
	return model->key_open.request;
}

static void release(struct model *model)
{
	key_open_hide(model);
	forget_checks(model);
}

static void log_result(struct model *model, const struct action *action, struct effects *effects)
{
	const struct key_info *key = model_key(model, model->key_wished);
	struct log_entry entry;

	if (action->type != ACTION_KEY_OPENED)
		return;
	entry = log_watch_entry(model, "key_revealed", key ? key->address : (struct address){ { 0 } });
	if (key)
		log_watch_describe_key(&entry, key);
	log_watch_result(model, action, &entry, effects);
}

static const char *failed_key(const struct model *model)
{
	return model->key_wished;
}

const struct flow_ops flow_key_open_ops = {
	.name = "key_open",
	.head = offsetof(struct model, key_open),
	.wishes = wishes,
	.result = take_result,
	.cancel = cancel,
	.stops = 11,
	.retry = retry,
	.watch = watch,
	.is = { [FLOW_IS_BUSY] = is_busy },
	.key = failed_key,
	.free = release,
	.logs_result = log_result,
};
