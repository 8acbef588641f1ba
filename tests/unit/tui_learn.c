/* What a person reads who has never staked: the glossary, the help, the palette and the empty screen. */
#include "tests/unit/tui_help.h"
#include "wallet/model/walkthrough.h"

static const char *const words[] = { "VVV", "sVVV", "DIEM", "epoch", "token", "allowance", "gas", "cooldown", "x402",
				     "ADMIN", "INFERENCE" };

static void the_glossary_opens_from_every_pane(void **state)
{
	struct help *help = *state;

	for (int pane = 0; pane < PANE_COUNT; pane++) {
		help->ui.focus = (enum pane_id)pane;
		help_type(help, "g");
		assert_shows(help, "Glossary: type to search");
		help_key(help, INPUT_ESC);
		assert_hides(help, "Glossary");
	}
}

/* The word is searched for, and stands first. */
static void each_word_is_explained(void **state)
{
	struct help *help = *state;

	for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
		char line[64];

		help_type(help, "g");
		help_type(help, words[i]);
		snprintf(line, sizeof(line), "│ %s ", words[i]);
		assert_shows(help, line);
		help_key(help, INPUT_ENTER);
		assert_null(dialog_top(&help->ui));
	}
}

static void the_glossary_is_searched(void **state)
{
	struct help *help = *state;

	help_type(help, "gcooldown");
	assert_shows(help, "The wait before a stake comes back");
	assert_hides(help, "Venice's day.");
	help_type(help, "zzz");
	assert_shows(help, "No word here has that in it; Esc shows all again.");
	help_key(help, INPUT_ESC);
	assert_shows(help, "An address and the private key that belongs to it.");
	help_key(help, INPUT_ESC);
	assert_null(dialog_top(&help->ui));
}

/* In dialogs and menus the letter goes to the first row, as before. */
static void elsewhere_the_letter_keeps_its_meaning(void **state)
{
	struct help *help = *state;

	for (int i = 0; i < 100; i++)
		model_say(&help->model, false, "message %d", i);
	help_type(help, "M");
	assert_shows(help, "message 99");
	help_type(help, "g");
	assert_shows(help, "message 36");
	assert_hides(help, "Glossary");
}

/* So do the menus: of a wallet that is only watched there is nothing to export. */
static void a_menu_says_what_cannot_be_done_now(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help_type(help, "w");
	assert_shows(help, "x  Export it: V3 file, private key or words");
	assert_shows(help, "p password");
	help->model.accounts.items[0].kind = ACCOUNT_WATCH;
	assert_shows(help, "r  Rename it");
	assert_shows(help, "p  (watch-only wallet) Change its password");
	assert_hides(help, "p password");
	assert_shows(help, "x  (watch-only wallet) Export it: V3 file, private key or words");
	help->model.readonly = true;
	assert_shows(help, "r  (read only) Rename it");
}

static void the_palette_says_what_cannot_be_done_now(void **state)
{
	struct help *help = *state;

	help_type(help, ":sta");
	assert_shows(help, "stake");
	assert_shows(help, "(needs a wallet) approve and stake VVV");
	help_type(help, "ke\n");
	assert_shows(help, "There is no wallet yet: n makes or imports one");
	help_wallets(help);
	help_type(help, ":stake");
	assert_hides(help, "(needs a wallet)");
	assert_shows(help, " s │");
	help_key(help, INPUT_ESC);
	help_type(help, ":reveal");
	assert_shows(help, "(needs an API key) show an API key");
	help_key(help, INPUT_ESC);
	help->model.accounts.items[0].kind = ACCOUNT_WATCH;
	help_type(help, ":claim");
	assert_shows(help, "(watch-only wallet) claim");
	help_key(help, INPUT_ESC);
	help->model.readonly = true;
	help_type(help, ":claim");
	assert_shows(help, "(read only) claim");
}

static void the_palette_says_that_nothing_matches(void **state)
{
	struct help *help = *state;

	help_type(help, ":");
	assert_shows(help, " more; type on, Tab completes");
	help_type(help, "zz");
	assert_shows(help, "No command begins like that");
	help_key(help, INPUT_BACKSPACE);
	help_key(help, INPUT_BACKSPACE);
	help_type(help, "watch\t");
	assert_shows(help, ":watch-address");
	assert_hides(help, "No command begins like that");
}

/* Nothing runs that nobody chose. */
static void the_arrows_choose_in_the_palette(void **state)
{
	struct help *help = *state;

	help_type(help, ":\n");
	assert_null(dialog_top(&help->ui));
	assert_int_equal(help->seen.count, 0);
	help_type(help, ":wa");
	assert_shows(help, " 1/2 ");
	help_key(help, INPUT_DOWN);
	help_key(help, INPUT_DOWN);
	help_key(help, INPUT_UP);
	assert_shows(help, " 1/2 ");
	help_key(help, INPUT_END);
	help_type(help, "tch");
	assert_hides(help, "wallet               make");
	help_type(help, "\n");
	assert_shows(help, "Watch an address");
	help_key(help, INPUT_ESC);
	help_type(help, ":");
	help_key(help, INPUT_DOWN);
	assert_shows(help, " 1/");
	for (int i = 0; i < 200; i++)
		help_key(help, INPUT_DOWN);
	assert_shows(help, "redraw");
	assert_hides(help, " more; type on");
	help_type(help, "\n");
	assert_true(help->ui.redraw);
}

/* A name that begins another is run as it stands. */
static void a_whole_name_is_marked(void **state)
{
	struct help *help = *state;

	help_type(help, ":help\n");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_help);
	help_key(help, INPUT_ESC);
	help_type(help, ":key");
	help_type(help, "s\n");
	assert_int_equal(help->ui.focus, PANE_KEYS);
}

static void the_palette_is_clicked_and_wheeled(void **state)
{
	struct help *help = *state;
	const struct target *row;

	help_type(help, ":");
	help_draw(help);
	ui_wheel(&help->ui, &help->model, 8, 20, true);
	ui_wheel(&help->ui, &help->model, 8, 20, true);
	assert_shows(help, " 2/");
	for (int at = 0; at < help->ui.canvas.rows; at++) {
		row = targets_at(&help->ui.canvas.targets, dialog_top(&help->ui)->number, at, 20);
		if (row && row->kind == TARGET_ROW && row->value == 4) {
			assert_false(dialog_top(&help->ui)->ops->point(&help->ui, dialog_top(&help->ui), 4, 0));
			assert_true(dialog_top(&help->ui)->ops->point(&help->ui, dialog_top(&help->ui), 4, 0));
			assert_shows(help, " 5/");
			return;
		}
	}
	fail_msg("no row can be clicked");
}

static void the_empty_screen_explains_in_three_lines(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 30, 100 }, { 40, 140 }, { 60, 200 } };
	struct help *help = *state;

	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		help_size(help, sizes[i][0], sizes[i][1]);
		assert_shows(help, "Lock a little VVV: 1 is enough, and it stays yours.");
		assert_shows(help, "Sign a note from Venice: that proves it is yours.");
		assert_shows(help, "Get an API key. Practising all this costs nothing.");
		assert_shows(help, "Enter: make or import a wallet");
	}
	help_wallets(help);
	assert_hides(help, "Lock a little VVV");
}

/* Where money is real, practising is the first choice, and its page does not promise what is not there. */
static void the_first_start_offers_practice_or_real(void **state)
{
	struct help *help = *state;

	assert_true(network_builtin(&help->model.network, "base"));
	help_type(help, "\n");
	assert_shows(help, "This is Base, where money is real. Practise first");
	assert_shows(help, "▸ p  Practise first, where nothing is real");
	help_type(help, "\n");
	assert_shows(help, "Enter goes there now.");
	help_key(help, INPUT_ESC);
	assert_null(dialog_top(&help->ui));
	help_type(help, "\nn");
	assert_shows(help, "Name");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_form);
}

static void on_the_practice_network_a_wallet_comes_first(void **state)
{
	struct help *help = *state;

	help_type(help, "\n");
	assert_shows(help, "This is practice: its money is worth nothing");
	assert_shows(help, "▸ n  New wallet");
	assert_shows(help, "N  Another network: Base, where money is real");
	assert_hides(help, "Practise first");
	help_type(help, "p");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_first);
	help_type(help, "\n");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_form);
	help_key(help, INPUT_ESC);
	help_type(help, ":practise\n");
	assert_shows(help, "You are practising");
}

/* The page that opens by itself does not come back over the networks that it leads to. */
static void where_the_practice_network_is_away_another_is_chosen(void **state)
{
	struct help *help = *state;

	help->model.arrived = true;
	help->model.rpc.known = true;
	(void)err_set(&help->model.rpc.err, ERR_UNREACHABLE, "127.0.0.1:8545: Couldn't connect to server");
	assert_shows(help, "The practice network does not run yet.");
	help_type(help, "n");
	assert_hides(help, "The practice network does not run yet.");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_network);
}

/* Clicks on a step. */
static void click_step(struct help *help, enum step step)
{
	const struct targets *targets = &help->ui.canvas.targets;

	help_draw(help);
	help->ui.now_ms += 2 * DIALOG_DEAD_MS;
	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].kind == TARGET_ROW && targets->items[i].part == (int)step + 1) {
			ui_click(&help->ui, &help->model, targets->items[i].row, targets->items[i].col);
			return;
		}
	fail_msg("step %d cannot be clicked", step);
}

/* j and k, and a click, say why another step is there; Enter does the current one all the same. */
static void each_step_can_be_looked_at(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help->ui.focus = PANE_STAKING;
	assert_hides(help, walkthrough_words(STEP_TOKEN)->question);
	help_type(help, "jj");
	assert_shows(help, walkthrough_words(STEP_TOKEN)->question);
	assert_shows(help, "▸○ Token");
	help_key(help, INPUT_ESC);
	assert_hides(help, walkthrough_words(STEP_TOKEN)->question);
	help_type(help, "k");
	assert_shows(help, walkthrough_words(STEP_FUND)->question);
	click_step(help, STEP_MINT);
	assert_shows(help, walkthrough_words(STEP_MINT)->question);
	click_step(help, STEP_MINT);
	assert_null(dialog_top(&help->ui));
	help_type(help, "\n");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_form);
	help_key(help, INPUT_ESC);
	assert_hides(help, walkthrough_words(STEP_MINT)->question);
}

/* Where there is room for the later ones as well, the one that is read about is not among them. */
static void a_step_is_explained_once(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help->ui.focus = PANE_STAKING;
	help_size(help, 60, 200);
	help_draw(help);
	assert_shows(help, "Later: Why a token?");
	help_type(help, "jj");
	assert_shows(help, "Why a token?");
	assert_hides(help, "Later: Why a token?");
	assert_shows(help, "Later: Why stake?");
	assert_shows(help, "Later: Why sign?");
}

/* Who looks a word up while reading about a step comes back to that step; leaving the pane forgets it. */
static void a_step_that_is_read_about_stays(void **state)
{
	static const int inputs[] = { 'g', '?', ':', 'M', 'T', ',', INPUT_CTRL_L };
	struct help *help = *state;

	help_wallets(help);
	help->ui.focus = PANE_STAKING;
	help_type(help, "jj");
	for (size_t i = 0; i < ARRAY_LENGTH(inputs); i++) {
		help_key(help, inputs[i]);
		if (dialog_top(&help->ui))
			help_key(help, INPUT_ESC);
		assert_null(dialog_top(&help->ui));
		assert_shows(help, "▸○ Token");
	}
	help_key(help, INPUT_TAB);
	assert_hides(help, "▸○ Token");
}

/* All of it is seen at once: the legend, a section for each pane that has something of its own, every keystroke. */
static void the_help_is_one_sheet(void **state)
{
	static const int sizes[][2] = { { 30, 100 }, { 40, 140 }, { 60, 200 } };
	struct help *help = *state;

	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++)
		for (int pane = 0; pane < PANE_COUNT; pane++) {
			help_size(help, sizes[i][0], sizes[i][1]);
			help->ui.focus = (enum pane_id)pane;
			help_type(help, "?");
			assert_shows(help, "✓ done  ● now, in order  ○ to come");
			assert_shows(help, "Everywhere");
			assert_shows(help, "Moving");
			assert_shows(help, "Home G");
			assert_shows(help, "1 2 3 4 5");
			assert_shows(help, "Keystore");
			assert_shows(help, "API keys");
			assert_shows(help, "Transactions");
			assert_shows(help, "their order round");
			if (dialog_top(&help->ui)->scroll || !dialog_top(&help->ui)->at_end)
				fail_msg("%d rows, pane %d:\n%s", sizes[i][0], pane + 1, help_draw(help));
			help_type(help, "?");
			assert_null(dialog_top(&help->ui));
		}
}

/* On a terminal of the usual size: what holds here at once, and a row that says what follows. */
static void the_usual_terminal_shows_what_holds_here(void **state)
{
	struct help *help = *state;

	for (int pane = 0; pane < PANE_COUNT; pane++) {
		help_size(help, 24, 80);
		help->ui.focus = (enum pane_id)pane;
		help_type(help, "?");
		assert_shows(help, "Everywhere");
		assert_shows(help, "leave rialto");
		assert_shows(help, "first, last row");
		assert_shows(help, "In the other panes; Enter goes there and does it:");
		help_type(help, "?");
		assert_null(dialog_top(&help->ui));
	}
}

/* The list has more entries than the sheet, which is drawn once there is room. */
static void the_cursor_of_the_help_stays_among_its_rows(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 60);
	help_type(help, "?");
	help_draw(help);
	help_key(help, INPUT_END);
	help_size(help, 30, 100);
	assert_hides(help, "152/");
	assert_true(dialog_top(&help->ui)->at_end);
}

/* The last row is reached, and nothing follows it that cannot be seen. */
static void the_help_goes_on_with_the_other_panes(void **state)
{
	struct help *help = *state;

	help_size(help, 26, 100);
	help_type(help, "?");
	assert_shows(help, "Moving");
	help_key(help, INPUT_END);
	assert_shows(help, "In the other panes; Enter goes there and does it:");
	assert_shows(help, "Keystore");
	assert_shows(help, "API keys");
	assert_shows(help, "R       make a new key");
	assert_shows(help, "(no transaction yet) put one that");
	assert_true(dialog_top(&help->ui)->at_end);
	assert_shows(help, "\n turn their order round\n");
	help_key(help, INPUT_UP);
	help_key(help, INPUT_UP);
	assert_shows(help, "\n (no transaction yet) copy its hash to the clipboard\n");
	help_key(help, INPUT_ENTER);
	assert_int_equal(help->ui.focus, PANE_TRANSACTIONS);
	assert_shows(help, "There is no transaction here");
}

static void enter_in_the_help_goes_there_and_does_it(void **state)
{
	struct help *help = *state;

	help_type(help, "?sort the keys\n");
	assert_int_equal(help->ui.focus, PANE_KEYS);
	assert_int_equal(help->ui.panes[PANE_KEYS].list.sort, 1);
	help_type(help, "3?let staked VVV");
	assert_shows(help, "(nothing staked, or locked) let staked");
	help_type(help, "\n");
	assert_shows(help, "That does nothing now: nothing staked, or locked");
	assert_int_equal(help->ui.focus, PANE_STAKING);
	assert_int_equal(help->seen.count, 0);
}

static void the_help_says_what_cannot_be_done_now(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	help_type(help, "?approve and stake");
	assert_shows(help, "(needs a wallet) approve and stake VVV");
	help_type(help, "\n");
	assert_shows(help, "There is no wallet yet: n makes or imports one");
	help_size(help, 40, 140);
	help_type(help, "?");
	assert_shows(help, "(needs a wallet) approve and stake VVV");
}

/* Any letter begins the search, which finds all commands. */
static void the_help_is_searched_by_typing(void **state)
{
	struct help *help = *state;

	help_type(help, "?quote");
	assert_shows(help, ":diem-quote");
	assert_hides(help, "Moving");
	help_key(help, INPUT_ESC);
	assert_shows(help, "Moving");
	help_type(help, "go to the balances\n");
	assert_int_equal(help->ui.focus, PANE_BALANCES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test(the_palette_says_what_cannot_be_done_now),
		help_test(a_menu_says_what_cannot_be_done_now),
		help_test_of(plain, each_step_can_be_looked_at),
		help_test(a_step_is_explained_once),
		help_test_of(plain, a_step_that_is_read_about_stays),
		help_test_of(keys, the_help_is_one_sheet),
		help_test_of(keys, the_usual_terminal_shows_what_holds_here),
		help_test_of(keys, the_cursor_of_the_help_stays_among_its_rows),
		help_test(the_help_is_searched_by_typing),
		help_test_of(keys, the_help_goes_on_with_the_other_panes),
		help_test_of(keys, enter_in_the_help_goes_there_and_does_it),
		help_test(the_help_says_what_cannot_be_done_now),
		help_test(the_empty_screen_explains_in_three_lines),
		help_test(the_first_start_offers_practice_or_real),
		help_test(on_the_practice_network_a_wallet_comes_first),
		help_test(where_the_practice_network_is_away_another_is_chosen),
		help_test(the_palette_says_that_nothing_matches),
		help_test(the_arrows_choose_in_the_palette),
		help_test(a_whole_name_is_marked),
		help_test(the_palette_is_clicked_and_wheeled),
		help_test_of(keys, the_glossary_opens_from_every_pane),
		help_test(each_word_is_explained),
		help_test(the_glossary_is_searched),
		help_test(elsewhere_the_letter_keeps_its_meaning),
	};

	return cmocka_run_group_tests_name("tui_learn", tests, NULL, NULL);
}
