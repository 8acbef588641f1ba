#include "wallet/flow/key_admin_begin.h"

#include "wallet/flow/key_admin.h"
#include "wallet/flow/wallets.h"
#include "wallet/model/model.h"
#include "wallet/venice/key_list.h"

void key_admin_end(struct model *model)
{
	model->key_admin.state = KEY_ADMIN_IDLE;
	model->key_admin.request = 0;
}

void key_admin_fail(struct model *model, const struct err *err)
{
	struct flow_key_admin *flow = &model->key_admin;

	key_admin_end(model);
	flow->err = *err;
	if (flow->quiet) {
		model_say(model, true, "The account's keys could not be listed: %s", err->msg);
	} else {
		model_fail_of(model, FLOW_KEY_ADMIN, err);
	}
}

void key_admin_fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	key_admin_fail(model, &err);
}

bool key_admin_begin(struct model *model, enum action_type wish, const char *id)
{
	struct flow_key_admin *flow = &model->key_admin;
	const struct key_info *key = id ? model_key(model, id) : NULL;

	if (flow_key_admin_running(flow)) {
		model_say(model, true, "The account's keys are being worked on; try again in a moment");
		return false;
	}
	flow->wish = wish;
	flow->quiet = flow->looked = false;
	flow->key = key ? *key : (struct key_info){ 0 };
	flow->err.code = model->error.code = ERR_NONE;
	if (model->readonly && wish != ACTION_KEYS_LIST)
		key_admin_fail_code(model, ERR_READONLY, "No key is made, changed or deleted with --readonly");
	else if (id && !key)
		key_admin_fail_code(model, ERR_KEY_NOT_FOUND, "There is no such key");
	else if (key && !wallets_select(model, key->address))	/* whoever acts on a key acts with its wallet */
		key_admin_fail_code(model, ERR_WALLET_NOT_FOUND, "The wallet of this key is not in the keystore");
	else if (!model_account(model))
		key_admin_fail_code(model, ERR_NO_WALLET, "There is no wallet whose keys these could be");
	else
		return true;
	return false;
}

bool key_admin_need_admin(struct model *model)
{
	if (flow_key_admin_other(model, model->key_admin.key.id))
		return true;
	key_admin_fail_code(model, ERR_NO_ADMIN_KEY, "This wallet has no stored ADMIN key to do that with");
	return false;
}

bool key_admin_need_venice_id(struct model *model)
{
	if (key_venice_id(&model->key_admin.key)[0])
		return true;
	key_admin_fail_code(model, ERR_KEY_UNKNOWN, "Venice's id of this key is not known, so Venice cannot be asked about it");
	return false;
}

void key_admin_wait_unlocked(struct model *model)
{
	model->key_admin.state = KEY_ADMIN_UNLOCK;
	if (!model_unlocked_for(model, model_account(model)->address))
		model->want_password = true;
}
