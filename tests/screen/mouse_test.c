/* The mouse, by what a terminal sends for it (SGR 1006). */
#include <stdlib.h>
#include <string.h>

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

static void assert_reports(struct terminal *terminal, bool on)
{
	assert_int_equal(terminal_mode_on(terminal, 1000), on);
	assert_int_equal(terminal_mode_on(terminal, 1002), on);
	assert_int_equal(terminal_mode_on(terminal, 1006), on);
}

/* libvterm reports a click even if nobody asked for it, like a terminal that another program left so. */
static void nothing_is_taken(struct terminal *terminal)
{
	static const char *const aimed_at[] = { "4 API keys", "5 Transactions", "Enter next step", "agent-1", "locked", "? help" };

	assert_reports(terminal, false);
	for (size_t i = 0; i < sizeof(aimed_at) / sizeof(*aimed_at); i++)
		for (int button = 1; button <= 5; button++) {
			int col, row = terminal_find(terminal, aimed_at[i], &col);

			check(row >= 0, "there is no %s", aimed_at[i]);
			terminal_click(terminal, row, col, button);
			terminal_press(terminal, row, col, button);
			terminal_move(terminal, row + 3, col);
			terminal_release(terminal, button);
		}
	terminal_keys(terminal, ":");
	terminal_wait(terminal, "Tab complete");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Tab complete");
	terminal_wait(terminal, NEXT_FUND);
	assert_true(terminal_shows(terminal, "Enter next step"));	/* of the pane that had the focus */
	assert_false(terminal_shows(terminal, "o sort"));
}

static void off_means_off(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = stage_start(stage, 30, 100, "--no-mouse");
	terminal_wait(terminal, NEXT_FUND);
	nothing_is_taken(terminal);
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	stage_file(stage, "home/config", "mouse = no\n");
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, NEXT_FUND);
	nothing_is_taken(terminal);
}

/* Turned off and on while the screen is open. */
static void off_in_the_settings(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, NEXT_FUND);
	assert_reports(terminal, true);
	terminal_keys(terminal, ",jjjjjj ");
	terminal_wait(terminal, "mouse = no is saved");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Settings");
	nothing_is_taken(terminal);
	terminal_keys(terminal, ",jjjjjj ");
	terminal_wait(terminal, "mouse = yes is saved");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Settings");
	assert_reports(terminal, true);
	for (int i = 0; i < CLICKS_MOST && !terminal_shows(terminal, "o sort"); i++) {
		click(terminal, "4 API keys");
		terminal_settle(terminal, 50);
	}
	assert_true(terminal_shows(terminal, "o sort"));
}

/* However often, and however long after it was read. */
static void no_click_agrees_to_a_transaction(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 40, 110, "");
	int col, row;

	step_stake_form(terminal, "10");
	step_ready(terminal);
	row = terminal_find(terminal, "Yes, sign it", &col);
	assert_true(row > 0);
	for (int i = 0; i < 6; i++)
		terminal_click(terminal, row, col, 1);
	terminal_wait(terminal, "A click agrees to nothing");
	assert_true(terminal_shows(terminal, "Yes, sign it"));
	assert_false(terminal_shows(terminal, PROMPT_SIGN_TX));
	step_yes(terminal);
	terminal_wait(terminal, PROMPT_SIGN_TX);
	assert_int_equal(network_calls(stage->network, "eth_sendRawTransaction"), stage->sent);
}

/* Nor does a yes count right after one, whatever the button, and whatever it hits. */
static void no_yes_right_after_a_click(void **state)
{
	static const char *const clicks_and_yes[] = {	/* in one go, so that nothing comes between them */
		"\033[<0;1;1M\033[<0;1;1my", "\033[<1;1;1M\033[<1;1;1my", "\033[<2;1;1M\033[<2;1;1my",
		"\033[<64;1;1My", "\033[<65;1;1My",
	};
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 40, 110, "");

	step_stake_form(terminal, "10");
	for (size_t i = 0; i < sizeof(clicks_and_yes) / sizeof(*clicks_and_yes); i++) {
		step_ready(terminal);
		terminal_type(terminal, clicks_and_yes[i], strlen(clicks_and_yes[i]));
		terminal_wait_gone(terminal, " y yes");
		assert_false(terminal_shows(terminal, PROMPT_SIGN_TX));
	}
	step_yes(terminal);
	terminal_wait(terminal, PROMPT_SIGN_TX);
	assert_int_equal(network_calls(stage->network, "eth_sendRawTransaction"), stage->sent);
}

/* To the end of a page, and of a list. */
static void the_wheel_goes_on(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	int row, col;

	for (char name[] = "w1"; name[1] <= '6'; name[1]++)
		stage_wallet_named(stage, name);
	terminal = stage_start(stage, 24, 80, "");
	terminal_wait(terminal, "1/6");
	row = terminal_find(terminal, "w2", &col);
	for (int i = 2; i <= 6; i++) {
		char counter[8];

		snprintf(counter, sizeof(counter), "%d/6", i);
		terminal_click(terminal, row, col, 5);
		terminal_wait(terminal, counter);
	}
	terminal_click(terminal, row, col, 4);
	terminal_wait(terminal, "5/6");
	terminal_keys(terminal, "g");
	terminal_wait(terminal, "Glossary");
	for (int i = 0; i < 200; i++)
		terminal_click(terminal, 12, 40, 5);
	terminal_wait(terminal, "come from a faucet");
	terminal_wait_gone(terminal, "▾");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(hints_rows_and_titles),
		stage_test(off_means_off),
		stage_test(off_in_the_settings),
		stage_test(no_click_agrees_to_a_transaction),
		stage_test(no_yes_right_after_a_click),
		stage_test(the_wheel_goes_on),
		stage_test(clicks_beyond_column_223),
		stage_test(no_click_on_a_menu_is_lost_or_doubled),
	};

	return cmocka_run_group_tests_name("mouse", tests, stage_open, stage_close);
}
