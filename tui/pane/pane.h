/*
 * pane: one of the parts of the screen.  A pane is one file and one line in panes.def.  It draws the
 * model and says which action a command stands for; it changes nothing in the model.
 */
#ifndef TUI_PANE_PANE_H
#define TUI_PANE_PANE_H

#include "tui/canvas.h"
#include "tui/columns.h"
#include "tui/keybind.h"
#include "tui/list.h"
#include "tui/pane/key_rows.h"
#include "tui/pane/tx_shown.h"
#include "tui/pane/wallet_rows.h"
#include "wallet/model/model.h"

#define PANE_HINT_SIZE 224
#define PANE_ROW_SIZE KEY_ID_SIZE	/* an id, or a hash and zeros */

struct pane {
	const struct pane_ops *ops;
	struct list list;
	struct wallet_rows wallets;	/* of the keystore, as of its last drawing, which alone changes it */
	struct short_addresses addresses;	/* and of their addresses */
	struct key_rows keys;	/* of the API keys, as of its last drawing, too */
	struct tx_shown txs;	/* of the transactions, the same */
	struct column_choice columns;	/* of a pane with columns; chosen in the configuration */
	bool has_row;			/* of the keys and the transactions: the cursor was drawn on a row … */
	uint8_t row[PANE_ROW_SIZE];	/* … which is this one */
	int wants;			/* the rows that its last drawing would have filled, had there been room … */
	int could;			/* … and with what is only said where nothing else needs the room */
	bool detailed;			/* the column of detail explains what is current */
	int looked;			/* of the walkthrough: the step explained, plus one; 0: the current one */
	char hint[PANE_HINT_SIZE];	/* of the walkthrough: what comes next (tui/enter.h) */
};

struct pane_ops {
	const char *title;		/* the pane's number is put before it */
	const struct keybinds *keybinds;	/* the pane's own table, followed by that of all panes */
	bool can_filter;
	/* True when the pane handles the command: *out is then its action, of type NONE when
	 * there is nothing to do.  False: the command has its usual meaning here. */
	bool (*command)(struct pane *pane, const struct model *model, int command, struct action *out);
	void (*draw)(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused);
};

enum pane_id {
#define PANE(id, table, name, help) PANE_##id,
#include "tui/pane/panes.def"
#undef PANE
	PANE_COUNT
};

#define PANE(id, table, name, help) extern const struct pane_ops table;
#include "tui/pane/panes.def"
#undef PANE

/* Returns the index of the wallet under the cursor of the keystore pane; the number of wallets when there is none. */
size_t pane_keystore_current(const struct pane *pane, const struct model *model);

/* Returns the step that the walkthrough explains: the current one, unless a person looks at another. */
enum step pane_walkthrough_looked(const struct pane *pane, const struct model *model);

/* Returns the API key under the cursor of the keys pane; NULL when there is none. */
const struct key_info *pane_keys_current(const struct pane *pane, const struct model *model);

#endif
