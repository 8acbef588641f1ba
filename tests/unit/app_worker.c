#include "app/worker.h"

#include <pthread.h>
#include <stdlib.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

/* A job that waits at a gate, so that tests say when it ends. */
struct gated {
	struct job job;
	int *runs, *frees;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool gate_open;
static int woken, begun;

static void set_gate(bool open)
{
	pthread_mutex_lock(&lock);
	gate_open = open;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

static void wait_for(const int *count, int at_least)
{
	pthread_mutex_lock(&lock);
	while (*count < at_least)
		pthread_cond_wait(&changed, &lock);
	pthread_mutex_unlock(&lock);
}

static void wake(void *context)
{
	(void)context;
	pthread_mutex_lock(&lock);
	woken++;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

static void run(struct job *job)
{
	pthread_mutex_lock(&lock);
	begun++;
	++*((struct gated *)job)->runs;
	pthread_cond_broadcast(&changed);
	while (!gate_open)
		pthread_cond_wait(&changed, &lock);
	pthread_mutex_unlock(&lock);
}

static void free_job(struct job *job)
{
	pthread_mutex_lock(&lock);
	++*((struct gated *)job)->frees;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	free(job);
}

static int runs, frees;

static void give_as(struct worker *worker, uint32_t request, bool only_reads)
{
	struct gated *job = mem_new(1, sizeof(*job));

	*job = (struct gated){
		{ .request = request, .only_reads = only_reads, .run = run, .free = free_job }, &runs, &frees,
	};
	worker_give(worker, &job->job);
}

static void give(struct worker *worker, uint32_t request)
{
	give_as(worker, request, false);
}

static int reset(void **state)
{
	(void)state;
	runs = frees = woken = begun = 0;
	gate_open = true;
	return 0;
}

static void results_come_in_order(void **state)
{
	(void)state;
	struct worker *worker = worker_new(wake, NULL);

	assert_null(worker_collect(worker));
	for (uint32_t i = 1; i <= 3; i++)
		give(worker, i);
	wait_for(&woken, 3);
	for (uint32_t i = 1; i <= 3; i++) {
		struct job *job = worker_collect(worker);

		assert_int_equal(job->request, i);
		job->free(job);
	}
	assert_null(worker_collect(worker));
	worker_free(worker);
	assert_int_equal(frees, 3);
}

static void a_cancelled_job_is_wiped_unread(void **state)
{
	(void)state;
	struct worker *worker = worker_new(wake, NULL);
	struct job *job;

	set_gate(false);
	give(worker, 1);
	give(worker, 2);
	give(worker, 3);
	wait_for(&begun, 1);
	worker_cancel(worker, 1);	/* this one is running */
	worker_cancel(worker, 2);	/* this one waits, and is never begun */
	set_gate(true);
	wait_for(&begun, 2);
	wait_for(&woken, 2);
	job = worker_collect(worker);
	assert_int_equal(job->request, 3);
	job->free(job);
	assert_null(worker_collect(worker));
	assert_int_equal(runs, 2);
	worker_free(worker);
	assert_int_equal(frees, 3);
}

static void a_job_keeps_the_generation_it_was_given_in(void **state)
{
	(void)state;
	struct worker *worker = worker_new(wake, NULL);
	struct job *job;

	give(worker, 1);
	worker_age(worker);
	wait_for(&woken, 1);
	job = worker_collect(worker);
	assert_int_not_equal(job->generation, worker_generation(worker));
	job->free(job);
	worker_free(worker);
}

static void what_was_not_collected_is_wiped_at_the_end(void **state)
{
	(void)state;
	struct worker *worker = worker_new(wake, NULL);

	give(worker, 1);
	wait_for(&woken, 1);
	set_gate(false);
	give(worker, 2);
	give(worker, 3);
	wait_for(&begun, 2);
	set_gate(true);
	worker_free(worker);
	assert_int_equal(frees, 3);
	worker_free(NULL);
}

/* The end does not wait for it, which would take for ever here.  It is wiped all the same, and so is
 * what was to come after it, which never begins. */
static void what_only_reads_is_left_behind(void **state)
{
	(void)state;
	struct worker *worker = worker_new(wake, NULL);

	set_gate(false);
	give_as(worker, 1, true);
	wait_for(&begun, 1);
	give(worker, 2);
	worker_free(worker);
	assert_int_equal(frees, 0);
	set_gate(true);
	wait_for(&frees, 2);
	assert_int_equal(runs, 1);
	assert_int_equal(woken, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(results_come_in_order, reset),
		cmocka_unit_test_setup(a_cancelled_job_is_wiped_unread, reset),
		cmocka_unit_test_setup(a_job_keeps_the_generation_it_was_given_in, reset),
		cmocka_unit_test_setup(what_was_not_collected_is_wiped_at_the_end, reset),
		cmocka_unit_test_setup(what_only_reads_is_left_behind, reset),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
