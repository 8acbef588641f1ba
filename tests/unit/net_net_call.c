#include "tests/unit/net_help.h"

#define DATE "Date: Sat, 21 Nov 2026 08:30:00 GMT\r\n"
#define DATE_MS INT64_C(1795249800000)
#define MODELS "{\"object\":\"list\",\"type\":\"text\",\"data\":[{\"id\":\"glm\",\"type\":\"text\",\"model_spec\":{}}]}"
#define ANSWER "{\"model\":\"glm\",\"choices\":[{\"message\":{\"content\":\"Hello\"}}]," \
	       "\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":1}}"

static struct apikey *secret_key(void)
{
	struct apikey *key = apikey_new(APIKEY_MAX);

	assert_true(secret_append(&key->s, "vk_secret", 9));
	return key;
}

static void call(struct net *net)
{
	struct apikey *key = secret_key();

	net_probe(net, 4, "key-1", "glm", key);
	apikey_free(key);
}

static void ask_for_models(struct net *net)
{
	struct apikey *key = secret_key();

	net_models(net, 3, key);
	apikey_free(key);
}

/* Returns what a call ends in when the server does this.  The call is sent once, whatever comes. */
static struct action try_call(struct canned *answer)
{
	struct fixture fixture;
	struct action action;

	action = *sent_once(&fixture, answer, call, ACTION_PROBED);
	end(&fixture);
	return action;
}

static void models_are_asked_for_with_the_key(void **state)
{
	struct canned answer = { .status = 200, .body = MODELS };
	struct fixture fixture;
	struct action *action;

	(void)state;
	action = sent_once(&fixture, &answer, ask_for_models, ACTION_MODELS_GOT);
	assert_true(action->ok);
	assert_int_equal(action->models.count, 1);
	assert_string_equal(action->models.items[0].id, "glm");
	assert_non_null(strstr(answer.head, "GET /api/v1/models?type=text HTTP/1.1\r\n"));
	assert_non_null(strstr(answer.head, "Authorization: Bearer vk_secret\r\n"));
	end(&fixture);
	free(answer.last_body);
}

static void models_that_are_none_are_an_error(void **state)
{
	struct canned answer = { .status = 200, .body = "{\"data\":7}" };
	struct fixture fixture;
	struct action *action;

	(void)state;
	action = sent_once(&fixture, &answer, ask_for_models, ACTION_MODELS_GOT);
	assert_false(action->ok);
	assert_int_equal(action->err.code, ERR_BAD_ANSWER);
	end(&fixture);
	free(answer.last_body);
}

static void a_call_brings_what_it_used(void **state)
{
	struct canned answer = { .status = 200, .headers = DATE, .body = ANSWER };
	struct action action = try_call(&answer);

	(void)state;
	assert_true(action.ok);
	assert_string_equal(action.probe.id, "key-1");
	assert_string_equal(action.probe.model, "glm");
	assert_string_equal(action.probe.reply, "Hello");
	assert_int_equal(action.probe.in, 8);
	assert_int_equal(action.probe.out, 1);
	assert_int_equal(action.probe.tested_ms, DATE_MS);
	assert_non_null(strstr(answer.head, "POST /api/v1/chat/completions HTTP/1.1\r\n"));
	assert_non_null(strstr(answer.head, "Authorization: Bearer vk_secret\r\n"));
	assert_non_null(strstr(answer.last_body, "\"max_completion_tokens\":1"));
	free(answer.last_body);
}

/* Only a refusal, and a request that never left, are certain to have cost nothing. */
static void what_a_failed_call_may_have_cost(void **state)
{
	static const struct { struct canned answer; bool may; enum err_code code; } cases[] = {
		{ { .status = 402, .body = "{\"error\":\"INSUFFICIENT_BALANCE\"}" }, false, ERR_INSUFFICIENT_BALANCE },
		{ { .status = 402, .body = "{\"error\":\"API_KEY_USD_SPEND_LIMIT_EXCEEDED\"}" }, false, ERR_USD_LIMIT },
		{ { .status = 401, .body = "{}" }, false, ERR_AUTHENTICATION_FAILED },
		{ { .status = 429, .body = "{}" }, false, ERR_RATE_LIMITED },
		{ { .status = 408, .body = "{}" }, true, ERR_REQUEST_TIMEOUT },
		{ { .status = 500, .body = "{\"error\":\"Inference processing failed\"}" }, true, ERR_SERVER_ERROR },
		{ { .status = 200, .body = "{}" }, true, ERR_BAD_ANSWER },
		{ { .status = 200, .body = "half of" }, true, ERR_BAD_ANSWER },
		{ { .what = SERVER_CLOSE }, true, ERR_CONNECTION_CUT },
		{ { .what = SERVER_HANG }, true, ERR_TIMEOUT },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct canned answer = cases[i].answer;
		struct action action = try_call(&answer);

		if (action.ok || action.probe.may_have_acted != cases[i].may || action.err.code != cases[i].code)
			fail_msg("case %zu: %d, %d, %d", i, action.ok, action.probe.may_have_acted, (int)action.err.code);
		free(answer.last_body);
	}
}

static void nobody_there_costs_nothing(void **state)
{
	struct network network;
	struct fixture fixture = { 0 };

	(void)state;
	network_on_port(&network, 1);
	open_network(&fixture, &network);
	call(fixture.net);
	assert_int_equal(wait_one(&fixture)->err.code, ERR_UNREACHABLE);
	assert_false(fixture.delivered[0].probe.may_have_acted);
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(models_are_asked_for_with_the_key),
		cmocka_unit_test(models_that_are_none_are_an_error),
		cmocka_unit_test(a_call_brings_what_it_used),
		cmocka_unit_test(what_a_failed_call_may_have_cost),
		cmocka_unit_test(nobody_there_costs_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
