#include "tests/support/unit.h"

#include <stdlib.h>
#include <string.h>

#include "net/answer.h"
#include "wallet/base/mem.h"

static struct err refusal(int status, const char *body)
{
	char *bytes = mem_string(body);
	struct http_answer answer = {
		.whole = true, .sent = true, .host = "api.example", .status = status, .body = bytes, .len = strlen(body)
	};
	struct err err = { 0 };

	assert_false(answer_check(&answer, &err));
	free(bytes);
	return err;
}

static void reads_all_forms(void **state)
{
	static const struct {
		int status;
		const char *body;
		enum err_code code;
		const char *msg;
	} cases[] = {
		{ 400, "{\"error\":\"JWT has expired. Request a new token.\"}", ERR_JWT_EXPIRED,
		  "JWT has expired. Request a new token." },
		{ 400, "{\"error\":\"Invalid request parameters\",\"details\":{\"_errors\":[],\"expiresAt\":{\"_errors\":"
		       "[\"Invalid date\",\"Required\"]}}}", ERR_BAD_REQUEST,
		  "Invalid request parameters: expiresAt: Invalid date: Required" },
		{ 401, "{\"error\":\"AUTHENTICATION_FAILED\",\"message\":\"Authentication failed\"}",
		  ERR_AUTHENTICATION_FAILED, "AUTHENTICATION_FAILED: Authentication failed" },
		{ 400, "{\"error\":\"Request failed\",\"message\":\"Wallet has no staked VVV on Base. Stake it.\"}",
		  ERR_NO_STAKE, "Request failed: Wallet has no staked VVV on Base. Stake it." },
		{ 401, "{\"error\":{\"message\":\"Not active\",\"code\":\"AUTHENTICATION_FAILED_INACTIVE_KEY\"}}",
		  ERR_KEY_INACTIVE, "AUTHENTICATION_FAILED_INACTIVE_KEY: Not active" },
		{ 402, "{\"error\":\"Spent\",\"code\":\"API_KEY_USD_SPEND_LIMIT_EXCEEDED\"}", ERR_USD_LIMIT,
		  "Spent: API_KEY_USD_SPEND_LIMIT_EXCEEDED" },
		{ 400, "{\"error\":\"no\",\"details\":{\"_errors\":[\"no\"]}}", ERR_BAD_REQUEST, "no" },
		{ 401, "{\"error\":\"Authentication failed\",\"request_id\":\"r-1\"}", ERR_AUTHENTICATION_FAILED, "Authentication failed" },
		{ 400, "{\"error\":\"Invalid request\",\"details\":\"limits are wrong\",\"issues\":[{\"path\":[\"consumptionLimit\",\"usd\"],"
		       "\"message\":\"Too big\"},7,{\"message\":\"Again\"}]}", ERR_BAD_REQUEST,
		  "Invalid request: limits are wrong: usd: Too big: Again" },
		{ 402, "{\"x402Version\":2,\"accepts\":[],\"authOptions\":[]}", ERR_NO_CREDENTIALS,
		  "The request came without credentials, by Venice's word" },
		{ 402, "{\"error\":\"Payment required\",\"x402Version\":2,\"accepts\":[{}]}", ERR_NO_CREDENTIALS,
		  "Payment required: The request came without credentials, by Venice's word" },
		{ 402, "{\"error\":\"Insufficient USD or Diem balance\",\"x402Version\":2,\"accepts\":[{}]}", ERR_INSUFFICIENT_BALANCE,
		  "Insufficient USD or Diem balance" },
		{ 503, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32000,\"message\":\"Service down\"}}", ERR_UNAVAILABLE,
		  "Service down" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = refusal(cases[i].status, cases[i].body);

		assert_int_equal(err.code, cases[i].code);
		assert_int_equal(err.status, cases[i].status);
		assert_string_equal(err.msg, cases[i].msg);
	}
}

static void without_words_there_is_a_sentence(void **state)
{
	(void)state;
	assert_string_equal(refusal(502, "<html><h1>Bad \x1b[2J</h1>").msg, "HTTP 502 with a page that is not JSON");
	assert_string_equal(refusal(502, "{\"error\":\"cut").msg, "HTTP 502 with a page that is not JSON");
	assert_string_equal(refusal(500, "").msg, "HTTP 500 without a reason");
	assert_string_equal(refusal(500, "[1]").msg, "HTTP 500 without a reason");
	assert_string_equal(refusal(418, "{\"error\":[false],\"message\":7,\"details\":[\"x\"],\"request_id\":\"r\"}").msg,
			    "HTTP 418 without a reason");
	assert_int_equal(refusal(418, "null").code, ERR_HTTP_OTHER);
	assert_int_equal(refusal(100, "").code, ERR_HTTP_OTHER);
}

static void redirects_are_not_followed(void **state)
{
	struct err err = refusal(302, "<a href='https://evil.example/'>");

	(void)state;
	assert_int_equal(err.code, ERR_HTTP_OTHER);
	assert_int_equal(err.status, 302);
	assert_non_null(strstr(err.msg, "api.example points to another place, and rialto does not follow"));
}

/* For trouble and limits the status says more than the page does. */
static void a_page_is_not_the_apis(void **state)
{
	static const struct {
		int status;
		enum err_code code;
	} cases[] = {
		{ 200, ERR_WEB_PAGE },	 { 401, ERR_WEB_PAGE },	     { 402, ERR_WEB_PAGE },    { 403, ERR_WEB_PAGE },
		{ 404, ERR_WEB_PAGE },	 { 400, ERR_BAD_REQUEST },  { 413, ERR_TOO_LARGE },
		{ 429, ERR_RATE_LIMITED }, { 502, ERR_BAD_GATEWAY },
		{ 503, ERR_UNAVAILABLE },
	};
	char page[] = "<!DOCTYPE html>";

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct http_answer answer = {
			.whole = true, .host = "api.example", .status = cases[i].status, .body = page, .len = strlen(page),
			.is_page = true,
		};
		struct err err;

		assert_false(answer_check(&answer, &err));
		assert_int_equal(err.code, cases[i].code);
		assert_int_equal(err.status, cases[i].status);
		assert_true(err.code != ERR_WEB_PAGE || strstr(err.msg, "api.example answers with a web page"));
	}
}

static void hostile_words_are_made_safe(void **state)
{
	struct err err = refusal(400, "{\"error\":\"\\u001b]0;owned\\u0007\\u009b31m\\u202egnp\\r\\n\\u0000JWT has expired\\u007f\"}");

	(void)state;
	assert_int_equal(err.code, ERR_JWT_EXPIRED);
	for (const char *c = err.msg; *c; c++)
		assert_true(*c >= ' ' && *c < 0x7f);
}

/* Words too long to show are still matched, and deep or endless details do no harm. */
static void long_answers_are_cut(void **state)
{
	struct buf body;
	struct err err;

	(void)state;
	buf_init(&body, 0);
	buf_add_string(&body, "{\"error\":\"");
	for (int i = 0; i < 40; i++)
		buf_add_string(&body, "Some words. ");
	buf_add_string(&body, "JWT claims are invalid\",\"details\":{\"_errors\":[");
	for (int i = 0; i < 20000; i++)
		buf_add_format(&body, "\"sentence %d\",", i);
	buf_add_string(&body, "\"last\"],\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"_errors\":[\"deep\"]}}}}}}}}");
	err = refusal(400, buf_string(&body));
	assert_int_equal(err.code, ERR_JWT_CLAIMS);
	assert_int_equal(strlen(err.msg), sizeof(err.msg) - 1);
	buf_free(&body);
}

static void passes_on_what_a_transfer_says(void **state)
{
	struct http_answer answer = { .whole = false, .body = (char[]){ 0 } };
	struct err err;

	(void)state;
	err_set(&answer.err, ERR_TIMEOUT, "too slow");
	assert_false(answer_check(&answer, &err));
	assert_int_equal(err.code, ERR_TIMEOUT);
}

static void takes_the_time_to_wait_along(void **state)
{
	char body[] = "{\"error\":\"Too many\"}";
	struct http_answer answer = {
		.whole = true, .status = 429, .body = body, .len = strlen(body), .retry_after = 17,
	};
	struct err err;

	(void)state;
	assert_false(answer_check(&answer, &err));
	assert_int_equal(err.code, ERR_RATE_LIMITED);
	assert_int_equal(err.retry_after, 17);
}

static void reads_json_of_a_success(void **state)
{
	char body[] = "{\"a\":1}";
	struct http_answer answer = { .whole = true, .status = 201, .body = body, .len = strlen(body) };
	struct json_object *value = NULL;
	struct err err;

	(void)state;
	assert_true(answer_read(&value, &answer, &err));
	json_object_put(value);
	answer.len--;
	assert_false(answer_read(&value, &answer, &err));
	assert_int_equal(err.code, ERR_BAD_ANSWER);
}

/* The error says when the limit ends, in words, and whose limit it is. */
static void a_limit_says_when(void **state)
{
	char body[] = "{\"error\":\"Slow down\"}";
	struct http_answer answer = {
		.whole = true, .status = 429, .host = "api.example", .body = body, .len = strlen(body), .retry_after = 86400,
		.server_ms = INT64_C(1795249800000),
	};
	struct err err = { 0 };

	(void)state;
	assert_false(answer_check(&answer, &err));
	assert_int_equal(err.code, ERR_RATE_LIMITED);
	assert_int_equal(err.retry_after, 86400);
	assert_string_equal(err.msg, "Slow down (not before 2026-11-22T08:30:00Z)");
	answer.error_budget = true;
	answer.retry_after = 29;
	assert_false(answer_check(&answer, &err));
	assert_int_equal(err.code, ERR_ERROR_BUDGET);
	assert_int_equal(err.status, 429);
	assert_string_equal(err.msg, "Slow down (not before 2026-11-21T08:30:29Z)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_all_forms),
		cmocka_unit_test(without_words_there_is_a_sentence),
		cmocka_unit_test(a_limit_says_when),
		cmocka_unit_test(redirects_are_not_followed),
		cmocka_unit_test(a_page_is_not_the_apis),
		cmocka_unit_test(hostile_words_are_made_safe),
		cmocka_unit_test(long_answers_are_cut),
		cmocka_unit_test(passes_on_what_a_transfer_says),
		cmocka_unit_test(takes_the_time_to_wait_along),
		cmocka_unit_test(reads_json_of_a_success),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
