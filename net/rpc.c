#include "net/rpc.h"

#include <stdlib.h>
#include <string.h>

#include "net/rpc_block.h"
#include "net/rpc_error.h"
#include "net/rpc_fees.h"
#include "net/rpc_log.h"
#include "net/rpc_simulate.h"
#include "net/rpc_value.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"

/* The forms of asking for a nonce, and for fees; the first is the usual one. */
enum { NONCE_USUAL, NONCE_OF_LATEST };
enum { FEES_OF_HISTORY, FEES_OF_BLOCK, FEES_OF_PRICE, FEES_FORMS };

struct method {
	const char *name;
	void (*params)(struct buf *out, const struct chain_call *call);
	bool (*result)(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);
};

static void add_hex(struct buf *out, const uint8_t *bytes, size_t len)
{
	buf_add_byte(out, '"');
	hex_append(out, bytes, len);
	buf_add_byte(out, '"');
}

static void no_params(struct buf *out, const struct chain_call *call)
{
	(void)out;
	(void)call;
}

static void add_tag(struct buf *out, const struct chain_call *call)
{
	static const char *const tags[] = {
		[CHAIN_LATEST] = "latest", [CHAIN_PENDING] = "pending", [CHAIN_FINALIZED] = "finalized", [CHAIN_SAFE] = "safe",
	};

	if (call->tag == CHAIN_AT)
		buf_add_format(out, "\"0x%llx\"", (unsigned long long)call->block);
	else
		buf_add_format(out, "\"%s\"", tags[call->tag]);
}

static void block_params(struct buf *out, const struct chain_call *call)
{
	add_tag(out, call);
	buf_add_string(out, call->method == CHAIN_BLOCK_TXS ? ",true" : ",false");
}

static void address_params(struct buf *out, const struct chain_call *call)
{
	add_hex(out, call->to.bytes, sizeof(call->to.bytes));
	buf_add_byte(out, ',');
	add_tag(out, call);
}

static void nonce_params(struct buf *out, const struct chain_call *call)
{
	add_hex(out, call->from.bytes, sizeof(call->from.bytes));
	buf_add_byte(out, ',');
	if (call->form == NONCE_OF_LATEST)
		buf_add_string(out, "\"latest\"");
	else
		add_tag(out, call);
}

static void tx_at_params(struct buf *out, const struct chain_call *call)
{
	add_hex(out, call->from.bytes, sizeof(call->from.bytes));
	buf_add_format(out, ",\"0x%llx\"", (unsigned long long)call->nonce);
}

static void latest_block_params(struct buf *out, const struct chain_call *call)
{
	(void)call;
	buf_add_string(out, "\"latest\",false");
}

/* Five blocks, with the priority fee of each at its lowest tenth, its middle and its highest tenth. */
static void history_params(struct buf *out, const struct chain_call *call)
{
	(void)call;
	buf_add_string(out, "\"0x5\",\"latest\",[10,50,90]");
}

static void transaction_params(struct buf *out, const struct chain_call *call)
{
	char value[67];

	buf_add_string(out, "{\"from\":");
	add_hex(out, call->from.bytes, sizeof(call->from.bytes));
	buf_add_string(out, ",\"to\":");
	add_hex(out, call->to.bytes, sizeof(call->to.bytes));
	buf_add_string(out, ",\"data\":");
	add_hex(out, call->data.data, call->data.len);
	if (!u256_is_zero(call->value)) {
		u256_to_hex(value, call->value);
		buf_add_format(out, ",\"value\":\"%s\"", value);
	}
	buf_add_byte(out, '}');
}

static void call_params(struct buf *out, const struct chain_call *call)
{
	transaction_params(out, call);
	buf_add_byte(out, ',');
	add_tag(out, call);
}

static void data_params(struct buf *out, const struct chain_call *call)
{
	add_hex(out, call->data.data, call->data.len);
}

static void hash_params(struct buf *out, const struct chain_call *call)
{
	add_hex(out, call->hash, sizeof(call->hash));
}

static bool number_result(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	(void)call;
	return rpc_quantity(&reply->number, result);
}

static bool nonce_result(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	reply->only_latest = call->form == NONCE_OF_LATEST;
	return rpc_quantity(&reply->number, result);
}

static bool bytes_of(struct buf *out, struct json_object *value)
{
	const char *text = json_text(value);

	return text && !strncmp(text, "0x", 2) && hex_decode_buf(out, text);
}

static bool data_result(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	(void)call;
	return bytes_of(&reply->data, result);
}

static bool code_result(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	struct buf code;
	bool ok;

	(void)call;
	buf_init(&code, 0);
	ok = bytes_of(&code, result);
	reply->found = ok && code.len;
	keccak256(reply->hash, code.data, code.len);
	buf_free(&code);
	return ok;
}

/* A node that answers with another hash has not taken our transaction, or lies. */
static bool send_result(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	keccak256(reply->hash, call->data.data, call->data.len);
	return rpc_is_hash(result, reply->hash);
}

static bool tx_result(struct chain_reply *reply, const struct chain_call *call, struct json_object *result)
{
	reply->found = result;
	return !result || rpc_is_hash(json_member(result, "hash"), call->hash);
}

static const struct method methods[CHAIN_METHOD_COUNT] = {
	[CHAIN_ID] = { "eth_chainId", no_params, number_result },
	[CHAIN_BLOCK_NUMBER] = { "eth_blockNumber", no_params, number_result },
	[CHAIN_BALANCE] = { "eth_getBalance", address_params, number_result },
	[CHAIN_CODE] = { "eth_getCode", address_params, code_result },
	[CHAIN_NONCE] = { "eth_getTransactionCount", nonce_params, nonce_result },
	[CHAIN_CALL] = { "eth_call", call_params, data_result },
	[CHAIN_ESTIMATE] = { "eth_estimateGas", transaction_params, number_result },
	[CHAIN_SEND] = { "eth_sendRawTransaction", data_params, send_result },
	[CHAIN_RECEIPT] = { "eth_getTransactionReceipt", hash_params, rpc_block_receipt },
	[CHAIN_TX] = { "eth_getTransactionByHash", hash_params, tx_result },
	[CHAIN_TX_AT] = { "eth_getTransactionBySenderAndNonce", tx_at_params, rpc_block_tx_at },
	[CHAIN_BLOCK] = { "eth_getBlockByNumber", block_params, rpc_block_read },
	[CHAIN_BLOCK_TXS] = { "eth_getBlockByNumber", block_params, rpc_block_txs },
	[CHAIN_SIMULATE] = { "eth_simulateV1", rpc_simulate_params, rpc_simulate_result },
	[CHAIN_LOG] = { "eth_getLogs", rpc_log_params, rpc_log_read },
};

static const struct method fees_methods[FEES_FORMS] = {
	[FEES_OF_HISTORY] = { "eth_feeHistory", history_params, rpc_fees_history },
	[FEES_OF_BLOCK] = { "eth_getBlockByNumber", latest_block_params, rpc_fees_block },
	[FEES_OF_PRICE] = { "eth_gasPrice", no_params, rpc_fees_price },
};

static const struct method *method_of(const struct chain_call *call)
{
	return call->method == CHAIN_FEES ? &fees_methods[call->form] : &methods[call->method];
}

const char *rpc_method_name(const struct chain_call *call)
{
	return method_of(call)->name;
}

void rpc_encode(struct buf *out, const struct chain_call *call, size_t id)
{
	buf_add_format(out, "{\"jsonrpc\":\"2.0\",\"id\":%zu,\"method\":\"%s\",\"params\":[", id,
		       method_of(call)->name);
	method_of(call)->params(out, call);
	buf_add_string(out, "]}");
}

/* A node that already has the transaction has taken it: it was sent before, or somebody else is
 * sending it. */
static bool decode_error(struct chain_reply *reply, const struct chain_call *call, struct json_object *error)
{
	if (call->method == CHAIN_SEND && rpc_error_is_known_tx(error)) {
		keccak256(reply->hash, call->data.data, call->data.len);
		return true;
	}
	rpc_error_set(&reply->err, error, call->method == CHAIN_SEND);
	reply->refused = call->method == CHAIN_SEND && rpc_error_refuses_tx(error);
	return false;
}

void rpc_decode(struct chain_reply *reply, const struct chain_call *call, struct json_object *message)
{
	const struct method *method = method_of(call);
	struct json_object *error = json_member(message, "error"), *result;

	if (error) {
		reply->ok = decode_error(reply, call, error);
	} else if (!json_object_is_type(message, json_type_object) ||
		   !json_object_object_get_ex(message, "result", &result)) {
		reply->ok = err_set(&reply->err, ERR_BAD_ANSWER, "The node's answer to %s has no result",
				    method->name);
	} else {
		reply->ok = method->result(reply, call, result);
		if (!reply->ok)
			err_set(&reply->err, ERR_BAD_ANSWER, "The node's answer to %s is not of its form",
				method->name);
	}
}

/* True for errors that may come from the form of the question, and not from the node or the connection. */
static bool may_be_of_the_form(enum err_code code)
{
	return code == ERR_RPC || code == ERR_RPC_UNSUPPORTED || code == ERR_RPC_REFUSED || code == ERR_RPC_FORBIDDEN ||
	       code == ERR_RPC_NOT_FOUND || code == ERR_BAD_ANSWER;
}

bool rpc_ask_otherwise(struct chain_call *call, struct chain_reply *reply)
{
	bool refused = !reply->ok && may_be_of_the_form(reply->err.code);

	if (call->method == CHAIN_FEES && call->form == FEES_OF_BLOCK)	/* half, or nothing: the price follows */
		refused = true;
	else if (call->method == CHAIN_FEES)
		refused &= call->form == FEES_OF_HISTORY;
	else
		refused &= call->method == CHAIN_NONCE && call->tag == CHAIN_PENDING && call->form == NONCE_USUAL;
	if (!refused)
		return false;
	call->form++;
	reply->ok = false;
	reply->err = (struct err){ 0 };
	return true;
}

size_t rpc_id(struct json_object *message)
{
	struct json_object *id = json_member(message, "id");

	return json_object_is_type(id, json_type_int) ? (size_t)json_object_get_uint64(id) : 0;
}

/*
 * Nodes refuse batches in several ways: one error object instead of the array (also for a limit
 * that counts each call), nothing, an empty array, an array with one error for all (geth), or a
 * limit for each.
 */
bool rpc_refuses_batch(struct json_object *answer, size_t asked)
{
	size_t count, limits = 0;

	if (!json_object_is_type(answer, json_type_array))
		return true;
	count = json_object_array_length(answer);
	for (size_t i = 0; i < count; i++) {
		struct json_object *error = json_member(json_object_array_get_idx(answer, i), "error");

		if (count < asked && rpc_error_mentions(error, "batch"))
			return true;
		limits += error && rpc_error_is_limit(error);
	}
	return limits == count;
}

bool rpc_is_limited(struct json_object *answer)
{
	struct json_object *error = json_member(json_object_is_type(answer, json_type_array)
						? json_object_array_get_idx(answer, 0) : answer, "error");

	return error && rpc_error_is_limit(error);
}
