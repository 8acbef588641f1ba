#include "wallet/model/tx_plight.h"

#include <stdio.h>

#include "wallet/model/tx.h"

/* The most that any variant offers per gas. */
static struct u256 best_offer(const struct flow_tx *flow)
{
	struct u256 best = U256_ZERO;

	for (size_t i = 0; i < journal_entry_variants(&flow->entry); i++) {
		const struct buf *raw = journal_entry_raw(&flow->entry, i);
		struct err ignored;
		struct tx tx;

		if (!tx_decode(&tx, NULL, raw->data, raw->len, &ignored))
			continue;
		if (u256_compare(tx.max_fee, best) > 0)
			best = tx.max_fee;
		tx_free(&tx);
	}
	return best;
}

enum tx_plight tx_plight(const struct flow_tx *flow)
{
	const struct tx_view *view = &flow->view;

	if (flow->trouble.code != ERR_NONE)
		return TX_PLIGHT_TROUBLE;
	if (!flow->looks)
		return TX_PLIGHT_NONE;
	if (flow->proof.times)
		return TX_PLIGHT_UNSURE;
	if (view->used > flow->tx.nonce)
		return TX_PLIGHT_USED;
	if (view->used < flow->tx.nonce)
		return view->pending < flow->tx.nonce ? TX_PLIGHT_GAP : TX_PLIGHT_EARLIER;
	if (u256_compare(best_offer(flow), view->base_fee) < 0)
		return TX_PLIGHT_CHEAP;
	if (flow->refusal.code != ERR_NONE && !view->known)
		return TX_PLIGHT_REFUSED;
	return view->known ? TX_PLIGHT_NONE : TX_PLIGHT_UNSEEN;
}

/* Writes gwei, "0.0062", as people quote the price of gas. */
static void format_gwei(char out[AMOUNT_TEXT_SIZE], struct u256 wei)
{
	amount_format_units(out, wei, 9);
}

static void say_gap(char *out, size_t size, const struct flow_tx *flow)
{
	unsigned long long first = flow->view.pending, last = flow->tx.nonce - 1;

	if (first == last)
		snprintf(out, size, "its number is %llu, and number %llu, which comes before it, was not sent", last + 1, first);
	else
		snprintf(out, size, "its number is %llu, and numbers %llu to %llu, which come before it, were not sent", last + 1,
			 first, last);
}

static void say_cheap(char *out, size_t size, const struct flow_tx *flow)
{
	char offer[AMOUNT_TEXT_SIZE], asks[AMOUNT_TEXT_SIZE];

	format_gwei(offer, best_offer(flow));
	format_gwei(asks, flow->view.base_fee);
	snprintf(out, size, "priced too low: it offers at most %s gwei a gas, and a block asks %s", offer, asks);
}

void tx_plight_words(char *out, size_t size, const struct flow_tx *flow)
{
	switch (tx_plight(flow)) {
	case TX_PLIGHT_TROUBLE:
		snprintf(out, size, "the node cannot say: %s", flow->trouble.msg);
		break;
	case TX_PLIGHT_USED:
		snprintf(out, size, "its number %llu is used, and the node does not show by what", (unsigned long long)flow->tx.nonce);
		break;
	case TX_PLIGHT_UNSURE:
		snprintf(out, size, "block %llu has it, but not yet for certain", (unsigned long long)flow->proof.seen.block);
		break;
	case TX_PLIGHT_GAP:
		say_gap(out, size, flow);
		break;
	case TX_PLIGHT_EARLIER:
		snprintf(out, size, "%llu earlier of this wallet come first, and wait, too",
			 (unsigned long long)(flow->tx.nonce - flow->view.used));
		break;
	case TX_PLIGHT_CHEAP:
		say_cheap(out, size, flow);
		break;
	case TX_PLIGHT_REFUSED:
		snprintf(out, size, "%s: %s", flow->is_unsent ? "it could not be sent" : "the node says", flow->refusal.msg);
		break;
	case TX_PLIGHT_UNSEEN:
		snprintf(out, size, "the node does not have it; it is sent again");
		break;
	case TX_PLIGHT_NONE:
		snprintf(out, size, "no block has taken it yet");
		break;
	}
}

/* What the table of errors says to do where the node refuses it. */
static const char *advice_on_refusal(const struct err *refusal)
{
	switch (refusal->code) {
	case ERR_TX_UNDERPRICED:
	case ERR_TX_POOL_FULL:
	case ERR_TX_IN_FLIGHT:
	case ERR_TX_FEE_CAP:
	case ERR_TX_BLOCKED:
	case ERR_TX_INVALID:
	case ERR_NEEDS_ETH:
		return err_info(refusal->code)->advice;
	default:
		return NULL;
	}
}

const char *tx_plight_advice(const struct flow_tx *flow)
{
	if (tx_plight(flow) == TX_PLIGHT_REFUSED)
		return advice_on_refusal(&flow->refusal);
	if (tx_plight(flow) != TX_PLIGHT_GAP)
		return NULL;
	return "The earlier number must be used first: a higher fee or a cancellation does not help. Wait for the "
	       "program that uses it, or give this one up: the next transaction then takes that number, and this one may "
	       "still be mined after it.";
}

bool tx_plight_replaceable(const struct flow_tx *flow)
{
	enum tx_plight plight = tx_plight(flow);

	return plight != TX_PLIGHT_USED && plight != TX_PLIGHT_UNSURE;
}
