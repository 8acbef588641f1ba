/* json_build: makes the same tree of a text as json-c's own reader, and the right one where that
 * reader is wrong. */
#include "wallet/base/json_build.h"

#include <string.h>

#include "tests/support/json_suite.h"
#include "tests/support/unit.h"
#include "wallet/base/strict_json.h"

#define DEPTH 20

static struct json_object *build(const char *text, size_t len)
{
	assert_true(strict_json_ok(text, len, DEPTH));
	return json_build(text, len);
}

static void check_same(const char *text, size_t len)
{
	struct json_object *tree = build(text, len), *other = json_tokener_parse(text);

	if (!json_object_equal(tree, other))
		fail_msg("%s: %s, but json-c makes %s of it", text, tree ? json_object_to_json_string(tree) : "null",
			 other ? json_object_to_json_string(other) : "null");
	json_object_put(tree);
	json_object_put(other);
}

static bool check_of_suite(const char *text, size_t len)
{
	bool ok = strict_json_ok(text, len, DEPTH);

	if (ok)
		check_same(text, len);
	return ok;
}

static void agrees_with_json_c_on_the_test_suite(void **state)
{
	(void)state;
	json_suite_check(check_of_suite);
}

static void agrees_with_json_c(void **state)
{
	static const char *const texts[] = {
		"null", "true", "false", "0", "-7", "18446744073709551615", "9223372036854775807", "-9223372036854775808", "1.50",
		"1e3", "-0.0", "\"\"", "\"plain\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\\u00fc\\u20ac\"", "\"\\ud83d\\ude00\"",
		"\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83d\\u0041\"", "[]", "[ ]", "[1 ,2, [3],[ ]]", "{}", "{ }",
		" { \"a\" : 1 , \"b\" : { \"c\" : [ null , true ] } , \"a\" : \"last\" } ", "{\"\":{\"\\u00fc\":\"\xc3\xbc\"}}", "[[[[1]]]]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_same(texts[i], strlen(texts[i]));
}

static void numbers_keep_their_digits(void **state)
{
	static const char *const numbers[] = { "0.10", "1e400", "12345678901234567890.5", "-1E-7", "10.000000" };

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct json_object *number = build(numbers[i], strlen(numbers[i]));

		assert_int_equal(json_object_get_type(number), json_type_double);
		assert_string_equal(json_object_to_json_string(number), numbers[i]);
		json_object_put(number);
	}
}

/* A text need not end in a NUL, so nothing behind it is looked at. */
static void ends_where_the_text_does(void **state)
{
	struct json_object *number = build("1234", 2), *text = build("\"a\\u0000b\"", 10);

	(void)state;
	assert_int_equal(json_object_get_int(number), 12);
	assert_int_equal(json_object_get_string_len(text), 3);
	assert_memory_equal(json_object_get_string(text), "a\0b", 3);
	json_object_put(number);
	json_object_put(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_json_c_on_the_test_suite),
		cmocka_unit_test(agrees_with_json_c),
		cmocka_unit_test(numbers_keep_their_digits),
		cmocka_unit_test(ends_where_the_text_does),
	};

	return cmocka_run_group_tests_name("wallet_json_build", tests, NULL, NULL);
}
