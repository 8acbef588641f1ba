/*
 * bare_secrets: keys and words on a command line, where other programs and the shell's
 * history see them, and an answer would repeat them.
 */
#ifndef APP_CLI_BARE_SECRETS_H
#define APP_CLI_BARE_SECRETS_H

#include "app/cli/options.h"

/* False, and a sentence that does not repeat it, where an option's value, of the environment too,
 * or an argument, or all of them together, read as a private key, a wallet's words or an API key. */
MUST_USE bool bare_secrets_check(const struct options *options, const char *const *words, unsigned count,
				 struct err *err);

#endif
