/*
 * prompt: questions on the terminal.  They appear on standard error and are answered on standard
 * input, and only where both are terminals.  What is typed goes byte by byte into guarded memory.
 */
#ifndef APP_CLI_PROMPT_H
#define APP_CLI_PROMPT_H

#include "wallet/base/secret.h"

bool prompt_possible(void);

/* Reads without echo.  INTERRUPTED on Ctrl-C or a signal, CANCELLED at the end of input. */
MUST_USE bool prompt_password(struct passphrase **out, const char *question, struct err *err);

/* Reads one answer with echo. *same says whether it is `expected`, apart from spaces around it. */
MUST_USE bool prompt_expect(bool *same, const char *question, const char *expected, struct err *err);

/* Shows a mnemonic on a screen of its own until `confirm` is answered, so that it does not stay
 * in the terminal's scrollback. */
MUST_USE bool prompt_words(const struct mnemonic *mnemonic, bool confirm, struct err *err);

#endif
