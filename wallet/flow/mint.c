#include "wallet/flow/mint.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/mint_begin.h"
#include "wallet/flow/mint_confirm.h"
#include "wallet/flow/mint_end.h"
#include "wallet/flow/mint_evidence.h"
#include "wallet/flow/mint_is.h"
#include "wallet/flow/mint_log.h"
#include "wallet/flow/mint_post.h"
#include "wallet/flow/mint_seal.h"
#include "wallet/flow/mint_token.h"
#include "wallet/model/model.h"
#include "wallet/model/review_parts.h"

void flow_mint_reset(struct flow_mint *flow)
{
	free(flow->token);
	free(flow->confirmed);
	apikey_free(flow->unsealed);
	*flow = (struct flow_mint){ 0 };
}

void flow_mint_drop_token(struct flow_mint *flow)
{
	free(flow->token);
	flow->token = NULL;
	flow->token_got_ms = flow->token_ends_ms = 0;
}

static void end_rehearsal(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	flow->state = MINT_TOKEN;
	flow->wanted = flow->rehearsal = false;
	mint_evidence_gather(model, effects);
	model_say(model, false, "All went well as far as it went; nothing was sent");
}

static void sign(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct effect *effect;

	flow->state = MINT_SIGNING;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_SIGN_TEXT, flow->request);
	effect->from = flow->account.address;
	effect->text = mem_string(flow->token);
}

static void take_signature(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!action->ok) {
		mint_end(model, MINT_FAILED, &action->err, effects);
		return;
	}
	memcpy(flow->signature, action->signed_text.signature, sizeof(flow->signature));
	flow->recovered = action->signed_text.recovered;
	flow->evidence.has_signature = true;
	flow->evidence.recovered = flow->recovered;
	if (!address_equal(flow->recovered, flow->account.address))
		mint_end_code(model, ERR_SIGNATURE_MISMATCH, "The signature does not recover to this wallet", effects);
	else if (flow_mint_token_left(model) <= MINT_TOKEN_MARGIN_MS)
		mint_token_get(model, effects);
	else if (flow->rehearsal)
		end_rehearsal(model, effects);
	else
		mint_post_journal(model, effects);
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (mint_evidence_take(model, action))
		return;
	flow->request = 0;
	if (flow->state == MINT_GETTING && action->type == ACTION_TOKEN_GOT)
		mint_token_take(model, action, effects);
	else if (flow->state == MINT_SIGNING && action->type == ACTION_SIGNED_TEXT)
		take_signature(model, action, effects);
	else if (flow->state == MINT_JOURNALLING && action->type == ACTION_JOURNALLED)
		mint_post_journalled(model, action, effects);
	else if (flow->state == MINT_POSTING && action->type == ACTION_MINTED)
		mint_post_take(model, action, effects);
	else if (flow->state == MINT_SEALING && action->type == ACTION_SEALED)
		mint_seal_take(model, action, effects);
	else if (flow->state == MINT_CONFIRMING && action->type == ACTION_KEY_READ)
		mint_confirm_take(model, action, effects);
	else if (flow->state == MINT_CHECKING && action->type == ACTION_KEY_CHECKED)
		mint_seal_checked(model, action);
}

/* Tries at once what waits, no matter whose failure was shown last. */
static bool retry_waiting(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (flow->state == MINT_UNSEALED)
		mint_seal_again(model, effects);
	else if (flow->state == MINT_BACKOFF)
		mint_begin_after_wait(model, effects);
	else
		return false;
	return true;
}

/* Everything before the post can be taken back. */
bool flow_mint_cancel(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!flow_mint_running(flow))
		return false;
	if (flow->state == MINT_POSTING || flow->state == MINT_SEALING || flow->state == MINT_JOURNALLING) {
		model_say(model, true, "The mint is on its way: it cannot be stopped here");
		return true;
	}
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	flow->request = 0;
	flow->wanted = false;
	model->error.code = ERR_NONE;
	if (flow->state == MINT_CONFIRMING || flow->state == MINT_CHECKING) {
		flow->check_err = (struct err){ 0 };
		mint_seal_end(model);
		return true;
	}
	if (flow_mint_token_left(model) == 0)
		flow_mint_drop_token(flow);
	flow->state = flow->token ? MINT_TOKEN : MINT_IDLE;
	model_say(model, false, "Stopped; nothing was minted");
	return true;
}

/* The person has looked, so the unknown mint is closed. */
static void forget(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (flow->state != MINT_UNKNOWN)
		return;
	mint_post_close(flow, effects);
	flow_mint_reset(flow);
	model->error.code = ERR_NONE;
	model_say(model, false, "The unknown mint is closed; a new one can begin");
}

/* A mint that has ended begins anew, so that everything that could forbid it is checked again. */
static void retry(struct model *model, struct effects *effects)
{
	if (!retry_waiting(model, effects) && model->mint.state == MINT_FAILED && mint_begin_again(model, effects))
		mint_begin_after_wait(model, effects);
}

/* The person has read the challenge. */
static void confirm(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	(void)effects;
	free(flow->confirmed);
	flow->confirmed = mem_string(flow->token);
	flow->state = MINT_UNLOCK;
}

/* The program ends, so the unsaved key is handed to whoever prints it. */
static void surrender(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!flow->unsealed)
		return;
	effects_add(effects, EFFECT_SURRENDER, 0)->apikey = flow->unsealed;
	flow->unsealed = NULL;
}

static void wish_token(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	mint_begin_token(model, effects);
}

static void wish_mint(struct model *model, struct action *action, struct effects *effects)
{
	mint_begin(model, &action->options, effects);
}

static void wish_retry(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	(void)retry_waiting(model, effects);
}

static void wish_surrender(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	surrender(model, effects);
}

static void wish_rehearsal(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	mint_begin_rehearsal(model, effects);
}

static void wish_new_token(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	mint_begin_new_token(model, effects);
}

static void wish_forget(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	forget(model, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_TOKEN, wish_token }, { ACTION_MINT, wish_mint }, { ACTION_MINT_RETRY, wish_retry },
	{ ACTION_MINT_FORGET, wish_forget }, { ACTION_REHEARSE, wish_rehearsal },
	{ ACTION_NEW_TOKEN, wish_new_token }, { ACTION_SURRENDER, wish_surrender },
	{ 0 },
};

static void tick(struct model *model, struct effects *effects)
{
	if (model->mint.state == MINT_BACKOFF && model->now_ms >= model->mint.retry_at_ms)
		mint_begin_after_wait(model, effects);
}

static bool holds(const struct model *model, uint32_t request)
{
	return model->mint.evidence.request == request;
}

static bool expire(struct model *model)
{
	struct flow_mint *flow = &model->mint;

	if (!mint_is_token_waiting(flow) || flow_mint_token_left(model) > 0)
		return false;
	flow_mint_drop_token(flow);
	flow->state = MINT_IDLE;
	model_say(model, true, "The token has expired; the next step fetches a new one");
	return true;
}

static void go_on_unlocked(struct model *model, struct effects *effects)
{
	if (model->mint.admin_id[0])
		mint_post_journal(model, effects);
	else if (flow_mint_token_left(model) > MINT_TOKEN_MARGIN_MS)
		sign(model, effects);
	else
		mint_token_get(model, effects);
}

static bool step(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	bool is_open = model_unlocked_for(model, flow->account.address);

	if (expire(model))
		return true;
	if (is_open && flow->state == MINT_UNSEALED && flow->seal_when_unlocked)
		mint_seal_again(model, effects);
	else if (is_open && flow->state == MINT_UNLOCK)
		go_on_unlocked(model, effects);
	else
		return false;
	return true;
}

static void release(struct model *model)
{
	flow_mint_reset(&model->mint);
}

static unsigned edits(const struct model *model)
{
	return model->mint.admin_id[0] ? ACTION_KEY_CREATE : ACTION_MINT;
}

const struct flow_ops flow_mint_ops = {
	.name = "mint",
	.head = offsetof(struct model, mint),
	.wishes = wishes,
	.result = take_result,
	.holds = holds,
	.tick = tick,
	.confirm = confirm,
	.cancel = flow_mint_cancel,
	.stops = 9,
	.retry = retry,
	.step = step,
	.is = {
		[FLOW_IS_BUSY] = mint_is_busy, [FLOW_IS_COUNTING] = mint_is_counting,
		[FLOW_IS_USING_KEY] = mint_is_using_key, [FLOW_IS_RELYING] = mint_is_relying,
	},
	.waits = mint_waits,
	.review = review_of_challenge,
	.unlocks = mint_unlocks,
	.asks = 4,
	.awaits = mint_awaits,
	.deadline = mint_deadline,
	.loss = mint_loss,
	.edits = edits,
	.logs = mint_log,
	.free = release,
};
