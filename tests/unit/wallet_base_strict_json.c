#include "wallet/base/strict_json.h"

#include <string.h>

#include "tests/support/json_suite.h"
#include "tests/support/unit.h"

#define DEPTH 20

/* json-c must build whatever the check accepts, whichever version it is. */
static bool takes(const char *text, size_t len)
{
	struct json_object *tree = NULL;
	bool parsed = strict_json_parse(&tree, text, len, DEPTH);

	assert_int_equal(parsed, strict_json_ok(text, len, DEPTH));
	json_object_put(tree);
	return parsed;
}

static bool takes_text(const char *text)
{
	return takes(text, strlen(text));
}

static void agrees_with_the_json_test_suite(void **state)
{
	(void)state;
	json_suite_check(takes);
	json_suite_check_inside(takes);
}

static void every_beginning_of_a_text_is_refused(void **state)
{
	static const char text[] = "{\"a\":[1,-2.5e+3,\"\\u00e9\xc3\xa9\",true,null,{}]}";

	(void)state;
	for (size_t len = 0; len < sizeof(text) - 1; len++)
		assert_false(takes(text, len));
	assert_true(takes_text(text));
}

/* json-c would silently clamp them. */
static void integers_that_do_not_fit_are_refused(void **state)
{
	(void)state;
	assert_true(takes_text("18446744073709551615"));
	assert_false(takes_text("18446744073709551616"));
	assert_false(takes_text("[99999999999999999999999999999999]"));
	assert_true(takes_text("-9223372036854775808"));
	assert_false(takes_text("-9223372036854775809"));
	assert_true(takes_text("18446744073709551616.0"));
	assert_true(takes_text("1e400"));
}

static void is_led_just_so_deep(void **state)
{
	char text[2 * (DEPTH + 1) + 2];

	(void)state;
	memset(text, '[', DEPTH);
	text[DEPTH] = '7';
	memset(text + DEPTH + 1, ']', DEPTH);
	assert_true(takes(text, 2 * DEPTH + 1));
	memset(text, '[', DEPTH + 1);
	memset(text + DEPTH + 1, ']', DEPTH + 1);
	assert_false(takes(text, 2 * DEPTH + 2));
	assert_true(strict_json_ok("0", 1, 0));
	assert_false(strict_json_ok("{}", 2, 0));
}

static void a_text_may_hold_any_character(void **state)
{
	static const char text[] = "{\"f\xc3\xbcr\":\"f\xc3\xbcr \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb\","
				   "\"escaped\":\"f\\u00fcr \\ud83d\\udc69\\u200d\\uD83D\\uDCBB\","
				   "\"half\":\"\\ud83d!\",\"twice\":1,\"twice\":2}";
	struct json_object *tree = NULL;

	(void)state;
	assert_true(strict_json_parse(&tree, text, sizeof(text) - 1, DEPTH));
	assert_string_equal(json_object_get_string(json_object_object_get(tree, "f\xc3\xbcr")),
			    "f\xc3\xbcr \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
	assert_string_equal(json_object_get_string(json_object_object_get(tree, "escaped")),
			    "f\xc3\xbcr \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
	/* JavaScript cuts texts between the halves of a pair.  U+FFFD stands for the half that is left over. */
	assert_string_equal(json_object_get_string(json_object_object_get(tree, "half")), "\xef\xbf\xbd!");
	assert_int_equal(json_object_get_int(json_object_object_get(tree, "twice")), 2);
	json_object_put(tree);
}

/* Other readers accept these. */
static void nothing_but_the_rfc_is_taken(void **state)
{
	static const char *const refused[] = {
		"{'a':1}", "{a:1}", "{\"a\":1,}", "[1,]", "[01]", "[+1]", "[1.]", "[.5]", "[0x1]", "[NaN]", "[Infinity]",
		"[-Infinity]", "/* */ 1", "1 // one", "[1] 2", "TRUE", "Null", "\"\t\"", "\"\\x41\"", "\"\xff\"",
		"\"\xc0\xaf\"", "\"\xed\xa0\xbd\"", "\"\xf4\x90\x80\x80\"", "\xef\xbb\xbf{}", "\xc2\xa0{}", "\f1", "",
	};
	struct json_object *tree = (struct json_object *)&tree;

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		if (strict_json_parse(&tree, refused[i], strlen(refused[i]), DEPTH))
			fail_msg("took %s", refused[i]);
		assert_ptr_equal(tree, &tree);
	}
	assert_false(takes("1\0", 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_json_test_suite),
		cmocka_unit_test(every_beginning_of_a_text_is_refused),
		cmocka_unit_test(integers_that_do_not_fit_are_refused),
		cmocka_unit_test(is_led_just_so_deep),
		cmocka_unit_test(a_text_may_hold_any_character),
		cmocka_unit_test(nothing_but_the_rfc_is_taken),
	};

	return cmocka_run_group_tests_name("wallet_strict_json", tests, NULL, NULL);
}
