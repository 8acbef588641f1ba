/* The tables of keystrokes: all of them, whatever a pane or dialog puts there. */
#include "tests/unit/tui_help.h"
#include "tui/keybind_config.h"

static struct help help;

static int set_up(void **state)
{
	(void)state;
	help_open(&help, 200, 100);
	help_wallets(&help);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	help_close(&help);
	return 0;
}

/* Returns whether a row before this one in its table has the input. */
static bool stood_before(const struct keybinds *table, size_t row, int input)
{
	for (size_t i = 0; i < row; i++)
		if (keybind_has(&table->rows[i], input))
			return true;
	return false;
}

static void no_input_stands_twice_in_a_table(void **state)
{
	(void)state;
	const struct keybinds *first;
	size_t count = 0;

	for (size_t i = 0; (first = keybind_all(i)); i++)
		for (const struct keybinds *table = first; table; table = table->then)
			for (size_t row = 0; row < table->count; row++)
				for (size_t at = 0; at < KEYBIND_INPUTS && table->rows[row].inputs[at]; at++, count++)
					if (stood_before(table, row, table->rows[row].inputs[at]))
						fail_msg("%s: row %zu", table->title, row);
	assert_true(count > 500);
}

static void each_row_does_something_and_says_what(void **state)
{
	(void)state;
	const struct keybinds *first;

	for (size_t i = 0; (first = keybind_all(i)); i++) {
		struct keybind_at at = { .first = first };

		assert_non_null(first->title);
		while (keybind_step(&at, NULL, NULL, NULL)) {
			if (!*keybind_help(&at.bind) && !at.bind.hint)
				fail_msg("%s: row %zu says nothing", at.table->title, at.index);
			if (!at.bind.run && !at.bind.command)
				fail_msg("%s: row %zu does nothing", at.table->title, at.index);
		}
	}
}

/* Every row can be reached: the rows before it in the chain leave it an input. */
static void each_row_of_a_pane_or_dialog_is_reached(void **state)
{
	(void)state;
	const struct keybinds *first;

	for (size_t i = 0; (first = keybind_all(i)); i++) {
		struct keybind_at at = { .first = first };
		size_t seen = 0;

		while (keybind_next(&at, NULL, NULL, NULL) && at.table == first)
			seen++;
		if (seen != first->count)
			fail_msg("%s: %zu of %zu rows", first->title, seen, first->count);
	}
}

/* A dialog that consists of its keystrokes only. */
static void draw_nothing(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct page page;

	(void)ui;
	(void)model;
	page_init(&page, canvas, dialog_width(canvas, 40));
	page_text(&page, STYLE_TEXT, "nothing");
	dialog_show(dialog, canvas, "Nothing", STYLE_DIALOG, &page);
}

static void the_help_has_each_row(void **state)
{
	(void)state;
	const struct keybinds *first;
	size_t opened = 0;

	for (size_t i = 0; (first = keybind_all(i)); i++) {
		struct dialog_ops ops = { .keybinds = { first }, .draw = draw_nothing };
		struct keybind_at at = { .first = first };

		if (!keybind_find(&at, first, COMMAND_HELP, NULL))	/* the help itself */
			continue;
		dialog_open(&help.ui, &ops, &help.model);
		help_key(&help, INPUT_F1);
		at = (struct keybind_at){ .first = first };
		help_draw(&help);
		while (keybind_next(&at, NULL, dialog_top(&help.ui)->below, NULL)) {
			char label[KEYBIND_LABEL_SIZE], start[24];

			if (at.table->offered)	/* it depends on the moment */
				continue;
			keybind_label(label, &at.bind);
			snprintf(start, sizeof(start), "%s", keybind_help(&at.bind));
			if (!help_shows(&help, label) || !help_shows(&help, start))
				fail_msg("%s: %s, %s", first->title, label, start);
		}
		assert_true(first->offered || help_shows(&help, first->count ? first->title : "Everywhere"));
		dialog_close(&help.ui, dialog_top(&help.ui));
		dialog_close(&help.ui, dialog_top(&help.ui));
		dialog_reap(&help.ui);
		opened++;
	}
	assert_true(opened > 25);
}

/* Rows that mean something now, and rows that do not. */
static int ran;

static bool never(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	(void)model;
	return false;
}

static void run_one(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	(void)model;
	ran = 1;
}

static void run_other(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	(void)model;
	ran = 2;
}

static const struct keybind behind_rows[] = {
	{ .inputs = { 'a' }, .hint = "behind", .run = run_other },
};

static const struct keybinds behind = { .title = "Behind", KEYBIND_ROWS(behind_rows) };

static const struct keybind front_rows[] = {
	{ .inputs = { 'a' }, .hint = "not now", .run = run_one, .fits = never },
	{ .inputs = { 'b' }, .hint = "now", .run = run_one },
};

static const struct keybinds front = { .title = "Front", KEYBIND_ROWS(front_rows), .then = &behind };

static void a_row_that_does_not_fit_is_neither_shown_nor_run(void **state)
{
	(void)state;
	struct dialog_ops ops = { .keybinds = { &front }, .draw = draw_nothing };

	dialog_open(&help.ui, &ops, &help.model);
	help_draw(&help);
	assert_true(help_shows(&help, " b now"));
	assert_false(help_shows(&help, "not now"));
	help_key(&help, 'b');
	assert_int_equal(ran, 1);
	help_key(&help, 'a');
	assert_int_equal(ran, 2);
	dialog_close(&help.ui, dialog_top(&help.ui));
	dialog_reap(&help.ui);
}

static void what_has_one_is_in_the_palette_with_its_key(void **state)
{
	(void)state;

	help_type(&help, ":stak");
	help_draw(&help);
	assert_true(help_shows(&help, "approve and stake VVV"));
	assert_true(help_shows(&help, " s │"));
}

/* A command of the screen that nothing runs would do nothing, and nobody would notice. */
static void each_command_is_run_by_something(void **state)
{
	static const int run[] = {
#define RUN(command, function) command,
#define FORM(command, form) command,
#include "tui/runs.def"
#undef RUN
#undef FORM
#define PANE(id, table, name, help) COMMAND_PANE_##id,
#include "tui/pane/panes.def"
#undef PANE
		COMMAND_UP, COMMAND_DOWN, COMMAND_TOP, COMMAND_BOTTOM, COMMAND_PAGE_UP, COMMAND_PAGE_DOWN,
	};

	(void)state;
	for (int command = COMMAND_FIRST + 1; command < COMMAND_END; command++) {
		size_t rows = 0;

		for (size_t i = 0; i < ARRAY_LENGTH(run); i++)
			rows += run[i] == command;
		if (rows != 1)
			fail_msg("%s: %zu rows", command_help(command), rows);
	}
}

/* The configuration */

struct told {
	unsigned count, line, column;
	char why[128];
};

static void tell(void *context, const struct keybind_setting *setting, unsigned column, const char *why)
{
	struct told *told = context;

	told->count++;
	told->line = setting->line;
	told->column = column;
	snprintf(told->why, sizeof(told->why), "%s", why);
}

/* Configures with lines as the configuration's parser gives them. */
static struct told configure(const char *const lines[][2], size_t count)
{
	struct keybind_setting settings[8] = { 0 };
	struct told told = { 0 };

	for (size_t i = 0; i < count; i++) {
		snprintf(settings[i].name, sizeof(settings[i].name), "%s", lines[i][0]);
		snprintf(settings[i].inputs, sizeof(settings[i].inputs), "%s", lines[i][1]);
		settings[i].line = (unsigned)i + 1;
		settings[i].column = 1;
		settings[i].inputs_column = (unsigned)strlen(lines[i][0]) + 4;
	}
	keybind_configure(&help.ui.changes, settings, count, tell, &told);
	return told;
}

#define CONFIGURE(...) \
	configure((const char *const[][2]){ __VA_ARGS__ }, \
		  sizeof((const char *const[][2]){ __VA_ARGS__ }) / sizeof(const char *[2]))

static void a_command_gets_another_key(void **state)
{
	(void)state;

	assert_int_equal(CONFIGURE({ "wallet", "Ctrl-N, W" }).count, 0);
	help_size(&help, 60, 200);
	help_draw(&help);
	assert_false(help_shows(&help, " n new wallet"));
	assert_true(help_shows(&help, "Ctrl-N new wallet"));
	help_key(&help, 'n');
	assert_null(dialog_top(&help.ui));
	help_key(&help, 'W');
	assert_ptr_equal(dialog_top(&help.ui)->ops, &dialog_menu);
	help_key(&help, INPUT_ESC);
	help_key(&help, '?');
	help_draw(&help);
	assert_true(help_shows(&help, "Ctrl-N W"));
}

static void two_can_change_places(void **state)
{
	(void)state;

	assert_int_equal(CONFIGURE({ "stake", "m" }, { "mint", "s" }).count, 0);
	assert_int_equal(help.ui.changes.count, 2);
}

static void what_is_wrong_is_named_and_left_out(void **state)
{
	(void)state;
	static const struct {
		const char *name, *inputs, *why;
		unsigned column;
	} rows[] = {
		{ "stakes", "s", "nothing is called 'stakes'; rialto(1) lists the names", 1 },
		{ "stake", "F13", "'F13' is no key that can be given to stake", 9 },
		{ "stake", "S, Ctrl-C", "'Ctrl-C' is no key that can be given to stake", 12 },
		{ "stake", "", "nothing is no key that can be given to stake", 9 },
		{ "stake", "S,", "nothing is no key that can be given to stake", 11 },
		{ "stake", "A1", "'A1' is no key that can be given to stake", 9 },
		{ "stake", "S, T, U, V, W", "stake has no room for more than 4 keys", 21 },
		{ "stake", "r", "r is there already: refresh (Everywhere); stake keeps its key", 9 },
		{ "stake", "Enter", "Enter is there already: next (Keystore); stake keeps its key", 9 },
		{ "stake", "d", "d is there already: delete-key (API keys); stake keeps its key", 9 },
		{ "down", "y", "y answers what is asked, and nothing else can be given to it", 8 },
		{ "stake", "Y", "Y answers what is asked, and nothing else can be given to it", 9 },
		{ "page-down", "Esc", "Esc is there already: clear the filter, or stop what runs (Everywhere); page-down keeps its key", 13 },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct told told = CONFIGURE({ rows[i].name, rows[i].inputs });

		assert_int_equal(told.count, 1);
		assert_string_equal(told.why, rows[i].why);
		assert_int_equal(told.column, rows[i].column);
		assert_int_equal(help.ui.changes.count, 0);
	}
}

static void the_later_line_gives_way(void **state)
{
	(void)state;
	struct told told = CONFIGURE({ "stake", "S" }, { "stake", "T" });

	assert_int_equal(told.line, 2);
	assert_string_equal(told.why, "stake is set already, in line 1");
	told = CONFIGURE({ "stake", "S" }, { "mint", "S" });
	assert_int_equal(told.count, 1);
	assert_int_equal(told.line, 2);
	assert_int_equal(help.ui.changes.count, 1);
	/* The mint keeps m, so that the stake cannot have it either. */
	told = CONFIGURE({ "stake", "m" }, { "mint", "r" });
	assert_int_equal(told.count, 2);
	assert_int_equal(help.ui.changes.count, 0);
}

static void what_agrees_has_no_name(void **state)
{
	(void)state;
	struct keybind_at at = { .first = dialog_review.keybinds[0] };

	while (keybind_step(&at, NULL, NULL, NULL) && at.table != &keybinds_over)
		assert_null(keybind_name(&at.bind));
	assert_ptr_equal(at.table, &keybinds_over);
}

static void a_letter_is_text_where_something_is_typed(void **state)
{
	(void)state;

	assert_int_equal(CONFIGURE({ "help", "H" }).count, 0);
	help_type(&help, ":H");
	help_draw(&help);
	assert_true(help_shows(&help, ":H"));
	assert_ptr_equal(dialog_top(&help.ui)->ops, &dialog_palette);
	help_key(&help, INPUT_ESC);
	help_key(&help, 'H');
	assert_ptr_equal(dialog_top(&help.ui)->ops, &dialog_help);
}

static void the_wheel_goes_on_where_the_keys_are_others(void **state)
{
	(void)state;

	assert_int_equal(CONFIGURE({ "down", "Ctrl-D" }).count, 0);
	help_key(&help, '?');
	help_draw(&help);
	help_size(&help, 12, 60);
	help_draw(&help);
	assert_true(help_shows(&help, "next right thing"));
	for (int i = 0; i < 20; i++)
		ui_wheel(&help.ui, &help.model, 6, 20, true);
	help_draw(&help);
	assert_false(help_shows(&help, "next right thing"));
}

static void keys_have_names(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int input;
	} rows[] = {
		{ "Enter", INPUT_ENTER }, { "Shift-Tab", INPUT_BACKTAB }, { "Space", ' ' }, { "Comma", ',' }, { "PgDn", INPUT_PAGE_DOWN },
		{ "F1", INPUT_F1 }, { "F2", INPUT_F2 }, { "F10", INPUT_F10 }, { "F12", INPUT_F12 },
		{ "Ctrl-L", INPUT_CTRL_L }, { "a", 'a' }, { "A", 'A' }, { "ß", 0xdf }, { "?", '?' }, { "=", '=' },
	};
	int input;

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		char name[INPUT_NAME_SIZE];

		assert_true(input_parse(&input, rows[i].name));
		assert_int_equal(input, rows[i].input);
		input_name(name, input);
		assert_string_equal(name, rows[i].name);
	}
	assert_true(input_parse(&input, "ctrl-l"));
	assert_int_equal(input, INPUT_CTRL_L);
	assert_false(input_parse(&input, "Ctrl-Z"));
	assert_false(input_parse(&input, "Ctrl-"));
	assert_false(input_parse(&input, "ab"));
	assert_false(input_parse(&input, ""));
	assert_false(input_parse(&input, "\x1b"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_input_stands_twice_in_a_table),
		TEST(each_row_does_something_and_says_what),
		TEST(each_row_of_a_pane_or_dialog_is_reached),
		TEST(the_help_has_each_row),
		TEST(a_row_that_does_not_fit_is_neither_shown_nor_run),
		TEST(what_has_one_is_in_the_palette_with_its_key),
		TEST(each_command_is_run_by_something),
		TEST(a_command_gets_another_key),
		TEST(two_can_change_places),
		TEST(what_is_wrong_is_named_and_left_out),
		TEST(the_later_line_gives_way),
		TEST(what_agrees_has_no_name),
		TEST(a_letter_is_text_where_something_is_typed),
		TEST(the_wheel_goes_on_where_the_keys_are_others),
		TEST(keys_have_names),
	};

	return cmocka_run_group_tests_name("tui_keybind", tests, NULL, NULL);
}
