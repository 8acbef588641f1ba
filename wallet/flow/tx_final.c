#include "wallet/flow/tx_final.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/eth/tx_fees.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

#define AT_ONCE 8		/* more are looked at once these are safe */
#define AT_ONCE_MOST 48		/* by a command: a batch of less than 100 with the two blocks */
#define FIRST_MS 5000		/* after a block took it: the journal watches it before */
#define AGAIN_MS 12000		/* a block of L1, which is what safe blocks wait for */
#define GONE_MS 1100		/* between two looks that find it nowhere */
#define TROUBLE_MS 15000	/* if the node could not be asked */

/* The latest and the safe block come first, then a pair of answers for each transaction. */
enum { ASK_HEAD, ASK_SAFE, ASK_EACH };

/* The journal's own are watched by tx_watch. */
static bool is_in_journal(const struct model *model, const uint8_t hash[KECCAK_SIZE])
{
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (entry->kind == JOURNAL_TX && journal_entry_variant(entry, hash) < journal_entry_variants(entry))
			return true;
	}
	return false;
}

static bool names_block(const struct log_entry *entry)
{
	return entry->tx.any && entry->tx.block && !log_tx_is_result(&entry->tx);
}

static bool is_recent(const struct model *model, const struct log_entry *entry)
{
	return model->now_ms - entry->time_ms < TX_FINAL_OLD_MS;
}

/* The log from here on is followed: the last day, and not more than can be remembered. */
static size_t first_followed(const struct model *model)
{
	size_t first = model->log.count, room = TX_FINAL_LOOKS;

	while (first > 0 && room && is_recent(model, &model->log.items[first - 1]))
		room -= names_block(&model->log.items[--first]);
	return first;
}

/* Is it about a transaction that a block has, and that may not be safe yet? */
static bool is_open(const struct model *model, const struct log_entry *entry)
{
	const struct tx_final_look *known;

	if (!names_block(entry) || strcmp(entry->network, model->network.name) != 0)
		return false;
	known = tx_final_of(&model->tx_final, entry->tx.hash);
	return !(known && known->safe) && !is_in_journal(model, entry->tx.hash);
}

static bool any_open(const struct model *model)
{
	for (size_t first = first_followed(model), i = model->log.count; i-- > first;)
		if (is_open(model, &model->log.items[i]))
			return true;
	return false;
}

static bool is_followed(const struct model *model, const uint8_t hash[KECCAK_SIZE])
{
	for (size_t first = first_followed(model), i = model->log.count; i-- > first;)
		if (names_block(&model->log.items[i]) && !memcmp(model->log.items[i].tx.hash, hash, KECCAK_SIZE))
			return true;
	return false;
}

/* Once all places are taken, one that is followed no longer gives way.  There is one, because no
 * more are followed than there are places. */
static struct tx_final_look *free_place(struct model *model)
{
	struct tx_final *final = &model->tx_final;
	size_t place = 0;

	if (final->count < TX_FINAL_LOOKS)
		return &final->looks[final->count++];
	while (place + 1 < TX_FINAL_LOOKS && is_followed(model, final->looks[place].hash))
		place++;
	return &final->looks[place];
}

/* The entry is the log's last line on it. */
static struct tx_final_look *look_of(struct model *model, const struct log_entry *entry)
{
	struct tx_final_look *known = tx_final_find(&model->tx_final, entry->tx.hash);

	if (known)
		return known;
	known = free_place(model);
	*known = (struct tx_final_look){ .block = entry->tx.block, .gone = !strcmp(entry->event, "tx_gone") };
	memcpy(known->hash, entry->tx.hash, sizeof(known->hash));
	return known;
}

/* Must it be looked at soon again, because one look at it proves nothing? */
static bool is_doubtful(const struct tx_final_look *look)
{
	return look->moved || (look->gone_ms && !look->gone);
}

/* A command asks about each once, so that it comes to all of them and to an end. */
static bool is_asked_enough(const struct model *model, const struct tx_final_look *look)
{
	return model->headless && look->request && !is_doubtful(look);
}

static bool any_unasked(const struct model *model)
{
	for (size_t first = first_followed(model), i = model->log.count; i-- > first;) {
		const struct tx_final_look *known = tx_final_of(&model->tx_final, model->log.items[i].tx.hash);

		if (is_open(model, &model->log.items[i]) && !(known && known->request))
			return true;
	}
	return false;
}

/* The log's last line on each counts, so it is read from its end. */
static size_t list(struct tx_final_look *out[AT_ONCE_MOST], struct model *model, uint32_t request)
{
	size_t most = model->headless ? AT_ONCE_MOST : AT_ONCE, count = 0;

	for (size_t first = first_followed(model), i = model->log.count; i-- > first && count < most;) {
		struct tx_final_look *look;

		if (!is_open(model, &model->log.items[i]))
			continue;
		look = look_of(model, &model->log.items[i]);
		if (look->request == request || is_asked_enough(model, look))
			continue;
		look->request = request;
		look->index = ASK_EACH + 2 * count;
		out[count++] = look;
	}
	return count;
}

static void look(struct model *model, struct effects *effects)
{
	struct tx_final *final = &model->tx_final;
	struct tx_final_look *looks[AT_ONCE_MOST];
	struct chain_batch *batch;
	size_t count;

	final->poll_at_ms = 0;
	if (final->request || !any_open(model))
		return;
	final->request = model_request(model);
	count = list(looks, model, final->request);
	batch = &effects_add(effects, EFFECT_CHAIN, final->request)->chain;
	chain_add(batch, CHAIN_BLOCK);
	chain_add(batch, CHAIN_BLOCK)->tag = CHAIN_SAFE;
	for (size_t i = 0; i < count; i++) {
		struct chain_call *call = chain_add(batch, CHAIN_RECEIPT);

		memcpy(call->hash, looks[i]->hash, sizeof(call->hash));
		call = chain_add(batch, CHAIN_BLOCK);
		call->tag = CHAIN_AT;
		call->block = looks[i]->block;
		memcpy(call->hash, looks[i]->hash, sizeof(call->hash));
	}
}

/* The log's last line about it that names a block. */
static const struct log_entry *line_of(const struct model *model, const uint8_t hash[KECCAK_SIZE])
{
	for (size_t i = model->log.count; i-- > 0;) {
		const struct log_entry *entry = &model->log.items[i];

		if (names_block(entry) && !memcmp(entry->tx.hash, hash, KECCAK_SIZE))
			return entry;
	}
	return NULL;
}

/* Writes the log's last line on it anew: with another event, or another block. */
static void write(struct model *model, const struct tx_final_look *look, const char *event,
		  const struct chain_reply *receipt, struct effects *effects)
{
	const struct log_entry *line = line_of(model, look->hash);
	char hash[2 * KECCAK_SIZE + 1];
	struct log_entry entry;

	if (!line)
		return;
	if (receipt)
		tx_numbers_note(&model->numbers, line->address, line->tx.nonce);
	else
		tx_numbers_lose(&model->numbers, line->address, line->tx.nonce);
	entry = log_watch_entry(model, event, line->address);
	entry.tx = line->tx;
	if (receipt && !receipt->success)
		snprintf(entry.code, sizeof(entry.code), "%s", err_info(ERR_TX_REVERTED)->name);
	if (receipt) {
		entry.tx.block = receipt->block;
		entry.tx.block_time_s = 0;
		entry.tx.paid = receipt->paid;
		tx_fees_doubt(&entry.tx.paid, NULL);
		entry.tx.fee = fee_paid_total(&entry.tx.paid);
	}
	hex_encode(hash, look->hash, KECCAK_SIZE);
	snprintf(entry.text, sizeof(entry.text), "%s 0x%s in block %llu", log_tx_purpose(&entry.tx), hash,
		 (unsigned long long)entry.tx.block);
	log_watch_write(model, &entry, effects);
}

static const char *purpose_of(const struct model *model, const struct tx_final_look *look)
{
	const struct log_entry *line = line_of(model, look->hash);

	return line ? log_tx_purpose(&line->tx) : "";
}

static void take_gone(struct model *model, struct tx_final_look *look, struct effects *effects)
{
	look->there = look->moved = false;
	if (!look->gone_ms)
		look->gone_ms = model->now_ms;
	if (look->gone || model->now_ms - look->gone_ms < TX_PROOF_APART_MS)
		return;
	look->gone = true;
	write(model, look, "tx_gone", NULL, effects);
	model_say(model, true, "Block %llu, which had the %s transaction, is no longer part of the chain, and no other has it: it may "
		  "still be mined, so look at the balances before doing it again", (unsigned long long)look->block,
		  purpose_of(model, look));
}

/* It may be in another block than before; that is looked at next. */
static void take_moved(struct model *model, struct tx_final_look *look, const struct chain_reply *receipt,
		       struct effects *effects)
{
	look->block = receipt->block;
	look->there = look->gone = false;
	look->gone_ms = 0;
	look->moved = !look->moved;	/* twice in a row: it is left for later */
	write(model, look, receipt->success ? "tx_mined" : "tx_failed", receipt, effects);
	model_say(model, !receipt->success, "The %s transaction is in another block now, %llu%s", purpose_of(model, look),
		  (unsigned long long)receipt->block, receipt->success ? "" : ", which undid it");
}

static void take_one(struct model *model, struct tx_final_look *look, const struct chain_reply *replies,
		     const struct chain_reply *pair, struct effects *effects)
{
	const struct chain_reply *head = &replies[ASK_HEAD], *receipt = &pair[0], *block = &pair[1];
	bool is_there = receipt->found && block->found && block->holds && receipt->block == look->block &&
			!memcmp(receipt->block_hash, block->block_hash, KECCAK_SIZE);

	if (!receipt->ok || !block->ok || !head->ok || head->block < look->block)
		return;
	if (is_there && !look->gone) {
		look->there = true;
		look->moved = false;
		look->gone_ms = 0;
		look->safe = model->tx_final.has_safe && look->block <= model->tx_final.safe;
	} else if (receipt->found && (look->gone || receipt->block != look->block)) {
		take_moved(model, look, receipt, effects);
	} else if (!receipt->found) {
		take_gone(model, look, effects);
	} else {
		look->moved = false;
	}
}

static bool is_hurried(const struct tx_final *final)
{
	for (size_t i = 0; i < TX_FINAL_LOOKS; i++)
		if (is_doubtful(&final->looks[i]))
			return true;
	return false;
}

/* A command looks once at each, and again only at what it found nowhere, or in another block. */
static int64_t again_at(const struct model *model, bool answered)
{
	bool hurried = is_hurried(&model->tx_final);

	if (model->headless && answered && any_unasked(model))
		return model->now_ms;
	if (!any_open(model) || (model->headless && !(answered && hurried)))
		return 0;
	return model->now_ms + (!answered ? TROUBLE_MS : hurried ? GONE_MS : AGAIN_MS);
}

static void take(struct model *model, struct action *action, struct effects *effects)
{
	struct tx_final *final = &model->tx_final;
	const struct chain_replies *replies = &action->chain;
	uint32_t request = final->request;

	final->request = 0;
	if (action->ok && replies->count >= ASK_EACH) {
		final->has_safe = replies->items[ASK_SAFE].ok && replies->items[ASK_SAFE].found;
		final->safe = replies->items[ASK_SAFE].block;
	}
	for (size_t i = 0; i < TX_FINAL_LOOKS && action->ok; i++) {
		struct tx_final_look *look = &final->looks[i];

		if (look->request == request && look->index + 1 < replies->count)
			take_one(model, look, replies->items, &replies->items[look->index], effects);
	}
	final->poll_at_ms = again_at(model, action->ok);
}

bool tx_final_running(const struct model *model)
{
	const struct tx_final *final = &model->tx_final;

	return final->request || (final->poll_at_ms && (model->headless || is_hurried(final)));
}

static void wish_look(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	look(model, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_TX_FINAL, wish_look },
	{ 0 },
};

static void tick(struct model *model, struct effects *effects)
{
	if (model->tx_final.poll_at_ms && model->now_ms >= model->tx_final.poll_at_ms)
		look(model, effects);
}

/* On the screen it begins by itself. */
static void settle(struct model *model, struct effects *effects)
{
	struct tx_final *final = &model->tx_final;

	(void)effects;
	if (model->resume_journal && !final->request && !final->poll_at_ms && any_open(model))
		final->poll_at_ms = model->now_ms + FIRST_MS;
}

static int64_t deadline(const struct model *model)
{
	return model->tx_final.poll_at_ms;
}

const struct flow_ops flow_tx_final_ops = {
	.name = "tx_final",
	.head = offsetof(struct model, tx_final),
	.wishes = wishes,
	.result = take,
	.tick = tick,
	.settle = settle,
	.deadline = deadline,
};
