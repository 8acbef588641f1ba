#include "tui/command.h"

#include <string.h>

#include "wallet/base/mem.h"

static const struct { const char *name, *help; } own[] = {
#define COMMAND(id, name, help) [COMMAND_##id - COMMAND_FIRST] = { name, help },
#include "tui/commands.def"
#undef COMMAND
};

static bool is_own(int command)
{
	return command > COMMAND_FIRST && command < COMMAND_END;
}

/* A wish of actions.def. */
static bool is_wish(int command)
{
	return command > ACTION_NONE && command < ACTION_COUNT && !action_is_result((enum action_type)command);
}

const char *command_name(int command)
{
	if (is_own(command))
		return own[command - COMMAND_FIRST].name;
	if (!is_wish(command) || action_answers((enum action_type)command))
		return NULL;
	return action_name((enum action_type)command);
}

const char *command_help(int command)
{
	const char *help = is_own(command) ? own[command - COMMAND_FIRST].help : NULL;

	if (is_wish(command))
		help = action_help((enum action_type)command);
	return help ? help : "";
}

int command_after(int command)
{
	do {
		command = command == ACTION_COUNT - 1 ? COMMAND_FIRST + 1 : command + 1;
	} while (command < COMMAND_END && !command_name(command));
	return command < COMMAND_END ? command : COMMAND_NONE;
}

int command_find(const char *name)
{
	for (int command = command_after(COMMAND_NONE); command; command = command_after(command))
		if (strcmp(command_name(command), name) == 0)
			return command;
	return COMMAND_NONE;
}
