/*
 * command: what a keystroke, a palette name or a help entry stands for.  A command is either a wish
 * of actions.def or a row of commands.def.
 */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "wallet/model/action.h"

/* The wishes of actions.def come first; these follow. */
enum command {
	COMMAND_NONE = ACTION_NONE,
	COMMAND_FIRST = 1000,
#define COMMAND(id, name, help) COMMAND_##id,
#include "tui/commands.def"
#undef COMMAND
	COMMAND_END
};

const char *command_name(int command);	/* its name in the palette; NULL: it is not there */
const char *command_help(int command);

/* Steps through every command that has a name.  Start with NONE; NONE also ends it. */
int command_after(int command);
/* Finds a command by its palette name; NONE when there is none. */
int command_find(const char *name);

#endif
