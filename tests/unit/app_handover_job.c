/* handover_job: what a command gets, what is kept of what it says, and how it ends. */
#include "app/handover_job.h"

#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/signals.h"
#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define KEY "VENICE-INFERENCE-KEY-abcdef"

static struct apikey *key;

static int open_key(void **state)
{
	(void)state;
	assert_true(sodium_init() >= 0);
	key = apikey_new(APIKEY_MAX);
	assert_true(secret_append(&key->s, KEY, strlen(KEY)));
	return 0;
}

static int close_key(void **state)
{
	(void)state;
	apikey_free(key);
	return 0;
}

static struct handover_job *start(const char *command)
{
	struct handover_job *job;
	struct err err;

	assert_true(handover_job_start(&job, command, &key->s, key, &err));
	return job;
}

/* Waits as the loop does.  A command that closes its output early is looked at again and again. */
static void wait_for(struct handover_job *job)
{
	while (!handover_job_ended(job)) {
		struct pollfd fd = { .fd = handover_job_fd(job), .events = POLLIN };

		poll(&fd, 1, fd.fd < 0 ? 1 : 50);
	}
}

/* Returns what the command wrote; the caller frees it. */
static char *run(const char *command, struct err *err)
{
	struct handover_job *job = start(command);
	char *output;

	wait_for(job);
	*err = (struct err){ 0 };
	(void)!handover_job_result(job, err);
	output = handover_job_output(job);
	handover_job_free(job);
	return output;
}

static void it_gets_the_key_and_nothing_else(void **state)
{
	struct err err;
	char *output = run("test \"$(wc -c)\" = 27 && echo 27 bytes", &err);

	(void)state;
	assert_int_equal(err.code, ERR_NONE);
	assert_string_equal(output, "27 bytes\n");
	free(output);
}

static void the_key_is_masked_in_what_it_says(void **state)
{
	struct err err;
	char *output = run("k=$(cat); echo \"got $k\"; echo \"$k$k\" >&2", &err);

	(void)state;
	assert_string_equal(output, "got ***************************\n"
			    "******************************************************\n");
	free(output);
}

/* The server chooses what a key looks like, so it may look like its own mask. */
static void a_key_that_is_its_own_mask_is_masked_too(void **state)
{
	struct apikey *stars = apikey_new(APIKEY_MAX);
	struct handover_job *job;
	struct err err;
	char *output;

	(void)state;
	assert_true(secret_append(&stars->s, "**", 2));
	assert_true(handover_job_start(&job, "cat; echo '***'", &stars->s, stars, &err));
	wait_for(job);
	output = handover_job_output(job);
	assert_string_equal(output, "*****\n");
	free(output);
	handover_job_free(job);
	apikey_free(stars);
}

static void it_may_say_nothing_and_read_nothing(void **state)
{
	struct err err;

	(void)state;
	assert_null(run("true", &err));
	assert_int_equal(err.code, ERR_NONE);
	assert_null(run("exec >&- 2>&-; exit 0", &err));
	assert_int_equal(err.code, ERR_NONE);
}

static void failures_have_words(void **state)
{
	struct err err;
	char *output = run("echo no such store >&2; exit 3", &err);

	(void)state;
	assert_int_equal(err.code, ERR_HANDOVER_FAILED);
	assert_non_null(strstr(err.msg, "status 3"));
	assert_string_equal(output, "no such store\n");
	free(output);
	free(run("no-such-program-here", &err));
	assert_non_null(strstr(err.msg, "not found"));
	assert_null(run("kill -9 $$", &err));
	assert_non_null(strstr(err.msg, "signal 9"));
}

static void what_it_says_is_cut_and_clean(void **state)
{
	struct err err;
	char *output = run("printf 'a\\033[31mb\\tc\\n\\nd'; head -c 100000 /dev/zero | tr '\\0' x", &err), *more;

	(void)state;
	assert_int_equal(err.code, ERR_NONE);
	assert_null(strchr(output, '\033'));
	assert_memory_equal(output, "a?[31mb c\n\nd", 12);
	assert_true(strlen(output) < 4200);
	more = strstr(output, "\n(and ");
	assert_non_null(more);
	assert_int_equal(strtol(more + 6, NULL, 10), 100000 + 12 - 4000);
	free(output);
}

static void one_that_never_ends_can_be_ended(void **state)
{
	struct handover_job *job = start("trap 'echo not yet' TERM; echo here; while :; do sleep 1000 & wait; done");
	struct pollfd fd = { .fd = handover_job_fd(job), .events = POLLIN };
	char *output;
	struct err err;

	(void)state;
	poll(&fd, 1, -1);
	assert_false(handover_job_ended(job));
	handover_job_stop(job, false);
	poll(&fd, 1, -1);	/* the command writes something and goes on */
	assert_false(handover_job_ended(job));
	handover_job_stop(job, true);
	wait_for(job);
	assert_false(handover_job_result(job, &err));
	output = handover_job_output(job);
	assert_non_null(strstr(output, "here\n"));
	assert_non_null(strstr(output, "not yet\n"));
	free(output);
	handover_job_free(job);
}

/* A signal that comes before the command has begun reaches the command, and not this program. */
static void one_that_has_hardly_begun_can_be_ended(void **state)
{
	struct err err;

	(void)state;
	if (getenv("RIALTO_QUICK_TESTS"))
		skip();		/* valgrind loses a signal that comes just before exec */
	assert_true(signals_open(true, &err));
	for (int i = 0; i < 200; i++) {
		struct handover_job *job = start("sleep 1000");

		handover_job_stop(job, false);
		wait_for(job);
		assert_false(handover_job_result(job, &err));
		assert_non_null(strstr(err.msg, "ended by signal 15"));
		handover_job_free(job);
		for (int number; (number = signals_next());)
			assert_int_equal(number, SIGCHLD);
	}
	signals_close();
}

/* Output is not kept once the key that would have to be masked in it is gone. */
static void the_lock_forgets_key_and_output(void **state)
{
	struct handover_job *job = start("echo before; cat > /dev/null; echo after");
	struct err err;

	(void)state;
	handover_job_lock(job);
	wait_for(job);
	assert_true(handover_job_result(job, &err));
	assert_null(handover_job_output(job));
	handover_job_free(job);
}

static void it_has_no_terminal_to_ask_on(void **state)
{
	struct err err;
	char *output = run("(: < /dev/tty) 2>/dev/null && echo terminal || echo none", &err);

	(void)state;
	assert_string_equal(output, "none\n");
	free(output);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_gets_the_key_and_nothing_else),
		cmocka_unit_test(the_key_is_masked_in_what_it_says),
		cmocka_unit_test(a_key_that_is_its_own_mask_is_masked_too),
		cmocka_unit_test(it_may_say_nothing_and_read_nothing),
		cmocka_unit_test(failures_have_words),
		cmocka_unit_test(what_it_says_is_cut_and_clean),
		cmocka_unit_test(one_that_never_ends_can_be_ended),
		cmocka_unit_test(one_that_has_hardly_begun_can_be_ended),
		cmocka_unit_test(the_lock_forgets_key_and_output),
		cmocka_unit_test(it_has_no_terminal_to_ask_on),
	};

	return cmocka_run_group_tests(tests, open_key, close_key);
}
