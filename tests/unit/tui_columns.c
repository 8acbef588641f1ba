/* Columns of tables: who gets the room, at every width; and the headings. */
#include "tests/unit/tui_help.h"
#include "tui/columns.h"

static const struct column columns[] = {
	{ "NAME", 12, 30, 9, 1 },
	{ "ADDRESS", 5, 11, 2, 0 },
	{ "LIMIT", 8, 14, 5, 3 },
	{ "DATE", 6, 10, 4, 0 },
};

#define COUNT ARRAY_LENGTH(columns)

static void nothing_overlaps_or_sticks_out_at_any_width(void **state)
{
	struct column_place places[COUNT];

	(void)state;
	for (int width = 1; width <= 300; width++) {
		int end = 0;

		columns_place(places, columns, COUNT, width, COLUMNS_GAP);
		assert_true(places[0].width > 0);
		for (size_t i = 0; i < COUNT; i++) {
			if (!places[i].width)
				continue;
			assert_true(places[i].col >= end);
			end = places[i].col + places[i].width;
			assert_true(i == 0 || places[i].width >= columns[i].least);
			end += COLUMNS_GAP;
		}
		assert_true(end - COLUMNS_GAP <= width);
		if (width >= 12)
			assert_int_equal(end - COLUMNS_GAP, width);
	}
}

static void a_wider_table_loses_no_column(void **state)
{
	struct column_place before[COUNT], now[COUNT];

	(void)state;
	columns_place(before, columns, COUNT, 1, COLUMNS_GAP);
	for (int width = 2; width <= 300; width++) {
		columns_place(now, columns, COUNT, width, COLUMNS_GAP);
		for (size_t i = 0; i < COUNT; i++)
			assert_true(!before[i].width || now[i].width);
		memcpy(before, now, sizeof(before));
	}
}

static void the_lowest_rank_goes_first_and_names_grow_first(void **state)
{
	struct column_place places[COUNT];

	(void)state;
	columns_place(places, columns, COUNT, 12 + 2 + 8 + 2 + 6, COLUMNS_GAP);
	assert_int_equal(places[1].width, 0);
	assert_int_equal(places[3].width, 6);
	columns_place(places, columns, COUNT, 12 + 5 + 8 + 6 + 3 * 2, COLUMNS_GAP);
	assert_int_equal(places[1].width, 5);
	assert_int_equal(places[0].width, 12);
	columns_place(places, columns, COUNT, 12 + 5 + 8 + 6 + 3 * 2 + 18, COLUMNS_GAP);
	assert_int_equal(places[0].width, 30);
	assert_int_equal(places[1].width, 5);
	assert_int_equal(places[2].width, 8);
	columns_place(places, columns, COUNT, 12 + 5 + 8 + 6 + 3 * 2 + 18 + 6, COLUMNS_GAP);
	assert_int_equal(places[2].width, 14);
	assert_int_equal(places[3].width, 6);
	columns_place(places, columns, COUNT, 30 + 11 + 14 + 10 + 3 * 2 + 3 * 6 + 20, COLUMNS_GAP);
	assert_int_equal(places[1].col, 50 + 8);
	assert_int_equal(places[0].width, 50);
	assert_int_equal(places[3].width, 10);
}

static void the_longest_is_measured_in_cells(void **state)
{
	(void)state;
	assert_int_equal(columns_longest(4, "abc", 20), 4);
	assert_int_equal(columns_longest(4, "冷冷冷", 20), 6);
	assert_int_equal(columns_longest(4, "e\xcc\x81tude", 20), 5);
	assert_int_equal(columns_longest(4, "abcdefgh", 6), 6);
}

static void headings_are_marked_and_clicked(void **state)
{
	struct help *help = *state;
	struct list list = { .sort = 3 };
	struct column_place places[COUNT];
	const struct target *target;
	struct canvas canvas;
	struct buf text;

	(void)help;
	canvas_init(&canvas, 1, 80, false);
	buf_init(&text, 0);
	columns_place(places, columns, COUNT, 79, COLUMNS_GAP);
	columns_draw_heads(&canvas, 0, 1, columns, places, COUNT, &list);
	canvas_dump(&text, &canvas);
	assert_non_null(strstr(buf_string(&text), "LIMIT▾"));
	target = targets_at(&canvas.targets, 0, 0, 1 + places[2].col);
	assert_non_null(target);
	assert_int_equal(target->value, 3);
	assert_null(targets_at(&canvas.targets, 0, 0, 1 + places[1].col));
	list_order(&list, 3);
	assert_true(list.reversed);
	columns_draw_heads(&canvas, 0, 1, columns, places, COUNT, &list);
	buf_clear(&text);
	canvas_dump(&text, &canvas);
	assert_non_null(strstr(buf_string(&text), "LIMIT▴"));
	list_order(&list, 1);
	assert_false(list.reversed);
	buf_free(&text);
	canvas_free(&canvas);
}

static void set_name(struct help *help, size_t index, const char *name)
{
	snprintf(help->model.accounts.items[index].name, ACCOUNT_NAME_MAX + 1, "%s", name);
}

/* A name is whole wherever the pane is as wide as the longest one. */
static void names_are_whole(void **state)
{
	struct help *help = *state;

	set_name(help, 0, "agent-research-0001");
	for (int cols = 80; cols <= 200; cols++) {
		help_size(help, 30, cols);
		assert_shows(help, "agent-research-0001");
		assert_shows(help, "cold 冷");
	}
	set_name(help, 0, "冷冷冷冷e\xcc\x81");
	help_size(help, 30, 120);
	assert_shows(help, "冷冷冷冷e\xcc\x81");
}

static void a_heading_sorts_the_keys(void **state)
{
	struct help *help = *state;

	help_size(help, 30, 140);
	for (int row = 0; row < 30; row++)
		for (int col = 0; col < 140; col++) {
			const struct target *target;

			help_draw(help);
			target = targets_at(&help->ui.canvas.targets, 0, row, col);
			if (!target || target->kind != TARGET_ORDER || target->value != 1)
				continue;
			ui_click(&help->ui, &help->model, row, col);
			assert_shows(help, "DESCRIPTION▾");
			ui_click(&help->ui, &help->model, row, col);
			assert_shows(help, "DESCRIPTION▴");
			help_type(help, "4o");
			assert_shows(help, "TYPE▾");
			return;
		}
	fail();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_overlaps_or_sticks_out_at_any_width),
		cmocka_unit_test(a_wider_table_loses_no_column),
		cmocka_unit_test(the_lowest_rank_goes_first_and_names_grow_first),
		help_test(the_longest_is_measured_in_cells),
		help_test(headings_are_marked_and_clicked),
		help_test_of(wallets, names_are_whole),
		help_test_of(keys, a_heading_sorts_the_keys),
	};

	return cmocka_run_group_tests_name("tui_columns", tests, NULL, NULL);
}
