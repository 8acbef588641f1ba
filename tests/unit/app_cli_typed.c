/* What is typed at a question, and what is pasted there. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "app/cli/typed.h"
#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static struct secret line;
static struct typed typed;
static char shown[512];

static void show(const char *text, size_t len)
{
	strncat(shown, text, len);
}

static int set_up(void **state)
{
	(void)state;
	secret_init(&line, 40);
	typed = (struct typed){ .line = &line, .echo = true, .show = show };
	shown[0] = '\0';
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	secret_free(&line);
	return 0;
}

static enum typed_result take_bytes(const char *bytes, size_t len)
{
	enum typed_result result = TYPED_GOES_ON;

	for (size_t i = 0; i < len && result == TYPED_GOES_ON; i++)
		result = typed_take(&typed, bytes[i]);
	return result;
}

static enum typed_result take(const char *bytes)
{
	return take_bytes(bytes, strlen(bytes));
}

static void a_line_is_typed(void **state)
{
	(void)state;
	assert_int_equal(take("ab\xc3\xa9\177c\r"), TYPED_WHOLE);
	assert_string_equal(line.data, "abc");
	assert_int_equal(take("\025"), TYPED_GOES_ON);
	assert_int_equal(line.len, 0);
	assert_int_equal(take("\004"), TYPED_NONE);
	assert_int_equal(take("ab\003"), TYPED_INTERRUPTED);
}

/* As many columns as it takes; an accent goes with its letter, what terminals disagree on is not shown. */
static void wide_and_combining_are_rubbed_out(void **state)
{
	static const struct { const char *typed, *shown; } rows[] = {
		{ "a\xe6\x97\xa5", "a\xe6\x97\xa5\b \b\b \b" },
		{ "ae\xcc\x81", "ae\xcc\x81\b \b" },
		{ "a\xf0\x9f\x91\xa9\xe2\x80\x8d", "a\xf0\x9f\x91\xa9\b \b\b \b" },
		{ "a\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", "a\xf0\x9f\x91\x8d\b \b\b \b" },
		{ "a\xe2\x9d\xa4\xef\xb8\x8f", "a\xe2\x9d\xa4\b \b" },
		{ "a\xd7\x90", "a\xd7\x90\b \b" },
		{ "ab\xff", "ab\b \b" },
		{ "a\xd7\x90\x90", "a\xd7\x90\b \b" },
	};

	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		shown[0] = '\0';
		assert_int_equal(take(rows[i].typed), TYPED_GOES_ON);
		assert_int_equal(take("\177"), TYPED_GOES_ON);
		assert_string_equal(line.data, "a");
		assert_string_equal(shown, rows[i].shown);
		take("\025");
	}
	take("\177");
	assert_int_equal(line.len, 0);
}

/* Keystrokes that are not letters type none. */
static void other_keys_are_nothing(void **state)
{
	(void)state;
	assert_int_equal(take("a\033[A\033OB\033[1;5C\033[3~b\033\x1b[Hc\n"), TYPED_WHOLE);
	assert_string_equal(line.data, "abc");
}

static void a_paste_is_text(void **state)
{
	(void)state;
	assert_int_equal(take("x\033[200~correct horse\n\033[201~"), TYPED_GOES_ON);
	assert_string_equal(line.data, "xcorrect horse");
	assert_string_equal(shown, "xcorrect horse");
	assert_int_equal(take("\n"), TYPED_WHOLE);
}

static void only_its_first_line(void **state)
{
	(void)state;
	assert_int_equal(take("\033[200~\r\none\r\ntwo\nyes\n\003\004\033[201~"), TYPED_GOES_ON);
	assert_string_equal(line.data, "one");
	assert_non_null(strstr(shown, "only the first line"));
}

/* A password is taken exactly as it was pasted, or not at all. */
static void what_cannot_be_typed(void **state)
{
	static const char *const pastes[] = {
		"\033[200~a\tb\033[201~", "\033[200~a\033[31mb\033[201~", "\033[200~a\003b\033[201~", "\033[200~a\xff\033[201~",
		"\033[200~0123456789012345678901234567890123456789x\033[201~",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(pastes); i++) {
		shown[0] = '\0';
		assert_int_equal(take("k"), TYPED_GOES_ON);
		assert_int_equal(take(pastes[i]), TYPED_GOES_ON);
		assert_string_equal(line.data, "k");
		assert_non_null(strstr(shown, "nothing of the paste was taken"));
		take("\025");
	}
}

static void a_paste_agrees_to_nothing(void **state)
{
	(void)state;
	typed.consents = true;
	assert_int_equal(take("\033[200~yes\n\033[201~"), TYPED_GOES_ON);
	assert_int_equal(line.len, 0);
	assert_non_null(strstr(shown, "a paste is no answer"));
	assert_int_equal(take("yes\n"), TYPED_WHOLE);
	assert_string_equal(line.data, "yes");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_is_typed),
		TEST(wide_and_combining_are_rubbed_out),
		TEST(other_keys_are_nothing),
		TEST(a_paste_is_text),
		TEST(only_its_first_line),
		TEST(what_cannot_be_typed),
		TEST(a_paste_agrees_to_nothing),
	};

	return cmocka_run_group_tests_name("app_typed", tests, NULL, NULL);
}
