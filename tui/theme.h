/*
 * theme: what the styles look like in each theme, on terminals with many colours, few, or none.
 *
 * A canvas knows only styles.  The screen looks them up here, so that a theme changes at any time.
 */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <stdbool.h>
#include <stdint.h>

enum style {
	STYLE_TEXT,
	STYLE_DIM,
	STYLE_STRONG,
	STYLE_BORDER,
	STYLE_FOCUS,		/* the border of the focused pane */
	STYLE_FOCUS_TITLE,	/* and its title */
	STYLE_SELECTED,
	STYLE_MATCH,		/* what a filter or a search has found */
	STYLE_GOOD,
	STYLE_WARN,
	STYLE_BAD,
	STYLE_BUSY,
	STYLE_KEY,		/* a keystroke in the footer */
	STYLE_REAL,		/* the network's name where money is real */
	STYLE_PRACTICE,
	STYLE_FIELD,		/* what can be typed into */
	STYLE_FIELD_FOCUS,
	STYLE_DIALOG,		/* border of a dialog */
	STYLE_ALARM,		/* border of a dialog about money or failure */
	STYLE_BEHIND,		/* all that lies behind a dialog */
	STYLE_QR,		/* a QR code in half blocks, whose foreground is light */
	STYLE_QR_LIGHT,		/* a light module of one in ASCII, whole */
	STYLE_LINK,		/* a link to a transaction's page: see link.h, which writes its look */
	STYLE_COUNT
};

enum theme { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_MONO, THEME_COUNT };

enum { THEME_BOLD = 1, THEME_DIM = 2, THEME_REVERSE = 4, THEME_UNDERLINE = 8 };

#define THEME_OWN UINT32_C(0xff000000)	/* the terminal's own colour */

/* The terminal's own background. */
struct ground {
	bool known;
	uint32_t color;		/* 0xRRGGBB */
};

struct look {
	uint32_t foreground, background;	/* 0xRRGGBB, or THEME_OWN */
	int foreground16, background16;		/* of the 16 colours; -1: the terminal's own */
	unsigned attributes;			/* THEME_… */
	unsigned mono;				/* THEME_… where there are no colours */
};

/* AUTO becomes DARK or LIGHT; the others stay. */
enum theme theme_resolve(enum theme theme, struct ground ground);

/* Looks a style up.  The terminal's own background shows through where the theme reads well on it. */
struct look theme_look(enum theme theme, enum style style, struct ground ground);

/* The brightest background that dark takes for dark, the darkest that light takes for light, or the painted one. */
uint32_t theme_worst_ground(enum theme theme);

const char *theme_name(enum theme theme);
const char *theme_help(enum theme theme);
bool theme_parse(enum theme *out, const char *name);

#endif
