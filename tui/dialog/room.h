/*
 * room: at most two dialogs lie over each other.  A third takes the place of the lower one, else of the upper one,
 * where a person opened that and nothing is lost with it; where neither can go, it does not open.
 */
#ifndef TUI_DIALOG_ROOM_H
#define TUI_DIALOG_ROOM_H

#include <stdbool.h>

#include "tui/dialog/dialog.h"

#define DIALOGS_MOST 2

bool room_is(const struct ui *ui);		/* is there room for another one, if one goes where one must? */
bool room_or_say(struct ui *ui, const struct model *model);	/* says it where there is none */
/* Makes that room.  False: there is none. */
bool room_make(struct ui *ui);

#endif
