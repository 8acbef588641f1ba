/* tx_watch: looks at a success that was reported until it counts, and follows it again if its block
 * was undone. */
#include "wallet/flow/tx_watch.h"

#include <string.h>

#include "tests/support/flow_tx_steps.h"

/* Goes on to a success that was reported and is not deep yet. */
static void to_told(void)
{
	to_waiting();
	driver.node.on_top = 1;
	flow_node_mine(&driver.node);
	wait_ms(1000);
	assert_done();
	assert_true(driver.journal.items[0].told);
}

/* The chain keeps moving, but never so far that the success counts. */
static void pass_shallow(unsigned seconds)
{
	for (unsigned i = 0; i < seconds; i++) {
		driver.node.on_top = 1 + driver.node.on_top % 3;
		driver_pass(&driver, 1000);
	}
}

static bool was_said(const char *words)
{
	for (size_t i = 0; i < MESSAGE_HISTORY; i++)
		if (strstr(driver.model.messages[i].text, words))
			return true;
	return false;
}

static void what_counts_is_closed(void **state)
{
	(void)state;
	to_told();
	pass_shallow(10);
	assert_int_equal(driver.journal.count, 1);
	driver.node.on_top = 6;
	driver_pass(&driver, 3000);
	assert_int_equal(driver.journal.count, 0);
	assert_int_equal(driver.model.journal.count, 0);
	assert_int_equal(driver.model.watch.poll_at_ms, 0);
}

static void what_its_block_lost_is_sent_and_followed_again(void **state)
{
	(void)state;
	struct buf first;

	to_told();
	buf_init(&first, 0);
	buf_add(&first, driver.node.last_sent.data, driver.node.last_sent.len);
	driver.node.mined_count = 0;
	driver.node.nonce--;
	driver.node.fork++;
	pass_shallow(5);
	assert_true(was_said("stake transaction of alpha, is no longer part of the chain: it is sent and followed again"));
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	assert_false(driver.journal.items[0].told);
	assert_int_equal(driver.node.sent, 2);
	assert_int_equal(driver.node.last_sent.len, first.len);
	assert_memory_equal(driver.node.last_sent.data, first.data, first.len);
	flow_node_mine(&driver.node);
	driver.node.on_top = 9;
	driver_pass(&driver, 5000);
	assert_done();
	assert_int_equal(driver.journal.count, 0);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
	buf_free(&first);
}

/* A transaction that was reported as a success turns out to be undone. */
static void what_comes_to_another_end_is_said(void **state)
{
	(void)state;
	to_told();
	driver.node.fork++;
	driver.node.tx_reverted = true;
	driver.node.on_top = 9;
	driver_pass(&driver, 10000);
	assert_failed(ERR_TX_REVERTED);
	assert_int_equal(driver.journal.count, 0);
}

static void one_node_on_a_fork_for_a_moment_is_nothing(void **state)
{
	(void)state;
	to_told();
	for (unsigned i = 0; i < 5; i++) {
		driver.node.fork ^= 1;
		pass_shallow(1);
	}
	assert_true(driver.journal.items[0].told);
	assert_int_equal(driver.node.sent, 1);
}

static void a_node_that_is_behind_says_nothing_against_it(void **state)
{
	(void)state;
	to_told();
	driver.node.mined_count = 0;
	driver.node.block -= 50;
	pass_shallow(10);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_true(driver.journal.items[0].told);
	assert_int_equal(driver.node.sent, 1);
}

static void a_node_that_does_not_answer_says_nothing(void **state)
{
	(void)state;
	to_told();
	driver.node.one_error = ERR_RATE_LIMITED;
	pass_shallow(5);
	driver.node.one_error = ERR_NONE;
	driver.node.too_few = true;
	pass_shallow(5);
	assert_true(driver.journal.items[0].told);
	driver.node.too_few = false;
	driver.node.on_top = 9;
	driver_pass(&driver, 10000);
	assert_int_equal(driver.journal.count, 0);
}

/* A command looks once before it begins, and does not wait if all is as it was. */
static void a_command_looks_once(void **state)
{
	(void)state;
	to_waiting();
	driver.node.on_top = 1;
	flow_node_mine(&driver.node);
	wait_ms(1000);
	assert_false(driver.journal.items[0].told);	/* that is left to the command, once it has reported it */
	assert_false(tx_watch_running(&driver.model));
	driver.model.journal.items[0].told = true;
	driver_do(&driver, ACTION_TX_WATCH);
	assert_int_equal(driver.pending.count, 1);
	assert_true(tx_watch_running(&driver.model));
	driver_settle(&driver);
	assert_false(tx_watch_running(&driver.model));
	assert_int_equal(model_deadline(&driver.model), 0);
	assert_int_equal(driver.journal.count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)
#define COMMAND_TEST(name) cmocka_unit_test_setup_teardown(name, begin_headless, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_counts_is_closed),
		TEST(what_its_block_lost_is_sent_and_followed_again),
		TEST(what_comes_to_another_end_is_said),
		TEST(one_node_on_a_fork_for_a_moment_is_nothing),
		TEST(a_node_that_is_behind_says_nothing_against_it),
		TEST(a_node_that_does_not_answer_says_nothing),
		COMMAND_TEST(a_command_looks_once),
	};

	return cmocka_run_group_tests_name("wallet_tx_watch", tests, NULL, NULL);
}
