/*
 * kept: what a pane drew last.  A pane that would draw the same again is not asked to: it gets its cells back.
 */
#ifndef TUI_KEPT_H
#define TUI_KEPT_H

#include "tui/pane/pane.h"

/* What a pane draws from, but for the time. */
struct kept_basis {
	unsigned changes;		/* the model's … */
	struct list list;		/* … and the pane's own state */
	struct column_choice columns;
	bool detailed;
	int looked;
	char hint[PANE_HINT_SIZE];
	int row, col, rows, cols;	/* its place on the screen */
	bool focused, ascii, console;
	const struct keybinds *spoken;	/* the focused pane's: its sentences name keystrokes of it */
};

struct kept {
	bool holds;
	struct kept_basis basis;
	int64_t drawn_ms;
	struct canvas cells;
	struct targets targets;
};

void kept_free(struct kept *kept);	/* wipes the cells */

void kept_basis_set(struct kept_basis *out, const struct pane *pane, const struct model *model,
		    const struct canvas *canvas, bool focused);

/* True when the pane would draw what was kept, but for what time has changed. */
bool kept_holds(const struct kept *kept, const struct kept_basis *basis);
void kept_give(const struct kept *kept, struct canvas *canvas);

/* Keeps what the pane has drawn; the targets from `first` on are its own. */
void kept_take(struct kept *kept, const struct kept_basis *basis, const struct canvas *canvas,
	       const struct targets *targets, size_t first);

#endif
