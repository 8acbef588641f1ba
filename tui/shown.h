/* shown: the cells that the last blit left on the screen.  What differs from them goes to ncurses. */
#ifndef TUI_SHOWN_H
#define TUI_SHOWN_H

#include "tui/canvas.h"
#include "tui/palette.h"

struct shown {
	struct canvas canvas;		/* only its cells, and where the cursor is */
	const struct palette *palette;
	bool console;			/* a Linux console, whose font has few signs */
	bool stale;			/* each cell is to be drawn anew */
	bool link_changes;		/* cells of a link were drawn; whoever has seen to it resets this */
	int cursor;			/* as last passed to curs_set; -1: nobody knows how it is */
};

/* The palette must outlive it.  At first all is stale, since a theme may paint blanks, too. */
void shown_init(struct shown *shown, const struct palette *palette, int rows, int cols, bool console);
void shown_resize(struct shown *shown, int rows, int cols);
void shown_free(struct shown *shown);

bool shown_fits(const struct shown *shown, const struct canvas *canvas);	/* they are of the same size */
/* Gives ncurses what differs on a canvas that fits, and places its cursor; false: nothing differs. */
bool shown_change(struct shown *shown, const struct canvas *canvas);

#endif
