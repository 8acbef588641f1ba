#include "tests/unit/net_help.h"

#include "net/json.h"
#include "wallet/hex.h"

enum batches {
	TAKES_BATCHES,
	REFUSES_BY_413,
	REFUSES_BY_OBJECT,
	REFUSES_BY_EMPTY_ARRAY,
	REFUSES_BY_NOTHING,
	REFUSES_BY_GETH,
};

/* A node that is told how to behave.  Where a number is asked for it gives the id of
 * the request, else a fitting result. */
struct node {
	enum batches batches;
	bool backwards;		/* answers of a batch in reverse */
	size_t leave_out;	/* id to leave out of a batch's answers */
	size_t batches_seen, singles_seen, sends_seen;
};

static const char ZERO_HASH[] = "0x0000000000000000000000000000000000000000000000000000000000000000";

static void add_result(struct buf *out, struct node *node, struct json_object *call)
{
	const char *method = json_text(json_member(call, "method"));
	const char *id = json_digits(json_member(call, "id"));

	assert_non_null(method);
	assert_non_null(id);
	buf_add_format(out, "{\"jsonrpc\":\"2.0\",\"id\":%s,", id);
	if (!strcmp(method, "eth_sendRawTransaction")) {
		struct json_object *params = json_member(call, "params");
		struct buf raw;
		uint8_t hash[KECCAK_SIZE];

		node->sends_seen++;
		buf_init(&raw, 0);
		assert_true(hex_decode_buf(&raw, json_text(json_object_array_get_idx(params, 0))));
		keccak256(hash, raw.data, raw.len);
		buf_free(&raw);
		buf_add_string(out, "\"result\":\"");
		hex_append(out, hash, sizeof(hash));
		buf_add_string(out, "\"}");
	} else if (!strcmp(method, "eth_call")) {
		buf_add_string(out, "\"error\":{\"code\":3,\"message\":\"execution reverted: no\"}}");
	} else if (!strcmp(method, "eth_getTransactionReceipt")) {
		buf_add_string(out, "\"result\":null}");
	} else {
		buf_add_format(out, "\"result\":\"0x%llx\"}", strtoull(id, NULL, 10));
	}
}

static void answer_batch(struct buf *body, struct node *node, struct json_object *calls)
{
	size_t count = json_object_array_length(calls);
	char before = '[';

	for (size_t i = 0; i < count; i++) {
		struct json_object *call = json_object_array_get_idx(calls, node->backwards ? count - 1 - i : i);

		if ((size_t)json_object_get_int(json_member(call, "id")) == node->leave_out)
			continue;
		buf_add_byte(body, (uint8_t)before);
		before = ',';
		add_result(body, node, call);
	}
	buf_add_byte(body, ']');
}

static int refuse(struct buf *body, const struct node *node)
{
	static const char *const bodies[] = {
		[REFUSES_BY_413] = "{\"error\":\"Request entity too large\"}",
		[REFUSES_BY_OBJECT] = "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"no batches\"}}",
		[REFUSES_BY_EMPTY_ARRAY] = "[]",
		[REFUSES_BY_NOTHING] = "",
		[REFUSES_BY_GETH] = "[{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32600,\"message\":\"batch too large\"}}]",
	};

	buf_add_string(body, bodies[node->batches]);
	return node->batches == REFUSES_BY_413 ? 413 : 200;
}

static enum http_server_do serve_node(void *context, const struct http_server_request *request, struct buf *out)
{
	struct node *node = context;
	struct json_object *asked;
	struct buf body;
	struct err err;
	int status = 200;

	assert_string_equal(request->method, "POST");
	assert_string_equal(request->path, "/rpc");
	assert_true(json_read(&asked, request->body, strlen(request->body), &err));
	buf_init(&body, 0);
	if (!json_object_is_type(asked, json_type_array)) {
		node->singles_seen++;
		add_result(&body, node, asked);
	} else {
		node->batches_seen++;
		if (node->batches == TAKES_BATCHES)
			answer_batch(&body, node, asked);
		else
			status = refuse(&body, node);
	}
	http_server_reply(out, status, "Date: Sat, 21 Nov 2026 08:30:00 GMT\r\n", buf_string(&body));
	buf_free(&body);
	json_object_put(asked);
	return SERVER_ANSWER;
}

/* Three questions with three kinds of answer. */
static struct chain_batch questions(void)
{
	struct chain_batch batch = { 0 };

	chain_add(&batch, CHAIN_ID);
	chain_add(&batch, CHAIN_CALL);
	chain_add(&batch, CHAIN_RECEIPT);
	chain_add(&batch, CHAIN_BALANCE);
	return batch;
}

static void check_replies(const struct action *action)
{
	const struct chain_replies *replies = &action->chain;

	assert_int_equal(action->type, ACTION_CHAIN);
	assert_true(action->ok);
	assert_int_equal(action->server_ms, INT64_C(1795249800000));
	assert_int_equal(replies->count, 4);
	assert_true(replies->items[0].ok);
	assert_int_equal(replies->items[0].number.limb[0], 1);
	assert_false(replies->items[1].ok);
	assert_int_equal(replies->items[1].err.code, ERR_REVERTED);
	assert_string_equal(replies->items[1].err.msg, "no");
	assert_true(replies->items[2].ok);
	assert_false(replies->items[2].found);
	assert_true(replies->items[3].ok);
	assert_int_equal(replies->items[3].number.limb[0], 4);
}

static void one_batch_brings_all_answers_in_any_order(void **state)
{
	(void)state;
	for (int backwards = 0; backwards < 2; backwards++) {
		struct node node = { .backwards = backwards };
		struct fixture fixture;
		struct chain_batch batch = questions();

		begin(&fixture, serve_node, &node);
		net_chain(fixture.net, 1, &batch);
		assert_int_equal(batch.count, 0);
		check_replies(wait_one(&fixture));
		end(&fixture);
		assert_int_equal(node.batches_seen, 1);
		assert_int_equal(node.singles_seen, 0);
	}
}

static void a_refused_batch_is_asked_singly_and_remembered(void **state)
{
	(void)state;
	for (enum batches how = REFUSES_BY_413; how <= REFUSES_BY_GETH; how++) {
		struct node node = { .batches = how };
		struct fixture fixture;
		struct chain_batch batch = questions(), second = questions();

		begin(&fixture, serve_node, &node);
		net_chain(fixture.net, 1, &batch);
		check_replies(wait_one(&fixture));
		net_chain(fixture.net, 2, &second);
		while (fixture.count < 2)
			net_wait(fixture.net, NULL, 0, PATIENCE_MS);
		check_replies(&fixture.delivered[1]);
		end(&fixture);
		assert_int_equal(node.batches_seen, 1);
		assert_int_equal(node.singles_seen, 8);
	}
}

static void many_single_requests_all_come_back(void **state)
{
	struct node node = { .batches = REFUSES_BY_413 };
	struct fixture fixture;
	struct chain_batch batch = { 0 };
	const struct action *action;

	(void)state;
	for (int i = 0; i < 50; i++)
		chain_add(&batch, CHAIN_BLOCK_NUMBER);
	begin(&fixture, serve_node, &node);
	net_chain(fixture.net, 1, &batch);
	action = wait_one(&fixture);
	for (size_t i = 0; i < 50; i++)
		assert_int_equal(action->chain.items[i].number.limb[0], i + 1);
	end(&fixture);
	assert_int_equal(node.singles_seen, 50);
}

/* The server never answers, so what it has heard is what is asked at once. */
static void at_most_sixteen_are_asked_at_once(void **state)
{
	struct node node = { .batches = REFUSES_BY_413 };
	struct canned silence = { .what = SERVER_HANG };
	struct fixture fixture;
	struct chain_batch batch = questions(), many = { 0 };

	(void)state;
	begin(&fixture, serve_node, &node);
	net_chain(fixture.net, 1, &batch);
	wait_one(&fixture);
	fixture.script = canned;
	fixture.script_context = &silence;
	for (int i = 0; i < 40; i++)
		chain_add(&many, CHAIN_ID);
	atomic_store(&fixture.requests, 0);
	net_chain(fixture.net, 2, &many);
	wait_requests(&fixture, 16);
	net_wait(fixture.net, NULL, 0, 50);
	assert_int_equal(atomic_load(&fixture.requests), 16);
	end(&fixture);
	free(silence.last_body);
}

static void a_missing_answer_fails_alone(void **state)
{
	struct node node = { .leave_out = 3 };
	struct fixture fixture;
	struct chain_batch batch = questions();
	const struct action *action;

	(void)state;
	begin(&fixture, serve_node, &node);
	net_chain(fixture.net, 1, &batch);
	action = wait_one(&fixture);
	assert_true(action->ok);
	assert_true(action->chain.items[0].ok);
	assert_false(action->chain.items[2].ok);
	assert_int_equal(action->chain.items[2].err.code, ERR_BAD_ANSWER);
	assert_true(action->chain.items[3].ok);
	end(&fixture);
}

static void sending_goes_alone(void **state)
{
	struct node node = { 0 };
	struct fixture fixture;
	struct chain_batch batch = { 0 };
	const struct chain_replies *replies;
	uint8_t hash[KECCAK_SIZE];

	(void)state;
	chain_add(&batch, CHAIN_ID);
	buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, "raw");
	chain_add(&batch, CHAIN_NONCE);
	begin(&fixture, serve_node, &node);
	net_chain(fixture.net, 1, &batch);
	replies = &wait_one(&fixture)->chain;
	keccak256(hash, "raw", 3);
	assert_true(replies->items[1].ok);
	assert_memory_equal(replies->items[1].hash, hash, sizeof(hash));
	assert_int_equal(replies->items[2].number.limb[0], 3);
	end(&fixture);
	assert_int_equal(node.batches_seen, 1);
	assert_int_equal(node.singles_seen, 1);
	assert_int_equal(node.sends_seen, 1);
}

/* How a batch of two and of a single question end when the server does this. */
static void check_failure(struct canned answer, enum err_code code)
{
	for (int single = 0; single < 2; single++) {
		struct fixture fixture;
		struct chain_batch batch = { 0 };
		const struct action *action;

		chain_add(&batch, CHAIN_ID);
		if (!single)
			chain_add(&batch, CHAIN_FEES);
		begin(&fixture, canned, &answer);
		net_set_timeouts(fixture.net, 2000, 100);
		net_chain(fixture.net, 1, &batch);
		action = wait_one(&fixture);
		assert_false(action->ok);
		assert_int_equal(action->err.code, code);
		for (size_t i = 0; i < action->chain.count; i++) {
			assert_false(action->chain.items[i].ok);
			if (action->chain.items[i].err.code != code)
				fail_msg("%s: %s", err_info(action->chain.items[i].err.code)->name,
					 action->chain.items[i].err.msg);
		}
		end(&fixture);
		free(answer.last_body);
		answer.last_body = NULL;
	}
}

static void a_failed_request_fails_all_its_questions(void **state)
{
	struct canned rate = { .status = 429, .headers = "Retry-After: 3\r\n", .body = "{\"error\":{\"code\":-32016,"
			       "\"message\":\"over rate limit\"}}" };

	(void)state;
	check_failure((struct canned){ .what = SERVER_CLOSE }, ERR_CONNECTION_CUT);
	check_failure((struct canned){ .what = SERVER_HANG }, ERR_TIMEOUT);
	check_failure((struct canned){ .status = 200, .body = "garbage" }, ERR_BAD_ANSWER);
	check_failure((struct canned){ .status = 200, .body = "<html>" }, ERR_RPC_WEB_PAGE);
	check_failure((struct canned){ .status = 502, .body = "<html>" }, ERR_RPC_UNAVAILABLE);
	check_failure((struct canned){ .status = 401, .body = "{}" }, ERR_RPC_UNAUTHORIZED);
	check_failure((struct canned){ .status = 403, .body = "" }, ERR_RPC_FORBIDDEN);
	check_failure((struct canned){ .status = 301, .headers = "Location: /x\r\n", .body = "" }, ERR_RPC_REDIRECTED);
	check_failure(rate, ERR_RPC_LIMITED);
}

static void a_limit_is_no_refusal_of_batches(void **state)
{
	struct canned limit = { .status = 200, .body = "{\"id\":null,\"error\":{\"code\":-32005,\"message\":\"slow\"}}" };
	struct fixture fixture;
	struct chain_batch batch = questions();
	const struct action *action;

	(void)state;
	begin(&fixture, canned, &limit);
	net_chain(fixture.net, 1, &batch);
	action = wait_one(&fixture);
	for (size_t i = 0; i < action->chain.count; i++)
		assert_int_equal(action->chain.items[i].err.code, ERR_RPC_LIMITED);
	assert_int_equal(atomic_load(&fixture.requests), 1);
	end(&fixture);
	free(limit.last_body);
}

/* Single answers: to another question, of no question, and under an HTTP error. */
static void single_answers_are_matched(void **state)
{
	static const struct { int status; const char *body; bool ok; enum err_code code; } cases[] = {
		{ 200, "{\"id\":1,\"result\":\"0x7\"}", true, ERR_NONE },
		{ 200, "{\"id\":2,\"result\":\"0x7\"}", false, ERR_BAD_ANSWER },
		{ 200, "{\"result\":\"0x7\"}", false, ERR_BAD_ANSWER },
		{ 200, "[{\"id\":1,\"result\":\"0x7\"}]", false, ERR_BAD_ANSWER },
		{ 200, "null", false, ERR_BAD_ANSWER },
		{ 200, "{\"id\":null,\"error\":{\"code\":-32700,\"message\":\"parse error\"}}", false, ERR_RPC },
		{ 400, "{\"id\":1,\"error\":{\"code\":3,\"message\":\"execution reverted\"}}", false, ERR_REVERTED },
		{ 500, "{\"id\":1,\"error\":{\"code\":-32603,\"message\":\"internal\"}}", false, ERR_RPC },
		{ 404, "{\"id\":1,\"error\":{\"code\":-32601,\"message\":\"method not found\"}}", false, ERR_RPC },
		{ 401, "{\"id\":1,\"error\":{\"code\":-32600,\"message\":\"Must be authenticated!\"}}", false, ERR_RPC_UNAUTHORIZED },
		{ 500, "{\"id\":null,\"error\":{\"code\":-32603,\"message\":\"internal\"}}", false, ERR_RPC_UNAVAILABLE },
		{ 500, "{\"id\":1,\"result\":\"0x7\"}", false, ERR_RPC_UNAVAILABLE },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct canned answer = { .status = cases[i].status, .body = cases[i].body };
		struct fixture fixture;
		struct chain_batch batch = { 0 };
		const struct chain_reply *reply;

		chain_add(&batch, CHAIN_ID);
		begin(&fixture, canned, &answer);
		net_chain(fixture.net, 1, &batch);
		reply = &wait_one(&fixture)->chain.items[0];
		if (reply->ok != cases[i].ok || reply->err.code != cases[i].code)
			fail_msg("case %zu: %s", i, reply->err.msg);
		end(&fixture);
		free(answer.last_body);
	}
}

/* What was cut after it was sent is not sent again: the node may have taken it. */
static void a_cut_send_is_not_repeated(void **state)
{
	struct canned cut = { .what = SERVER_CLOSE };
	struct fixture fixture;
	struct chain_batch batch = { 0 };
	const struct action *action;

	(void)state;
	buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, "raw");
	begin(&fixture, canned, &cut);
	net_chain(fixture.net, 1, &batch);
	action = wait_one(&fixture);
	assert_false(action->ok);
	assert_int_equal(action->chain.items[0].err.code, ERR_CONNECTION_CUT);
	assert_int_equal(atomic_load(&fixture.requests), 1);
	end(&fixture);
	free(cut.last_body);
}

static void another_hash_is_a_bad_answer(void **state)
{
	char body[128];
	struct canned wrong = { .status = 200, .body = body };
	struct fixture fixture;
	struct chain_batch batch = { 0 };
	const struct action *action;

	(void)state;
	snprintf(body, sizeof(body), "{\"id\":1,\"result\":\"%s\"}", ZERO_HASH);
	buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, "raw");
	begin(&fixture, canned, &wrong);
	net_chain(fixture.net, 1, &batch);
	action = wait_one(&fixture);
	assert_true(action->ok);
	assert_false(action->chain.items[0].ok);
	assert_int_equal(action->chain.items[0].err.code, ERR_BAD_ANSWER);
	end(&fixture);
	free(wrong.last_body);
}

static void nothing_asked_is_answered_at_once(void **state)
{
	struct node node = { 0 };
	struct fixture fixture;
	struct chain_batch batch = { 0 };

	(void)state;
	begin(&fixture, serve_node, &node);
	net_chain(fixture.net, 1, &batch);
	assert_int_equal(fixture.count, 0);
	assert_true(wait_one(&fixture)->ok);
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_batch_brings_all_answers_in_any_order),
		cmocka_unit_test(a_refused_batch_is_asked_singly_and_remembered),
		cmocka_unit_test(many_single_requests_all_come_back),
		cmocka_unit_test(at_most_sixteen_are_asked_at_once),
		cmocka_unit_test(a_missing_answer_fails_alone),
		cmocka_unit_test(sending_goes_alone),
		cmocka_unit_test(a_failed_request_fails_all_its_questions),
		cmocka_unit_test(a_limit_is_no_refusal_of_batches),
		cmocka_unit_test(single_answers_are_matched),
		cmocka_unit_test(a_cut_send_is_not_repeated),
		cmocka_unit_test(another_hash_is_a_bad_answer),
		cmocka_unit_test(nothing_asked_is_answered_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
