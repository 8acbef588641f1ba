#include "wallet/flow/tx_follow.h"

#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/flow/tx.h"
#include "wallet/flow/tx_journal.h"
#include "wallet/model/model.h"
#include "wallet/model/tx_plight.h"

#define POLL_SOON_MS 250	/* about a Base block: it is young, or its end is being confirmed */
#define POLL_LATER_MS 1000
#define POLL_OLD_MS 3000
#define YOUNG_MS 3000
#define OLD_MS 60000
#define RESEND_AFTER 4		/* it is sent again after so many looks that find no trace of it */
#define RESEND_MS 1000		/* between the first two sendings; doubled after each */
#define RESEND_MOST_MS 16000
#define SEARCH_AFTER_MS 1000
#define SEARCH_AGAIN_MS 5000
#define REFUSALS 3		/* if refused this often … */
#define REFUSED_MS 5000		/* … and for this long, a command waits no more */
#define SECOND_MS 10000		/* to wait for a second node that is behind */
#define GIVE_UP_MS 45000	/* the longest that a command waits */

void tx_follow_send(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_call *call = chain_add(flow_tx_ask(model, effects), CHAIN_SEND);
	const struct buf *raw = journal_entry_raw(&flow->entry, journal_entry_variants(&flow->entry) - 1);

	buf_add(&call->data, raw->data, raw->len);
	flow->state = TX_SENDING;
	flow->missing = 0;
	flow->poll_at_ms = 0;
	flow->resend_wait_ms = flow->resend_wait_ms ? 2 * flow->resend_wait_ms : RESEND_MS;
	if (flow->resend_wait_ms > RESEND_MOST_MS)
		flow->resend_wait_ms = RESEND_MOST_MS;
	flow->resend_at_ms = model->now_ms + flow->resend_wait_ms;
	if (!flow->sent_ms)
		flow->sent_ms = model->now_ms;
}

void tx_follow_poll(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	tx_look_ask(flow_tx_ask(model, effects), &flow->entry, flow->has_other ? flow->other : NULL);
	flow->state = TX_WAITING;
	flow->asked = TX_ASKED_TRACE;
	flow->poll_at_ms = 0;
}

int64_t tx_follow_until_ms(const struct model *model)
{
	return model->headless ? model->tx.sent_ms + GIVE_UP_MS : 0;
}

static bool is_refused(const struct flow_tx *flow, int64_t now_ms)
{
	return flow->refusals >= REFUSALS && now_ms - flow->refused_ms >= REFUSED_MS && !flow->view.known;
}

/* Was it refused for what it is, and by every answer that there was?  Then it is not unknown what became of it:
 * nothing, so far.  A fee that is too low may do in a minute, and a used number may be used by this very one. */
static bool is_certain(const struct flow_tx *flow)
{
	enum err_code code = flow->refusal.code;

	return !flow->may_be_out && flow->looks && tx_plight(flow) == TX_PLIGHT_REFUSED &&
	       (code == ERR_NEEDS_ETH || code == ERR_TX_INVALID || code == ERR_TX_FEE_CAP);
}

/* The command ends, and the journal keeps what it began. */
static void give_up(struct model *model)
{
	struct flow_tx *flow = &model->tx;
	char why[200], hash[2 * KECCAK_SIZE + 1];
	struct err err;

	if (!model->headless ||
	    (model->now_ms - flow->sent_ms < GIVE_UP_MS && !is_refused(flow, model->now_ms)))
		return;
	hex_encode(hash, flow->entry.hash, KECCAK_SIZE);
	tx_plight_words(why, sizeof(why), flow);
	(void)err_set(&err, is_certain(flow) ? flow->refusal.code : ERR_TX_UNKNOWN, "%s 0x%.6s...%s: %s%s", flow_tx_purpose(flow),
		      hash, hash + 2 * KECCAK_SIZE - 4, why, is_certain(flow) ? ". It stays in the journal, and the same "
		      "command sends it again" : "");
	flow_tx_fail(flow, &err);
	flow->gave_up = true;
}

static void wait_to_look(struct model *model)
{
	struct flow_tx *flow = &model->tx;
	int64_t age = model->now_ms - flow->sent_ms;
	int64_t wait = age < YOUNG_MS || flow->proof.times ? POLL_SOON_MS : age < OLD_MS ? POLL_LATER_MS : POLL_OLD_MS;

	flow->state = TX_WAITING;
	flow->request = 0;
	flow->poll_at_ms = model->now_ms + wait;
}

static void poll_later(struct model *model)
{
	wait_to_look(model);
	give_up(model);
}

/* Some nodes pass a transaction on and still answer with an error.  However long the sending took,
 * nobody gives up before a look. */
static void take_sent(struct model *model, const struct chain_reply *reply, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	flow->may_be_out |= !reply->refused || reply->may_be_out;
	if (reply->ok) {
		flow->refusal.code = ERR_NONE;
		flow->refusals = 0;
		tx_follow_poll(model, effects);
		return;
	}
	flow->refusal = reply->err;
	flow->is_unsent = false;
	flow->refusals = reply->refused ? flow->refusals + 1 : 0;
	if (flow->refusals == 1)
		flow->refused_ms = model->now_ms;
	wait_to_look(model);
}

/* It may have come through all the same, but if it did not, this is why. */
static void take_unsent(struct model *model, const struct err *err)
{
	model->tx.refusal = *err;
	model->tx.is_unsent = true;
	model->tx.may_be_out = true;
	model->tx.refusals = 0;
	wait_to_look(model);
}

static void describe_end(struct err *err, const struct flow_tx *flow)
{
	const struct tx_sighting *seen = &flow->proof.seen;
	unsigned long long block = (unsigned long long)seen->block, nonce = (unsigned long long)flow->tx.nonce;
	char hash[2 * KECCAK_SIZE + 1];

	hex_encode(hash, seen->hash, KECCAK_SIZE);
	if (seen->fate == TX_FATE_UNDONE)
		(void)err_set(err, ERR_TX_REVERTED, "The %s transaction was undone in block %llu", flow_tx_purpose(flow), block);
	else if (seen->fate == TX_FATE_CANCELLED)
		(void)err_set(err, ERR_TX_CANCELLED, "The %s transaction was cancelled in block %llu by 0x%s", flow_tx_purpose(flow), block,
			      hash);
	else
		(void)err_set(err, ERR_TX_REPLACED, "The wallet's number %llu was used by another transaction, 0x%s, in "
			      "block %llu", nonce, hash, block);
}

/* The screen has told the end by this.  A command tells it later. */
static void finish(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct err err;

	flow->request = 0;
	flow->poll_at_ms = 0;
	flow->block = flow->proof.seen.block;
	flow->entry.proof = flow->proof;
	if (flow->proof.seen.fate == TX_FATE_DONE) {
		flow->state = TX_DONE;
		tx_journal_done(model, &flow->entry, effects);
		return;
	}
	describe_end(&err, flow);
	if (!model->headless)
		tx_journal_close(model, flow->entry.id, effects);
	flow_tx_fail(flow, &err);
}

/* Is a second node against it, or behind?  Nobody sends a transaction again after a success, so a
 * success does not wait for ever for a node that is behind. */
static bool is_doubted(struct model *model, const struct chain_replies *replies)
{
	struct flow_tx *flow = &model->tx;

	switch (tx_look_second(replies, &flow->view.seen, &flow->trouble)) {
	case TX_SECOND_NOTHING:
	case TX_SECOND_SAME:
		return false;
	case TX_SECOND_NOT_YET:
		return flow->view.seen.fate != TX_FATE_DONE || model->now_ms - flow->proof.first_ms < SECOND_MS;
	case TX_SECOND_OTHERWISE:
		break;
	}
	flow->proof = (struct tx_proof){ 0 };
	return true;
}

static void take_block(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	bool confirmed;
	uint64_t head;

	if (!tx_look_read_block(&confirmed, &head, &action->chain, &flow->view.seen, &flow->trouble)) {
		poll_later(model);
		return;
	}
	if (confirmed)
		tx_proof_see(&flow->proof, &flow->view.seen, head, model->now_ms);
	else
		flow->proof = (struct tx_proof){ 0 };
	if (confirmed && is_doubted(model, &action->chain))
		poll_later(model);
	else if (confirmed && (flow->view.seen.fate == TX_FATE_DONE || tx_proof_counts(&flow->proof)))
		finish(model, effects);
	else
		poll_later(model);
}

static void search(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	tx_search_ask(&flow->search, flow_tx_ask(model, effects), flow->entry.address, flow->tx.nonce);
	flow->asked = TX_ASKED_SEARCH;
}

/* The search may have found the transaction itself: then its receipt is late. */
static void take_search(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	tx_search_take(&flow->search, &action->chain, flow->tx.nonce);
	if (flow->search.step != TX_SEARCH_ENDED) {
		search(model, effects);
		return;
	}
	flow->search_at_ms = model->now_ms + SEARCH_AGAIN_MS;
	flow->has_other = flow->search.found && journal_entry_variant(&flow->entry, flow->search.hash) ==
							journal_entry_variants(&flow->entry);
	if (flow->has_other)
		memcpy(flow->other, flow->search.hash, KECCAK_SIZE);
	poll_later(model);
}

/* Its receipt may be on its way.  But if another transaction has its number, that one can be found. */
static void take_used(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	flow->missing = 0;
	if (!flow->search_at_ms)
		flow->search_at_ms = model->now_ms + SEARCH_AFTER_MS;
	if (model->now_ms >= flow->search_at_ms) {
		tx_search_begin(&flow->search, flow->view.head);
		search(model, effects);
	} else {
		poll_later(model);
	}
}

static bool may_send(const struct model *model)
{
	return !model->readonly && !model->tx.only_looks;
}

/* There is no trace of it, and its number is free. */
static void take_lost(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (++flow->missing >= RESEND_AFTER && may_send(model) && model->now_ms >= flow->resend_at_ms)
		tx_follow_send(model, effects);
	else
		poll_later(model);
}

/* A failure is looked at twice, and where there is a second node, it is asked about the block. */
static bool may_end_at_once(const struct model *model)
{
	return model->tx.view.seen.fate == TX_FATE_DONE && model->network.node_count == 1;
}

static void take_trace(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	bool has_other = flow->has_other;

	if (!tx_look_read(&flow->view, &action->chain, &flow->entry, has_other ? flow->other : NULL,
			  model->network.chain_id, &flow->trouble)) {
		poll_later(model);
		return;
	}
	flow->trouble.code = ERR_NONE;
	flow->looks++;
	if (flow->view.confirmed && may_end_at_once(model)) {
		tx_proof_see(&flow->proof, &flow->view.seen, flow->view.head, model->now_ms);
		finish(model, effects);
		return;
	}
	if (flow->view.seen.fate != TX_FATE_NONE) {
		flow->asked = TX_ASKED_BLOCK;
		tx_look_ask_block(flow_tx_ask(model, effects), &flow->view.seen);
		return;
	}
	flow->proof = (struct tx_proof){ 0 };	/* the block that had it no longer has it */
	if (flow->view.used > flow->tx.nonce) {
		take_used(model, effects);
	} else if (flow->view.known) {
		flow->missing = 0;
		poll_later(model);
	} else {
		take_lost(model, effects);
	}
}

void tx_follow_take(struct model *model, const struct action *action, struct effects *effects)
{
	static void (*const takers[])(struct model *, const struct action *, struct effects *) = {
		[TX_ASKED_TRACE] = take_trace, [TX_ASKED_BLOCK] = take_block, [TX_ASKED_SEARCH] = take_search,
	};
	struct flow_tx *flow = &model->tx;
	bool sending = flow->state == TX_SENDING;

	if (!action->ok)
		flow->trouble = action->err;
	if (sending && action->ok && action->chain.count == 1) {
		take_sent(model, &action->chain.items[0], effects);
	} else if (sending) {
		take_unsent(model, &action->err);
	} else if (!action->ok) {
		poll_later(model);
	} else {
		takers[flow->asked](model, action, effects);
	}
}

void tx_follow_found(struct model *model, struct effects *effects)
{
	model->tx.sent_ms = model->now_ms;
	model->tx.may_be_out = true;	/* who sent it is no longer here */
	model->tx.missing = RESEND_AFTER;	/* without a trace of it, it was never sent */
	tx_follow_poll(model, effects);
}
