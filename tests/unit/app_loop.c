/* loop: the time that it goes by, and what holds on when the network changes.  The clocks below take the place of
 * libc's. */
#include "app/loop.h"

#include <signal.h>
#include <time.h>

#include "app/signals.h"
#include "tests/support/unit.h"

static time_t day = 1790000000, awake = 5000;

int clock_gettime(clockid_t clock, struct timespec *out)
{
	*out = (struct timespec){ .tv_sec = clock == CLOCK_REALTIME ? day : awake };
	return 0;
}

static void goes_on_evenly_however_the_clock_is_set(void **state)
{
	int64_t began = loop_now_ms();

	(void)state;
	assert_int_equal(began, INT64_C(1790000000) * 1000);
	awake += 10;
	day -= 3600;
	assert_int_equal(loop_now_ms(), began + 10000);
	awake += 10;
	day += 2 * 24 * 3600;
	assert_int_equal(loop_now_ms(), began + 20000);
}

/* A signal that nobody has taken when the old loop closes, and one that comes before the new one is open. */
static void a_signal_outlives_a_change_of_network(void **state)
{
	struct settings *settings = test_calloc(1, sizeof(*settings));
	struct home home = { 0 };
	struct loop loop;
	struct err err;

	(void)state;
	signal(SIGTERM, SIG_DFL);	/* whoever started the tests may ignore them, as nohup(1) does */
	signal(SIGHUP, SIG_DFL);
	assert_true(network_builtin(&settings->networks[0], "base"));
	assert_true(network_builtin(&settings->networks[1], "practice"));
	settings->network_count = 2;
	settings->network = settings->networks[0];
	assert_true(loop_open(&loop, settings, &home, false, &err));
	raise(SIGTERM);
	loop.runner.network_next = 1;
	assert_true(loop_go_on(&loop, settings, &home, &err));
	assert_string_equal(loop.model->network.name, "practice");
	assert_int_equal(signals_next(), SIGTERM);
	assert_int_equal(signals_next(), 0);
	signals_hold(true);
	raise(SIGHUP);
	assert_int_equal(signals_next(), 0);
	signals_hold(false);
	assert_int_equal(signals_next(), SIGHUP);
	loop_close(&loop);
	test_free(settings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goes_on_evenly_however_the_clock_is_set),
		cmocka_unit_test(a_signal_outlives_a_change_of_network),
	};

	return cmocka_run_group_tests_name("app_loop", tests, NULL, NULL);
}
