/*
 * scenes: what a person may be looking at: each pane, each dialog in each of its modes, and each failure.  Tests draw
 * them, and press keystrokes in them.
 */
#ifndef TESTS_SUPPORT_TUI_SCENES_H
#define TESTS_SUPPORT_TUI_SCENES_H

#include "tests/unit/tui_help.h"

struct scene {
	const char *name;
	const struct dialog_ops *dialog;	/* that lies on top; NULL: none does */
	void (*set)(struct help *help);		/* makes the model; NULL: an empty one */
	const char *typed;			/* the keystrokes that lead there */
};

extern const struct scene scenes_panes[], scenes_dialogs[], scenes_forms[];
extern const size_t scenes_pane_count, scenes_dialog_count, scenes_form_count;

/* Opens a screen of that size, and goes to the scene there. */
void scene_open(struct help *help, const struct scene *scene, int rows, int cols);

/* Opens the error panel of a failure, in the flow that it would come from. */
void scene_open_error(struct help *help, enum err_code code, int rows, int cols);

/* Makers of models that other tests begin with, too. */
void scene_lived(struct help *help);		/* all that an agent of some weeks has */
void scene_batch(struct help *help);		/* a row of each kind */
void scene_settings(struct help *help);
void scene_review(struct help *help);
#define BOOK_1 "0x8617E340B3D01FA5F11F306F4090FD50E238070D"
#define BOOK_2 "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"
void scene_book(struct help *help);		/* "anna" and "exchange" are in the address book */
void scene_handover(struct help *help);		/* an API key, and a command that may have it */
void scene_rich(struct help *help);		/* some of every token, and an API key */
void scene_waiting(struct help *help, int64_t ms);	/* a transaction that has waited for that long */
void scene_unlock(struct help *help);
void scene_allowances(struct help *help);	/* the list of what contracts may take, of three kinds */

#endif
