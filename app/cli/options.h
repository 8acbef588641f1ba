/*
 * options: parses the command line.  An option may stand before or after the command, as "--name
 * value" or "--name=value".  Only --wallets may be given twice, and no value may be empty.
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
	const char *given[OPTION_COUNT];	/* value of each; "" for a flag, NULL: not given */
	const struct subcommand *command;		/* NULL: none was named */
	const char *group;			/* "wallet" when it is named alone, for its help; else NULL */
	const char *arguments[OPTIONS_ARGUMENTS_MAX];	/* what follows the command's name */
	unsigned argument_count;
	const char *wallets[OPTIONS_ARGUMENTS_MAX];	/* of --wallets, which may be given again */
	unsigned wallets_count;
};

const struct option_info *option_info(enum option_id id);

/* *out points into argv.  Fails with USAGE and one sentence about what the tables do not allow. */
MUST_USE bool options_parse(struct options *out, int argc, char *const *argv, struct err *err);

/* True when --json was asked for, even on a command line that options_parse refuses. */
bool options_want_json(int argc, char *const *argv);

/* Returns the value that was given, else that of the option's environment variable, and never an
 * empty one.  NULL where there is neither. */
const char *options_value(const struct options *options, enum option_id id);
bool options_flag(const struct options *options, enum option_id id);

/* Reads a whole number within these limits; leaves *out alone when the option is not given.  USAGE. */
MUST_USE bool options_number(unsigned *out, const struct options *options, enum option_id id, unsigned least,
			     unsigned most, struct err *err);

#endif
