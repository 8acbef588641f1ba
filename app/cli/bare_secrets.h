/*
 * bare_secrets: refuses keys and mnemonics on the command line, where other programs and the
 * shell's history see them and an answer would repeat them.
 */
#ifndef APP_CLI_BARE_SECRETS_H
#define APP_CLI_BARE_SECRETS_H

#include "app/cli/options.h"

/* False when an option's value (also from the environment), an argument, or all arguments
 * together look like a private key, a mnemonic or an API key.  The error does not repeat it. */
MUST_USE bool bare_secrets_check(const struct options *options, const char *const *words, unsigned count,
				 struct err *err);

#endif
