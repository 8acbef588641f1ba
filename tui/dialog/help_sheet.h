/* help_sheet: the help of a pane in two columns, and below it what only the other panes do. */
#ifndef TUI_DIALOG_HELP_SHEET_H
#define TUI_DIALOG_HELP_SHEET_H

#include "tui/ui.h"

extern const char help_legend[];	/* the signs that the panes use */

void help_sheet(const struct ui *ui, size_t cursor, const struct model *model, struct page *page);

#endif
