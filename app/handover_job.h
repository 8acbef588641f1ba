/*
 * handover_job: a command that takes an API key on its standard input, and never
 * on its command line or in its environment.
 *
 * Its input is a pipe that holds the whole key before it starts, so that nobody
 * ever waits for it to read.
 */
#ifndef APP_HANDOVER_JOB_H
#define APP_HANDOVER_JOB_H

#include "wallet/base/secret.h"

/* Runs a command with /bin/sh -c and waits for its end.  `secret`, at most KEY_TEXT_MAX
 * bytes, is all of its standard input; its output goes to standard error, or nowhere
 * when quiet.  HANDOVER_FAILED when it does not end with 0. */
MUST_USE bool handover_job_run(const char *command, const struct secret *secret, bool quiet, struct err *err);

/* One that runs beside the loop: in a session of its own, so that it cannot ask on the
 * terminal that the screen is on, and its output kept. */
struct handover_job;

/* `key` is what its output must not show. */
MUST_USE bool handover_job_start(struct handover_job **out, const char *command, const struct secret *secret,
				 const struct apikey *key, struct err *err);

int handover_job_fd(const struct handover_job *job);	/* readable when it has written; -1 once it will not */

/* Takes what it has written; true once it has ended, which SIGCHLD tells, too. */
bool handover_job_ended(struct handover_job *job);

/* How it ended: as handover_job_run. */
MUST_USE bool handover_job_result(const struct handover_job *job, struct err *err);
/* What it wrote, capped, in sanitised lines, with the key masked; NULL for nothing.
 * The caller frees it. */
char *handover_job_output(const struct handover_job *job);

void handover_job_lock(struct handover_job *job);	/* forgets the key, and with it the output; NULL is fine */
void handover_job_stop(struct handover_job *job, bool by_force);	/* asks it to end, or ends it */
void handover_job_free(struct handover_job *job);	/* asks it to end, if it has not; NULL is fine */

#endif
