#include "tests/unit/net_help.h"

#include "net/json.h"
#include "wallet/base/hex.h"

enum batches {
	TAKES_BATCHES,
	REFUSES_BY_413,
	REFUSES_BY_OBJECT,
	REFUSES_BY_EMPTY_ARRAY,
	REFUSES_BY_NOTHING,
	REFUSES_BY_GETH,
};

/* A node that is told how to behave.  If a number is asked for, it gives the id of the request,
 * else a fitting result. */
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

/* Returns what a batch leads to, asked of a server that does this. */
static struct action *ask(struct fixture *fixture, http_server_script *script, void *context, struct chain_batch *batch)
{
	begin(fixture, script, context);
	net_chain(fixture->net, 1, batch);
	return wait_one(fixture);
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

		check_replies(ask(&fixture, serve_node, &node, &batch));
		net_chain(fixture.net, 2, &second);
		wait_delivered(&fixture, 2);
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
	action = ask(&fixture, serve_node, &node, &batch);
	for (size_t i = 0; i < 50; i++)
		assert_int_equal(action->chain.items[i].number.limb[0], i + 1);
	end(&fixture);
	assert_int_equal(node.singles_seen, 50);
}

/* The server never answers, so it hears only what is asked at once. */
static void at_most_sixteen_are_asked_at_once(void **state)
{
	struct node node = { .batches = REFUSES_BY_413 };
	struct canned silence = { .what = SERVER_HANG };
	struct fixture fixture;
	struct chain_batch batch = questions(), many = { 0 };

	(void)state;
	ask(&fixture, serve_node, &node, &batch);
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

static void a_missing_answer_is_asked_for_alone(void **state)
{
	struct node node = { .leave_out = 3 };
	struct fixture fixture;
	struct chain_batch batch = questions();
	const struct action *action;

	(void)state;
	action = ask(&fixture, serve_node, &node, &batch);
	assert_true(action->ok);
	check_replies(action);
	assert_int_equal(node.batches_seen, 1);
	assert_int_equal(node.singles_seen, 1);
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
	replies = &ask(&fixture, serve_node, &node, &batch)->chain;
	keccak256(hash, "raw", 3);
	assert_true(replies->items[1].ok);
	assert_memory_equal(replies->items[1].hash, hash, sizeof(hash));
	assert_int_equal(replies->items[2].number.limb[0], 3);
	end(&fixture);
	assert_int_equal(node.batches_seen, 1);
	assert_int_equal(node.singles_seen, 1);
	assert_int_equal(node.sends_seen, 1);
}

/* Checks how a batch of two and a single question end when the server does this. */
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
		wait_for_what_comes(fixture.net, answer.what);
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
	struct canned rate = { .status = 429, .headers = "Retry-After: 86400\r\n", .body = "{\"error\":{\"code\":-32016,"
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

/* A node that has had enough. */
struct limiter {
	struct node node;
	bool in_status;		/* true: it refuses with a 429; false: with -32016 and status 200 */
	const char *headers;
	size_t batches, singles;	/* how many of each it refuses */
	size_t items;			/* how many at the end of a batch it refuses */
	atomic_size_t refused;
};

static const char OVER[] = "\"error\":{\"code\":-32016,\"message\":\"over rate limit\"}}";

static void refuse_last_items(struct buf *body, struct limiter *limiter, struct json_object *calls)
{
	size_t count = json_object_array_length(calls);

	for (size_t i = 0; i < count; i++) {
		struct json_object *call = json_object_array_get_idx(calls, i);

		buf_add_byte(body, i ? ',' : '[');
		if (i + limiter->items < count)
			add_result(body, &limiter->node, call);
		else
			buf_add_format(body, "{\"id\":%s,%s", json_digits(json_member(call, "id")), OVER);
	}
	buf_add_byte(body, ']');
}

static bool spend(size_t *left)
{
	return *left && (*left)--;
}

static enum http_server_do serve_limiter(void *context, const struct http_server_request *request, struct buf *out)
{
	struct limiter *limiter = context;
	struct json_object *asked;
	struct buf body;
	struct err err;
	bool is_batch;

	assert_true(json_read(&asked, request->body, strlen(request->body), &err));
	is_batch = json_object_is_type(asked, json_type_array);
	buf_init(&body, 0);
	if (is_batch && limiter->items) {
		refuse_last_items(&body, limiter, asked);
		limiter->items = 0;
		http_server_reply(out, 200, "", buf_string(&body));
	} else if (spend(is_batch ? &limiter->batches : &limiter->singles)) {
		atomic_fetch_add(&limiter->refused, 1);
		buf_add_format(&body, "{\"id\":%s,%s", is_batch ? "null" : json_digits(json_member(asked, "id")), OVER);
		http_server_reply(out, limiter->in_status ? 429 : 200, limiter->headers ? limiter->headers : "",
				  buf_string(&body));
	} else {
		buf_free(&body);
		json_object_put(asked);
		return serve_node(&limiter->node, request, out);
	}
	buf_free(&body);
	json_object_put(asked);
	return SERVER_ANSWER;
}

static size_t count_notices(const struct fixture *fixture)
{
	size_t count = 0;

	for (size_t i = 0; i < fixture->count; i++)
		count += fixture->delivered[i].type == ACTION_NODE_WAITS;
	return count;
}

/* Returns the answer, and how many notices of waiting came before it. */
static const struct action *wait_answer(struct fixture *fixture, size_t *notices)
{
	while (!net_idle(fixture->net))
		net_wait(fixture->net, NULL, 0, PATIENCE_MS);
	*notices = count_notices(fixture);
	assert_int_equal(fixture->count, *notices + 1);
	assert_int_equal(fixture->delivered[*notices].type, ACTION_CHAIN);
	return &fixture->delivered[*notices];
}

/* Returns what a batch leads to at a node that is over its limit, and counts the notices of waits
 * that came before. */
static const struct action *ask_limiter(struct fixture *fixture, size_t *notices, struct limiter *limiter,
					uint32_t request, struct chain_batch *batch)
{
	begin(fixture, serve_limiter, limiter);
	net_chain(fixture->net, request, batch);
	return wait_answer(fixture, notices);
}

static void check_all_answered(const struct action *action)
{
	assert_true(action->ok);
	assert_int_equal(action->chain.items[0].number.limb[0], 1);
	assert_int_equal(action->chain.items[1].err.code, ERR_REVERTED);
	assert_true(action->chain.items[2].ok);
	assert_int_equal(action->chain.items[3].number.limb[0], 4);
}

/* If a limit refuses a batch, by a status, by one error or by one for each, its questions are asked
 * singly at once.  No batch is tried again. */
static void a_batch_over_the_limit_is_asked_singly(void **state)
{
	(void)state;
	for (int how = 0; how < 3; how++) {
		struct limiter limiter = { .in_status = how == 0,
					   .batches = how < 2 ? 9 : 0,
					   .items = how < 2 ? 0 : 4 };
		struct fixture fixture;
		struct chain_batch batch = questions(), second = questions();
		size_t notices;

		check_all_answered(ask_limiter(&fixture, &notices, &limiter, 1, &batch));
		assert_int_equal(notices, 0);
		net_chain(fixture.net, 2, &second);
		while (!net_idle(fixture.net))
			net_wait(fixture.net, NULL, 0, PATIENCE_MS);
		check_all_answered(&fixture.delivered[1]);
		end(&fixture);
		assert_int_equal(limiter.node.singles_seen, 8);
		assert_int_equal(limiter.batches, how < 2 ? 8 : 0);
	}
}

/* What the node did answer is not asked again. */
static void a_limit_on_some_of_a_batch_is_waited_out(void **state)
{
	struct limiter limiter = { .items = 2 };
	struct fixture fixture;
	struct chain_batch batch = questions();
	size_t notices;

	(void)state;
	check_all_answered(ask_limiter(&fixture, &notices, &limiter, 1, &batch));
	assert_int_equal(notices, 1);
	assert_in_range(fixture.delivered[0].node_waits.for_ms, 750, 1250);
	assert_non_null(strstr(fixture.delivered[0].node_waits.why, "127.0.0.1"));
	assert_non_null(strstr(fixture.delivered[0].node_waits.why, "over rate limit"));
	end(&fixture);
	assert_int_equal(limiter.node.batches_seen + limiter.node.singles_seen, 1);
}

/* A limit is waited out also while a transaction is sent, because a node that is over its limit has
 * not taken it. */
static void a_limit_is_waited_out_as_long_as_the_node_says(void **state)
{
	(void)state;
	for (int in_status = 0; in_status < 2; in_status++) {
		struct limiter limiter = { .in_status = in_status, .headers = "Retry-After: 1\r\n", .singles = 1 };
		struct fixture fixture;
		struct chain_batch batch = { 0 };
		const struct action *action;
		size_t notices;

		buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, "raw");
		action = ask_limiter(&fixture, &notices, &limiter, 7, &batch);
		assert_true(action->chain.items[0].ok);
		assert_true(action->elapsed_ms >= 1000);
		assert_int_equal(notices, 1);
		assert_int_equal(fixture.delivered[0].request, 7);
		assert_in_range(fixture.delivered[0].node_waits.for_ms, 1000, 1100);
		end(&fixture);
		assert_int_equal(limiter.node.sends_seen, 1);
	}
}

static void a_batch_is_not_asked_singly_before_the_time_the_node_says(void **state)
{
	struct limiter limiter = { .in_status = true, .headers = "Retry-After: 1\r\n", .batches = 1 };
	struct fixture fixture;
	struct chain_batch batch = questions();
	const struct action *action;
	size_t notices;

	(void)state;
	action = ask_limiter(&fixture, &notices, &limiter, 1, &batch);
	check_all_answered(action);
	assert_true(action->elapsed_ms >= 1000);
	assert_int_equal(notices, 1);
	end(&fixture);
}

/* While one request waits, the node is not asked for another request either. */
static void who_comes_meanwhile_waits_as_well(void **state)
{
	struct limiter limiter = { .in_status = true, .headers = "Retry-After: 1\r\n", .singles = 1 };
	struct fixture fixture;
	struct chain_batch first = { 0 }, second = { 0 };

	(void)state;
	chain_add(&first, CHAIN_ID);
	chain_add(&second, CHAIN_ID);
	begin(&fixture, serve_limiter, &limiter);
	net_chain(fixture.net, 1, &first);
	while (!count_notices(&fixture))
		net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	net_chain(fixture.net, 2, &second);
	while (!net_idle(fixture.net))
		net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	assert_int_equal(fixture.count, 4);
	assert_int_equal(count_notices(&fixture), 2);
	assert_true(fixture.delivered[2].ok && fixture.delivered[3].ok);
	assert_int_equal(atomic_load(&limiter.refused), 1);
	end(&fixture);
}

static void a_day_is_not_waited(void **state)
{
	struct limiter limiter = { .in_status = true, .headers = "Retry-After: 86400\r\n", .batches = 9, .singles = 9 };
	struct fixture fixture;
	struct chain_batch batch = questions();
	const struct action *action;
	size_t notices;

	(void)state;
	action = ask_limiter(&fixture, &notices, &limiter, 1, &batch);
	assert_int_equal(notices, 0);
	assert_false(action->ok);
	assert_int_equal(action->err.code, ERR_RPC_LIMITED);
	assert_int_equal(action->err.retry_after, 86400);
	assert_non_null(strstr(action->err.msg, "24 h"));
	assert_true(action->elapsed_ms < 5000);
	end(&fixture);
}

static void who_waits_can_be_cancelled(void **state)
{
	struct limiter limiter = { .in_status = true, .headers = "Retry-After: 100\r\n", .singles = 9 };
	struct fixture fixture;
	struct chain_batch batch = { 0 };

	(void)state;
	chain_add(&batch, CHAIN_ID);
	begin(&fixture, serve_limiter, &limiter);
	net_chain(fixture.net, 1, &batch);
	while (!count_notices(&fixture))
		net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	net_cancel(fixture.net, 1);
	assert_true(net_idle(fixture.net));
	net_wait(fixture.net, NULL, 0, 0);
	assert_int_equal(fixture.count, 1);
	end(&fixture);
}

/* A node that knows neither the pending tag nor a history of fees. */
static enum http_server_do serve_old_node(void *context, const struct http_server_request *request, struct buf *out)
{
	size_t *refusals = context;
	struct json_object *asked;
	struct buf body;
	struct err err;
	const char *method;

	assert_true(json_read(&asked, request->body, strlen(request->body), &err));
	if (json_object_is_type(asked, json_type_array)) {
		http_server_reply(out, 400, "", "{}");
		json_object_put(asked);
		return SERVER_ANSWER;
	}
	method = json_text(json_member(asked, "method"));
	buf_init(&body, 0);
	buf_add_format(&body, "{\"id\":%s,", json_digits(json_member(asked, "id")));
	if (!strcmp(method, "eth_feeHistory") || strstr(request->body, "\"pending\"")) {
		(*refusals)++;
		buf_add_string(&body, "\"error\":{\"code\":-32601,\"message\":\"not supported\"}}");
	} else if (!strcmp(method, "eth_getBlockByNumber")) {
		buf_add_string(&body, "\"result\":{\"baseFeePerGas\":\"0x989680\"}}");
	} else {
		buf_add_string(&body, "\"result\":\"0xe4e1c0\"}");
	}
	http_server_reply(out, 200, "", buf_string(&body));
	buf_free(&body);
	json_object_put(asked);
	return SERVER_ANSWER;
}

static void what_a_node_does_not_know_is_asked_otherwise_and_remembered(void **state)
{
	size_t refusals = 0;
	struct fixture fixture;

	(void)state;
	begin(&fixture, serve_old_node, &refusals);
	for (uint32_t request = 1; request <= 2; request++) {
		struct chain_batch batch = { 0 };
		const struct chain_reply *items;

		chain_add(&batch, CHAIN_FEES);
		chain_add(&batch, CHAIN_NONCE)->tag = CHAIN_PENDING;
		chain_add(&batch, CHAIN_NONCE)->tag = CHAIN_LATEST;
		net_chain(fixture.net, request, &batch);
		wait_delivered(&fixture, request);
		items = fixture.delivered[request - 1].chain.items;
		assert_true(items[0].ok && items[1].ok && items[2].ok);
		assert_int_equal(items[0].base_fee.limb[0], 10000000);
		assert_int_equal(items[0].priority_fee.limb[0], 5000000);
		assert_true(items[1].only_latest);
		assert_false(items[2].only_latest);
		assert_int_equal(refusals, 2);
	}
	end(&fixture);
}

/* Single answers that are to another question, to no question, or under an HTTP error. */
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
		{ 404, "{\"id\":1,\"error\":{\"code\":-32601,\"message\":\"method not found\"}}", false, ERR_RPC_UNSUPPORTED },
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
		reply = &ask(&fixture, canned, &answer, &batch)->chain.items[0];
		if (reply->ok != cases[i].ok || reply->err.code != cases[i].code)
			fail_msg("case %zu: %s", i, reply->err.msg);
		end(&fixture);
		free(answer.last_body);
	}
}

static const struct action *ask_to_send(struct fixture *fixture, struct canned *answer)
{
	struct chain_batch batch = { 0 };

	buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, "raw");
	return ask(fixture, canned, answer, &batch);
}

/* What was cut after it was sent is not sent again: the node may have taken it. */
static void a_cut_send_is_not_repeated(void **state)
{
	struct canned cut = { .what = SERVER_CLOSE };
	struct fixture fixture;
	const struct action *action;

	(void)state;
	action = ask_to_send(&fixture, &cut);
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
	const struct action *action;

	(void)state;
	snprintf(body, sizeof(body), "{\"id\":1,\"result\":\"%s\"}", ZERO_HASH);
	action = ask_to_send(&fixture, &wrong);
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
		cmocka_unit_test(a_missing_answer_is_asked_for_alone),
		cmocka_unit_test(sending_goes_alone),
		cmocka_unit_test(a_failed_request_fails_all_its_questions),
		cmocka_unit_test(a_batch_over_the_limit_is_asked_singly),
		cmocka_unit_test(a_limit_on_some_of_a_batch_is_waited_out),
		cmocka_unit_test(a_limit_is_waited_out_as_long_as_the_node_says),
		cmocka_unit_test(a_batch_is_not_asked_singly_before_the_time_the_node_says),
		cmocka_unit_test(who_comes_meanwhile_waits_as_well),
		cmocka_unit_test(a_day_is_not_waited),
		cmocka_unit_test(who_waits_can_be_cancelled),
		cmocka_unit_test(what_a_node_does_not_know_is_asked_otherwise_and_remembered),
		cmocka_unit_test(single_answers_are_matched),
		cmocka_unit_test(a_cut_send_is_not_repeated),
		cmocka_unit_test(another_hash_is_a_bad_answer),
		cmocka_unit_test(nothing_asked_is_answered_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
