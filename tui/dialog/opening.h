/*
 * opening: decides when a dialog may open by itself.  It opens where the person asked for it; if
 * they are elsewhere by then, it waits, so that nothing covers what they are doing.
 */
#ifndef TUI_DIALOG_OPENING_H
#define TUI_DIALOG_OPENING_H

#include "tui/pane/pane.h"

struct ui;
struct dialog_ops;

/* Where a person is: the dialog they opened last, the pane and its filter. */
struct place {
	unsigned dialog;	/* its number; 0: none is open */
	enum pane_id focus;
	bool filtering;
};

struct opening {
	struct place asked;	/* where they were when they last wished for something */
	bool untouched;		/* nothing came in since */
	bool wishing;		/* the input in hand is carrying out a wish now */
	bool wished;		/* the input in hand carried out a wish */
	unsigned begun;		/* bits of enum want: questions of what they began that were not asked yet */
};

/* What a waiting dialog is called: "Approved." and "review the stake". */
struct opening_words {
	char done[48];		/* what has been done; "": nothing */
	char what[64];
};

/* Emits an action, and opens what it leads to, or what may open now. */
void opening_emit(struct ui *ui, const struct model *model, struct action *action);
void opening_note(struct ui *ui);	/* call it after the input in hand was handled */

/* True when the dialog may open by itself, now that the model wants it.  If not, it waits from then on. */
bool opening_may(struct ui *ui, const struct model *model, const struct dialog_ops *ops);

/* "Approved. Enter: review the stake"; false when nothing waits. */
bool opening_line(char *out, size_t size, const struct ui *ui, const struct model *model);
/* Writes the same for the walkthrough, where Enter opens the dialog. */
bool opening_hint(char *out, size_t size, const struct ui *ui, const struct model *model);
bool opening_take(struct ui *ui, const struct model *model);	/* opens the dialog that waits; false: none does */

#endif
