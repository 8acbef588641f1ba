#include "wallet/flow/mint_post.h"

#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/mint_end.h"
#include "wallet/flow/mint_seal.h"
#include "wallet/model/model.h"

void mint_post_journal(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct journal_entry *entry;

	flow->state = MINT_JOURNALLING;
	flow->request = model_request(model);
	flow->intent_ms = model->now_ms;
	entry = effects_add(effects, EFFECT_JOURNAL_WRITE, flow->request)->entry;
	*entry = (struct journal_entry){
		.kind = JOURNAL_MINT, .time_ms = model->now_ms,
		.address = flow->account.address, .options = flow->options,
	};
	memcpy(entry->network, model->network.name, sizeof(entry->network));
	memcpy(entry->replaces, flow->replaces, sizeof(entry->replaces));
	if (!flow->admin_id[0])
		keccak256(entry->token_hash, flow->token, strlen(flow->token));
}

static void post_create(struct flow_mint *flow, struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_KEY_CREATE, flow->request);

	memcpy(effect->admin->id, flow->admin_id, sizeof(effect->admin->id));
	effect->admin->address = flow->account.address;
	effect->admin->options = flow->options;
}

static void post(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct effect *effect;

	flow->state = MINT_POSTING;
	flow->evidence.posted = true;
	flow->request = model_request(model);
	if (flow->admin_id[0]) {
		post_create(flow, effects);
		return;
	}
	effect = effects_add(effects, EFFECT_MINT, flow->request);
	effect->mint.address = flow->account.address;
	effect->mint.options = flow->options;
	effect->mint.token = mem_string(flow->token);
	effect->mint.is_challenge = flow->is_challenge;
	memcpy(effect->mint.signature, flow->signature, sizeof(effect->mint.signature));
}

void mint_post_journalled(struct model *model, const struct action *action, struct effects *effects)
{
	if (!action->ok) {
		mint_end(model, MINT_FAILED, &action->err, effects);
		return;
	}
	memcpy(model->mint.intent, action->journal_id, sizeof(model->mint.intent));
	post(model, effects);
}

void mint_post_close(struct flow_mint *flow, struct effects *effects)
{
	struct effect *effect;

	if (!flow->intent[0])
		return;
	effect = effects_add(effects, EFFECT_JOURNAL_CLOSE, 0);
	memcpy(effect->journal_id, flow->intent, sizeof(effect->journal_id));
	flow->intent[0] = '\0';
}

/* A key may exist that nobody here has, so nothing is posted again. */
static void end_unknown(struct model *model, const struct err *why, struct effects *effects)
{
	struct err err;

	(void)err_set(&err, ERR_MINT_UNKNOWN, "The mint was sent, but: %s", why->msg);
	err.status = why->status;
	mint_end(model, MINT_UNKNOWN, &err, effects);
}

/* A key whose answer has no usable id takes its intent's, so that it can be stored. */
static void name_key(struct key_info *info, const struct apikey *key, const char *intent)
{
	size_t tail = sizeof(info->last6) - 1;

	if (!info->id[0])
		memcpy(info->id, intent, JOURNAL_ID_SIZE);
	if (!info->last6[0] && key->s.len > tail)
		memcpy(info->last6, key->s.data + key->s.len - tail, tail);
}

void mint_post_take(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct apikey *key = action->minted.key;

	flow->evidence.elapsed_ms = action->elapsed_ms;
	if (!action->ok && (action->minted.may_have_acted || action->err.remedy == REMEDY_CHECK_KEYS)) {
		end_unknown(model, &action->err, effects);
		return;
	}
	if (!action->ok) {
		mint_post_close(flow, effects);
		mint_end_or_wait(model, &action->err, effects);
		if (flow->is_challenge)		/* a challenge is good for one attempt */
			flow_mint_drop_token(flow);
		return;
	}
	action->minted.key = NULL;
	flow->minted = action->minted.info;
	flow->refused = action->minted.refused;
	key_echo_complete(&flow->minted, &action->minted.unsaid, &flow->options);
	flow->minted.stored = true;
	name_key(&flow->minted, key, flow->intent);
	memcpy(flow->minted.intent, flow->intent, sizeof(flow->minted.intent));
	memcpy(flow->minted.network, model->network.name, sizeof(flow->minted.network));
	flow_mint_drop_token(flow);
	mint_seal_start(model, key, effects);
}
