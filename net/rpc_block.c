#include "net/rpc_block.h"

#include <string.h>

#include "net/rpc_value.h"
#include "wallet/base/hex.h"

/* A reverted call leaves no logs, so a receipt with both is invented. */
static bool contradicts_itself(struct json_object *receipt, bool success)
{
	struct json_object *logs = json_member(receipt, "logs");

	return !success && json_object_is_type(logs, json_type_array) && json_object_array_length(logs) > 0;
}

#define MILLION 1000000
#define JOVIAN_FACTOR 100	/* since that fork of the OP stack the scalar counts hundreds, not millionths */

/* The operator's part is stated by its scalar and constant.  Jovian's receipts are told by a field of theirs. */
static bool read_operator(struct u256 *out, struct json_object *receipt, struct u256 gas)
{
	bool jovian = json_member(receipt, "daFootprintGasScalar");
	struct u256 scalar, constant, part;

	return rpc_quantity(&scalar, json_member(receipt, "operatorFeeScalar")) &&
	       rpc_quantity(&constant, json_member(receipt, "operatorFeeConstant")) &&
	       u256_mul(&part, gas, scalar) &&
	       (jovian ? u256_mul(&part, part, u256_from_u64(JOVIAN_FACTOR))
		       : u256_div(&part, NULL, part, u256_from_u64(MILLION))) &&
	       u256_add(out, part, constant);
}

/* A receipt of the OP stack states the parts for L1 and for the operator besides the gas. */
static struct fee_paid fee_paid(struct json_object *receipt)
{
	struct u256 gas = U256_ZERO, price = U256_ZERO;
	struct fee_paid paid = { 0 };

	paid.has_gas = rpc_quantity(&gas, json_member(receipt, "gasUsed")) &&
		       rpc_quantity(&price, json_member(receipt, "effectiveGasPrice")) && u256_mul(&paid.gas, gas, price);
	paid.has_l1 = rpc_quantity(&paid.l1, json_member(receipt, "l1Fee"));
	paid.has_operator = paid.has_gas && read_operator(&paid.operator_fee, receipt, gas);
	return paid;
}

/* A topic that is zero in the question fits any. */
static bool fit(struct json_object *topics, const struct buf *wanted)
{
	static const uint8_t any[KECCAK_SIZE];

	if (!json_object_is_type(topics, json_type_array) || !json_object_array_length(topics))
		return false;
	for (size_t i = 0; (i + 1) * KECCAK_SIZE <= wanted->len; i++) {
		const uint8_t *topic = wanted->data + i * KECCAK_SIZE;

		if (memcmp(topic, any, sizeof(any)) != 0 && !rpc_is_hash(json_object_array_get_idx(topics, i), topic))
			return false;
	}
	return true;
}

/* Reads the last event of that kind by that contract.  False: it is not such an event as nodes write it. */
static bool read_event(struct chain_reply *reply, const struct chain_call *call, struct json_object *receipt)
{
	struct json_object *logs = json_member(receipt, "logs");
	size_t count = json_object_is_type(logs, json_type_array) ? json_object_array_length(logs) : 0;

	for (size_t i = count; i-- > 0 && call->data.len;) {
		struct json_object *log = json_object_array_get_idx(logs, i);
		const char *by = json_text(json_member(log, "address")), *data = json_text(json_member(log, "data"));
		struct address address = { { 0 } };

		if (!by || !hex_decode(address.bytes, sizeof(address.bytes), by) || !address_equal(address, call->to) ||
		    !fit(json_member(log, "topics"), &call->data))
			continue;
		return data && hex_decode_buf(&reply->data, data);
	}
	return true;
}

bool rpc_block_receipt(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	struct json_object *block = json_member(result, "blockNumber");
	const char *status = json_text(json_member(result, "status"));

	if (!result)
		return true;
	if (!rpc_is_hash(json_member(result, "transactionHash"), call->hash))
		return false;
	if (!block)
		return true;	/* seen, but not in a block yet */
	if (!rpc_u64(&reply->block, block) || !status ||
	    !rpc_hash(reply->block_hash, json_member(result, "blockHash")))
		return false;
	reply->success = !strcmp(status, "0x1");
	reply->found = reply->success || !strcmp(status, "0x0");
	reply->paid = fee_paid(result);
	return reply->found && !contradicts_itself(result, reply->success) && read_event(reply, call, result);
}

static bool holds(struct json_object *block, const uint8_t hash[KECCAK_SIZE])
{
	struct json_object *list = json_member(block, "transactions");
	size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;

	for (size_t i = 0; i < count; i++)
		if (rpc_is_hash(json_object_array_get_idx(list, i), hash))
			return true;
	return false;
}

/* Reads Unix seconds that can be counted in milliseconds. */
static bool read_time(uint64_t *out, struct json_object *value)
{
	return rpc_u64(out, value) && *out <= INT64_MAX / 1000;
}

/* A block that does not exist yet is null.  When a block was asked for by number, it must be that one. */
bool rpc_block_read(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	if (!result)
		return true;
	reply->found = true;
	reply->holds = holds(result, call->hash);
	(void)!rpc_quantity(&reply->base_fee, json_member(result, "baseFeePerGas"));
	return rpc_u64(&reply->block, json_member(result, "number")) &&
	       rpc_hash(reply->block_hash, json_member(result, "hash")) &&
	       read_time(&reply->time_s, json_member(result, "timestamp")) &&
	       (call->tag != CHAIN_AT || reply->block == call->block);
}

static bool is_sent_by(struct json_object *tx, const struct chain_call *call)
{
	const char *from = json_text(json_member(tx, "from"));
	uint8_t address[sizeof(call->from.bytes)];
	uint64_t nonce;

	return from && hex_decode(address, sizeof(address), from) &&
	       !memcmp(address, call->from.bytes, sizeof(address)) &&
	       rpc_u64(&nonce, json_member(tx, "nonce")) && nonce == call->nonce;
}

bool rpc_block_txs(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	struct json_object *list = json_member(result, "transactions");
	size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;

	for (size_t i = 0; i < count && !reply->found; i++) {
		struct json_object *tx = json_object_array_get_idx(list, i);

		reply->found = is_sent_by(tx, call) && rpc_hash(reply->hash, json_member(tx, "hash"));
	}
	return !result || json_object_is_type(list, json_type_array);
}

bool rpc_block_tx_at(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	reply->found = result && is_sent_by(result, call) && rpc_hash(reply->hash, json_member(result, "hash"));
	return !result || reply->found;
}
