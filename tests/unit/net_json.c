#include "tests/support/unit.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "net/json.h"
#include "tests/support/vector.h"

#define SUITE "json/JSONTestSuite/test_parsing"

static bool parses(const char *name)
{
	char path[512];
	struct buf text;
	struct json_object *value = NULL;
	struct err err = { 0 };
	bool ok;

	snprintf(path, sizeof(path), "%s/%s", SUITE, name);
	vector_read(&text, path);
	ok = json_read(&value, buf_string(&text), text.len, &err);
	if (!ok) {
		assert_int_equal(err.code, ERR_BAD_ANSWER);
		assert_null(value);
	}
	json_object_put(value);
	buf_free(&text);
	return ok;
}

/* Runs the files whose name begins so and fails for those that end otherwise. */
static size_t run_suite(char kind, bool wanted)
{
	DIR *folder = opendir(vector_path(SUITE));
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		if (strncmp(entry->d_name, (char[]){ kind, '_', 0 }, 2) != 0)
			continue;
		if (parses(entry->d_name) != wanted)
			fail_msg("%s", entry->d_name);
		count++;
	}
	closedir(folder);
	return count;
}

static void takes_what_the_rfc_allows(void **state)
{
	(void)state;
	assert_int_equal(run_suite('y', true), 95);
}

static void refuses_what_it_does_not(void **state)
{
	(void)state;
	assert_int_equal(run_suite('n', false), 186);
}

static bool reads(const char *text)
{
	struct json_object *value = NULL;
	struct err err;
	bool ok = json_read(&value, text, strlen(text), &err);

	json_object_put(value);
	return ok;
}

static void is_not_led_deep(void **state)
{
	char text[2 * (JSON_DEPTH + 1) + 1] = "";

	(void)state;
	memset(text, '[', JSON_DEPTH);
	memset(text + JSON_DEPTH, ']', JSON_DEPTH);
	assert_true(reads(text));
	memset(text, '[', JSON_DEPTH + 1);
	memset(text + JSON_DEPTH + 1, ']', JSON_DEPTH + 1);
	assert_false(reads(text));
}

static void every_beginning_of_a_text_is_refused(void **state)
{
	static const char text[] = "{\"a\":[1,-2.5e+3,\"\\u00e9\xc3\xa9\",true,null,{}]}";
	struct json_object *value;
	struct err err;

	(void)state;
	for (size_t len = 0; len < sizeof(text) - 1; len++)
		assert_false(json_read(&value, text, len, &err));
	assert_true(reads(text));
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
		cmocka_unit_test(takes_what_the_rfc_allows),
		cmocka_unit_test(refuses_what_it_does_not),
		cmocka_unit_test(is_not_led_deep),
		cmocka_unit_test(every_beginning_of_a_text_is_refused),
		cmocka_unit_test(looks_at_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
