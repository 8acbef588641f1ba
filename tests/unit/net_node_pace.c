#include "tests/support/unit.h"

#include <string.h>

#include "net/node_pace.h"
#include "wallet/base/mem.h"

#define HOST "node.example"

static struct err limit(long retry_after)
{
	struct err err;

	err_set(&err, ERR_RPC_LIMITED, "over rate limit");
	err.status = 429;
	err.retry_after = retry_after;
	return err;
}

static bool strike(int64_t *delay, struct node_pace *pace, struct node_wait *wait, long retry_after, struct err *err)
{
	struct err said = limit(retry_after);

	node_pace_strike(pace, wait, &said);
	return node_pace_wait(delay, pace, wait, HOST, err);
}

/* Strikes once, with a pace that knows of nothing yet. */
static bool first_strike(int64_t *delay, uint64_t seed, long retry_after, struct err *err)
{
	struct node_pace pace;
	struct node_wait wait = { 0 };

	node_pace_init(&pace, seed);
	return strike(delay, &pace, &wait, retry_after, err);
}

static void it_waits_as_long_as_the_node_says(void **state)
{
	static const long seconds[] = { 1, 7, 60, 119 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(seconds); i++) {
		struct err err;
		int64_t delay;

		assert_true(first_strike(&delay, i, seconds[i], &err));
		assert_in_range(delay, seconds[i] * 1000, seconds[i] * 1000 + 1000);
	}
}

static void a_day_is_refused_and_not_obeyed(void **state)
{
	static const long seconds[] = { 150, 3600, 86400 };
	static const char *const words[] = { "in 3 min;", "in 60 min;", "in 24 h;" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(seconds); i++) {
		struct err err;
		int64_t delay;

		assert_false(first_strike(&delay, i, seconds[i], &err));
		assert_int_equal(err.code, ERR_RPC_LIMITED);
		assert_int_equal(err.remedy, REMEDY_RETRY);
		assert_int_equal(err.retry_after, seconds[i]);
		assert_int_equal(err.status, 429);
		assert_non_null(strstr(err.msg, HOST));
		assert_non_null(strstr(err.msg, words[i]));
		assert_non_null(strstr(err.msg, "2 min at most"));
	}
}

/* If the node names no time, the waits grow, and end after a minute in all. */
static void in_vain_it_ends(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 50; seed++) {
		struct node_pace pace;
		struct node_wait wait = { 0 };
		struct err err;
		int64_t delay, sum = 0, first = 0;
		unsigned waits = 0;

		node_pace_init(&pace, seed);
		while (strike(&delay, &pace, &wait, 0, &err)) {
			assert_in_range(delay, 750, 37500);
			first = first ? first : delay;
			sum += delay;
			waits++;
		}
		assert_in_range(first, 750, 1250);
		assert_in_range(sum, NODE_PACE_BLIND_MS - 1000, NODE_PACE_BLIND_MS);
		assert_in_range(waits, 5, 8);
		assert_int_equal(err.code, ERR_RPC_LIMITED);
		assert_non_null(strstr(err.msg, HOST " still has too many requests after"));
		assert_non_null(strstr(err.msg, "over rate limit"));
	}
}

/* After two minutes in vain, rialto does not wait for two more. */
static void a_long_time_is_waited_once(void **state)
{
	struct node_pace pace;
	struct node_wait wait = { 0 };
	struct err err;
	int64_t delay;

	(void)state;
	node_pace_init(&pace, 5);
	assert_true(strike(&delay, &pace, &wait, 100, &err));
	assert_false(strike(&delay, &pace, &wait, 100, &err));
	assert_non_null(strstr(err.msg, HOST " still has too many requests after 101 s of waiting"));
}

/* If a second is never enough, rialto does not ask a hundred times. */
static void who_says_too_little_is_asked_less_and_less(void **state)
{
	struct node_pace pace;
	struct node_wait wait = { 0 };
	struct err err;
	int64_t delay, sum = 0;
	unsigned waits = 0;

	(void)state;
	node_pace_init(&pace, 3);
	while (strike(&delay, &pace, &wait, 1, &err)) {
		sum += delay;
		waits++;
	}
	assert_in_range(sum, NODE_PACE_BLIND_MS - 1000, NODE_PACE_BLIND_MS);
	assert_in_range(waits, 5, 8);
}

static void fewer_are_asked_at_once(void **state)
{
	struct node_pace pace;
	struct node_wait wait = { 0 };
	struct err said = limit(5), err;
	size_t usual;
	int64_t delay;

	(void)state;
	node_pace_init(&pace, 1);
	usual = pace.at_once;
	assert_false(pace.no_batches);
	node_pace_refused_batch(&pace, false);
	assert_true(pace.no_batches);
	assert_int_equal(pace.at_once, usual);
	node_pace_refused_batch(&pace, true);
	assert_true(pace.at_once < usual && pace.at_once > 1);
	usual = pace.at_once;
	node_pace_strike(&pace, &wait, &said);
	said.retry_after = 2;
	node_pace_strike(&pace, &wait, &said);
	assert_int_equal(pace.at_once, usual / 2);
	assert_true(node_pace_wait(&delay, &pace, &wait, HOST, &err));
	assert_true(delay >= 5000);
	for (int i = 0; i < 5; i++) {
		node_pace_strike(&pace, &wait, &said);
		(void)!node_pace_wait(&delay, &pace, &wait, HOST, &err);
	}
	assert_int_equal(pace.at_once, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_waits_as_long_as_the_node_says),
		cmocka_unit_test(a_day_is_refused_and_not_obeyed),
		cmocka_unit_test(in_vain_it_ends),
		cmocka_unit_test(a_long_time_is_waited_once),
		cmocka_unit_test(who_says_too_little_is_asked_less_and_less),
		cmocka_unit_test(fewer_are_asked_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
