#include "wallet/flow/mint_is.h"

#include <stdio.h>

#include "wallet/model/model.h"
#include "wallet/model/waiting.h"

/* True if a token is in hand and is neither signed nor being signed. */
bool mint_is_token_waiting(const struct flow_mint *flow)
{
	return (flow->state == MINT_TOKEN || flow->state == MINT_REVIEW) && flow->token;
}

enum want mint_waits(const struct model *model)
{
	return model->mint.state == MINT_REVIEW ? WANT_CHALLENGE : WANT_NOTHING;
}

/* A minted key may wait for the unlocking, too, as long as the prompt for it is open. */
bool mint_unlocks(const struct model *model)
{
	return model->mint.state == MINT_UNLOCK || (model->want_password && flow_mint_seal_waits(model));
}

bool mint_is_busy(const struct model *model)
{
	const struct flow_mint *flow = &model->mint;

	return flow_mint_running(flow) && flow->state != MINT_UNLOCK && flow->state != MINT_REVIEW;
}

bool mint_is_counting(const struct model *model)
{
	return model->mint.token || model->mint.state == MINT_BACKOFF;
}

/* A key that was asked for must be sealed, and a sealed key is checked. */
bool mint_is_using_key(const struct model *model)
{
	enum mint_state state = model->mint.state;

	return state == MINT_SIGNING || state == MINT_JOURNALLING || state == MINT_POSTING || state == MINT_SEALING ||
	       state == MINT_UNSEALED || state == MINT_CONFIRMING || state == MINT_CHECKING;
}

bool mint_is_relying(const struct model *model)
{
	return flow_mint_running(&model->mint) || model->mint.state == MINT_UNSEALED;
}

/* Returns when the mint is tried again, or when the token runs out by the local clock; Unix ms. */
int64_t mint_deadline(const struct model *model)
{
	const struct flow_mint *flow = &model->mint;

	if (flow->state == MINT_BACKOFF)
		return flow->retry_at_ms;
	return mint_is_token_waiting(flow) ? flow->token_ends_ms - model->server_offset_ms : 0;
}

enum loss mint_loss(const struct model *model)
{
	enum mint_state state = model->mint.state;

	if (state == MINT_UNSEALED)
		return LOSS_OF_KEY;
	if (state == MINT_POSTING || state == MINT_SEALING)
		return LOSS_OF_MINT;
	return flow_mint_running(&model->mint) ? LOSS_OF_SIGHT : LOSS_NONE;
}

/* Says that a failed mint will be tried again. */
bool mint_awaits(struct waiting *out, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;

	if (mint->state != MINT_BACKOFF)
		return false;
	snprintf(out->what, sizeof(out->what), "the next try of the mint: %.120s", mint->err.msg);
	out->until_ms = mint->retry_at_ms;
	out->is_set = true;
	return true;
}
