#include "app/cli/name_list.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static struct account wallets[7];
static const struct accounts accounts = { wallets, ARRAY_LENGTH(wallets) };

static int make_wallets(void **state)
{
	static const char *const names[] = { "a", "b", "c,d", "a,b", "say \"hi\"", "x y", "c" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		snprintf(wallets[i].name, sizeof(wallets[i].name), "%s", names[i]);
		wallets[i].address.bytes[19] = (uint8_t)(i + 1);
	}
	return 0;
}

/* expected: the names, with a bar behind each. */
static void check(const char *const *values, size_t count, const char *expected)
{
	struct name_list list = { 0 };
	char got[256] = "";
	struct err err;

	for (size_t i = 0; i < count; i++)
		if (!name_list_read(&list, values[i], &accounts, &err))
			fail_msg("%s: %s", values[i], err.msg);
	for (size_t i = 0; i < list.count; i++)
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s|", list.items[i]);
	assert_string_equal(got, expected);
	name_list_free(&list);
}

static void names_stand_between_commas(void **state)
{
	(void)state;
	check((const char *[]){ "a" }, 1, "a|");
	check((const char *[]){ "b,a" }, 1, "b|a|");
	check((const char *[]){ " b , a " }, 1, "b|a|");
	check((const char *[]){ "a,x y" }, 1, "a|x y|");
	check((const char *[]){ "a,0x0000000000000000000000000000000000000002" }, 1, "a|0x0000000000000000000000000000000000000002|");
}

static void a_name_with_a_comma_is_quoted_or_stands_alone(void **state)
{
	(void)state;
	check((const char *[]){ "c,d" }, 1, "c,d|");
	check((const char *[]){ "a,\"c,d\",b" }, 1, "a|c,d|b|");
	check((const char *[]){ "\"a,b\"" }, 1, "a,b|");
	check((const char *[]){ "\"say \"\"hi\"\"\"" }, 1, "say \"hi\"|");
	check((const char *[]){ "a", "c,d", "b" }, 3, "a|c,d|b|");
}

static void check_refused(const char *first, const char *value, const char *words)
{
	struct name_list list = { 0 };
	struct err err;

	if (first)
		assert_true(name_list_read(&list, first, &accounts, &err));
	assert_false(name_list_read(&list, value, &accounts, &err));
	if (!strstr(err.msg, words))
		fail_msg("%s: %s", words, err.msg);
	name_list_free(&list);
}

static void what_cannot_be_meant_is_refused(void **state)
{
	(void)state;
	check_refused(NULL, "a,nobody", "no wallet 'nobody'");
	check_refused(NULL, "a,,b", "A name is empty");
	check_refused(NULL, "a,", "A name is empty");
	check_refused(NULL, "\"\"", "no wallet ''");
	check_refused(NULL, "\"a", "not closed");
	check_refused(NULL, "\"a\"b", "commas");
	check_refused(NULL, "a,b", "is a wallet and a list of wallets");
	check_refused(NULL, "b,b", "named twice");
	check_refused("a", "a", "named twice");
	check_refused("a", "0x0000000000000000000000000000000000000001", "named twice");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_stand_between_commas),
		cmocka_unit_test(a_name_with_a_comma_is_quoted_or_stands_alone),
		cmocka_unit_test(what_cannot_be_meant_is_refused),
	};

	return cmocka_run_group_tests_name("app_name_list", tests, make_wallets, NULL);
}
