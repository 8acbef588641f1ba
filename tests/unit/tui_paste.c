/* A paste is text for the field that is typed into, or nothing. */
#include "tests/unit/tui_fixture.h"

#define IGNORED "Paste ignored here"
#define TWELVE "legal winner thank year wave sausage worth useful legal winner thank yellow"
#define TWELVE_LINES "legal\nwinner\nthank\nyear\nwave\nsausage\nworth\nuseful\nlegal\nwinner\nthank\nyellow\n"

static void paste(const char *text)
{
	ui_paste(&help.ui, &help.model, text, strlen(text), false);
}

static void paste_line(struct line *line, bool masked, bool words, const char *text, const char *becomes,
		       const char *told)
{
	const char *said;

	line_init(line, 100, masked);
	line->words = words;
	said = line_paste(line, text, strlen(text), false);
	assert_string_equal(line_text(line), becomes);
	assert_true(told ? said && strstr(said, told) : !said);
	line_free(line);
}

static void what_a_line_takes(void **state)
{
	struct line line;

	(void)state;
	paste_line(&line, false, false, "one two", "one two", NULL);
	paste_line(&line, false, false, "\r\none two\n", "one two", NULL);
	paste_line(&line, false, false, "one\ntwo", "one", "Only the first line");
	paste_line(&line, false, false, "one\ttwo", "one two", NULL);
	paste_line(&line, false, false, "a\033[31mb\001c", "a[31mbc", "left out");
	paste_line(&line, false, false, "a\xff" "b\xe2\x80\xaeg", "abg", "left out");
	paste_line(&line, true, false, " pass  word ", " pass  word ", NULL);
	paste_line(&line, true, false, "password\n", "password", NULL);
	paste_line(&line, true, false, "pass\nword\n", "pass", "Only the first line");
	paste_line(&line, true, false, "pass\tword", "", "cannot be typed");
	paste_line(&line, true, false, "pass\xff", "", "cannot be typed");
	paste_line(&line, true, true, TWELVE_LINES, TWELVE, NULL);
	paste_line(&line, true, true, "  legal \r\n\r\n winner\t thank", "legal winner thank", NULL);
}

/* A password is taken whole or not at all.  Other text is taken as far as there is room. */
static void no_room(void **state)
{
	char text[201];
	struct line line;

	(void)state;
	memset(text, 'x', 200);
	text[200] = '\0';
	line_init(&line, 100, true);
	assert_non_null(strstr(line_paste(&line, text, 200, false), "no room"));
	assert_int_equal(line.s.len, 0);
	assert_non_null(strstr(line_paste(&line, text, 50, true), "no room"));
	assert_int_equal(line.s.len, 0);
	line_free(&line);
	line_init(&line, 100, false);
	assert_non_null(strstr(line_paste(&line, text, 200, false), "no room"));
	assert_int_equal(line.s.len, 100);
	line_free(&line);
}

static void nothing_happens_in_the_panes(void **state)
{
	(void)state;
	paste("s10\ny\nq\n:quit\n");
	assert_shows(&help, IGNORED);
	assert_int_equal(help.seen.count, 0);
	assert_null(help.ui.dialog);
	assert_false(help.ui.filtering);
}

static void a_review_is_not_answered(void **state)
{
	(void)state;
	help_review(&help);
	help_draw(&help);
	paste("hello my friend");
	assert_shows(&help, IGNORED);
	paste("y");
	paste("y\n");
	assert_false(help_did(&help, ACTION_CONFIRM) || help_did(&help, ACTION_CANCEL));
	help_draw(&help);
	help_type(&help, "y");
	assert_true(help_did(&help, ACTION_CONFIRM));
}

static void a_field_takes_it_and_sends_nothing(void **state)
{
	(void)state;
	help_type(&help, "s");
	assert_shows(&help, "Amount of VVV     1 ");
	paste("2.5\n");			/* it replaces what was filled in */
	assert_shows(&help, "Amount of VVV     2.5 ");
	assert_int_equal(help.seen.count, 0);
	help_key(&help, INPUT_CTRL_U);
	paste("99");
	assert_shows(&help, "The wallet has 12.5 VVV");
	help_key(&help, INPUT_TAB);
	paste("y\n");
	assert_shows(&help, IGNORED);	/* the button has the focus */
	help_key(&help, INPUT_ESC);
}

static void words_stay_in_their_field(void **state)
{
	(void)state;
	help_type(&help, "ni");
	help_key(&help, INPUT_RIGHT);
	help_type(&help, "\t");
	paste(TWELVE_LINES);
	help_draw(&help);
	for (const char *word = TWELVE; *word; word += strcspn(word, " ") + (word[strcspn(word, " ")] == ' ')) {
		char one[16];

		snprintf(one, sizeof(one), "%.*s", (int)strcspn(word, " "), word);
		assert_hides(&help, one);
	}
	assert_shows(&help, "Import a wallet");
	help_type(&help, "\t\t\t\thot\tab\tab");
	help_draw(&help);
	help_type(&help, "\n");
	assert_int_equal(help.seen.last.type, ACTION_WALLET_IMPORT);
	assert_string_equal(help.seen.last.wallet.name, "hot");
	assert_string_equal(help.seen.typed, TWELVE);
}

static void a_password_is_not_sent_by_it(void **state)
{
	(void)state;
	help_type(&help, "u");
	paste(PASSWORD_TEXT "\n");
	assert_shows(&help, "•••••••••••••");
	assert_false(help_did(&help, ACTION_PASSWORD));
	help_type(&help, "\n");
	assert_string_equal(help.seen.password, PASSWORD_TEXT);
}

static void the_filter_takes_it(void **state)
{
	(void)state;
	help_type(&help, "1/");
	paste("col\n");
	assert_hides(&help, "▸agent-1");
	assert_shows(&help, "/col");
	assert_true(help.ui.filtering);
}

static void other_dialogs(void **state)
{
	(void)state;
	help_type(&help, "?");
	paste("q");
	assert_shows(&help, IGNORED);
	help_key(&help, INPUT_ESC);
	help_type(&help, ":");
	paste("quit\n");
	assert_shows(&help, "Command");
	assert_shows(&help, "quit");
	assert_false(help_did(&help, ACTION_QUIT));
	help_key(&help, INPUT_ESC);
	help_type(&help, "a");
	paste("\033");
	assert_shows(&help, IGNORED);
	assert_non_null(help.ui.dialog);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_line_takes),
		cmocka_unit_test(no_room),
		TEST(nothing_happens_in_the_panes),
		TEST(a_review_is_not_answered),
		TEST(a_field_takes_it_and_sends_nothing),
		TEST(words_stay_in_their_field),
		TEST(a_password_is_not_sent_by_it),
		TEST(the_filter_takes_it),
		TEST(other_dialogs),
	};

	return cmocka_run_group_tests_name("tui_paste", tests, NULL, NULL);
}
