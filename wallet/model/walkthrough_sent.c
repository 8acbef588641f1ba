/* The walkthrough's transactions: how much, which, and when. */
#include <stdio.h>
#include <string.h>

#include "wallet/base/text.h"
#include "wallet/model/walkthrough.h"

/* Nothing is left of a stake that is not there any more. */
static bool is_done(const struct model *model, enum step step)
{
	const struct balances *balances = model_balances(model);

	if (!balances)
		return false;
	return !amount_is_zero(balances->svvv) || (step == STEP_APPROVE && !amount_is_zero(balances->allowance));
}

static bool is_of(const struct log_entry *entry, const struct model *model, enum purpose purpose)
{
	return entry->tx.any && entry->tx.purpose == purpose && !strcmp(entry->network, model->network.name) &&
	       address_equal(entry->address, model_account(model)->address);
}

/* What an earlier run sent stands in the log: when it was sent, and after that, in which block it is. */
static bool find_earlier(struct sent_tx *out, const struct model *model, enum purpose purpose)
{
	for (size_t i = model->log.count; i-- > 0;) {
		const struct log_entry *entry = &model->log.items[i];

		if (!is_of(entry, model, purpose) || log_tx_is_result(&entry->tx))
			continue;
		if (out->sent && !memcmp(entry->tx.hash, out->hash, KECCAK_SIZE))
			out->time_ms = entry->time_ms;
		else if (out->sent)
			return true;
		else if (strcmp(entry->event, "tx_mined") != 0)
			return false;
		else
			*out = (struct sent_tx){ .sent = true, .block = entry->tx.block, .amount = entry->tx.amount,
						 .time_ms = entry->time_ms };
		memcpy(out->hash, entry->tx.hash, KECCAK_SIZE);
	}
	return out->sent;
}

static bool find_sent(struct sent_tx *out, const struct model *model, enum step step)
{
	enum purpose purpose = step == STEP_APPROVE ? PURPOSE_APPROVE : PURPOSE_STAKE;
	const struct account *account = model_account(model);

	*out = model->plan.sent[purpose];
	if ((step != STEP_APPROVE && step != STEP_STAKE) || !account)
		return false;
	if (out->sent && address_equal(account->address, out->owner))
		return true;
	*out = (struct sent_tx){ 0 };
	return is_done(model, step) && find_earlier(out, model, purpose);
}

bool walkthrough_sent(char *out, size_t size, const struct model *model, enum step step, unsigned with)
{
	struct sent_tx sent;
	char amount[AMOUNT_TEXT_SIZE], block[40] = "", age[TEXT_SPAN_SIZE] = "";

	if (!find_sent(&sent, model, step))
		return false;
	amount_format_short(amount, sent.amount, 4);
	if (!sent.block)
		snprintf(block, sizeof(block), " · on its way");
	else if (with & SENT_BLOCK)
		snprintf(block, sizeof(block), " · block %llu", (unsigned long long)sent.block);
	if ((with & SENT_AGE) && sent.time_ms)
		text_age(age, model->now_ms - sent.time_ms);
	snprintf(out, size, "%s VVV%s   0x%02x%02x…%02x%s%s%s", amount, step == STEP_STAKE ? " → sVVV" : "", sent.hash[0],
		 sent.hash[1], sent.hash[31], block, *age ? " · " : "", age);
	return true;
}
