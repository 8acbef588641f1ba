/* The panes, the bars and the layout, as a person sees them. */
#include "tests/unit/tui_help.h"

static void the_empty_screen_says_what_to_do(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	assert_shows(help, "No wallet yet");
	assert_shows(help, "Enter: make or import a wallet");
	assert_shows(help, "[PRACTICE]");
	assert_shows(help, "? help");
	help_type(help, "\n");
	assert_shows(help, "New wallet, from words you write down");
}

static void all_four_panes_are_there(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 30, 100 }, { 60, 200 }, { 50, 40 } };
	struct help help;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		help_open(&help, sizes[i][0], sizes[i][1]);
		help_staked(&help);
		help_keys(&help);
		assert_shows(&help, "1 Keystore");
		assert_shows(&help, "2 Balances");
		assert_shows(&help, "3 Staking: from VVV to a key");
		assert_shows(&help, "4 API keys");
		assert_shows(&help, "agent-1");
		assert_shows(&help, "0.004187");
		assert_shows(&help, "✓ Stake");
		assert_shows(&help, "…fV2jNW");
		help_close(&help);
	}
}

static void the_title_tells_networks_apart_without_colour(void **state)
{
	struct help *help = *state;

	help_size(help, 30, 120);
	help_wallets(help);
	assert_shows(help, "[PRACTICE — no real money]");
	assert_shows(help, "● just now · 42ms");
	help->model.now_ms += 27000;
	assert_shows(help, "● 20 s ago · 42ms");
	help->model.now_ms -= 27000;
	assert_shows(help, "agent-1 0x5290…9EE7  locked");
	assert_shows(help, "epoch resets in 09:46 h");
	assert_true(network_builtin(&help->model.network, "base"));
	assert_shows(help, "rialto  Base ●");
	assert_hides(help, "no real money");
	help->model.unlocked = true;
	help->model.unlocked_address = help->model.accounts.items[0].address;
	help->model.lock_at_ms = NOW_MS + 271000;
	assert_shows(help, "unlocked 5 min");
	help->model.lock_at_ms = NOW_MS + 61000;
	assert_shows(help, "unlocked 2 min");
	help->model.lock_at_ms = NOW_MS + 59000;
	assert_shows(help, "unlocked 0:59 soon");
	help->model.rpc.ok = false;
	assert_shows(help, "✗ down");
	help->model.rpc.err.code = ERR_RPC_UNAUTHORIZED;
	assert_shows(help, "Base ✗ refuses");
	help->model.rpc.err.code = ERR_PROXY_REFUSED;
	assert_shows(help, "Base ✗ proxy");
}

static void what_venices_rpc_costs_is_at_hand_at_each_width(void **state)
{
	static const struct { int cols; const char *shown; } widths[] = {
		{ 140, "42ms  $0.000294" }, { 100, "locked  RPC $0.0003" }, { 80, "locked  $0.0003" },
	};
	struct help *help = *state;

	help_size(help, 30, 100);
	help_wallets(help);
	assert_hides(help, "RPC $");
	help->model.rpc_cost = (struct rpc_cost){ .requests = 21, .nano_usd = 294000 };
	for (size_t i = 0; i < ARRAY_LENGTH(widths); i++) {
		help_size(help, 30, widths[i].cols);
		assert_shows(help, widths[i].shown);
	}
	help_size(help, 30, 50);
	assert_hides(help, "$0.0003");
	help_type(help, "N");
	assert_shows(help, "$0.000294 for 21 requests");
}

static void balances_say_how_old_they_are(void **state)
{
	struct help *help = *state;

	assert_shows(help, "#38201144 · just now");
	help->model.balances[0].read_ms = NOW_MS - 29000;
	assert_shows(help, "#38201144 · 20 s ago");
	help->model.balances[0].read_ms = NOW_MS - 120000;
	(void)err_set(&help->model.refresh.err, ERR_TIMEOUT, "no answer");
	assert_shows(help, "✗ old: of 2 min ago");
	help->model.balances[0].cooldown.amount = help_amount(TOKEN_SVVV, "3");
	help->model.balances[0].cooldown.ends_ms = NOW_MS + 86400000;
	help_size(help, 30, 120);
	assert_shows(help, "cooldown 1d 00h");
	assert_shows(help, "Cooldown: 3 VVV, ready in 1d 00h");
}

static void the_token_has_a_bar_and_a_word(void **state)
{
	struct help *help = *state;

	help_token(help, 807000);
	assert_shows(help, "▓░░ 13:27 left");
	assert_hides(help, "hurry");
	assert_shows(help, "Enter: sign the token");
	help->model.mint.token_ends_ms = NOW_MS + 299000;
	assert_shows(help, "hurry");
	help->model.mint.token_ends_ms = NOW_MS + 59000;
	assert_shows(help, "almost gone");
}

static void keys_are_masked_and_counted_down(void **state)
{
	struct help *help = *state;

	assert_shows(help, "web agent");
	assert_shows(help, "12d 04h");
	assert_shows(help, "10 DIEM/day");
	assert_shows(help, "▆▁▁▁▁ 2.5");
	assert_shows(help, "LAST USED");
	assert_shows(help, "3m ago");
}

static void the_cursor_and_the_selected_wallet_are_two_things(void **state)
{
	struct help *help = *state;

	help_type(help, "1j");
	assert_shows(help, "▸agent-1");
	assert_shows(help, " cold 冷");
	help_type(help, "\n");
	assert_true(help_did(help, ACTION_SELECT_WALLET));
	assert_int_equal(help->model.selected, 1);
	assert_shows(help, "▸cold 冷");
}

/* Names that differ only at their ends still differ beside the marks. */
static void a_marked_wallet_keeps_its_name(void **state)
{
	struct help *help = *state;

	help->model.accounts.items[0].marked = true;
	help->model.marked = 1;
	assert_shows(help, "▸✓ agent-1 0x");
}

static void filters_as_one_types(void **state)
{
	struct help *help = *state;

	help_type(help, "1/CO");
	assert_shows(help, "1 Keystore /CO");
	assert_hides(help, "▸agent-1");
	assert_shows(help, "cold");
	help_type(help, "\n");
	help_key(help, INPUT_ESC);
	assert_shows(help, "▸agent-1");
	help_type(help, "/" ADDRESS_1 "\n");	/* whatever the letters' case */
	assert_shows(help, "▸agent-1");
	assert_hides(help, " cold 冷");
}

static void copies_what_is_under_the_cursor(void **state)
{
	struct help *help = *state;

	help_keys(help);
	help_type(help, "1y");
	assert_string_equal(help->seen.copied, ADDRESS_1);
	assert_shows(help, "Copied the address");
	help_type(help, "4y");
	assert_int_equal(help->seen.last.type, ACTION_KEY_COPY);
	assert_string_equal(help->seen.last.key_id, "key-1");
}

static void the_mouse_points_and_the_wheel_turns(void **state)
{
	struct help *help = *state;

	help_draw(help);
	ui_click(&help->ui, &help->model, 3, 5);
	assert_int_equal(help->ui.focus, PANE_KEYSTORE);
	assert_int_equal(help->ui.panes[PANE_KEYSTORE].list.cursor, 1);
	ui_wheel(&help->ui, &help->model, 3, 5, false);
	assert_int_equal(help->ui.panes[PANE_KEYSTORE].list.cursor, 0);
	ui_click(&help->ui, &help->model, 0, 0);
	ui_click(&help->ui, &help->model, 200, 200);
	assert_int_equal(help->ui.focus, PANE_KEYSTORE);
}

/* The hint for help is the last to go. */
static void the_footer_is_cut_from_the_right(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	help_wallets(help);
	for (int cols = 80; cols >= 7; cols--) {
		ui_resize(&help->ui, 24, cols);
		assert_shows(help, "? help");
	}
}

static void any_size_is_survived(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	help_staked(help);
	help_keys(help);
	help_token(help, 100000);
	for (int rows = 1; rows <= 60; rows += rows < 30 ? 1 : 10)
		for (int cols = 1; cols <= 200; cols += cols < 30 ? 1 : 17)
			for (int pane = 0; pane < PANE_COUNT; pane++) {
				ui_resize(&help->ui, rows, cols);
				help_key(help, '1' + pane);
				help_draw(help);
			}
}

/* Where there is no room for both the keys and the transactions, the one that had the focus last is seen. */
static bool is_seen(int id, int focus, int most)
{
	bool is_below = id == PANE_KEYS || id == PANE_TRANSACTIONS;

	if (id == focus || most == PANE_COUNT)
		return true;
	return most > 1 && !is_below;
}

/* On the smallest screen and on a large one; 24 by 80 is the least for them side by side. */
static void every_pane_has_its_place(void **state)
{
	static const struct { int rows, cols, most; } sizes[] = {
		{ 5, 20, 1 }, { 24, 80, PANE_COUNT - 1 }, { 40, 60, PANE_COUNT - 1 }, { 40, 72, PANE_COUNT },
		{ 60, 200, PANE_COUNT },
	};
	struct help *help = *state;

	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++)
		for (int pane = 0; pane < PANE_COUNT; pane++) {
			ui_resize(&help->ui, sizes[i].rows, sizes[i].cols);
			help_key(help, '1' + pane);
			help_draw(help);
			assert_int_equal(help->ui.focus, pane);
			for (int other = 0; other < PANE_COUNT; other++)
				if (pane >= PANE_KEYS || other < PANE_KEYS)
					assert_int_equal(help->ui.layout.panes[other].rows > 0,
							 is_seen(other, pane, sizes[i].most));
		}
}

static void the_one_below_stays_when_the_focus_goes(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	help_type(help, "5");
	assert_shows(help, "5 Transactions");
	assert_shows(help, "4 API keys");
	help_type(help, "3");
	help_draw(help);
	assert_true(help->ui.layout.panes[PANE_TRANSACTIONS].rows > 0);
	assert_false(help->ui.layout.panes[PANE_KEYS].rows > 0);
	help_type(help, "4");
	help_draw(help);
	assert_false(help->ui.layout.panes[PANE_TRANSACTIONS].rows > 0);
}

/* Whatever a window goes through, a person is where he was. */
static void resizing_keeps_the_focus_and_the_cursor(void **state)
{
	static const int sizes[][2] = {
		{ 60, 200 }, { 24, 80 }, { 5, 20 }, { 1, 1 }, { 50, 40 }, { 40, 140 }, { 30, 100 },
	};
	struct help *help = *state;

	help_wallets(help);
	help_type(help, "1j");
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		help_size(help, sizes[i][0], sizes[i][1]);
		help_draw(help);
		assert_int_equal(help->ui.focus, PANE_KEYSTORE);
		assert_int_equal(help->ui.panes[PANE_KEYSTORE].list.cursor, 1);
	}
	help_type(help, "\n");
	assert_int_equal(help->model.selected, 1);
}

/* The column tells of what the cursor is on, and of the step where that is nothing. */
static void the_detail_follows_the_cursor(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 140);
	assert_shows(help, "Why a token?");
	assert_shows(help, "A token is Venice's note, good for 15");
	help_type(help, "1");
	assert_shows(help, ADDRESS_1);
	help_type(help, "j");
	assert_hides(help, ADDRESS_1);
	assert_shows(help, "an address to watch");
	help_type(help, "5");
	assert_shows(help, "Why a token?");
	help_keys(help);
	help_type(help, "4");
	assert_shows(help, "Limits     10 DIEM a day");
	assert_shows(help, "▁▁ 2.5 of 10");
	help_size(help, 40, 129);
	assert_hides(help, "2.5 of 10");
}

/* Where there is no such column, the current step says why below the steps. */
static void the_current_step_says_why(void **state)
{
	struct help *help = *state;

	assert_shows(help, "A token is Venice's note, good for 15 minutes.");
	help_size(help, 18, 80);
	assert_hides(help, "A token is Venice's note");
	assert_shows(help, "Enter: fetch");
}

/* The screen is there before thousands of files were read; until then nothing is said that may not be true. */
static void before_the_home_is_read_nothing_is_said_of_it(void **state)
{
	struct help *help = *state;

	help->model.loaded = false;
	assert_shows(help, "3 Staking");
	assert_shows(help, "? help");
	assert_hides(help, "No wallet yet");
	assert_hides(help, "no wallet");
	assert_hides(help, "No keys");
	assert_hides(help, "Enter: make");
	help_size(help, 40, 140);
	assert_hides(help, "Why");
	help->model.loaded = true;
	assert_shows(help, "No wallet yet");
}

static struct accounts numbered(size_t count)
{
	struct accounts accounts = { mem_new(count, sizeof(*accounts.items)), count };

	for (size_t i = 0; i < count; i++) {
		snprintf(accounts.items[i].name, ACCOUNT_NAME_MAX, "wallet %05zu", i);
		accounts.items[i].address.bytes[0] = (uint8_t)(i + 1);
	}
	return accounts;
}

/* The first wallets may be known sooner.  They stand where they will stay, and are there to be seen only. */
static void the_first_wallets_are_seen_before_the_home_is_read(void **state)
{
	struct help *help = *state;
	struct model *model = &help->model;
	char row[32];

	model->glance = (struct glance){ .first = numbered(64), .all = 10000 };
	model->loaded = false;
	assert_shows(help, "▸wallet 00000");
	assert_shows(help, "wallet 00000 0x0100…0000  locked");
	assert_shows(help, " wallet 00001");
	assert_shows(help, "1/10 000");
	assert_hides(help, "No wallet yet");
	assert_hides(help, "No keys");
	help_type(help, "\n");
	assert_int_equal(help->seen.count, 0);
	snprintf(row, sizeof(row), "%s", strstr(help_draw(help), "▸wallet"));
	model->accounts = numbered(10000);
	model->balances = mem_new(10000, sizeof(*model->balances));
	model->accounts_changes++;
	model->changes++;
	model->loaded = true;
	assert_shows(help, row);
	assert_shows(help, "1/10 000");
}

/* Moving among what is seen and leaving need not wait for the rest; whatever else is typed does. */
static void what_depends_on_the_home_waits_for_it(void **state)
{
	static const int others[] = { 'n', 'm', 'u', 's', 'G', ':', '/', ' ', INPUT_ENTER, INPUT_PAGE_DOWN, INPUT_ESC };
	static const int now[] = { 'q', 'k', INPUT_UP, INPUT_TAB, INPUT_CTRL_L };
	struct help *help = *state;
	struct ui *ui = &help->ui;
	struct model *model = &help->model;

	model->glance = (struct glance){ .first = numbered(3), .all = 10000 };
	model->loaded = false;
	help_type(help, "1");
	(void)help_draw(help);
	for (size_t i = 0; i < ARRAY_LENGTH(now); i++)
		assert_false(ui_must_wait(ui, model, now[i]));
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		assert_true(ui_must_wait(ui, model, others[i]));
	assert_false(ui_must_wait(ui, model, 'j'));
	help_type(help, "jj");
	assert_int_equal(ui->panes[PANE_KEYSTORE].list.cursor, 2);
	assert_true(ui_must_wait(ui, model, 'j'));
	model->loaded = true;
	assert_false(ui_must_wait(ui, model, 'j'));
	assert_false(ui_must_wait(ui, model, 'm'));
}

/* A laptop on its battery, or a line that counts bytes, is left in peace. */
static void a_second_changes_nothing_where_seconds_do_not_matter(void **state)
{
	struct help *help = *state;
	char *before;

	help->model.unlocked = true;
	help->model.unlocked_address = help->model.accounts.items[0].address;
	help->model.tuning.lock_after_ms = 300000;
	help->model.lock_at_ms = NOW_MS + 299000;
	help->model.balances[0].read_ms = help->model.rpc.checked_ms = NOW_MS;
	for (int cols = 80; cols <= 200; cols += 60) {
		help_size(help, 40, cols);
		before = strdup(help_draw(help));
		help->model.now_ms += 19000;
		assert_string_equal(help_draw(help), before);
		help->model.now_ms -= 19000;
		free(before);
	}
}

static void countdowns_have_a_bar_and_a_word(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 180);
	assert_shows(help, "epoch ▓▓▓▓░░░░░░ ends in 09:46 h");
	help->model.unlocked = true;
	help->model.unlocked_address = help->model.accounts.items[0].address;
	help->model.tuning.lock_after_ms = 300000;
	help->model.lock_at_ms = NOW_MS + 271000;
	assert_shows(help, "unlocked ▓▓▓▓▓▓▓▓▓░ 5 min");
	help->model.lock_at_ms = NOW_MS + 31000;
	assert_shows(help, "unlocked ▓░░░░░░░░░ 0:31 soon");
}

/* The bar gets shorter before it goes. */
static void a_cooldown_has_a_bar_on_the_usual_terminal(void **state)
{
	struct help *help = *state;

	help->model.terms.cooldown_ms = 7 * INT64_C(86400000);
	help->model.balances[0].cooldown.amount = help_amount(TOKEN_VVV, "3");
	help->model.balances[0].cooldown.ends_ms = NOW_MS + 3 * INT64_C(86400000) + 5000000;
	help_size(help, 24, 80);
	assert_shows(help, "Cooldown: 3 VVV, ready in 3d 01h ▓▓▓▓▓░░░░░░░ waits");
	help_size(help, 30, 100);
	assert_shows(help, "Cooldown: 3 VVV, ready in 3d 01h ▓▓▓▓▓▓▓▓░░░░░░░░░░ waits");
	help_size(help, 60, 200);
	assert_shows(help, "days and 1 h until 3 VVV are ready");
	assert_shows(help, "hours left of Venice's");
}

/* At the smallest, the walkthrough still says what Enter does. */
static void the_smallest_screen_still_leads(void **state)
{
	struct help *help = *state;

	help_size(help, 5, 20);
	help_staked(help);
	assert_shows(help, "Enter: fetch");
}

static void in_ascii_nothing_else_is_shown(void **state)
{
	struct help *help = *state;

	ui_free(&help->ui);
	ui_init(&help->ui, 30, 100, true);
	help_staked(help);
	help_keys(help);
	help_token(help, 100000);
	for (const char *c = help_draw(help); *c; c++)
		assert_true((*c >= ' ' && *c < 0x7f) || *c == '\n');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test(the_empty_screen_says_what_to_do),
		help_test(before_the_home_is_read_nothing_is_said_of_it),
		help_test(the_first_wallets_are_seen_before_the_home_is_read),
		help_test(what_depends_on_the_home_waits_for_it),
		cmocka_unit_test(all_four_panes_are_there),
		help_test(the_title_tells_networks_apart_without_colour),
		help_test_of(wallets, what_venices_rpc_costs_is_at_hand_at_each_width),
		help_test_of(wallets, balances_say_how_old_they_are),
		help_test_of(staked, the_token_has_a_bar_and_a_word),
		help_test_of(keys, keys_are_masked_and_counted_down),
		help_test_of(wallets, the_cursor_and_the_selected_wallet_are_two_things),
		help_test_of(wallets, a_marked_wallet_keeps_its_name),
		help_test_of(wallets, filters_as_one_types),
		help_test_of(wallets, copies_what_is_under_the_cursor),
		help_test_of(wallets, the_mouse_points_and_the_wheel_turns),
		help_test(the_footer_is_cut_from_the_right),
		help_test(any_size_is_survived),
		help_test(every_pane_has_its_place),
		help_test(the_one_below_stays_when_the_focus_goes),
		help_test(resizing_keeps_the_focus_and_the_cursor),
		help_test_of(staked, the_detail_follows_the_cursor),
		help_test_of(staked, the_current_step_says_why),
		help_test_of(staked, a_second_changes_nothing_where_seconds_do_not_matter),
		help_test_of(staked, countdowns_have_a_bar_and_a_word),
		help_test_of(staked, a_cooldown_has_a_bar_on_the_usual_terminal),
		help_test(the_smallest_screen_still_leads),
		help_test(in_ascii_nothing_else_is_shown),
	};

	return cmocka_run_group_tests_name("tui_panes", tests, NULL, NULL);
}
