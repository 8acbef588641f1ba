/* command: the table of commands, and the help that derives from it. */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "app/options.h"
#include "wallet/buf.h"

struct app;

enum command_kind {
	COMMAND_READS,
	COMMAND_WRITES,		/* refused by --readonly; holds the home folder's lock */
};

struct command {
	const char *name;	/* "wallet new" */
	const char *usage;	/* what follows the name */
	unsigned min_arguments, max_arguments;
	enum command_kind kind;
	uint64_t options;	/* bit by enum option_id */
	const char *help;	/* one line */
	const char *more;	/* sentences, "" for none */
	bool (*run)(struct app *app, struct err *err);
};

extern const struct command command_table[];
extern const size_t command_count;

/* The command that the first one or two words name; *used says how many.  NULL for none. */
const struct command *command_find(unsigned *used, const char *const *words, unsigned count);
bool command_is_group(const char *word);	/* "wallet", "key", … */
bool command_takes(const struct command *command, enum option_id id);

/* The help of a command, of a group ("wallet"), or of the program (both NULL). */
void command_help(struct buf *out, const struct command *command, const char *group);

/* "commands", "options", "actions" or "errors", as mdoc(7) for the manual page. */
MUST_USE bool command_print_table(struct buf *out, const char *table, struct err *err);

#define COMMAND(function, ...) bool command_##function(struct app *app, struct err *err);
#include "app/commands.def"
#undef COMMAND

#endif
