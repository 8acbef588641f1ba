/* What a person reads who has never staked: the glossary, the help, the palette and the empty screen. */
#include "tests/unit/tui_help.h"

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
	assert_shows(help, "make practice");
	assert_shows(help, "rialto --network practice");
	help_type(help, "y");
	assert_string_equal(help->seen.copied, "rialto --network practice");
	help_type(help, "\n");
	assert_null(dialog_top(&help->ui));
	help_type(help, "\nn");
	assert_shows(help, "Name");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_form);
}

static void on_the_practice_network_a_wallet_comes_first(void **state)
{
	struct help *help = *state;

	help_type(help, "\n");
	assert_shows(help, "This is the practice network, where nothing is real.");
	assert_shows(help, "▸ n  New wallet");
	help_type(help, "p");
	assert_shows(help, "You are practising already");
}

/* The whole of it, with the legend, for each pane. */
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
			assert_shows(help, "1 2 3 4 5");
			if (!dialog_top(&help->ui)->at_end || dialog_top(&help->ui)->scroll)
				fail_msg("%d rows, pane %d:\n%s", sizes[i][0], pane + 1, help_draw(help));
			help_type(help, "?");
			assert_null(dialog_top(&help->ui));
		}
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
		help_test_of(keys, the_help_is_one_sheet),
		help_test(the_help_is_searched_by_typing),
		help_test(the_empty_screen_explains_in_three_lines),
		help_test(the_first_start_offers_practice_or_real),
		help_test(on_the_practice_network_a_wallet_comes_first),
		help_test(the_palette_says_that_nothing_matches),
		help_test_of(keys, the_glossary_opens_from_every_pane),
		help_test(each_word_is_explained),
		help_test(the_glossary_is_searched),
		help_test(elsewhere_the_letter_keeps_its_meaning),
	};

	return cmocka_run_group_tests_name("tui_learn", tests, NULL, NULL);
}
