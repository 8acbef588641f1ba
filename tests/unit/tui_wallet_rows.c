/* The wallets that a filter leaves are looked for anew where they or the filter have changed, and only there. */
#include "tests/unit/tui_help.h"
#include "tui/pane/wallet_rows.h"

static struct wallet_rows rows;

static struct list *filtered(const char *filter)
{
	static struct list list;

	snprintf(list.filter, sizeof(list.filter), "%s", filter);
	return &list;
}

static void find(const struct help *help, const char *filter)
{
	wallet_rows_find(&rows, &help->model, filtered(filter));
}

static void a_filter_leaves_what_matches(void **state)
{
	struct help *help = *state;

	find(help, "");
	assert_int_equal(rows.count, 2);
	assert_null(rows.indices);
	assert_int_equal(rows.longest, 7);
	assert_int_equal(wallet_rows_at(&rows, 1), 1);
	assert_int_equal(wallet_rows_at(&rows, 2), 2);
	find(help, "COLD");
	assert_int_equal(rows.count, 1);
	assert_int_equal(wallet_rows_at(&rows, 0), 1);
	assert_int_equal(wallet_rows_at(&rows, 1), 2);
	find(help, "52908400");		/* of the first one's address */
	assert_int_equal(rows.count, 1);
	assert_int_equal(wallet_rows_at(&rows, 0), 0);
	find(help, "nothing");
	assert_int_equal(rows.count, 0);
	wallet_rows_free(&rows);
}

static void it_holds_until_something_changes(void **state)
{
	struct help *help = *state;
	const size_t *before;

	find(help, "cold");
	before = rows.indices;
	find(help, "cold");
	assert_ptr_equal(rows.indices, before);
	assert_true(wallet_rows_hold(&rows, &help->model, filtered("cold")));
	assert_false(wallet_rows_hold(&rows, &help->model, filtered("col")));
	snprintf(help->model.accounts.items[1].name, ACCOUNT_NAME_MAX, "warm");
	help->model.accounts_changes++;
	assert_false(wallet_rows_hold(&rows, &help->model, filtered("cold")));
	find(help, "cold");
	assert_int_equal(rows.count, 0);
	wallet_rows_free(&rows);
}

static void assert_short(struct short_addresses *known, const struct account *account, size_t index)
{
	char expected[ADDRESS_SHORT_SIZE];

	account_format_address_short(expected, account);
	assert_string_equal(short_address(known, account, index), expected);
}

/* Whichever account stands at an index by now, it is its own address that is shown. */
static void short_addresses_are_those_of_the_accounts(void **state)
{
	static struct short_addresses known;
	struct account accounts[3 * SHORT_ADDRESSES] = { { .name = "" } };
	unsigned random = 7;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(accounts); i++)
		assert_short(&known, &accounts[i], i);	/* none is known yet */
	for (size_t round = 0; round < 5000; round++) {
		size_t index;

		random = random * 1103515245 + 12345;
		index = (random >> 16) % ARRAY_LENGTH(accounts);
		if (round % 3 == 0)
			memcpy(accounts[index].address.bytes, &random, sizeof(random));
		else if (round % 31 == 1)
			accounts[index].address = (struct address){ { 0 } };
		assert_short(&known, &accounts[index], index);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test_of(wallets, a_filter_leaves_what_matches),
		help_test_of(wallets, it_holds_until_something_changes),
		cmocka_unit_test(short_addresses_are_those_of_the_accounts),
	};

	return cmocka_run_group_tests_name("tui_wallet_rows", tests, NULL, NULL);
}
