/* What panes drew is kept as long as they would draw the same: after any input, nothing tells it from a new drawing. */
#include "tests/support/tui/scenes.h"

#define INPUTS 24		/* in each scene at each size */

static const struct { int rows, cols; } sizes[] = {
	{ 5, 20 }, { 12, 40 }, { 24, 80 }, { 30, 100 }, { 40, 140 }, { 60, 200 },
};

static const int inputs[] = {
	'j', 'k', 'j', 'j', INPUT_DOWN, INPUT_UP, INPUT_PAGE_DOWN, INPUT_PAGE_UP, INPUT_HOME, INPUT_END, INPUT_TAB,
	INPUT_BACKTAB, '1', '2', '3', '4', '5', 's', 'r', ' ', '/', 'a', '7', INPUT_ENTER, INPUT_ESC, INPUT_ESC, 'g', '?', 'T',
	INPUT_LEFT,
};

static unsigned random_number(unsigned below)
{
	static uint64_t state = 12345;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % below;
}

/* A drawing, for another to be compared with. */
struct drawing {
	struct cell *cells;
	struct targets targets;
	int cursor_row, cursor_col;
	bool cursor_rests;
};

static size_t size_of(const struct canvas *canvas)
{
	return (size_t)canvas->rows * (size_t)canvas->cols;
}

static struct drawing copy(const struct canvas *canvas)
{
	struct drawing out = {
		.cells = mem_new(size_of(canvas), sizeof(*out.cells)),
		.cursor_row = canvas->cursor_row, .cursor_col = canvas->cursor_col,
		.cursor_rests = canvas->cursor_rests,
	};

	memcpy(out.cells, canvas->cells, size_of(canvas) * sizeof(*out.cells));
	for (size_t i = 0; i < canvas->targets.count; i++)
		targets_add(&out.targets, &canvas->targets.items[i]);
	return out;
}

static bool same_target(const struct target *a, const struct target *b)
{
	return a->kind == b->kind && a->value == b->value && a->part == b->part &&
	       a->row == b->row && a->col == b->col && a->rows == b->rows && a->cols == b->cols &&
	       a->dialog == b->dialog && a->pane == b->pane;
}

static bool is_drawn(const struct drawing *drawing, const struct canvas *canvas)
{
	for (size_t i = 0; i < size_of(canvas); i++)
		if (!cell_equal(&drawing->cells[i], &canvas->cells[i]))
			return false;
	if (drawing->targets.count != canvas->targets.count)
		return false;
	for (size_t i = 0; i < canvas->targets.count; i++)
		if (!same_target(&drawing->targets.items[i], &canvas->targets.items[i]))
			return false;
	return drawing->cursor_row == canvas->cursor_row && drawing->cursor_col == canvas->cursor_col &&
	       drawing->cursor_rests == canvas->cursor_rests;
}

static void draw(struct help *help, bool keeps)
{
	help->ui.keeps = keeps;
	ui_draw(&help->ui, &help->model, 0);
}

/* True when the focused pane is the same in the drawing as on the canvas.  Where its lines meet others, those count. */
static bool has_pane(const struct drawing *drawing, const struct ui *ui)
{
	const struct rect *rect = &ui->layout.panes[ui->focus];
	int lines = ui->layout.framed;

	for (int row = rect->row; row < rect->row + rect->rows - lines; row++)
		for (int col = rect->col + lines; col < rect->col + rect->cols - lines; col++) {
			size_t at = (size_t)(row * ui->canvas.cols + col);

			if (!cell_equal(&drawing->cells[at], &ui->canvas.cells[at]))
				return false;
		}
	return true;
}

/* The answer to an input may leave out what stands beside the focused pane, but never what stands in it. */
static void check_answer(struct help *help, const struct scene *scene, int input)
{
	struct rect before = help->ui.layout.panes[help->ui.focus], now;
	struct drawing answer;
	bool alone;

	draw(help, true);
	alone = help->ui.late_ms;
	answer = copy(&help->ui.canvas);
	draw(help, true);
	now = help->ui.layout.panes[help->ui.focus];
	if (alone && memcmp(&before, &now, sizeof(now)) == 0 && !has_pane(&answer, &help->ui))
		fail_msg("%s at %d × %d, the answer to the input %d is not:\n%s", scene->name, help->ui.canvas.rows,
			 help->ui.canvas.cols, input, help_draw(help));
	free(answer.cells);
	targets_free(&answer.targets);
}

static void check_drawing(struct help *help, const struct scene *scene, int input)
{
	struct drawing kept;

	check_answer(help, scene, input);
	draw(help, true);	/* what a pane wants is known once it is drawn, and may give it another place */
	kept = copy(&help->ui.canvas);
	draw(help, false);
	if (!is_drawn(&kept, &help->ui.canvas))
		fail_msg("%s at %d × %d, after the input %d, in place of:\n%s", scene->name, help->ui.canvas.rows,
			 help->ui.canvas.cols, input, help_draw(help));
	free(kept.cells);
	targets_free(&kept.targets);
}

static void try_scene(const struct scene *scene, int rows, int cols)
{
	struct help help;

	scene_open(&help, scene, rows, cols);
	help.frozen = false;
	for (int i = 0; i < INPUTS; i++) {
		int input = inputs[random_number(ARRAY_LENGTH(inputs))];

		help.ui.now_ms += 100;
		help_key(&help, input);
		check_drawing(&help, scene, input);
	}
	help_close(&help);
}

static void try_all(const struct scene *scenes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t size = 0; size < ARRAY_LENGTH(sizes); size++)
			try_scene(&scenes[i], sizes[size].rows, sizes[size].cols);
}

static void nothing_tells_it_from_a_new_drawing(void **state)
{
	(void)state;
	try_all(scenes_panes, scenes_pane_count);
	try_all(scenes_dialogs, scenes_dialog_count);
	try_all(scenes_forms, scenes_form_count);
}

static void open_wallets(struct help *help)
{
	help_open(help, 30, 100);
	help_wallets(help);
	help_type(help, "1");
	draw(help, true);
	draw(help, true);
}

static void press(struct help *help, int input, int64_t later_ms)
{
	help->ui.now_ms += later_ms;
	help_key(help, input);
	draw(help, true);
}

static void a_pane_that_would_draw_the_same_is_not_asked(void **state)
{
	struct help help;
	int64_t before;

	(void)state;
	open_wallets(&help);
	before = help.ui.kept[PANE_BALANCES].drawn_ms;
	press(&help, 'j', 10);
	draw(&help, true);	/* all the rest of the answer */
	assert_int_equal(help.ui.kept[PANE_KEYSTORE].drawn_ms, help.ui.now_ms);
	assert_int_equal(help.ui.kept[PANE_BALANCES].drawn_ms, before);
	help_close(&help);
}

static void what_the_model_changes_is_drawn(void **state)
{
	struct help help;

	(void)state;
	open_wallets(&help);
	press(&help, 'j', 10);
	press(&help, INPUT_ENTER, 10);	/* another wallet */
	assert_int_equal(help.ui.kept[PANE_BALANCES].drawn_ms, help.ui.now_ms);
	help_close(&help);
}

static void what_only_time_has_changed_comes_after_the_answer(void **state)
{
	struct help help;
	int64_t before;

	(void)state;
	open_wallets(&help);
	before = help.ui.kept[PANE_BALANCES].drawn_ms;
	assert_int_equal(help.ui.late_ms, 0);
	press(&help, 'j', 5000);
	assert_int_equal(help.ui.kept[PANE_BALANCES].drawn_ms, before);
	assert_int_equal(help.ui.late_ms, help.ui.now_ms);
	assert_in_range(ui_redraws_in(&help.ui, &help.model), 1, 1000);
	draw(&help, true);
	assert_int_equal(help.ui.kept[PANE_BALANCES].drawn_ms, help.ui.now_ms);
	assert_int_equal(help.ui.late_ms, 0);
	assert_int_equal(ui_redraws_in(&help.ui, &help.model), -1);
	help_close(&help);
}

static void expect_move(struct help *help, int input, bool expected)
{
	help->ui.now_ms += 10;
	help_key(help, input);
	assert_int_equal(ui_moves(&help->ui, &help->model), expected);
	draw(help, true);
	assert_false(ui_moves(&help->ui, &help->model));
}

static void a_move_in_a_list_is_known_before_it_is_drawn(void **state)
{
	struct help help;

	(void)state;
	open_wallets(&help);
	expect_move(&help, 'j', true);
	expect_move(&help, 'k', true);
	expect_move(&help, 'k', false);	/* it is the first row */
	expect_move(&help, 'z', false);
	expect_move(&help, '?', false);	/* over it comes a dialog */
	help_close(&help);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_tells_it_from_a_new_drawing),
		cmocka_unit_test(a_pane_that_would_draw_the_same_is_not_asked),
		cmocka_unit_test(what_the_model_changes_is_drawn),
		cmocka_unit_test(what_only_time_has_changed_comes_after_the_answer),
		cmocka_unit_test(a_move_in_a_list_is_known_before_it_is_drawn),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
