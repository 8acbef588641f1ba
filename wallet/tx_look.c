#include "wallet/tx_look.h"

#include <string.h>

enum { ASK_CHAIN_ID, ASK_HEAD, ASK_USED, ASK_RECEIPT, ASK_TX, ASK_FIXED };
enum { ASK_BLOCK, ASK_LATEST, ASK_BLOCKS };

static bool too_few(struct err *err)
{
	return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
}

void tx_look_ask(struct chain_batch *batch, const struct journal_entry *entry, const uint8_t *other)
{
	chain_add(batch, CHAIN_ID);
	chain_add(batch, CHAIN_BLOCK);
	chain_add(batch, CHAIN_NONCE)->from = entry->address;
	memcpy(chain_add(batch, CHAIN_RECEIPT)->hash, entry->hash, KECCAK_SIZE);
	memcpy(chain_add(batch, CHAIN_TX)->hash, entry->hash, KECCAK_SIZE);
	if (other)
		memcpy(chain_add(batch, CHAIN_RECEIPT)->hash, other, KECCAK_SIZE);
}

static struct tx_sighting sighting(const struct chain_reply *receipt, const uint8_t *hash, enum tx_fate fate)
{
	struct tx_sighting seen = { .fate = fate, .block = receipt->block, .fee = receipt->fee };

	memcpy(seen.hash, hash, sizeof(seen.hash));
	memcpy(seen.block_hash, receipt->block_hash, sizeof(seen.block_hash));
	return seen;
}

bool tx_look_read(struct tx_view *out, const struct chain_replies *replies, const struct journal_entry *entry,
		  const uint8_t *other, uint64_t chain_id, struct err *err)
{
	size_t count = other ? ASK_FIXED + 1 : ASK_FIXED;
	const struct chain_reply *r = replies->items;

	*out = (struct tx_view){ 0 };
	if (replies->count != count)
		return too_few(err);
	if (!chain_check(r, count, chain_id, err))
		return false;
	if (!r[ASK_HEAD].found || !u256_to_u64(&out->used, r[ASK_USED].number))
		return err_set(err, ERR_BAD_ANSWER, "The node's latest block is absurd");
	out->head = r[ASK_HEAD].block;
	out->base_fee = r[ASK_HEAD].base_fee;
	out->known = r[ASK_TX].found || r[ASK_RECEIPT].found;
	if (r[ASK_RECEIPT].found)
		out->seen = sighting(&r[ASK_RECEIPT], entry->hash,
				     r[ASK_RECEIPT].success ? TX_FATE_DONE : TX_FATE_UNDONE);
	else if (other && r[ASK_FIXED].found)
		out->seen = sighting(&r[ASK_FIXED], other, TX_FATE_TAKEN);
	return true;
}

void tx_look_ask_block(struct chain_batch *batch, const struct tx_sighting *seen)
{
	struct chain_call *call = chain_add(batch, CHAIN_BLOCK);

	call->tag = CHAIN_AT;
	call->block = seen->block;
	memcpy(call->hash, seen->hash, sizeof(call->hash));
	chain_add(batch, CHAIN_BLOCK);
}

bool tx_look_read_block(bool *confirmed, uint64_t *head, const struct chain_replies *replies,
			const struct tx_sighting *seen, struct err *err)
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
	return true;
}
