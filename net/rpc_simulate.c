#include "net/rpc_simulate.h"

#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/eth/tx_changes.h"

#define WORD 32

static void add_bytes(struct buf *out, const char *name, const uint8_t *bytes, size_t len)
{
	buf_add_format(out, "\"%s\":\"", name);
	hex_append(out, bytes, len);
	buf_add_byte(out, '"');
}

static void add_call(struct buf *out, struct address from, struct address to, struct u256 value, const struct buf *data)
{
	char number[67];

	buf_add_byte(out, '{');
	add_bytes(out, "from", from.bytes, sizeof(from.bytes));
	buf_add_byte(out, ',');
	add_bytes(out, "to", to.bytes, sizeof(to.bytes));
	buf_add_byte(out, ',');
	add_bytes(out, "data", data->data, data->len);
	u256_to_hex(number, value);
	buf_add_format(out, ",\"value\":\"%s\"}", number);
}

static void add_readings(struct buf *out, struct address owner)
{
	for (size_t i = 0; i < TX_FIGURES; i++) {
		struct address to;
		struct buf data;

		buf_init(&data, 0);
		to = tx_changes_figure(&data, i, owner);
		if (i)
			buf_add_byte(out, ',');
		add_call(out, owner, to, U256_ZERO, &data);
		buf_free(&data);
	}
}

void rpc_simulate_params(struct buf *out, const struct chain_call *call)
{
	buf_add_string(out, "{\"blockStateCalls\":[{\"calls\":[");
	add_readings(out, call->from);
	buf_add_byte(out, ',');
	add_call(out, call->from, call->to, call->value, &call->data);
	buf_add_byte(out, ',');
	add_readings(out, call->from);
	buf_add_string(out, "]}],\"validation\":false},\"latest\"");
}

/* Adds the word of a reading's result that is the figure.  A contract that does not exist returns none. */
static bool add_word(struct buf *out, struct json_object *reading, size_t word)
{
	static const uint8_t zeros[WORD];
	const char *text = json_text(json_member(reading, "returnData"));
	struct buf bytes;
	bool ok;

	buf_init(&bytes, 0);
	ok = text && !strncmp(text, "0x", 2) && hex_decode_buf(&bytes, text);
	buf_add(out, bytes.len >= (word + 1) * WORD ? bytes.data + word * WORD : zeros, WORD);
	buf_free(&bytes);
	return ok;
}

bool rpc_simulate_result(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	struct json_object *block =
		json_object_is_type(result, json_type_array) ? json_object_array_get_idx(result, 0) : NULL;
	struct json_object *calls = json_member(block, "calls");
	const char *status;

	(void)call;
	if (!json_object_is_type(calls, json_type_array) || json_object_array_length(calls) != 2 * TX_FIGURES + 1)
		return false;
	status = json_text(json_member(json_object_array_get_idx(calls, TX_FIGURES), "status"));
	if (!status || strcmp(status, "0x1"))
		return false;
	for (size_t i = 0; i < 2 * TX_FIGURES; i++)
		if (!add_word(&reply->data, json_object_array_get_idx(calls, i < TX_FIGURES ? i : i + 1),
			      tx_changes_word(i % TX_FIGURES)))
			return false;
	return true;
}
