#include "wallet/flow/key_admin.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/mint.h"
#include "wallet/flow/wallets.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"
#include "wallet/venice/key_list.h"

void flow_key_admin_merge(struct model *model)
{
	key_list_merge(&model->keys, &model->listed);
}

static void end(struct model *model)
{
	model->key_admin.state = KEY_ADMIN_IDLE;
	model->key_admin.request = 0;
}

static void end_badly(struct model *model, const struct err *err)
{
	struct flow_key_admin *flow = &model->key_admin;

	end(model);
	flow->err = *err;
	if (flow->quiet) {
		model_say(model, true, "The account's keys could not be listed: %s", err->msg);
	} else {
		model_fail_of(model, FLOW_KEY_ADMIN, err);
	}
}

static void fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	end_badly(model, &err);
}

/* Readies the flow; false if something forbids it.  A NULL id means that it is about no single key. */
static bool begin(struct model *model, enum action_type wish, const char *id)
{
	struct flow_key_admin *flow = &model->key_admin;
	const struct key_info *key = id ? model_key(model, id) : NULL;

	if (flow_key_admin_running(flow)) {
		model_say(model, true, "The account's keys are being worked on; try again in a moment");
		return false;
	}
	flow->wish = wish;
	flow->quiet = false;
	flow->key = key ? *key : (struct key_info){ 0 };
	flow->err.code = model->error.code = ERR_NONE;
	if (model->readonly && wish != ACTION_KEYS_LIST)
		fail_code(model, ERR_READONLY, "No key is made, changed or deleted with --readonly");
	else if (id && !key)
		fail_code(model, ERR_KEY_NOT_FOUND, "There is no such key");
	else if (key && !wallets_select(model, key->address))	/* whoever acts on a key acts with its wallet */
		fail_code(model, ERR_WALLET_NOT_FOUND, "The wallet of this key is not in the keystore");
	else if (!model_account(model))
		fail_code(model, ERR_NO_WALLET, "There is no wallet whose keys these could be");
	else
		return true;
	return false;
}

static bool need_admin(struct model *model)
{
	if (flow_key_admin_other(model, model->key_admin.key.id))
		return true;
	fail_code(model, ERR_NO_ADMIN_KEY, "This wallet has no stored ADMIN key to do that with");
	return false;
}

static bool need_venice_id(struct model *model)
{
	if (key_venice_id(&model->key_admin.key)[0])
		return true;
	fail_code(model, ERR_KEY_UNKNOWN, "Venice's id of this key is not known, so Venice cannot be asked about it");
	return false;
}

/* The step hook goes on once the wallet is open. */
static void wait_unlocked(struct model *model)
{
	model->key_admin.state = KEY_ADMIN_UNLOCK;
	if (!model_unlocked_for(model, model_account(model)->address))
		model->want_password = true;
}

static void list(struct model *model)
{
	if (!begin(model, ACTION_KEYS_LIST, NULL))
		return;
	if (need_admin(model))
		wait_unlocked(model);
}

/* flow_mint has said why.  The error is kept here too, so that a command can end with it. */
static void not_begun(struct model *model)
{
	struct flow_key_admin *flow = &model->key_admin;

	end(model);
	if (model->mint.err.code != ERR_NONE)
		flow->err = model->mint.err;
	else
		(void)err_set(&flow->err, ERR_BUSY, "A mint is already going on");
}

static void create(struct model *model, const struct key_options *options, struct effects *effects)
{
	if (!begin(model, ACTION_KEY_CREATE, NULL))
		return;
	model->key_admin.replaced[0] = '\0';
	if (need_admin(model) && !flow_mint_create(model, options, flow_key_admin_admin(model)->id, "", effects))
		not_begun(model);
}

static void update(struct model *model, const struct action *action)
{
	if (!flow_key_admin_running(&model->key_admin))
		model->key_admin.changes = action->update.changes;
	if (begin(model, ACTION_KEY_UPDATE, action->update.id) && need_admin(model) && need_venice_id(model))
		wait_unlocked(model);
}

static void delete(struct model *model, const char *id)
{
	if (begin(model, ACTION_KEY_DELETE, id) && need_admin(model) && need_venice_id(model))
		wait_unlocked(model);
}

static void forget(struct model *model, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;

	flow->state = KEY_ADMIN_FORGETTING;
	flow->request = model_request(model);
	memcpy(effects_add(effects, EFFECT_KEY_FORGET, flow->request)->key_id, flow->key.id, KEY_ID_SIZE);
}

static void forget_stored(struct model *model, const char *id, struct effects *effects)
{
	if (!begin(model, ACTION_KEY_FORGET, id))
		return;
	if (model->key_admin.key.stored)
		forget(model, effects);
	else
		fail_code(model, ERR_KEY_NOT_FOUND, "That key is not stored here");
}

static void rotate(struct model *model, const char *id, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;
	const struct key_info *admin;
	struct key_options options;

	if (!begin(model, ACTION_KEY_ROTATE, id) || !need_admin(model) || !need_venice_id(model))
		return;
	if (flow->key.expires_ms && flow->key.expires_ms <= model_server_now(model)) {
		fail_code(model, ERR_INVALID_INPUT, "This key has expired: make a new one instead, and delete it");
		return;
	}
	admin = flow_key_admin_other(model, flow->key.id);
	key_options_of(&options, &flow->key);
	flow->state = KEY_ADMIN_CREATING;
	if (!flow_mint_create(model, &options, admin->id, flow->key.id, effects))
		not_begun(model);
}

static void ask(struct model *model, struct effects *effects)
{
	static const struct { enum action_type wish; enum effect_type effect; } asks[] = {
		{ ACTION_KEYS_LIST, EFFECT_KEYS_LIST },
		{ ACTION_KEY_UPDATE, EFFECT_KEY_UPDATE },
		{ ACTION_KEY_DELETE, EFFECT_KEY_DELETE },
		{ ACTION_KEY_ROTATE, EFFECT_KEY_DELETE },
	};
	struct flow_key_admin *flow = &model->key_admin;
	const struct key_info *admin = flow_key_admin_other(model, flow->key.id);
	struct effect *effect;

	if (!admin) {
		(void)need_admin(model);
		return;
	}
	flow->state = KEY_ADMIN_ASKING;
	flow->request = model_request(model);
	for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++) {
		if (asks[i].wish != flow->wish)
			continue;
		effect = effects_add(effects, asks[i].effect, flow->request);
		memcpy(effect->admin->id, admin->id, sizeof(effect->admin->id));
		snprintf(effect->admin->venice_id, sizeof(effect->admin->venice_id), "%s", key_venice_id(&flow->key));
		effect->admin->address = model_account(model)->address;
		effect->admin->changes = flow->changes;
	}
}

static void take_list(struct model *model, const struct action *action)
{
	struct flow_key_admin *flow = &model->key_admin;

	key_list_replace(&model->listed, action->listed.address, &action->listed.keys);
	flow_key_admin_merge(model);
	flow->asked = true;
	flow->asked_for = action->listed.address;
	flow->listed_ms = model->now_ms;
	if (!flow->quiet)
		model_say(model, false, "The account has %zu keys", action->listed.keys.count);
	end(model);
}

static void take_update(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;
	struct key_info *info = &action->read.info;
	struct effect *effect;

	key_echo_change(info, &action->read.unsaid, &flow->key, &flow->changes);
	key_list_change(&model->listed, info);
	flow_key_admin_merge(model);
	if (!flow->key.stored) {
		model_say(model, false, "Key …%s changed", flow->key.last6);
		end(model);
		return;
	}
	flow->state = KEY_ADMIN_RELABELLING;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_KEY_RELABEL, flow->request);
	*effect->info = *info;
	memcpy(effect->info->id, flow->key.id, sizeof(effect->info->id));
	memcpy(effect->info->intent, flow->key.intent, sizeof(effect->info->intent));
	memcpy(effect->info->last6, flow->key.last6, sizeof(effect->info->last6));
	effect->info->stored = true;
}

/* A key that Venice no longer knows counts as deleted.  An answer about a missing path or missing
 * rights says nothing about the key. */
static bool is_gone(const struct err *err)
{
	return err->code == ERR_KEY_UNKNOWN && err->status != 401 && err->status != 403;
}

static void take_deleted(struct model *model, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;

	key_list_remove(&model->listed, key_venice_id(&flow->key));
	flow_key_admin_merge(model);
	if (strcmp(flow->replaced, flow->key.id) == 0)
		flow->replaced[0] = '\0';
	model_say(model, false, flow->was_gone ? "Key …%s was no longer at Venice" : "Key …%s is deleted", flow->key.last6);
	if (flow->key.stored)
		forget(model, effects);
	else
		end(model);
}

static void take_answer(struct model *model, struct action *action, struct effects *effects)
{
	model->key_admin.was_gone = action->type == ACTION_KEY_DELETED && !action->ok && is_gone(&action->err);
	if (action->type == ACTION_KEY_DELETED && (action->ok || model->key_admin.was_gone))
		take_deleted(model, effects);
	else if (!action->ok)
		end_badly(model, &action->err);
	else if (action->type == ACTION_KEYS_LISTED)
		take_list(model, action);
	else if (action->type == ACTION_KEY_UPDATED)
		take_update(model, action, effects);
}

static void take_vault(struct model *model, const struct action *action, struct effects *effects)
{
	effects_add(effects, EFFECT_LOAD, model_request(model));
	if (!action->ok)
		end_badly(model, &action->err);
	else if (action->type == ACTION_KEY_RELABELLED)
		model_say(model, false, "Key …%s changed", model->key_admin.key.last6);
	else if (model->key_admin.wish == ACTION_KEY_FORGET)
		model_say(model, false, "The stored copy of key …%s is removed", model->key_admin.key.last6);
	end(model);
}

/* Only a listing can be stopped: then there is no doubt about what was done. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;

	if (flow->state != KEY_ADMIN_ASKING)
		return false;
	if (flow->wish != ACTION_KEYS_LIST) {
		model_say(model, true, "That is on its way to Venice: it cannot be stopped here");
		return true;
	}
	effects_add(effects, EFFECT_CANCEL, flow->request);
	end(model);
	return true;
}

static void wish_list(struct model *model, struct action *action, struct effects *effects)
{
	(void)action, (void)effects;
	list(model);
}

static void wish_create(struct model *model, struct action *action, struct effects *effects)
{
	create(model, &action->options, effects);
}

static void wish_update(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	update(model, action);
}

static void wish_delete(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	delete(model, action->key_id);
}

static void wish_forget(struct model *model, struct action *action, struct effects *effects)
{
	forget_stored(model, action->key_id, effects);
}

static void wish_rotate(struct model *model, struct action *action, struct effects *effects)
{
	rotate(model, action->key_id, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_KEYS_LIST, wish_list }, { ACTION_KEY_CREATE, wish_create }, { ACTION_KEY_UPDATE, wish_update },
	{ ACTION_KEY_DELETE, wish_delete }, { ACTION_KEY_FORGET, wish_forget }, { ACTION_KEY_ROTATE, wish_rotate },
	{ 0 },
};

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;

	flow->request = 0;
	if (flow->state == KEY_ADMIN_ASKING)
		take_answer(model, action, effects);
	else if (flow->state == KEY_ADMIN_FORGETTING || flow->state == KEY_ADMIN_RELABELLING)
		take_vault(model, action, effects);
}

static void retry(struct model *model, struct effects *effects)
{
	const struct flow_key_admin *flow = &model->key_admin;
	struct action again = { .type = flow->wish };

	if (!flow_key_admin_can_retry(model))
		return;
	if (again.type == ACTION_KEY_UPDATE) {
		memcpy(again.update.id, flow->key.id, sizeof(again.update.id));
		again.update.changes = flow->changes;
	} else {
		memcpy(again.key_id, flow->key.id, sizeof(again.key_id));
	}
	flow_taker(again.type)(model, &again, effects);
}

/* Watches what other flows do to the account's keys. */
static void watch(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;

	(void)effects;
	if (action->type == ACTION_SEALED && action->ok)
		key_list_note_new(&model->listed, &model->mint.minted);
	if (action->type == ACTION_SEALED || action->type == ACTION_REFRESH)	/* the list is now out of date */
		flow->asked = false;
	if (action->type == ACTION_MINT)	/* a new key that replaces none */
		flow->replaced[0] = '\0';
}

/* Ends once the new key is there, or will not come. */
static bool end_creating(struct model *model)
{
	struct flow_key_admin *flow = &model->key_admin;

	if (flow_mint_running(&model->mint) || model->mint.state == MINT_UNSEALED)
		return false;
	end(model);
	if (model->mint.state != MINT_DONE) {
		flow->err = model->mint.err;
		if (flow->err.code == ERR_NONE)
			(void)err_set(&flow->err, ERR_CANCELLED, "No key was made; the old one is as it was");
		return true;
	}
	memcpy(flow->replaced, flow->key.id, sizeof(flow->replaced));
	if (model->mint.differs)
		flow->err = model->mint.err;
	else if (model->headless)
		wait_unlocked(model);
	return true;
}

/* An open wallet with an ADMIN key lists the account's keys without being asked. */
static bool list_by_itself(struct model *model)
{
	struct flow_key_admin *flow = &model->key_admin;
	const struct account *account = model_account(model);

	if (model->headless || !account || !model_unlocked_for(model, account->address) ||
	    flow_mint_running(&model->mint) || (flow->asked && address_equal(flow->asked_for, account->address)) ||
	    !flow_key_admin_admin(model))
		return false;
	flow->asked = flow->quiet = true;
	flow->asked_for = account->address;
	flow->wish = ACTION_KEYS_LIST;
	flow->key = (struct key_info){ 0 };
	flow->state = KEY_ADMIN_UNLOCK;
	return true;
}

static bool go_on_unlocked(struct model *model, struct effects *effects)
{
	const struct account *account = model_account(model);

	if (account && model_unlocked_for(model, account->address))
		ask(model, effects);
	else if (!model->want_password && !model->session.request)
		fail_code(model, ERR_CANCELLED, "The wallet stayed locked: nothing was asked");
	else
		return false;
	return true;
}

static bool step(struct model *model, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;

	switch (flow->state) {
	case KEY_ADMIN_CREATING:
		return end_creating(model);
	case KEY_ADMIN_IDLE:
		return list_by_itself(model);
	case KEY_ADMIN_UNLOCK:
		return go_on_unlocked(model, effects);
	case KEY_ADMIN_ASKING:
	case KEY_ADMIN_FORGETTING:
	case KEY_ADMIN_RELABELLING:
	case KEY_ADMIN_STATE_COUNT:
		break;
	}
	return false;
}

static bool is_busy(const struct model *model)
{
	return flow_key_admin_running(&model->key_admin) && model->key_admin.state != KEY_ADMIN_UNLOCK;
}

/* The log's name for a result; NULL if it is not worth a line. */
static const char *const events[ACTION_COUNT] = {
	[ACTION_KEY_UPDATED] = "key_changed", [ACTION_KEY_DELETED] = "key_deleted", [ACTION_KEY_FORGOTTEN] = "key_forgotten",
};

static void log_result(struct model *model, const struct action *action, struct effects *effects)
{
	const char *event = events[action->type];
	struct log_entry entry;

	if (!event)
		return;
	entry = log_watch_entry(model, event, model->key_admin.key.address);
	log_watch_describe_key(&entry, &model->key_admin.key);
	log_watch_result(model, action, &entry, effects);
}

static const char *failed_key(const struct model *model)
{
	return model->key_admin.key.id;
}

const struct flow_ops flow_key_admin_ops = {
	.name = "key_admin",
	.head = offsetof(struct model, key_admin),
	.wishes = wishes,
	.result = take_result,
	.cancel = cancel,
	.stops = 3,
	.retry = retry,
	.watch = watch,
	.step = step,
	.is = { [FLOW_IS_BUSY] = is_busy },
	.key = failed_key,
	.logs_result = log_result,
};
