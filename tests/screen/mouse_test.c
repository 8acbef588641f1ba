/* The mouse, by what a terminal sends for it (SGR 1006). */
#include <stdlib.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define CLICKS_MOST 200

static void click(struct terminal *terminal, const char *text)
{
	int col, row = terminal_find(terminal, text, &col);

	assert_true(row >= 0);
	terminal_click(terminal, row, col, 1);
}

/* What has just opened takes no click for a while: a person clicks again. */
static void click_away(struct terminal *terminal, const char *text)
{
	for (int i = 0; i < CLICKS_MOST && terminal_shows(terminal, text); i++) {
		click(terminal, text);
		terminal_settle(terminal, 50);
	}
	assert_false(terminal_shows(terminal, text));
}

static void hints_rows_and_titles(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, NEXT_FUND);
	click(terminal, "5 Transactions");
	terminal_wait(terminal, "y copy the hash");
	click(terminal, "4 API keys");
	terminal_wait(terminal, "┢4 API keys");
	click(terminal, "? help");
	terminal_wait(terminal, "Esc close");
	click_away(terminal, "Esc close");
	terminal_wait(terminal, "┢4 API keys");
}

static void clicks_beyond_column_223(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	int col;

	stage_wallet(stage);
	terminal = stage_start(stage, 24, 300, "");
	terminal_wait(terminal, NEXT_FUND);
	assert_true(terminal_find(terminal, "5 Transactions", &col) > 0);
	assert_true(col > 223);
	click(terminal, "5 Transactions");
	terminal_wait(terminal, "y copy the hash");
}

static void no_click_on_a_menu_is_lost_or_doubled(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_empty(stage, 30, 100);

	terminal_keys(terminal, "n");
	terminal_wait(terminal, "Watch an address, without");
	click_away(terminal, "Watch an address, without");
	terminal_wait(terminal, "How you call it here");
}

/* libvterm reports a click even if nobody asked for it, like a terminal that another program left so. */
static void off_means_off(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = stage_start(stage, 30, 100, "--no-mouse");
	terminal_wait(terminal, NEXT_FUND);
	click(terminal, "4 API keys");
	terminal_keys(terminal, ":");
	terminal_wait(terminal, "Tab complete");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Tab complete");
	assert_false(terminal_shows(terminal, "o sort"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(hints_rows_and_titles),
		stage_test(off_means_off),
		stage_test(clicks_beyond_column_223),
		stage_test(no_click_on_a_menu_is_lost_or_doubled),
	};

	return cmocka_run_group_tests_name("mouse", tests, stage_open, stage_close);
}
