#include "wallet/flow/plan_log.h"

#include <stdio.h>
#include <string.h>

#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

/* The words of the entry: "claim: 0.5 VVV", and what was paid out besides. */
static void say(struct log_entry *entry)
{
	const struct log_tx *tx = &entry->tx;
	char amount[AMOUNT_TEXT_SIZE], result[2 * AMOUNT_TEXT_SIZE] = "", besides[2 * AMOUNT_TEXT_SIZE] = "";

	if (tx->has_result) {
		amount_format(amount, tx->result);
		snprintf(result, sizeof(result), "%s %s", amount, token_symbol(tx->result.token));
	}
	if (tx->has_besides) {
		amount_format(amount, tx->besides);
		snprintf(besides, sizeof(besides), "%s%s %s paid out besides", *result ? ", and " : "", amount,
			 token_symbol(tx->besides.token));
	}
	snprintf(entry->text, sizeof(entry->text), "%s: %s%s", purpose_name(tx->purpose), result, besides);
}

void plan_log(struct model *model, unsigned was, struct effects *effects)
{
	const struct flow_plan *flow = &model->plan;
	const struct plan *plan = plan_row(flow->purpose);
	const struct sent_tx *sent = flow_plan_sent(flow);
	size_t event = plan_event(plan), besides = plan_besides(plan), none = plan_figures(plan);
	struct log_entry entry;

	if (was != PLAN_READING || flow->state != PLAN_DONE || !flow->read)
		return;
	entry = log_watch_entry(model, "tx_result", flow->account.address);
	entry.tx = (struct log_tx){
		.any = true, .purpose = flow->purpose, .amount = sent->amount, .nonce = model->tx.tx.nonce,
		.block = sent->block, .to = model->tx.tx.to, .recipient = flow->recipient,
	};
	if (event < none) {
		entry.tx.has_result = true;
		entry.tx.result = flow->after[event];
	}
	if (besides < none && !amount_is_zero(flow->after[besides])) {
		entry.tx.has_besides = true;
		entry.tx.besides = flow->after[besides];
	}
	if (!log_tx_is_result(&entry.tx))
		return;
	memcpy(entry.tx.hash, sent->hash, sizeof(entry.tx.hash));
	say(&entry);
	log_watch_write(model, &entry, effects);
}
