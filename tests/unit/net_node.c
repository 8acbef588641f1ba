#include "tests/unit/net_help.h"

#include <stdatomic.h>

#include "net/json.h"
#include "net/node.h"

#define NODES_MOST 3
#define CHAIN 8453

/* A node of the test's own, which is well unless told otherwise. */
struct side {
	struct http_server *server;
	struct net **net;		/* the network to be woken */
	uint64_t chain, head, balance;	/* what it answers */
	struct canned bad;		/* what it does instead, if `is_bad` */
	bool is_bad;
	bool only_balances;		/* only questions about balances get `bad` */
	size_t huge;			/* bytes of an answer that goes on and on */
	bool lacks_last;		/* it leaves the last of a batch out */
	atomic_size_t questions, sends;	/* questions about balances, and transactions taken */
};

static struct side sides[NODES_MOST];
static struct fixture fixture;

static void add_answer(struct buf *out, struct side *side, struct json_object *call)
{
	const char *method = json_text(json_member(call, "method"));
	uint64_t number = side->balance;

	if (!strcmp(method, "eth_chainId"))
		number = side->chain;
	else if (!strcmp(method, "eth_blockNumber"))
		number = side->head;
	buf_add_format(out, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":", json_digits(json_member(call, "id")));
	if (!strcmp(method, "eth_sendRawTransaction")) {
		uint8_t hash[KECCAK_SIZE];

		atomic_fetch_add(&side->sends, 1);
		keccak256(hash, "raw", 3);
		buf_add_string(out, "\"");
		for (size_t i = 0; i < sizeof(hash); i++)
			buf_add_format(out, "%s%02x", i ? "" : "0x", hash[i]);
		buf_add_string(out, "\"}");
	} else {
		buf_add_format(out, "\"0x%llx\"}", (unsigned long long)number);
	}
}

static void answer_well(struct buf *out, struct side *side, const char *question)
{
	struct json_object *asked;
	struct buf body;
	struct err err;

	assert_true(json_read(&asked, question, strlen(question), &err));
	buf_init(&body, 0);
	if (json_object_is_type(asked, json_type_array)) {
		size_t count =
			json_object_array_length(asked) - (side->lacks_last && json_object_array_length(asked) > 2);

		for (size_t i = 0; i < count; i++) {
			buf_add_byte(&body, i ? ',' : '[');
			add_answer(&body, side, json_object_array_get_idx(asked, i));
		}
		buf_add_byte(&body, ']');
	} else {
		add_answer(&body, side, asked);
	}
	http_server_reply(out, 200, "", buf_string(&body));
	buf_free(&body);
	json_object_put(asked);
}

static void answer_hugely(struct buf *out, size_t bytes)
{
	static char megabyte[1 << 20];

	memset(megabyte, ' ', sizeof(megabyte));
	buf_add_format(out, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", bytes);
	for (size_t i = 0; i < bytes; i += sizeof(megabyte))
		buf_add(out, megabyte, sizeof(megabyte));
}

static enum http_server_do serve(void *context, const struct http_server_request *request, struct buf *out)
{
	struct side *side = context;
	bool is_question = strstr(request->body, "eth_getBalance") || strstr(request->body, "eth_sendRaw");
	enum http_server_do what = SERVER_ANSWER;

	if (is_question)
		atomic_fetch_add(&side->questions, 1);
	if (side->is_bad && (is_question || !side->only_balances)) {
		what = side->bad.what;
		if (side->huge)
			answer_hugely(out, side->huge);
		else if (side->bad.raw)
			buf_add_string(out, side->bad.raw);
		else if (side->bad.body)
			http_server_reply(out, side->bad.status, side->bad.headers ? side->bad.headers : "",
					  side->bad.body);
	} else {
		answer_well(out, side, request->body);
	}
	if (*side->net)
		net_wake(*side->net);
	return what;
}

/* Begins `count` nodes, all well.  The first has a balance of 100, the second of 200, and so on. */
static void begin_nodes(size_t count)
{
	struct network network;

	fixture = (struct fixture){ 0 };
	network_on_port(&network, 1);
	network.node_count = count;
	memset(sides, 0, sizeof(sides));
	for (size_t i = 0; i < count; i++) {
		sides[i] = (struct side){ .net = &fixture.net, .chain = CHAIN, .head = 5000, .balance = 100 * (i + 1) };
		sides[i].server = http_server_start(serve, &sides[i]);
		snprintf(network.rpc_urls[i], NETWORK_URL_SIZE, "http://127.0.0.1:%u/key", http_server_port(sides[i].server));
	}
	open_network(&fixture, &network);
	net_set_timeouts(fixture.net, PATIENCE_MS, PATIENCE_MS);
}

static void end_nodes(void)
{
	for (size_t i = 0; i < NODES_MOST; i++)
		if (sides[i].server)
			http_server_stop(sides[i].server);
	end(&fixture);
}

static void stop_server(size_t index)
{
	http_server_stop(sides[index].server);
	sides[index].server = NULL;
}

static void ask_balances(uint32_t request)
{
	struct chain_batch batch = { 0 };

	chain_add(&batch, CHAIN_ID);
	chain_add(&batch, CHAIN_BALANCE);
	chain_add(&batch, CHAIN_BALANCE);
	net_chain(fixture.net, request, &batch);
}

static const struct action *find(enum action_type type)
{
	for (size_t i = fixture.count; i-- > 0;)
		if (fixture.delivered[i].type == type)
			return &fixture.delivered[i];
	return NULL;
}

static size_t count(enum action_type type)
{
	size_t found = 0;

	for (size_t i = 0; i < fixture.count; i++)
		found += fixture.delivered[i].type == type;
	return found;
}

/* Answers all that is asked, and returns the newest answer. */
static const struct action *settle(void)
{
	while (!net_idle(fixture.net))
		net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	assert_non_null(find(ACTION_CHAIN));
	return find(ACTION_CHAIN);
}

static void assert_answered_by(const struct action *answer, size_t index)
{
	char port[16];

	if (!answer->ok)
		fail_msg("%s", answer->err.msg);
	for (size_t i = 1; i < answer->chain.count; i++)
		assert_int_equal(answer->chain.items[i].number.limb[0], sides[index].balance);
	snprintf(port, sizeof(port), ":%u", http_server_port(sides[index].server));
	assert_non_null(strstr(answer->chain.host, port));
}

/* Checks what was reported: which node was left, why, and which is asked instead. */
static void assert_left(size_t index, const char *why, size_t instead)
{
	const struct action *left = find(ACTION_NODE_LEFT);
	char port[16];

	assert_non_null(left);
	if (!strstr(left->node_left.why, why))
		fail_msg("'%s' does not say '%s'", left->node_left.why, why);
	assert_null(strstr(left->node_left.why, "/key"));
	assert_null(strstr(left->node_left.why, "--rpc-url"));
	if (sides[index].server) {
		snprintf(port, sizeof(port), ":%u", http_server_port(sides[index].server));
		assert_non_null(strstr(left->node_left.why, port));
		assert_non_null(strstr(left->node_left.host, port));
	}
	snprintf(port, sizeof(port), ":%u", http_server_port(sides[instead].server));
	assert_non_null(strstr(left->node_left.instead, port));
}

static void the_first_is_asked_as_long_as_it_is_well(void **state)
{
	(void)state;
	begin_nodes(2);
	for (uint32_t i = 1; i <= 3; i++) {
		ask_balances(i);
		assert_answered_by(settle(), 0);
	}
	assert_null(find(ACTION_NODE_LEFT));
	assert_int_equal(atomic_load(&sides[1].questions), 0);
	end_nodes();
}

/* If a node fails by its own fault, whatever that is, the next one answers.  The one that was left
 * is reported once and not asked again at once. */
static void who_fails_is_left_for_the_next(void **state)
{
	static const struct { struct canned bad; size_t huge; const char *why; } cases[] = {
		{ { .what = SERVER_HANG }, 0, "did not answer in time" },
		{ { .what = SERVER_CLOSE }, 0, "ended the connection" },
		{ { .what = SERVER_CLOSE, .raw = "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n[{\"jsonrpc\"" }, 0, "in the middle" },
		{ { .what = SERVER_CLOSE, .raw = "HTTP/1.1 200 OK\r\nContent-Le" }, 0, "in the middle" },
		{ { .status = 200, .body = "\xff\x00garbage" }, 0, "" },
		{ { .status = 200, .body = "{\"so\":\"what\"}" }, 0, "" },
		{ { .status = 200, .body = "<html><body>Sign in" }, 0, "web page" },
		{ { .status = 302, .headers = "Location: https://elsewhere.example/\r\n", .body = "" }, 0, "elsewhere.example" },
		{ { .status = 400, .body = "{}" }, 0, "400" },
		{ { .status = 401, .body = "{}" }, 0, "401" },
		{ { .status = 402, .body = "{}" }, 0, "402" },
		{ { .status = 403, .body = "{}" }, 0, "403" },
		{ { .status = 404, .body = "{}" }, 0, "404" },
		{ { .status = 413, .body = "{}" }, 0, "413" },
		{ { .status = 429, .headers = "Retry-After: 600\r\n", .body = "{}" }, 0, "429" },
		{ { .status = 429, .body = "{}" }, 0, "429" },
		{ { .status = 200, .body = "{\"id\":1,\"error\":{\"code\":-32016,\"message\":\"over rate limit\"}}" }, 0, "over rate limit" },
		{ { .status = 500, .body = "oops" }, 0, "500" },
		{ { .status = 503, .headers = "Retry-After: 600\r\n", .body = "{}" }, 0, "503" },
		{ { .status = 200, .body = "{\"id\":1,\"error\":{\"code\":-32603,\"message\":\"internal error\"}}" }, 0, "internal error" },
		{ { .what = SERVER_ANSWER }, (size_t)50 << 20, "far more" },
	};

	(void)state;
	for (size_t i = 0; i < 2 * ARRAY_LENGTH(cases); i++) {
		const struct action *answer;

		begin_nodes(2);
		sides[0].bad = cases[i / 2].bad;
		sides[0].huge = cases[i / 2].huge;
		wait_for_what_comes(fixture.net, sides[0].bad.what);
		sides[0].is_bad = true;
		sides[0].only_balances = i % 2;
		ask_balances(1);
		answer = settle();
		if (!answer->ok || answer->chain.items[1].number.limb[0] != 200)
			fail_msg("case %zu: %s", i, answer->err.msg);
		assert_answered_by(answer, 1);
		assert_left(0, cases[i / 2].why, 1);
		ask_balances(2);
		assert_answered_by(settle(), 1);
		assert_int_equal(count(ACTION_NODE_LEFT), 1);
		assert_int_equal(count(ACTION_NODE_WAITS), 0);
		end_nodes();
	}
}

static void who_cannot_be_reached_is_left(void **state)
{
	(void)state;
	begin_nodes(3);
	stop_server(0);
	stop_server(1);
	ask_balances(1);
	assert_answered_by(settle(), 2);
	assert_int_equal(count(ACTION_NODE_LEFT), 2);
	end_nodes();
}

static void a_node_of_another_chain_is_left(void **state)
{
	(void)state;
	begin_nodes(2);
	sides[0].chain = 1;
	ask_balances(1);
	assert_answered_by(settle(), 1);
	assert_left(0, "chain 1, not 8453", 1);
	end_nodes();
}

/* A half answer is not completed with half of another node's. */
static void all_answers_are_one_nodes(void **state)
{
	(void)state;
	begin_nodes(2);
	sides[0].lacks_last = true;
	ask_balances(1);
	assert_answered_by(settle(), 1);
	end_nodes();
}

/* A node that answers everything, but of long ago, is left.  A look at the others shows that. */
static void who_is_far_behind_is_left(void **state)
{
	(void)state;
	begin_nodes(2);
	sides[0].head = 5000 - NODE_BEHIND_BLOCKS - 1;
	ask_balances(1);
	assert_answered_by(settle(), 1);
	assert_left(0, "31 blocks behind", 1);
	end_nodes();
	begin_nodes(2);
	sides[0].head = 5000 - NODE_BEHIND_BLOCKS;
	ask_balances(1);
	assert_answered_by(settle(), 0);
	assert_null(find(ACTION_NODE_LEFT));
	end_nodes();
}

/* A second node that hangs does not hold up the answer of the first for long. */
static void a_second_that_hangs_is_not_waited_for(void **state)
{
	const struct action *answer;

	(void)state;
	begin_nodes(2);
	net_set_timeouts(fixture.net, 2000, 60000);
	sides[1].bad.what = SERVER_HANG;
	sides[1].is_bad = true;
	ask_balances(1);
	answer = settle();
	assert_answered_by(answer, 0);
	assert_true(answer->elapsed_ms < 4000);
	end_nodes();
}

/* When all nodes fail, the last one's failure is the answer, and a limit that can be waited out is. */
static void when_all_fail_it_is_said(void **state)
{
	const struct action *answer;

	(void)state;
	begin_nodes(2);
	stop_server(0);
	sides[1].bad = (struct canned){ .status = 403, .body = "{}" };
	sides[1].is_bad = true;
	ask_balances(1);
	answer = settle();
	assert_false(answer->ok);
	assert_int_equal(answer->err.code, ERR_RPC_FORBIDDEN);
	assert_int_equal(count(ACTION_NODE_LEFT), 2);
	end_nodes();
}

static void a_limit_is_waited_out_where_no_other_is_left(void **state)
{
	struct chain_batch batch = { 0 };
	const struct action *answer;

	(void)state;
	begin_nodes(2);
	sides[0].bad = (struct canned){ .status = 429, .headers = "Retry-After: 1\r\n", .body = "{}" };
	sides[0].is_bad = sides[0].only_balances = true;
	stop_server(1);
	chain_add(&batch, CHAIN_BALANCE);
	net_chain(fixture.net, 1, &batch);
	while (!find(ACTION_NODE_WAITS))
		net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	sides[0].is_bad = false;
	answer = settle();
	assert_true(answer->ok);
	assert_int_equal(answer->chain.items[0].number.limb[0], 100);
	end_nodes();
}

static void all_of_another_chain_are_told_of_as_one_would_be(void **state)
{
	const struct action *answer;

	(void)state;
	begin_nodes(2);
	sides[0].chain = sides[1].chain = 1;
	ask_balances(1);
	answer = settle();
	assert_true(answer->ok);
	assert_int_equal(answer->chain.items[0].number.limb[0], 1);
	end_nodes();
}

/* The next node gets the same bytes.  The first may have taken them, and that does no harm. */
static void a_send_that_fails_goes_to_the_next(void **state)
{
	const struct action *answer;
	struct chain_batch batch = { 0 };

	(void)state;
	begin_nodes(2);
	sides[0].bad.what = SERVER_CLOSE;
	sides[0].is_bad = true;
	buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, "raw");
	net_chain(fixture.net, 1, &batch);
	answer = settle();
	assert_true(answer->ok && answer->chain.items[0].ok);
	assert_int_equal(atomic_load(&sides[1].sends), 1);
	assert_int_equal(atomic_load(&sides[0].questions), 1);
	end_nodes();
}

/* Another node would say the same of a transaction that the chain itself refuses. */
static void a_send_that_is_refused_for_what_it_is_stays_refused(void **state)
{
	const struct action *answer;
	struct chain_batch batch = { 0 };

	(void)state;
	begin_nodes(2);
	sides[0].bad = (struct canned){ .status = 200, .body = "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"insufficient funds\"}}" };
	sides[0].is_bad = sides[0].only_balances = true;
	buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, "raw");
	net_chain(fixture.net, 1, &batch);
	answer = settle();
	assert_false(answer->chain.items[0].ok);
	assert_true(answer->chain.items[0].refused);
	assert_false(answer->chain.items[0].may_be_out);
	assert_int_equal(atomic_load(&sides[1].questions), 0);
	end_nodes();
}

/* The first may have passed it on before it fell silent, and the second knows nothing of that. */
static void a_refusal_after_a_silence_is_not_the_whole_truth(void **state)
{
	const struct action *answer;
	struct chain_batch batch = { 0 };

	(void)state;
	begin_nodes(2);
	sides[0].bad.what = SERVER_CLOSE;
	sides[1].bad = (struct canned){ .status = 200, .body = "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"insufficient funds\"}}" };
	sides[0].is_bad = sides[1].is_bad = sides[1].only_balances = true;
	buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, "raw");
	net_chain(fixture.net, 1, &batch);
	answer = settle();
	assert_true(answer->chain.items[0].refused);
	assert_true(answer->chain.items[0].may_be_out);
	end_nodes();
}

static void one_node_of_several_can_be_asked_as_it_is(void **state)
{
	(void)state;
	begin_nodes(2);
	stop_server(0);
	for (size_t i = 0; i < 2; i++) {
		struct chain_batch batch = { 0 };
		const struct action *answer;

		chain_add(&batch, CHAIN_ID);
		net_chain_at(fixture.net, (uint32_t)i + 1, i, &batch);
		answer = settle();
		assert_int_equal(answer->ok, i == 1);
	}
	assert_null(find(ACTION_NODE_LEFT));
	end_nodes();
}

static void who_asked_can_be_gone_at_any_time(void **state)
{
	(void)state;
	for (size_t wait = 0; wait < 16; wait++) {
		size_t bad = wait % 2;
		struct chain_batch batch = { 0 };
		bool has_ended;

		begin_nodes(2);
		sides[bad].bad.what = bad ? SERVER_HANG : SERVER_CLOSE;
		sides[bad].is_bad = true;
		chain_add_twice(&batch, CHAIN_BALANCE);
		net_chain(fixture.net, 1, &batch);
		for (size_t i = 0; i < wait; i++)
			net_wait(fixture.net, NULL, 0, 20);
		has_ended = find(ACTION_CHAIN);
		net_cancel(fixture.net, 1);
		net_wait(fixture.net, NULL, 0, 50);
		assert_true(has_ended == (find(ACTION_CHAIN) != NULL));
		end_nodes();
	}
}

/* Asks a chain id and a balance of two nodes, and a balance of one. */
static const struct action *ask_twice(void)
{
	struct chain_batch batch = { 0 };

	chain_add_twice(&batch, CHAIN_ID);
	chain_add(&batch, CHAIN_BALANCE);
	chain_add_twice(&batch, CHAIN_BALANCE);
	net_chain(fixture.net, 1, &batch);
	return settle();
}

static void assert_second(const struct action *answer, size_t index)
{
	const struct chain_second *second = &answer->chain.second;
	char port[16];

	assert_true(second->asked);
	if (second->err.code != ERR_NONE)
		fail_msg("%s", second->err.msg);
	snprintf(port, sizeof(port), ":%u", http_server_port(sides[index].server));
	assert_non_null(strstr(second->host, port));
	assert_int_equal(second->items[0].number.limb[0], sides[index].chain);
	assert_false(second->items[1].ok);
	assert_int_equal(second->items[2].number.limb[0], sides[index].balance);
}

static void assert_no_second(const struct action *answer, size_t index, const char *why)
{
	const struct chain_second *second = &answer->chain.second;
	char port[16];

	assert_true(second->asked);
	assert_null(second->items);
	if (!strstr(second->err.msg, why))
		fail_msg("'%s' does not say '%s'", second->err.msg, why);
	if (sides[index].server) {
		snprintf(port, sizeof(port), ":%u", http_server_port(sides[index].server));
		assert_non_null(strstr(second->host, port));
	}
}

static void what_is_asked_twice_is_asked_of_two(void **state)
{
	const struct action *answer;

	(void)state;
	begin_nodes(2);
	answer = ask_twice();
	assert_answered_by(answer, 0);
	assert_second(answer, 1);
	assert_int_equal(atomic_load(&sides[1].questions), 1);
	end_nodes();
}

static void of_one_node_nothing_is_asked_twice(void **state)
{
	const struct action *answer;

	(void)state;
	begin_nodes(1);
	answer = ask_twice();
	assert_answered_by(answer, 0);
	assert_false(answer->chain.second.asked);
	assert_int_equal(atomic_load(&sides[0].questions), 1);
	end_nodes();
}

/* The second opinion comes from another node than the one that has answered. */
static void who_was_left_gives_no_second_opinion(void **state)
{
	const struct action *answer;

	(void)state;
	begin_nodes(2);
	sides[0].bad.what = SERVER_CLOSE;
	sides[0].is_bad = true;
	answer = ask_twice();
	assert_answered_by(answer, 1);
	assert_no_second(answer, 0, "ended the connection");
	end_nodes();
	begin_nodes(3);
	sides[0].bad.what = SERVER_CLOSE;
	sides[0].is_bad = true;
	answer = ask_twice();
	assert_answered_by(answer, 1);
	assert_second(answer, 2);
	end_nodes();
}

/* A second node gets no more time than any node that may be left, and its limits are not waited out. */
static void a_second_that_fails_is_said_and_a_third_is_asked(void **state)
{
	static const struct { struct canned bad; const char *why; } cases[] = {
		{ { .what = SERVER_CLOSE }, "ended the connection" },
		{ { .what = SERVER_HANG }, "in time" },
		{ { .status = 429, .headers = "Retry-After: 2\r\n", .body = "{}" }, "429" },
		{ { .status = 200, .body = "<html>" }, "web page" },
	};

	(void)state;
	for (size_t i = 0; i < 2 * ARRAY_LENGTH(cases); i++) {
		size_t nodes = 2 + i % 2;
		const struct action *answer;

		begin_nodes(nodes);
		wait_for_what_comes(fixture.net, cases[i / 2].bad.what);
		sides[1].bad = cases[i / 2].bad;
		sides[1].is_bad = sides[1].only_balances = true;
		answer = ask_twice();
		assert_answered_by(answer, 0);
		if (nodes == 2)
			assert_no_second(answer, 1, cases[i / 2].why);
		else
			assert_second(answer, 2);
		assert_int_equal(count(ACTION_NODE_WAITS), 0);
		end_nodes();
	}
}

/* That the second node is of another chain is the very thing to be found out. */
static void a_second_of_another_chain_is_heard(void **state)
{
	const struct action *answer;

	(void)state;
	begin_nodes(2);
	sides[1].chain = 1;
	answer = ask_twice();
	assert_answered_by(answer, 0);
	assert_second(answer, 1);
	end_nodes();
	begin_nodes(2);
	sides[0].chain = 1;
	answer = ask_twice();
	assert_answered_by(answer, 1);
	assert_second(answer, 0);
	end_nodes();
}

static const struct err REFUSED = { .code = ERR_RPC_FORBIDDEN, .msg = "no" };

/* Only the clock decides.  A node that was left stays away longer each time, and comes back only
 * when it is well. */
static void who_fails_again_stays_away_for_longer(void **state)
{
	struct network network = { .node_count = 2, .rpc_urls = { "https://a.example", "https://b.example" } };
	struct nodes nodes;
	struct node *node = &nodes.items[0];
	int64_t now = 1000000;

	(void)state;
	nodes_init(&nodes, &network, 1);
	assert_string_equal(node->host, "a.example");
	for (int64_t away = 30000; away <= 120000; away *= 2) {
		assert_int_equal(nodes_choose(&nodes, 0), 0);
		assert_true(node_fail(node, &REFUSED, now));
		assert_false(node_fail(node, &REFUSED, now));
		node_see(node, 5, now + away - 1);
		assert_int_equal(nodes_choose(&nodes, 0), 1);
		node_see(node, 5, now + away);
		now += away;
	}
	assert_int_equal(nodes_choose(&nodes, 0), 0);
	node_do_well(node);
	assert_true(node_fail(node, &REFUSED, now));
	node_see(node, 5, now + 30000);
	assert_int_equal(nodes_choose(&nodes, 0), 0);
}

/* A node that was just seen to fail is not asked for an opinion.  One that only differs is asked,
 * because a difference is what is looked for. */
static void a_second_opinion_is_asked_of_who_can_give_one(void **state)
{
	static const struct err differs = { .code = ERR_WRONG_CHAIN, .msg = "it serves chain 1" };
	struct network network = { .node_count = 3, .rpc_urls = { "https://a.example", "https://b.example", "https://c.example" } };
	struct nodes nodes;

	(void)state;
	nodes_init(&nodes, &network, 1);
	assert_int_equal(nodes_choose_second(&nodes, 1, 1000), 1);
	assert_true(node_fail(&nodes.items[1], &REFUSED, 1000));
	assert_int_equal(nodes_choose_second(&nodes, 1, 1000), 2);
	assert_true(node_fail(&nodes.items[2], &differs, 1000));
	assert_int_equal(nodes_choose_second(&nodes, 1, 1000), 2);
	assert_int_equal(nodes_choose_second(&nodes, 1 | 4, 30999), 3);
	assert_int_equal(nodes_choose_second(&nodes, 1 | 4, 31000), 1);
	assert_int_equal(nodes_choose(&nodes, 1), 1);
	assert_int_equal(nodes_choose(&nodes, 1 | 2), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_is_asked_as_long_as_it_is_well),
		cmocka_unit_test(who_fails_is_left_for_the_next),
		cmocka_unit_test(who_cannot_be_reached_is_left),
		cmocka_unit_test(a_node_of_another_chain_is_left),
		cmocka_unit_test(all_answers_are_one_nodes),
		cmocka_unit_test(who_is_far_behind_is_left),
		cmocka_unit_test(a_second_that_hangs_is_not_waited_for),
		cmocka_unit_test(when_all_fail_it_is_said),
		cmocka_unit_test(a_limit_is_waited_out_where_no_other_is_left),
		cmocka_unit_test(all_of_another_chain_are_told_of_as_one_would_be),
		cmocka_unit_test(a_send_that_fails_goes_to_the_next),
		cmocka_unit_test(a_send_that_is_refused_for_what_it_is_stays_refused),
		cmocka_unit_test(a_refusal_after_a_silence_is_not_the_whole_truth),
		cmocka_unit_test(one_node_of_several_can_be_asked_as_it_is),
		cmocka_unit_test(who_asked_can_be_gone_at_any_time),
		cmocka_unit_test(what_is_asked_twice_is_asked_of_two),
		cmocka_unit_test(of_one_node_nothing_is_asked_twice),
		cmocka_unit_test(who_was_left_gives_no_second_opinion),
		cmocka_unit_test(a_second_that_fails_is_said_and_a_third_is_asked),
		cmocka_unit_test(a_second_of_another_chain_is_heard),
		cmocka_unit_test(a_second_opinion_is_asked_of_who_can_give_one),
		cmocka_unit_test(who_fails_again_stays_away_for_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
