#include "wallet/flow/topup_is.h"

#include <stdio.h>

#include "wallet/model/model.h"
#include "wallet/model/waiting.h"

int64_t topup_deadline(const struct model *model)
{
	return model->topup.request ? 0 : model->topup.poll_at_ms;
}

enum want topup_waits(const struct model *model)
{
	return model->topup.state == TOPUP_REVIEW ? WANT_PAYMENT : WANT_NOTHING;
}

bool topup_unlocks(const struct model *model)
{
	return model->topup.state == TOPUP_UNLOCK;
}

bool topup_is_busy(const struct model *model)
{
	return flow_topup_running(&model->topup) && !topup_unlocks(model) && topup_waits(model) == WANT_NOTHING;
}

bool topup_is_using_key(const struct model *model)
{
	return model->topup.state == TOPUP_SIGNING;
}

/* A payment that may still be taken relies on its wallet and on the journal. */
bool topup_is_relying(const struct model *model)
{
	return flow_topup_running(&model->topup) || model->topup.entry.id[0];
}

enum loss topup_loss(const struct model *model)
{
	return flow_topup_running(&model->topup) ? LOSS_OF_SIGHT : LOSS_NONE;
}

static bool awaits_venice(struct waiting *out, const struct model *model)
{
	const struct flow_topup *topup = &model->topup;

	if (topup->state != TOPUP_BACKOFF)
		return false;
	snprintf(out->what, sizeof(out->what), "Venice, which takes no more requests for the moment");
	out->until_ms = topup->poll_at_ms;
	out->is_set = true;
	return true;
}

/* Says that Venice is settling a payment, or that the chain does not show it for certain yet. */
static bool awaits_chain(struct waiting *out, const struct model *model)
{
	const struct flow_topup *topup = &model->topup;

	if ((topup->state != TOPUP_LOOKING && !flow_topup_watching(topup)) || topup->look.until_ms < model->now_ms)
		return false;
	snprintf(out->what, sizeof(out->what), "the chain to show what became of the payment");
	out->since_ms = topup->look.until_ms - TOPUP_FOLLOW_MS;
	out->until_ms = topup->look.until_ms;
	return true;
}

bool topup_awaits(struct waiting *out, const struct model *model)
{
	return awaits_venice(out, model) || awaits_chain(out, model);
}
