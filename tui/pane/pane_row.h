/*
 * pane_row: the cursor of a list whose rows change by themselves.  It stays on the row that it was drawn on: others may
 * have come above that since, or the order may be by what has changed, and a keystroke means what the person saw.
 */
#ifndef TUI_PANE_PANE_ROW_H
#define TUI_PANE_PANE_ROW_H

#include "tui/pane/pane.h"

struct pane_rows {
	size_t count;
	void (*name)(uint8_t out[PANE_ROW_SIZE], const void *context, size_t row);	/* tells it from all others */
	const void *context;
};

size_t pane_row_place(const struct pane *pane, const struct pane_rows *rows);	/* where the cursor's row is now */
bool pane_row_move(struct pane *pane, const struct pane_rows *rows, int command);	/* as list_move */

/* Before a drawing in `room` rows.  Where no cursor is shown, none has to stay. */
void pane_row_settle(struct pane *pane, const struct pane_rows *rows, size_t room, bool focused);

#endif
