/* layout: the place of everything on a screen of a given size. */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include <stdbool.h>

#include "tui/pane/pane.h"

struct layout {
	struct rect panes[PANE_COUNT];	/* with their frames, which overlap by a line; no rows: hidden */
	struct rect detail;		/* the column that details what is current, framed alike; no rows: no room */
	struct rect clock;		/* what ends next, large, where the left column has room for it; the same */
	int clocks, clock_rows;		/* so many ends, one below the other, each so high within its lines */
	bool framed;
	int title_row, message_row, footer_row;	/* -1: no room */
};

/* How many rows each pane has something for, and how many it could fill; 0: not known yet.  How much ends some time. */
struct layout_wants { int rows[PANE_COUNT], could[PANE_COUNT], clocks; };

/* The keys and the transactions share a place where there is no room for both: `below` is the one
 * that is shown there.  Rows go to the panes that have something to show in them. */
void layout_make(struct layout *layout, int rows, int cols, enum pane_id focus, enum pane_id below,
		 const struct layout_wants *wants);

#endif
