/* Themes: what reads how well on which background, computed from the table. */
#include "tui/theme.h"

#include "tests/support/unit.h"
#include "tui/color.h"
#include "tui/direct.h"
#include "tui/ground.h"

#define TEXT_LEAST 4.5
#define LINE_LEAST 3.0

/* How many colours the terminal has: the table's own, the nearest of 256, or the 16 of the table. */
enum { RGB, OF_256, OF_16, DEPTHS };

static uint32_t seen(int depth, uint32_t color, int of16)
{
	return depth == RGB ? color : color_of_index(depth == OF_256 ? color_nearest(color) : of16);
}

static bool is_line(enum style style)
{
	return style == STYLE_BORDER || style == STYLE_FOCUS || style == STYLE_DIALOG || style == STYLE_ALARM ||
	       style == STYLE_BEHIND;
}

/* A terminal of 16 colours has xterm's black or white as its background, as far as anybody can tell. */
static bool is_usual(int depth, struct ground ground)
{
	return depth != OF_16 || !ground.known || ground.color == 0x000000 || ground.color == 0xffffff;
}

static void expect_readable(enum theme theme, enum style style, struct ground ground, int depth)
{
	struct look look = theme_look(theme, style, ground);
	uint32_t foreground = seen(depth, look.foreground, look.foreground16);
	uint32_t background = look.background == THEME_OWN ? ground.color
							   : seen(depth, look.background, look.background16);
	double contrast = color_contrast(foreground, background);

	if (!is_usual(depth, ground))
		return;
	if (style == STYLE_QR_LIGHT)	/* all of it is light */
		assert_true(contrast < 1.01);
	else if (contrast < (is_line(style) ? LINE_LEAST : TEXT_LEAST))
		fail_msg("%s, style %d, in depth %d, on %06x: %.2f", theme_name(theme), (int)style, depth,
			 (unsigned)background, contrast);
}

/* Backgrounds that people have, the worst that a theme puts up with, and some between dark and light. */
static const uint32_t grounds[] = {
	0x000000, 0x1e1e2e, 0x002b36, 0x282828, 0x2e3440, 0x343a46, 0x3c3f41, 0x555555, 0x767676, 0x808080,
	0xaaaaaa, 0xd0d0d0, 0xe0e2e6, 0xe5e7eb, 0xfdf6e3, 0xfbf1c7, 0xffffff, 0x0000aa, 0xff0000, 0x300a24,
};

static void every_style_reads_in_every_theme(void **state)
{
	(void)state;
	for (int theme = THEME_AUTO; theme < THEME_MONO; theme++)
		for (int style = 0; style < STYLE_COUNT; style++)
			for (int depth = 0; depth < DEPTHS; depth++) {
				expect_readable((enum theme)theme, (enum style)style, (struct ground){ 0 }, depth);
				for (size_t i = 0; i < sizeof(grounds) / sizeof(*grounds); i++)
					expect_readable((enum theme)theme, (enum style)style,
							(struct ground){ true, grounds[i] }, depth);
			}
}

/* A scanner wants dark modules on light ones, by much. */
static void qr_codes_are_dark_on_light(void **state)
{
	(void)state;
	for (int theme = THEME_AUTO; theme < THEME_COUNT; theme++)
		for (int depth = 0; depth < DEPTHS; depth++) {
			struct look look = theme_look((enum theme)theme, STYLE_QR, (struct ground){ true, 0xffffff });
			struct look light = theme_look((enum theme)theme, STYLE_QR_LIGHT, (struct ground){ 0 });
			uint32_t dark = seen(depth, look.background, look.background16);

			assert_true(color_contrast(seen(depth, look.foreground, look.foreground16), dark) > 15);
			assert_true(color_contrast(seen(depth, light.background, light.background16), dark) > 15);
			assert_true(color_luminance(dark) < 0.01);
			assert_int_equal(look.attributes, 0);
		}
}

/* Without colours, the terminal's own foreground is light or dark as its background is not. */
static void qr_codes_without_colors(void **state)
{
	struct look dark = theme_look(THEME_MONO, STYLE_QR, (struct ground){ true, 0x000000 });
	struct look light = theme_look(THEME_MONO, STYLE_QR, (struct ground){ true, 0xffffff });

	(void)state;
	assert_int_equal(dark.mono, 0);
	assert_int_equal(light.mono, THEME_REVERSE);
	assert_int_equal(theme_look(THEME_MONO, STYLE_QR_LIGHT, (struct ground){ true, 0xffffff }).mono, 0);
	assert_int_equal(theme_look(THEME_LIGHT, STYLE_QR, (struct ground){ 0 }).mono, THEME_REVERSE);
	assert_int_equal(theme_look(THEME_LIGHT, STYLE_QR, (struct ground){ true, 0x000000 }).mono, 0);
	assert_int_equal(theme_look(THEME_AUTO, STYLE_QR, (struct ground){ 0 }).mono, 0);
}

static void auto_follows_the_background(void **state)
{
	(void)state;
	assert_int_equal(theme_resolve(THEME_AUTO, (struct ground){ 0 }), THEME_DARK);
	assert_int_equal(theme_resolve(THEME_AUTO, (struct ground){ true, 0x002b36 }), THEME_DARK);
	assert_int_equal(theme_resolve(THEME_AUTO, (struct ground){ true, 0xfdf6e3 }), THEME_LIGHT);
	assert_int_equal(theme_resolve(THEME_DARK, (struct ground){ true, 0xffffff }), THEME_DARK);
}

/* What suits the theme is left as it is, for transparent terminals; anything else is painted. */
static void own_background_shows_where_it_suits(void **state)
{
	struct { enum theme theme; struct ground ground; bool own; } cases[] = {
		{ THEME_DARK, { true, 0x000000 }, true }, { THEME_DARK, { true, 0xffffff }, false },
		{ THEME_DARK, { false, 0 }, false }, { THEME_LIGHT, { true, 0xffffff }, true },
		{ THEME_LIGHT, { true, 0x000000 }, false }, { THEME_CONTRAST, { true, 0x000000 }, false },
		{ THEME_MONO, { false, 0 }, true }, { THEME_AUTO, { true, 0xfdf6e3 }, true },
		{ THEME_AUTO, { true, 0x808080 }, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(theme_look(cases[i].theme, STYLE_TEXT, cases[i].ground).background == THEME_OWN,
				 cases[i].own);
}

/* Without colours, these must still differ from plain text. */
static void mono_tells_states_apart(void **state)
{
	static const enum style styles[] = {
		STYLE_STRONG, STYLE_FOCUS, STYLE_FOCUS_TITLE, STYLE_SELECTED, STYLE_MATCH, STYLE_WARN,
		STYLE_BAD, STYLE_KEY, STYLE_REAL, STYLE_PRACTICE, STYLE_FIELD, STYLE_FIELD_FOCUS,
		STYLE_DIALOG, STYLE_ALARM, STYLE_LINK,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++)
		assert_int_not_equal(theme_look(THEME_MONO, styles[i], (struct ground){ 0 }).mono, 0);
}

static void colors_of_256(void **state)
{
	(void)state;
	for (int i = 16; i < 256; i++)
		assert_int_equal(color_of_index(color_nearest(color_of_index(i))), color_of_index(i));
	assert_int_equal(color_nearest(0xffffff), 231);
	assert_int_equal(color_nearest(0x123456), 23);
	assert_true(color_contrast(0x000000, 0xffffff) > 20.9);
	assert_true(color_contrast(0x777777, 0xffffff) > 4.47 && color_contrast(0x777777, 0xffffff) < 4.49);
}

static void what_the_environment_says(void **state)
{
	static const struct { const char *term, *colorfgbg; struct ground ground; } rows[] = {
		{ "linux", NULL, { true, 0x000000 } }, { "rxvt", "15;0", { true, 0x000000 } },
		{ "rxvt", "0;default;15", { true, 0xffffff } }, { "rxvt", "0;default", { false, 0 } },
		{ "xterm", "0;16", { false, 0 } }, { "xterm", "0; 7", { false, 0 } }, { "xterm", "", { false, 0 } },
		{ "xterm", NULL, { false, 0 } }, { NULL, NULL, { false, 0 } }, { "xterm", "0;-1", { false, 0 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ground ground = ground_of_environment(rows[i].term, rows[i].colorfgbg);

		assert_int_equal(ground.known, rows[i].ground.known);
		assert_int_equal(ground.color, rows[i].ground.color);
	}
	assert_true(ground_can_be_asked("xterm-256color"));
	assert_true(ground_can_be_asked("screen"));
	assert_false(ground_can_be_asked("linux"));
	assert_false(ground_can_be_asked("dumb"));
	assert_false(ground_can_be_asked(NULL));
}

/* True colour is used only where the terminal claims it and is described. */
static void true_color_is_not_guessed(void **state)
{
	char name[32];

	(void)state;
	assert_false(direct_name(name, sizeof(name), "xterm-256color", NULL));
	assert_false(direct_name(name, sizeof(name), "xterm-256color", "yes"));
	assert_false(direct_name(name, sizeof(name), NULL, "truecolor"));
	assert_false(direct_name(name, sizeof(name), "no-such-terminal", "truecolor"));
	assert_string_equal(name, "no-such-terminal-direct");
	assert_false(direct_name(name, sizeof(name), "no-such-256color", "24bit"));
	assert_string_equal(name, "no-such-direct");
	assert_false(direct_name(name, sizeof(name), "a-name-that-has-no-room-here", "24bit"));
}

static void names(void **state)
{
	enum theme theme = THEME_MONO;

	(void)state;
	for (int i = 0; i < THEME_COUNT; i++) {
		assert_true(theme_parse(&theme, theme_name((enum theme)i)));
		assert_int_equal(theme, i);
		assert_true(*theme_help((enum theme)i));
	}
	assert_false(theme_parse(&theme, "Dark"));
	assert_false(theme_parse(&theme, ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_style_reads_in_every_theme),
		cmocka_unit_test(qr_codes_are_dark_on_light),
		cmocka_unit_test(qr_codes_without_colors),
		cmocka_unit_test(auto_follows_the_background),
		cmocka_unit_test(own_background_shows_where_it_suits),
		cmocka_unit_test(mono_tells_states_apart),
		cmocka_unit_test(colors_of_256),
		cmocka_unit_test(what_the_environment_says),
		cmocka_unit_test(true_color_is_not_guessed),
		cmocka_unit_test(names),
	};

	return cmocka_run_group_tests_name("tui_theme", tests, NULL, NULL);
}
