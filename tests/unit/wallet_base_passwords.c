#include "wallet/base/passwords.h"

#include <sodium.h>
#include <string.h>

#include "tests/support/unit.h"

static void type(struct passwords *passwords, const char *text, bool opens)
{
	struct passphrase *password = passphrase_new(PASSPHRASE_MAX);

	assert_true(secret_append(&password->s, text, strlen(text)));
	passwords_typed(passwords, password);
	passphrase_free(password);
	passwords_judge_typed(passwords, opens);
}

static void expect_next(struct passwords *passwords, const char *text)
{
	struct passphrase *next = passwords_next(passwords);

	if (!text) {
		assert_null(next);
		return;
	}
	assert_non_null(next);
	assert_string_equal(next->s.data, text);
	passphrase_free(next);
	passwords->tried++;
}

static void those_that_open_are_tried_in_turn(void **state)
{
	struct passwords passwords = { 0 };

	(void)state;
	expect_next(&passwords, NULL);
	type(&passwords, "first", true);
	type(&passwords, "wrong", false);
	type(&passwords, "second", true);
	expect_next(&passwords, "first");
	expect_next(&passwords, "second");
	expect_next(&passwords, NULL);
	passwords_forget(&passwords);
	expect_next(&passwords, NULL);
}

static void there_is_room_for_some(void **state)
{
	struct passwords passwords = { 0 };
	char text[8] = "a";

	(void)state;
	for (; *text <= 'h'; (*text)++)
		type(&passwords, text, true);
	assert_int_equal(passwords.count, PASSWORDS_KEPT);
	expect_next(&passwords, "a");
	expect_next(&passwords, "b");
	expect_next(&passwords, "c");
	expect_next(&passwords, "h");
	passwords_forget(&passwords);
}

static int start(void **state)
{
	(void)state;
	return sodium_init() < 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(those_that_open_are_tried_in_turn),
		cmocka_unit_test(there_is_room_for_some),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
