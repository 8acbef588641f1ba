#include "wallet/flow/topup_log.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

static const char *topup_event(const struct flow_topup *flow)
{
	switch (flow->state) {
	case TOPUP_PAYING:
		return "payment_sent";
	case TOPUP_DONE:
		return "payment_taken";
	case TOPUP_UNKNOWN:
		return "payment_unknown";
	case TOPUP_FAILED:
		return flow->err.code == ERR_CANCELLED ? NULL : "payment_failed";
	case TOPUP_IDLE:
	case TOPUP_LOOKING:
	case TOPUP_ASKING:
	case TOPUP_CHECKING:
	case TOPUP_REVIEW:
	case TOPUP_UNLOCK:
	case TOPUP_SIGNING:
	case TOPUP_JOURNALLING:
	case TOPUP_BACKOFF:
	case TOPUP_STATE_COUNT:
		break;
	}
	return NULL;
}

/* Leaves *out empty if no payment was signed or found in the journal. */
static void fill(struct log_payment *out, const struct payment *payment, const uint8_t *hash)
{
	if (address_is_zero(payment->to))
		return;
	*out = (struct log_payment){ .any = true, .amount = payment->amount, .to = payment->to, .has_hash = hash };
	memcpy(out->nonce, payment->nonce, sizeof(out->nonce));
	if (hash)
		memcpy(out->hash, hash, sizeof(out->hash));
}

void topup_log_earlier(struct model *model, const char *event, const uint8_t *hash, struct effects *effects)
{
	const struct journal_entry *earlier = &model->topup.entry;
	struct log_entry entry = log_watch_entry(model, event, earlier->address);
	char amount[AMOUNT_TEXT_SIZE];

	amount_format(amount, earlier->payment.amount);
	snprintf(entry.text, sizeof(entry.text), "%s USDC", amount);
	fill(&entry.payment, &earlier->payment, hash);
	log_watch_write(model, &entry, effects);
}

void topup_log(struct model *model, unsigned was, struct effects *effects)
{
	const struct flow_topup *flow = &model->topup;
	const char *event = topup_event(flow);
	char amount[AMOUNT_TEXT_SIZE], hash[2 * KECCAK_SIZE + 1];
	struct log_entry entry;
	bool taken;

	(void)was;
	if (!event)
		return;
	entry = log_watch_entry(model, event, flow->account.address);
	amount_format(amount, flow->amount);
	hex_encode(hash, flow->receipt.hash, KECCAK_SIZE);
	if (flow->state == TOPUP_FAILED || flow->state == TOPUP_UNKNOWN)
		log_watch_error(&entry, &flow->err);
	else if (flow->state == TOPUP_DONE && flow->receipt.has_hash)
		snprintf(entry.text, sizeof(entry.text), "%s USDC, 0x%s", amount, hash);
	else
		snprintf(entry.text, sizeof(entry.text), "%s USDC", amount);
	taken = flow->state == TOPUP_DONE && flow->receipt.has_hash;
	fill(&entry.payment, &flow->payment, taken ? flow->receipt.hash : NULL);
	log_watch_write(model, &entry, effects);
}
