/* palette: the styles of a theme as ncurses' attributes and pairs, in as many colours as the terminal has. */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H

#include <ncurses.h>

#include "tui/theme.h"
#include "wallet/base/buf.h"

enum depth { DEPTH_NONE, DEPTH_8, DEPTH_16, DEPTH_256, DEPTH_RGB };

struct palette {
	enum depth depth;
	struct look looks[STYLE_COUNT];
	attr_t attributes[STYLE_COUNT];
	short pairs[STYLE_COUNT];
};

/* Finds out how many colours there are, and begins to use them.  Call it after newterm. */
void palette_open(struct palette *palette, bool no_color);
/* Takes on a theme.  What is on the screen in one of its pairs changes with the next refresh. */
void palette_set(struct palette *palette, enum theme theme, struct ground ground);
/* Adds the sequence that gives text a style's look. */
void palette_write(struct buf *out, const struct palette *palette, enum style style);

#endif
