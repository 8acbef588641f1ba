#include "wallet/base/pace.h"

#include "tests/support/unit.h"

static void the_first_few_need_not_wait(void **state)
{
	struct pace pace = { .most = 3, .span_ms = 1000 };

	(void)state;
	for (int64_t now = 10; now < 13; now++) {
		assert_int_equal(pace_next_ms(&pace, now), 0);
		pace_note(&pace, now);
	}
	assert_int_equal(pace_next_ms(&pace, 13), 1010);
	assert_int_equal(pace_next_ms(&pace, 1009), 1010);
	assert_int_equal(pace_next_ms(&pace, 1010), 0);
}

static void never_more_than_so_many_in_any_span(void **state)
{
	struct pace pace = { .most = 5, .span_ms = 1000 };
	int64_t at[100], now = 1;

	(void)state;
	for (int i = 0; i < 100; i++, now += 7) {
		int64_t next = pace_next_ms(&pace, now);

		if (next)
			now = next;
		pace_note(&pace, now);
		at[i] = now;
		assert_true(i < 5 || at[i] - at[i - 5] >= 1000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_few_need_not_wait),
		cmocka_unit_test(never_more_than_so_many_in_any_span),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
