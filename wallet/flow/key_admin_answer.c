#include "wallet/flow/key_admin_answer.h"

#include <string.h>

#include "wallet/flow/key_admin.h"
#include "wallet/flow/key_admin_begin.h"
#include "wallet/model/model.h"
#include "wallet/venice/key_list.h"

void key_admin_answer_list(struct model *model, const struct action *action)
{
	struct flow_key_admin *flow = &model->key_admin;

	key_list_replace(&model->listed, action->listed.address, &action->listed.keys);
	flow_key_admin_merge(model);
	flow->asked = true;
	flow->asked_for = action->listed.address;
	flow->listed_ms = model->now_ms;
}

static void take_list(struct model *model, const struct action *action)
{
	key_admin_answer_list(model, action);
	if (!model->key_admin.quiet)
		model_say(model, false, "The account has %zu keys", action->listed.keys.count);
	key_admin_end(model);
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
		key_admin_end(model);
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
		flow_key_admin_forget(model, effects);
	else
		key_admin_end(model);
}

void key_admin_answer_take(struct model *model, struct action *action, struct effects *effects)
{
	model->key_admin.was_gone = action->type == ACTION_KEY_DELETED && !action->ok && is_gone(&action->err);
	if (action->type == ACTION_KEY_DELETED && (action->ok || model->key_admin.was_gone))
		take_deleted(model, effects);
	else if (!action->ok)
		key_admin_fail(model, &action->err);
	else if (action->type == ACTION_KEYS_LISTED)
		take_list(model, action);
	else if (action->type == ACTION_KEY_UPDATED)
		take_update(model, action, effects);
}

void key_admin_answer_vault(struct model *model, const struct action *action, struct effects *effects)
{
	effects_add(effects, EFFECT_LOAD, model_request(model));
	if (!action->ok)
		key_admin_fail(model, &action->err);
	else if (action->type == ACTION_KEY_RELABELLED)
		model_say(model, false, "Key …%s changed", model->key_admin.key.last6);
	else if (model->key_admin.wish == ACTION_KEY_FORGET)
		model_say(model, false, "The stored copy of key …%s is removed", model->key_admin.key.last6);
	key_admin_end(model);
}
