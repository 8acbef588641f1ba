/* Bars, columns, countdowns, large digits and aligned figures. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tui/countdown.h"
#include "tui/digits.h"
#include "tui/figures.h"
#include "tui/spark.h"
#include "wallet/base/mem.h"

#define MINUTE_MS INT64_C(60000)

static void assert_drawn(const struct canvas *canvas, const char *text)
{
	struct buf out;

	buf_init(&out, 0);
	canvas_dump(&out, canvas);
	assert_string_equal(buf_string(&out), text);
	buf_free(&out);
}

static void values_are_columns(void **state)
{
	static const double values[] = { 0, 1, 2, 4, 8, 16, SPARK_UNKNOWN, 0.001 };
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 1, 8, false);
	assert_int_equal(spark_draw(&canvas, 0, 0, STYLE_GOOD, values, ARRAY_LENGTH(values)), 8);
	assert_drawn(&canvas, "▁▂▂▃▄▇ ▂\n");
	canvas_free(&canvas);
	canvas_init(&canvas, 1, 8, true);
	spark_draw(&canvas, 0, 0, STYLE_GOOD, values, ARRAY_LENGTH(values));
	assert_drawn(&canvas, "_..,-+ .\n");
	canvas_free(&canvas);
}

/* Little is not nothing, and nearly all is not all. */
static void a_part_is_a_bar(void **state)
{
	(void)state;
	assert_int_equal(spark_filled(0, 10, 8), 0);
	assert_int_equal(spark_filled(1, 1000000, 8), 1);
	assert_int_equal(spark_filled(999999, 1000000, 8), 7);
	assert_int_equal(spark_filled(1000000, 1000000, 8), 8);
	assert_int_equal(spark_filled(INT64_MAX / 2, INT64_MAX, 8), 4);
	assert_int_equal(spark_filled(-5, 10, 8), 0);
	assert_int_equal(spark_filled(5, 0, 8), 0);
}

static void assert_words(enum countdown_kind kind, int64_t left, const char *words, enum style style)
{
	struct countdown countdown = countdown_of(kind, left, 15 * MINUTE_MS);
	char got[COUNTDOWN_TEXT_SIZE];

	countdown_words(got, &countdown);
	assert_string_equal(got, words);
	assert_int_equal(countdown.style, style);
}

static void words_turn_as_the_end_comes_near(void **state)
{
	(void)state;
	assert_words(COUNTDOWN_TOKEN, 807000, "13:27 left", STYLE_GOOD);
	assert_words(COUNTDOWN_TOKEN, 5 * MINUTE_MS, "05:00 left", STYLE_GOOD);
	assert_words(COUNTDOWN_TOKEN, 5 * MINUTE_MS - 1, "04:59 left, hurry", STYLE_WARN);
	assert_words(COUNTDOWN_TOKEN, MINUTE_MS - 1, "00:59 left, almost gone", STYLE_BAD);
	assert_words(COUNTDOWN_TOKEN, 0, "gone", STYLE_BAD);
	assert_words(COUNTDOWN_COOLDOWN, 59 * MINUTE_MS, "59:00 left, soon", STYLE_WARN);
	assert_words(COUNTDOWN_COOLDOWN, -1, "ready", STYLE_WARN);
	assert_words(COUNTDOWN_EXPIRY, 80 * 60 * MINUTE_MS, "3d 08h left", STYLE_GOOD);
	assert_words(COUNTDOWN_EXPIRY, 0, "expired", STYLE_BAD);
}

static void digits_are_three_or_five_rows_high(void **state)
{
	struct canvas canvas;

	(void)state;
	assert_int_equal(digits_width("13:27", false), 17);
	assert_int_equal(digits_width("", false), 0);
	canvas_init(&canvas, DIGITS_ROWS, digits_width("09:2", false), false);
	digits_draw(&canvas, 0, 0, STYLE_TEXT, "09:2", false);
	assert_drawn(&canvas, "█▀█ █▀█ ▄ ▀▀█\n"
			      "█ █ ▀▀█ ▄ █▀▀\n"
			      "▀▀▀ ▀▀▀   ▀▀▀\n");
	canvas_free(&canvas);
	canvas_init(&canvas, DIGITS_ROWS, digits_width("09:27", false), true);
	digits_draw(&canvas, 0, 0, STYLE_TEXT, "09:27", false);
	assert_drawn(&canvas, " _   _     _   _\n"
			      "| | |_| .  _|   |\n"
			      "|_|  _| . |_    |\n");
	canvas.ascii = false;
	canvas.console = true;
	digits_draw(&canvas, 0, 0, STYLE_TEXT, "09:27", false);
	assert_drawn(&canvas, " _   _     _   _\n"
			      "| | |_| .  _|   |\n"
			      "|_|  _| . |_    |\n");
	canvas_free(&canvas);
	canvas_init(&canvas, DIGITS_ROWS_BIG, digits_width("1:", true), true);
	digits_draw(&canvas, 0, 0, STYLE_TEXT, "1:", true);
	assert_drawn(&canvas, "  ##\n####    ##\n  ##\n  ##    ##\n######\n");
	canvas_free(&canvas);
}

static void points_are_in_one_column(void **state)
{
	static const char *const numbers[] = { "0.004187", "10", "<0.000001", "2.5" };
	struct figures figures = { 0 };
	char text[32];

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++)
		figures_add(&figures, numbers[i]);
	assert_int_equal(figures_width(&figures), 9);
	for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++)
		assert_int_equal(figures_col(&figures, numbers[i], 20) + (int)strcspn(numbers[i], "."), 13);
	figures_text(text, sizeof(text), &figures, "10");
	assert_string_equal(text, "10       ");
	figures_text(text, sizeof(text), &figures, "2.5");
	assert_string_equal(text, " 2.5     ");
	figures_text(text, 4, &figures, "2.5");
	assert_int_equal(strlen(text), 3);
}

/* What is cut off is said, and what is shown is never more than there is. */
static void a_figure_that_is_cut_says_so(void **state)
{
	static const struct { const char *number, *shown; } rows[] = {
		{ "0", "0" }, { "2.5", "2.5" }, { "0.0004", "0.0004" }, { "0.99999", "0.999+" }, { "0.00004", "<0.001" },
		{ "9.99996", "9.999+" }, { "12.34567", "12.345+" }, { "123.4567", "123.45+" }, { "123.456", "123.456" },
		{ "1234.5", "1234+" }, { "12345678.25", "12345678+" }, { "12345678", "12345678" }, { "2.5000000", "2.5" },
		{ "1000.00", "1000" }, { "17.5000", "17.5" }, { "0.0000", "0" }, { "100", "100" }, { "", "" }, { "-", "-" }, { "1.2345678e-05", "1.2345678e-05" }, { "-0.123456", "-0.123456" },
	};
	char text[32];

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		figures_short(text, sizeof(text), rows[i].number);
		assert_string_equal(text, rows[i].shown);
		if (*text != '<')
			assert_true(strtod(text, NULL) <= strtod(rows[i].number, NULL) + 1e-12);
	}
	figures_short(text, 4, "2.3456789");
	assert_string_equal(text, "2.3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_columns),
		cmocka_unit_test(a_part_is_a_bar),
		cmocka_unit_test(words_turn_as_the_end_comes_near),
		cmocka_unit_test(digits_are_three_or_five_rows_high),
		cmocka_unit_test(points_are_in_one_column),
		cmocka_unit_test(a_figure_that_is_cut_says_so),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("tui_spark", tests, NULL, NULL);
}
