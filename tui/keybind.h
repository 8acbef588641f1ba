/*
 * keybind: what each keystroke does, in tables: one for each pane and each dialog, and those that
 * many of them share.  What is run, the footer, the help, the palette's shortcuts, the man page and
 * the configuration's [keys] come from these tables; nothing else lists a keystroke.
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

/* The dialog is the one that the table belongs to; NULL in the panes. */
typedef void keybind_run(struct ui *ui, struct dialog *dialog, const struct model *model);
typedef bool keybind_fits(const struct ui *ui, const struct dialog *dialog, const struct model *model);

#define KEYBIND_INPUTS 4

struct keybind {
	int inputs[KEYBIND_INPUTS];	/* each does it.  None: those of the row further on with the same command */
	int command;			/* enum command that it is; NONE: it has no name elsewhere */
	const char *name;		/* in [keys].  NULL: the command's; "" or neither: it keeps its inputs */
	const char *hint;		/* in the footer; NULL: only in the help */
	const char *help;		/* NULL: the command's */
	keybind_run *run;		/* NULL: the command is run */
	keybind_fits *fits;		/* it means something now, else what comes further on may; NULL: always */
};

struct keybinds {
	const char *title;		/* over its rows in the help */
	const struct keybind *rows;
	size_t count;
	const struct keybinds *then;	/* where an input is looked up that none of these takes; NULL: nowhere */
	bool typed;			/* what begins with this table takes text: letters of the others do nothing */
	keybind_fits *hinted;		/* its hints are shown; NULL: always */
	/* Rows of the moment, after the others; false: there are no more.  `pick` runs one. */
	bool (*made)(struct keybind *out, size_t index, const struct dialog *dialog, const struct model *model);
	void (*pick)(struct ui *ui, struct dialog *dialog, const struct model *model, size_t index);
};

#define KEYBIND_ROWS(table) .rows = (table), .count = ARRAY_LENGTH(table)

/* What the configuration's [keys] changes. */
#define KEYBIND_NAME_SIZE 32
struct keybind_change {
	char name[KEYBIND_NAME_SIZE];
	int inputs[KEYBIND_INPUTS];
};

#define KEYBIND_CHANGES_MAX 64
struct keybind_changes {
	struct keybind_change items[KEYBIND_CHANGES_MAX];
	size_t count;
};

/* Steps through the rows, from the first table on, each with the inputs that are its own: what a row
 * before it takes is left out.  Start with { .first = table }.  changes: NULL for none. */
struct keybind_at {
	const struct keybinds *first, *table;
	size_t index;			/* in its table; from count on of those made */
	bool over;
	struct keybind bind;
};
bool keybind_next(struct keybind_at *at, const struct keybind_changes *changes, const struct dialog *dialog,
		  const struct model *model);

/* The same, each with all of its inputs; what has none of its own has none. */
bool keybind_step(struct keybind_at *at, const struct keybind_changes *changes, const struct dialog *dialog,
		  const struct model *model);

/* Does what the input means; false: it means nothing. */
bool keybind_input(const struct keybinds *first, int input, struct ui *ui, struct dialog *dialog,
		   const struct model *model);

/* The row of a command; false: none.  */
bool keybind_find(struct keybind_at *out, const struct keybinds *first, int command,
		  const struct keybind_changes *changes);

const char *keybind_name(const struct keybind *bind);	/* in [keys]; NULL: it keeps its inputs */
const char *keybind_help(const struct keybind *bind);
bool keybind_has(const struct keybind *bind, int input);

/* "j Down": all inputs of a row. */
#define KEYBIND_LABEL_SIZE (KEYBIND_INPUTS * INPUT_NAME_SIZE)
void keybind_label(char out[KEYBIND_LABEL_SIZE], const struct keybind *bind);

/* Those that many share.  What is typed; how a page or a list is gone through; what holds everywhere. */
extern const struct keybinds keybinds_line, keybinds_choose, keybinds_over, keybinds_move;
extern const struct keybinds keybinds_panes, keybinds_filter;

#endif
