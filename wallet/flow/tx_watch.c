#include "wallet/flow/tx_watch.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/resume.h"
#include "wallet/flow/tx_journal.h"
#include "wallet/model/model.h"

#define AT_ONCE 8		/* more are looked at once these are done */
#define AGAIN_MS 1100		/* a little more than TX_PROOF_APART_MS */
#define TROUBLE_MS 5000		/* if the node could not be asked */

/* The latest block comes first, then a pair of answers for each transaction. */
enum { ASK_HEAD, ASK_EACH };

static bool is_watched(const struct model *model, const struct journal_entry *entry)
{
	return entry->kind == JOURNAL_TX && entry->told && resume_knows(entry) &&
	       !strcmp(entry->network, model->network.name);
}

static size_t list(struct journal_entry *out[AT_ONCE], const struct model *model)
{
	size_t count = 0;

	for (size_t i = 0; i < model->journal.count && count < AT_ONCE; i++)
		if (is_watched(model, &model->journal.items[i]))
			out[count++] = &model->journal.items[i];
	return count;
}

/* The journal may have changed since the question was asked. */
static size_t list_asked(struct journal_entry *out[AT_ONCE], const struct model *model, uint32_t request)
{
	size_t count = 0;

	for (size_t i = 0; i < model->journal.count && count < AT_ONCE; i++)
		if (model->journal.items[i].watch_request == request)
			out[count++] = &model->journal.items[i];
	return count;
}

static void look(struct model *model, struct effects *effects)
{
	struct journal_entry *watched[AT_ONCE];
	size_t count = list(watched, model);
	struct chain_batch *batch;

	model->watch.poll_at_ms = 0;
	if (!count)
		return;
	model->watch.request = model_request(model);
	batch = &effects_add(effects, EFFECT_CHAIN, model->watch.request)->chain;
	chain_add(batch, CHAIN_BLOCK);
	for (size_t i = 0; i < count; i++) {
		const struct tx_sighting *seen = &watched[i]->proof.seen;
		struct chain_call *call = chain_add(batch, CHAIN_RECEIPT);

		watched[i]->watch_request = model->watch.request;
		memcpy(call->hash, seen->hash, sizeof(call->hash));
		call = chain_add_twice(batch, CHAIN_BLOCK);
		call->tag = CHAIN_AT;
		call->block = seen->block;
		memcpy(call->hash, seen->hash, sizeof(call->hash));
	}
}

bool tx_watch_running(const struct model *model)
{
	if (model->watch.request)
		return true;
	for (size_t i = 0; i < model->journal.count; i++)
		if (is_watched(model, &model->journal.items[i]) && model->journal.items[i].gone_ms)
			return true;
	return false;
}

static bool is_there(const struct tx_sighting *seen, const struct chain_reply *receipt, const struct chain_reply *block)
{
	return receipt->found && receipt->success && block->found && block->holds &&
	       !memcmp(receipt->block_hash, seen->block_hash, KECCAK_SIZE) &&
	       !memcmp(block->block_hash, seen->block_hash, KECCAK_SIZE);
}

void tx_watch_left(char out[TX_WATCH_LEFT_SIZE], const struct model *model, const struct journal_entry *entry)
{
	const struct account *owner = accounts_at(&model->accounts, entry->address);
	char address[ADDRESS_TEXT_SIZE];

	address_format(address, entry->address);
	snprintf(out, TX_WATCH_LEFT_SIZE, "Block %llu, which had the %s transaction of %s, is no longer part of the chain",
		 (unsigned long long)entry->left_block, journal_entry_purpose(entry), owner ? owner->name : address);
}

static void reopen(struct model *model, struct journal_entry *entry, struct effects *effects)
{
	char left[TX_WATCH_LEFT_SIZE];

	tx_journal_reopen(entry, effects);
	tx_watch_left(left, model, entry);
	model_say(model, true, "%s: it is sent and followed again", left);
}

/* A node that is behind says nothing against it.  While two nodes contradict each other, it stays
 * open. */
static void take_one(struct model *model, struct journal_entry *entry, uint64_t head,
		     const struct chain_replies *replies, size_t index, struct effects *effects)
{
	const struct chain_reply *pair = &replies->items[index];
	struct tx_sighting seen = entry->proof.seen;
	struct err ignored;

	if (!pair[0].ok || !pair[1].ok || head < seen.block)
		return;
	if (is_there(&seen, &pair[0], &pair[1]) &&
	    tx_second_of_block(replies, index + 1, &seen, &ignored) == TX_SECOND_OTHERWISE)
		return;
	if (is_there(&seen, &pair[0], &pair[1])) {
		entry->gone_ms = 0;
		tx_proof_see(&entry->proof, &seen, head, model->now_ms);
		if (tx_proof_counts(&entry->proof))
			tx_journal_close(model, entry->id, effects);
	} else if (!entry->gone_ms) {
		entry->gone_ms = model->now_ms;
	} else if (model->now_ms - entry->gone_ms >= TX_PROOF_APART_MS) {
		reopen(model, entry, effects);
	}
}

static void take(struct model *model, struct action *action, struct effects *effects)
{
	const struct chain_replies *replies = &action->chain;
	struct journal_entry *watched[AT_ONCE];
	size_t count = list_asked(watched, model, action->request);

	model->watch.request = 0;
	model->watch.poll_at_ms = model->headless ? 0 : model->now_ms + (action->ok ? AGAIN_MS : TROUBLE_MS);
	if (!action->ok || replies->count != ASK_EACH + 2 * count || !replies->items[ASK_HEAD].found)
		return;
	for (size_t i = count; i-- > 0;)	/* a closed entry leaves the list, and those behind it move up */
		take_one(model, watched[i], replies->items[ASK_HEAD].block, replies, ASK_EACH + 2 * i, effects);
	if (tx_watch_running(model))
		model->watch.poll_at_ms = model->now_ms + AGAIN_MS;
}

/* A command looks once before it begins. */
static void wish_look(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	look(model, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_TX_WATCH, wish_look },
	{ 0 },
};

static void tick(struct model *model, struct effects *effects)
{
	if (model->watch.poll_at_ms && model->now_ms >= model->watch.poll_at_ms)
		look(model, effects);
}

/* On the screen it begins by itself. */
static void settle(struct model *model, struct effects *effects)
{
	if (model->resume_journal && !model->watch.request && !model->watch.poll_at_ms)
		look(model, effects);
}

static int64_t deadline(const struct model *model)
{
	return model->watch.poll_at_ms;
}

const struct flow_ops flow_tx_watch_ops = {
	.name = "tx_watch",
	.head = offsetof(struct model, watch),
	.wishes = wishes,
	.result = take,
	.tick = tick,
	.settle = settle,
	.deadline = deadline,
};
