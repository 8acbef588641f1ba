#include "wallet/eth/tx_search.h"

#include <string.h>

#define STRIDE 4	/* blocks, about a second of Base's: the search begins soon after */

void tx_search_begin(struct tx_search *search, uint64_t head)
{
	*search = (struct tx_search){ .step = TX_SEARCH_BY_NUMBER, .high = head, .stride = STRIDE };
}

/* The block for which the wallet's count is asked. */
static uint64_t probe(const struct tx_search *search)
{
	if (search->step == TX_SEARCH_HALVE)
		return search->low + (search->high - search->low) / 2;
	return search->high > search->stride ? search->high - search->stride : 0;
}

void tx_search_ask(const struct tx_search *search, struct chain_batch *batch, struct address from, uint64_t nonce)
{
	static const enum chain_method methods[] = {
		[TX_SEARCH_BY_NUMBER] = CHAIN_TX_AT, [TX_SEARCH_BACK] = CHAIN_NONCE, [TX_SEARCH_HALVE] = CHAIN_NONCE,
		[TX_SEARCH_READ] = CHAIN_BLOCK_TXS,
	};
	struct chain_call *call = chain_add(batch, methods[search->step]);

	call->from = from;
	call->nonce = nonce;
	call->tag = CHAIN_AT;
	call->block = search->step == TX_SEARCH_READ ? search->high : probe(search);
}

/* No number was used before the first block. */
static void narrow(struct tx_search *search)
{
	if (search->step == TX_SEARCH_BACK && !probe(search)) {
		search->low = 0;
		search->step = TX_SEARCH_HALVE;
	}
	if (search->step == TX_SEARCH_HALVE && search->high - search->low <= 1)
		search->step = TX_SEARCH_READ;
}

static void take_count(struct tx_search *search, const struct chain_reply *reply, uint64_t nonce)
{
	uint64_t count, at = probe(search);

	if (!reply->ok || !u256_to_u64(&count, reply->number)) {
		search->step = TX_SEARCH_ENDED;
		return;
	}
	if (count > nonce) {
		search->high = at;
		search->stride *= 2;
	} else {
		search->low = at;
		search->step = TX_SEARCH_HALVE;
	}
	narrow(search);
}

static bool take_hash(struct tx_search *search, const struct chain_reply *reply)
{
	search->found = reply->ok && reply->found;
	if (search->found)
		memcpy(search->hash, reply->hash, sizeof(search->hash));
	return search->found;
}

void tx_search_take(struct tx_search *search, const struct chain_replies *replies, uint64_t nonce)
{
	const struct chain_reply *reply = replies->count == 1 ? &replies->items[0] : NULL;

	if (!reply) {
		search->step = TX_SEARCH_ENDED;
	} else if (search->step == TX_SEARCH_BY_NUMBER) {
		search->step = take_hash(search, reply) ? TX_SEARCH_ENDED : TX_SEARCH_BACK;
		narrow(search);
	} else if (search->step == TX_SEARCH_READ) {
		(void)take_hash(search, reply);
		search->step = TX_SEARCH_ENDED;
	} else {
		take_count(search, reply, nonce);
	}
}
