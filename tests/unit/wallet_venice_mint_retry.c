/* mint_retry: waits grow, differ, and never end before the time that the server named. */
#include "wallet/venice/mint_retry.h"

#include <limits.h>

#include "tests/support/unit.h"

static int64_t delay(unsigned tries, long retry_after, uint64_t *random)
{
	struct err err = { .code = ERR_RATE_LIMITED, .retry_after = retry_after };

	return mint_retry_delay(tries, &err, random);
}

static void waits_double_up_to_half_a_minute(void **state)
{
	(void)state;
	static const int64_t bases[] = { 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000 };
	uint64_t random = 7;

	for (unsigned tries = 0; tries < MINT_RETRY_TRIES; tries++) {
		for (unsigned i = 0; i < 200; i++)
			assert_in_range(delay(tries, 0, &random), bases[tries] * 3 / 4, bases[tries] * 5 / 4);
	}
	assert_in_range(delay(UINT_MAX, 0, &random), 22500, 37500);
}

static void jitter_spreads_both_ways(void **state)
{
	(void)state;
	uint64_t random = 1;
	bool early = false, late = false;

	for (unsigned i = 0; i < 100; i++) {
		int64_t ms = delay(3, 0, &random);

		early |= ms < 7000;
		late |= ms > 9000;
	}
	assert_true(early && late);
}

static void two_clients_do_not_come_back_together(void **state)
{
	(void)state;
	uint64_t a = 1, b = 2;
	unsigned same = 0;

	for (unsigned i = 0; i < 50; i++)
		same += delay(5, 0, &a) == delay(5, 0, &b);
	assert_true(same < 5);
}

static void the_servers_wish_is_kept(void **state)
{
	(void)state;
	uint64_t random = 3;

	for (unsigned i = 0; i < 200; i++) {
		assert_in_range(delay(0, 30, &random), 30000, 30100);
		assert_in_range(delay(7, 30, &random), 30000, 32000);
	}
}

static void an_absurd_wish_is_cut_to_a_day(void **state)
{
	(void)state;
	uint64_t random = 3;

	assert_in_range(delay(0, LONG_MAX, &random), 86400000, 86400100);
	assert_in_range(delay(0, -5, &random), 750, 1250);
}

/* xorshift stays at zero for ever, but any seed may be given. */
static void a_seed_of_zero_is_random_too(void **state)
{
	(void)state;
	uint64_t random = 0;
	int64_t first = delay(5, 0, &random);

	assert_true(random != 0);
	assert_int_not_equal(delay(5, 0, &random), first);
}

static void what_is_never_reached_is_tried_less_often(void **state)
{
	(void)state;
	assert_int_equal(mint_retry_tries(&(struct err){ .code = ERR_UNREACHABLE }), MINT_RETRY_TRIES_NOWHERE);
	assert_int_equal(mint_retry_tries(&(struct err){ .code = ERR_UNAVAILABLE }), MINT_RETRY_TRIES);
	assert_true(MINT_RETRY_TRIES_NOWHERE < MINT_RETRY_TRIES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_never_reached_is_tried_less_often),
		cmocka_unit_test(waits_double_up_to_half_a_minute),
		cmocka_unit_test(jitter_spreads_both_ways),
		cmocka_unit_test(two_clients_do_not_come_back_together),
		cmocka_unit_test(the_servers_wish_is_kept),
		cmocka_unit_test(an_absurd_wish_is_cut_to_a_day),
		cmocka_unit_test(a_seed_of_zero_is_random_too),
	};

	return cmocka_run_group_tests_name("wallet_mint_retry", tests, NULL, NULL);
}
