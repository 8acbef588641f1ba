/* The terminal's cursor is where a person types, or rests, hidden, on what is selected: screen readers follow it. */
#include "tests/support/tui/scenes.h"

/* The text of the row on which the cursor is. */
static const char *row_of_cursor(struct help *help)
{
	const char *row = help_draw(help);
	static char text[1024];

	assert_true(help->ui.canvas.cursor_row >= 0 && help->ui.canvas.cursor_row < help->ui.canvas.rows);
	assert_true(help->ui.canvas.cursor_col >= 0 && help->ui.canvas.cursor_col < help->ui.canvas.cols);
	for (int i = 0; i < help->ui.canvas.cursor_row; i++)
		row = strchr(row, '\n') + 1;
	snprintf(text, sizeof(text), "%.*s", (int)strcspn(row, "\n"), row);
	return text;
}

static void is_on(struct help *help, const char *text)
{
	const char *row = row_of_cursor(help);

	if (strstr(row, text))
		return;
	fprintf(stderr, "the cursor is not on '%s', but on: %s\n%s", text, row, help_draw(help));
	fail();
}

static void in_the_panes(void **state)
{
	struct help *help = *state;

	is_on(help, "Approve");
	help_type(help, "1");
	is_on(help, "agent-1");
	help_type(help, "j");
	is_on(help, "cold");
	help_type(help, "2");
	is_on(help, "Balances");
	help_type(help, "4");
	is_on(help, "API keys");
	assert_true(help->ui.canvas.cursor_rests);
}

static void on_a_key(void **state)
{
	struct help *help = *state;

	help_type(help, "4");
	is_on(help, "web agent");
}

static void in_a_menu_and_a_form(void **state)
{
	struct help *help = *state;

	help_type(help, "n");
	is_on(help, "▸");
	help_key(help, INPUT_DOWN);
	is_on(help, "▸");
	assert_true(help->ui.canvas.cursor_rests);
	help_key(help, INPUT_ESC);
	help_type(help, ":new-wallet\n");
	is_on(help, "Name");
	assert_false(help->ui.canvas.cursor_rests);
	help_key(help, INPUT_BACKTAB);
	is_on(help, "[ ");
	assert_true(help->ui.canvas.cursor_rests);
}

static void on_the_answer_of_a_review(void **state)
{
	struct help *help = *state;

	is_on(help, "[ No ]");
	help_key(help, INPUT_TAB);
	is_on(help, "[ Yes, sign it ]");
	assert_true(help->ui.canvas.cursor_rests);
}

/* Whatever is open at whatever size, the cursor is somewhere on the screen. */
static void at_every_size(void **state)
{
	static const char *const typed[] = { "", "1", "2", "3", "4", "5", "/a", "?", ":", "n", "s", "a", "f", "g", "T" };
	static const int sizes[] = { 1, 2, 3, 4, 5, 8, 12, 24, 40, 80, 100, 200, 500 };
	struct help *help = *state;

	for (size_t i = 0; i < ARRAY_LENGTH(typed); i++) {
		help_type(help, typed[i]);
		for (size_t row = 0; row < ARRAY_LENGTH(sizes) - 1; row++)
			for (size_t col = 0; col < ARRAY_LENGTH(sizes); col++) {
				help_size(help, sizes[row], sizes[col]);
				(void)row_of_cursor(help);
			}
		help_key(help, INPUT_ESC);
		help_key(help, INPUT_ESC);
	}
}

/* What on top is marked as chosen, by a sign or by its style; NULL for nothing. */
static const struct target *marked(const struct help *help)
{
	const struct canvas *canvas = &help->ui.canvas;
	unsigned top = help->ui.dialog ? help->ui.dialog->number : 0;

	for (size_t i = 0; i < canvas->targets.count; i++) {
		const struct target *target = &canvas->targets.items[i];
		const struct cell *row = canvas->cells + (size_t)target->row * (size_t)canvas->stride;

		for (int col = target->col; target->dialog == top && col < target->col + target->cols; col++)
			if ((top && row[col].chars[0] == L'▸') || row[col].style == STYLE_SELECTED)
				return target;
	}
	return NULL;
}

static bool is_within(const struct target *target, int row, int col)
{
	return row >= target->row && row < target->row + target->rows && col >= target->col &&
	       col < target->col + target->cols;
}

/* Down through all that can be chosen there. */
static void follows_in(const struct scene *scene, int rows, int cols)
{
	struct help help;

	scene_open(&help, scene, rows, cols);
	for (int i = 0; i < 12 && !help.ui.dialog == !scene->dialog; i++) {
		const struct canvas *canvas = &help.ui.canvas;
		const struct target *target;

		help_draw(&help);
		target = marked(&help);
		if (target && canvas->cursor_rests && !is_within(target, canvas->cursor_row, canvas->cursor_col))
			fail_msg("%s, %d times down: the cursor is in row %d, column %d, and not at row %d, column %d", scene->name, i,
				 canvas->cursor_row, canvas->cursor_col, target->row, target->col);
		help_key(&help, INPUT_DOWN);
	}
	help_close(&help);
}

static void on_what_is_marked_everywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < scenes_dialog_count; i++) {
		follows_in(&scenes_dialogs[i], 30, 100);
		follows_in(&scenes_dialogs[i], 16, 80);
	}
	for (size_t i = 0; i < scenes_form_count; i++)
		follows_in(&scenes_forms[i], 24, 80);
	for (size_t i = 0; i < scenes_pane_count; i++)
		follows_in(&scenes_panes[i], 24, 80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test_of(wallets, in_the_panes),
		help_test_of(keys, on_a_key),
		help_test_of(plain, in_a_menu_and_a_form),
		help_test_of(review, on_the_answer_of_a_review),
		help_test_of(keys, at_every_size),
		cmocka_unit_test(on_what_is_marked_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
