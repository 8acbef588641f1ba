/* tx_cells: the columns of the transactions, and what they say of each. */
#ifndef TUI_PANE_TX_CELLS_H
#define TUI_PANE_TX_CELLS_H

#include "tui/columns.h"
#include "wallet/model/model.h"
#include "wallet/model/tx_list.h"

#define TX_CELL_SIZE (2 * AMOUNT_TEXT_SIZE)
#define TX_PURPOSE_LEAST 6	/* cells of a purpose */
#define TX_HASH_SHORT 11	/* cells of a hash */

enum tx_column {
	TX_COLUMN_PURPOSE,
	TX_COLUMN_AMOUNT,
	TX_COLUMN_STATUS,
	TX_COLUMN_AGE,
	TX_COLUMN_FEE,
	TX_COLUMN_NONCE,
	TX_COLUMN_BLOCK,
	TX_COLUMN_HASH,
	TX_COLUMNS
};

/* Writes what a column says of a transaction. */
typedef void tx_cell(char out[TX_CELL_SIZE], const struct model *model, const struct tx_row *row);

extern tx_cell *const tx_cells[TX_COLUMNS];

bool tx_cell_has_figures(enum tx_column column);

#endif
