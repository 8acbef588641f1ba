#include "wallet/flow/mint_confirm.h"

#include <stdio.h>

#include "wallet/flow/mint_seal.h"
#include "wallet/model/model.h"
#include "wallet/venice/key_list.h"

/* The key to ask with: the one that vouched for the new key, the new key itself, or a stored one. */
static const char *admin_id(const struct model *model)
{
	const struct flow_mint *flow = &model->mint;
	const struct key_info *stored = key_list_admin(&model->keys, flow->account.address, model->network.name, NULL,
						   model_server_now(model));

	if (flow->admin_id[0])
		return flow->admin_id;
	if (flow->minted.type == KEY_ADMIN)
		return flow->minted.id;
	return stored ? stored->id : NULL;
}

bool mint_confirm_start(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	const char *admin = admin_id(model), *id = key_venice_id(&flow->minted);
	struct effect *effect;

	if (!flow->minted.unconfirmed || !admin || !*id)
		return false;
	flow->state = MINT_CONFIRMING;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_KEY_READ, flow->request);
	snprintf(effect->admin->id, sizeof(effect->admin->id), "%s", admin);
	snprintf(effect->admin->venice_id, sizeof(effect->admin->venice_id), "%s", id);
	effect->admin->address = flow->account.address;
	return true;
}

/* Seals the key again with what is known now.  If that fails, the vault has the older word and
 * nothing is lost. */
static void seal_again(struct model *model, struct effects *effects)
{
	*effects_add(effects, EFFECT_KEY_RELABEL, model_request(model))->info = model->mint.minted;
	effects_add(effects, EFFECT_LOAD, model_request(model));
}

/* The key is made and stored whatever comes of this.  At worst it stays unconfirmed. */
void mint_confirm_take(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (action->ok) {
		key_echo_confirm(&flow->minted, &action->read.info, &action->read.unsaid, &flow->options);
		seal_again(model, effects);
	}
	mint_seal_check(model, effects);
}
