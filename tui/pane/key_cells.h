/* key_cells: the columns of the API keys, and what they say of each. */
#ifndef TUI_PANE_KEY_CELLS_H
#define TUI_PANE_KEY_CELLS_H

#include "tui/columns.h"
#include "wallet/model/model.h"

#define KEY_CELL_SIZE 300	/* a description is the longest */
#define KEY_NAME_LEAST 10	/* cells of a description */
#define KEY_BAR_WIDTH 5		/* of what is used of a limit */
#define KEY_WEEK 7		/* days, of which each is a column of the sparkline */
#define KEY_WEEK_WIDTH (KEY_WEEK + 1)	/* with the blank behind it */

enum key_column {
	KEY_COLUMN_NAME,
	KEY_COLUMN_TYPE,
	KEY_COLUMN_KEY,
	KEY_COLUMN_EXPIRY,
	KEY_COLUMN_LIMIT,
	KEY_COLUMN_PERIOD,
	KEY_COLUMN_WEEK,
	KEY_COLUMN_LAST_USED,
	KEY_COLUMN_WHERE,
	KEY_COLUMNS
};

/* Writes what a column says of a key. */
typedef void key_cell(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key);

extern key_cell *const key_cells[KEY_COLUMNS];
key_cell key_cell_limit_short;		/* of the limit, where there is little room */

bool key_cell_has_figures(enum key_column column);
/* A cell that begins with a figure, or has a dash in its place, has this many bytes of it. */
size_t key_cell_figure(const char *text);
/* Writes a cell with the decimal point below the others'. */
void key_cell_aligned(char out[KEY_CELL_SIZE], key_cell *cell, const struct figures *figures, const struct model *model,
		      const struct key_info *key);

/* Returns its description, or what Venice calls a key without one. */
const char *key_cell_name(const struct key_info *key);

#endif
