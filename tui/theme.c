#include "tui/theme.h"

#include <string.h>

#include "tui/color.h"
#include "wallet/base/mem.h"

#define BRIGHT 0.18	/* above this luminance black reads better than white */
#define PAINTED 3	/* themes that have colours */

static const struct {
	const char *name, *help;
	uint32_t ground, worst;		/* what is painted; the least suitable background that is left as it is */
	int ground16;
} themes[THEME_COUNT] = {
	[THEME_AUTO] = { "auto", "dark or light, as the terminal's background is", 0, 0, 0 },
	[THEME_DARK] = { "dark", "light text on a dark background", 0x14181c, 0x343a46, 0 },
	[THEME_LIGHT] = { "light", "dark text on a light background", 0xf8f8f4, 0xe5e7eb, 15 },
	[THEME_CONTRAST] = { "contrast", "pure colours on black, as far apart as they go", 0x010101, 0x010101, 0 },
	[THEME_MONO] = { "mono", "no colours: bold, underlined and reversed", 0, 0, 0 },
};

struct paint {
	uint32_t foreground, background;
	int foreground16, background16;
};

#define INK(rgb, of16) { rgb, THEME_OWN, of16, -1 }	/* on the theme's background */

/*
 * Per style: its colours in dark, light and contrast, its attributes there, and those where there are no colours.  No
 * state is told by colour alone: each also has a mark, a word or an attribute.  The first 8 of the 16 colours do
 * without the brighter ones, which some palettes hide.
 */
static const struct row {
	struct paint paints[PAINTED];
	unsigned attributes, mono;
} rows[STYLE_COUNT] = {
	[STYLE_TEXT] = { { INK(0xdfe3e8, 7), INK(0x1c2024, 0), INK(0xffffff, 15) }, 0, 0 },
	[STYLE_DIM] = { { INK(0xa6aeb8, 7), INK(0x4e545c, 0), INK(0xe4e4e4, 7) }, 0, 0 },
	[STYLE_STRONG] = { { INK(0xffffff, 15), INK(0x080808, 0), INK(0xffffff, 15) }, THEME_BOLD, THEME_BOLD },
	[STYLE_BORDER] = { { INK(0x8a929c, 7), INK(0x6a7078, 0), INK(0xd0d0d0, 7) }, 0, 0 },
	[STYLE_FOCUS] = { { INK(0x5fd7d7, 14), INK(0x005f87, 4), INK(0xffff00, 11) }, THEME_BOLD, THEME_BOLD },
	[STYLE_FOCUS_TITLE] = {
		{ { 0x14181c, 0x5fd7d7, 0, 6 }, { 0xffffff, 0x005f87, 15, 4 }, { 0x010101, 0xffff00, 0, 3 } },
		0, THEME_REVERSE | THEME_BOLD
	},
	[STYLE_SELECTED] = {
		{ { 0xffffff, 0x005f87, 15, 4 }, { 0xffffff, 0x005f87, 15, 4 }, { 0x010101, 0xffffff, 0, 7 } },
		0, THEME_REVERSE
	},
	[STYLE_MATCH] = {
		{ { 0x14181c, 0xd7af5f, 0, 3 }, { 0x14181c, 0xffd75f, 0, 3 }, { 0x010101, 0xffff00, 0, 3 } },
		0, THEME_REVERSE | THEME_UNDERLINE
	},
	[STYLE_GOOD] = { { INK(0x7ccf7c, 10), INK(0x005f00, 4), INK(0x5fff5f, 10) }, 0, 0 },
	[STYLE_WARN] = { { INK(0xe5c060, 11), INK(0x7a3f00, 1), INK(0xffff00, 11) }, THEME_BOLD, THEME_BOLD },
	[STYLE_BAD] = { { INK(0xff8f8f, 9), INK(0xaf0000, 1), INK(0xff8787, 9) }, THEME_BOLD, THEME_BOLD },
	[STYLE_BUSY] = { { INK(0x5fd7d7, 14), INK(0x005f87, 4), INK(0x00ffff, 14) }, 0, 0 },
	[STYLE_KEY] = { { INK(0xffffff, 15), INK(0x080808, 0), INK(0xffffff, 15) }, THEME_BOLD, THEME_BOLD },
	[STYLE_REAL] = { { INK(0xff8f8f, 9), INK(0xaf0000, 1), INK(0xff8787, 9) },
			 THEME_BOLD | THEME_UNDERLINE, THEME_BOLD | THEME_UNDERLINE },
	[STYLE_PRACTICE] = {
		{ { 0x14181c, 0x87d787, 0, 2 }, { 0xffffff, 0x005f00, 0, 2 }, { 0x010101, 0x5fff5f, 0, 2 } },
		0, THEME_REVERSE
	},
	[STYLE_FIELD] = { { INK(0xdfe3e8, 7), INK(0x1c2024, 0), INK(0xffffff, 15) }, THEME_UNDERLINE, THEME_UNDERLINE },
	[STYLE_FIELD_FOCUS] = { { INK(0x5fd7d7, 14), INK(0x005f87, 4), INK(0xffff00, 11) },
				THEME_UNDERLINE | THEME_BOLD, THEME_UNDERLINE | THEME_BOLD },
	[STYLE_DIALOG] = { { INK(0x5fd7d7, 14), INK(0x005f87, 4), INK(0xffff00, 11) }, 0, THEME_BOLD },
	[STYLE_ALARM] = { { INK(0xe5c060, 11), INK(0x7a3f00, 1), INK(0xff8787, 9) }, THEME_BOLD, THEME_BOLD },
	[STYLE_BEHIND] = { { INK(0x808890, 7), INK(0x70767e, 0), INK(0x9e9e9e, 7) }, 0, THEME_DIM },
	[STYLE_QR] = {
		{ { 0xffffff, 0x010101, 15, 0 }, { 0xffffff, 0x010101, 15, 0 }, { 0xffffff, 0x010101, 15, 0 } },
		0, 0
	},
	[STYLE_QR_LIGHT] = {
		{ { 0xffffff, 0xffffff, 7, 7 }, { 0xffffff, 0xffffff, 7, 7 }, { 0xffffff, 0xffffff, 7, 7 } },
		0, THEME_REVERSE
	},
	[STYLE_LINK] = { { INK(0x87afff, 14), INK(0x005faf, 4), INK(0x00ffff, 14) }, THEME_UNDERLINE, THEME_UNDERLINE },
};

enum theme theme_resolve(enum theme theme, struct ground ground)
{
	if (theme != THEME_AUTO)
		return theme;
	return ground.known && color_luminance(ground.color) > BRIGHT ? THEME_LIGHT : THEME_DARK;
}

/* True where the theme's text would not read well on the background, or the background is not known. */
static bool paints_ground(enum theme theme, struct ground ground)
{
	double worst = color_luminance(themes[theme].worst), own = color_luminance(ground.color);

	if (theme == THEME_CONTRAST || !ground.known)
		return true;
	return theme == THEME_DARK ? own > worst : own < worst;
}

/* Without colours, a QR code's light modules are the foreground on a dark terminal.  Where a terminal does not tell
 * its background, who chose the light theme has. */
static unsigned mono_attributes(enum theme theme, enum style style, struct ground ground)
{
	bool is_light = ground.known ? color_luminance(ground.color) > BRIGHT : theme == THEME_LIGHT;

	if (is_light && (style == STYLE_QR || style == STYLE_QR_LIGHT))
		return rows[style].mono ^ THEME_REVERSE;
	return rows[style].mono;
}

struct look theme_look(enum theme theme, enum style style, struct ground ground)
{
	const struct row *row = &rows[style < STYLE_COUNT ? style : STYLE_TEXT];
	unsigned mono = mono_attributes(theme, style, ground);
	struct look look = { THEME_OWN, THEME_OWN, -1, -1, mono, mono };
	const struct paint *paint;

	theme = theme_resolve(theme, ground);
	if (theme == THEME_MONO && style != STYLE_QR && style != STYLE_QR_LIGHT)
		return look;
	paint = &row->paints[theme == THEME_MONO ? 0 : theme - THEME_DARK];
	look = (struct look){ paint->foreground, paint->background, paint->foreground16, paint->background16,
			      row->attributes, mono };
	if (look.background == THEME_OWN && paints_ground(theme, ground)) {
		look.background = themes[theme].ground;
		look.background16 = themes[theme].ground16;
	}
	return look;
}

uint32_t theme_worst_ground(enum theme theme)
{
	return themes[theme].worst;
}

const char *theme_name(enum theme theme)
{
	return themes[theme].name;
}

const char *theme_help(enum theme theme)
{
	return themes[theme].help;
}

bool theme_parse(enum theme *out, const char *name)
{
	for (int i = 0; i < THEME_COUNT; i++)
		if (strcmp(themes[i].name, name) == 0) {
			*out = (enum theme)i;
			return true;
		}
	return false;
}
