#include "tests/support/unit.h"

#include <stdlib.h>
#include <string.h>

#include "net/node_answer.h"
#include "wallet/base/mem.h"

#define HOST "node.example:8545"

static const char page[] = "<!DOCTYPE html><title>Sign in</title>";

static struct http_answer answer_of(int status, char *body)
{
	return (struct http_answer){
		.whole = true, .sent = true, .host = HOST, .status = status, .body = body, .len = strlen(body),
		.is_page = *body == '<',
	};
}

static struct err refusal(int status, const char *text)
{
	char *body = mem_string(text);
	struct http_answer answer = answer_of(status, body);
	struct err err = { 0 };

	assert_false(node_answer_check(&answer, &err));
	assert_int_equal(err.status, status);
	free(body);
	return err;
}

static void each_status_has_its_row(void **state)
{
	static const struct {
		int status;
		enum err_code code;
		enum remedy remedy;
	} cases[] = {
		{ 301, ERR_RPC_REDIRECTED, REMEDY_FIX_INPUT },	{ 400, ERR_RPC_REFUSED, REMEDY_FIX_INPUT },
		{ 401, ERR_RPC_UNAUTHORIZED, REMEDY_FIX_INPUT }, { 402, ERR_RPC_PAYMENT, REMEDY_FIX_INPUT },
		{ 403, ERR_RPC_FORBIDDEN, REMEDY_FIX_INPUT },	{ 404, ERR_RPC_NOT_FOUND, REMEDY_FIX_INPUT },
		{ 405, ERR_RPC_REFUSED, REMEDY_FIX_INPUT },	{ 408, ERR_RPC_UNAVAILABLE, REMEDY_RETRY },
		{ 410, ERR_RPC_NOT_FOUND, REMEDY_FIX_INPUT },	{ 413, ERR_RPC_TOO_LARGE, REMEDY_FIX_INPUT },
		{ 429, ERR_RPC_LIMITED, REMEDY_RETRY },		{ 500, ERR_RPC_UNAVAILABLE, REMEDY_RETRY },
		{ 502, ERR_RPC_UNAVAILABLE, REMEDY_RETRY },	{ 503, ERR_RPC_UNAVAILABLE, REMEDY_RETRY },
		{ 599, ERR_RPC_UNAVAILABLE, REMEDY_RETRY },
	};
	static const char *const bodies[] = { "", "{}", "no", page, "{\"error\":\"no\"}" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		for (size_t j = 0; j < ARRAY_LENGTH(bodies); j++) {
			struct err err = refusal(cases[i].status, bodies[j]);

			assert_int_equal(err.code, cases[i].code);
			assert_int_equal(err.remedy, cases[i].remedy);
			assert_non_null(strstr(err.msg, HOST));
		}
	}
}

/* Whatever a node does, the words never blame Venice. */
static void the_rows_speak_of_the_node_alone(void **state)
{
	static const char *const others[] = { "Venice", "API", "DIEM", " key", "mint" };

	(void)state;
	for (enum err_code code = ERR_RPC_UNAUTHORIZED; code <= ERR_RPC_REDIRECTED; code++) {
		const struct err_info *info = err_info(code);

		assert_non_null(strstr(info->advice, "--rpc-url"));
		for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
			assert_null(strstr(info->meaning, others[i]));
			assert_null(strstr(info->advice, others[i]));
		}
	}
}

static void the_nodes_words_are_given(void **state)
{
	static const struct {
		const char *body, *msg;
	} cases[] = {
		{ "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32600,\"message\":\"Must be authenticated!\"}}",
		  HOST " refuses (HTTP 401): Must be authenticated!" },
		{ "invalid project id\n", HOST " refuses (HTTP 401): invalid project id" },
		{ "", HOST " refuses (HTTP 401): no reason is given" },
		{ "[]", HOST " refuses (HTTP 401): no reason is given" },
		{ page, HOST " refuses (HTTP 401): a web page" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		assert_memory_equal(refusal(401, cases[i].body).msg, cases[i].msg, strlen(cases[i].msg));
}

static void hostile_words_are_made_safe(void **state)
{
	static const char *const bodies[] = {
		"\x1b]0;owned\x07\x1b[2J \x9b" "31m text", "{\"error\":\"\\u001b[2J\\u202e\\u0000\"}",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		struct err err = refusal(403, bodies[i]);

		for (const unsigned char *c = (const unsigned char *)err.msg; *c; c++)
			assert_true(*c >= ' ' && *c != 0x7f && *c != 0x9b);
		assert_null(strstr(err.msg, "\xe2\x80\xae"));
	}
}

static void a_redirect_says_where_to(void **state)
{
	char body[] = "";
	struct http_answer answer = answer_of(302, body);
	struct err err;

	(void)state;
	answer.location = "https://user:hunter2@sign-in.example/portal?x=1";
	assert_false(node_answer_check(&answer, &err));
	assert_string_equal(err.msg, HOST " points to sign-in.example (HTTP 302)");
	answer.location = "/v2/";
	assert_false(node_answer_check(&answer, &err));
	assert_string_equal(err.msg, HOST " points to another place on it (HTTP 302)");
}

static void a_page_is_no_answer(void **state)
{
	char body[] = "<html>", json[] = "{\"result\":1}", junk[] = "junk";
	struct http_answer answer = answer_of(200, body);
	struct json_object *value;
	struct err err;

	(void)state;
	assert_false(node_answer_read(&value, &answer, &err));
	assert_int_equal(err.code, ERR_RPC_WEB_PAGE);
	assert_string_equal(err.msg, HOST " answers with a web page");
	answer = answer_of(200, junk);
	assert_false(node_answer_read(&value, &answer, &err));
	assert_int_equal(err.code, ERR_BAD_ANSWER);
	assert_non_null(strstr(err.msg, HOST));
	answer = answer_of(200, json);
	assert_true(node_answer_read(&value, &answer, &err));
	json_object_put(value);
}

static void what_a_transfer_says_and_the_time_to_wait_go_along(void **state)
{
	char body[] = "";
	struct http_answer answer = answer_of(429, body);
	struct err err;

	(void)state;
	answer.retry_after = 17;
	assert_false(node_answer_check(&answer, &err));
	assert_int_equal(err.retry_after, 17);
	answer.whole = false;
	err_set(&answer.err, ERR_TIMEOUT, "too slow");
	assert_false(node_answer_check(&answer, &err));
	assert_int_equal(err.code, ERR_TIMEOUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_status_has_its_row),
		cmocka_unit_test(the_rows_speak_of_the_node_alone),
		cmocka_unit_test(the_nodes_words_are_given),
		cmocka_unit_test(hostile_words_are_made_safe),
		cmocka_unit_test(a_redirect_says_where_to),
		cmocka_unit_test(a_page_is_no_answer),
		cmocka_unit_test(what_a_transfer_says_and_the_time_to_wait_go_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
