#include "tests/support/unit.h"

#include <string.h>

#include "net/json.h"
#include "tests/support/json_suite.h"

static bool takes(const char *text, size_t len)
{
	struct json_object *value = NULL;
	struct err err = { 0 };
	bool ok = json_read(&value, text, len, &err);

	if (!ok) {
		assert_int_equal(err.code, ERR_BAD_ANSWER);
		assert_null(value);
	}
	json_object_put(value);
	return ok;
}

static void agrees_with_the_json_test_suite(void **state)
{
	(void)state;
	json_suite_check(takes);
}

static void is_not_led_deep(void **state)
{
	char text[2 * (JSON_DEPTH + 1) + 1] = "";

	(void)state;
	memset(text, '[', JSON_DEPTH);
	memset(text + JSON_DEPTH, ']', JSON_DEPTH);
	assert_true(takes(text, strlen(text)));
	memset(text, '[', JSON_DEPTH + 1);
	memset(text + JSON_DEPTH + 1, ']', JSON_DEPTH + 1);
	assert_false(takes(text, strlen(text)));
}

static void looks_at_members(void **state)
{
	static const char text[] = " {\"s\":\"x\",\"nul\":\"a\\u0000b\",\"n\":1.50,\"i\":7,\"t\":true,\"z\":null} \n";
	struct json_object *object;
	struct err err;
	bool flag = false;

	(void)state;
	assert_true(json_read(&object, text, sizeof(text) - 1, &err));
	assert_string_equal(json_text(json_member(object, "s")), "x");
	assert_null(json_text(json_member(object, "nul")));
	assert_null(json_text(json_member(object, "i")));
	assert_string_equal(json_digits(json_member(object, "n")), "1.50");
	assert_string_equal(json_digits(json_member(object, "i")), "7");
	assert_null(json_digits(json_member(object, "s")));
	assert_null(json_member(object, "z"));
	assert_null(json_member(json_member(object, "s"), "s"));
	assert_true(json_flag(&flag, object, "t"));
	assert_true(flag);
	assert_false(json_flag(&flag, object, "i"));
	json_object_put(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_json_test_suite),
		cmocka_unit_test(is_not_led_deep),
		cmocka_unit_test(looks_at_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
