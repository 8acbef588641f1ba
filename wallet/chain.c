#include "wallet/chain.h"

#include <stdlib.h>

#include "wallet/mem.h"

struct chain_call *chain_add(struct chain_batch *batch, enum chain_method method)
{
	struct chain_call *call;

	batch->calls = mem_grow(batch->calls, batch->count + 1, sizeof(*batch->calls));
	call = &batch->calls[batch->count++];
	*call = (struct chain_call){ .method = method };
	buf_init(&call->data, 0);
	return call;
}

void chain_batch_free(struct chain_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		buf_free(&batch->calls[i].data);
	free(batch->calls);
	*batch = (struct chain_batch){ 0 };
}

void chain_replies_free(struct chain_replies *replies)
{
	for (size_t i = 0; i < replies->count; i++)
		buf_free(&replies->items[i].data);
	free(replies->items);
	*replies = (struct chain_replies){ 0 };
}
