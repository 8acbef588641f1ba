#include "wallet/model/tx_nonce.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/model/model.h"

void tx_numbers_note(struct tx_numbers *numbers, struct address address, uint64_t nonce)
{
	size_t i = 0;

	while (i < numbers->count && !address_equal(numbers->items[i].address, address))
		i++;
	if (i == numbers->count) {
		numbers->items = mem_grow(numbers->items, numbers->count + 1, sizeof(*numbers->items));
		numbers->items[numbers->count].address = address;
		numbers->items[numbers->count++].next = 0;
	}
	if (numbers->items[i].next <= nonce)
		numbers->items[i].next = nonce + 1;
}

void tx_numbers_lose(struct tx_numbers *numbers, struct address address, uint64_t nonce)
{
	for (size_t i = 0; i < numbers->count; i++)
		if (address_equal(numbers->items[i].address, address) && numbers->items[i].next > nonce)
			numbers->items[i].next = nonce;
}

void tx_numbers_free(struct tx_numbers *numbers)
{
	free(numbers->items);
	*numbers = (struct tx_numbers){ 0 };
}

static void count_own(struct tx_nonce *out, uint64_t next)
{
	if (!out->has_own || out->own < next)
		out->own = next;
	out->has_own = true;
}

static void find_own(struct tx_nonce *out, const struct model *model, struct address address)
{
	uint64_t nonce;

	for (size_t i = 0; i < model->numbers.count; i++)
		if (address_equal(model->numbers.items[i].address, address))
			count_own(out, model->numbers.items[i].next);
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (address_equal(entry->address, address) && !strcmp(entry->network, model->network.name) &&
		    journal_entry_nonce(&nonce, entry))
			count_own(out, nonce + 1);
	}
}

void tx_nonce_ask(struct chain_batch *batch, struct address owner, enum chain_tag tag)
{
	struct chain_call *call = chain_add_twice(batch, CHAIN_NONCE);

	call->from = owner;
	call->tag = tag;
}

#define SENT_MOST UINT32_MAX	/* no wallet has sent as many; a number beyond would never come up */

static bool read_count(uint64_t *out, const struct chain_reply *reply)
{
	return reply->ok && u256_to_u64(out, reply->number) && *out <= SENT_MOST;
}

bool tx_nonce_read(struct tx_nonce *out, const struct model *model, struct address address,
		   const struct chain_reply *latest, const struct chain_reply *pending, struct err *err)
{
	*out = (struct tx_nonce){ 0 };
	if (!latest->ok) {
		*err = latest->err;
		return false;
	}
	if (!read_count(&out->latest, latest))
		return err_set(err, ERR_BAD_ANSWER, "The node's nonce is absurd");
	if (!read_count(&out->pending, pending) || out->pending < out->latest)
		out->pending = out->latest;
	find_own(out, model, address);
	return true;
}

uint64_t tx_nonce_next(const struct tx_nonce *nonce)
{
	return nonce->has_own && nonce->own > nonce->pending ? nonce->own : nonce->pending;
}

bool tx_nonce_is_behind(const struct tx_nonce *nonce)
{
	return nonce->has_own && nonce->own > nonce->pending;
}

bool tx_nonce_is_ahead(const struct tx_nonce *nonce)
{
	return nonce->has_own && nonce->own < nonce->pending;
}

bool tx_nonce_same(const struct tx_nonce *a, const struct tx_nonce *b)
{
	return a->latest == b->latest && a->pending == b->pending;
}

bool tx_nonce_explain(char *out, size_t size, const struct tx_nonce *nonce)
{
	unsigned long long latest = nonce->latest, waiting = nonce->pending - nonce->latest, own = nonce->own;

	if (tx_nonce_is_behind(nonce))
		snprintf(out, size, "The node has seen %llu transaction%s of this wallet, and rialto has sent %llu: it is behind, or "
			 "one is missing", (unsigned long long)nonce->pending, nonce->pending == 1 ? "" : "s", own);
	else if (waiting)
		snprintf(out, size, "%llu earlier of this wallet wait%s to be mined, and this one waits behind %s", waiting,
			 waiting == 1 ? "s" : "", waiting == 1 ? "it" : "them");
	else if (tx_nonce_is_ahead(nonce))
		snprintf(out, size, "The node counts %llu transaction%s of this wallet, and rialto knows of %llu: something else uses "
			 "the wallet, or the node is wrong", latest, latest == 1 ? "" : "s", own);
	else
		return false;
	return true;
}
