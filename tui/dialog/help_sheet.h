/*
 * help_sheet: the help of a pane in two columns, and below it what only the other panes do; where that would not be
 * seen at once, all of it in three columns of few words.
 */
#ifndef TUI_DIALOG_HELP_SHEET_H
#define TUI_DIALOG_HELP_SHEET_H

#include "tui/ui.h"

void help_legend(struct page *page);	/* the signs that the panes use */

/* `room`: the rows that are seen at once. */
void help_sheet(const struct ui *ui, size_t cursor, const struct model *model, struct page *page, int room);

#endif
