#include "wallet/flow/plan_log.h"

#include <stdio.h>
#include <string.h>

#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

void plan_log(struct model *model, unsigned was, struct effects *effects)
{
	const struct flow_plan *flow = &model->plan;
	const struct plan *plan = plan_row(flow->purpose);
	const struct sent_tx *sent = flow_plan_sent(flow);
	size_t event = plan_event(plan);
	char amount[AMOUNT_TEXT_SIZE];
	struct log_entry entry;

	if (was != PLAN_READING || flow->state != PLAN_DONE || !flow->read || event == plan_figures(plan))
		return;
	entry = log_watch_entry(model, "tx_result", flow->account.address);
	entry.tx = (struct log_tx){
		.any = true, .purpose = flow->purpose, .amount = sent->amount, .nonce = model->tx.tx.nonce,
		.block = sent->block, .to = model->tx.tx.to,
		.recipient = flow->recipient, .has_result = true, .result = flow->after[event],
	};
	memcpy(entry.tx.hash, sent->hash, sizeof(entry.tx.hash));
	amount_format(amount, flow->after[event]);
	snprintf(entry.text, sizeof(entry.text), "%s: %s %s", purpose_name(flow->purpose), amount,
		 token_symbol(flow->after[event].token));
	log_watch_write(model, &entry, effects);
}
