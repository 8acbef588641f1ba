/*
 * options: the command line, taken apart.  Options may stand before or after
 * the command, as "--name value" or "--name=value"; none but --wallets is given twice, and
 * none is empty.
 */
#ifndef APP_CLI_OPTIONS_H
#define APP_CLI_OPTIONS_H

#include <stdint.h>

#include "wallet/base/err.h"

enum option_id {
#define OPTION(id, name, argument, environment, scope, help) OPTION_##id,
#include "app/cli/options.def"
#undef OPTION
	OPTION_COUNT
};
_Static_assert(OPTION_COUNT <= 64, "a command holds its options in 64 bits");

enum option_scope { OPTION_SCOPE_EVERYWHERE, OPTION_SCOPE_COMMAND, OPTION_SCOPE_HIDDEN };

struct option_info {
	const char *name, *argument, *environment, *help;
	enum option_scope scope;
};

#define OPTIONS_ARGUMENTS_MAX 256

struct subcommand;

struct options {
	const char *given[OPTION_COUNT];	/* as given, "" for a flag; NULL where not */
	const struct subcommand *command;		/* NULL: none was named */
	const char *group;			/* "wallet": named alone, for its help; else NULL */
	const char *arguments[OPTIONS_ARGUMENTS_MAX];	/* what follows the command's name */
	unsigned argument_count;
	const char *wallets[OPTIONS_ARGUMENTS_MAX];	/* --wallets, the one that may be given again */
	unsigned wallets_count;
};

const struct option_info *option_info(enum option_id id);

/* out points into argv.  USAGE, with one sentence, for what is not in the tables. */
MUST_USE bool options_parse(struct options *out, int argc, char *const *argv, struct err *err);

/* Was --json asked for, even on a command line that options_parse refuses? */
bool options_want_json(int argc, char *const *argv);

/* As given, else from the option's environment variable, never empty.  NULL where there is
 * neither. */
const char *options_value(const struct options *options, enum option_id id);
bool options_flag(const struct options *options, enum option_id id);

#endif
