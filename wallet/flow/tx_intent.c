#include "wallet/flow/tx_intent.h"

#include <stdio.h>
#include <string.h>

#include "wallet/eth/abi.h"
#include "wallet/model/model.h"

struct flow_tx *tx_intent_begin(struct model *model, const struct account *account, const char *purpose,
				enum contract to, struct amount amount)
{
	struct flow_tx *tx = &model->tx;

	flow_tx_reset(tx);
	tx->account = *account;
	tx->amount = amount;
	tx->to = to;
	snprintf(tx->purpose, sizeof(tx->purpose), "%s", purpose);
	return tx;
}

struct buf *tx_intent_candidate(struct flow_tx *tx, const char *signature)
{
	struct buf *data = &tx->candidates[tx->candidate_count];

	snprintf(tx->calls[tx->candidate_count++], sizeof(tx->calls[0]), "%s", signature);
	buf_init(data, 0);
	abi_add_selector(data, signature);
	return data;
}

void tx_intent_sent(struct sent_tx *out, const struct flow_tx *tx)
{
	if (!tx->entry.id[0])
		return;
	out->sent = true;
	out->block = tx->block;
	out->amount = tx->amount;
	memcpy(out->hash, tx->state == TX_DONE ? tx->proof.seen.hash : tx->entry.hash, sizeof(out->hash));
	memcpy(out->journal_id, tx->entry.id, sizeof(out->journal_id));
}
