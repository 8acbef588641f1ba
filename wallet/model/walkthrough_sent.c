/* The walkthrough's transactions: how much, which, and when. */
#include <stdio.h>
#include <string.h>

#include "wallet/base/text.h"
#include "wallet/model/walkthrough.h"

static const struct sent_tx *sent_here(const struct model *model, enum step step)
{
	const struct sent_tx *sent = &model->plan.sent[step == STEP_APPROVE ? PURPOSE_APPROVE : PURPOSE_STAKE];
	const struct account *account = model_account(model);

	if (step != STEP_APPROVE && step != STEP_STAKE)
		return NULL;
	return sent->sent && account && address_equal(account->address, sent->owner) ? sent : NULL;
}

bool walkthrough_sent(char *out, size_t size, const struct model *model, enum step step, unsigned with)
{
	const struct sent_tx *sent = sent_here(model, step);
	char amount[AMOUNT_TEXT_SIZE], block[40] = "", age[TEXT_SPAN_SIZE] = "";

	if (!sent)
		return false;
	amount_format_short(amount, sent->amount, 4);
	if (!sent->block)
		snprintf(block, sizeof(block), " · on its way");
	else if (with & SENT_BLOCK)
		snprintf(block, sizeof(block), " · block %llu", (unsigned long long)sent->block);
	if ((with & SENT_AGE) && sent->time_ms)
		text_age(age, model->now_ms - sent->time_ms);
	snprintf(out, size, "%s VVV%s   0x%02x%02x…%02x%s%s%s", amount, step == STEP_STAKE ? " → sVVV" : "", sent->hash[0],
		 sent->hash[1], sent->hash[31], block, *age ? " · " : "", age);
	return true;
}
