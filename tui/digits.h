/* digits: a countdown in digits several rows high. */
#ifndef TUI_DIGITS_H
#define TUI_DIGITS_H

#include "tui/canvas.h"

#define DIGITS_ROWS 3		/* the small ones, whose points are half a row high */
#define DIGITS_ROWS_BIG 5	/* the big ones, whose points are a row high and two columns wide */

int digits_width(const char *text, bool big);
/* Draws text, of digits and colons, from its upper left corner on. */
void digits_draw(struct canvas *canvas, int row, int col, enum style style, const char *text, bool big);

#endif
