#include "tui/palette.h"

#include "tui/color.h"

static attr_t attributes(unsigned theme)
{
	return ((theme & THEME_BOLD) ? A_BOLD : 0) | ((theme & THEME_DIM) ? A_DIM : 0) |
	       ((theme & THEME_REVERSE) ? A_REVERSE : 0) | ((theme & THEME_UNDERLINE) ? A_UNDERLINE : 0);
}

static enum depth depth_of(int colors)
{
	if (tigetflag("RGB") > 0 && colors > 256)
		return DEPTH_RGB;
	return colors >= 256 ? DEPTH_256 : colors >= 16 ? DEPTH_16 : colors >= 8 ? DEPTH_8 : DEPTH_NONE;
}

void palette_open(struct palette *palette, bool no_color)
{
	palette->depth = DEPTH_NONE;
	if (no_color || !has_colors() || start_color() != OK)
		return;
	use_default_colors();
	palette->depth = depth_of(COLORS);
}

/* Returns the number by which ncurses knows a colour; -1 is the terminal's own. */
static int number_of(enum depth depth, uint32_t color, int of16)
{
	if (color == THEME_OWN)
		return -1;
	switch (depth) {
	case DEPTH_RGB:
		return (int)color;
	case DEPTH_256:
		return color_nearest(color);
	case DEPTH_16:
		return of16;
	case DEPTH_8:
	case DEPTH_NONE:
		break;
	}
	return of16 & 7;
}

void palette_set(struct palette *palette, enum theme theme, struct ground ground)
{
	for (int i = 0; i < STYLE_COUNT; i++) {
		struct look look = theme_look(theme, (enum style)i, ground);
		int foreground = number_of(palette->depth, look.foreground, look.foreground16);
		int background = number_of(palette->depth, look.background, look.background16);

		palette->looks[i] = look;
		palette->attributes[i] = attributes(palette->depth == DEPTH_NONE ? look.mono : look.attributes);
		palette->pairs[i] = 0;
		if (palette->depth == DEPTH_NONE || (foreground < 0 && background < 0))
			continue;
		/* Where there are 8 colours, bold makes the brighter ones. */
		if (palette->depth == DEPTH_8 && look.foreground16 > 7)
			palette->attributes[i] |= A_BOLD;
		/* So few have no safe grey. */
		if (palette->depth < DEPTH_256)
			palette->attributes[i] |= attributes(look.mono & THEME_DIM);
		palette->pairs[i] = (short)(i + 1);
		init_extended_pair(i + 1, foreground, background);
	}
}

static void write_color(struct buf *out, const struct palette *palette, bool back, uint32_t color, int of16)
{
	int number = number_of(palette->depth, color, of16);

	if (palette->depth == DEPTH_NONE || number < 0)
		return;
	if (palette->depth == DEPTH_RGB)
		buf_add_format(out, ";%d;2;%d;%d;%d", back ? 48 : 38, number >> 16, number >> 8 & 255, number & 255);
	else if (palette->depth == DEPTH_256)
		buf_add_format(out, ";%d;5;%d", back ? 48 : 38, number);
	else
		buf_add_format(out, ";%d", number + (number > 7 ? 82 : 30) + (back ? 10 : 0));
}

void palette_write(struct buf *out, const struct palette *palette, enum style style)
{
	static const struct { attr_t attribute; const char *code; } codes[] = {
		{ A_BOLD, ";1" }, { A_DIM, ";2" }, { A_UNDERLINE, ";4" }, { A_REVERSE, ";7" },
	};
	const struct look *look = &palette->looks[style];

	buf_add_string(out, "\033[0");
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (palette->attributes[style] & codes[i].attribute)
			buf_add_string(out, codes[i].code);
	write_color(out, palette, false, look->foreground, look->foreground16);
	write_color(out, palette, true, look->background, look->background16);
	buf_add_byte(out, 'm');
}
