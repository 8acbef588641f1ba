#include "wallet/model/tx_look.h"

#include <string.h>

#include "wallet/eth/tx_fees.h"

/* A pair for each variant follows, and then the other's receipt.  All but the pending count must be
 * answered. */
enum { ASK_CHAIN_ID, ASK_HEAD, ASK_USED, ASK_PENDING, ASK_VARIANTS };
enum { ASK_BLOCK, ASK_LATEST, ASK_RECEIPT, ASK_BLOCKS };

static bool too_few(struct err *err)
{
	return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
}

/* The hash of the variant that was sent last. */
static const uint8_t *latest_hash(const struct journal_entry *entry)
{
	return journal_entry_hash(entry, journal_entry_variants(entry) - 1);
}

void tx_look_ask(struct chain_batch *batch, const struct journal_entry *entry, const uint8_t *other)
{
	struct chain_call *call;

	chain_add(batch, CHAIN_ID);
	call = chain_add(batch, CHAIN_BLOCK);
	memcpy(call->hash, latest_hash(entry), KECCAK_SIZE);
	chain_add(batch, CHAIN_NONCE)->from = entry->address;
	call = chain_add(batch, CHAIN_NONCE);
	call->from = entry->address;
	call->tag = CHAIN_PENDING;
	for (size_t i = 0; i < journal_entry_variants(entry); i++) {
		memcpy(chain_add(batch, CHAIN_RECEIPT)->hash, journal_entry_hash(entry, i), KECCAK_SIZE);
		memcpy(chain_add(batch, CHAIN_TX)->hash, journal_entry_hash(entry, i), KECCAK_SIZE);
	}
	if (other)
		memcpy(chain_add(batch, CHAIN_RECEIPT)->hash, other, KECCAK_SIZE);
}

static struct tx_sighting sighting(const struct chain_reply *receipt, const uint8_t *hash, enum tx_fate fate)
{
	struct tx_sighting seen = { .fate = fate, .block = receipt->block };

	memcpy(seen.hash, hash, sizeof(seen.hash));
	memcpy(seen.block_hash, receipt->block_hash, sizeof(seen.block_hash));
	return seen;
}

/* What was paid goes into the books and is counted for a policy, so the signed bytes are held against it. */
static void set_paid(struct tx_sighting *seen, const struct fee_paid *paid, const struct buf *raw)
{
	struct err ignored;
	struct tx tx;
	bool known = tx_decode(&tx, NULL, raw->data, raw->len, &ignored);

	seen->paid = *paid;
	tx_fees_doubt(&seen->paid, known ? &tx : NULL);
	if (known)
		tx_free(&tx);
	seen->fee = fee_paid_total(&seen->paid);
}

static enum tx_fate fate_of(const struct journal_entry *entry, size_t variant, bool success)
{
	if (!success)
		return TX_FATE_UNDONE;
	return journal_entry_cancels(entry, variant) ? TX_FATE_CANCELLED : TX_FATE_DONE;
}

static void read_variants(struct tx_view *out, const struct chain_reply *pairs, const struct journal_entry *entry)
{
	for (size_t i = 0; i < journal_entry_variants(entry); i++) {
		const struct chain_reply *receipt = &pairs[2 * i], *tx = &pairs[2 * i + 1];

		out->known = receipt->found || tx->found;
		if (!receipt->found)
			continue;
		out->seen = sighting(receipt, journal_entry_hash(entry, i), fate_of(entry, i, receipt->success));
		set_paid(&out->seen, &receipt->paid, journal_entry_raw(entry, i));
	}
}

/* The latest block was asked whether it has the variant that was sent last. */
static bool is_in_latest(const struct tx_sighting *seen, const struct chain_reply *latest,
			 const struct journal_entry *entry)
{
	return seen->fate != TX_FATE_NONE && latest->holds && latest->block == seen->block &&
	       !memcmp(latest->block_hash, seen->block_hash, KECCAK_SIZE) &&
	       !memcmp(seen->hash, latest_hash(entry), KECCAK_SIZE);
}

static bool check(const struct chain_reply *r, size_t count, uint64_t chain_id, struct err *err)
{
	for (size_t i = ASK_VARIANTS; i < count; i++) {
		if (!r[i].ok) {
			*err = r[i].err;
			return false;
		}
	}
	return chain_check(r, ASK_PENDING, chain_id, err);
}

bool tx_look_read(struct tx_view *out, const struct chain_replies *replies, const struct journal_entry *entry,
		  const uint8_t *other, uint64_t chain_id, struct err *err)
{
	size_t ours = ASK_VARIANTS + 2 * journal_entry_variants(entry), count = other ? ours + 1 : ours;
	const struct chain_reply *r = replies->items;

	*out = (struct tx_view){ 0 };
	if (replies->count != count)
		return too_few(err);
	if (!check(r, count, chain_id, err))
		return false;
	if (!r[ASK_HEAD].found || !u256_to_u64(&out->used, r[ASK_USED].number))
		return err_set(err, ERR_BAD_ANSWER, "The node's latest block is absurd");
	if (!r[ASK_PENDING].ok || !u256_to_u64(&out->pending, r[ASK_PENDING].number) || out->pending < out->used)
		out->pending = out->used;
	out->head = r[ASK_HEAD].block;
	out->base_fee = r[ASK_HEAD].base_fee;
	read_variants(out, r + ASK_VARIANTS, entry);
	out->confirmed = is_in_latest(&out->seen, &r[ASK_HEAD], entry);
	if (out->confirmed)
		out->seen.time_s = r[ASK_HEAD].time_s;
	if (out->seen.fate == TX_FATE_NONE && other && r[ours].found)
		out->seen = sighting(&r[ours], other, TX_FATE_TAKEN);
	return true;
}

void tx_look_ask_block(struct chain_batch *batch, const struct tx_sighting *seen)
{
	struct chain_call *call = chain_add_twice(batch, CHAIN_BLOCK);

	call->tag = CHAIN_AT;
	call->block = seen->block;
	memcpy(call->hash, seen->hash, sizeof(call->hash));
	chain_add(batch, CHAIN_BLOCK);
	call = chain_add_twice(batch, CHAIN_RECEIPT);
	memcpy(call->hash, seen->hash, sizeof(call->hash));
}

bool tx_look_read_block(bool *confirmed, uint64_t *head, const struct chain_replies *replies,
			struct tx_sighting *seen, struct err *err)
{
	const struct chain_reply *block = &replies->items[ASK_BLOCK], *latest = &replies->items[ASK_LATEST];

	if (replies->count != ASK_BLOCKS)
		return too_few(err);
	for (size_t i = 0; i < ASK_BLOCKS; i++) {
		if (!replies->items[i].ok) {
			*err = replies->items[i].err;
			return false;
		}
	}
	*confirmed = block->found && block->holds && !memcmp(block->block_hash, seen->block_hash, KECCAK_SIZE);
	*head = latest->found ? latest->block : 0;
	if (*confirmed)
		seen->time_s = block->time_s;
	return true;
}

enum tx_second_says tx_look_second(const struct chain_replies *replies, const struct tx_sighting *seen, struct err *err)
{
	enum tx_second_says of_block = tx_second_of_block(replies, ASK_BLOCK, seen, err);

	return of_block == TX_SECOND_SAME ? tx_second_of_end(replies, ASK_RECEIPT, seen, err) : of_block;
}
