#include "wallet/flow/mint_seal.h"

#include <string.h>

#include "wallet/flow/mint_confirm.h"
#include "wallet/flow/mint_end.h"
#include "wallet/flow/mint_post.h"
#include "wallet/model/model.h"

/* Sealing needs the key of the open wallet, which may be another one by now. */
static void wait_to_seal(struct model *model, struct apikey *key, struct effects *effects)
{
	struct err err;

	model->mint.unsealed = key;
	model->mint.seal_when_unlocked = true;
	model->want_password = true;
	(void)err_set(&err, ERR_PASSWORD_NEEDED, "The key is minted; unlock its wallet to store it");
	mint_end(model, MINT_UNSEALED, &err, effects);
}

void mint_seal_start(struct model *model, struct apikey *key, struct effects *effects)
{
	struct effect *effect;

	if (!model_unlocked_for(model, model->mint.account.address)) {
		wait_to_seal(model, key, effects);
		return;
	}
	model->mint.state = MINT_SEALING;
	model->mint.request = model_request(model);
	effect = effects_add(effects, EFFECT_SEAL, model->mint.request);
	effect->seal->info = model->mint.minted;
	effect->seal->key = key;
}

void mint_seal_check(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	flow->state = MINT_CHECKING;
	flow->request = model_request(model);
	memcpy(effects_add(effects, EFFECT_KEY_CHECK, flow->request)->key_id, flow->minted.id, KEY_ID_SIZE);
}

void mint_seal_take(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (action->sealed.id[0])
		memcpy(flow->minted.id, action->sealed.id, sizeof(flow->minted.id));
	if (!action->ok) {
		flow->unsealed = action->sealed.key;
		action->sealed.key = NULL;
		mint_end(model, MINT_UNSEALED, &action->err, effects);
		return;
	}
	if (!model->headless)
		mint_post_close(flow, effects);
	model->error.code = ERR_NONE;
	if (flow->refused)
		model_say(model, true, "Venice's answer was a refusal (HTTP %d), and yet it brought the key …%s: it is stored", flow->refused,
			  flow->minted.last6);
	else
		model_say(model, false, "Key …%s minted and stored", flow->minted.last6);
	effects_add(effects, EFFECT_LOAD, model_request(model));
	if (!mint_confirm_start(model, effects))
		mint_seal_check(model, effects);
}

/* One wish makes one key: the next key needs a wish of its own. */
void mint_seal_end(struct model *model)
{
	struct flow_mint *flow = &model->mint;

	flow->state = MINT_DONE;
	flow->wanted = false;
	flow->differs = !key_matches(&flow->minted, &flow->options, &flow->err);
	if (flow->differs)
		model_fail(model, &flow->err);
}

void mint_seal_checked(struct model *model, const struct action *action)
{
	struct flow_mint *flow = &model->mint;

	flow->checked = action->ok;
	memset(&flow->check, 0, sizeof(flow->check));
	memset(&flow->check_err, 0, sizeof(flow->check_err));
	if (action->ok)
		flow->check = action->check;
	else
		flow->check_err = action->err;
	flow->check.limited = key_has_limit(&flow->minted);
	flow->check.rates = (struct key_rates){ 0 };	/* key_open keeps them */
	mint_seal_end(model);
}

void mint_seal_again(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct apikey *key = flow->unsealed;

	model->error.code = ERR_NONE;
	flow->unsealed = NULL;
	flow->seal_when_unlocked = false;
	mint_seal_start(model, key, effects);
}
