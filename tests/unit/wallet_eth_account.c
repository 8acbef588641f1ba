#include "wallet/eth/account.h"

#include <string.h>

#include "tests/support/unit.h"

static struct account items[] = {
	{ .name = "alpha", .address = { { 1 } }, .kind = ACCOUNT_KEY, .file = "a" },
	{ .name = "beta", .address = { { 0xde, 0xad } }, .kind = ACCOUNT_WATCH, .file = "b" },
};
static const struct accounts two = { .items = items, .count = 2 };

static void finds_by_name_and_address(void **state)
{
	(void)state;
	const struct accounts none = { 0 };
	char text[ADDRESS_TEXT_SIZE];

	assert_ptr_equal(accounts_find(&two, "alpha"), &items[0]);
	assert_ptr_equal(accounts_find(&two, "beta"), &items[1]);
	address_format(text, items[1].address);
	assert_ptr_equal(accounts_find(&two, text), &items[1]);
	assert_ptr_equal(accounts_find(&two, "dead000000000000000000000000000000000000"), &items[1]);
	assert_null(accounts_find(&two, "Alpha"));
	assert_null(accounts_find(&two, ""));
	assert_null(accounts_find(&two, "0x0000000000000000000000000000000000000000"));
	assert_null(accounts_find(&none, "alpha"));
}

static void copies_own_their_memory(void **state)
{
	(void)state;
	const struct accounts none = { 0 };
	struct accounts copy;

	accounts_copy(&copy, &two);
	assert_int_equal(copy.count, 2);
	assert_ptr_not_equal(copy.items, two.items);
	assert_memory_equal(copy.items, two.items, sizeof(items));
	accounts_free(&copy);
	assert_null(copy.items);
	assert_int_equal(copy.count, 0);
	accounts_copy(&copy, &none);
	assert_int_equal(copy.count, 0);
	accounts_free(&copy);
}

static void kinds_have_names(void **state)
{
	(void)state;
	assert_string_equal(account_kind_name(ACCOUNT_KEY), "key");
	assert_string_equal(account_kind_name(ACCOUNT_MNEMONIC), "mnemonic");
	assert_string_equal(account_kind_name(ACCOUNT_WATCH), "watch");
}

static void takes_good_names(void **state)
{
	(void)state;
	static const char *const good[] = {
		"a", "main", "my wallet", "K\xc3\xb6ln", "\xe2\x82\xac", "a-b.c_d", "0x", "0x1234", "deadbeef",
		"12345678901234567890123456789012", "it's", "a\\b",
	};
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!account_check_name(good[i], &err))
			fail_msg("\"%s\": %s", good[i], err.msg);
	assert_int_equal(err.code, ERR_NONE);
}

static void refuses_bad_names(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", " ", " a", "a ", "-a", "--help", ".a", "..", "a/b", "/", "a\nb", "a\tb", "\x1b[31m", "a\x7f",
		"\xff", "a\xc3", "\xc0\xaf", "\xe2\x80\xaegnp", "123456789012345678901234567890123",
		"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "f39fd6e51aad88f6f4ce6ab8827279cfffb92266",
		"0XF39FD6E51AAD88F6F4CE6AB8827279CFFFB92266", "0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = { 0 };

		if (account_check_name(bad[i], &err))
			fail_msg("took \"%s\"", bad[i]);
		assert_int_equal(err.code, ERR_INVALID_INPUT);
	}
}

static void says_that_it_is_an_address(void **state)
{
	(void)state;
	struct err err = { 0 };

	assert_false(account_check_name("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", &err));
	assert_non_null(strstr(err.msg, "address"));
}

static void check_name(const char *name, const struct account *but, const char *words)
{
	struct err err;
	bool ok = accounts_check_free(&two, name, but, &err);

	assert_int_equal(ok, !words);
	if (words && (err.code != ERR_WALLET_EXISTS || !strstr(err.msg, words)))
		fail_msg("%s: %s", words, err.msg);
}

static void a_name_is_free_where_no_other_could_be_taken_for_it(void **state)
{
	(void)state;
	check_name("gamma", NULL, NULL);
	check_name("alpha", NULL, "There is already a wallet 'alpha'.");
	check_name("Alpha", NULL, "'Alpha' differs only by letter case or Unicode form");
	check_name("аlpha", NULL, "'аlpha' has letters that look the same");	/* a Cyrillic a */
	check_name("a1pha", NULL, "letters that look the same");
	check_name("Alpha", &items[0], NULL);		/* it is itself that is renamed */
	check_name("alpha", &items[0], "There is already");
	check_name("Beta", &items[0], "differs only");
}

static void is_found_as_it_is_shown(void **state)
{
	(void)state;
	struct account joined = { .name = "👩\xe2\x80\x8d💻", .address = { { 1 } } };
	const struct accounts one = { &joined, 1 };

	assert_ptr_equal(accounts_find(&one, joined.name), &joined);
	assert_ptr_equal(accounts_find(&one, "👩💻"), &joined);
	assert_null(accounts_find(&one, "👩"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_by_name_and_address),
		cmocka_unit_test(copies_own_their_memory),
		cmocka_unit_test(kinds_have_names),
		cmocka_unit_test(takes_good_names),
		cmocka_unit_test(refuses_bad_names),
		cmocka_unit_test(says_that_it_is_an_address),
		cmocka_unit_test(a_name_is_free_where_no_other_could_be_taken_for_it),
		cmocka_unit_test(is_found_as_it_is_shown),
	};

	return cmocka_run_group_tests_name("wallet_account", tests, NULL, NULL);
}
