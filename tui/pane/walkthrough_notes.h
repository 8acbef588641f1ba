/* walkthrough_notes: what stands below the steps: the transaction, cooldowns, rewards, DIEM. */
#ifndef TUI_PANE_WALKTHROUGH_NOTES_H
#define TUI_PANE_WALKTHROUGH_NOTES_H

#include "tui/pane/pane.h"

/* Draws them from row on; returns the row after them. */
int walkthrough_notes(const struct pane *pane, const struct model *model, struct canvas *canvas, int row);

#endif
