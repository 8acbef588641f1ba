/* layout: the place of everything on a screen of a given size. */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include <stdbool.h>

#include "tui/pane/pane.h"

struct rect { int row, col, rows, cols; };

struct layout {
	struct rect panes[PANE_COUNT];	/* with their frames, which overlap by a line; no rows: hidden */
	bool framed;
	int title_row, message_row, footer_row;	/* -1: no room */
};

/* The keys and the transactions share a place where there is no room for both: `below` is the one
 * that is shown there. */
void layout_make(struct layout *layout, int rows, int cols, enum pane_id focus, enum pane_id below);

#endif
