/* subcommand: the table of commands, and the help that comes from it. */
#ifndef APP_CLI_SUBCOMMAND_H
#define APP_CLI_SUBCOMMAND_H

#include "app/cli/options.h"
#include "wallet/base/buf.h"

struct app;

enum subcommand_kind {
	SUBCOMMAND_READS,
	SUBCOMMAND_WRITES,		/* refused by --readonly; locks the home folder */
};

struct subcommand {
	const char *name;	/* "wallet new" */
	const char *usage;	/* what follows the name */
	unsigned min_arguments, max_arguments;
	enum subcommand_kind kind;
	uint64_t options;	/* bits of enum option_id */
	const char *help;	/* one line */
	const char *more;	/* sentences; "" for none */
	bool (*run)(struct app *app, struct err *err);
};

extern const struct subcommand subcommand_table[];
extern const size_t subcommand_count;

/* Finds the command that the first one or two words name; *used says how many.  NULL: none. */
const struct subcommand *subcommand_find(unsigned *used, const char *const *words, unsigned count);
bool subcommand_is_group(const char *word);	/* "wallet", "key", … */
bool subcommand_takes(const struct subcommand *command, enum option_id id);

/* Writes the help of a command, of a group ("wallet"), or of the program (both NULL). */
void subcommand_help(struct buf *out, const struct subcommand *command, const char *group);

#define COMMAND(function, ...) bool cli_##function(struct app *app, struct err *err);
#include "app/cli/commands.def"
#undef COMMAND

#endif
