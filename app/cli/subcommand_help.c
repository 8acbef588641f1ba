#include <stdio.h>
#include <string.h>

#include "app/cli/subcommand.h"

#define WIDTH 79	/* of help on a terminal */
#define COLUMN 28	/* where explanations begin */

/* Appends words in lines of at most WIDTH columns, broken at spaces, that begin at `column`. */
static void add_wrapped(struct buf *out, const char *text, size_t column)
{
	size_t at = column;

	while (*text) {
		size_t len = strcspn(text, " ");

		if (at > column && at + 1 + len > WIDTH) {
			buf_add_format(out, "\n%*s", (int)column, "");
			at = column;
		} else if (at > column) {
			buf_add_string(out, " ");
			at++;
		}
		buf_add(out, text, len);
		at += len;
		text += len + strspn(text + len, " ");
	}
	buf_add_string(out, "\n");
}

/* Writes a term, and its meaning in the right column. */
static void add_row(struct buf *out, const char *term, const char *meaning)
{
	int room = COLUMN - 4;

	buf_add_format(out, "  %-*s  ", room, term);
	if ((int)strlen(term) > room)
		buf_add_format(out, "\n%*s", COLUMN, "");
	add_wrapped(out, meaning, COLUMN);
}

static void add_option(struct buf *out, enum option_id id)
{
	const struct option_info *info = option_info(id);
	char term[64];

	snprintf(term, sizeof(term), "--%s%s%s", info->name, info->argument ? " " : "",
		 info->argument ? info->argument : "");
	add_row(out, term, info->help);
}

static void add_commands(struct buf *out, const char *group)
{
	size_t len = group ? strlen(group) : 0;

	for (size_t i = 0; i < subcommand_count; i++) {
		const struct subcommand *command = &subcommand_table[i];

		if (!group || (!strncmp(command->name, group, len) && command->name[len] == ' '))
			add_row(out, command->name, command->help);
	}
}

static void help_command(struct buf *out, const struct subcommand *command)
{
	buf_add_string(out, "usage: ");
	buf_add_format(out, "rialto [options] %s ", command->name);
	add_wrapped(out, command->usage, 14);
	buf_add_string(out, "\n");
	add_wrapped(out, command->help, 0);
	if (*command->more) {
		buf_add_string(out, "\n");
		add_wrapped(out, command->more, 0);
	}
	if (command->options)
		buf_add_string(out, "\nOptions of this command:\n");
	for (unsigned i = 0; i < OPTION_COUNT; i++)
		if (subcommand_takes(command, (enum option_id)i))
			add_option(out, (enum option_id)i);
	buf_add_string(out, "\n'rialto --help' lists the options of every command.\n");
}

static void help_group(struct buf *out, const char *group)
{
	buf_add_format(out, "usage: rialto [options] %s COMMAND ...\n\n", group);
	add_commands(out, group);
	buf_add_format(out, "\n'rialto %s COMMAND --help' says more of each.\n", group);
}

static void help_program(struct buf *out)
{
	buf_add_string(out, "usage: rialto [options] [command ...]\n\n"
		"A wallet and key manager for Venice agent wallets on Base.\n"
		"Without a command it opens the screen, where Enter does the next right thing.\n\nCommands:\n");
	add_commands(out, NULL);
	buf_add_string(out, "\nOptions, before or after the command:\n");
	for (unsigned i = 0; i < OPTION_COUNT; i++)
		if (option_info((enum option_id)i)->scope == OPTION_SCOPE_EVERYWHERE)
			add_option(out, (enum option_id)i);
	buf_add_string(out, "\nEnvironment: ");
	for (unsigned i = 0, count = 0; i < OPTION_COUNT; i++)
		if (option_info((enum option_id)i)->environment)
			buf_add_format(out, "%s%s", count++ % 3 ? " " : "\n  ", option_info((enum option_id)i)->environment);
	buf_add_string(out, "\n\nExit status: 0 done, 1 failed, 2 usage or a value to correct, 3 try again later,\n"
		"4 new token needed, 5 stake or fund first, 6 outcome unknown, 7 password wrong or\n"
		"missing, 8 refused by --readonly, 130 interrupted.\n"
		"\n'rialto COMMAND --help' says more of a command; rialto(1) says everything.\n");
}

void subcommand_help(struct buf *out, const struct subcommand *command, const char *group)
{
	if (command)
		help_command(out, command);
	else if (group)
		help_group(out, group);
	else
		help_program(out);
}
