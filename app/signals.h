/*
 * signals: turned into bytes on a pipe, so that the loop meets them where it
 * waits; and crashes that leave the terminal as it was found.
 */
#ifndef APP_SIGNALS_H
#define APP_SIGNALS_H

#include <stdbool.h>

#include "wallet/base/err.h"

/* Restores the terminal before a crash kills the process; ignores SIGPIPE and
 * SIGXFSZ, so that a write that cannot be done fails. */
void signals_catch_crashes(void);

/* SIGINT, SIGTERM and SIGHUP go to the pipe; with `screen` also SIGWINCH, SIGTSTP,
 * SIGCONT and, for the commands it runs, SIGCHLD. */
MUST_USE bool signals_open(bool screen, struct err *err);
void signals_close(void);	/* back to the default actions */

int signals_fd(void);		/* readable when a signal has come; -1 while closed */
int signals_next(void);		/* the next signal's number, 0 for none */

/* Stops the process as Ctrl-Z does; returns when it goes on. */
void signals_stop(void);

bool signals_ends(int signal_number);	/* SIGINT, SIGTERM, SIGHUP */

#endif
