#include "wallet/flow/key_admin.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/key_admin_answer.h"
#include "wallet/flow/key_admin_begin.h"
#include "wallet/flow/key_admin_look.h"
#include "wallet/flow/mint.h"
#include "wallet/flow/mint_begin.h"
#include "wallet/flow/session.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"
#include "wallet/venice/key_list.h"

void flow_key_admin_merge(struct model *model)
{
	key_list_merge(&model->keys, &model->listed);
	model->keys_changes++;
}

static void list(struct model *model)
{
	if (!key_admin_begin(model, ACTION_KEYS_LIST, NULL))
		return;
	if (key_admin_need_admin(model))
		key_admin_wait_unlocked(model);
}

/* flow_mint has said why.  The error is kept here too, so that a command can end with it. */
static void not_begun(struct model *model)
{
	struct flow_key_admin *flow = &model->key_admin;

	key_admin_end(model);
	if (model->mint.err.code != ERR_NONE)
		flow->err = model->mint.err;
	else
		(void)err_set(&flow->err, ERR_BUSY, "A mint is already going on");
}

static void create(struct model *model, const struct key_options *options, struct effects *effects)
{
	if (!key_admin_begin(model, ACTION_KEY_CREATE, NULL))
		return;
	model->key_admin.replaced[0] = '\0';
	if (key_admin_need_admin(model) &&
	    !mint_begin_with_admin(model, options, flow_key_admin_admin(model)->id, "", effects))
		not_begun(model);
}

static void update(struct model *model, const struct action *action)
{
	if (!flow_key_admin_running(&model->key_admin))
		model->key_admin.changes = action->update.changes;
	if (key_admin_begin(model, ACTION_KEY_UPDATE, action->update.id) && key_admin_need_admin(model) &&
	    key_admin_need_venice_id(model))
		key_admin_wait_unlocked(model);
}

static void delete(struct model *model, const char *id)
{
	if (key_admin_begin(model, ACTION_KEY_DELETE, id) && key_admin_need_admin(model) &&
	    key_admin_need_venice_id(model))
		key_admin_wait_unlocked(model);
}

void flow_key_admin_forget(struct model *model, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;

	flow->state = KEY_ADMIN_FORGETTING;
	flow->request = model_request(model);
	memcpy(effects_add(effects, EFFECT_KEY_FORGET, flow->request)->key_id, flow->key.id, KEY_ID_SIZE);
}

static void forget_stored(struct model *model, const char *id, struct effects *effects)
{
	if (!key_admin_begin(model, ACTION_KEY_FORGET, id))
		return;
	if (model->key_admin.key.stored)
		flow_key_admin_forget(model, effects);
	else
		key_admin_fail_code(model, ERR_KEY_NOT_FOUND, "That key is not stored here");
}

static void rotate(struct model *model, const char *id, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;
	const struct key_info *admin;
	struct key_options options;

	if (!key_admin_begin(model, ACTION_KEY_ROTATE, id) || !key_admin_need_admin(model) ||
	    !key_admin_need_venice_id(model))
		return;
	if (flow->key.expires_ms && flow->key.expires_ms <= model_server_now(model)) {
		key_admin_fail_code(model, ERR_INVALID_INPUT, "This key has expired: make a new one instead, and delete it");
		return;
	}
	admin = flow_key_admin_other(model, flow->key.id);
	key_options_of(&options, &flow->key);
	flow->state = KEY_ADMIN_CREATING;
	if (!mint_begin_with_admin(model, &options, admin->id, flow->key.id, effects))
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
	bool looks = key_admin_look_wanted(model);
	struct effect *effect;

	if (!admin) {
		(void)key_admin_need_admin(model);
		return;
	}
	flow->state = looks ? KEY_ADMIN_LOOKING : KEY_ADMIN_ASKING;
	flow->looked |= looks;
	flow->request = model_request(model);
	for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++) {
		if (asks[i].wish != (looks ? ACTION_KEYS_LIST : flow->wish))
			continue;
		effect = effects_add(effects, asks[i].effect, flow->request);
		memcpy(effect->admin->id, admin->id, sizeof(effect->admin->id));
		snprintf(effect->admin->venice_id, sizeof(effect->admin->venice_id), "%s", key_venice_id(&flow->key));
		effect->admin->address = model_account(model)->address;
		effect->admin->changes = flow->changes;
	}
}

/* Only a listing can be stopped: then there is no doubt about what was done. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;

	if (flow->state != KEY_ADMIN_ASKING && flow->state != KEY_ADMIN_LOOKING)
		return false;
	if (flow->state == KEY_ADMIN_ASKING && flow->wish != ACTION_KEYS_LIST) {
		model_say(model, true, "That is on its way to Venice: it cannot be stopped here");
		return true;
	}
	effects_add(effects, EFFECT_CANCEL, flow->request);
	if (flow->state == KEY_ADMIN_LOOKING)
		key_admin_fail_code(model, ERR_CANCELLED, "Nothing was deleted");
	else
		key_admin_end(model);
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

/* A list that can't be had keeps nobody from deleting a key that leaked. */
static void take_look(struct model *model, const struct action *action, struct effects *effects)
{
	if (action->ok)
		key_admin_answer_list(model, action);
	if (!action->ok || !key_admin_look_asks_again(model))
		ask(model, effects);
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_key_admin *flow = &model->key_admin;

	flow->request = 0;
	if (flow->state == KEY_ADMIN_LOOKING)
		take_look(model, action, effects);
	else if (flow->state == KEY_ADMIN_ASKING)
		key_admin_answer_take(model, action, effects);
	else if (flow->state == KEY_ADMIN_FORGETTING || flow->state == KEY_ADMIN_RELABELLING)
		key_admin_answer_vault(model, action, effects);
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
	key_admin_end(model);
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
		key_admin_wait_unlocked(model);
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
	else if (session_stays_locked(model))
		key_admin_fail_code(model, ERR_CANCELLED, "The wallet stayed locked: nothing was asked");
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
	case KEY_ADMIN_LOOKING:
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
