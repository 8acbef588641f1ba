#include "wallet/model/waiting.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/tx_follow.h"
#include "wallet/model/model.h"
#include "wallet/model/tx_plight.h"

/* The mint that failed and will be tried again. */
static bool of_mint(struct waiting *out, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;

	if (mint->state != MINT_BACKOFF)
		return false;
	snprintf(out->what, sizeof(out->what), "the next try of the mint: %.120s", mint->err.msg);
	out->until_ms = mint->retry_at_ms;
	out->is_set = true;
	return true;
}

/* What is known of the credit is asked again. */
static bool of_x402(struct waiting *out, const struct model *model)
{
	if (model->x402.state != X402_BACKOFF)
		return false;
	snprintf(out->what, sizeof(out->what), "Venice, which takes no more requests for the moment");
	out->until_ms = model->x402.retry_at_ms;
	out->is_set = true;
	return true;
}

/* The next of many mints. */
static bool of_many(struct waiting *out, const struct model *model)
{
	const struct flow_batch *batch = &model->batch;

	if (!batch->running || batch->at < batch->count || !batch->wait_until_ms)
		return false;
	snprintf(out->what, sizeof(out->what), "the next mint: Venice takes no more of them in that time");
	out->until_ms = batch->wait_until_ms;
	out->is_set = true;
	return true;
}

static bool of_topup(struct waiting *out, const struct model *model)
{
	const struct flow_topup *topup = &model->topup;

	if (topup->state != TOPUP_BACKOFF)
		return false;
	snprintf(out->what, sizeof(out->what), "Venice, which takes no more requests for the moment");
	out->until_ms = topup->poll_at_ms;
	out->is_set = true;
	return true;
}

/* A node that has had too many questions. */
static bool of_node(struct waiting *out, const struct model *model)
{
	for (size_t i = 0; i < model->errands.count; i++) {
		const struct errand *errand = &model->errands.items[i];

		if (errand->until_ms <= model->now_ms)
			continue;
		snprintf(out->what, sizeof(out->what), "the Base node: %s", errand->why);
		out->since_ms = errand->since_ms;
		out->until_ms = errand->until_ms;
		out->is_set = true;
		return true;
	}
	return false;
}

static bool of_transaction(struct waiting *out, const struct model *model)
{
	const struct flow_tx *tx = &model->tx;
	char why[192];
	size_t used;

	if (tx->state != TX_SENDING && tx->state != TX_WAITING)
		return false;
	used = (size_t)snprintf(out->what, sizeof(out->what), "the %s transaction to be mined", tx->purpose);
	if (tx_plight(tx) != TX_PLIGHT_NONE) {
		tx_plight_words(why, sizeof(why), tx);
		snprintf(out->what + used, sizeof(out->what) - used, ": %s", why);
	}
	out->since_ms = tx->sent_ms;
	out->until_ms = tx_follow_until_ms(model);
	return true;
}

/* The node has not seen what rialto knows of, and is asked again. */
static bool of_node_behind(struct waiting *out, const struct model *model)
{
	const struct flow_tx *tx = &model->tx;

	if (tx->state != TX_PREFLIGHT || !*tx->waits)
		return false;
	snprintf(out->what, sizeof(out->what), "the Base node: %.140s", tx->waits);
	out->since_ms = tx->began_ms;
	out->until_ms = tx->waits_until_ms;
	return true;
}

/* A payment that Venice is settling, or that the chain does not show for certain yet. */
static bool of_payment(struct waiting *out, const struct model *model)
{
	const struct flow_topup *topup = &model->topup;

	if ((topup->state != TOPUP_LOOKING && !flow_topup_watching(topup)) || topup->look.until_ms < model->now_ms)
		return false;
	snprintf(out->what, sizeof(out->what), "the chain to show what became of the payment");
	out->since_ms = topup->look.until_ms - TOPUP_FOLLOW_MS;
	out->until_ms = topup->look.until_ms;
	return true;
}

/* Balances that the screen reads by itself are nobody's wait. */
static bool of_errand(struct waiting *out, const struct model *model)
{
	for (size_t i = 0; i < model->errands.count; i++) {
		const struct errand *errand = &model->errands.items[i];
		int64_t since = errand->until_ms ? errand->until_ms : errand->since_ms;

		if (!model->headless && errand->request == model->refresh.request)
			continue;
		snprintf(out->what, sizeof(out->what), "%s", effect_waits_for(errand->of));
		out->since_ms = since;
		if (!effect_is_on_worker(errand->of))	/* a server is asked */
			out->until_ms = since + WAITING_ANSWER_MS;
		return true;
	}
	return false;
}

bool waiting_now(struct waiting *out, const struct model *model)
{
	static bool (*const looks[])(struct waiting *out, const struct model *model) = {
		of_node, of_mint, of_many, of_topup, of_x402, of_transaction, of_node_behind, of_payment, of_errand,
	};

	*out = (struct waiting){ 0 };
	for (size_t i = 0; i < ARRAY_LENGTH(looks); i++)
		if (looks[i](out, model))
			return true;
	return false;
}

static bool is_long(const struct waiting *waiting, int64_t first_ms)
{
	return waiting->is_set && waiting->until_ms - first_ms > WAITING_TELL_MS;
}

bool waiting_is_told(const struct waiting *waiting, int64_t first_ms, int64_t now_ms)
{
	return is_long(waiting, first_ms) || now_ms - first_ms >= WAITING_TELL_MS;
}

bool waiting_same(const struct waiting *a, const struct waiting *b)
{
	return a->since_ms == b->since_ms && a->until_ms == b->until_ms && a->is_set == b->is_set &&
	       !strcmp(a->what, b->what);
}
