/* loop: the time that it goes by.  The clocks below take the place of libc's. */
#include "app/loop.h"

#include <time.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goes_on_evenly_however_the_clock_is_set),
	};

	return cmocka_run_group_tests_name("app_loop", tests, NULL, NULL);
}
