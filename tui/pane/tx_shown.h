/*
 * tx_shown: the transactions of the selected wallet that a filter leaves, in the order chosen.  There may be thousands,
 * so they are gathered, sorted and measured once an action, and not for each keystroke and word of the footer.
 */
#ifndef TUI_PANE_TX_SHOWN_H
#define TUI_PANE_TX_SHOWN_H

#include "tui/list.h"
#include "tui/pane/tx_cells.h"

struct tx_shown {
	struct tx_rows rows;		/* owned; all of them, the newest first */
	size_t *indices;		/* owned; of those that are shown, a row each */
	size_t count;
	struct list_basis basis;
	struct column_measure measures[TX_COLUMNS];
};

/* Gathers them, unless what is known holds still.  Only tx_shown_measure measures them. */
void tx_shown_find(struct tx_shown *shown, const struct model *model, const struct list *list);
bool tx_shown_hold(const struct tx_shown *shown, const struct model *model, const struct list *list);
void tx_shown_measure(struct tx_shown *shown, const struct model *model);
/* Returns the transaction in that row; NULL when there is none. */
const struct tx_row *tx_shown_at(const struct tx_shown *shown, size_t row);
void tx_shown_free(struct tx_shown *shown);

#endif
