/*
 * handover_job: a command that takes an API key on its standard input, and never on its command
 * line or in its environment.
 *
 * Its input is a pipe that holds the whole key before the command starts, so nobody waits for the
 * command to read.
 */
#ifndef APP_HANDOVER_JOB_H
#define APP_HANDOVER_JOB_H

#include "wallet/base/secret.h"

/*
 * Runs a command with /bin/sh -c and waits for its end.  Its standard input is `secret`, at most
 * KEY_TEXT_MAX bytes; its output goes to standard error, or nowhere when quiet.  HANDOVER_FAILED
 * unless it exits with 0.
 */
MUST_USE bool handover_job_run(const char *command, const struct secret *secret, bool quiet, struct err *err);

/* A command that runs beside the loop.  It has a session of its own, so that it cannot ask on the
 * screen's terminal, and its output is kept. */
struct handover_job;

/* `key` is masked in its output. */
MUST_USE bool handover_job_start(struct handover_job **out, const char *command, const struct secret *secret,
				 const struct apikey *key, struct err *err);

int handover_job_fd(const struct handover_job *job);	/* readable when it has written; -1 after its last output */

/* Takes what it has written.  True once it has ended; SIGCHLD tells of that as well. */
bool handover_job_ended(struct handover_job *job);

/* Reports how it ended, like handover_job_run. */
MUST_USE bool handover_job_result(const struct handover_job *job, struct err *err);
/* Returns the start of what it wrote, in sanitised lines and with the key masked; NULL for
 * nothing.  The caller frees it. */
char *handover_job_output(const struct handover_job *job);

void handover_job_lock(struct handover_job *job);	/* forgets the key, and the output with it; NULL is fine */
void handover_job_stop(struct handover_job *job, bool by_force);	/* asks it to end, or ends it */
void handover_job_free(struct handover_job *job);	/* asks it to end, if it has not; NULL is fine */

#endif
