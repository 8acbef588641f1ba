#include "wallet/flow/tx_retry.h"

#include <stdio.h>

#include "wallet/flow/tx.h"
#include "wallet/model/model.h"

#define SETTLE_MS 1000
#define NONCE_AGAIN_MS 500
#define NONCE_WAIT_MS 20000	/* to wait for a node that is behind */

void tx_retry_stop(struct model *model, const struct err *err)
{
	if (!tx_agreed_stop(model, err))
		flow_tx_fail(&model->tx, err);
}

void tx_retry_stop_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	tx_retry_stop(model, &err);
}

static void ask_again(struct model *model, int64_t wait_ms)
{
	struct flow_tx *flow = &model->tx;

	flow->state = TX_PREFLIGHT;
	flow->request = 0;
	flow->poll_at_ms = model->now_ms + wait_ms;
}

bool tx_retry_settle(struct model *model, const struct err *err)
{
	struct flow_tx *flow = &model->tx;

	if (err->code != ERR_REVERTED || flow->settle_tries == 0)
		return false;
	flow->settle_tries--;
	if (!*flow->waits)
		flow->waits_until_ms = model->now_ms + (flow->settle_tries + 1) * SETTLE_MS;
	snprintf(flow->waits, sizeof(flow->waits), "The node may not have seen the approval yet: it refuses the call");
	ask_again(model, SETTLE_MS);
	return true;
}

void tx_retry_nonce(struct model *model)
{
	struct flow_tx *flow = &model->tx;

	if (!tx_nonce_explain(flow->waits, sizeof(flow->waits), &flow->nonce))
		snprintf(flow->waits, sizeof(flow->waits), "The node does not say the same of this wallet's transactions twice");
	flow->waits_until_ms = flow->began_ms + NONCE_WAIT_MS;
	if (model->now_ms < flow->waits_until_ms)
		ask_again(model, NONCE_AGAIN_MS);
	else
		tx_retry_stop_code(model, ERR_NONCE_UNSURE, flow->waits);
}

void tx_retry_agree(struct model *model, const struct err *err)
{
	struct flow_tx *flow = &model->tx;

	snprintf(flow->waits, sizeof(flow->waits), "%s", err->msg);
	flow->waits_until_ms = flow->began_ms + NONCE_WAIT_MS;
	if (model->now_ms < flow->waits_until_ms)
		ask_again(model, NONCE_AGAIN_MS);
	else
		tx_retry_stop(model, err);
}
