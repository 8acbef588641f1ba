/*
 * key_rows: the API keys that a filter leaves, in the order chosen.  They are looked through and sorted once a change
 * of them, of the filter or of the order, and not for each word of the footer.
 */
#ifndef TUI_PANE_KEY_ROWS_H
#define TUI_PANE_KEY_ROWS_H

#include "tui/list.h"
#include "tui/pane/key_cells.h"
#include "wallet/model/model.h"

struct key_rows {
	size_t *indices;		/* of the keys, a row each; NULL: not looked for yet */
	size_t count;
	struct list_basis basis;
	struct column_measure measures[KEY_COLUMNS];
	bool measured;
	unsigned updates;		/* of the model, when they were measured */
};

/* Looks through the keys, unless what is known holds still. */
void key_rows_find(struct key_rows *rows, const struct model *model, const struct list *list);
bool key_rows_hold(const struct key_rows *rows, const struct model *model, const struct list *list);
/* Returns the key in that row; NULL when there is none. */
const struct key_info *key_rows_at(const struct key_rows *rows, const struct model *model, size_t row);
/* Measures the cells, unless nothing has happened since.  They tell the time, so they change without the keys. */
void key_rows_measure(struct key_rows *rows, const struct model *model);
void key_rows_free(struct key_rows *rows);

#endif
