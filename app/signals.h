/*
 * signals: turns signals into bytes on a pipe, so that the loop meets them where it waits.  A crash
 * leaves the terminal as it was found.
 */
#ifndef APP_SIGNALS_H
#define APP_SIGNALS_H

#include <stdbool.h>

#include "wallet/base/err.h"

/* Restores the terminal before a crash kills the process.  Ignores SIGPIPE and SIGXFSZ, so that a
 * write that cannot be done fails instead. */
void signals_catch_crashes(void);

/* SIGINT, SIGTERM and SIGHUP go to the pipe; with `screen` also SIGWINCH, SIGTSTP, SIGCONT and,
 * for the commands that it runs, SIGCHLD. */
MUST_USE bool signals_open(bool screen, struct err *err);
void signals_close(void);	/* restores the default actions */

/* On: all of these wait until it is off again, while nobody would take them. */
void signals_hold(bool on);
void signals_again(void);	/* while held: those that have come and were not taken come once more, when it is off */

int signals_fd(void);		/* readable when a signal has come; -1 while closed */
int signals_next(void);		/* the next signal's number; 0: none */

/* Stops the process as Ctrl-Z does.  Returns when it goes on. */
void signals_stop(void);

bool signals_ends(int signal_number);	/* true for SIGINT, SIGTERM and SIGHUP */

#endif
