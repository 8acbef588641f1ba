/* A node's answers.  The first byte picks the question, the rest is the answer.  It must have the
 * form that the question asks for, or be refused in clean words. */
#include <string.h>

#include "net/rpc.h"
#include "tests/fuzz/fuzz.h"
#include "wallet/base/text.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/balances.h"

static void check_err(const struct err *err)
{
	FUZZ_HOLDS(err->code != ERR_NONE && text_is_clean(err->msg, strlen(err->msg)));
}

/* Reads the bytes of an eth_call's answer as everything that they may be read as. */
static void read_bytes(const struct chain_reply *reply)
{
	struct chain_reply items[2] = { { .ok = true, .number = u256_from_u64(1) }, *reply };
	struct chain_replies replies = { .items = items, .count = 2 };
	struct account account = { .kind = ACCOUNT_KEY, .address = { { 1 } } };
	struct accounts accounts = { &account, 1 };
	struct balances balances = { 0 };
	struct staking_terms terms;
	struct err err = { 0 };
	bool no_multicall;
	uint64_t block;
	char reason[160];

	abi_revert_reason(reason, sizeof(reason), reply->data.data, reply->data.len);
	FUZZ_HOLDS(text_is_clean(reason, strlen(reason)));
	if (balances_read(&balances, &terms, &block, &no_multicall, &accounts, &replies, true, 1, 1, &err))
		FUZZ_HOLDS(balances.known);
	else
		check_err(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct chain_call call = { 0 };
	struct chain_reply reply = { 0 };
	struct json_object *message = NULL;
	struct err err = { 0 };

	if (len < 1 || !json_read(&message, (const char *)data + 1, len - 1, &err))
		return 0;
	call.method = (enum chain_method)(data[0] % CHAIN_METHOD_COUNT);
	buf_init(&call.data, 0);
	buf_init(&reply.data, 0);
	(void)rpc_id(message);
	(void)rpc_refuses_batch(message, data[0]);
	rpc_decode(&reply, &call, message);
	while (rpc_ask_otherwise(&call, &reply))	/* gives the same answer to every way of asking */
		rpc_decode(&reply, &call, message);
	if (!reply.ok)
		check_err(&reply.err);
	else if (call.method == CHAIN_CALL)
		read_bytes(&reply);
	buf_free(&call.data);
	buf_free(&reply.data);
	json_object_put(message);
	return 0;
}
