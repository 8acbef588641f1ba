#include "tests/unit/net_help.h"

#include "net/venice.h"

#define DATE "Date: Sat, 21 Nov 2026 08:30:00 GMT\r\n"
#define DATE_MS INT64_C(1795249800000)
#define MINTED "{\"success\":true,\"data\":{\"apiKey\":\"vk_abcdefghij\",\"apiKeyType\":\"ADMIN\",\"consumptionLimit\":" \
	       "{\"usd\":5,\"diem\":null,\"vcu\":null},\"limitPeriod\":\"MONTH\",\"modelPrivacy\":\"ALL\","             \
	       "\"expiresAt\":null,\"id\":\"key-1\",\"description\":\"Web3 API Key\"}}"

static const struct address wallet = { { 0x45, 0xb7, 0x30, 0x55, 0xf3, 0xad, 0xcc, 0x45, 0x77, 0xbb,
					 0x70, 0x9d, 0xb1, 0x0b, 0x19, 0xd1, 0x1b, 0x5c, 0x94, 0xee } };

static void mint(struct net *net)
{
	struct key_options options;
	uint8_t signature[65] = { 1 };

	key_options_init(&options);
	net_mint(net, 5, &(struct venice_proof){ .address = wallet, .signature = signature, .text = "a.b.c" }, &options);
}

/* Returns what minting ends in when the server does this; the caller frees the action. */
static struct action try_mint(struct canned *answer)
{
	struct fixture fixture;
	struct action action;

	action = *sent_once(&fixture, answer, mint, ACTION_MINTED);
	fixture.count = 0;
	end(&fixture);
	return action;
}

static void minting_brings_the_key_and_what_it_is(void **state)
{
	struct canned answer = { .status = 200, .headers = DATE, .body = MINTED };
	struct action action = try_mint(&answer);
	const struct key_info *info = &action.minted.info;

	(void)state;
	assert_true(action.ok);
	assert_string_equal(action.minted.key->s.data, "vk_abcdefghij");
	assert_string_equal(info->last6, "efghij");
	assert_string_equal(info->id, "key-1");
	assert_int_equal(info->type, KEY_ADMIN);
	assert_int_equal(info->limit[KEY_USD], 5000000);
	assert_int_equal(info->limit[KEY_DIEM], KEY_NO_LIMIT);
	assert_int_equal(info->created_ms, DATE_MS);
	assert_true(address_equal(info->address, wallet));
	assert_string_equal(info->network, "test");
	assert_string_equal(info->description, "Web3 API Key");
	assert_non_null(strstr(answer.head, "POST /api/v1/api_keys/generate_web3_key HTTP/1.1\r\n"));
	assert_non_null(strstr(answer.head, "Content-Type: application/json\r\n"));
	assert_null(strstr(answer.head, "Expect:"));
	assert_non_null(strstr(answer.last_body, "\"token\":\"a.b.c\",\"apiKeyType\":\"INFERENCE\"}"));
	action_free(&action);
	free(answer.last_body);
}

/* If a 200 has a whole key in it anywhere, the key comes out. */
static void a_key_that_was_made_is_never_lost(void **state)
{
	static const struct { enum http_server_do what; const char *raw; } cases[] = {
		{ SERVER_ANSWER, "HTTP/1.1 201 Created\r\nContent-Length: 18\r\n\r\n{\"apiKey\":\"vk_xy\"}" },
		{ SERVER_CLOSE, "HTTP/1.1 200 OK\r\n\r\n{\"data\":{\"id\":[],\"apiKeyType\":7,\"apiKey\":\"vk_xy\"}}" },
		{ SERVER_CLOSE, "HTTP/1.1 200 OK\r\n\r\n{\"success\":false,\"data\":{\"apiKey\":\"vk_xy\",\"id\":\"trunc" },
		{ SERVER_CLOSE, "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"data\":{\"apiKey\":\"vk_xy\",\"id\":\"tr" },
		{ SERVER_HANG, "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"data\":{\"apiKey\":\"vk_xy\",\"id\":\"tr" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct canned answer = { .what = cases[i].what, .raw = cases[i].raw };
		struct action action = try_mint(&answer);

		if (!action.ok)
			fail_msg("case %zu: %s", i, action.err.msg);
		assert_string_equal(action.minted.key->s.data, "vk_xy");
		assert_string_equal(action.minted.info.last6, "vk_xy");
		assert_true(action.minted.info.created_ms > 0);
		assert_int_equal(action.minted.info.limit[KEY_USD], KEY_NO_LIMIT);
		assert_string_equal(action.minted.info.id, "");
		action_free(&action);
		free(answer.last_body);
	}
}

/* A gateway that turns Venice's answer into a failure of its own still passes the key on, and so
 * does a refusal.  Text that is not Venice's key is not taken. */
static void a_key_with_a_bad_status_is_a_key(void **state)
{
	static const struct { int status; const char *body; bool made; } cases[] = {
		{ 500, "{\"success\":true,\"data\":{\"apiKey\":\"VENICE_INFERENCE_KEY_x\"}}", true },
		{ 502, "{\"data\":{\"apiKey\":\"VENICE_INFERENCE_KEY_x\",\"id\":\"tr", true },
		{ 408, "{\"apiKey\":\"VENICE_INFERENCE_KEY_x\"}", true },
		{ 500, "{\"apiKey\":\"the one you sent\"}", false },
		{ 400, "{\"error\":\"no\",\"apiKey\":\"VENICE_INFERENCE_KEY_x\"}", true },
		{ 400, "{\"error\":\"no\",\"apiKey\":\"the one you sent\"}", false },
		{ 409, "{\"error\":{\"message\":\"made before\",\"data\":{\"apiKey\":\"VENICE_INFERENCE_KEY_x\"}}}", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct canned answer = { .status = cases[i].status, .body = cases[i].body };
		struct action action = try_mint(&answer);

		if (action.ok != cases[i].made)
			fail_msg("case %zu", i);
		if (action.ok) {
			assert_string_equal(action.minted.key->s.data, "VENICE_INFERENCE_KEY_x");
			assert_int_equal(action.minted.refused, cases[i].status);
		}
		action_free(&action);
		free(answer.last_body);
	}
}

/* Whatever the body looks like, a text with the form of a key is unmistakable. */
static void a_key_is_found_in_any_shape(void **state)
{
	static const char key[] = "VENICE_INFERENCE_KEY_abcDEF0123_-x";
	static const char *const shapes[] = {
		"%s", "Your key is %s.\n", "<html><body><pre>%s</pre></body></html>", "{\"data\":\"%s\"}",
		"{\"data\":{\"key\":\"%s\"}}", "{\"error\":\"limit reached, but {\\\"apiKey\\\":\\\"%s\\\"} was made\"}",
		"[[\"%s\"]]", "apiKey=%s&id=1", "{\"apiKey\":\"redacted\",\"secret\":\"%s\"}",
	};
	static const int statuses[] = { 200, 302, 400, 401, 402, 403, 404, 409, 422, 429, 500, 503 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(shapes) * ARRAY_LENGTH(statuses); i++) {
		char body[256];
		struct canned answer = { .status = statuses[i / ARRAY_LENGTH(shapes)], .body = body };
		struct action action;

		snprintf(body, sizeof(body), shapes[i % ARRAY_LENGTH(shapes)], key);
		action = try_mint(&answer);
		if (!action.ok)
			fail_msg("%d %s: %s", answer.status, body, action.err.msg);
		assert_string_equal(action.minted.key->s.data, key);
		action_free(&action);
		free(answer.last_body);
	}
}

/* A page far longer than any answer, with the key at its beginning. */
static void a_key_before_too_much_is_found(void **state)
{
	struct canned answer = { .status = 400 };
	struct action action;
	struct buf body;

	(void)state;
	buf_init(&body, 0);
	buf_add_string(&body, "{\"data\":{\"apiKey\":\"VENICE_ADMIN_KEY_abcdefgh\"},\"more\":\"");
	for (size_t i = 0; i < (1 << 20) / 16; i++)
		buf_add_string(&body, "AAAAAAAAAAAAAAAA");
	answer.body = buf_string(&body);
	action = try_mint(&answer);
	assert_true(action.ok);
	assert_string_equal(action.minted.key->s.data, "VENICE_ADMIN_KEY_abcdefgh");
	action_free(&action);
	buf_free(&body);
	free(answer.last_body);
}

static void a_failure_says_whether_it_may_have_acted(void **state)
{
	static const struct {
		struct canned answer;
		enum err_code code;
		bool acted;
	} cases[] = {
		{ { .status = 400, .body = "{\"error\":\"JWT has expired\"}" }, ERR_JWT_EXPIRED, false },
		{ { .status = 400, .body = "{\"error\":\"Wallet has no staked VVV on Base\"}" }, ERR_NO_STAKE, false },
		{ { .status = 400, .body = "<html>" }, ERR_BAD_REQUEST, false },
		{ { .status = 400, .body = "{\"apiKey\":\"x\"}" }, ERR_BAD_REQUEST, false },
		{ { .status = 429, .headers = "Retry-After: 3\r\n", .body = "{}" }, ERR_RATE_LIMITED, false },
		{ { .status = 404, .body = "" }, ERR_NOT_FOUND, false },
		{ { .what = SERVER_CLOSE, .raw = "HTTP/1.1 400 No\r\nContent-Length: 99\r\n\r\n{" }, ERR_CONNECTION_CUT, false },
		{ { .status = 408, .body = "{\"error\":\"slow\"}" }, ERR_REQUEST_TIMEOUT, true },
		{ { .status = 500, .body = "{\"error\":\"oops\"}" }, ERR_SERVER_ERROR, true },
		{ { .status = 502, .body = "<html>" }, ERR_BAD_GATEWAY, true },
		{ { .status = 302, .headers = "Location: /x\r\n", .body = "" }, ERR_HTTP_OTHER, true },
		{ { .status = 200, .body = "" }, ERR_BAD_ANSWER, true },
		{ { .status = 200, .body = "garbage" }, ERR_BAD_ANSWER, true },
		{ { .status = 200, .body = "{\"data\":{}}" }, ERR_BAD_ANSWER, true },
		{ { .status = 200, .body = "{\"data\":{\"apiKey\":\"\\u0041\"}}" }, ERR_BAD_ANSWER, true },
		{ { .status = 200, .body = "{\"data\":{\"apiKey\":null}}" }, ERR_BAD_ANSWER, true },
		{ { .what = SERVER_CLOSE }, ERR_CONNECTION_CUT, true },
		{ { .what = SERVER_CLOSE, .raw = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"data\":{\"apiKey\":\"x" },
		  ERR_CONNECTION_CUT, true },
		{ { .what = SERVER_HANG }, ERR_TIMEOUT, true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct canned answer = cases[i].answer;
		struct action action = try_mint(&answer);

		assert_false(action.ok);
		assert_null(action.minted.key);
		if (action.err.code != cases[i].code || action.minted.may_have_acted != cases[i].acted)
			fail_msg("case %zu: %s: %s, %d", i, err_info(action.err.code)->name, action.err.msg,
				 action.minted.may_have_acted);
		action_free(&action);
		free(answer.last_body);
	}
}

static void what_never_left_has_not_acted(void **state)
{
	struct fixture fixture = { 0 };
	struct network network;
	const struct action *action;

	(void)state;
	network_on_port(&network, http_server_dead_port());
	open_network(&fixture, &network);
	mint(fixture.net);
	action = wait_one(&fixture);
	assert_false(action->ok);
	assert_int_equal(action->err.code, ERR_UNREACHABLE);
	assert_false(action->minted.may_have_acted);
	end(&fixture);
}

/* The TLS handshake does not end, so the request was not sent. */
static void a_handshake_that_hangs_has_not_acted(void **state)
{
	struct canned answer = { .what = SERVER_HANG };
	struct fixture fixture = { .script = canned, .script_context = &answer };
	struct network network;
	const struct action *action;

	(void)state;
	fixture.server = http_server_start(counted, &fixture);
	network_on_port(&network, http_server_port(fixture.server));
	snprintf(network.api_url, sizeof(network.api_url), "https://127.0.0.1:%u", http_server_port(fixture.server));
	open_network(&fixture, &network);
	wait_for_what_comes(fixture.net, answer.what);
	mint(fixture.net);
	action = wait_one(&fixture);
	assert_int_equal(action->err.code, ERR_UNREACHABLE);
	assert_false(action->minted.may_have_acted);
	end(&fixture);
}

static void an_answer_without_end_is_cut_off(void **state)
{
	struct buf body;
	struct canned answer = { .status = 200 };
	struct action action;

	(void)state;
	buf_init(&body, 0);
	buf_add_string(&body, "{\"error\":\"");
	for (size_t i = 0; i < (3 << 20) / 16; i++)
		buf_add_string(&body, "AAAAAAAAAAAAAAAA");
	answer.body = buf_string(&body);
	action = try_mint(&answer);
	assert_int_equal(action.err.code, ERR_BAD_ANSWER);
	assert_true(action.minted.may_have_acted);
	action_free(&action);
	free(answer.last_body);
	answer.last_body = NULL;
	answer.status = 400;
	action = try_mint(&answer);
	assert_int_equal(action.err.code, ERR_BAD_REQUEST);
	assert_false(action.minted.may_have_acted);
	action_free(&action);
	buf_free(&body);
	free(answer.last_body);
}

/* A server for both halves of a check. */
struct venice {
	struct canned limits, balance;
	bool keyed[2];		/* whether each request carried the key */
};

#define ADMIN "VENICE_ADMIN_KEY_secret"
#define INFERENCE "VENICE_INFERENCE_KEY_secret"
#define LIMITS "{\"data\":{\"accessPermitted\":true,\"apiTier\":{\"id\":\"paid\",\"isCharged\":true}," \
	       "\"nextEpochBegins\":\"2026-11-22T00:00:00.000Z\",\"rateLimits\":[{\"apiModelId\":\"glm\"," \
	       "\"rateLimits\":[{\"amount\":20,\"type\":\"RPM\"}]}]}}"
#define BALANCE "{\"canConsume\":true,\"consumptionCurrency\":\"DIEM\",\"balances\":{\"diem\":90.5,\"usd\":25}," \
		"\"diemEpochAllocation\":100}"

static enum http_server_do serve_venice(void *context, const struct http_server_request *request, struct buf *out)
{
	struct venice *venice = context;
	bool is_balance = !strcmp(request->path, "/api/v1/billing/balance");

	if (!is_balance)
		assert_string_equal(request->path, "/api/v1/api_keys/rate_limits");
	venice->keyed[is_balance] = strstr(request->head, "\r\nAuthorization: Bearer ") != NULL;
	return canned(is_balance ? &venice->balance : &venice->limits, request, out);
}

static struct action check(struct venice *venice, const char *secret)
{
	struct fixture fixture;
	struct action action;
	struct apikey *key = apikey_new(APIKEY_MAX);

	assert_true(secret_append(&key->s, secret, strlen(secret)));
	begin(&fixture, serve_venice, venice);
	net_set_timeouts(fixture.net, PATIENCE_MS, PATIENCE_MS);
	net_key_check(fixture.net, 9, "key-1", key);
	apikey_free(key);
	action = *wait_one(&fixture);
	assert_int_equal(action.type, ACTION_KEY_CHECKED);
	assert_true(venice->keyed[0]);
	assert_int_equal(venice->keyed[1], strcmp(secret, INFERENCE) != 0);
	end(&fixture);
	free(venice->limits.last_body);
	free(venice->balance.last_body);
	return action;
}

static void a_check_joins_both_answers(void **state)
{
	struct venice venice = {
		.limits = { .status = 200, .body = LIMITS },
		.balance = { .status = 200, .headers = DATE, .body = BALANCE },
	};
	struct action action = check(&venice, ADMIN);

	(void)state;
	assert_true(action.ok);
	assert_string_equal(action.check.id, "key-1");
	assert_true(action.check.can_consume);
	assert_true(action.check.access_permitted);
	assert_string_equal(action.check.currency, "DIEM");
	assert_string_equal(action.check.diem, "90.5");
	assert_string_equal(action.check.usd, "25");
	assert_string_equal(action.check.diem_allocation, "100");
	assert_int_equal(action.check.next_epoch_ms, INT64_C(1795305600000));
	assert_int_equal(action.check.checked_ms, DATE_MS);
	assert_string_equal(action.check.tier, "paid");
	assert_int_equal(action.check.rates.count, 1);
}

/* An INFERENCE key does not ask for the account's balance. */
static void an_inference_key_asks_for_its_access_alone(void **state)
{
	struct venice venice = {
		.limits = { .status = 200, .headers = DATE, .body = LIMITS },
		.balance = { .status = 401, .body = "{\"error\":\"Admin API key required\"}" },
	};
	struct action action = check(&venice, INFERENCE);

	(void)state;
	assert_true(action.ok);
	assert_true(action.check.can_consume && action.check.has_limits);
	assert_false(action.check.has_account);
	assert_int_equal(action.check.checked_ms, DATE_MS);
	assert_int_equal(action.check.rates.count, 1);
}

static void a_check_with_one_half_is_judged_by_it(void **state)
{
	static const struct {
		struct venice venice;
		bool ok;
		enum err_code code;
	} cases[] = {
		{ { { .status = 500, .body = "{}" }, { .status = 200, .body = BALANCE }, { 0 } }, true, ERR_NONE },
		{ { { .status = 429, .body = "{}" }, { .status = 200, .body = BALANCE }, { 0 } }, true, ERR_NONE },
		{ { { .what = SERVER_CLOSE }, { .status = 200, .body = BALANCE }, { 0 } }, true, ERR_NONE },
		{ { { .status = 200, .body = "{}" }, { .status = 200, .body = BALANCE }, { 0 } }, true, ERR_NONE },
		{ { { .status = 200, .body = LIMITS }, { .status = 500, .body = "{}" }, { 0 } }, true, ERR_NONE },
		{ { { .status = 200, .body = LIMITS }, { .status = 410, .body = "{}" }, { 0 } }, true, ERR_NONE },
		{ { { .status = 200, .body = LIMITS }, { .status = 401, .body = "{\"error\":\"Admin API key required\"}" }, { 0 } },
		  true, ERR_NONE },
		{ { { .status = 401, .body = "{\"error\":\"AUTHENTICATION_FAILED\"}" }, { .status = 200, .body = BALANCE }, { 0 } },
		  false, ERR_AUTHENTICATION_FAILED },
		{ { { .status = 401, .body = "{\"error\":\"AUTHENTICATION_FAILED_INACTIVE_KEY\"}" },
		    { .status = 500, .body = "{}" }, { 0 } }, false, ERR_KEY_INACTIVE },
		{ { { .status = 500, .body = "{}" }, { .status = 403, .body = "{}" }, { 0 } }, false, ERR_SERVER_ERROR },
		{ { { .status = 402, .body = "{\"x402Version\":2,\"accepts\":[]}" }, { .status = 200, .body = BALANCE }, { 0 } },
		  false, ERR_NO_CREDENTIALS },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct venice venice = cases[i].venice;
		struct action action = check(&venice, "vk_of_no_known_type");

		if (action.ok != cases[i].ok || action.err.code != cases[i].code)
			fail_msg("case %zu: %s", i, action.err.msg);
		if (action.ok)
			assert_true(action.check.can_consume);
	}
}

/* The error has the faucet's words, and none of Venice's. */
static void faucet_refuses(int status, const char *body, const char *words)
{
	struct canned answer = { .status = status, .body = body };
	struct fixture fixture = { 0 };
	struct action *action;

	begin(&fixture, canned, &answer);
	net_faucet(fixture.net, 3, wallet);
	action = wait_one(&fixture);
	assert_int_equal(action->err.code, ERR_FAUCET);
	assert_int_equal(action->err.status, status);
	assert_non_null(strstr(action->err.msg, words));
	assert_null(strstr(err_info(ERR_FAUCET)->meaning, "Venice"));
	end(&fixture);
	free(answer.last_body);
}

static void the_faucet_gives_where_there_is_one(void **state)
{
	struct canned answer = { .status = 200, .body = "{\"ok\":true}" };
	struct fixture fixture;
	struct network network;

	(void)state;
	begin(&fixture, canned, &answer);
	net_faucet(fixture.net, 3, wallet);
	assert_true(wait_one(&fixture)->ok);
	assert_int_equal(fixture.delivered[0].type, ACTION_FAUCET_DONE);
	end(&fixture);
	assert_string_equal(answer.last_body, "{\"address\":\"0x45B73055F3aDcC4577Bb709db10B19d11b5c94eE\"}");
	free(answer.last_body);

	faucet_refuses(429, "{\"error\":\"once a day\"}", "The faucet at 127.0.0.1:");
	faucet_refuses(401, "{\"error\":\"Authentication failed\"}", " gave nothing (HTTP 401): Authentication failed");
	faucet_refuses(502, "<html>", " gave nothing (HTTP 502): a web page");
	faucet_refuses(500, "", " gave nothing (HTTP 500): no reason is given");

	fixture = (struct fixture){ 0 };
	network_on_port(&network, 1);
	*network.faucet_url = 0;
	open_network(&fixture, &network);
	net_faucet(fixture.net, 3, wallet);
	assert_int_equal(wait_one(&fixture)->err.code, ERR_INVALID_INPUT);
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(minting_brings_the_key_and_what_it_is),
		cmocka_unit_test(a_key_that_was_made_is_never_lost),
		cmocka_unit_test(a_key_with_a_bad_status_is_a_key),
		cmocka_unit_test(a_key_is_found_in_any_shape),
		cmocka_unit_test(a_key_before_too_much_is_found),
		cmocka_unit_test(a_failure_says_whether_it_may_have_acted),
		cmocka_unit_test(what_never_left_has_not_acted),
		cmocka_unit_test(a_handshake_that_hangs_has_not_acted),
		cmocka_unit_test(an_answer_without_end_is_cut_off),
		cmocka_unit_test(a_check_joins_both_answers),
		cmocka_unit_test(an_inference_key_asks_for_its_access_alone),
		cmocka_unit_test(a_check_with_one_half_is_judged_by_it),
		cmocka_unit_test(the_faucet_gives_where_there_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
