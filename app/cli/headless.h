/*
 * headless: the model, its flows and the loop without a screen.  What the screen asks in a dialog is
 * answered from options, or asked on the terminal.
 */
#ifndef APP_CLI_HEADLESS_H
#define APP_CLI_HEADLESS_H

#include "app/app.h"
#include "app/cli/waits.h"
#include "app/loop.h"

struct headless {
	struct app *app;
	struct loop loop;
	unsigned password_tries;
	struct waits waits;
	size_t node_news;		/* how many were reported so far */
	void (*watch)(struct headless *headless, void *context);	/* sees each turn of headless_run; NULL: none */
	void *context;
};

/* Opens the loop and loads what is on disk; the bare form loads nothing. */
MUST_USE bool headless_open(struct headless *headless, struct app *app, struct err *err);
MUST_USE bool headless_open_bare(struct headless *headless, struct app *app, struct err *err);
void headless_close(struct headless *headless);

/* Loads the log, too, which app.log_comes_later has left: always, or only if something is in flight. */
MUST_USE bool headless_load_log(struct headless *headless, bool always, struct err *err);

/* Opens the home folder, reads the password, where there is one, and opens; then does what the command
 * is for, and closes.  `run` is given the context. */
MUST_USE bool headless_with(struct app *app, bool (*run)(struct headless *headless, void *context, struct err *err),
			    void *context, struct err *err);

/* Makes a wallet the current one, by its name or address; NULL for the usual choice. */
MUST_USE bool headless_select(struct headless *headless, const char *name, struct err *err);

/* Makes the wallet of that address the current one.  If no file says the address, opens that of
 * --wallet, or the only wallet whose file says no address, to see whether it is the one. */
MUST_USE bool headless_select_address(struct headless *headless, struct address address, struct err *err);

/* Begins to unlock the current wallet if --password-file is given, so that scrypt runs while the
 * network works. */
void headless_unlock_early(struct headless *headless);

/* Runs while `running` returns true.  False: interrupted, or a question could not be answered. */
MUST_USE bool headless_run(struct headless *headless, bool (*running)(const struct model *model), struct err *err);

/* Reads the wallets' balances.  True when that has ended: what failed of it is in the model. */
MUST_USE bool headless_refresh(struct headless *headless, struct err *err);

/* Asks for agreement to a wish that the command carries out itself, if the wish needs that.  Takes
 * over what the wish owns. */
MUST_USE bool headless_ask(struct headless *headless, struct action *wish, struct err *err);

/* Waits for `what` until that time, and reports a long wait.  False: interrupted. */
MUST_USE bool headless_wait(struct headless *headless, int64_t until_ms, const char *what, struct err *err);

/* Succeeds when the wallet's password was given and was right. */
MUST_USE bool headless_unlock(struct headless *headless, struct err *err);

#endif
