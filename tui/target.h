/*
 * target: what a click on a place of the screen stands for.  Whatever can be clicked says so while it
 * is drawn (canvas_target), and the click does what the keystroke would do (tui/ui_mouse.c).
 */
#ifndef TUI_TARGET_H
#define TUI_TARGET_H

#include <stddef.h>

enum target_kind {
	TARGET_INPUT,		/* does what typing `value` does */
	TARGET_COMMAND,		/* does what the keystroke of the command `value` does */
	TARGET_ROW,		/* goes to row `value` of the pane or dialog; where that is chosen already: Enter */
	TARGET_ORDER,		/* sorts the pane's rows by its order `value` */
	TARGET_SLIDER,		/* holds the slider of the pane or dialog, `part` rows below the end of its bar of `value` */
	TARGET_SCROLL,		/* moves in the pane or dialog, by the command `value` */
};

struct target {
	enum target_kind kind;
	int value;
	int part;		/* of a ROW with several: which, from 1; 0: the row as a whole.  Of the walkthrough: a
				 * step that is only looked at */
	/* canvas_target sets these. */
	int row, col, rows, cols;
	unsigned dialog;	/* the number of the dialog that it belongs to; 0: a pane or a bar */
	int pane;		/* the pane whose inside or title it stands in; -1: in none */
};

struct targets {
	struct target *items;
	size_t count, room;
};

void targets_add(struct targets *targets, const struct target *target);
void targets_drop(struct targets *targets, int pane);	/* what stands in that pane */
void targets_free(struct targets *targets);

/* Returns the one drawn last of those at this place that belong to the dialog (0: to none); NULL: there is none. */
const struct target *targets_at(const struct targets *targets, unsigned dialog, int row, int col);

#endif
