#include "tests/support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/apikey_extract.h"
#include "wallet/base/buf.h"
#include "wallet/base/mem.h"

/* Cuts the key out of a copy of `text`, and checks what came out and what is left. */
static void check(const char *text, const char *key, const char *left)
{
	char *body = mem_string(text);
	struct apikey *out = apikey_extract(body, strlen(body), true, NULL);

	if (key) {
		assert_non_null(out);
		assert_string_equal(out->s.data, key);
		assert_int_equal(out->s.len, strlen(key));
	} else {
		assert_null(out);
	}
	assert_string_equal(body, left);
	apikey_free(out);
	free(body);
}

static void cuts_the_key_out(void **state)
{
	(void)state;
	check("{\"success\":true,\"data\":{\"apiKey\":\"vk_123\",\"id\":\"x\"}}", "vk_123",
	      "{\"success\":true,\"data\":{\"apiKey\":\"******\",\"id\":\"x\"}}");
	check(" \n{ \"data\" : { \"id\":1, \"apiKey\"\t:\r\n \"k\" } }", "k",
	      " \n{ \"data\" : { \"id\":1, \"apiKey\"\t:\r\n \"*\" } }");
	check("{\"apiKey\":\"top\"}", "top", "{\"apiKey\":\"***\"}");
	check("\xef\xbb\xbf{\"data\":{\"apiKey\":\"k\"}}", "k", "\xef\xbb\xbf{\"data\":{\"apiKey\":\"*\"}}");
	check("[{\"data\":{\"apiKey\":\"k\"}}]", "k", "[{\"data\":{\"apiKey\":\"*\"}}]");
}

static void is_not_led_astray(void **state)
{
	(void)state;
	/* the name inside other strings, and as a value */
	check("{\"data\":{\"description\":\"\\\"apiKey\\\":\\\"fake\\\"\",\"apiKey\":\"real\"}}", "real",
	      "{\"data\":{\"description\":\"\\\"apiKey\\\":\\\"fake\\\"\",\"apiKey\":\"****\"}}");
	check("{\"data\":{\"description\":\"apiKey\",\"x\":\"fake\",\"apiKey\":\"real\"}}", "real",
	      "{\"data\":{\"description\":\"apiKey\",\"x\":\"fake\",\"apiKey\":\"****\"}}");
	check("{\"data\":{\"list\":[\"apiKey\",\"fake\"],\"d\":\"end\\\\\",\"apiKey\":\"real\"}}", "real",
	      "{\"data\":{\"list\":[\"apiKey\",\"fake\"],\"d\":\"end\\\\\",\"apiKey\":\"****\"}}");
	check("{\"apiKeyType\":\"ADMIN\",\"myapiKey\":\"no\",\"data\":{\"apiKey\":\"real\"}}", "real",
	      "{\"apiKeyType\":\"ADMIN\",\"myapiKey\":\"no\",\"data\":{\"apiKey\":\"****\"}}");
	/* brackets inside strings do not count */
	check("{\"a\":\"{{[\",\"data\":{\"apiKey\":\"real\"}}", "real", "{\"a\":\"{{[\",\"data\":{\"apiKey\":\"****\"}}");
}

static void prefers_the_one_in_data(void **state)
{
	(void)state;
	check("{\"apiKey\":\"a\",\"meta\":{\"apiKey\":\"b\"},\"data\":{\"apiKey\":\"c\"}}", "c",
	      "{\"apiKey\":\"*\",\"meta\":{\"apiKey\":\"*\"},\"data\":{\"apiKey\":\"*\"}}");
	check("{\"data\":{\"apiKey\":\"a\",\"deep\":{\"apiKey\":\"b\"},\"apiKey\":\"c\"}}", "a",
	      "{\"data\":{\"apiKey\":\"*\",\"deep\":{\"apiKey\":\"*\"},\"apiKey\":\"*\"}}");
}

static void an_unusable_value_is_blanked_all_the_same(void **state)
{
	(void)state;
	check("{\"data\":{\"apiKey\":\"a\\u0062c\"}}", NULL, "{\"data\":{\"apiKey\":\"********\"}}");
	check("{\"data\":{\"apiKey\":\"a\\\"b\"}}", NULL, "{\"data\":{\"apiKey\":\"****\"}}");
	check("{\"data\":{\"apiKey\":\"a\nb\"}}", NULL, "{\"data\":{\"apiKey\":\"***\"}}");
	check("{\"data\":{\"apiKey\":\"\xc3\xa9\"}}", NULL, "{\"data\":{\"apiKey\":\"**\"}}");
	check("{\"data\":{\"apiKey\":\"\"}}", NULL, "{\"data\":{\"apiKey\":\"\"}}");
}

static void what_is_not_there_is_not_found(void **state)
{
	static const char *const texts[] = {
		"", " ", "[]", "{}", "null", "\"apiKey\":\"x\"", "{\"data\":{\"apiKey\":null}}",
		"{\"data\":{\"apiKey\":{\"a\":1}}}", "{\"data\":{\"apiKey\":[\"x\"]}}", "<html>\"apiKey\":\"x\"</html>",
		"{\"data\":{\"apiKey\"", "{\"data\":{\"apiKey\":", "{\"data\":{\"apiKey", "{\"a\\", "{\"",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		check(texts[i], NULL, texts[i]);
}

/* Cut anywhere, the key comes out whole or not at all, and no byte of it stays. */
static void a_cut_answer_gives_all_or_nothing(void **state)
{
	static const char text[] = "{\"success\":true,\"data\":{\"apiKey\":\"SECRET\",\"id\":\"x\"}}";
	size_t whole = (size_t)(strstr(text, "SECRET\"") - text) + strlen("SECRET\"");

	(void)state;
	for (size_t len = 0; len < sizeof(text); len++) {
		char *body = strndup(text, len);
		struct apikey *key = apikey_extract(body, len, false, NULL);

		assert_int_equal(key != NULL, len >= whole);
		assert_null(strchr(body, 'S'));
		assert_null(strstr(body, "RET"));
		apikey_free(key);
		free(body);
	}
}

/* Whatever has the form of a key is taken, wherever it stands, and only its secret part is blanked. */
static void the_form_of_a_key_is_enough(void **state)
{
	(void)state;
	check("key: VENICE_INFERENCE_KEY_abcd1234.", "VENICE_INFERENCE_KEY_abcd1234", "key: VENICE_INFERENCE_KEY_********.");
	check("{\"data\":{\"key\":\"VENICE_ADMIN_KEY_abcd-123\"}}", "VENICE_ADMIN_KEY_abcd-123",
	      "{\"data\":{\"key\":\"VENICE_ADMIN_KEY_********\"}}");
	check("{\"data\":{\"apiKey\":\"vk_1\"},\"k\":\"VENICE_ADMIN_KEY_abcd-123\"}", "VENICE_ADMIN_KEY_abcd-123",
	      "{\"data\":{\"apiKey\":\"****\"},\"k\":\"VENICE_ADMIN_KEY_********\"}");
	check("{\"k\":\"VENICE_ADMIN_KEY_other-one\",\"data\":{\"apiKey\":\"VENICE_INFERENCE_KEY_x\"}}", "VENICE_INFERENCE_KEY_x",
	      "{\"k\":\"VENICE_ADMIN_KEY_*********\",\"data\":{\"apiKey\":\"**********************\"}}");
	check("a key begins VENICE_INFERENCE_KEY_ or VENICE_ADMIN_KEY_...", NULL,
	      "a key begins VENICE_INFERENCE_KEY_ or VENICE_ADMIN_KEY_...");
}

static void what_was_sent_is_nothing_new(void **state)
{
	struct apikey *sent = apikey_new(APIKEY_MAX);
	char body[] = "{\"apiKey\":\"VENICE_ADMIN_KEY_abcd1234\",\"header\":\"Bearer VENICE_ADMIN_KEY_abcd1234\"}";

	(void)state;
	assert_true(secret_append(&sent->s, "VENICE_ADMIN_KEY_abcd1234", strlen("VENICE_ADMIN_KEY_abcd1234")));
	assert_null(apikey_extract(body, strlen(body), true, sent));
	assert_null(strstr(body, "1234"));
	apikey_free(sent);
}

/* A refusal may show enough of the key that was sent for a person to tell which it was. */
static void a_part_of_what_was_sent_is_nothing_new(void **state)
{
	static const char *const bodies[] = {
		"Incorrect key VENICE_ADMIN_KEY_abcdefgh****wxyz", "{\"error\":\"VENICE_ADMIN_KEY_abcdefgh...\"}",
		"VENICE_ADMIN_KEY_abcdxxxxxxxxxxxx", "VENICE_ADMIN_KEY_xxxxxxxxxxxxwxyz is expired",
	};
	struct apikey *sent = apikey_new(APIKEY_MAX), *key;
	char body[] = "VENICE_ADMIN_KEY_abcdefgh... made VENICE_ADMIN_KEY_bcdefghijklm";

	(void)state;
	assert_true(secret_append(&sent->s, "VENICE_ADMIN_KEY_abcdefghijklmnopqrstuvwxyz", 43));
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		char *copy = strdup(bodies[i]);

		assert_null(apikey_extract(copy, strlen(copy), true, sent));
		assert_null(strstr(copy, "abcd"));
		free(copy);
	}
	key = apikey_extract(body, strlen(body), true, sent);
	assert_string_equal(key->s.data, "VENICE_ADMIN_KEY_bcdefghijklm");
	apikey_free(key);
	apikey_free(sent);
}

/* At the end of what was cut off it may be only the beginning of a key. */
static void a_form_that_is_cut_off_is_none(void **state)
{
	char body[] = "VENICE_ADMIN_KEY_abcd1234", again[] = "VENICE_ADMIN_KEY_abcd1234 ";
	struct apikey *key;

	(void)state;
	assert_null(apikey_extract(body, strlen(body), false, NULL));
	assert_string_equal(body, "VENICE_ADMIN_KEY_********");
	key = apikey_extract(again, strlen(again), false, NULL);
	assert_non_null(key);
	apikey_free(key);
}

static void the_longest_key_fits(void **state)
{
	char text[APIKEY_MAX + 64], key[APIKEY_MAX + 2];
	struct apikey *out;

	(void)state;
	memset(key, 'k', sizeof(key));
	key[APIKEY_MAX] = 0;
	snprintf(text, sizeof(text), "{\"apiKey\":\"%s\"}", key);
	out = apikey_extract(text, strlen(text), true, NULL);
	assert_non_null(out);
	assert_int_equal(out->s.len, APIKEY_MAX);
	apikey_free(out);
	key[APIKEY_MAX] = 'k';
	key[APIKEY_MAX + 1] = 0;
	snprintf(text, sizeof(text), "{\"apiKey\":\"%s\"}", key);
	assert_null(apikey_extract(text, strlen(text), true, NULL));
	assert_null(strstr(text, "kk"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_the_key_out),
		cmocka_unit_test(is_not_led_astray),
		cmocka_unit_test(prefers_the_one_in_data),
		cmocka_unit_test(an_unusable_value_is_blanked_all_the_same),
		cmocka_unit_test(what_is_not_there_is_not_found),
		cmocka_unit_test(a_cut_answer_gives_all_or_nothing),
		cmocka_unit_test(the_form_of_a_key_is_enough),
		cmocka_unit_test(what_was_sent_is_nothing_new),
		cmocka_unit_test(a_part_of_what_was_sent_is_nothing_new),
		cmocka_unit_test(a_form_that_is_cut_off_is_none),
		cmocka_unit_test(the_longest_key_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
