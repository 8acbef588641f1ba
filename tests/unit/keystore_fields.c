#include "keystore/fields.h"

#include "tests/support/json_suite.h"
#include "tests/unit/keystore_help.h"

static bool parses(const char *text, size_t len)
{
	struct json_object *object = fields_parse(text, len);
	bool ok = object;

	json_object_put(object);
	return ok;
}

static void agrees_with_the_json_test_suite(void **state)
{
	(void)state;
	json_suite_check_inside(parses);
}

static void wants_one_whole_object(void **state)
{
	(void)state;
	static const char with_nul[] = "{}\0{}";
	char deep[64];

	assert_true(parses("{}", 2));
	assert_true(parses("{} \r\n\t", 6));
	assert_true(parses("\xef\xbb\xbf{}", 5));
	assert_false(parses("", 0));
	assert_false(parses("  ", 2));
	assert_false(parses("[]", 2));
	assert_false(parses("3", 1));
	assert_false(parses("null", 4));
	assert_false(parses("{", 1));
	assert_false(parses("{}{}", 4));
	assert_false(parses(with_nul, sizeof(with_nul) - 1));
	assert_false(parses("{\"a\":\"\xff\"}", 9));
	memset(deep, '[', sizeof(deep));
	memcpy(deep, "{\"a\":", 5);
	memset(deep + 32, ']', 27);
	deep[59] = '}';
	assert_false(parses(deep, 60));
}

static void getters_want_their_type(void **state)
{
	(void)state;
	static const char text[] = "{\"Text\":\"a\",\"n\":7,\"minus\":-1,\"half\":0.5,\"big\":18446744073709551615,"
				   "\"yes\":true,\"none\":null,\"cut\":\"a\\u0000b\",\"hex\":\"0XaB\",\"o\":{}}";
	struct json_object *object = fields_parse(text, sizeof(text) - 1), *inner;
	const char *s;
	uint64_t u;
	int64_t i;
	uint8_t byte;
	char copy[2];
	bool b;

	assert_non_null(object);
	assert_true(fields_text(&s, object, "tEXT"));
	assert_string_equal(s, "a");
	assert_false(fields_text(&s, object, "n"));
	assert_false(fields_text(&s, object, "none"));
	assert_false(fields_text(&s, object, "absent"));
	assert_false(fields_text(&s, object, "cut"));
	assert_true(fields_u64(&u, object, "n") && u == 7);
	assert_true(fields_u64(&u, object, "big") && u == UINT64_MAX);
	assert_false(fields_u64(&u, object, "minus"));
	assert_false(fields_u64(&u, object, "half"));
	assert_false(fields_u64(&u, object, "text"));
	assert_true(fields_i64(&i, object, "minus") && i == -1);
	assert_true(fields_bool(&b, object, "yes") && b);
	assert_false(fields_bool(&b, object, "n"));
	assert_true(fields_hex_exact(&byte, 1, object, "hex") && byte == 0xab);
	assert_true(fields_object(&inner, object, "o"));
	assert_false(fields_object(&inner, object, "n"));
	assert_true(fields_copy(copy, sizeof(copy), object, "text"));
	assert_false(fields_copy(copy, 1, object, "text"));
	assert_null(fields_get(NULL, "text"));
	json_object_put(object);
}

static bool reads_number(uint64_t *out, const char *value)
{
	char text[64];
	struct json_object *object;
	bool ok;

	snprintf(text, sizeof(text), "{\"n\":%s}", value);
	object = fields_parse(text, strlen(text));
	assert_non_null(object);
	ok = fields_number(out, object, "N");
	json_object_put(object);
	return ok;
}

static void numbers_of_other_programs_are_whole(void **state)
{
	static const char *const read[] = { "1024", "1024.0", "1.024e3", "\"1024\"", "\"1024.0\"", "\" 1024 \"" };
	static const char *const refused[] = {
		"1024.5", "-1", "-1024.0", "1e16", "1e400", "true", "null", "[1024]", "\"\"", "\"1024.5\"", "\"-1\"",
		"\"0x400\"", "\"01\"", "\"1024 rounds\"", "\"NaN\"", "\"\\\"1024\\\"\"", "\"18446744073709551616\"",
	};
	uint64_t number;

	(void)state;
	for (size_t i = 0; i < sizeof(read) / sizeof(read[0]); i++)
		assert_true(reads_number(&number, read[i]) && number == 1024);
	assert_true(reads_number(&number, "18446744073709551615") && number == UINT64_MAX);
	assert_true(reads_number(&number, "9007199254740991.0") && number == 9007199254740991);
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (reads_number(&number, refused[i]))
			fail_msg("took %s", refused[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_json_test_suite),
		cmocka_unit_test(wants_one_whole_object),
		cmocka_unit_test(getters_want_their_type),
		cmocka_unit_test(numbers_of_other_programs_are_whole),
	};

	return cmocka_run_group_tests_name("keystore_fields", tests, NULL, NULL);
}
