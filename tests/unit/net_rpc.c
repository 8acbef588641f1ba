#include "tests/support/unit.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "net/rpc.h"
#include "net/rpc_error.h"
#include "net/rpc_fees.h"
#include "tests/support/vector.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"

#define VECTORS "jsonrpc/execution-apis"

static const struct {
	enum chain_method method;
	const char *name;
	size_t exchanges;	/* in the vectors */
} methods[] = {
	{ CHAIN_ID, "eth_chainId", 1 },
	{ CHAIN_BLOCK_NUMBER, "eth_blockNumber", 1 },
	{ CHAIN_BALANCE, "eth_getBalance", 4 },
	{ CHAIN_CODE, "eth_getCode", 4 },
	{ CHAIN_NONCE, "eth_getTransactionCount", 4 },
	{ CHAIN_FEES, "eth_feeHistory", 1 },
	{ CHAIN_CALL, "eth_call", 6 },
	{ CHAIN_ESTIMATE, "eth_estimateGas", 7 },
	{ CHAIN_SEND, "eth_sendRawTransaction", 4 },
	{ CHAIN_RECEIPT, "eth_getTransactionReceipt", 9 },
	{ CHAIN_TX, "eth_getTransactionByHash", 9 },
	{ CHAIN_BLOCK, "eth_getBlockByNumber", 10 },
	{ CHAIN_BLOCK_TXS, "eth_getBlockByNumber", 10 },
};

/* CHAIN_TX_AT: the execution APIs have no such method, but nodes do.  CHAIN_LOG: net_rpc_log.c;
 * CHAIN_SIMULATE: net_rpc_simulate.c. */
#define WITHOUT_VECTORS 3

_Static_assert(ARRAY_LENGTH(methods) == CHAIN_METHOD_COUNT - WITHOUT_VECTORS, "every method has its vectors");

static struct json_object *parse(const char *text)
{
	struct json_object *value = NULL;
	struct err err;

	assert_true(json_read(&value, text, strlen(text), &err));
	return value;
}

static struct json_object *encode(const struct chain_call *call, size_t id)
{
	struct json_object *request;
	struct buf text;

	buf_init(&text, 0);
	rpc_encode(&text, call, id);
	request = parse(buf_string(&text));
	buf_free(&text);
	assert_string_equal(json_text(json_member(request, "jsonrpc")), "2.0");
	assert_int_equal(rpc_id(request), id);
	return request;
}

static const char *param_text(struct json_object *request, size_t i)
{
	return json_text(json_object_array_get_idx(json_member(request, "params"), i));
}

static void set_address(struct address *out, const char *text)
{
	if (text)
		assert_true(hex_decode(out->bytes, sizeof(out->bytes), text));
}

static void fill_transaction(struct chain_call *call, struct json_object *transaction)
{
	const char *data = json_text(json_member(transaction, "input"));
	const char *value = json_text(json_member(transaction, "value"));

	set_address(&call->from, json_text(json_member(transaction, "from")));
	set_address(&call->to, json_text(json_member(transaction, "to")));
	if (data)
		assert_true(hex_decode_buf(&call->data, data));
	if (value)
		assert_true(u256_from_hex(&call->value, value));
}

/* Some vectors ask for blocks that rialto never asks for.  Their answers are read like any other. */
static void set_block(struct chain_call *call, const char *text)
{
	if (!strcmp(text, "finalized"))
		call->tag = CHAIN_FINALIZED;
	else if (hex_decode_u64(&call->block, text))
		call->tag = CHAIN_AT;
}

/* Makes the call that a request of the vectors stands for. */
static void fill(struct chain_call *call, struct json_object *request)
{
	const char *text = json_member(request, "params") ? param_text(request, 0) : NULL;

	switch (call->method) {
	case CHAIN_BALANCE:
	case CHAIN_CODE:
		set_address(&call->to, text);
		break;
	case CHAIN_NONCE:
		set_address(&call->from, text);
		break;
	case CHAIN_BLOCK:
	case CHAIN_BLOCK_TXS:
		set_block(call, text);
		break;
	case CHAIN_SEND:
		assert_true(hex_decode_buf(&call->data, text));
		break;
	case CHAIN_RECEIPT:
	case CHAIN_TX:
		assert_true(hex_decode(call->hash, sizeof(call->hash), text));
		break;
	case CHAIN_CALL:
	case CHAIN_ESTIMATE:
		fill_transaction(call, json_object_array_get_idx(json_member(request, "params"), 0));
		break;
	default:
		break;
	}
}

/* Our request must say what the recorded one says, as far as the recorded one goes. */
static void compare_transaction(struct json_object *ours, struct json_object *theirs)
{
	static const char *const pairs[][2] = {
		{ "from", "from" }, { "to", "to" }, { "data", "input" }, { "value", "value" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(pairs); i++) {
		struct json_object *wanted = json_member(theirs, pairs[i][1]);

		if (wanted)
			assert_true(json_object_equal(json_member(ours, pairs[i][0]), wanted));
	}
}

/* Is the first parameter the same in both, whatever else differs? */
static bool is_same_first(const struct chain_call *call, struct json_object *their_params)
{
	if (call->method == CHAIN_BLOCK || call->method == CHAIN_BLOCK_TXS)
		return call->tag != CHAIN_LATEST;
	return their_params && call->method != CHAIN_FEES;
}

static void check_request(const struct chain_call *call, struct json_object *theirs)
{
	struct json_object *ours = encode(call, rpc_id(theirs));
	struct json_object *our_params = json_member(ours, "params"), *their_params = json_member(theirs, "params");

	assert_string_equal(json_text(json_member(ours, "method")), json_text(json_member(theirs, "method")));
	if (call->method == CHAIN_CALL || call->method == CHAIN_ESTIMATE)
		compare_transaction(json_object_array_get_idx(our_params, 0),
				    json_object_array_get_idx(their_params, 0));
	else if (is_same_first(call, their_params))
		assert_true(json_object_equal(json_object_array_get_idx(our_params, 0),
					      json_object_array_get_idx(their_params, 0)));
	if (call->method == CHAIN_BALANCE || call->method == CHAIN_CODE || call->method == CHAIN_CALL)
		assert_string_equal(param_text(ours, 1), "latest");
	json_object_put(ours);
}

static void check_result(const struct chain_reply *reply, enum chain_method method, struct json_object *result)
{
	char number[67];

	switch (method) {
	case CHAIN_CALL:
		assert_hex(reply->data.data, reply->data.len, json_text(result));
		break;
	case CHAIN_CODE:
		assert_int_equal(reply->found, strlen(json_text(result)) > 2);
		break;
	case CHAIN_SEND:
		assert_hex(reply->hash, sizeof(reply->hash), json_text(result));
		break;
	case CHAIN_RECEIPT:
		assert_int_equal(reply->found, result != NULL);
		if (result) {
			snprintf(number, sizeof(number), "0x%llx", (unsigned long long)reply->block);
			assert_string_equal(number, json_text(json_member(result, "blockNumber")));
			assert_int_equal(reply->success, !strcmp(json_text(json_member(result, "status")), "0x1"));
		}
		break;
	case CHAIN_TX:
		assert_int_equal(reply->found, result != NULL);
		break;
	case CHAIN_BLOCK:
		assert_int_equal(reply->found, result != NULL);
		if (result) {
			assert_hex(reply->block_hash, KECCAK_SIZE, json_text(json_member(result, "hash")));
			snprintf(number, sizeof(number), "0x%llx", (unsigned long long)reply->time_s);
			assert_string_equal(number, json_text(json_member(result, "timestamp")));
		}
		break;
	case CHAIN_BLOCK_TXS:
		assert_false(reply->found);
		break;
	case CHAIN_FEES:
		assert_int_equal(reply->base_fee.limb[0], 0x342a385a);
		assert_int_equal(reply->priority_fee.limb[0], RPC_PRIORITY_FEE_MIN);
		break;
	default:
		u256_to_hex(number, reply->number);
		assert_string_equal(number, json_text(result));
	}
}

/* Receipts from before Byzantium (EIP-658) have a state root in place of a status
 * and do not say whether the transaction succeeded. */
static bool is_without_status(struct json_object *response)
{
	return json_member(json_member(response, "result"), "root");
}

static void check_exchange(enum chain_method method, const char *request_text, const char *response_text)
{
	struct json_object *request = parse(request_text), *response = parse(response_text);
	struct chain_batch batch = { 0 };
	struct chain_call *call = chain_add(&batch, method);
	struct chain_reply reply = { 0 };

	buf_init(&reply.data, 0);
	fill(call, request);
	check_request(call, request);
	rpc_decode(&reply, call, response);
	assert_int_equal(rpc_id(response), rpc_id(request));
	if (json_member(response, "error")) {
		assert_false(reply.ok);
		assert_int_equal(reply.err.code, ERR_REVERTED);
	} else if (is_without_status(response)) {
		assert_int_equal(reply.err.code, ERR_BAD_ANSWER);
	} else {
		if (!reply.ok)
			fail_msg("%s: %s", response_text, reply.err.msg);
		check_result(&reply, method, json_member(response, "result"));
	}
	buf_free(&reply.data);
	chain_batch_free(&batch);
	json_object_put(request);
	json_object_put(response);
}

/* A file is lines of comments, ">> request" and "<< response". */
static size_t check_file(enum chain_method method, const char *path)
{
	struct buf text;
	char *rest, *line;
	const char *request = NULL;
	size_t count = 0;

	vector_read(&text, path);
	rest = (char *)text.data;
	while ((line = strsep(&rest, "\n"))) {
		if (!strncmp(line, ">> ", 3)) {
			request = line + 3;
		} else if (!strncmp(line, "<< ", 3)) {
			assert_non_null(request);
			check_exchange(method, request, line + 3);
			count++;
		}
	}
	buf_free(&text);
	return count;
}

static void speaks_as_recorded_nodes_do(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(methods); i++) {
		char path[1024];
		DIR *folder;
		struct dirent *entry;
		size_t count = 0;

		snprintf(path, sizeof(path), "%s/%s", VECTORS, methods[i].name);
		folder = opendir(vector_path(path));
		assert_non_null(folder);
		while ((entry = readdir(folder))) {
			if (!strstr(entry->d_name, ".io"))
				continue;
			snprintf(path, sizeof(path), "%s/%s/%s", VECTORS, methods[i].name, entry->d_name);
			count += check_file(methods[i].method, path);
		}
		closedir(folder);
		assert_int_equal(count, methods[i].exchanges);
	}
}

static void asks_in_these_words(void **state)
{
	static const char *const words[CHAIN_METHOD_COUNT] = {
		[CHAIN_ID] = "\"eth_chainId\",\"params\":[]}",
		[CHAIN_NONCE] = "\"eth_getTransactionCount\",\"params\":["
				"\"0x1100000000000000000000000000000000000000\",\"latest\"]}",
		[CHAIN_TX_AT] = "\"eth_getTransactionBySenderAndNonce\",\"params\":["
				"\"0x1100000000000000000000000000000000000000\",\"0x7\"]}",
		[CHAIN_BLOCK] = "\"eth_getBlockByNumber\",\"params\":[\"latest\",false]}",
		[CHAIN_BLOCK_TXS] = "\"eth_getBlockByNumber\",\"params\":[\"latest\",true]}",
		[CHAIN_FEES] = "\"eth_feeHistory\",\"params\":[\"0x5\",\"latest\",[10,50,90]]}",
		[CHAIN_CALL] = "\"eth_call\",\"params\":[{\"from\":\"0x1100000000000000000000000000000000000000\","
			       "\"to\":\"0x2200000000000000000000000000000000000000\",\"data\":\"0xabcd\"},\"latest\"]}",
		[CHAIN_ESTIMATE] = "\"eth_estimateGas\",\"params\":["
				   "{\"from\":\"0x1100000000000000000000000000000000000000\","
				   "\"to\":\"0x2200000000000000000000000000000000000000\",\"data\":\"0xabcd\"}]}",
	};

	(void)state;
	for (enum chain_method method = 0; method < CHAIN_METHOD_COUNT; method++) {
		struct chain_batch batch = { 0 };
		struct chain_call *call = chain_add(&batch, method);
		char wanted[512];
		struct buf out;

		call->from.bytes[0] = 0x11;
		call->to.bytes[0] = 0x22;
		call->nonce = 7;
		buf_add(&call->data, "\xab\xcd", 2);
		buf_init(&out, 0);
		rpc_encode(&out, call, 3);
		snprintf(wanted, sizeof(wanted), "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":%s",
			 words[method] ? words[method] : "");
		if (words[method])
			assert_string_equal(buf_string(&out), wanted);
		buf_free(&out);
		chain_batch_free(&batch);
	}
}

static void asks_of_the_block_that_is_meant(void **state)
{
	static const char *const tags[] = {
		[CHAIN_LATEST] = "latest", [CHAIN_PENDING] = "pending", [CHAIN_FINALIZED] = "finalized", [CHAIN_AT] = "0x4d2",
		[CHAIN_SAFE] = "safe",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(tags); i++) {
		struct chain_call call = { .method = CHAIN_NONCE, .tag = (enum chain_tag)i, .block = 1234 };
		char wanted[96];
		struct buf out;

		buf_init(&out, 0);
		rpc_encode(&out, &call, 3);
		snprintf(wanted, sizeof(wanted), "\"0x0000000000000000000000000000000000000000\",\"%s\"]}", tags[i]);
		assert_non_null(strstr(buf_string(&out), wanted));
		buf_free(&out);
	}
}

/* Decodes a response to a call of this method without data. */
static struct chain_reply decode(enum chain_method method, const char *response)
{
	struct chain_batch batch = { 0 };
	struct chain_reply reply = { 0 };
	struct json_object *message = parse(response);

	buf_init(&reply.data, 0);
	rpc_decode(&reply, chain_add(&batch, method), message);
	buf_free(&reply.data);
	chain_batch_free(&batch);
	json_object_put(message);
	return reply;
}

static void names_the_nodes_errors(void **state)
{
	static const struct {
		enum chain_method method;
		const char *error;
		enum err_code code;
		const char *says;
	} cases[] = {
		{ CHAIN_CALL, "{\"code\":3,\"message\":\"execution reverted\"}", ERR_REVERTED, "no reason given" },
		{ CHAIN_CALL, "{\"code\":-32000,\"message\":\"execution reverted: not enough\"}", ERR_REVERTED, "not enough" },
		{ CHAIN_CALL, "{\"code\":-32015,\"message\":\"VM execution error\",\"data\":\"Reverted 0x\"}", ERR_RPC, "VM" },
		{ CHAIN_CALL, "{\"code\":-32000,\"message\":\"reverted\",\"data\":{\"data\":\"0x4e487b71"
			      "0000000000000000000000000000000000000000000000000000000000000012\"}}", ERR_REVERTED, "zero" },
		{ CHAIN_CALL, "{\"code\":3,\"message\":\"x\",\"data\":\"0xzz\"}", ERR_REVERTED, "no reason given" },
		{ CHAIN_ESTIMATE, "{\"code\":-32000,\"message\":\"insufficient funds for gas * price + value\"}",
		  ERR_NEEDS_ETH, "insufficient" },
		{ CHAIN_SEND, "{\"code\":-32000,\"message\":\"Insufficient funds for gas\"}", ERR_NEEDS_ETH, "Insufficient" },
		{ CHAIN_SEND, "{\"code\":-32000,\"message\":\"nonce too low: next nonce 5\"}", ERR_TX_REPLACED, "next nonce 5" },
		{ CHAIN_CALL, "{\"code\":-32000,\"message\":\"nonce too low\"}", ERR_RPC, "nonce too low" },
		{ CHAIN_SEND, "{\"code\":-32000,\"message\":\"replacement transaction underpriced\"}", ERR_TX_UNDERPRICED, "underpriced" },
		{ CHAIN_SEND, "{\"code\":-32000,\"message\":\"unknown transaction type\"}", ERR_RPC, "type" },
		{ CHAIN_ID, "{\"code\":-32005,\"message\":\"slow down\"}", ERR_RPC_LIMITED, "slow down" },
		{ CHAIN_ID, "{\"code\":-32016,\"message\":\"over rate limit\"}", ERR_RPC_LIMITED, "over rate limit" },
		{ CHAIN_ID, "{\"code\":1,\"message\":\"Too Many Requests\"}", ERR_RPC_LIMITED, "Too Many" },
		{ CHAIN_ESTIMATE, "{\"code\":-32000,\"message\":\"gas limit exceeded\"}", ERR_RPC, "gas limit" },
		{ CHAIN_LOG, "{\"code\":-32005,\"message\":\"query returned more than 10000 results\"}", ERR_RPC, "10000" },
		{ CHAIN_ID, "{\"code\":-32601}", ERR_RPC_UNSUPPORTED, "does not know" },
		{ CHAIN_TX_AT, "{\"code\":-32000,\"message\":\"the method eth_x does not exist/is not available\"}", ERR_RPC_UNSUPPORTED,
		  "eth_x" },
		{ CHAIN_NONCE, "{\"code\":-32602,\"message\":\"the pending tag is not supported\"}", ERR_RPC_UNSUPPORTED, "pending" },
		{ CHAIN_SEND, "{\"code\":-32000,\"message\":\"transaction type not supported\"}", ERR_TX_INVALID, "type" },
		{ CHAIN_CALL, "{\"code\":3,\"message\":\"execution reverted: not supported\"}", ERR_REVERTED, "not supported" },
		{ CHAIN_ID, "\"bare words\"", ERR_RPC, "bare words" },
		{ CHAIN_ID, "false", ERR_RPC, "no reason" },
		{ CHAIN_ID, "{\"message\":\"\\u001b[2Jred\"}", ERR_RPC, "?[2Jred" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		char text[512];
		struct chain_reply reply;

		snprintf(text, sizeof(text), "{\"id\":1,\"error\":%s}", cases[i].error);
		reply = decode(cases[i].method, text);
		assert_false(reply.ok);
		assert_int_equal(reply.err.code, cases[i].code);
		if (!strstr(reply.err.msg, cases[i].says))
			fail_msg("%s: %s", cases[i].error, reply.err.msg);
	}
}

/* What geth, op-geth, reth, Nethermind, proxyd and the providers really send. */
static void each_refusal_has_a_name_of_its_own(void **state)
{
	static const struct { enum chain_method method; int code; const char *message; enum err_code is; } cases[] = {
		{ CHAIN_SEND, -32000, "nonce too low: next nonce 8, tx nonce 7", ERR_TX_REPLACED },
		{ CHAIN_SEND, -32000, "nonce too high: address 0x1, tx: 9 state: 7", ERR_NONCE_UNSURE },
		{ CHAIN_SEND, -32000, "replacement transaction underpriced", ERR_TX_UNDERPRICED },
		{ CHAIN_SEND, -32000, "transaction underpriced: tip needed 1000000, tip permitted 1", ERR_TX_UNDERPRICED },
		{ CHAIN_SEND, -32000, "max fee per gas less than block base fee: address 0x1, maxFeePerGas: 1, baseFee: 5000000",
		  ERR_TX_UNDERPRICED },
		{ CHAIN_SEND, -32003, "transaction priority fee below minimum required priority fee 1000000", ERR_TX_UNDERPRICED },
		{ CHAIN_SEND, -32010, "FeeTooLow, MaxFeePerGas too low", ERR_TX_UNDERPRICED },
		{ CHAIN_SEND, -32000, "insufficient funds for gas * price + value: balance 1, tx cost 2, overshot 1", ERR_NEEDS_ETH },
		{ CHAIN_SEND, -32003, "insufficient funds for gas * price + value: have 1 want 2", ERR_NEEDS_ETH },
		{ CHAIN_SEND, -32010, "InsufficientFunds, Account balance: 1, cumulative cost: 2", ERR_NEEDS_ETH },
		{ CHAIN_ESTIMATE, -32000, "insufficient funds for transfer", ERR_NEEDS_ETH },
		{ CHAIN_SEND, -32000, "transaction would cause overdraft", ERR_NEEDS_ETH },
		{ CHAIN_SEND, -32000, "intrinsic gas too low: gas 20000, minimum needed 21000", ERR_TX_INVALID },
		{ CHAIN_SEND, -32000, "insufficient gas for floor data gas cost: gas 21000, minimum needed 21040", ERR_TX_INVALID },
		{ CHAIN_SEND, -32000, "max priority fee per gas higher than max fee per gas", ERR_TX_INVALID },
		{ CHAIN_SEND, -32000, "exceeds block gas limit", ERR_TX_INVALID },
		{ CHAIN_SEND, -32003, "exceeds max transaction gas limit", ERR_TX_INVALID },
		{ CHAIN_SEND, -32000, "transaction gas limit too high (cap: 16777216, tx: 21000000)", ERR_TX_INVALID },
		{ CHAIN_ESTIMATE, -32000, "transaction gas limit too high (cap: 16777216, tx: 21000000)", ERR_GAS_TOO_HIGH },
		{ CHAIN_ESTIMATE, -32000, "gas required exceeds allowance (16777216)", ERR_GAS_TOO_HIGH },
		{ CHAIN_SEND, -32000, "invalid sender", ERR_TX_INVALID }, { CHAIN_SEND, -32000, "invalid chain ID", ERR_TX_INVALID },
		{ CHAIN_SEND, -32000, "tx fee (1.70 ether) exceeds the configured cap (1.00 ether)", ERR_TX_FEE_CAP },
		{ CHAIN_SEND, -32003, "tx fee (2 wei) exceeds the configured cap (1 wei)", ERR_TX_FEE_CAP },
		{ CHAIN_SEND, -32003, "txpool is full", ERR_TX_POOL_FULL },
		{ CHAIN_SEND, -32000, "in-flight transaction limit reached for delegated accounts", ERR_TX_IN_FLIGHT },
		{ CHAIN_SEND, -32000, "gapped-nonce tx from delegated accounts", ERR_TX_IN_FLIGHT },
		{ CHAIN_SEND, -32000, "address already reserved", ERR_TX_IN_FLIGHT },
		{ CHAIN_SEND, -32000, "transaction blocked by sequencer policy", ERR_TX_BLOCKED },
		{ CHAIN_SEND, -32016, "over rate limit", ERR_RPC_LIMITED }, { CHAIN_SEND, -32017, "sender is over rate limit", ERR_RPC_LIMITED },
		{ CHAIN_CALL, 429, "Your app has exceeded its compute units per second capacity.", ERR_RPC_LIMITED },
		{ CHAIN_CALL, -32000, "Your app has exceeded its compute units per second capacity.", ERR_RPC_LIMITED },
		{ CHAIN_CALL, -32005, "daily request count exceeded, request rate limited", ERR_RPC_LIMITED },
		{ CHAIN_CALL, -32000, "daily request count exceeded, request rate limited", ERR_RPC_LIMITED },
		{ CHAIN_CALL, -32007, "25/second request limit reached - reduce calls per second", ERR_RPC_LIMITED },
		{ CHAIN_CALL, -32000, "You've exceeded the RPS limit available on the current plan.", ERR_RPC_LIMITED },
		{ CHAIN_CALL, -32012, "backend is over capacity", ERR_RPC_LIMITED },
		{ CHAIN_CALL, -32011, "no backend is currently healthy to serve traffic", ERR_RPC_UNAVAILABLE },
		{ CHAIN_SEND, -32010, "backend offline", ERR_RPC_UNAVAILABLE }, { CHAIN_CALL, -32015, "gateway timeout", ERR_RPC_UNAVAILABLE },
		{ CHAIN_CALL, -32001, "rpc method is not whitelisted", ERR_RPC_UNSUPPORTED },
		{ CHAIN_SEND, -32603, "Internal error", ERR_RPC },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct chain_reply reply;
		char text[512];

		snprintf(text, sizeof(text), "{\"id\":1,\"error\":{\"code\":%d,\"message\":\"%s\"}}", cases[i].code,
			 cases[i].message);
		reply = decode(cases[i].method, text);
		assert_false(reply.ok);
		if (reply.err.code != cases[i].is)
			fail_msg("%s: %s", cases[i].message, err_info(reply.err.code)->name);
		assert_string_equal(reply.err.msg, cases[i].message);
		assert_true(*err_info(reply.err.code)->meaning && *err_info(reply.err.code)->advice);
	}
}

static void a_limit_may_say_how_long(void **state)
{
	static const struct { const char *error; long seconds; } cases[] = {
		{ "{\"code\":-32005,\"data\":{\"rate\":{\"allowed_rps\":1,\"backoff_seconds\":30}}}", 30 },
		{ "{\"code\":-32005,\"data\":{\"rate\":{\"backoff_seconds\":24.5}}}", 24 },
		{ "{\"code\":-32005,\"data\":{\"rate\":{\"backoff_seconds\":9e18}}}", 86400 },
		{ "{\"code\":-32005,\"data\":{\"rate\":{\"backoff_seconds\":-1}}}", 0 },
		{ "{\"code\":-32005,\"data\":{\"rate\":{\"backoff_seconds\":\"30\"}}}", 0 },
		{ "{\"code\":-32005,\"data\":\"later\"}", 0 },
		{ "7", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct json_object *error = parse(cases[i].error);

		assert_int_equal(rpc_error_retry_after(error), cases[i].seconds);
		json_object_put(error);
	}
}

static void a_transaction_that_is_known_is_sent(void **state)
{
	static const char *const messages[] = {
		"already known", "ALREADY_KNOWN: already known", "known transaction: 0xabc",
		"Transaction with the same hash was already imported.", "AlreadyKnown",
	};
	uint8_t hash[KECCAK_SIZE];

	(void)state;
	keccak256(hash, "", 0);
	for (size_t i = 0; i < ARRAY_LENGTH(messages); i++) {
		char text[256];
		struct chain_reply reply;

		snprintf(text, sizeof(text), "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"%s\"}}", messages[i]);
		reply = decode(CHAIN_SEND, text);
		assert_true(reply.ok);
		assert_memory_equal(reply.hash, hash, sizeof(hash));
		reply = decode(CHAIN_ID, text);
		assert_false(reply.ok);
	}
}

#define HASH(digit) "0x" digit "000000000000000000000000000000000000000000000000000000000000000"
#define ZERO_ADDRESS "0x0000000000000000000000000000000000000000"
/* A block as an answer about the transaction whose hash is zero, as decode() asks. */
#define BLOCK_AT(time) "{\"number\":\"0x9\",\"hash\":\"" HASH("5") "\",\"timestamp\":\"" time "\"}"
#define RECEIPT(status, logs, block_hash) "{\"transactionHash\":\"" HASH("0") "\",\"blockNumber\":\"0x9\"," \
	"\"status\":\"" status "\",\"logs\":" logs ",\"blockHash\":" block_hash "," \
	"\"gasUsed\":\"0x10\",\"effectiveGasPrice\":\"0x3\",\"l1Fee\":\"0x7\"}"

static void assert_not_found(enum chain_method method, const char *answer)
{
	struct chain_reply reply = decode(method, answer);

	assert_true(reply.ok);
	assert_false(reply.found);
}

static void a_receipt_says_what_and_where(void **state)
{
	struct chain_reply reply = decode(CHAIN_RECEIPT, "{\"id\":1,\"result\":" RECEIPT("0x1", "[{}]", "\"" HASH("5") "\"") "}");

	(void)state;
	assert_true(reply.ok && reply.found && reply.success);
	assert_int_equal(reply.block, 9);
	assert_int_equal(reply.block_hash[0], 0x50);
	assert_true(reply.paid.has_gas && reply.paid.has_l1);
	assert_false(reply.paid.has_operator);
	assert_int_equal(reply.paid.gas.limb[0], 0x10 * 3);
	assert_int_equal(reply.paid.l1.limb[0], 7);
	assert_int_equal(fee_paid_total(&reply.paid).limb[0], 0x10 * 3 + 7);
	reply = decode(CHAIN_RECEIPT, "{\"id\":1,\"result\":" RECEIPT("0x0", "[]", "\"" HASH("5") "\"") "}");
	assert_true(reply.ok && reply.found);
	assert_false(reply.success);
}

#define TOKEN "0x4242424242424242424242424242424242424242"
#define TRANSFER(by, to, data) "{\"address\":\"" by "\",\"topics\":[\"" HASH("a") "\",\"" HASH("1") "\",\"" HASH(to) "\"]," \
	"\"data\":\"0x" data "\"}"

/* The first byte of the data of the last event 0xa0… that TOKEN logged, to whom begins with `to` (0: to anybody);
 * 0 where there is none. */
static unsigned logged(uint8_t to, const char *receipt)
{
	uint8_t topics[3 * KECCAK_SIZE] = { 0xa0, [(size_t)2 * KECCAK_SIZE] = to };
	struct json_object *message = parse(receipt);
	struct chain_batch batch = { 0 };
	struct chain_reply reply = { 0 };
	struct chain_call *call = chain_add(&batch, CHAIN_RECEIPT);
	unsigned first;

	memset(call->to.bytes, 0x42, sizeof(call->to.bytes));
	buf_add(&call->data, topics, sizeof(topics));
	buf_init(&reply.data, 0);
	rpc_decode(&reply, call, message);
	assert_true(reply.ok && reply.found);
	first = reply.data.len ? reply.data.data[0] : 0;
	buf_free(&reply.data);
	chain_batch_free(&batch);
	json_object_put(message);
	return first;
}

/* Who gets it is a topic, too: what came to others is not this wallet's. */
static void an_event_is_found_by_its_topics(void **state)
{
	(void)state;
	static const char receipt[] = "{\"id\":1,\"result\":" RECEIPT("0x1", "[" TRANSFER(TOKEN, "b", "01") "," TRANSFER(TOKEN, "c", "02") ","
		TRANSFER(TOKEN, "b", "03") "," TRANSFER(TOKEN, "d", "04") "," TRANSFER(ZERO_ADDRESS, "b", "05") "]",
		"\"" HASH("5") "\"") "}";

	assert_int_equal(logged(0xb0, receipt), 3);
	assert_int_equal(logged(0xc0, receipt), 2);
	assert_int_equal(logged(0, receipt), 4);
	assert_int_equal(logged(0xe0, receipt), 0);
}

#define OPERATED(more) "{\"id\":1,\"result\":{\"transactionHash\":\"" HASH("0") "\",\"blockNumber\":\"0x9\"," \
	"\"status\":\"0x1\",\"logs\":[],\"blockHash\":\"" HASH("5") "\",\"gasUsed\":\"0x2dc6c0\"" more "}}"
#define OPERATOR(scalar, constant) ",\"operatorFeeScalar\":\"" scalar "\",\"operatorFeeConstant\":\"" constant "\""

/* Isthmus divides the scalar by a million, Jovian multiplies it by a hundred. */
static void a_receipt_says_what_the_operator_got(void **state)
{
	struct chain_reply reply = decode(CHAIN_RECEIPT, OPERATED(",\"effectiveGasPrice\":\"0x1\"" OPERATOR("0x2", "0x5")));

	(void)state;
	assert_true(reply.paid.has_operator);
	assert_int_equal(reply.paid.operator_fee.limb[0], 3000000 * 2 / 1000000 + 5);
	assert_int_equal(fee_paid_total(&reply.paid).limb[0], 3000000 + 11);
	reply = decode(CHAIN_RECEIPT, OPERATED(",\"effectiveGasPrice\":\"0x1\",\"daFootprintGasScalar\":\"0x190\""
					       OPERATOR("0x2", "0x5")));
	assert_int_equal(reply.paid.operator_fee.limb[0], 3000000 * 2 * 100 + 5);
	reply = decode(CHAIN_RECEIPT, OPERATED(""));
	assert_true(reply.ok && reply.found);
	assert_false(reply.paid.has_gas || reply.paid.has_l1 || reply.paid.has_operator);
}

static void a_block_says_what_it_holds(void **state)
{
	struct chain_reply reply;

	(void)state;
	reply = decode(CHAIN_BLOCK, "{\"id\":1,\"result\":{\"number\":\"0x9\",\"hash\":\"" HASH("5") "\",\"timestamp\":\"0x20\","
				    "\"baseFeePerGas\":\"0x7\",\"transactions\":[\"" HASH("3") "\",\"" HASH("0") "\"]}}");
	assert_true(reply.ok && reply.found && reply.holds);
	assert_int_equal(reply.block, 9);
	assert_int_equal(reply.time_s, 32);
	assert_int_equal(reply.base_fee.limb[0], 7);
	assert_int_equal(reply.block_hash[0], 0x50);
	reply = decode(CHAIN_BLOCK, "{\"id\":1,\"result\":{\"number\":\"0x9\",\"hash\":\"" HASH("5") "\",\"timestamp\":\"0x20\","
				    "\"transactions\":[\"" HASH("3") "\",{},7]}}");
	assert_true(reply.ok && reply.found);
	assert_false(reply.holds);
	assert_not_found(CHAIN_BLOCK, "{\"id\":1,\"result\":null}");
}

static void another_of_the_same_sender_and_number_is_found(void **state)
{
	struct chain_reply reply;

	(void)state;
	reply = decode(CHAIN_BLOCK_TXS, "{\"id\":1,\"result\":{\"transactions\":[7,{},"
		       "{\"from\":\"0x1000000000000000000000000000000000000000\",\"nonce\":\"0x0\",\"hash\":\"" HASH("1") "\"},"
		       "{\"from\":\"" ZERO_ADDRESS "\",\"nonce\":\"0x1\",\"hash\":\"" HASH("2") "\"},"
		       "{\"from\":\"" ZERO_ADDRESS "\",\"nonce\":\"0x0\",\"hash\":\"" HASH("3") "\"}]}}");
	assert_true(reply.ok && reply.found);
	assert_int_equal(reply.hash[0], 0x30);
	assert_not_found(CHAIN_BLOCK_TXS, "{\"id\":1,\"result\":{\"transactions\":[]}}");
	assert_not_found(CHAIN_TX_AT, "{\"id\":1,\"result\":null}");
	reply = decode(CHAIN_TX_AT, "{\"id\":1,\"result\":{\"from\":\"" ZERO_ADDRESS "\",\"nonce\":\"0x0\",\"hash\":\"" HASH("4") "\"}}");
	assert_true(reply.ok && reply.found);
	assert_int_equal(reply.hash[0], 0x40);
}

/* Some errors of sending are about what the transaction is. */
static void knows_what_is_refused_for_what_it_is(void **state)
{
	static const struct { const char *message; bool refused; } cases[] = {
		{ "insufficient funds for gas * price + value", true }, { "replacement transaction underpriced", true },
		{ "intrinsic gas too low", true }, { "max fee per gas less than block base fee", true },
		{ "exceeds block gas limit", true }, { "nonce too low", false }, { "internal error", false },
		{ "request timed out", false }, { "sequencer unreachable", false }, { "", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct chain_reply reply;
		char text[256];

		snprintf(text, sizeof(text), "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"%s\"}}", cases[i].message);
		reply = decode(CHAIN_SEND, text);
		assert_false(reply.ok);
		assert_int_equal(reply.refused, cases[i].refused);
		assert_false(decode(CHAIN_CALL, text).refused);
	}
}

static void what_is_not_of_the_form_is_a_bad_answer(void **state)
{
	static const struct { enum chain_method method; const char *result; } cases[] = {
		{ CHAIN_ID, "7" }, { CHAIN_ID, "\"7\"" }, { CHAIN_ID, "\"0x\"" }, { CHAIN_ID, "null" },
		{ CHAIN_ID, "\"0xg\"" }, { CHAIN_ID, "{}" }, { CHAIN_BALANCE, "\"-0x1\"" },
		{ CHAIN_BALANCE, "\"0x10000000000000000000000000000000000000000000000000000000000000000\"" },
		{ CHAIN_CALL, "\"0x1\"" }, { CHAIN_CALL, "\"12\"" }, { CHAIN_CALL, "null" }, { CHAIN_CALL, "\"0x1\\u0000\"" },
		{ CHAIN_CODE, "\"\"" }, { CHAIN_CODE, "null" }, { CHAIN_CODE, "\"0x6\"" }, { CHAIN_CODE, "true" },
		{ CHAIN_SEND, "\"0x00\"" }, { CHAIN_SEND, "null" },
		{ CHAIN_SEND, "\"0x1111111111111111111111111111111111111111111111111111111111111111\"" },
		{ CHAIN_FEES, "{}" }, { CHAIN_FEES, "{\"baseFeePerGas\":[]}" }, { CHAIN_FEES, "{\"baseFeePerGas\":[1]}" },
		{ CHAIN_FEES, "null" }, { CHAIN_RECEIPT, "{}" }, { CHAIN_RECEIPT, "[]" }, { CHAIN_RECEIPT, "\"0x\"" },
		{ CHAIN_RECEIPT, "{\"transactionHash\":\"0x1111111111111111111111111111111111111111111111111111111111111111\","
				 "\"blockNumber\":\"0x1\",\"status\":\"0x1\"}" },
		{ CHAIN_RECEIPT, "{\"transactionHash\":\"0x0000000000000000000000000000000000000000000000000000000000000000\","
				 "\"blockNumber\":\"0x1\"}" },
		{ CHAIN_RECEIPT, "{\"transactionHash\":\"0x0000000000000000000000000000000000000000000000000000000000000000\","
				 "\"blockNumber\":\"0x1\",\"status\":\"0x2\"}" },
		{ CHAIN_TX, "{}" }, { CHAIN_TX, "7" },
		{ CHAIN_RECEIPT, RECEIPT("0x1", "[]", "\"0x12\"") }, { CHAIN_RECEIPT, RECEIPT("0x1", "[]", "null") },
		{ CHAIN_RECEIPT, RECEIPT("0x0", "[{}]", "\"" HASH("5") "\"") },
		{ CHAIN_BLOCK, "{}" }, { CHAIN_BLOCK, "7" }, { CHAIN_BLOCK, "{\"number\":\"0x1\",\"timestamp\":\"0x2\"}" },
		{ CHAIN_BLOCK, BLOCK_AT("0xffffffffffffffff") }, { CHAIN_BLOCK, BLOCK_AT("0x20c49ba5e353f8") },
		{ CHAIN_BLOCK_TXS, "{}" }, { CHAIN_BLOCK_TXS, "{\"transactions\":{}}" },
		{ CHAIN_TX_AT, "{}" }, { CHAIN_TX_AT, "{\"from\":\"" ZERO_ADDRESS "\",\"nonce\":\"0x0\"}" },
		{ CHAIN_TX_AT, "{\"from\":\"" ZERO_ADDRESS "\",\"nonce\":\"0x1\",\"hash\":\"" HASH("5") "\"}" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		char text[512];
		struct chain_reply reply;

		snprintf(text, sizeof(text), "{\"id\":1,\"result\":%s}", cases[i].result);
		reply = decode(cases[i].method, text);
		if (reply.ok)
			fail_msg("%s", text);
		assert_int_equal(reply.err.code, ERR_BAD_ANSWER);
	}
	assert_int_equal(decode(CHAIN_TX, "{\"id\":1}").err.code, ERR_BAD_ANSWER);
	assert_int_equal(decode(CHAIN_TX, "[]").err.code, ERR_BAD_ANSWER);
	assert_int_equal(decode(CHAIN_TX, "7").err.code, ERR_BAD_ANSWER);
}

static void a_pending_receipt_is_not_found_yet(void **state)
{
	(void)state;
	assert_not_found(CHAIN_RECEIPT, "{\"id\":1,\"result\":{\"blockNumber\":null,\"transactionHash\":"
					"\"0x0000000000000000000000000000000000000000000000000000000000000000\"}}");
}

static void fees_are_the_next_blocks_and_the_median(void **state)
{
	struct chain_reply reply;

	(void)state;
	reply = decode(CHAIN_FEES, "{\"id\":1,\"result\":{\"baseFeePerGas\":[\"0x1\",\"0x2\",\"0x1c9c380\"],"
				   "\"reward\":[[\"0x4c4b400\"],[\"0x1e8480\"],[\"0x2dc6c0\"]]}}");
	assert_true(reply.ok);
	assert_int_equal(reply.base_fee.limb[0], 30000000);
	assert_int_equal(reply.priority_fee.limb[0], 3000000);
	assert_true(u256_is_zero(reply.slow_fee) && u256_is_zero(reply.fast_fee));
	reply = decode(CHAIN_FEES, "{\"id\":1,\"result\":{\"baseFeePerGas\":[\"0x9\"],\"reward\":[]}}");
	assert_true(reply.ok);
	assert_int_equal(reply.base_fee.limb[0], RPC_BASE_FEE_MIN);
	assert_int_equal(reply.priority_fee.limb[0], RPC_PRIORITY_FEE_MIN);
	reply = decode(CHAIN_FEES, "{\"id\":1,\"result\":{\"baseFeePerGas\":[\"0x9\"],\"reward\":[[],7,[\"x\"],[\"0x0\"]]}}");
	assert_true(reply.ok);
	assert_int_equal(reply.priority_fee.limb[0], RPC_PRIORITY_FEE_MIN);
}

/* A row has three percentiles.  A row of another length gives only the middle one, if any. */
static void fees_are_slow_and_fast_too(void **state)
{
	struct chain_reply reply;

	(void)state;
	reply = decode(CHAIN_FEES, "{\"id\":1,\"result\":{\"baseFeePerGas\":[\"0x1c9c380\"],\"reward\":["
				   "[\"0x1\",\"0x1e8480\",\"0x2dc6c0\"],[\"0xf4240\",\"0x2dc6c0\",\"0x4c4b400\"],"
				   "[\"0xf4241\",\"0x3d0900\",\"0x9896800\"]]}}");
	assert_true(reply.ok);
	assert_int_equal(reply.slow_fee.limb[0], 1000000);
	assert_int_equal(reply.priority_fee.limb[0], 3000000);
	assert_int_equal(reply.fast_fee.limb[0], 80000000);
	reply = decode(CHAIN_FEES, "{\"id\":1,\"result\":{\"baseFeePerGas\":[\"0x1c9c380\"],\"reward\":["
				   "[],[\"0x3d0900\"],[\"0x3d0900\",\"0x3d0900\"],[\"0x1\",7,\"0x2dc6c0\"]]}}");
	assert_true(reply.ok);
	assert_int_equal(reply.priority_fee.limb[0], 4000000);
	assert_int_equal(reply.slow_fee.limb[0], 1);
	assert_int_equal(reply.fast_fee.limb[0], 3000000);
}

/* Checks what the n-th way to ask is, and what an answer leads to. */
static bool asked_otherwise(struct chain_call *call, struct chain_reply *reply, const char *answer)
{
	struct json_object *message = parse(answer);

	rpc_decode(reply, call, message);
	json_object_put(message);
	return rpc_ask_otherwise(call, reply);
}

static void check_asks(const struct chain_call *call, const char *words)
{
	struct buf text;

	buf_init(&text, 0);
	rpc_encode(&text, call, 1);
	if (!strstr(buf_string(&text), words))
		fail_msg("%s is not in %s", words, buf_string(&text));
	buf_free(&text);
}

#define UNKNOWN "{\"id\":1,\"error\":{\"code\":-32601,\"message\":\"method not found\"}}"

static void without_a_history_the_price_says_the_fees(void **state)
{
	static const struct {
		const char *block, *price;
		uint64_t base_fee, tip;
	} cases[] = {
		{ "{\"id\":1,\"result\":{\"baseFeePerGas\":\"0x989680\"}}", "\"0xe4e1c0\"", 10000000, 5000000 },
		{ "{\"id\":1,\"result\":{\"baseFeePerGas\":\"0x989680\"}}", "\"0x1\"", 10000000, RPC_PRIORITY_FEE_MIN },
		{ "{\"id\":1,\"result\":{\"baseFeePerGas\":\"0x0\"}}", "\"0x0\"", RPC_BASE_FEE_MIN, RPC_PRIORITY_FEE_MIN },
		{ "{\"id\":1,\"result\":{}}", "\"0x989680\"", 10000000, RPC_PRIORITY_FEE_MIN },
		{ UNKNOWN, "\"0x989680\"", 10000000, RPC_PRIORITY_FEE_MIN },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct chain_call call = { .method = CHAIN_FEES };
		struct chain_reply reply = { 0 };
		char price[80];

		check_asks(&call, "\"eth_feeHistory\"");
		assert_true(asked_otherwise(&call, &reply, UNKNOWN));
		check_asks(&call, "\"eth_getBlockByNumber\",\"params\":[\"latest\",false]");
		assert_true(asked_otherwise(&call, &reply, cases[i].block));
		assert_false(reply.ok);
		check_asks(&call, "\"eth_gasPrice\",\"params\":[]");
		snprintf(price, sizeof(price), "{\"id\":1,\"result\":%s}", cases[i].price);
		assert_false(asked_otherwise(&call, &reply, price));
		assert_true(reply.ok);
		assert_int_equal(reply.base_fee.limb[0], cases[i].base_fee);
		assert_int_equal(reply.priority_fee.limb[0], cases[i].tip);
	}
}

static void without_any_price_the_last_failure_stays(void **state)
{
	struct chain_call call = { .method = CHAIN_FEES };
	struct chain_reply reply = { 0 };

	(void)state;
	assert_true(asked_otherwise(&call, &reply, UNKNOWN));
	assert_true(asked_otherwise(&call, &reply, UNKNOWN));
	assert_false(asked_otherwise(&call, &reply, UNKNOWN));
	assert_int_equal(reply.err.code, ERR_RPC_UNSUPPORTED);
}

static void without_pending_the_latest_is_asked_for(void **state)
{
	struct chain_call call = { .method = CHAIN_NONCE, .tag = CHAIN_PENDING };
	struct chain_reply reply = { 0 };

	(void)state;
	check_asks(&call, "\"pending\"");
	assert_true(asked_otherwise(&call, &reply, "{\"id\":1,\"error\":{\"code\":-32602,\"message\":\"unknown block\"}}"));
	check_asks(&call, "\"latest\"");
	assert_false(asked_otherwise(&call, &reply, "{\"id\":1,\"result\":\"0x7\"}"));
	assert_true(reply.ok && reply.only_latest);
	call = (struct chain_call){ .method = CHAIN_NONCE, .tag = CHAIN_PENDING };
	assert_false(asked_otherwise(&call, &reply, "{\"id\":1,\"result\":\"0x7\"}"));
	assert_true(reply.ok && !reply.only_latest);
}

/* Asking in another form mends neither a broken connection nor a limit, and the last form has no other. */
static void not_every_failure_is_of_the_question(void **state)
{
	static const enum err_code others[] = { ERR_UNREACHABLE, ERR_TIMEOUT, ERR_RPC_LIMITED, ERR_RPC_UNAVAILABLE,
						ERR_RPC_UNAUTHORIZED };
	struct chain_call latest = { .method = CHAIN_NONCE, .tag = CHAIN_LATEST }, id = { .method = CHAIN_ID };
	struct chain_reply reply = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
		struct chain_call call = { .method = CHAIN_FEES };

		err_set(&reply.err, others[i], "no");
		assert_false(rpc_ask_otherwise(&call, &reply));
	}
	assert_false(asked_otherwise(&latest, &reply, UNKNOWN));
	assert_false(asked_otherwise(&id, &reply, UNKNOWN));
}

static bool refuses(const char *text, size_t asked)
{
	struct json_object *answer = text ? parse(text) : NULL;
	bool refused = rpc_refuses_batch(answer, asked);

	json_object_put(answer);
	return refused;
}

static void knows_a_refused_batch(void **state)
{
	(void)state;
	assert_true(refuses(NULL, 2));
	assert_true(refuses("[]", 2));
	assert_true(refuses("\"no\"", 2));
	assert_true(refuses("{\"id\":null,\"error\":{\"code\":-32600,\"message\":\"batch requests are not supported\"}}", 2));
	assert_true(refuses("[{\"id\":1,\"error\":{\"code\":-32600,\"message\":\"Batch too large\"}}]", 2));
	assert_true(refuses("{\"id\":null,\"error\":{\"code\":-32005,\"message\":\"limit\"}}", 2));
	assert_true(refuses("[{\"id\":1,\"error\":{\"code\":-32016}},{\"id\":2,\"error\":{\"code\":-32016}}]", 2));
	assert_false(refuses("[{\"id\":1,\"result\":1},{\"id\":2,\"error\":{\"code\":-32016}}]", 2));
	assert_false(refuses("[{\"id\":1,\"result\":1},{\"id\":2,\"error\":{\"message\":\"no batch\"}}]", 2));
	assert_false(refuses("[{\"id\":2,\"result\":1}]", 2));
}

static void ids_are_whole_numbers(void **state)
{
	static const char *const none[] = {
		"{}", "{\"id\":null}", "{\"id\":\"1\"}", "{\"id\":1.0}", "{\"id\":[1]}", "[1]", "7", "{\"id\":0}",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(none); i++) {
		struct json_object *message = parse(none[i]);

		assert_int_equal(rpc_id(message), 0);
		json_object_put(message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(speaks_as_recorded_nodes_do),
		cmocka_unit_test(asks_in_these_words),
		cmocka_unit_test(asks_of_the_block_that_is_meant),
		cmocka_unit_test(names_the_nodes_errors),
		cmocka_unit_test(each_refusal_has_a_name_of_its_own),
		cmocka_unit_test(a_limit_may_say_how_long),
		cmocka_unit_test(a_transaction_that_is_known_is_sent),
		cmocka_unit_test(a_receipt_says_what_and_where),
		cmocka_unit_test(an_event_is_found_by_its_topics),
		cmocka_unit_test(a_receipt_says_what_the_operator_got),
		cmocka_unit_test(a_block_says_what_it_holds),
		cmocka_unit_test(another_of_the_same_sender_and_number_is_found),
		cmocka_unit_test(knows_what_is_refused_for_what_it_is),
		cmocka_unit_test(what_is_not_of_the_form_is_a_bad_answer),
		cmocka_unit_test(a_pending_receipt_is_not_found_yet),
		cmocka_unit_test(fees_are_the_next_blocks_and_the_median),
		cmocka_unit_test(fees_are_slow_and_fast_too),
		cmocka_unit_test(without_a_history_the_price_says_the_fees),
		cmocka_unit_test(without_any_price_the_last_failure_stays),
		cmocka_unit_test(without_pending_the_latest_is_asked_for),
		cmocka_unit_test(not_every_failure_is_of_the_question),
		cmocka_unit_test(knows_a_refused_batch),
		cmocka_unit_test(ids_are_whole_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
