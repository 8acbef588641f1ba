#include "wallet/model/key_admin.h"

#include "wallet/model/model.h"
#include "wallet/venice/key_list.h"

bool flow_key_admin_running(const struct flow_key_admin *flow)
{
	return flow->state != KEY_ADMIN_IDLE;
}

const struct key_info *flow_key_admin_other(const struct model *model, const char *id)
{
	const struct account *account = model_account(model);

	return account ? key_list_admin(&model->keys, account->address, model->network.name, id,
					model_server_now(model))
		       : NULL;
}

const struct key_info *flow_key_admin_admin(const struct model *model)
{
	return flow_key_admin_other(model, NULL);
}

bool flow_key_admin_can_retry(const struct model *model)
{
	return model->failed == FLOW_KEY_ADMIN && model->key_admin.wish != ACTION_KEY_CREATE;
}
