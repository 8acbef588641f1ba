#include "wallet/flow/key_open.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/handover.h"
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

/* What a check costs nothing to stop: its answer is only looked at. */
static bool cancel(struct model *model, struct effects *effects)
{
	if (!model->key_request || model_want(model) != WANT_NOTHING || model_transacting(model) ||
	    flow_mint_running(&model->mint))
		return false;
	effects_add(effects, EFFECT_CANCEL, model->key_request);
	model->key_request = 0;
	return true;
}

static void fail(struct model *model, const struct err *err)
{
	model_fail(model, err);
	model->error_of = ERROR_OF_KEY;
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
		model->key_request = model_request(model);
		memcpy(effects_add(effects, runs[i].effect, model->key_request)->key_id, key->id, KEY_ID_SIZE);
	}
}

void key_open_forget_checks(struct model *model)
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

static void take_check(struct model *model, struct action *action)
{
	struct key_check *check = &action->check;
	const struct key_info *key = model_key(model, check->id);

	if (!action->ok) {
		if (action->request == model->key_request)
			fail(model, &action->err);
		return;
	}
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
	if (!model->unlocked)	/* locked meanwhile: it is wiped unseen */
		return;
	key_open_hide(model);
	model->revealed = action->opened.key;
	action->opened.key = NULL;
	memcpy(model->revealed_id, action->opened.id, sizeof(model->revealed_id));
}

static bool take_result(struct model *model, struct action *action)
{
	bool mine = model->key_request && action->request == model->key_request;

	if (action->type == ACTION_KEY_CHECKED)
		take_check(model, action);
	if (mine && action->type == ACTION_KEY_OPENED)
		take_opened(model, action);
	if (mine)
		model->key_request = 0;
	return mine;
}

/* What was wished for of a key, once more. */
static bool retry(struct model *model, struct effects *effects)
{
	if (model->error_of != ERROR_OF_KEY)
		return false;
	model->error.code = ERR_NONE;
	key_open_run(model, model->key_wish, model->key_wished, effects);
	return true;
}

bool key_open_update(struct model *model, struct action *action, struct effects *effects)
{
	switch (action->type) {
	case ACTION_KEY_REVEAL:
	case ACTION_KEY_CHECK:
		key_open_run(model, action->type, action->key_id, effects);
		return true;
	case ACTION_KEY_HIDE:
		key_open_hide(model);
		return true;
	case ACTION_KEY_CHECKED:
	case ACTION_KEY_OPENED:
		return take_result(model, action);
	case ACTION_CANCEL:
		return cancel(model, effects);
	case ACTION_RETRY:
		return retry(model, effects);
	default:
		return false;
	}
}
