/* Lists: their cursor, how far they say that they go, and what a filter has found. */
#include "tests/unit/tui_help.h"

static void the_cursor_stays_in_sight(void **state)
{
	struct list list = { .cursor = 0 };

	(void)state;
	list_settle(&list, 100, 10);
	assert_true(list_move(&list, COMMAND_BOTTOM, 100));
	list_settle(&list, 100, 10);
	assert_int_equal(list.cursor, 99);
	assert_int_equal(list.scroll, 90);
	list_settle(&list, 5, 10);
	assert_int_equal(list.cursor, 4);
	assert_int_equal(list.scroll, 0);
	assert_false(list_point(&list, 2));
	assert_true(list_point(&list, 2));
	assert_false(list_point(&list, 77));
	assert_int_equal(list.cursor, 2);
}

static void the_slider_is_in_its_bar(void **state)
{
	(void)state;
	for (int length = 1; length < 30; length++)
		for (size_t count = 1; count < 120; count += 7)
			for (size_t page = 1; page < 30; page++) {
				struct slider top = list_slider(length, 0, page, count);
				struct slider end = list_slider(length, count, page, count);

				if (count <= page) {
					assert_int_equal(top.length, 0);
					continue;
				}
				assert_true(top.length >= 1 && top.length <= length);
				assert_int_equal(top.from, 0);
				assert_int_equal(end.from + end.length, length);
			}
	assert_int_equal(list_slider(0, 0, 1, 9).length, 0);
	assert_int_equal(list_slider(10, 5, 10, 20).from, 2);
}

static void counts(const struct list *list, int width, const char *expected)
{
	char counter[LIST_COUNTER_SIZE];

	list_counter(counter, list, width);
	assert_string_equal(counter, expected);
}

static void the_counter_says_what_fits(void **state)
{
	struct list list = { .cursor = 2, .count = 10002, .all = 10002 };

	(void)state;
	counts(&list, 80, "3/10 002");
	counts(&list, 7, "");
	list = (struct list){ .cursor = 0, .count = 1, .all = 1 };
	counts(&list, 80, "");
	list = (struct list){ .cursor = 2, .count = 12, .all = 500, .filter = "abc" };
	counts(&list, 80, "3/12 of 500 · 488 hidden by \"abc\"");
	counts(&list, 25, "3/12 of 500 · 488 hidden");
	counts(&list, 12, "3/12 of 500");
	counts(&list, 9, "12 of 500");
	counts(&list, 5, "3/12");
	list = (struct list){ .count = 0, .all = 1234567, .filter = "abc" };
	counts(&list, 80, "0/0 of 1 234 567 · 1 234 567 hidden by \"abc\"");
}

static void letters_match_in_any_case(void **state)
{
	const struct list list = { .filter = "ЗИМ" };

	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	assert_true(list_contains("Agent-1", ""));
	assert_true(list_contains("Agent-1", "NT-"));
	assert_false(list_contains("Agent-1", "nt_"));
	assert_true(list_contains("Grüße an Ünïcode", "ünÏC"));
	assert_true(list_contains("ÜÜn", "ün"));
	assert_false(list_contains("Ünïcode", "üni"));
	assert_true(list_contains("冷 storage", "冷 S"));
	assert_false(list_contains("冷", "冷冷"));
	assert_false(list_contains("", "ü"));
	assert_false(list_contains("\xc3", "\xc3\xbc"));
	assert_true(list_matches(&list, "cold", "на зиму"));
	assert_false(list_matches(&list, "cold", NULL));
}

static void what_is_found_is_marked(void **state)
{
	struct canvas canvas;

	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	canvas_init(&canvas, 1, 30, false);
	canvas_text(&canvas, 0, 0, STYLE_TEXT, "Agent-1 冷 e\xcc\x81" "t agent ag");
	canvas_mark(&canvas, 0, "aGent", STYLE_MATCH);
	for (int col = 0; col < 30; col++)
		assert_int_equal(canvas.cells[col].style == STYLE_MATCH, col < 5 || (col >= 14 && col < 19));
	canvas_mark(&canvas, 0, "冷 e\xcc\x81", STYLE_WARN);
	for (int col = 0; col < 30; col++)
		assert_int_equal(canvas.cells[col].style == STYLE_WARN, col >= 8 && col < 12);
	canvas_mark(&canvas, 0, "t-1 and more than fits into this row", STYLE_BAD);
	canvas_mark(&canvas, 0, "", STYLE_BAD);
	canvas_mark(&canvas, 3, "a", STYLE_BAD);
	for (int col = 0; col < 30; col++)
		assert_int_not_equal(canvas.cells[col].style, STYLE_BAD);
	canvas_free(&canvas);
}

static void many(struct help *help, size_t count)
{
	struct model *model = &help->model;

	free(model->accounts.items);
	free(model->balances);
	model->accounts = (struct accounts){ mem_new(count, sizeof(struct account)), count };
	model->balances = mem_new(count, sizeof(*model->balances));
	for (size_t i = 0; i < count; i++) {
		snprintf(model->accounts.items[i].name, ACCOUNT_NAME_MAX, "w%05zu", i + 1);
		model->accounts.items[i].address = help_address(ADDRESS_1);
	}
}

static void a_long_list_says_so(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 140);
	many(help, 10002);
	help_type(help, "1jj");
	assert_shows(help, " 3/10 002 ");
	assert_shows(help, "█");
	help_type(help, "G");
	assert_shows(help, " 10 002/10 002 ");
	help_type(help, "/w0999\n");
	assert_shows(help, "9 992 hidden by \"w0999\"");
	help_key(help, INPUT_ESC);
	help_type(help, "/zzz\n");
	assert_shows(help, "no wallet matches");
	assert_shows(help, "shows all");
	help_key(help, INPUT_ESC);
	assert_shows(help, "/10 002 ");
	help->ui.canvas.ascii = true;
	assert_shows(help, "#");
	assert_hides(help, "█");
}

static void a_page_that_goes_on_says_so(void **state)
{
	struct help *help = *state;

	help_size(help, 16, 80);
	help_key(help, '?');
	assert_shows(help, " 1/");
	assert_shows(help, "█");
	help_key(help, INPUT_END);
	assert_hides(help, " 1/");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cursor_stays_in_sight),
		cmocka_unit_test(the_slider_is_in_its_bar),
		cmocka_unit_test(the_counter_says_what_fits),
		cmocka_unit_test(letters_match_in_any_case),
		cmocka_unit_test(what_is_found_is_marked),
		help_test_of(wallets, a_long_list_says_so),
		help_test_of(wallets, a_page_that_goes_on_says_so),
	};

	return cmocka_run_group_tests_name("tui_list", tests, NULL, NULL);
}
