#include "tui/canvas.h"

#include <glob.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tui/dialog/page.h"
#include "tui/glyph.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

static void expect(const struct canvas *canvas, const char *text)
{
	struct buf dump;

	buf_init(&dump, 0);
	canvas_dump(&dump, canvas);
	assert_string_equal(buf_string(&dump), text);
	buf_free(&dump);
}

static void clips_at_every_edge(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 2, 4, false);
	canvas_text(&canvas, 0, -2, STYLE_TEXT, "abcdefgh");
	canvas_text(&canvas, -1, 0, STYLE_TEXT, "no");
	canvas_text(&canvas, 2, 0, STYLE_TEXT, "no");
	canvas_text(&canvas, 1, 3, STYLE_TEXT, "xy");
	expect(&canvas, "cdef\n   x\n");
	canvas_free(&canvas);
}

static void keeps_wide_characters_whole(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 4, 4, false);
	canvas_text(&canvas, 0, 0, STYLE_TEXT, "冷水x");		/* 4 columns, and one too many */
	canvas_text(&canvas, 1, 3, STYLE_TEXT, "水");		/* has no room */
	canvas_text(&canvas, 2, 0, STYLE_TEXT, "冷水");
	canvas_text(&canvas, 2, 1, STYLE_TEXT, "a");		/* over the right half of the first */
	canvas_text(&canvas, 3, 0, STYLE_TEXT, "冷水");
	canvas_text(&canvas, 3, 2, STYLE_TEXT, "a");		/* over the left half of the second */
	expect(&canvas, "冷水\n\n a水\n冷a\n");
	canvas_free(&canvas);
}

/* A dialog over the panes cuts wide characters at both of its sides. */
static void cuts_wide_characters_at_the_sides_of_a_view(void **state)
{
	struct canvas canvas, view, inner;

	(void)state;
	canvas_init(&canvas, 2, 8, false);
	canvas_text(&canvas, 0, 0, STYLE_TEXT, "冷水冷水");
	canvas_text(&canvas, 1, 0, STYLE_TEXT, "冷水冷水");
	view = canvas_view(&canvas, 0, 1, 1, 6);
	canvas_clear(&view, STYLE_TEXT);
	view = canvas_view(&canvas, 1, 1, 1, 6);
	inner = canvas_view(&view, 0, 0, 1, 2);
	canvas_text(&inner, 0, 0, STYLE_TEXT, "ab");
	expect(&canvas, "\n ab 冷水\n");
	canvas_free(&canvas);
}

static void puts_combining_marks_on_what_they_belong_to(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 1, 6, false);
	assert_int_equal(canvas_text(&canvas, 0, 0, STYLE_TEXT, "e\xcc\x81z"), 2);
	assert_int_equal(canvas_width("e\xcc\x81z冷", 7), 4);
	canvas_text(&canvas, 0, 5, STYLE_TEXT, "o\xcc\x82\xcc\x82\xcc\x82\xcc\x82\xcc\x82");
	expect(&canvas, "e\xcc\x81z   o\xcc\x82\xcc\x82\n");
	canvas_free(&canvas);
}

/* A joined picture is as wide as each terminal likes, so its parts are drawn. */
static void draws_the_parts_of_joined_emoji(void **state)
{
	static const char joined[] = "👩\xe2\x80\x8d💻|", heart[] = "❤\xef\xb8\x8f|";
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 2, 6, false);
	assert_int_equal(canvas_text(&canvas, 0, 0, STYLE_TEXT, joined), canvas_width(joined, strlen(joined)));
	assert_int_equal(canvas_text(&canvas, 1, 0, STYLE_TEXT, heart), canvas_width(heart, strlen(heart)));
	expect(&canvas, "👩💻|\n❤|\n");
	canvas_free(&canvas);
}

static void refuses_control_characters_and_bad_utf8(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 1, 12, false);
	canvas_text(&canvas, 0, 0, STYLE_TEXT, "a\033[2Jb\r\n\x7f\xff" "c\xc2\x9b");
	expect(&canvas, "a?[2Jb????c?\n");
	canvas_free(&canvas);
}

static void speaks_ascii_where_it_must(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 3, 13, true);
	canvas_frame(&canvas, STYLE_BORDER);
	canvas_text(&canvas, 1, 1, STYLE_TEXT, "✓✗●○▸…·→▓冷");
	expect(&canvas, "+-----------+\n|+x*o>~->#??|\n+-----------+\n");
	canvas_free(&canvas);
}

static void joins_frames(void **state)
{
	struct canvas canvas, left, right;

	(void)state;
	canvas_init(&canvas, 3, 7, false);
	left = canvas_view(&canvas, 0, 0, 3, 4);
	right = canvas_view(&canvas, 0, 3, 3, 4);
	canvas_frame(&left, STYLE_BORDER);
	canvas_frame(&right, STYLE_BORDER);
	expect(&canvas, "┌──┬──┐\n│  │  │\n└──┴──┘\n");
	canvas_free(&canvas);
}

static void frames_of_any_size_do_no_harm(void **state)
{
	(void)state;
	for (int rows = 1; rows < 4; rows++)
		for (int cols = 1; cols < 4; cols++) {
			struct canvas canvas, view;

			canvas_init(&canvas, rows, cols, false);
			canvas_frame(&canvas, STYLE_BORDER);
			view = canvas_view(&canvas, -1, 9, 10, 10);
			canvas_text(&view, 0, 0, STYLE_TEXT, "text");
			canvas_cursor(&view, 0, 0);
			assert_int_equal(canvas.cursor_row, -1);
			canvas_free(&canvas);
		}
}

static void cuts_with_an_ellipsis(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 4, 8, false);
	canvas_fit(&canvas, 0, 0, 5, STYLE_TEXT, "abcdefgh");
	canvas_fit(&canvas, 1, 0, 5, STYLE_TEXT, "abcde");
	canvas_fit(&canvas, 2, 0, 4, STYLE_TEXT, "冷水冷水");
	canvas_fit(&canvas, 3, 0, 0, STYLE_TEXT, "abc");
	expect(&canvas, "abcd…\nabcde\n冷…\n\n");
	canvas_free(&canvas);
}

static void breaks_lines_at_spaces(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 5, 8, false);
	assert_int_equal(canvas_wrap(&canvas, 0, 0, 7, STYLE_TEXT, "one two  three abcdefghij k"), 4);
	expect(&canvas, "one two\nthree\nabcdefg\nhij k\n\n");
	canvas_free(&canvas);
}

static void leaves_no_word_alone(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas, 5, 30, false);
	canvas_wrap(&canvas, 0, 0, 24, STYLE_TEXT, "nobody can move money of yours with it.");
	assert_int_equal(canvas_wrap_even(&canvas, 2, 0, 24, STYLE_TEXT, "nobody can move money so it."), 2);
	expect(&canvas, "nobody can move money of\nyours with it.\nnobody can move money\nso it.\n\n");
	canvas_clear(&canvas, STYLE_TEXT);
	assert_int_equal(canvas_wrap_even(&canvas, 0, 0, 24, STYLE_TEXT, "what it is, and what not it"), 2);
	assert_int_equal(canvas_wrap_even(&canvas, 2, 0, 24, STYLE_TEXT, "abcdefghijklmnopqrstuvwxyz"), 2);
	expect(&canvas, "what it is, and what\nnot it\nabcdefghijklmnopqrstuvwx\nyz\n\n");
	canvas_free(&canvas);
}

static void a_page_grows_and_scrolls(void **state)
{
	struct canvas canvas;
	struct page page;
	int scroll = 5;

	(void)state;
	canvas_init(&canvas, 3, 10, false);
	page_init(&page, &canvas, 9);
	for (int i = 0; i < 200; i++)
		page_format(&page, STYLE_TEXT, "line %d", i);
	assert_int_equal(page.row, 200);
	page_show(&page, &canvas, &scroll);
	expect(&canvas, "line 5   ▴\nline 6\nline 7   ▾\n");
	scroll = 1000;
	canvas_clear(&canvas, STYLE_TEXT);
	page_show(&page, &canvas, &scroll);
	assert_int_equal(scroll, 197);
	expect(&canvas, "line 197 ▴\nline 198\nline 199\n");
	page.keep = 20;
	page_show(&page, &canvas, &scroll);
	assert_int_equal(scroll, 20);
	page_free(&page);
	canvas_free(&canvas);
}

/* The text that a person agrees to is shown to its last word. */
static void a_page_cuts_no_text(void **state)
{
	struct canvas canvas;
	struct page page;
	int scroll = 1000;
	char text[4004];

	(void)state;
	memset(text, 'x', 4000);
	memcpy(text + 4000, "END", sizeof("END"));
	canvas_init(&canvas, 1, 11, false);
	page_init(&page, &canvas, 10);
	page_format(&page, STYLE_TEXT, "%s", text);
	assert_int_equal(page.row, 401);
	page_show(&page, &canvas, &scroll);
	expect(&canvas, "END       ▴\n");
	scroll = 0;
	page_show(&page, &canvas, &scroll);
	expect(&canvas, "xxxxxxxxxx▾\n");	/* no mark hides a part of the text */
	page_free(&page);
	canvas_free(&canvas);
}

/* Each line keeps its directions and its weight when others join it. */
static void lines_of_two_weights(void **state)
{
	struct canvas canvas, left, right;

	(void)state;
	for (unsigned at = 1; at < 256; at++) {
		unsigned heavy = at >> 4 & at & 15, directions = (at & 15) | LINE_HEAVY(heavy);
		bool alone = (at & 15 & ((at & 15) - 1)) == 0;

		if ((at & 15) && !alone)
			assert_int_equal(glyph_directions(glyph_line(directions)), directions);
	}
	for (int ascii = 0; ascii < 2; ascii++) {
		canvas_init(&canvas, 3, 9, ascii);
		left = canvas_view(&canvas, 0, 0, 3, 5);
		right = canvas_view(&canvas, 0, 4, 3, 5);
		canvas_frame(&left, STYLE_BORDER);
		canvas_frame(&right, STYLE_FOCUS);
		expect(&canvas, ascii ? "+---+===+\n|   |   |\n+---+===+\n" : "┌───┲━━━┓\n│   ┃   ┃\n└───┺━━━┛\n");
		canvas_free(&canvas);
	}
	assert_int_equal(glyph_double(0x2532), 0x2566);
	assert_int_equal(glyph_double(0x2501), 0x2550);
	assert_int_equal(glyph_double(0x250c), 0x250c);
	assert_int_equal(glyph_double('x'), 'x');
}

/* Glyphs that Debian's Lat15 and Uni2 fonts for the console and the kernel's own font have in common, beyond ASCII. */
static bool in_console_fonts(uint32_t c)
{
	static const uint32_t others[] = {
		0x00a0, 0x00b7, 0x2022, 0x2190, 0x2191, 0x2192, 0x2193, 0x2264, 0x2265, 0x2588, 0x2591,
	};

	if (c < 0x7f || (c >= 0x2550 && c <= 0x256c))
		return true;
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		if (others[i] == c)
			return true;
	return c == 0x2500 || c == 0x2502 || (c >= 0x250c && c <= 0x253c && (c - 0x250c) % 4 == 0);
}

/* Every sign that the program draws has a stand-in, in ASCII and on a console; a letter stays there as it is. */
static void every_sign_has_a_stand_in(void **state)
{
	static const char signs[] = "…→←↑↓•✗✓·▸◂▾▴●○▓░█▀▄▁▂▃▅▆▇↻×—–‘’“”≤≥│─┌┐└┘├┤┬┴┼━┃┏┓┗┛┣┫┳┻╋┱┲┡┩";
	uint32_t c;

	(void)state;
	for (size_t at = 0, len; signs[at]; at += len) {
		len = text_decode(&c, signs + at, 4);
		assert_true(glyph_ascii(c) < 0x7f);
		assert_true(glyph_ascii(c) != '?');
		if (!in_console_fonts(glyph_console(c)))
			fail_msg("U+%04X is U+%04X on a console", (unsigned)c, (unsigned)glyph_console(c));
	}
	assert_int_equal(glyph_console(0x2838), '*');
	assert_int_equal(glyph_console(0xeb), 0xeb);
	assert_int_equal(glyph_console(0x51b7), 0x51b7);
	assert_true(glyph_on_console("linux"));
	assert_true(glyph_on_console("linux-16color"));
	assert_false(glyph_on_console("linuxvt"));
	assert_false(glyph_on_console(NULL));
}

/* Whatever the pictures of all panes and dialogs show, names of wide characters aside. */
static void a_console_has_all_that_is_drawn(void **state)
{
	glob_t pictures;
	char line[4096];
	uint32_t c;

	(void)state;
	assert_int_equal(glob("tests/unit/golden/*.txt", 0, NULL, &pictures), 0);
	for (size_t i = 0; i < pictures.gl_pathc; i++) {
		FILE *file = fopen(pictures.gl_pathv[i], "r");

		assert_non_null(file);
		while (fgets(line, sizeof(line), file))
			for (size_t at = 0, step; line[at]; at += step ? step : 1) {
				step = text_decode(&c, line + at, strlen(line + at));
				if (step > 1 && glyph_width(c) == 1 && !in_console_fonts(glyph_console(c)))
					fail_msg("%s: U+%04X", pictures.gl_pathv[i], (unsigned)c);
			}
		fclose(file);
	}
	globfree(&pictures);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clips_at_every_edge),
		cmocka_unit_test(keeps_wide_characters_whole),
		cmocka_unit_test(cuts_wide_characters_at_the_sides_of_a_view),
		cmocka_unit_test(puts_combining_marks_on_what_they_belong_to),
		cmocka_unit_test(draws_the_parts_of_joined_emoji),
		cmocka_unit_test(refuses_control_characters_and_bad_utf8),
		cmocka_unit_test(speaks_ascii_where_it_must),
		cmocka_unit_test(joins_frames),
		cmocka_unit_test(frames_of_any_size_do_no_harm),
		cmocka_unit_test(cuts_with_an_ellipsis),
		cmocka_unit_test(breaks_lines_at_spaces),
		cmocka_unit_test(leaves_no_word_alone),
		cmocka_unit_test(a_page_grows_and_scrolls),
		cmocka_unit_test(a_page_cuts_no_text),
		cmocka_unit_test(lines_of_two_weights),
		cmocka_unit_test(every_sign_has_a_stand_in),
		cmocka_unit_test(a_console_has_all_that_is_drawn),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("tui_canvas", tests, NULL, NULL);
}
