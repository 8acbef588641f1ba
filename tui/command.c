#include "tui/command.h"

#include <string.h>

#include "wallet/base/mem.h"

static const struct { const char *name, *help; } own[] = {
#define COMMAND(id, name, help) [COMMAND_##id - COMMAND_FIRST] = { name, help },
#include "tui/commands.def"
#undef COMMAND
};

const struct keybind command_everywhere[] = {
	{ INPUT_ENTER, COMMAND_NEXT, "Enter", "next step", NULL },
	{ 'm', ACTION_MINT, "m", "mint", NULL },
	{ 'e', ACTION_MINT, "e", NULL, "edit what the key is minted with" },
	{ 's', ACTION_STAKE, "s", "stake", NULL },
	{ 'r', ACTION_REFRESH, "r", "refresh", NULL },
	{ '/', COMMAND_FILTER, "/", "filter", NULL },
	{ ':', COMMAND_PALETTE, ":", "command", NULL },
	{ INPUT_TAB, COMMAND_NEXT_PANE, "Tab", "pane", NULL },
	{ INPUT_BACKTAB, COMMAND_PREVIOUS_PANE, "Shift-Tab", NULL, NULL },
	{ 'n', COMMAND_WALLET_MENU, "n", "new wallet", NULL },
	{ 'w', COMMAND_WALLET_CARE, "w", NULL, NULL },
	{ 'u', ACTION_PASSWORD, "u", "unlock", NULL },
	{ 'l', ACTION_LOCK, "l", "lock", NULL },
	{ 'a', COMMAND_RECEIVE, "a", "address", NULL },
	{ 'f', COMMAND_FUND, "f", NULL, NULL },
	{ 'x', COMMAND_TX, "x", NULL, NULL },
	{ 'y', COMMAND_COPY, "y", "copy", NULL },
	{ 'v', ACTION_KEY_REVEAL, "v", NULL, NULL },
	{ 'c', ACTION_KEY_CHECK, "c", NULL, NULL },
	{ '1', COMMAND_PANE_1, "1", NULL, NULL },
	{ '2', COMMAND_PANE_2, "2", NULL, NULL },
	{ '3', COMMAND_PANE_3, "3", NULL, NULL },
	{ '4', COMMAND_PANE_4, "4", NULL, NULL },
	{ 'j', COMMAND_DOWN, "j", NULL, NULL },
	{ INPUT_DOWN, COMMAND_DOWN, "Down", NULL, NULL },
	{ 'k', COMMAND_UP, "k", NULL, NULL },
	{ INPUT_UP, COMMAND_UP, "Up", NULL, NULL },
	{ 'g', COMMAND_TOP, "g", NULL, NULL },
	{ INPUT_HOME, COMMAND_TOP, "Home", NULL, NULL },
	{ 'G', COMMAND_BOTTOM, "G", NULL, NULL },
	{ INPUT_END, COMMAND_BOTTOM, "End", NULL, NULL },
	{ INPUT_PAGE_UP, COMMAND_PAGE_UP, "PgUp", NULL, NULL },
	{ INPUT_PAGE_DOWN, COMMAND_PAGE_DOWN, "PgDn", NULL, NULL },
	{ INPUT_ESC, COMMAND_CLEAR, "Esc", NULL, NULL },
	{ 'M', COMMAND_MESSAGES, "M", NULL, NULL },
	{ 'L', COMMAND_LOG, "L", NULL, NULL },
	{ INPUT_CTRL_L, COMMAND_REDRAW, "Ctrl-L", NULL, NULL },
	{ 'q', ACTION_QUIT, "q", "quit", NULL },
	{ '?', COMMAND_HELP, "?", "help", NULL },
	{ INPUT_F1, COMMAND_HELP, "F1", NULL, NULL },
	{ 0, COMMAND_NONE, NULL, NULL, NULL },
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

int command_of_input(const struct keybind *keys, int input)
{
	for (; keys && keys->input; keys++)
		if (keys->input == input)
			return keys->command;
	return COMMAND_NONE;
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
