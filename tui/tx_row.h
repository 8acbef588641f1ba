/*
 * tx_row: a transaction of the list (wallet/model/tx_list.h) as the screen shows it, and what can be
 * done about it.
 */
#ifndef TUI_TX_ROW_H
#define TUI_TX_ROW_H

#include "tui/keybind.h"
#include "tui/theme.h"
#include "wallet/model/tx_list.h"

struct pane;
struct tx_shown;

enum style tx_row_style(const struct tx_row *row);	/* the colour of its status; the word says the same */

/* Writes the hash: "0x…", all of it; "" if it has none.  The other function writes "0x8f2c…21ab". */
#define TX_ROW_HASH_SIZE (2 * KECCAK_SIZE + 3)
void tx_row_hash(char out[TX_ROW_HASH_SIZE], const struct tx_row *row);
void tx_row_short(char *out, size_t size, const struct tx_row *row);

/* Wishes for a replacement (TX_SPEED_UP or TX_CANCEL), or says why there can be none. */
void tx_row_change(struct ui *ui, const struct model *model, const struct tx_row *row, enum action_type wish);
void tx_row_copy_hash(struct ui *ui, const struct model *model, const struct tx_row *row);

/* The same for the row under the cursor of the pane of transactions. */
keybind_run tx_row_speed_up, tx_row_cancel, tx_row_copy;
keybind_fits tx_row_can_change;

/* Returns the one under the pane's cursor; NULL if there is none.  It may be one of *fresh, which the caller frees. */
const struct tx_row *pane_transactions_current(const struct pane *pane, const struct model *model,
					       struct tx_shown *fresh);

#endif
