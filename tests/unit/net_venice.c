#include "tests/support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/venice.h"
#include "wallet/base/mem.h"
#include "wallet/venice/jwt.h"

static const struct address someone = { { 0x45, 0xb7, 0x30, 0x55, 0xf3, 0xad, 0xcc, 0x45, 0x77, 0xbb,
					  0x70, 0x9d, 0xb1, 0x0b, 0x19, 0xd1, 0x1b, 0x5c, 0x94, 0xee } };

static struct json_object *parse(const char *text)
{
	struct json_object *value = NULL;
	struct err err;

	assert_true(json_read(&value, text, strlen(text), &err));
	return value;
}

static void check_body(const struct key_options *options, const char *wanted_options)
{
	uint8_t signature[65];
	struct buf body, wanted;

	memset(signature, 0xab, sizeof(signature));
	buf_init(&body, 0);
	buf_init(&wanted, 0);
	venice_mint_body(&body, &(struct venice_proof){ .address = someone, .signature = signature, .text = "a.b/c.d" },
			 options);
	buf_add_string(&wanted, "{\"address\":\"0x45B73055F3aDcC4577Bb709db10B19d11b5c94eE\",\"signature\":\"0x");
	for (size_t i = 0; i < sizeof(signature); i++)
		buf_add_string(&wanted, "ab");
	buf_add_format(&wanted, "\",\"token\":\"a.b/c.d\",%s}", wanted_options);
	assert_string_equal(buf_string(&body), buf_string(&wanted));
	buf_free(&body);
	buf_free(&wanted);
}

static void sends_only_what_is_set(void **state)
{
	struct key_options options;

	(void)state;
	key_options_init(&options);
	check_body(&options, "\"apiKeyType\":\"INFERENCE\"");
	options.type = KEY_ADMIN;
	options.limit[KEY_DIEM] = 12500000;
	check_body(&options, "\"apiKeyType\":\"ADMIN\",\"consumptionLimit\":{\"diem\":12.5}");
	options.limit[KEY_DIEM] = KEY_NO_LIMIT;
	options.limit[KEY_USD] = 0;
	options.limit[KEY_VCU] = KEY_LIMIT_MAX;
	options.has_period = options.has_privacy = true;
	options.period = KEY_LIFETIME;
	options.privacy = KEY_PRIVATE_TEXT;
	memcpy(options.expires, "2027-01-31", sizeof("2027-01-31"));
	memcpy(options.description, "\"a\" \\ \xc3\xa9", sizeof("\"a\" \\ \xc3\xa9"));
	check_body(&options, "\"apiKeyType\":\"ADMIN\",\"description\":\"\\\"a\\\" \\\\ \xc3\xa9\",\"expiresAt\":\"2027-01-31\","
			     "\"consumptionLimit\":{\"usd\":0,\"vcu\":9999999999},\"limitPeriod\":\"LIFETIME\","
			     "\"modelPrivacy\":\"PRIVATE_TEXT\"");
}

/* 0.1 and its like have no exact double, but must be sent as they came in. */
static void limits_are_exact(void **state)
{
	static const struct { int64_t limit; const char *text; } cases[] = {
		{ 100000, "0.1" }, { 1, "0.000001" }, { 9007199254740993, "9007199254.740993" }, { 300000, "0.3" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct key_options options;
		char wanted[128];

		key_options_init(&options);
		options.limit[KEY_USD] = cases[i].limit;
		snprintf(wanted, sizeof(wanted), "\"apiKeyType\":\"INFERENCE\",\"consumptionLimit\":{\"usd\":%s}",
			 cases[i].text);
		check_body(&options, wanted);
	}
}

static void takes_the_token(void **state)
{
	struct json_object *body = parse("{\"success\":true,\"data\":{\"token\":\"a.b.c\"}}");
	struct venice_token token;
	struct err err;

	(void)state;
	assert_true(venice_token(&token, body, &err));
	assert_false(token.is_challenge);
	assert_string_equal(token.text, "a.b.c");
	free(token.text);
	json_object_put(body);
}

static void takes_the_challenge(void **state)
{
	struct json_object *body = parse("{\"data\":{\"message\":\"a\\nb\",\"nonce\":\"0123abcd\","
					 "\"expiresAt\":\"2026-11-21T08:30:00.250Z\"}}");
	struct venice_token token;
	struct err err;

	(void)state;
	assert_true(venice_token(&token, body, &err));
	assert_true(token.is_challenge);
	assert_string_equal(token.text, "a\nb");
	assert_string_equal(token.challenge.nonce, "0123abcd");
	assert_true(token.challenge.expires_ms == INT64_C(1795249800250));
	free(token.text);
	json_object_put(body);
}

static void refuses_what_has_no_token(void **state)
{
	static const struct { const char *body, *says; } cases[] = {
		{ "{}", "no token" }, { "[]", "no token" }, { "null", "no token" },
		{ "{\"data\":{\"token\":12345}}", "no token" }, { "{\"data\":{\"token\":\"\"}}", "no token" },
		{ "{\"data\":{\"token\":\"a\\u0000b\"}}", "no token" }, { "{\"token\":\"a.b.c\"}", "no token" },
		{ "{\"success\":false,\"error\":\"gone fishing\"}", "gone fishing" },
		{ "{\"data\":{\"message\":\"api.venice.ai wants\",\"nonce\":\"x\",\"expiresAt\":\"y\"}}", "a time that is none" },
		{ "{\"data\":{\"message\":\"api.venice.ai wants\",\"expiresAt\":\"y\"}}", "without a nonce" },
	};
	struct venice_token token;
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct json_object *body = parse(cases[i].body);

		assert_false(venice_token(&token, body, &err));
		assert_int_equal(err.code, ERR_BAD_ANSWER);
		assert_non_null(strstr(err.msg, cases[i].says));
		json_object_put(body);
	}
}

static void a_text_with_a_nul_is_never_signed(void **state)
{
	struct json_object *body = parse("{\"data\":{\"message\":\"a\\u0000b\",\"nonce\":\"0123abcd\"}}");
	struct venice_token token;
	struct err err;

	(void)state;
	assert_false(venice_token(&token, body, &err));
	assert_int_equal(err.code, ERR_CHALLENGE_REFUSED);
	json_object_put(body);
}

static void a_token_has_a_longest_length(void **state)
{
	struct buf text;
	struct err err;

	(void)state;
	buf_init(&text, 0);
	for (size_t len = JWT_MAX; len <= JWT_MAX + 1; len++) {
		struct json_object *body;
		struct venice_token token = { 0 };

		buf_clear(&text);
		buf_add_string(&text, "{\"data\":{\"token\":\"");
		for (size_t i = 0; i < len; i++)
			buf_add_byte(&text, 'a');
		buf_add_string(&text, "\"}}");
		body = parse(buf_string(&text));
		assert_int_equal(venice_token(&token, body, &err), len == JWT_MAX);
		free(token.text);
		json_object_put(body);
	}
	buf_free(&text);
}

static struct key_info new_key(const char *text)
{
	struct json_object *body = parse(text);
	struct key_info info = { .limit = { KEY_NO_LIMIT, KEY_NO_LIMIT, KEY_NO_LIMIT } };

	struct key_unsaid unsaid;

	venice_new_key(&info, &unsaid, body);
	json_object_put(body);
	return info;
}

static void reads_a_new_key(void **state)
{
	struct key_info info = new_key("{\"success\":true,\"data\":{\"apiKey\":\"***\",\"apiKeyType\":\"ADMIN\","
				       "\"consumptionLimit\":{\"usd\":50,\"diem\":12.5,\"vcu\":null},\"limitPeriod\":\"MONTH\","
				       "\"modelPrivacy\":\"PRIVATE_ONLY\",\"description\":\"Web3 \\u001b Key\","
				       "\"expiresAt\":\"2026-11-21T08:30:00.000Z\",\"id\":\"e28e82dc-9df2-4b47-b726-d0a222ef2ab5\"}}");

	(void)state;
	assert_string_equal(info.id, "e28e82dc-9df2-4b47-b726-d0a222ef2ab5");
	assert_int_equal(info.type, KEY_ADMIN);
	assert_int_equal(info.limit[KEY_USD], 50000000);
	assert_int_equal(info.limit[KEY_DIEM], 12500000);
	assert_int_equal(info.limit[KEY_VCU], KEY_NO_LIMIT);
	assert_int_equal(info.period, KEY_MONTH);
	assert_int_equal(info.privacy, KEY_PRIVATE_ONLY);
	assert_string_equal(info.description, "Web3 ? Key");
	assert_int_equal(info.expires_ms, INT64_C(1795249800000));
}

static struct key_unsaid unsaid_by(const char *text)
{
	struct json_object *body = parse(text);
	struct key_info info = { 0 };
	struct key_unsaid unsaid;

	venice_new_key(&info, &unsaid, body);
	json_object_put(body);
	return unsaid;
}

/* A null, a missing one and a word that is not known all say nothing. */
static void tells_what_an_answer_leaves_out(void **state)
{
	static const char *const silent[] = {
		"null", "{}", "{\"data\":{\"apiKeyType\":null,\"limitPeriod\":null,\"modelPrivacy\":null,\"consumptionLimit\":null}}",
		"{\"data\":{\"apiKeyType\":\"GOD\",\"limitPeriod\":\"WEEK\",\"modelPrivacy\":7,\"consumptionLimit\":[]}}",
	};
	struct key_unsaid said = unsaid_by("{\"data\":{\"apiKeyType\":\"ADMIN\",\"limitPeriod\":\"EPOCH\",\"modelPrivacy\":\"ALL\","
					   "\"consumptionLimits\":{\"usd\":null}}}");

	(void)state;
	assert_false(said.type || said.period || said.privacy || said.limits);
	for (size_t i = 0; i < ARRAY_LENGTH(silent); i++) {
		struct key_unsaid unsaid = unsaid_by(silent[i]);

		assert_true(unsaid.type && unsaid.period && unsaid.privacy && unsaid.limits);
	}
}

static void odd_fields_cost_nothing_else(void **state)
{
	static const char *const bodies[] = {
		"{}", "null", "[]", "{\"data\":7}",
		"{\"data\":{\"id\":[\"x\"],\"apiKeyType\":{},\"expiresAt\":7,\"consumptionLimit\":\"x\",\"description\":null}}",
		"{\"data\":{\"id\":\"../../etc/passwd\",\"apiKeyType\":\"GOD\",\"limitPeriod\":\"WEEK\",\"expiresAt\":\"soon\"}}",
		"{\"data\":{\"id\":\"a_b\"}}", "{\"data\":{\"id\":\"a\\u0000b\"}}",
		"{\"data\":{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}}",
		"{\"data\":{\"consumptionLimit\":{\"usd\":-5,\"diem\":1e300,\"vcu\":\"x\"}}}",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		struct key_info info = new_key(bodies[i]);

		assert_string_equal(info.id, "");
		assert_int_equal(info.type, KEY_INFERENCE);
		assert_int_equal(info.expires_ms, 0);
	}
	assert_string_equal(new_key("{\"id\":\"k-1\",\"apiKeyType\":\"ADMIN\"}").id, "k-1");
	assert_int_equal(new_key("{\"data\":{\"consumptionLimits\":{\"usd\":1e3}}}").limit[KEY_USD], 1000000000);
	assert_int_equal(new_key("{\"data\":{\"consumptionLimit\":{\"usd\":0.30000000000000004}}}").limit[KEY_USD], 300000);
	assert_int_equal(new_key("{\"data\":{\"consumptionLimit\":{\"usd\":\"7.5\"}}}").limit[KEY_USD], 7500000);
	assert_int_equal(new_key("{\"data\":{\"consumptionLimit\":{\"usd\":-5}}}").limit[KEY_USD], KEY_NO_LIMIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sends_only_what_is_set),
		cmocka_unit_test(limits_are_exact),
		cmocka_unit_test(takes_the_token),
		cmocka_unit_test(takes_the_challenge),
		cmocka_unit_test(refuses_what_has_no_token),
		cmocka_unit_test(a_text_with_a_nul_is_never_signed),
		cmocka_unit_test(a_token_has_a_longest_length),
		cmocka_unit_test(reads_a_new_key),
		cmocka_unit_test(tells_what_an_answer_leaves_out),
		cmocka_unit_test(odd_fields_cost_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
