#include "net/rpc_log.h"

#include <string.h>

#include "net/rpc_value.h"
#include "wallet/base/hex.h"

#define TOPIC KECCAK_SIZE

static void add_hex(struct buf *out, const uint8_t *bytes, size_t len)
{
	buf_add_byte(out, '"');
	hex_append(out, bytes, len);
	buf_add_byte(out, '"');
}

void rpc_log_params(struct buf *out, const struct chain_call *call)
{
	buf_add_string(out, "{\"address\":");
	add_hex(out, call->to.bytes, sizeof(call->to.bytes));
	buf_add_format(out, ",\"fromBlock\":\"0x%llx\",\"toBlock\":\"0x%llx\",\"topics\":[",
		       (unsigned long long)call->first, (unsigned long long)call->block);
	for (size_t at = 0; at + TOPIC <= call->data.len; at += TOPIC) {
		if (at)
			buf_add_byte(out, ',');
		add_hex(out, call->data.data + at, TOPIC);
	}
	buf_add_string(out, "]}");
}

/* A node that ignores the question could pass another log off as the one that was asked for. */
static bool fits(struct json_object *log, const struct chain_call *call)
{
	struct json_object *topics = json_member(log, "topics");
	const char *address = json_text(json_member(log, "address"));
	uint8_t bytes[sizeof(call->to.bytes)];
	bool removed;

	if (!address || !hex_decode(bytes, sizeof(bytes), address) ||
	    memcmp(bytes, call->to.bytes, sizeof(bytes)) != 0 || !json_object_is_type(topics, json_type_array) ||
	    (json_flag(&removed, log, "removed") && removed))
		return false;
	for (size_t i = 0; (i + 1) * TOPIC <= call->data.len; i++)
		if (!rpc_is_hash(json_object_array_get_idx(topics, i), call->data.data + i * TOPIC))
			return false;
	return true;
}

bool rpc_log_read(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	if (!json_object_is_type(result, json_type_array))
		return false;
	for (size_t i = json_object_array_length(result); i > 0 && !reply->found; i--) {
		struct json_object *log = json_object_array_get_idx(result, i - 1);

		if (!fits(log, call))
			continue;
		if (!rpc_u64(&reply->block, json_member(log, "blockNumber")) ||
		    !rpc_hash(reply->block_hash, json_member(log, "blockHash")) ||
		    !rpc_hash(reply->hash, json_member(log, "transactionHash")))
			return false;
		reply->found = true;
	}
	return true;
}
