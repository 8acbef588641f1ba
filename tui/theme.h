/* theme: what the styles look like on terminals with many colours, few, or none. */
#ifndef TUI_THEME_H
#define TUI_THEME_H

enum style {
	STYLE_TEXT,
	STYLE_DIM,
	STYLE_STRONG,
	STYLE_BORDER,
	STYLE_FOCUS,		/* the border and title of the focused pane */
	STYLE_SELECTED,
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
	STYLE_QR,
	STYLE_LINK,		/* a link to a transaction's page: see link.h, which writes its look */
	STYLE_COUNT
};

struct theme_row {
	short color16, color256;	/* foreground; -1: the terminal's own */
	short background;		/* -1: the terminal's own */
	unsigned attributes;		/* THEME_*, in colour */
	unsigned mono;			/* THEME_*, without colour */
};

enum { THEME_BOLD = 1, THEME_DIM = 2, THEME_REVERSE = 4, THEME_UNDERLINE = 8 };

const struct theme_row *theme_row(enum style style);

#endif
