/*
 * prompt: questions on the terminal.  They appear on standard error and are answered on standard
 * input, and only where both are terminals.  What is typed goes byte by byte into guarded memory.
 */
#ifndef APP_CLI_PROMPT_H
#define APP_CLI_PROMPT_H

#include "wallet/base/secret.h"

/*
 * Who asks with the loop running.  Its questions appear on standard output, without any control
 * sequence: on a terminal that knows none, and for those who listen to one.
 */
struct prompt_host {
	void *context;
	/* Waits until the terminal can be read; false ends the question, and err says why.  `begun`: a part of
	 * the answer was typed. */
	bool (*wait)(void *context, bool begun, struct err *err);
};

void prompt_serve(const struct prompt_host *host);	/* from now on; NULL: nobody, as at first */

bool prompt_possible(void);

/* Reads one answer with echo, and leaves out the blanks around it.  `consents`: it agrees to a loss or a
 * signature, so what was pasted is no answer. */
MUST_USE bool prompt_line(char *out, size_t size, const char *question, bool consents, struct err *err);

/* Reads without echo.  INTERRUPTED on Ctrl-C or a signal, CANCELLED at the end of input. */
MUST_USE bool prompt_password(struct passphrase **out, const char *question, struct err *err);

/* Reads one answer with echo. *same says whether it is `expected`, apart from spaces around it. */
MUST_USE bool prompt_expect(bool *same, const char *question, const char *expected, struct err *err);

/* Shows a mnemonic on a screen of its own until `confirm` is answered, so that it does not stay
 * in the terminal's scrollback. */
MUST_USE bool prompt_words(const struct mnemonic *mnemonic, bool confirm, struct err *err);

#endif
