/*
 * worker: a thread for long computations (scrypt).  Jobs run in the order they came.  Each finished
 * job goes on a locked list, and `wake` is called so that the main thread collects it.
 */
#ifndef APP_WORKER_H
#define APP_WORKER_H

#include <stdbool.h>
#include <stdint.h>

struct worker;

/* The head of a job; whoever makes one puts more behind it. */
struct job {
	struct job *next;
	uint32_t request;
	uint32_t generation;		/* worker_generation when it was given */
	bool cancelled;			/* nobody waits for its result */
	bool only_reads;		/* it owns what it needs and changes nothing, so it may be left behind */
	void (*run)(struct job *job);	/* called on the worker's thread */
	void (*free)(struct job *job);	/* wipes what it holds */
};

struct worker *worker_new(void (*wake)(void *context), void *context);
/* Wipes all results unread.  Waits for the job that is running, unless that only reads: then the thread
 * is left behind to wipe everything when it comes to its end, or the process does. */
void worker_free(struct worker *worker);

void worker_give(struct worker *worker, struct job *job);	/* takes the job over */

/* Returns the next finished job, for the caller to free.  Cancelled ones are freed here and
 * skipped.  NULL for none. */
struct job *worker_collect(struct worker *worker);

void worker_cancel(struct worker *worker, uint32_t request);
void worker_age(struct worker *worker);			/* begins a new generation */
uint32_t worker_generation(const struct worker *worker);	/* main thread only */

#endif
