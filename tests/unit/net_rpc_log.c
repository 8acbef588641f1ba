/* rpc_log: the newest log that fits what was asked for, and nothing else. */
#include "tests/support/unit.h"

#include <stdio.h>
#include <string.h>

#include "net/rpc.h"
#include "wallet/base/mem.h"

#define ADDRESS "0x1100000000000000000000000000000000000000"
#define TOPIC_1 "0xaa00000000000000000000000000000000000000000000000000000000000000"
#define TOPIC_2 "0xbb00000000000000000000000000000000000000000000000000000000000000"
#define TX_1 "0xc100000000000000000000000000000000000000000000000000000000000000"
#define TX_2 "0xc200000000000000000000000000000000000000000000000000000000000000"
#define BLOCK "0xd000000000000000000000000000000000000000000000000000000000000000"

#define LOG(address, topics, tx, more) \
	"{\"address\":\"" address "\",\"topics\":[" topics "],\"blockNumber\":\"0x4d2\",\"blockHash\":\"" BLOCK "\"," \
	"\"transactionHash\":\"" tx "\"" more "}"
#define TOPICS "\"" TOPIC_1 "\",\"" TOPIC_2 "\""
#define FITS LOG(ADDRESS, TOPICS, TX_1, ",\"removed\":false")

static struct chain_call call;

static int set_up(void **state)
{
	uint8_t topics[2 * KECCAK_SIZE] = { 0 };

	(void)state;
	topics[0] = 0xaa;
	topics[KECCAK_SIZE] = 0xbb;
	call = (struct chain_call){ .method = CHAIN_LOG, .to = { { 0x11 } }, .first = 1000, .block = 2999 };
	buf_init(&call.data, 0);
	buf_add(&call.data, topics, sizeof(topics));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_free(&call.data);
	return 0;
}

static void asks_for_an_address_topics_and_blocks(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 0);
	rpc_encode(&out, &call, 3);
	assert_string_equal(buf_string(&out), "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"eth_getLogs\",\"params\":["
			    "{\"address\":\"" ADDRESS "\",\"fromBlock\":\"0x3e8\",\"toBlock\":\"0xbb7\","
			    "\"topics\":[" TOPICS "]}]}");
	buf_free(&out);
}

static struct chain_reply decode(const char *result)
{
	struct chain_reply reply = { 0 };
	struct json_object *message = NULL;
	char text[4096];
	struct err err;

	buf_init(&reply.data, 0);
	snprintf(text, sizeof(text), "{\"id\":3,\"result\":%s}", result);
	assert_true(json_read(&message, text, strlen(text), &err));
	rpc_decode(&reply, &call, message);
	buf_free(&reply.data);
	json_object_put(message);
	return reply;
}

static void the_newest_that_fits_is_read(void **state)
{
	static const struct { const char *result; bool found; uint8_t tx; } rows[] = {
		{ "[]", false, 0 }, { "[" FITS "]", true, 0xc1 },
		{ "[" FITS "," LOG(ADDRESS, TOPICS, TX_2, "") "]", true, 0xc2 },
		{ "[" FITS "," LOG(ADDRESS, TOPICS, TX_2, ",\"removed\":true") "]", true, 0xc1 },
		{ "[" FITS "," LOG("0x2200000000000000000000000000000000000000", TOPICS, TX_2, "") "]", true, 0xc1 },
		{ "[" LOG(ADDRESS, "\"" TOPIC_2 "\",\"" TOPIC_1 "\"", TX_2, "") "]", false, 0 },
		{ "[" LOG(ADDRESS, "\"" TOPIC_1 "\"", TX_2, "") "]", false, 0 },
		{ "[null,7,{},[]]", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct chain_reply reply = decode(rows[i].result);

		assert_true(reply.ok);
		assert_int_equal(reply.found, rows[i].found);
		assert_int_equal(reply.hash[0], rows[i].tx);
		if (reply.found)
			assert_true(reply.block == 1234 && reply.block_hash[0] == 0xd0);
	}
}

static void what_is_no_answer_is_none(void **state)
{
	static const char *const results[] = {
		"null", "{}", "\"0x\"", "[{\"address\":\"" ADDRESS "\",\"topics\":[" TOPICS "]}]",
		"[{\"address\":\"" ADDRESS "\",\"topics\":[" TOPICS "],\"blockNumber\":\"0x4d2\",\"blockHash\":null}]",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(results); i++) {
		struct chain_reply reply = decode(results[i]);

		assert_false(reply.ok);
		assert_int_equal(reply.err.code, ERR_BAD_ANSWER);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(asks_for_an_address_topics_and_blocks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_newest_that_fits_is_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_answer_is_none, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
