#include "wallet/eth/chain.h"

#include <inttypes.h>
#include <stdlib.h>

#include "wallet/base/mem.h"

struct chain_call *chain_add(struct chain_batch *batch, enum chain_method method)
{
	struct chain_call *call;

	batch->calls = mem_grow(batch->calls, batch->count + 1, sizeof(*batch->calls));
	call = &batch->calls[batch->count++];
	*call = (struct chain_call){ .method = method };
	buf_init(&call->data, 0);
	return call;
}

struct chain_call *chain_add_twice(struct chain_batch *batch, enum chain_method method)
{
	struct chain_call *call = chain_add(batch, method);

	call->twice = true;
	return call;
}

bool chain_check_id(struct u256 id, uint64_t chain_id, const char *who, struct err *err)
{
	char digits[80];

	if (u256_compare(id, u256_from_u64(chain_id)) == 0)
		return true;
	u256_to_decimal(digits, id);
	return err_set(err, ERR_WRONG_CHAIN, "%s serves chain %s, not %" PRIu64, who, digits, chain_id);
}

bool chain_check(const struct chain_reply *replies, size_t count, uint64_t chain_id, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		if (!replies[i].ok) {
			*err = replies[i].err;
			return false;
		}
	}
	return chain_check_id(replies[0].number, chain_id, "The node", err);
}

struct u256 fee_paid_total(const struct fee_paid *paid)
{
	struct u256 total = paid->has_gas ? paid->gas : U256_ZERO;

	if (paid->has_l1)
		(void)!u256_add(&total, total, paid->l1);
	if (paid->has_operator)
		(void)!u256_add(&total, total, paid->operator_fee);
	return total;
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
	for (size_t i = 0; i < replies->count && replies->second.items; i++)
		buf_free(&replies->second.items[i].data);
	free(replies->items);
	free(replies->second.items);
	*replies = (struct chain_replies){ 0 };
}
