/* A link that the terminal can follow: what is written for it, and when nothing is. */
#include "tui/link.h"

#include <string.h>

#include "tests/support/unit.h"

#define URL "https://basescan.org/tx/"
#define HASH "0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* What is written for a link that is drawn from row 2, column 5 on, `width` columns to a line. */
static const char *written(struct buf *out, const char *text, int width)
{
	struct canvas canvas;

	buf_clear(out);
	canvas_init(&canvas, 8, 100, false);
	canvas_wrap(&canvas, 2, 5, width, STYLE_LINK, text);
	link_write(out, &canvas, "\033[0;4m");
	canvas_free(&canvas);
	return buf_string(out);
}

static void one_line(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 0);
	assert_string_equal(written(&out, URL HASH, 95),
			    "\0337\033[3;6H\033[0;4m\033]8;;" URL HASH "\033\\" URL HASH "\033]8;;\033\\\0338");
	buf_free(&out);
}

/* Each line leads to the whole. */
static void two_lines(void **state)
{
	struct buf out;
	const char *text;

	(void)state;
	buf_init(&out, 0);
	text = written(&out, URL HASH, 50);
	assert_non_null(strstr(text, "\033[3;6H\033[0;4m\033]8;;" URL HASH "\033\\https://"));
	assert_non_null(strstr(text, "\033[4;6H\033[0;4m\033]8;;" URL HASH "\033\\"));
	buf_free(&out);
}

static void what_is_no_whole_link_of_ours(void **state)
{
	static const char *const texts[] = {
		"", HASH, URL, URL "0x0123", URL HASH "0", "file:///tx/" HASH, "javascript:" HASH, "basescan.org/tx/" HASH,
		"https://b\xc3\xa4sescan.org/tx/" HASH, "https://basescan.org/<tx>/" HASH, URL HASH "/more",
	};
	struct buf out;

	(void)state;
	buf_init(&out, 0);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_string_equal(written(&out, texts[i], 95), "");
	buf_free(&out);
}

static void terminals(void **state)
{
	(void)state;
	assert_true(link_is_taken("xterm-256color", NULL));
	assert_true(link_is_taken("screen-256color", "/tmp/tmux"));
	assert_false(link_is_taken("screen-256color", NULL));
	assert_false(link_is_taken("linux", NULL));
	assert_false(link_is_taken("dumb", NULL));
	assert_false(link_is_taken("vt100", NULL));
	assert_false(link_is_taken(NULL, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_line),
		cmocka_unit_test(two_lines),
		cmocka_unit_test(what_is_no_whole_link_of_ours),
		cmocka_unit_test(terminals),
	};

	return cmocka_run_group_tests_name("tui_link", tests, NULL, NULL);
}
