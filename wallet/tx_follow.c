#include "wallet/tx_follow.h"

#include <string.h>

#include "wallet/model.h"

/* A poll's questions. */
enum { POLL_RECEIPT, POLL_TX, POLL_NONCE, POLL_MINED, POLL_COUNT };

#define POLL_SOON_MS 250	/* while the transaction is young */
#define POLL_LATER_MS 1000	/* half a Base block */
#define YOUNG_MS 2000
#define RESEND_AFTER 4		/* polls without a trace of it */
#define GIVE_UP_MS 180000	/* a command does not wait for ever */

static void close_journal(struct flow_tx *flow, struct effects *effects)
{
	struct effect *effect;

	if (!flow->entry.id[0])
		return;
	effect = effects_add(effects, EFFECT_JOURNAL_CLOSE, 0);
	memcpy(effect->journal_id, flow->entry.id, sizeof(effect->journal_id));
}

void tx_follow_send(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_call *call = chain_add(flow_tx_ask(model, effects), CHAIN_SEND);

	buf_add(&call->data, flow->entry.raw.data, flow->entry.raw.len);
	flow->state = TX_SENDING;
	flow->refusal.code = ERR_NONE;
	flow->missing = 0;
	flow->poll_at_ms = 0;
	if (!flow->sent_ms)
		flow->sent_ms = model->now_ms;
}

void tx_follow_poll(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch = flow_tx_ask(model, effects);
	struct chain_call *mined;

	memcpy(chain_add(batch, CHAIN_RECEIPT)->hash, flow->entry.hash, KECCAK_SIZE);
	memcpy(chain_add(batch, CHAIN_TX)->hash, flow->entry.hash, KECCAK_SIZE);
	chain_add(batch, CHAIN_NONCE)->from = flow->account.address;
	mined = chain_add(batch, CHAIN_NONCE);
	mined->from = flow->account.address;
	mined->mined = true;
	flow->state = TX_WAITING;
	flow->poll_at_ms = 0;
}

static void poll_later(struct model *model)
{
	struct flow_tx *flow = &model->tx;
	bool young = model->now_ms - flow->sent_ms < YOUNG_MS;

	flow->state = TX_WAITING;
	flow->request = 0;
	flow->poll_at_ms = model->now_ms + (young ? POLL_SOON_MS : POLL_LATER_MS);
	if (model->headless && model->now_ms - flow->sent_ms > GIVE_UP_MS)
		flow_tx_fail_code(flow, ERR_TX_UNKNOWN, "The network has not mined the transaction in three minutes");
}

/* Some nodes pass a transaction on and answer with an error all the same, so a
 * refusal is believed only once the network has no trace of it. */
static void take_sent(struct model *model, const struct chain_reply *reply, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	enum err_code code = reply->err.code;

	if (reply->ok) {
		tx_follow_poll(model, effects);
		return;
	}
	if (code == ERR_NEEDS_ETH || code == ERR_REVERTED || code == ERR_RPC)
		flow->refusal = reply->err;
	poll_later(model);
}

static void take_receipt(struct model *model, const struct chain_reply *receipt, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct err err;

	flow->block = receipt->block;
	flow->request = 0;
	if (receipt->success) {
		flow->state = TX_DONE;
		flow->poll_at_ms = 0;
		if (!model->headless)
			close_journal(flow, effects);
		return;
	}
	(void)err_set(&err, ERR_TX_REVERTED, "The %s transaction was undone in block %llu", flow->purpose,
		      (unsigned long long)receipt->block);
	close_journal(flow, effects);
	flow_tx_fail(flow, &err);
}

/* The network has no trace of it, and its number is free. */
static void take_lost(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (flow->refusal.code != ERR_NONE) {
		close_journal(flow, effects);
		flow_tx_fail(flow, &flow->refusal);
	} else if (model->readonly) {
		poll_later(model);
	} else {
		tx_follow_send(model, effects);
	}
}

/* No receipt: is it on its way, lost (send the same bytes again), or replaced?  What
 * took its number and is not mined yet may be itself, which this node does not show. */
static void take_no_receipt(struct model *model, const struct chain_reply *replies, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	uint64_t nonce = 0, mined = 0;

	if (!replies[POLL_TX].ok || !replies[POLL_NONCE].ok || !replies[POLL_MINED].ok || replies[POLL_TX].found) {
		flow->missing = 0;
		poll_later(model);
		return;
	}
	flow->missing++;
	if (!u256_to_u64(&nonce, replies[POLL_NONCE].number) || nonce <= flow->tx.nonce) {
		if (flow->missing >= RESEND_AFTER)
			take_lost(model, effects);
		else
			poll_later(model);
	} else if (!u256_to_u64(&mined, replies[POLL_MINED].number) || mined <= flow->tx.nonce) {
		flow->missing = 0;
		poll_later(model);
	} else if (flow->missing < 2 * RESEND_AFTER) {
		poll_later(model);
	} else {
		close_journal(flow, effects);
		flow_tx_fail_code(flow, ERR_TX_REPLACED, "Another transaction of this wallet took its number");
	}
}

static void take_poll(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	const struct chain_reply *receipt = &replies->items[POLL_RECEIPT];

	if (replies->count != POLL_COUNT || !receipt->ok)
		poll_later(model);
	else if (receipt->found)
		take_receipt(model, receipt, effects);
	else
		take_no_receipt(model, replies->items, effects);
}

void tx_follow_take(struct model *model, const struct action *action, struct effects *effects)
{
	bool sending = model->tx.state == TX_SENDING;

	if (!action->ok || (sending && action->chain.count != 1))
		poll_later(model);
	else if (sending)
		take_sent(model, &action->chain.items[0], effects);
	else
		take_poll(model, &action->chain, effects);
}

void tx_follow_found(struct model *model, struct effects *effects)
{
	model->tx.sent_ms = model->now_ms;
	model->tx.missing = RESEND_AFTER;	/* no trace of it means it was never sent */
	tx_follow_poll(model, effects);
}
