#include "wallet/flow/topup_log.h"

#include <stdio.h>

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

void topup_log(struct model *model, unsigned was, struct effects *effects)
{
	const struct flow_topup *flow = &model->topup;
	const char *event = topup_event(flow);
	char amount[AMOUNT_TEXT_SIZE], hash[2 * KECCAK_SIZE + 1];
	struct log_entry entry;

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
	log_watch_write(model, &entry, effects);
}
