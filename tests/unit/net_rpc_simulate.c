/* rpc_simulate: what a transaction would change, asked and read. */
#include <string.h>

#include "net/json.h"
#include "net/rpc.h"
#include "tests/support/unit.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/contracts.h"
#include "wallet/eth/tx_changes.h"

static struct json_object *parse(const char *text)
{
	struct json_object *value = NULL;
	struct err err;

	assert_true(json_read(&value, text, strlen(text), &err));
	return value;
}

static void ask(struct chain_call *call)
{
	*call = (struct chain_call){ .method = CHAIN_SIMULATE, .to = contract_address(CONTRACT_STAKING) };
	memset(call->from.bytes, 0x11, sizeof(call->from.bytes));
	buf_init(&call->data, 0);
	abi_add_selector(&call->data, "stake(uint256)");
	abi_add_u64(&call->data, 10);
}

/* Makes an answer with these figures before and after; "" stands for a contract that does not exist. */
static void answer(struct chain_reply *reply, const char *const before[], const char *const after[], const char *status)
{
	struct json_object *message;
	struct chain_call call;
	struct buf text;

	ask(&call);
	buf_init(&text, 0);
	buf_add_string(&text, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[{\"calls\":[");
	for (int i = 0; i < TX_FIGURES; i++)
		buf_add_format(&text, "{\"status\":\"0x1\",\"returnData\":\"0x%s%s\"},", *before[i] ? "000000000000000000000000000000000000000000000000000000000000" : "", before[i]);
	buf_add_format(&text, "{\"status\":\"%s\",\"returnData\":\"0x\"}", status);
	for (int i = 0; i < TX_FIGURES; i++)
		buf_add_format(&text, ",{\"status\":\"0x1\",\"returnData\":\"0x%s%s\"}", *after[i] ? "000000000000000000000000000000000000000000000000000000000000" : "", after[i]);
	buf_add_string(&text, "]}]}");
	message = parse(buf_string(&text));
	*reply = (struct chain_reply){ 0 };
	buf_init(&reply->data, 0);
	rpc_decode(reply, &call, message);
	json_object_put(message);
	buf_free(&text);
	buf_free(&call.data);
}

static const char *const before[TX_FIGURES] = { "0064", "0000", "", "", "0005", "000a", "", "", "", "", "0e10", "0000" };
static const char *const after[TX_FIGURES] = { "005a", "000a", "", "", "0005", "0000", "", "", "", "", "0e10", "0000" };

static void asked_between_two_readings(void **state)
{
	struct json_object *request, *calls;
	struct chain_call call;
	struct buf text;

	(void)state;
	ask(&call);
	buf_init(&text, 0);
	rpc_encode(&text, &call, 1);
	request = parse(buf_string(&text));
	assert_string_equal(json_text(json_member(request, "method")), "eth_simulateV1");
	calls = json_member(
		json_object_array_get_idx(
			json_member(json_object_array_get_idx(json_member(request, "params"), 0), "blockStateCalls"),
			0),
		"calls");
	assert_int_equal(json_object_array_length(calls), 2 * TX_FIGURES + 1);
	assert_string_equal(json_text(json_member(json_object_array_get_idx(calls, TX_FIGURES), "to")),
			    "0x321b7ff75154472b18edb199033ff4d116f340ff");
	json_object_put(request);
	buf_free(&text);
	buf_free(&call.data);
}

static void only_what_changes_is_kept(void **state)
{
	struct chain_reply reply;
	struct tx_changes changes;

	(void)state;
	answer(&reply, before, after, "0x1");
	assert_true(reply.ok);
	tx_changes_read(&changes, &reply);
	assert_true(changes.known);
	assert_int_equal(changes.count, 3);
	assert_string_equal(changes.items[0].name, "VVV");
	assert_true(u256_compare(changes.items[0].before.units, u256_from_u64(100)) == 0);
	assert_true(u256_compare(changes.items[0].after.units, u256_from_u64(90)) == 0);
	assert_string_equal(changes.items[1].name, "sVVV");
	assert_string_equal(changes.items[2].name, "Allowance");
	assert_int_equal(tx_changes_cooldown(&changes, CONTRACT_STAKING), 3600);
	assert_int_equal(tx_changes_cooldown(&changes, CONTRACT_DIEM), 0);
	buf_free(&reply.data);
}

/* A call that fails in the simulation changes nothing that could be shown. */
static void a_call_that_fails_is_no_answer(void **state)
{
	struct chain_reply reply;
	struct tx_changes changes;

	(void)state;
	answer(&reply, before, after, "0x0");
	assert_false(reply.ok);
	tx_changes_read(&changes, &reply);
	assert_false(changes.known);
	assert_int_equal(changes.count, 0);
	buf_free(&reply.data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asked_between_two_readings),
		cmocka_unit_test(only_what_changes_is_kept),
		cmocka_unit_test(a_call_that_fails_is_no_answer),
	};

	return cmocka_run_group_tests_name("net_rpc_simulate", tests, NULL, NULL);
}
