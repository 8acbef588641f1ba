/*
 * picture: what scenes look like, kept as text in tests/unit/golden: the characters of the screen, below them its
 * styles, a letter for each cell that is not plain text, and in the end how each of these styles looks in each theme.
 *
 * A picture has one scene at several sizes, or several scenes.  UPDATE_GOLDEN=1 writes the files anew.
 */
#ifndef TESTS_SUPPORT_TUI_PICTURE_H
#define TESTS_SUPPORT_TUI_PICTURE_H

#include "tui/ui.h"

struct picture {
	const char *name;
	struct buf text;
	struct buf box, bars;		/* of the dialog that was added last */
	char heading[64];		/* where that box was drawn */
	bool used[STYLE_COUNT];
};

void picture_begin(struct picture *picture, const char *name);
/* Adds the whole screen but its footer, which changes with every keystroke: dialogs have theirs. */
void picture_add_panes(struct picture *picture, struct ui *ui, const char *heading);
/* Adds the dialog on top without what lies behind it, and the last two rows of the screen, each unless it looks as it
 * did when one was last added. */
void picture_add_dialog(struct picture *picture, struct ui *ui, const char *heading);
/* Compares the picture with its file; fails where they differ. */
void picture_end(struct picture *picture);

#endif
