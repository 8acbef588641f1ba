#include "tests/unit/net_help.h"

#include <unistd.h>

#include "net/venice.h"

#define DATE "Date: Sat, 21 Nov 2026 08:30:00 GMT\r\n"
#define DATE_MS INT64_C(1795249800000)

static const struct address nobody;

/* Returns what a request for a token ends in when the server does this. */
static struct err ask(struct canned *answer, struct action *out)
{
	struct fixture fixture;
	struct action *action;
	struct err err;

	begin(&fixture, canned, answer);
	wait_for_what_comes(fixture.net, answer->what);
	net_token(fixture.net, 7, nobody);
	action = wait_one(&fixture);
	assert_int_equal(action->type, ACTION_TOKEN_GOT);
	assert_int_equal(action->request, 7);
	err = action->err;
	assert_int_equal(!action->ok, err.code != ERR_NONE);
	if (out) {
		*out = *action;
		fixture.count = 0;
	}
	end(&fixture);
	free(answer->last_body);
	answer->last_body = NULL;
	return err;
}

static void an_answer_brings_the_servers_time(void **state)
{
	struct canned answer = { .status = 200, .headers = DATE, .body = "{\"data\":{\"token\":\"a.b.c\"}}" };
	struct action action;

	(void)state;
	ask(&answer, &action);
	assert_true(action.ok);
	assert_string_equal(action.token, "a.b.c");
	assert_int_equal(action.server_ms, DATE_MS);
	assert_true(action.elapsed_ms >= 0);
	action_free(&action);
	assert_non_null(strstr(answer.head, "GET /api/v1/api_keys/generate_web3_key HTTP/1.1\r\n"));
	assert_non_null(strstr(answer.head, "User-Agent: rialto/" VERSION "\r\n"));
	assert_non_null(strstr(answer.head, "Accept: application/json\r\n"));
	assert_null(strstr(answer.head, "Authorization"));
	assert_null(strstr(answer.head, "Accept-Encoding"));
	answer.headers = "Date: yesterday\r\n";
	ask(&answer, &action);
	assert_int_equal(action.server_ms, 0);
	action_free(&action);
}

static void failures_have_names(void **state)
{
	static const struct {
		struct canned answer;
		enum err_code code;
		const char *says;
	} cases[] = {
		{ { .what = SERVER_CLOSE }, ERR_CONNECTION_CUT, "127.0.0.1" },
		{ { .what = SERVER_CLOSE, .raw = "HTTP/1.1 200 OK\r\nContent-Le" }, ERR_CONNECTION_CUT, "ended" },
		{ { .what = SERVER_CLOSE, .raw = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"data\":" },
		  ERR_CONNECTION_CUT, "ended" },
		{ { .what = SERVER_CLOSE, .raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"dat" },
		  ERR_CONNECTION_CUT, "ended" },
		{ { .what = SERVER_HANG }, ERR_TIMEOUT, "in time" },
		{ { .what = SERVER_HANG, .raw = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{" }, ERR_TIMEOUT, "in time" },
		{ { .what = SERVER_CLOSE, .raw = "SSH-2.0-OpenSSH\r\n" }, ERR_BAD_ANSWER, "does not speak HTTP" },
		{ { .status = 200, .body = "\x1b[2J garbage \x80" }, ERR_BAD_ANSWER, "not JSON" },
		{ { .status = 200, .body = "{\"data\":{\"token\":\"a.b" }, ERR_BAD_ANSWER, "not JSON" },
		{ { .status = 200, .body = "" }, ERR_BAD_ANSWER, "empty" },
		{ { .status = 200, .body = "{\"data\":[]}" }, ERR_BAD_ANSWER, "no token" },
		{ { .status = 302, .headers = "Location: http://127.0.0.1:1/\r\n", .body = "" }, ERR_HTTP_OTHER, "not follow" },
		{ { .status = 400, .body = "{\"error\":\"JWT has expired\"}" }, ERR_JWT_EXPIRED, "JWT has expired" },
		{ { .status = 502, .body = "<html>" }, ERR_BAD_GATEWAY, "HTTP 502 with a page that is not JSON" },
		{ { .status = 404, .body = "{}" }, ERR_NOT_FOUND, "HTTP 404" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct canned answer = cases[i].answer;
		struct err err = ask(&answer, NULL);

		if (err.code != cases[i].code || !strstr(err.msg, cases[i].says))
			fail_msg("case %zu: %s: %s", i, err_info(err.code)->name, err.msg);
	}
}

static void odd_forms_of_http_are_understood(void **state)
{
	static const char chunked[] =
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\nf\r\n{\"data\":{\"token\r\n"
		"7\r\n\":\"t\"}}\r\n0\r\nX: y\r\n\r\n";
	static const char *const raws[] = {
		chunked,
		"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{\"data\":{\"token\":\"t\"}}",
		"HTTP/1.0 200 OK\n\n{\"data\":{\"token\":\"t\"}}",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(raws); i++) {
		struct canned answer = { .what = SERVER_CLOSE, .raw = raws[i] };
		struct action action;
		struct err err = ask(&answer, &action);

		if (!action.ok)
			fail_msg("case %zu: %s", i, err.msg);
		assert_string_equal(action.token, "t");
		action_free(&action);
	}
}

static void waits_as_long_as_it_is_told(void **state)
{
	static const struct { const char *headers; long wait; } cases[] = {
		{ DATE "x-ratelimit-reset-requests: 1795249842\r\n", 42 },
		{ DATE "X-RateLimit-Reset-Requests: 1795249842\r\nRetry-After: 7\r\n", 42 },
		{ DATE "x-ratelimit-reset-requests: 1795249000\r\n", 1 },
		{ DATE "x-ratelimit-reset-requests: 30\r\n", 30 },
		{ DATE "x-ratelimit-reset-requests: 99999999999999999999\r\nRetry-After: 5\r\n", 5 },
		{ DATE "x-ratelimit-reset-requests: soon\r\nRetry-After: 7\r\n", 7 },
		{ "Retry-After: 7\r\n", 7 },
		{ "Retry-After: 99999999\r\n", 99999999 },
		{ DATE "x-ratelimit-reset-requests: 1795249842000\r\nx-ratelimit-resets: 1795249830000\r\n", 42 },
		{ DATE "X-RateLimit-Reset: 1795249842\r\n", 42 },
		{ DATE "Retry-After: Sat, 21 Nov 2026 08:30:09 GMT\r\n", 9 },
		{ "Retry-After: -3\r\n", 0 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct canned answer = { .status = 429, .headers = cases[i].headers, .body = "{\"error\":\"Too many\"}" };
		struct err err = ask(&answer, NULL);

		assert_int_equal(err.code, ERR_RATE_LIMITED);
		assert_int_equal(err.retry_after, cases[i].wait);
	}
}

static void a_huge_answer_is_cut_off(void **state)
{
	struct buf body;
	struct canned answer = { .status = 200 };
	struct err err;

	(void)state;
	buf_init(&body, 0);
	for (size_t i = 0; i < (3 << 20) / 16; i++)
		buf_add_string(&body, "AAAAAAAAAAAAAAAA");
	answer.body = buf_string(&body);
	err = ask(&answer, NULL);
	assert_int_equal(err.code, ERR_BAD_ANSWER);
	assert_non_null(strstr(err.msg, "far more"));
	answer.status = 503;
	assert_int_equal(ask(&answer, NULL).code, ERR_UNAVAILABLE);
	buf_free(&body);
}

static void endless_headers_are_cut_off(void **state)
{
	struct buf raw;
	struct canned answer = { .what = SERVER_ANSWER };
	struct err err;

	(void)state;
	buf_init(&raw, 0);
	buf_add_string(&raw, "HTTP/1.1 200 OK\r\n");
	for (size_t i = 0; i < 5000; i++)
		buf_add_format(&raw, "X-%zu: aaaaaaaaaaaaaaaa\r\n", i);
	answer.raw = buf_string(&raw);
	err = ask(&answer, NULL);
	assert_int_equal(err.code, ERR_BAD_ANSWER);
	buf_free(&raw);
}

static void nobody_there_is_unreachable(void **state)
{
	struct fixture fixture = { 0 };
	struct network network;
	struct action *action;

	(void)state;
	network_on_port(&network, http_server_dead_port());
	open_network(&fixture, &network);
	net_token(fixture.net, 1, nobody);
	action = wait_one(&fixture);
	assert_false(action->ok);
	assert_int_equal(action->err.code, ERR_UNREACHABLE);
	end(&fixture);
}

/* A server that speaks no TLS cannot prove who it is. */
static void https_needs_a_server_that_proves_itself(void **state)
{
	struct canned answer = { .status = 200, .body = "{}" };
	struct fixture fixture;
	struct network network;
	struct net *plain;
	struct action *action;

	(void)state;
	begin(&fixture, canned, &answer);
	plain = fixture.net;
	network_on_port(&network, http_server_port(fixture.server));
	snprintf(network.api_url, sizeof(network.api_url), "https://127.0.0.1:%u", http_server_port(fixture.server));
	open_network(&fixture, &network);
	net_set_timeouts(fixture.net, 200, 200);
	net_token(fixture.net, 1, nobody);
	action = wait_one(&fixture);
	assert_false(action->ok);
	/* Our server waits for a request in plain text, so the handshake never ends. */
	assert_int_equal(action->err.code, ERR_UNREACHABLE);
	assert_int_equal(atomic_load(&fixture.requests), 0);
	net_free(plain);
	end(&fixture);
}

static void unsafe_networks_are_refused(void **state)
{
	struct network network;
	struct net *net;
	struct err err;

	(void)state;
	network_on_port(&network, 1);
	snprintf(network.rpc_urls[0], sizeof(network.rpc_urls[0]), "http://user:hunter2@node.example/");
	assert_false(net_new(&net, &network, deliver, NULL, &err));
	assert_int_equal(err.code, ERR_INSECURE_URL);
	assert_null(strstr(err.msg, "hunter2"));
	network_on_port(&network, 1);
	snprintf(network.faucet_url, sizeof(network.faucet_url), "http://10.0.0.1/");
	assert_false(net_new(&net, &network, deliver, NULL, &err));
	assert_int_equal(err.code, ERR_INSECURE_URL);
	network_on_port(&network, 1);
	snprintf(network.api_url, sizeof(network.api_url), "file:///etc/passwd");
	assert_false(net_new(&net, &network, deliver, NULL, &err));
	assert_int_equal(err.code, ERR_INVALID_INPUT);
}

static void the_environments_proxy_is_not_for_loopback(void **state)
{
	struct canned answer = { .status = 200, .body = "{\"data\":{\"token\":\"t\"}}" };
	struct err err;

	(void)state;
	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("all_proxy", "http://127.0.0.1:1", 1);
	err = ask(&answer, NULL);
	unsetenv("http_proxy");
	unsetenv("all_proxy");
	assert_int_equal(err.code, ERR_NONE);
}

static void a_cancelled_request_is_never_heard_of(void **state)
{
	struct canned answer = { .what = SERVER_HANG };
	struct fixture fixture;

	(void)state;
	begin(&fixture, canned, &answer);
	net_token(fixture.net, 1, nobody);
	net_token(fixture.net, 2, nobody);
	wait_requests(&fixture, 2);
	assert_false(net_idle(fixture.net));
	net_cancel(fixture.net, 3);
	net_cancel(fixture.net, 1);
	assert_false(net_idle(fixture.net));
	net_cancel(fixture.net, 2);
	assert_true(net_idle(fixture.net));
	net_wait(fixture.net, NULL, 0, 0);
	assert_int_equal(fixture.count, 0);
	end(&fixture);
	free(answer.last_body);
}

static void freed_in_flight_nothing_is_delivered(void **state)
{
	struct canned answer = { .what = SERVER_HANG, .raw = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{" };
	struct fixture fixture;
	struct chain_batch batch = { 0 };
	struct key_options options;
	uint8_t signature[65] = { 0 };
	struct apikey *key = apikey_new(8);

	(void)state;
	begin(&fixture, canned, &answer);
	key_options_init(&options);
	assert_true(secret_append(&key->s, "k", 1));
	buf_add_string(&chain_add(&batch, CHAIN_SEND)->data, "x");
	chain_add(&batch, CHAIN_ID);
	chain_add(&batch, CHAIN_FEES);
	net_chain(fixture.net, 1, &batch);
	net_mint(fixture.net, 2, &(struct venice_proof){ .signature = signature, .text = "t" }, &options);
	net_key_check(fixture.net, 3, "id", key);
	net_faucet(fixture.net, 4, nobody);
	wait_requests(&fixture, 6);
	end(&fixture);
	assert_int_equal(fixture.count, 0);
	apikey_free(key);
	free(answer.last_body);
}

/* A request that has ended but was not delivered can be cancelled and freed. */
static void ended_but_undelivered_is_dropped(void **state)
{
	struct fixture fixture = { 0 };
	struct network network;
	struct chain_batch none = { 0 };

	(void)state;
	network_on_port(&network, http_server_dead_port());
	*network.faucet_url = 0;
	open_network(&fixture, &network);
	net_chain(fixture.net, 1, &none);
	net_faucet(fixture.net, 2, nobody);
	net_cancel(fixture.net, 1);
	assert_false(net_idle(fixture.net));
	end(&fixture);
	assert_int_equal(fixture.count, 0);
}

static void waiting_looks_at_other_files_too(void **state)
{
	struct fixture fixture = { 0 };
	struct network network;
	int ends[2];
	struct curl_waitfd fd = { .events = CURL_WAIT_POLLIN, .revents = 99 };

	(void)state;
	network_on_port(&network, http_server_dead_port());
	open_network(&fixture, &network);
	assert_int_equal(pipe(ends), 0);
	fd.fd = ends[0];
	net_wait(fixture.net, &fd, 1, 0);
	assert_int_equal(fd.revents, 0);
	assert_int_equal(write(ends[1], "x", 1), 1);
	net_wait(fixture.net, &fd, 1, -1);
	assert_int_equal(fd.revents, CURL_WAIT_POLLIN);
	close(ends[0]);
	close(ends[1]);
	net_wake(fixture.net);
	net_wait(fixture.net, NULL, 0, -1);
	end(&fixture);
}

/* The receiver may start and cancel requests while it is called. */
static void again(void *context, struct action *action)
{
	struct fixture *fixture = context;

	fixture->count++;
	action_free(action);
	if (fixture->count < 3)
		net_token(fixture->net, 10, nobody);
	if (fixture->count == 1) {
		net_faucet(fixture->net, 11, nobody);
		net_cancel(fixture->net, 11);
		net_cancel(fixture->net, 2);
	}
}

static void the_receiver_may_ask_again(void **state)
{
	struct canned answer = { .status = 200, .body = "{\"data\":{\"token\":\"t\"}}" };
	struct fixture fixture;
	struct network network;
	struct net *first;
	struct err err;

	(void)state;
	begin(&fixture, canned, &answer);
	first = fixture.net;
	network_on_port(&network, http_server_port(fixture.server));
	assert_true(net_new(&fixture.net, &network, again, &fixture, &err));
	net_token(fixture.net, 1, nobody);
	net_token(fixture.net, 2, nobody);
	while (!net_idle(fixture.net))
		net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	assert_int_equal(fixture.count, 3);
	fixture.count = 0;
	net_free(first);
	end(&fixture);
	free(answer.last_body);
}

static enum http_server_do note_connection(void *context, const struct http_server_request *request, struct buf *out)
{
	size_t *last = context;

	*last = request->connection;
	http_server_reply(out, 200, "", "{\"data\":{\"token\":\"t\"}}");
	return SERVER_ANSWER;
}

static void connections_are_used_again_but_not_for_what_acts(void **state)
{
	struct fixture fixture;
	struct key_options options;
	uint8_t signature[65] = { 0 };
	size_t last = 99;

	(void)state;
	begin(&fixture, note_connection, &last);
	key_options_init(&options);
	for (uint32_t i = 1; i <= 2; i++) {
		net_token(fixture.net, i, nobody);
		while (fixture.count < i)
			net_wait(fixture.net, NULL, 0, PATIENCE_MS);
		assert_int_equal(last, 0);
	}
	net_mint(fixture.net, 3, &(struct venice_proof){ .signature = signature, .text = "t" }, &options);
	while (fixture.count < 3)
		net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	assert_int_equal(last, 1);
	end(&fixture);
}

static enum http_server_do answer_only_once(void *context, const struct http_server_request *request, struct buf *out)
{
	(void)context;
	if (request->index)
		return SERVER_HANG;
	http_server_reply(out, 200, "", "{}");
	return SERVER_ANSWER;
}

/* A request on a connection that was used before may have left, too. */
static void a_connection_used_again_that_goes_silent_is_a_timeout(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture, answer_only_once, NULL);
	for (uint32_t i = 1; i <= 2; i++) {
		wait_for_what_comes(fixture.net, i == 1 ? SERVER_ANSWER : SERVER_HANG);
		net_token(fixture.net, i, nobody);
		while (fixture.count < i)
			net_wait(fixture.net, NULL, 0, PATIENCE_MS);
	}
	assert_int_equal(fixture.delivered[1].err.code, ERR_TIMEOUT);
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_brings_the_servers_time),
		cmocka_unit_test(failures_have_names),
		cmocka_unit_test(odd_forms_of_http_are_understood),
		cmocka_unit_test(waits_as_long_as_it_is_told),
		cmocka_unit_test(a_huge_answer_is_cut_off),
		cmocka_unit_test(endless_headers_are_cut_off),
		cmocka_unit_test(nobody_there_is_unreachable),
		cmocka_unit_test(https_needs_a_server_that_proves_itself),
		cmocka_unit_test(unsafe_networks_are_refused),
		cmocka_unit_test(the_environments_proxy_is_not_for_loopback),
		cmocka_unit_test(a_cancelled_request_is_never_heard_of),
		cmocka_unit_test(freed_in_flight_nothing_is_delivered),
		cmocka_unit_test(ended_but_undelivered_is_dropped),
		cmocka_unit_test(waiting_looks_at_other_files_too),
		cmocka_unit_test(the_receiver_may_ask_again),
		cmocka_unit_test(connections_are_used_again_but_not_for_what_acts),
		cmocka_unit_test(a_connection_used_again_that_goes_silent_is_a_timeout),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
