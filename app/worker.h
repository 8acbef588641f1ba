/*
 * worker: one thread for what takes long to compute (scrypt).  Jobs run in the
 * order they came; each finished one goes on a locked list, and `wake` is called
 * so that the main thread collects it.
 */
#ifndef APP_WORKER_H
#define APP_WORKER_H

#include <stdbool.h>
#include <stdint.h>

struct worker;

/* The head of what a job is; its maker puts more behind it. */
struct job {
	struct job *next;
	uint32_t request;
	uint32_t generation;		/* worker_generation when it was given */
	bool cancelled;			/* nobody waits for its result */
	void (*run)(struct job *job);	/* on the worker's thread */
	void (*free)(struct job *job);	/* wipes what it holds */
};

struct worker *worker_new(void (*wake)(void *context), void *context);
/* Waits for the job that is running, wipes all results unread. */
void worker_free(struct worker *worker);

void worker_give(struct worker *worker, struct job *job);	/* takes it over */

/* The next finished job, for the caller to free; cancelled ones are freed here and
 * skipped.  NULL for none. */
struct job *worker_collect(struct worker *worker);

void worker_cancel(struct worker *worker, uint32_t request);
void worker_age(struct worker *worker);			/* begins a new generation */
uint32_t worker_generation(const struct worker *worker);	/* main thread only */

#endif
