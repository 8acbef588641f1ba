#include "app/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"

struct list {
	struct job *first, **last;
};

struct worker {
	void (*wake)(void *context);
	void *context;
	uint32_t generation;
	bool started;
	pthread_t thread;

	pthread_mutex_t lock;		/* guards all below */
	pthread_cond_t given;
	bool stop;
	bool left;			/* the thread frees the worker, and wakes nobody any more */
	struct list waiting, done;
	struct job *running;
};

static void list_init(struct list *list)
{
	*list = (struct list){ .last = &list->first };
}

static void list_add(struct list *list, struct job *job)
{
	job->next = NULL;
	*list->last = job;
	list->last = &job->next;
}

static struct job *list_take(struct list *list)
{
	struct job *job = list->first;

	if (job) {
		list->first = job->next;
		if (!list->first)
			list->last = &list->first;
	}
	return job;
}

static void list_free(struct list *list)
{
	for (struct job *job; (job = list_take(list));)
		job->free(job);
}

struct worker *worker_new(void (*wake)(void *context), void *context)
{
	struct worker *worker = mem_new(1, sizeof(*worker));

	worker->wake = wake;
	worker->context = context;
	pthread_mutex_init(&worker->lock, NULL);
	pthread_cond_init(&worker->given, NULL);
	list_init(&worker->waiting);
	list_init(&worker->done);
	return worker;
}

/* Waits for a job to run; NULL when it is time to end.  A job that was cancelled while it waited
 * is never begun. */
static struct job *next_job(struct worker *worker)
{
	struct job *job;

	pthread_mutex_lock(&worker->lock);
	for (;;) {
		while (!worker->stop && !worker->waiting.first)
			pthread_cond_wait(&worker->given, &worker->lock);
		job = worker->stop ? NULL : list_take(&worker->waiting);
		if (!job || !job->cancelled)
			break;
		list_add(&worker->done, job);
	}
	worker->running = job;
	pthread_mutex_unlock(&worker->lock);
	return job;
}

static void dispose(struct worker *worker)
{
	list_free(&worker->waiting);
	list_free(&worker->done);
	pthread_cond_destroy(&worker->given);
	pthread_mutex_destroy(&worker->lock);
	free(worker);
}

static void *work(void *context)
{
	struct worker *worker = context;
	bool left = false;
	struct job *job;

	while ((job = next_job(worker))) {
		job->run(job);
		pthread_mutex_lock(&worker->lock);
		worker->running = NULL;
		list_add(&worker->done, job);
		left = worker->left;
		pthread_mutex_unlock(&worker->lock);
		if (!left)
			worker->wake(worker->context);
	}
	if (left)
		dispose(worker);
	return NULL;
}

/* Signals stay with the main thread. */
static void start(struct worker *worker)
{
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	worker->started = !pthread_create(&worker->thread, NULL, work, worker);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

void worker_give(struct worker *worker, struct job *job)
{
	job->generation = worker->generation;
	if (!worker->started)
		start(worker);
	if (!worker->started) {	/* there is no thread, so it runs here, slowly */
		job->run(job);
		list_add(&worker->done, job);
		worker->wake(worker->context);
		return;
	}
	pthread_mutex_lock(&worker->lock);
	list_add(&worker->waiting, job);
	pthread_cond_signal(&worker->given);
	pthread_mutex_unlock(&worker->lock);
}

struct job *worker_collect(struct worker *worker)
{
	struct job *job;

	pthread_mutex_lock(&worker->lock);
	while ((job = list_take(&worker->done)) && job->cancelled)
		job->free(job);
	pthread_mutex_unlock(&worker->lock);
	return job;
}

static void cancel_in(struct job *job, uint32_t request)
{
	for (; job; job = job->next)
		if (job->request == request)
			job->cancelled = true;
}

void worker_cancel(struct worker *worker, uint32_t request)
{
	pthread_mutex_lock(&worker->lock);
	cancel_in(worker->waiting.first, request);
	cancel_in(worker->done.first, request);
	if (worker->running && worker->running->request == request)
		worker->running->cancelled = true;
	pthread_mutex_unlock(&worker->lock);
}

void worker_age(struct worker *worker)
{
	worker->generation++;
}

uint32_t worker_generation(const struct worker *worker)
{
	return worker->generation;
}

/* Returns true if the thread is left behind, which then owns the worker. */
static bool end_thread(struct worker *worker)
{
	pthread_t thread = worker->thread;
	bool left;

	pthread_mutex_lock(&worker->lock);
	worker->stop = true;
	left = worker->left = worker->running && worker->running->only_reads;
	pthread_cond_signal(&worker->given);
	pthread_mutex_unlock(&worker->lock);
	if (left)
		pthread_detach(thread);
	else
		pthread_join(thread, NULL);
	return left;
}

void worker_free(struct worker *worker)
{
	if (!worker)
		return;
	if (worker->started && end_thread(worker))
		return;
	dispose(worker);
}
