/* Which columns a person wants: how that is read, and that the panes show those, in that order. */
#include "tests/unit/tui_help.h"

static void choose(struct help *help, enum pane_id pane, const struct column_table *table, const char *text)
{
	size_t fault;

	assert_true(column_choice_read(&help->ui.panes[pane].columns, table, text, &fault));
}

static void headings_are_read_in_any_case(void **state)
{
	struct column_choice choice;
	size_t fault;

	(void)state;
	assert_true(column_choice_read(&choice, &columns_of_keys, " Last Used,description , 7 DAYS", &fault));
	assert_int_equal(choice.count, 3);
	assert_int_equal(choice.at[0], 7);
	assert_int_equal(choice.at[1], 0);
	assert_int_equal(choice.at[2], 6);
	assert_true(column_choice_read(&choice, &columns_of_keys, "all", &fault));
	assert_int_equal(choice.count, 0);
}

static void what_is_wrong_is_pointed_at(void **state)
{
	static const struct { const char *text; size_t fault; } cases[] = {
		{ "", 0 }, { "usual", 0 }, { "description, frob", 13 }, { "description,key,,type", 16 }, { "description, ", 13 },
		{ "description, key, KEY", 18 }, { "key, type", 0 }, { "description type", 0 }, { "description, all", 13 },
		{ "description, descriptio", 13 },
		{ "description,type,key,expires in,limit,this period,7 days,last used,where,description,type,key,limit", 73 },
	};
	struct column_choice choice = { .count = 99 };
	size_t fault;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		assert_false(column_choice_read(&choice, &columns_of_keys, cases[i].text, &fault));
		if (fault != cases[i].fault)
			fail_msg("%s: %zu", cases[i].text, fault);
		assert_int_equal(choice.count, 99);
	}
}

/* The texts stand on the screen in this order. */
static void assert_order(struct help *help, const char *const *texts)
{
	const char *at = help_draw(help);

	for (; *texts; texts++) {
		const char *found = strstr(at, *texts);

		if (!found)
			fail_msg("not seen, or not after the one before: %s\n%s", *texts, help_draw(help));
		else
			at = found + strlen(*texts);
	}
}

static void the_keys_have_the_chosen_columns(void **state)
{
	static const char *const in_order[] = { "LAST USED", "DESCRIPTION", "EXPIRES IN", "3m ago", "web agent", "12d 04", NULL };
	struct help *help = *state;

	help_size(help, 30, 100);
	choose(help, PANE_KEYS, &columns_of_keys, "last used, description, expires in");
	assert_order(help, in_order);
	assert_hides(help, "LIMIT");
	assert_hides(help, "fV2jNW");
	choose(help, PANE_KEYS, &columns_of_keys, "this period, description");
	assert_order(help, (const char *const[]){ "THIS PERIOD", "DESCRIPTION", "▁ 2.5", "web agent", NULL });
	choose(help, PANE_KEYS, &columns_of_keys, "all");
	assert_order(help, (const char *const[]){ "DESCRIPTION", "TYPE", "KEY", "EXPIRES IN", "LIMIT", NULL });
}

/* Descriptions still get the room first, wherever their column is. */
static void a_description_is_whole_in_any_place(void **state)
{
	struct help *help = *state;

	snprintf(help->model.keys.items[0].description, KEY_DESCRIPTION_MAX, "a description as long as the room");
	help_size(help, 24, 80);
	choose(help, PANE_KEYS, &columns_of_keys, "key, limit, description");
	assert_shows(help, "a description as long as the room");
	assert_shows(help, "10 DIEM/day");
}

/* Sorting goes through what is seen; the order of a column that goes is no longer the rows'. */
static void only_what_is_seen_sorts(void **state)
{
	struct help *help = *state;

	help_size(help, 30, 140);
	choose(help, PANE_KEYS, &columns_of_keys, "limit, description");
	help_type(help, "4o");
	assert_shows(help, "DESCRIPTION▾");
	help_type(help, "o");
	assert_shows(help, "LIMIT▾");
	help_type(help, "o");
	assert_hides(help, "▾");
	help_type(help, "oo");
	choose(help, PANE_KEYS, &columns_of_keys, "key, description");
	assert_hides(help, "▾");
	assert_int_equal(help->ui.panes[PANE_KEYS].list.sort, 0);
}

static void the_transactions_have_the_chosen_columns(void **state)
{
	struct help *help = *state;
	struct log_entry entry = { .time_ms = NOW_MS - 3600000, .address = help_address(ADDRESS_1), .event = "tx_mined" };

	snprintf(entry.network, sizeof(entry.network), "%s", help->model.network.name);
	entry.tx = (struct log_tx){ .any = true, .purpose = PURPOSE_APPROVE, .nonce = 4, .block = 38201101 };
	entry.tx.amount = help_amount(TOKEN_VVV, "12.5");
	log_entries_add(&help->model.log, &entry);
	help_size(help, 40, 140);
	choose(help, PANE_TRANSACTIONS, &columns_of_transactions, "block, purpose, age");
	assert_order(help, (const char *const[]){ "BLOCK", "PURPOSE", "AGE", "38201101", "pprove", "1h ago", NULL });
	assert_hides(help, "NONCE");
	assert_hides(help, "STATUS");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_are_read_in_any_case),
		cmocka_unit_test(what_is_wrong_is_pointed_at),
		help_test_of(keys, the_keys_have_the_chosen_columns),
		help_test_of(keys, a_description_is_whole_in_any_place),
		help_test_of(keys, only_what_is_seen_sorts),
		help_test_of(wallets, the_transactions_have_the_chosen_columns),
	};

	return cmocka_run_group_tests_name("tui_column_choice", tests, NULL, NULL);
}
