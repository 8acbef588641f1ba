/* What a key used on each day, beside the keys and in their list: told, told in part, not told. */
#include "tests/unit/tui_fixture.h"

#define DAY_MS INT64_C(86400000)

static struct usage *usage;

/* Beside the list of keys, whose one key used 2.5 DIEM today and 1.25 the day before. */
static int open_help(void **state)
{
	struct key_info *key;

	(void)state;
	help_open(&help, 40, 140);
	help_staked(&help);
	key = help_keys(&help);
	key->remote = true;
	key->type = KEY_ADMIN;
	snprintf(key->network, sizeof(key->network), "%s", help.model.network.name);
	usage = mem_new(1, sizeof(*usage));
	usage->of = key->address = help.model.accounts.items[0].address;
	usage->days = 30;
	usage->today = NOW_MS / DAY_MS;
	usage->by[USAGE_BY_KEY] = (struct usage_rows){
		.told = true, .items = mem_new(2, sizeof(struct usage_row)), .count = 1,
	};
	usage->by[USAGE_BY_KEY].items[0] = (struct usage_row){ .name = "web agent", .diem = 3750000 };
	snprintf(usage->by[USAGE_BY_KEY].items[0].id, KEY_ID_SIZE, "%s", key->id);
	usage->series = mem_new(1, sizeof(*usage->series));
	usage->series[0] = (struct usage_series){ .name = "web agent", .days = { 2500000, 1250000 } };
	usage->series_count = 1;
	help.model.usage.got = usage;
	help_type(&help, "4");
	return 0;
}

static void days_are_a_sparkline_and_sums(void **state)
{
	(void)state;
	assert_shows(&help, "▁▁▁▁▁▄▇");
	assert_shows(&help, "Today      2.5  DIEM");
	assert_shows(&help, "7 days     3.75 DIEM");
	assert_shows(&help, "30 days    3.75 DIEM");
	assert_shows(&help, "Most       2.5, today");
}

static void ascii_has_its_own_columns(void **state)
{
	(void)state;
	help.ui.canvas.ascii = true;
	assert_hides(&help, "▁");
	assert_shows(&help, "_____-+");
}

static void days_are_shared_by_a_description(void **state)
{
	(void)state;
	usage->by[USAGE_BY_KEY].count = 2;
	usage->by[USAGE_BY_KEY].items[1] = (struct usage_row){ .id = "other", .name = "web agent", .usd = 1 };
	assert_shows(&help, "Venice tells the days by description");
	assert_shows(&help, "30 days    0    USD");
	assert_hides(&help, "▁▁▁▁▁▄▇");
}

static void days_that_are_not_told_are_not_made_up(void **state)
{
	(void)state;
	usage->series_count = 0;
	assert_shows(&help, "Venice tells the days only of the keys");
	assert_hides(&help, "▁▁▁▁▁▄▇");
	usage->by[USAGE_BY_KEY].count = 0;
	assert_shows(&help, "Not used in the last 30 days.");
}

static void why_nothing_is_known(void **state)
{
	(void)state;
	usage->of.bytes[0] ^= 1;	/* another account's */
	assert_shows(&help, "Not asked yet");
	(void)err_set(&help.model.usage.err, ERR_GATEWAY_TIMEOUT, "it took too long");
	assert_hides(&help, "it took too long");	/* of another wallet's keys */
	help.model.usage.asked_for = help.model.accounts.items[0].address;
	assert_shows(&help, "it took too long");
	help.model.usage.state = USAGE_ASKING;
	assert_shows(&help, "Asking Venice.");
	help.model.keys.items[0].type = KEY_INFERENCE;
	assert_shows(&help, "Venice tells it to an ADMIN key only");
}

static void a_narrow_column_has_the_figure_alone(void **state)
{
	(void)state;
	help_size(&help, 30, 100);
	assert_hides(&help, "▁▁▁▁▁▄▇");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, open_help, close_screen)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(days_are_a_sparkline_and_sums),
		CASE(ascii_has_its_own_columns),
		CASE(days_are_shared_by_a_description),
		CASE(days_that_are_not_told_are_not_made_up),
		CASE(why_nothing_is_known),
		CASE(a_narrow_column_has_the_figure_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
