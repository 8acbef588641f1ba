/*
 * command: what a key, a palette name or a help entry stands for.  A command is
 * either one of the wishes of actions.def or one of commands.def.
 */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/input.h"
#include "wallet/model/action.h"

/* A wish of actions.def, or one of these. */
enum command {
	COMMAND_NONE = ACTION_NONE,
	COMMAND_FIRST = 1000,
#define COMMAND(id, name, help) COMMAND_##id,
#include "tui/commands.def"
#undef COMMAND
	COMMAND_END
};

/* One row of a table of keys; such tables end with a row of key 0.  Footer, help overlay
 * and man page derive from them. */
struct keybind {
	int input;
	int command;		/* enum command; NONE in dialogs, which act themselves */
	const char *label;	/* "Enter" */
	const char *hint;	/* in the footer; NULL: only in the help */
	const char *help;	/* NULL: that of the command */
};

extern const struct keybind command_everywhere[];

const char *command_name(int command);	/* in the palette; NULL: not there */
const char *command_help(int command);

/* The command of a key, or NONE. */
int command_of_input(const struct keybind *keys, int input);

/* Steps through every command that has a name; start with NONE, ends with NONE. */
int command_after(int command);
/* By its palette name; NONE when there is none. */
int command_find(const char *name);

#endif
