/* bars: the title line, the message line and the footer. */
#ifndef TUI_BARS_H
#define TUI_BARS_H

#include "tui/ui.h"

void bars_title(const struct model *model, struct canvas *canvas, int row);
void bars_message(const struct ui *ui, const struct model *model, struct canvas *canvas, int row);
void bars_footer(const struct ui *ui, const struct model *model, struct canvas *canvas, int row);

#endif
