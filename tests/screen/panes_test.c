/* The panes, help, palette, filter, messages; and terminals that can do less. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/golden.h"
#include "tests/screen/steps.h"

#define COLD "0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b"
#define KEY "0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"

static void golden_of_nothing(void **state)
{
	struct terminal *terminal = stage_start(*state, 30, 100, "");

	terminal_wait(terminal, "[PRACTICE] ●");	/* the node has answered */
	golden_match(terminal, "empty-100x30");
	terminal_resize(terminal, 24, 80);
	terminal_wait(terminal, "? help");
	golden_match(terminal, "empty-80x24");
}

/* Starts with wallets that are always the same, so that the screen is, too. */
static struct terminal *golden_wallets(struct stage *stage, int rows, int cols)
{
	struct terminal *terminal;

	free(stage_run(stage, "wallet import agent-1 --light-kdf --key-file '%s'", stage_file(stage, "key", KEY)));
	free(stage_run(stage, "wallet watch cold 0x9858EfFD232B4033E47d90003D41EC34EcaEda94"));
	terminal = stage_start(stage, rows, cols, "--wallet agent-1");
	terminal_wait(terminal, NEXT_FUND);
	return terminal;
}

static void golden_of_wallets(void **state)
{
	struct stage *stage = *state;

	golden_match(golden_wallets(stage, 30, 100), "wallets-100x30");
}

static void golden_of_wallets_at_80_by_24(void **state)
{
	struct stage *stage = *state;

	golden_match(golden_wallets(stage, 24, 80), "wallets-80x24");
}

/* A third column follows the cursor, and goes with the room for it; the focus and the cursor stay. */
static void a_wide_screen_details_what_is_current(void **state)
{
	struct terminal *terminal = golden_wallets(*state, 40, 140);

	terminal_wait(terminal, "Why ETH and VVV?");
	terminal_wait(terminal, "Send to, on PRACTICE");
	terminal_keys(terminal, "1j");
	terminal_wait(terminal, "0x9858EfFD232B4033E47d90003D41EC34EcaEda94");
	terminal_wait(terminal, "an address to watch");
	terminal_resize(terminal, 60, 200);
	terminal_wait(terminal, "hours left of Venice's day");
	terminal_wait(terminal, "ends in ");
	terminal_wait(terminal, "an address to watch");
	terminal_resize(terminal, 24, 80);
	terminal_wait_gone(terminal, "an address to watch");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "▸cold");
	terminal_resize(terminal, 40, 140);
	terminal_wait(terminal, "an address to watch");
}

static void golden_of_receiving(void **state)
{
	struct terminal *terminal = golden_wallets(*state, 30, 100);

	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "are still missing");
	golden_match(terminal, "receive-100x30");
}

static void golden_of_help(void **state)
{
	struct terminal *terminal = stage_start(*state, 30, 100, "");

	terminal_wait(terminal, "[PRACTICE] ●");
	terminal_keys(terminal, "?");
	terminal_wait(terminal, "Esc close");
	golden_match(terminal, "help-100x30");
}

/* The help finds an entry by what it does, and Enter does it. */
static void help_is_searched_and_runs(void **state)
{
	struct terminal *terminal = step_open_empty(*state, 30, 100);

	terminal_keys(terminal, "?");
	terminal_wait(terminal, "Everywhere");
	terminal_keys(terminal, "/address without");
	terminal_wait_gone(terminal, "Everywhere");
	terminal_wait(terminal, ":watch-address");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "You see what it holds");
}

/* All other keystrokes, and those that agree, stay as they are.  A faulty line is reported and left out. */
static void keys_of_the_configuration(void **state)
{
	struct terminal *terminal;
	char *output;

	stage_wallet(*state);
	stage_file(*state, "home/config", "[keys]\nwallet = W\nhelp = H, F1\nlock = r\n");
	terminal = stage_start(*state, 30, 120, "");
	terminal_wait(terminal, "config, line 4, column 8: r is there already: refresh (Everywhere); lock keeps its");
	terminal_wait(terminal, "agent-1");
	terminal_wait(terminal, "W new wallet");
	terminal_wait(terminal, "H help");
	terminal_keys(terminal, "n?W");
	terminal_wait(terminal, "Import a private key");
	terminal_keys(terminal, "H");
	terminal_wait(terminal, "what the keys do here");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "what the keys do here");
	terminal_keys(terminal, "<Esc>:wallet");
	terminal_wait(terminal, " W │");
	terminal_keys(terminal, "<Esc>");
	stage_try(*state, &output, "doctor");
	assert_non_null(strstr(output, "config, line 4, column 8: r is there already"));
	free(output);
}

/* Sentences name the keystrokes that hold, and function keys come in with and without Ctrl. */
static void function_keys_of_the_configuration(void **state)
{
	struct terminal *terminal;

	stage_wallet(*state);
	stage_file(*state, "home/config", "[keys]\nnext = F5\nwallet = F2\nkeystore = F12\n");
	terminal = stage_start(*state, 30, 120, "");
	terminal_wait(terminal, "F5: show the address");
	terminal_wait(terminal, "F12 Keystore");
	terminal_keys(terminal, "<F2>");
	terminal_wait(terminal, "Import a private key");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Import a private key");
	terminal_keys(terminal, "<Ctrl-F2>");
	terminal_wait(terminal, "Import a private key");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Import a private key");
	terminal_keys(terminal, "<F5>");
	terminal_wait(terminal, "Send to agent-1");
}

static void palette_completes(void **state)
{
	struct terminal *terminal = step_open_empty(*state, 30, 100);

	terminal_keys(terminal, ":wat<Tab>");
	terminal_wait(terminal, ":watch-address");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "You see what it holds");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, NEXT_WALLET);
	terminal_keys(terminal, ":nonsense<Enter>");
	terminal_wait(terminal, "no such command");
}

static void filter_narrows_and_esc_clears(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	free(stage_run(stage, "wallet watch cold " COLD));
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, " cold");
	terminal_keys(terminal, "1/col");
	terminal_wait_gone(terminal, "▸agent-1");
	terminal_wait(terminal, " cold");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "agent-1 ");
}

static void messages_are_kept(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
	terminal_keys(terminal, "l");
	terminal_wait(terminal, "Locked");
	terminal_keys(terminal, "y");
	terminal_wait(terminal, "Sent the address to the terminal");
	terminal_keys(terminal, "M");
	terminal_wait(terminal, "Messages");
	terminal_wait(terminal, "Locked");
}

static void panes_by_number_tab_and_click(void **state)
{
	struct terminal *terminal = step_open_empty(*state, 30, 100);
	int col;

	assert_true(terminal_mode_on(terminal, 1000) || terminal_mode_on(terminal, 1006));
	terminal_keys(terminal, "4");
	terminal_wait(terminal, "┢4 API keys");
	terminal_keys(terminal, "<Tab>");
	terminal_wait_gone(terminal, "┢4 API keys");
	terminal_keys(terminal, "<BackTab>");
	terminal_wait(terminal, "┢4 API keys");
	terminal_keys(terminal, "1");
	terminal_wait_gone(terminal, "┢4 API keys");
	terminal_click(terminal, terminal_find(terminal, "No keys yet", &col), 10, 1);
	terminal_wait(terminal, "┢4 API keys");
}

static void without_a_mouse(void **state)
{
	struct terminal *terminal = stage_start(*state, 30, 100, "--no-mouse");

	terminal_wait(terminal, NEXT_WALLET);
	assert_false(terminal_mode_on(terminal, 1000) || terminal_mode_on(terminal, 1002) ||
		     terminal_mode_on(terminal, 1003) || terminal_mode_on(terminal, 1006));
}

static void without_colors(void **state)
{
	static const char *const env[] = { "NO_COLOR=1", NULL };
	struct stage *stage = *state;
	struct terminal *plain, *colored;

	colored = stage_start(stage, 30, 100, "");
	terminal_wait(colored, NEXT_WALLET);
	assert_true(terminal_has_color(colored));
	terminal_keys(colored, "q");
	terminal_exit_status(colored);
	stage->env = env;
	plain = stage_start(stage, 30, 100, "");
	terminal_wait(plain, NEXT_WALLET);
	assert_false(terminal_has_color(plain));
}

static void on_fewer_colors(void **state)
{
	static const char *const terms[] = { "TERM=xterm", "TERM=vt100", "TERM=screen", "TERM=linux" };
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		/* On a Linux console ncurses loads libgpm, which leaks a name. */
		const char *env[] = { terms[i], "ASAN_OPTIONS=detect_leaks=0", NULL };
		struct terminal *terminal;

		stage->env = env;
		terminal = stage_start(stage, 30, 100, "");
		terminal_wait(terminal, NEXT_WALLET);
		terminal_keys(terminal, "q");
		assert_int_equal(terminal_exit_status(terminal), 0);
	}
}

static bool is_ascii(struct terminal *terminal)
{
	char *text = terminal_text(terminal);
	bool ascii = true;

	for (const char *at = text; *at; at++)
		ascii &= (unsigned char)*at < 0x80;
	free(text);
	return ascii;
}

static void in_ascii(void **state)
{
	static const char *const env[] = { "LANG=C", "LC_ALL=C", NULL };
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 30, 100, "--ascii");

	assert_true(is_ascii(terminal));
	terminal_keys(terminal, "a");
	terminal_wait(terminal, "Send to agent-1");
	assert_true(is_ascii(terminal));
	terminal_keys(terminal, "<Esc>q");
	terminal_exit_status(terminal);
	stage->env = env;
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, NEXT_APPROVE);
	assert_true(is_ascii(terminal));
}

/* If the node is down, what was known stays on the screen with its age. */
static void a_node_that_fails(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 30, 100, "");

	network_post(stage->network, "fail", "{\"route\":\"rpc\",\"mode\":\"garbage\",\"times\":0}");
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "✗ down");
	terminal_wait(terminal, "not refreshed");
	terminal_wait(terminal, "100");
	assert_string_equal(terminal_title(terminal), "");
	network_post(stage->network, "reset", "{}");
	terminal_keys(terminal, "r");
	terminal_wait_gone(terminal, "✗ down");
}

/* If nothing changes, nothing is drawn. */
static void quiet_when_nothing_happens(void **state)
{
	struct terminal *terminal = step_open_empty(*state, 30, 100);
	size_t before, after;

	terminal_wait(terminal, "[PRACTICE] ●");	/* the node has answered */
	terminal_settle(terminal, 1000);
	terminal_bytes(terminal, &before);
	terminal_run(terminal, NULL, NULL, 3000);
	terminal_bytes(terminal, &after);
	assert_in_range(after - before, 0, 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(golden_of_nothing),
		stage_test(golden_of_wallets),
		stage_test(golden_of_wallets_at_80_by_24),
		stage_test(a_wide_screen_details_what_is_current),
		stage_test(golden_of_receiving),
		stage_test(golden_of_help),
		stage_test(help_is_searched_and_runs),
		stage_test(keys_of_the_configuration),
		stage_test(function_keys_of_the_configuration),
		stage_test(palette_completes),
		stage_test(filter_narrows_and_esc_clears),
		stage_test(messages_are_kept),
		stage_test(panes_by_number_tab_and_click),
		stage_test(without_a_mouse),
		stage_test(without_colors),
		stage_test(on_fewer_colors),
		stage_test(in_ascii),
		stage_test(a_node_that_fails),
		stage_test(quiet_when_nothing_happens),
	};

	return cmocka_run_group_tests_name("panes", tests, stage_open, stage_close);
}
