/*
 * opening: nothing opens by itself over what a person is at.  What the model wants shown
 * opens where it was asked for; if the person is elsewhere by then, it waits.
 */
#ifndef TUI_DIALOG_OPENING_H
#define TUI_DIALOG_OPENING_H

#include "tui/pane/pane.h"

struct ui;
struct dialog_ops;

/* Where a person is: the dialog they opened last, the pane, its filter. */
struct place {
	unsigned dialog;	/* its number; 0: none is open */
	enum pane_id focus;
	bool filtering;
};

struct opening {
	struct place asked;	/* where they were when they last wished for something */
	bool untouched;		/* and nothing came in since */
	bool wishing;		/* that is being done now, with the key in hand */
	bool wished;		/* it was, with the key in hand */
	unsigned begun;		/* questions (bits of enum want) of what they began, and were not asked yet */
};

/* What a dialog that waits is called: "Approved." and "review the stake". */
struct opening_words {
	char done[48];		/* "" for nothing */
	char what[64];
};

void opening_emit(struct ui *ui, const struct model *model, struct action *action);	/* of the person */
void opening_note(struct ui *ui);	/* the key in hand is done with */

/* Whether it may open by itself, now that the model wants it.  What may not, waits from then on. */
bool opening_may(struct ui *ui, const struct model *model, const struct dialog_ops *ops);

/* "Approved. Enter: review the stake"; false when nothing waits. */
bool opening_line(char *out, size_t size, const struct ui *ui, const struct model *model);
/* The same for the walkthrough, where Enter does it. */
bool opening_hint(char *out, size_t size, const struct ui *ui, const struct model *model);
bool opening_take(struct ui *ui, const struct model *model);	/* opens it; false when nothing waits */

#endif
