/* The wheel goes through every list and every page, from one end to the other, and does nothing else. */
#include "tests/support/tui/scenes.h"

#define TURNS_MOST 2000

static void turn(struct help *help, int row, int col, bool down)
{
	ui_wheel(&help->ui, &help->model, row, col, down);
	help_draw(help);
}

/* Turns until that end of the dialog was in sight; false when it never is. */
static bool reaches(struct help *help, bool end)
{
	const struct dialog *dialog = dialog_top(&help->ui);
	int row = help->ui.canvas.rows / 2, col = help->ui.canvas.cols / 2;

	for (int i = 0; i < TURNS_MOST; i++) {
		if (end ? dialog->scroll + dialog->page >= dialog->rows : dialog->scroll == 0)
			return true;
		turn(help, row, col, end);
		if (dialog_top(&help->ui) != dialog)
			return false;
	}
	return false;
}

/* Returns whether there was anything to turn. */
static bool try_dialog(const struct scene *scene, int rows, int cols)
{
	struct help help;
	size_t emitted;
	bool longer;

	scene_open(&help, scene, rows, cols);
	help_draw(&help);
	emitted = help.seen.count;
	longer = dialog_top(&help.ui)->rows > dialog_top(&help.ui)->page;
	if (!reaches(&help, true) || !reaches(&help, false) || !reaches(&help, true))
		fail_msg("%s, %d × %d: the wheel goes no further\n%s", scene->name, cols, rows, help_draw(&help));
	if (help.seen.count != emitted)
		fail_msg("%s: the wheel has done something", scene->name);
	help_close(&help);
	return longer;
}

static void through_every_dialog(void **state)
{
	size_t longer = 0;

	(void)state;
	for (size_t i = 0; i < scenes_dialog_count; i++)
		longer += try_dialog(&scenes_dialogs[i], 24, 80) + try_dialog(&scenes_dialogs[i], 14, 80);
	assert_true(longer > scenes_dialog_count / 2);
}

static void through_every_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < scenes_form_count; i++)
		(void)try_dialog(&scenes_forms[i], 12, 80);
}

/* To the last row of the list and back; the focus, and what the other panes have chosen, stay. */
static void try_pane(struct help *help, size_t index, const char *name)
{
	const struct rect *at = &help->ui.layout.panes[index];
	int row = at->row + at->rows / 2, col = at->col + at->cols / 2;
	size_t others[PANE_COUNT], count = help->ui.panes[index].list.count;
	const struct list *list = &help->ui.panes[index].list;
	enum pane_id focus = help->ui.focus;

	for (size_t i = 0; i < PANE_COUNT; i++)
		others[i] = help->ui.panes[i].list.cursor;
	for (size_t i = 0; i < count; i++)
		turn(help, row, col, true);
	if (list->cursor + 1 != count)
		fail_msg("%s: the wheel goes to row %zu of %zu in pane %zu", name, list->cursor, count, index + 1);
	for (size_t i = 0; i < PANE_COUNT; i++)
		assert_true(i == index || help->ui.panes[i].list.cursor == others[i]);
	for (size_t i = 0; i < count; i++)
		turn(help, row, col, false);
	assert_int_equal(list->cursor, 0);
	assert_int_equal(help->ui.focus, focus);
	assert_int_equal(help->seen.count, 0);
}

static void through_the_list_of_every_pane(void **state)
{
	bool tried[PANE_COUNT] = { false };

	(void)state;
	for (size_t i = 0; i < scenes_pane_count; i++) {
		struct help help;

		scene_open(&help, &scenes_panes[i], 30, 100);
		help_draw(&help);
		help.seen.count = 0;
		for (size_t pane = 0; pane < PANE_COUNT; pane++)
			if (help.ui.layout.panes[pane].rows > 0 && help.ui.panes[pane].list.count > 1) {
				try_pane(&help, pane, scenes_panes[i].name);
				tried[pane] = true;
			}
		help_close(&help);
	}
	assert_true(tried[PANE_KEYSTORE] && tried[PANE_KEYS] && tried[PANE_TRANSACTIONS]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(through_every_dialog),
		cmocka_unit_test(through_every_form),
		cmocka_unit_test(through_the_list_of_every_pane),
	};

	return cmocka_run_group_tests_name("tui_wheel", tests, NULL, NULL);
}
