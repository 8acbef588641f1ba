/*
 * keybind: tables of what each keystroke does: one for each pane and each dialog, and some that
 * they share.  These tables are the only place that lists keystrokes: dispatch, the footer, the
 * help, the palette's shortcuts, the man page and the configuration's [keys] come from them.
 */
#ifndef TUI_KEYBIND_H
#define TUI_KEYBIND_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/command.h"
#include "tui/input.h"
#include "wallet/base/mem.h"

struct ui;
struct dialog;
struct model;

/* `dialog` is the one that the table belongs to; NULL in the panes. */
typedef void keybind_run(struct ui *ui, struct dialog *dialog, const struct model *model);
typedef bool keybind_fits(const struct ui *ui, const struct dialog *dialog, const struct model *model);

#define KEYBIND_INPUTS 4

struct keybind {
	int inputs[KEYBIND_INPUTS];	/* each does it; none: uses those of a later row with the same command */
	int command;			/* the command it runs; NONE: it is no command */
	const char *name;		/* in [keys]; NULL: the command's; "" or neither: its inputs are fixed */
	const char *hint;		/* in the footer; NULL: it is only in the help */
	const char *(*says)(const struct dialog *dialog);	/* the hint, where the moment makes it; NULL: `hint` */
	const char *help;		/* NULL: the command's */
	keybind_run *run;		/* what it runs; NULL: the command */
	keybind_fits *fits;		/* false: it means nothing now, so a later row may; NULL: always true */
	keybind_fits *hinted;		/* false: it could only say why it does nothing now; NULL: always true */
	const char *lacks;		/* why it may mean nothing now, for the help: "no rewards wait" */
};

struct keybinds {
	const char *title;		/* the heading of its rows in the help */
	const struct keybind *rows;
	size_t count;
	const struct keybinds *then;	/* the table that takes what this one does not; NULL: none */
	bool typed;			/* this table takes text, so letters of the tables after it do nothing */
	keybind_fits *hinted;		/* false: its hints are hidden; NULL: they are shown */
	keybind_fits *offered;		/* false: nothing of it means anything now, so no help has it; NULL: always */
	/* Makes the rows that depend on the moment, which follow the fixed ones; false: there
	 * are no more.  `pick` runs one. */
	bool (*made)(struct keybind *out, size_t index, const struct dialog *dialog, const struct model *model);
	void (*pick)(struct ui *ui, struct dialog *dialog, const struct model *model, size_t index);
};

#define KEYBIND_ROWS(table) .rows = (table), .count = ARRAY_LENGTH(table)

/* The changes that the configuration's [keys] makes. */
#define KEYBIND_NAME_SIZE 32
struct keybind_change {
	char name[KEYBIND_NAME_SIZE];
	int inputs[KEYBIND_INPUTS];
};

#define KEYBIND_CHANGES_MAX 128	/* more than there are names */
struct keybind_changes {
	struct keybind_change items[KEYBIND_CHANGES_MAX];
	size_t count;
};

/* Steps through the rows, from the first table on.  Each comes with its own inputs; those that an
 * earlier row takes are left out.  Start with { .first = table }; changes is NULL for none. */
#define KEYBIND_TAKEN 256	/* more than any pane or dialog has inputs */
struct keybind_at {
	const struct keybinds *first, *table;
	const struct ui *ui;		/* leaves out what means nothing now; NULL: all that may ever hold */
	bool idle_too;			/* it does not, but says so: idle */
	bool idle;			/* `bind` means nothing now */
	size_t index;			/* in its table; made rows follow from `count` on */
	bool over;
	struct keybind bind;
	int taken[KEYBIND_TAKEN];	/* what the rows had that keybind_next went over */
	size_t taken_count;
};
bool keybind_next(struct keybind_at *at, const struct keybind_changes *changes, const struct dialog *dialog,
		  const struct model *model);

/* Does the same, but each row comes with all of its inputs; a row without inputs of its own has none. */
bool keybind_step(struct keybind_at *at, const struct keybind_changes *changes, const struct dialog *dialog,
		  const struct model *model);

/* Does what the input means; false: it means nothing. */
bool keybind_input(const struct keybinds *first, int input, struct ui *ui, struct dialog *dialog,
		   const struct model *model);

/* Finds the row of a command; false: there is none. */
bool keybind_find(struct keybind_at *out, const struct keybinds *first, int command,
		  const struct keybind_changes *changes);

const char *keybind_name(const struct keybind *bind);	/* its name in [keys]; NULL: its inputs are fixed */
const char *keybind_help(const struct keybind *bind);
const char *keybind_hint(const struct keybind *bind, const struct dialog *dialog);
bool keybind_has(const struct keybind *bind, int input);

/* "j Down": all inputs of a row. */
#define KEYBIND_LABEL_SIZE (KEYBIND_INPUTS * INPUT_NAME_SIZE)
void keybind_label(char out[KEYBIND_LABEL_SIZE], const struct keybind *bind);

/* Shared tables, each of which continues in another: typing, choosing from a menu, what holds
 * everywhere, and moving; then those of all panes and of a pane's filter. */
extern const struct keybinds keybinds_line, keybinds_choose, keybinds_over, keybinds_move;
extern const struct keybinds keybinds_panes, keybinds_filter;

#endif
