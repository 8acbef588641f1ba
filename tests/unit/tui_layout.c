/* The layout at every size: everything has its place, and no place is left over. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tui/layout.h"
#include "wallet/base/mem.h"

#define ROWS_MOST 200
#define COLS_MOST 500

static const struct layout_wants wants_of[] = {
	{ { 0 }, { 0 }, 0 },
	{ { 2, 10, 30, 6, 5 }, { 2, 28 }, 1 },
	{ { 10000, 12, 34, 500, 2000 }, { 10000, 28 }, 4 },
	{ { 1, 10, 12, 1, 2000 }, { 7, 25 }, 2 },
};

/* What a cell belongs to: frames may share lines, insides nothing. */
static struct { unsigned char frames, insides; } cells[ROWS_MOST][COLS_MOST];

static void mark(const struct rect *rect, bool framed, int rows, int cols)
{
	if (rect->rows <= 0)
		return;
	assert_true(rect->row >= 0 && rect->row + rect->rows <= rows);
	assert_true(rect->col >= 0 && rect->col + rect->cols <= cols);
	assert_true(!framed || (rect->rows > 2 && rect->cols > 2));
	for (int row = rect->row; row < rect->row + rect->rows; row++)
		for (int col = rect->col; col < rect->col + rect->cols; col++) {
			bool edge = framed && (row == rect->row || row == rect->row + rect->rows - 1 ||
					       col == rect->col || col == rect->col + rect->cols - 1);

			cells[row][col].frames += edge;
			cells[row][col].insides += !edge;
		}
}

static void clear(int rows, int cols)
{
	for (int row = 0; row < rows; row++)
		memset(cells[row], 0, (size_t)cols * sizeof(cells[row][0]));
}

static bool is_bar(const struct layout *layout, int row)
{
	return row == layout->title_row || row == layout->message_row || row == layout->footer_row;
}

static void assert_covered(const struct layout *layout, int rows, int cols)
{
	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++) {
			int owners = cells[row][col].insides + (cells[row][col].frames > 0) + is_bar(layout, row);

			if (owners != 1)
				fail_msg("%d×%d: row %d, column %d has %d owners", cols, rows, row, col, owners);
		}
}

static void make(struct layout *layout, int rows, int cols, enum pane_id focus, const struct layout_wants *wants)
{
	layout_make(layout, rows, cols, focus, focus == PANE_TRANSACTIONS ? PANE_TRANSACTIONS : PANE_KEYS, wants);
}

static void assert_size(int rows, int cols, enum pane_id focus, const struct layout_wants *wants)
{
	struct layout layout;

	make(&layout, rows, cols, focus, wants);
	assert_true(layout.panes[focus].rows > 0);
	clear(rows, cols);
	for (size_t i = 0; i < PANE_COUNT; i++)
		mark(&layout.panes[i], layout.framed, rows, cols);
	mark(&layout.detail, true, rows, cols);
	mark(&layout.clock, true, rows, cols);
	assert_covered(&layout, rows, cols);
}

/* Every size where something changes, and steps between them. */
static void every_cell_has_one_owner(void **state)
{
	(void)state;
	for (int rows = 1; rows <= ROWS_MOST; rows += rows < 70 ? 1 : 13)
		for (int cols = 1; cols <= COLS_MOST; cols += cols < 14 ? 1 : cols < 140 ? 3 : 31)
			for (size_t wants = 0; wants < ARRAY_LENGTH(wants_of); wants++)
				assert_size(rows, cols, (enum pane_id)((rows + cols) % PANE_COUNT), &wants_of[wants]);
}

static void a_wide_screen_has_a_column_of_detail(void **state)
{
	struct layout layout;

	(void)state;
	for (int cols = 80; cols <= COLS_MOST; cols++) {
		make(&layout, 40, cols, PANE_STAKING, &wants_of[1]);
		assert_int_equal(layout.detail.rows > 0, cols >= 130);
		assert_true(layout.panes[PANE_STAKING].cols >= 50);
		if (layout.detail.rows)	/* an address fits */
			assert_true(layout.detail.cols >= 46);
	}
}

/* Rows go where there is something to show, and no list takes all of them. */
static void rows_go_where_they_are_of_use(void **state)
{
	struct layout few, many;

	(void)state;
	make(&few, 60, 200, PANE_STAKING, &wants_of[1]);
	make(&many, 60, 200, PANE_STAKING, &wants_of[2]);
	assert_true(many.panes[PANE_KEYS].rows >= few.panes[PANE_KEYS].rows);
	assert_true(many.panes[PANE_TRANSACTIONS].rows >= 12);
	assert_true(many.panes[PANE_STAKING].rows < few.panes[PANE_STAKING].rows);
	assert_true(many.panes[PANE_STAKING].rows >= 24);
	assert_true(few.panes[PANE_KEYS].rows >= wants_of[1].rows[PANE_KEYS] + 2);
	assert_true(few.clock.rows > 0);
	assert_int_equal(many.clock.rows, 0);
}

/* What the keystore has no use for goes to clocks, as many as end some time, and then to the balances, up to what they
 * can fill. */
static void a_left_column_with_few_rows_is_filled(void **state)
{
	struct layout_wants wants = { { 2, 10, 30, 6, 5 }, { 2, 28 }, 1 };
	struct layout one, two, unfilled;

	(void)state;
	make(&one, 60, 200, PANE_STAKING, &wants);
	assert_int_equal(one.clocks, 1);
	assert_true(one.panes[PANE_BALANCES].rows > 10 + 2);
	assert_true(one.panes[PANE_BALANCES].rows <= 28 + 2);
	wants.clocks = 2;
	make(&two, 60, 200, PANE_STAKING, &wants);
	assert_int_equal(two.clocks, 2);
	assert_int_equal(two.clock.rows, 2 * (two.clock_rows + 1) + 1);
	assert_true(two.clock_rows < one.clock_rows);
	wants.could[PANE_BALANCES] = 10;
	make(&unfilled, 60, 200, PANE_STAKING, &wants);
	assert_int_equal(unfilled.panes[PANE_BALANCES].rows, 10 + 2);
	assert_true(unfilled.panes[PANE_KEYSTORE].rows > two.panes[PANE_KEYSTORE].rows);
}

/* At the size that every terminal has, the steps, their hint and a few keys are there. */
static void the_usual_sizes_have_room_for_the_steps(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 30, 100 }, { 40, 140 }, { 60, 200 } };
	struct layout layout;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++)
		for (size_t wants = 0; wants < ARRAY_LENGTH(wants_of); wants++) {
			make(&layout, sizes[i][0], sizes[i][1], PANE_STAKING, &wants_of[wants]);
			assert_true(layout.panes[PANE_STAKING].rows - 2 >= 10);
			assert_true(layout.panes[PANE_KEYS].rows - 2 >= 3);
			assert_true(layout.panes[PANE_BALANCES].rows - 2 >= 6);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_has_one_owner),
		cmocka_unit_test(a_wide_screen_has_a_column_of_detail),
		cmocka_unit_test(rows_go_where_they_are_of_use),
		cmocka_unit_test(a_left_column_with_few_rows_is_filled),
		cmocka_unit_test(the_usual_sizes_have_room_for_the_steps),
	};

	return cmocka_run_group_tests_name("tui_layout", tests, NULL, NULL);
}
