#include "wallet/flow/tx_is.h"

#include <stdio.h>

#include "wallet/flow/tx_follow.h"
#include "wallet/model/model.h"
#include "wallet/model/tx_plight.h"
#include "wallet/model/waiting.h"

enum want tx_waits(const struct model *model)
{
	return model->tx.state == TX_REVIEW ? WANT_REVIEW : WANT_NOTHING;
}

bool tx_unlocks(const struct model *model)
{
	return model->tx.state == TX_UNLOCK;
}

bool tx_is_transacting(const struct model *model)
{
	return flow_tx_running(&model->tx);
}

bool tx_is_busy(const struct model *model)
{
	return tx_is_transacting(model) && !tx_unlocks(model) && tx_waits(model) == WANT_NOTHING;
}

bool tx_is_using_key(const struct model *model)
{
	return model->tx.state == TX_SIGNING;
}

int64_t tx_deadline(const struct model *model)
{
	return flow_tx_running(&model->tx) ? model->tx.poll_at_ms : 0;
}

enum loss tx_loss(const struct model *model)
{
	return tx_is_transacting(model) ? LOSS_OF_SIGHT : LOSS_NONE;
}

static bool awaits_block(struct waiting *out, const struct model *model)
{
	const struct flow_tx *tx = &model->tx;
	char why[192];
	size_t used;

	if (tx->state != TX_SENDING && tx->state != TX_WAITING)
		return false;
	used = (size_t)snprintf(out->what, sizeof(out->what), "the %s transaction to be mined", flow_tx_purpose(tx));
	if (tx_plight(tx) != TX_PLIGHT_NONE) {
		tx_plight_words(why, sizeof(why), tx);
		snprintf(out->what + used, sizeof(out->what) - used, ": %s", why);
	}
	out->since_ms = tx->sent_ms;
	out->until_ms = tx_follow_until_ms(model);
	return true;
}

/* Says that the node has not seen what rialto knows, and is asked again. */
static bool awaits_node(struct waiting *out, const struct model *model)
{
	const struct flow_tx *tx = &model->tx;

	if (tx->state != TX_PREFLIGHT || !*tx->waits)
		return false;
	snprintf(out->what, sizeof(out->what), "the Base node: %.140s", tx->waits);
	out->since_ms = tx->began_ms;
	out->until_ms = tx->waits_until_ms;
	return true;
}

bool tx_awaits(struct waiting *out, const struct model *model)
{
	return awaits_block(out, model) || awaits_node(out, model);
}
