/*
 * command: what a key, a palette name or a help entry stands for.  A command is
 * either one of the wishes of actions.def or one of commands.def.
 */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

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

const char *command_name(int command);	/* in the palette; NULL: not there */
const char *command_help(int command);

/* Steps through every command that has a name; start with NONE, ends with NONE. */
int command_after(int command);
/* By its palette name; NONE when there is none. */
int command_find(const char *name);

#endif
