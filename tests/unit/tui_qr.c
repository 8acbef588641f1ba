/* QR codes: the light border that the standard asks for, and what happens where there is no room for it. */
#include "tests/unit/tui_help.h"
#include "tui/qr.h"

#define MODULES 29	/* of an address, at the least error correction */

static int light_cells(const char *line)
{
	int count = 0;

	for (; strncmp(line, "█", strlen("█")) == 0; line += strlen("█"))
		count++;
	return count;
}

/* Returns how many light modules lie left of the dark ones. */
static int quiet_of(const struct qr *code)
{
	struct canvas canvas;
	struct buf text;
	int rows, cols, least;
	const char *line;

	qr_size(&rows, &cols, code, false);
	canvas_init(&canvas, rows, cols, false);
	qr_draw(&canvas, 0, 0, code);
	buf_init(&text, 0);
	canvas_dump(&text, &canvas);
	line = buf_string(&text);
	least = cols;
	for (int row = 0; row < rows; row++) {
		least = light_cells(line) < least ? light_cells(line) : least;
		line += strcspn(line, "\n") + 1;
	}
	assert_int_equal(cols, MODULES + 2 * least);
	assert_int_equal(rows, (MODULES + 2 * least + 1) / 2);
	buf_free(&text);
	canvas_free(&canvas);
	return least;
}

static void the_border_is_four_modules_where_there_is_room(void **state)
{
	static const struct { int rows, cols, quiet; bool fits; } cases[] = {
		{ 60, 200, 4, true }, { 19, 37, 4, true }, { 18, 200, 3, true }, { 60, 36, 3, true },
		{ 60, 34, 2, true }, { 17, 33, 2, true }, { 16, 200, 2, false },
		{ 60, 32, 2, false }, { 0, 0, 2, false },
	};
	struct qr *code = qr_make(ADDRESS_1);

	(void)state;
	assert_non_null(code);
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		assert_int_equal(qr_fit(code, cases[i].rows, cases[i].cols, false), cases[i].fits);
		if (quiet_of(code) != cases[i].quiet)
			fail_msg("%d rows, %d columns: %d", cases[i].rows, cases[i].cols, quiet_of(code));
	}
	assert_true(qr_fit(code, 37, 74, true));
	assert_int_equal(quiet_of(code), 4);
	qr_free(code);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test(the_border_is_four_modules_where_there_is_room),
	};

	return cmocka_run_group_tests_name("tui_qr", tests, NULL, NULL);
}
