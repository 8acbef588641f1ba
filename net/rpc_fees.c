#include "net/rpc_fees.h"

#include <stdlib.h>

#include "net/rpc_value.h"
#include "wallet/base/mem.h"

/* The places in a row of the history, as rpc.c asks for them. */
enum { REWARD_LOW, REWARD_MIDDLE, REWARD_HIGH, REWARDS };

static struct u256 at_least(struct u256 value, uint64_t least)
{
	struct u256 floor = u256_from_u64(least);

	return u256_compare(value, floor) < 0 ? floor : value;
}

static int compare_u256(const void *a, const void *b)
{
	return u256_compare(*(const struct u256 *)a, *(const struct u256 *)b);
}

/* A node that gives one tip for each block has said only the middle. */
static bool reward_at(struct u256 *out, struct json_object *row, size_t place)
{
	size_t count = json_object_is_type(row, json_type_array) ? json_object_array_length(row) : 0;

	if (count != REWARDS && (!count || place != REWARD_MIDDLE))
		return false;
	return rpc_quantity(out, json_object_array_get_idx(row, count == REWARDS ? place : 0));
}

/* Returns the median of what the blocks say at that place of their rows; zero when blocks are empty,
 * which report no tips or zeros. */
static struct u256 median_reward(struct json_object *rewards, size_t place)
{
	struct u256 median = U256_ZERO;
	size_t blocks = json_object_is_type(rewards, json_type_array) ? json_object_array_length(rewards) : 0;
	struct u256 *sorted = mem_new(blocks, sizeof(*sorted));
	size_t count = 0;

	for (size_t i = 0; i < blocks; i++)
		count += reward_at(&sorted[count], json_object_array_get_idx(rewards, i), place);
	qsort(sorted, count, sizeof(*sorted), compare_u256);
	if (count)
		median = sorted[count / 2];
	free(sorted);
	return median;
}

/* The last base fee of the history is that of the next block. */
bool rpc_fees_history(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	struct json_object *fees = json_member(result, "baseFeePerGas"), *rewards = json_member(result, "reward");
	size_t count = json_object_is_type(fees, json_type_array) ? json_object_array_length(fees) : 0;

	(void)call;
	if (!count || !rpc_quantity(&reply->base_fee, json_object_array_get_idx(fees, count - 1)))
		return false;
	reply->base_fee = at_least(reply->base_fee, RPC_BASE_FEE_MIN);
	reply->priority_fee = at_least(median_reward(rewards, REWARD_MIDDLE), RPC_PRIORITY_FEE_MIN);
	reply->slow_fee = median_reward(rewards, REWARD_LOW);
	reply->fast_fee = median_reward(rewards, REWARD_HIGH);
	return true;
}

bool rpc_fees_block(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	(void)call;
	return rpc_quantity(&reply->base_fee, json_member(result, "baseFeePerGas"));
}

/* When the block did not state its base fee, the price is all of it. */
bool rpc_fees_price(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	struct u256 price, tip = U256_ZERO;

	(void)call;
	if (!rpc_quantity(&price, result))
		return false;
	if (u256_is_zero(reply->base_fee))
		reply->base_fee = price;
	(void)!u256_sub(&tip, price, reply->base_fee);	/* a price below the base fee has no tip */
	reply->base_fee = at_least(reply->base_fee, RPC_BASE_FEE_MIN);
	reply->priority_fee = at_least(tip, RPC_PRIORITY_FEE_MIN);
	return true;
}
