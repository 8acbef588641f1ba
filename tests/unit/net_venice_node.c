/* venice_node: Venice's RPC among a network's nodes, and who gets the key. */
#include "tests/unit/net_help.h"

#include "net/json.h"
#include "wallet/base/hex.h"

#define SECRET "VENICE_INFERENCE_KEY_of_the_test"
#define PRICED "X-Venice-RPC-Credits: 20\r\nX-Venice-RPC-Cost-USD: 0.00001400\r\n"
#define ASKED_MOST 16

/* Venice's server, and what it was asked. */
struct venice {
	struct {
		char path[256], once[128];	/* once: the header Idempotency-Key */
		bool has_key, is_batch;
		size_t calls;
		char body[512];
	} asked[ASKED_MOST];
	size_t count;
	int status;			/* the status of the next answers; 0: all is well */
	const char *body, *headers;
	enum http_server_do what;	/* what it does with the next request; then ANSWER again */
	const char *unlisted;		/* a method that it refuses */
};

static struct fixture fixture;
static struct venice venice;

static void note_asked(const struct http_server_request *request, struct json_object *question)
{
	const char *once = strstr(request->head, "\r\nIdempotency-Key: ");
	size_t index = venice.count++;

	assert_true(index < ASKED_MOST);
	snprintf(venice.asked[index].path, sizeof(venice.asked[index].path), "%s", request->path);
	venice.asked[index].has_key = strstr(request->head, "\r\nAuthorization: Bearer " SECRET "\r\n");
	venice.asked[index].is_batch = json_object_is_type(question, json_type_array);
	venice.asked[index].calls = venice.asked[index].is_batch ? json_object_array_length(question) : 1;
	snprintf(venice.asked[index].body, sizeof(venice.asked[index].body), "%s", request->body);
	if (once)
		sscanf(once, "\r\nIdempotency-Key: %127[^\r]", venice.asked[index].once);
}

static void add_result(struct buf *body, struct json_object *call)
{
	struct buf raw;
	uint8_t hash[KECCAK_SIZE];

	buf_add_format(body, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":\"", json_digits(json_member(call, "id")));
	if (!strcmp(json_text(json_member(call, "method")), "eth_sendRawTransaction")) {
		buf_init(&raw, 0);
		assert_true(hex_decode_buf(&raw, json_text(json_object_array_get_idx(json_member(call, "params"), 0))));
		keccak256(hash, raw.data, raw.len);
		hex_append(body, hash, sizeof(hash));
		buf_free(&raw);
	} else {
		buf_add_string(body, "0x2105");
	}
	buf_add_string(body, "\"}");
}

static void answer(struct buf *out, struct json_object *question)
{
	bool is_batch = json_object_is_type(question, json_type_array);
	size_t count = is_batch ? json_object_array_length(question) : 1;
	struct buf body;

	buf_init(&body, 0);
	for (size_t i = 0; i < count; i++) {
		if (is_batch)
			buf_add_byte(&body, i ? ',' : '[');
		add_result(&body, is_batch ? json_object_array_get_idx(question, i) : question);
	}
	if (is_batch)
		buf_add_byte(&body, ']');
	http_server_reply(out, 200, venice.headers ? venice.headers : PRICED, buf_string(&body));
	buf_free(&body);
}

static enum http_server_do serve(void *context, const struct http_server_request *request, struct buf *out)
{
	enum http_server_do what = venice.what;
	struct json_object *question;
	char refusal[128];
	struct err err;

	(void)context;
	assert_true(json_read(&question, request->body, strlen(request->body), &err));
	note_asked(request, question);
	venice.what = SERVER_ANSWER;
	if (venice.unlisted && strstr(request->body, venice.unlisted)) {
		snprintf(refusal, sizeof(refusal), "{\"error\":\"Unsupported RPC method: %s\"}", venice.unlisted);
		http_server_reply(out, 400, "", refusal);
	} else if (venice.status) {
		http_server_reply(out, venice.status, venice.headers ? venice.headers : "", venice.body);
	} else if (what == SERVER_ANSWER) {
		answer(out, question);
	}
	json_object_put(question);
	return what;
}

static void begin_with(const char *first, const char *second)
{
	struct network network;

	venice = (struct venice){ 0 };
	fixture = (struct fixture){ .script = serve };
	fixture.server = http_server_start(counted, &fixture);
	network_on_port(&network, http_server_port(fixture.server));
	snprintf(network.rpc_urls[0], sizeof(network.rpc_urls[0]), "%s", first);
	network.node_count = second ? 2 : 1;
	if (second)
		snprintf(network.rpc_urls[1], sizeof(network.rpc_urls[1]), second, http_server_port(fixture.server));
	open_network(&fixture, &network);
	net_set_timeouts(fixture.net, PATIENCE_MS, PATIENCE_MS);
}

static void give_key(void)
{
	struct apikey *key = apikey_new(APIKEY_MAX);

	assert_true(secret_append(&key->s, SECRET, strlen(SECRET)));
	net_rpc_key(fixture.net, key);
}

static void begin_open(void)
{
	begin_with(NETWORK_VENICE_NODE, NULL);
	give_key();
}

static void ask(uint32_t request, size_t count)
{
	struct chain_batch batch = { 0 };

	for (size_t i = 0; i < count; i++)
		chain_add(&batch, CHAIN_BALANCE);
	net_chain(fixture.net, request, &batch);
}

static void send_tx(uint32_t request, const char *raw)
{
	struct chain_batch batch = { 0 };

	buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, raw);
	net_chain(fixture.net, request, &batch);
}

/* Waits for the answer to a request, and returns it. */
static const struct action *answer_to(uint32_t request)
{
	for (;;) {
		for (size_t i = 0; i < fixture.count; i++)
			if (fixture.delivered[i].request == request && fixture.delivered[i].type == ACTION_CHAIN)
				return &fixture.delivered[i];
		net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	}
}

static struct rpc_cost cost(void)
{
	struct rpc_cost sum = { 0 };

	for (size_t i = 0; i < fixture.count; i++)
		if (fixture.delivered[i].type == ACTION_RPC_CHARGED)
			rpc_cost_add(&sum, &fixture.delivered[i].rpc_cost);
	return sum;
}

static void it_is_asked_below_the_api_with_the_key(void **state)
{
	(void)state;
	begin_open();
	ask(1, 1);
	assert_true(answer_to(1)->ok);
	assert_string_equal(venice.asked[0].path, "/api/v1/crypto/rpc/base-mainnet");
	assert_true(venice.asked[0].has_key);
	assert_string_equal(venice.asked[0].once, "");
	assert_int_equal(cost().requests, 1);
	assert_int_equal(cost().nano_usd, 14000);
	end(&fixture);
}

static void without_a_key_nothing_is_asked(void **state)
{
	(void)state;
	begin_with(NETWORK_VENICE_NODE, NULL);
	ask(1, 3);
	assert_int_equal(answer_to(1)->err.code, ERR_RPC_LOCKED);
	give_key();
	ask(2, 1);
	assert_true(answer_to(2)->ok);
	net_rpc_key(fixture.net, NULL);
	ask(3, 1);
	assert_int_equal(answer_to(3)->err.code, ERR_RPC_LOCKED);
	assert_int_equal(venice.count, 1);
	end(&fixture);
}

static void questions_wait_for_a_key_that_is_being_got(void **state)
{
	struct err no;

	(void)state;
	begin_with(NETWORK_VENICE_NODE, NULL);
	net_rpc_hold(fixture.net);
	assert_false(net_rpc_wants_key(fixture.net));
	ask(1, 1);
	assert_true(net_rpc_wants_key(fixture.net));
	give_key();
	assert_false(net_rpc_wants_key(fixture.net));
	assert_true(answer_to(1)->ok);
	net_rpc_key(fixture.net, NULL);
	net_rpc_hold(fixture.net);
	ask(2, 1);
	(void)err_set(&no, ERR_WRONG_PASSWORD, "no");
	net_rpc_close(fixture.net, &no);
	assert_int_equal(answer_to(2)->err.code, ERR_WRONG_PASSWORD);
	end(&fixture);
}

/* The second node is on the same server, below another path. */
static void no_other_node_gets_the_key(void **state)
{
	(void)state;
	begin_with(NETWORK_VENICE_NODE, "http://127.0.0.1:%u/other");
	give_key();
	ask(1, 1);
	assert_true(answer_to(1)->ok);
	while (!net_idle(fixture.net))
		net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	assert_true(venice.count >= 2);
	for (size_t i = 0; i < venice.count; i++)
		assert_true(venice.asked[i].has_key == !strcmp(venice.asked[i].path, "/api/v1/crypto/rpc/base-mainnet"));
	end(&fixture);
}

static void while_it_is_locked_another_node_is_asked_and_that_is_told(void **state)
{
	bool told = false;

	(void)state;
	begin_with(NETWORK_VENICE_NODE, "http://127.0.0.1:%u/other");
	ask(1, 1);
	assert_true(answer_to(1)->ok);
	for (size_t i = 0; i < fixture.count; i++)
		told |= fixture.delivered[i].type == ACTION_NODE_LEFT && *fixture.delivered[i].node_left.instead;
	assert_true(told);
	for (size_t i = 0; i < venice.count; i++)
		assert_string_equal(venice.asked[i].path, "/other");
	end(&fixture);
}

static void one_request_is_on_its_way_at_a_time(void **state)
{
	(void)state;
	begin_open();
	venice.what = SERVER_HANG;
	ask(1, 1);
	ask(2, 2);
	wait_requests(&fixture, 1);
	for (int i = 0; i < 20; i++)
		net_wait(fixture.net, NULL, 0, 10);
	assert_int_equal(venice.count, 1);
	net_cancel(fixture.net, 1);
	assert_true(answer_to(2)->ok);
	assert_int_equal(venice.count, 2);
	end(&fixture);
}

static void a_batch_has_a_hundred_calls_at_most(void **state)
{
	(void)state;
	begin_open();
	ask(1, 150);
	assert_true(answer_to(1)->ok);
	assert_int_equal(venice.count, 2);
	assert_int_equal(venice.asked[0].calls, 100);
	assert_int_equal(venice.asked[1].calls, 50);
	end(&fixture);
}

static void ask_a_simulation(uint32_t request)
{
	struct chain_batch batch = { 0 };

	chain_add(&batch, CHAIN_BALANCE);
	chain_add(&batch, CHAIN_TX_AT);
	chain_add(&batch, CHAIN_ID);
	net_chain(fixture.net, request, &batch);
}

static void check_a_simulation(uint32_t request)
{
	const struct chain_replies *replies = &answer_to(request)->chain;

	assert_true(replies->items[0].ok);
	assert_int_equal(replies->items[1].err.code, ERR_RPC_UNSUPPORTED);
	assert_true(replies->items[2].ok);
}

static void a_method_off_its_list_is_found_out_once(void **state)
{
	(void)state;
	begin_open();
	venice.unlisted = "eth_getTransactionBySenderAndNonce";
	ask_a_simulation(1);
	check_a_simulation(1);
	assert_int_equal(venice.count, 4);	/* the batch, then each alone */
	ask_a_simulation(2);
	check_a_simulation(2);
	assert_int_equal(venice.count, 5);
	assert_true(venice.asked[4].is_batch);
	assert_int_equal(venice.asked[4].calls, 2);
	end(&fixture);
}

static void a_lost_answer_to_a_transaction_is_asked_for_under_the_same_key(void **state)
{
	(void)state;
	begin_open();
	venice.what = SERVER_CLOSE;
	send_tx(1, "raw");
	assert_true(answer_to(1)->chain.items[0].ok);
	assert_int_equal(venice.count, 2);
	assert_memory_equal(venice.asked[0].once, "rialto-", 7);
	assert_int_equal(strlen(venice.asked[0].once), 7 + 64);
	assert_string_equal(venice.asked[0].once, venice.asked[1].once);
	assert_string_equal(venice.asked[0].body, venice.asked[1].body);
	send_tx(2, "other");
	(void)answer_to(2);
	assert_string_not_equal(venice.asked[2].once, venice.asked[0].once);
	end(&fixture);
}

/* Venice would only repeat its answer, so it must be another request. */
static void a_transaction_that_was_answered_is_sent_anew(void **state)
{
	char again[160];

	(void)state;
	begin_open();
	send_tx(1, "raw");
	assert_true(answer_to(1)->ok);
	send_tx(2, "raw");
	assert_true(answer_to(2)->ok);
	snprintf(again, sizeof(again), "%s-2", venice.asked[0].once);
	assert_string_equal(venice.asked[1].once, again);
	end(&fixture);
}

static void its_refusals_mean_what_they_mean_there(void **state)
{
	static const struct {
		int status;
		enum err_code code;
		enum remedy remedy;
	} cases[] = {
		{ 400, ERR_RPC_REFUSED, REMEDY_FIX_INPUT },
		{ 401, ERR_RPC_KEY_REFUSED, REMEDY_FIX_INPUT },
		{ 402, ERR_RPC_CREDITS, REMEDY_FUND },
		{ 500, ERR_RPC_UNAVAILABLE, REMEDY_RETRY },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		begin_open();
		venice.status = cases[i].status;
		venice.body = "{\"error\":\"those are the words\"}";
		send_tx(1, "raw");
		assert_int_equal(answer_to(1)->err.code, cases[i].code);
		assert_int_equal(answer_to(1)->err.remedy, cases[i].remedy);
		assert_int_equal(answer_to(1)->err.status, cases[i].status);
		assert_non_null(strstr(answer_to(1)->err.msg, "those are the words"));
		assert_null(strstr(answer_to(1)->err.msg, SECRET));
		assert_int_equal(cost().requests, 0);
		end(&fixture);
	}
}

static void what_costs_nothing_is_not_summed(void **state)
{
	(void)state;
	begin_open();
	venice.headers = PRICED "Idempotent-Replayed: true\r\n";
	ask(1, 1);
	assert_true(answer_to(1)->ok);
	assert_int_equal(cost().requests, 0);
	venice.headers = "X-Venice-RPC-Cost-USD: free\r\n";
	ask(2, 1);
	assert_true(answer_to(2)->ok);
	assert_int_equal(cost().requests, 1);
	assert_int_equal(cost().unpriced, 1);
	assert_int_equal(cost().nano_usd, 0);
	end(&fixture);
}

static void it_serves_one_chain_only(void **state)
{
	struct network network;
	struct err err;

	(void)state;
	network_on_port(&network, 1);
	snprintf(network.rpc_urls[0], sizeof(network.rpc_urls[0]), NETWORK_VENICE_NODE);
	network.chain_id = 1;
	assert_false(net_new(&fixture.net, &network, deliver, &fixture, &err));
	assert_int_equal(err.code, ERR_INVALID_INPUT);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_asked_below_the_api_with_the_key),
		cmocka_unit_test(without_a_key_nothing_is_asked),
		cmocka_unit_test(questions_wait_for_a_key_that_is_being_got),
		cmocka_unit_test(no_other_node_gets_the_key),
		cmocka_unit_test(while_it_is_locked_another_node_is_asked_and_that_is_told),
		cmocka_unit_test(one_request_is_on_its_way_at_a_time),
		cmocka_unit_test(a_batch_has_a_hundred_calls_at_most),
		cmocka_unit_test(a_method_off_its_list_is_found_out_once),
		cmocka_unit_test(a_lost_answer_to_a_transaction_is_asked_for_under_the_same_key),
		cmocka_unit_test(a_transaction_that_was_answered_is_sent_anew),
		cmocka_unit_test(its_refusals_mean_what_they_mean_there),
		cmocka_unit_test(what_costs_nothing_is_not_summed),
		cmocka_unit_test(it_serves_one_chain_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
