/* Going on with another network: when that is refused, and when asked about; and that a practice network is noticed. */
#include "tests/support/flow_tx_steps.h"
#include "wallet/model/network_change.h"

enum { BASE, PRACTICE, HALF };

static void go(size_t index)
{
	struct action action = { .type = ACTION_NETWORK, .index = index };

	driver_apply(&driver, &action);
}

static void assert_gone(bool gone)
{
	assert_int_equal(driver.count[EFFECT_NETWORK], gone);
	assert_int_equal(driver.model.quitting, gone);
}

static void where_nothing_goes_on_it_is_left_at_once(void **state)
{
	(void)state;
	go(BASE);
	assert_gone(true);
}

static void the_one_in_use_and_half_a_one_cannot_be_gone_to(void **state)
{
	(void)state;
	go(PRACTICE);
	assert_string_equal(driver_said(&driver), "This network is in use already");
	go(HALF);
	assert_string_equal(driver_said(&driver), "The configuration gives it no rpc-url");
	go(99);
	assert_gone(false);
}

static void what_is_not_sent_yet_keeps_it(void **state)
{
	(void)state;
	to_sending();
	go(BASE);
	assert_gone(false);
	assert_true(strstr(driver_said(&driver), "Something is going on here") != NULL);
}

static void assert_stays(const char *because)
{
	go(BASE);
	assert_gone(false);
	assert_true(strstr(driver_said(&driver), because) != NULL);
}

/* From the token until the key is stored. */
static void a_mint_keeps_it_at_each_step(void **state)
{
	struct action action = { .type = ACTION_MINT };

	(void)state;
	key_options_init(&action.options);
	driver_unlock(&driver);
	driver_apply(&driver, &action);
	assert_stays("Something is going on here");
	driver_answer(&driver, EFFECT_TOKEN);
	assert_stays("Something is going on here");
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	assert_stays("Something is going on here");
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_stays("A key is being minted");
	driver_answer(&driver, EFFECT_MINT);
	assert_stays("A key is being minted");
	driver_settle(&driver);
	go(BASE);
	assert_gone(true);
}

static void what_waits_to_be_mined_is_asked_about(void **state)
{
	(void)state;
	to_waiting();
	go(BASE);
	assert_gone(false);
	assert_int_equal(model_want(&driver.model), WANT_CONSENT);
	driver_do(&driver, ACTION_CANCEL);
	assert_gone(false);
	go(BASE);
	driver_agree(&driver);
	assert_gone(true);
	assert_int_equal(driver.journal.count, 1);
}

/* Who comes back begins anew, with what the journal has. */
static void what_waited_is_followed_by_who_comes_back(void **state)
{
	(void)state;
	to_waiting();
	go(BASE);
	driver_agree(&driver);
	driver_restart(&driver);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	mine_sent();
	assert_int_equal(driver.model.tx.state, TX_DONE);
}

static void fail_to_reach(void)
{
	struct action answer = { .type = ACTION_CHAIN, .request = driver.model.refresh.request };

	driver_forget(&driver, EFFECT_CHAIN);
	(void)err_set(&answer.err, ERR_UNREACHABLE, "127.0.0.1:8545: Couldn't connect to server");
	driver_apply(&driver, &answer);
}

/* It is asked again and again, until it is there. */
static void a_practice_network_is_noticed_when_it_comes(void **state)
{
	(void)state;
	driver.model.block = 0;
	driver.model.tuning.refresh_ms = 0;
	driver_do(&driver, ACTION_REFRESH);
	fail_to_reach();
	assert_true(network_change_waits(&driver.model));
	assert_true(driver.model.balances_next_ms - driver.model.now_ms <= 3000);
	driver.now_ms = driver.model.balances_next_ms;
	driver_tick(&driver);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_false(network_change_waits(&driver.model));
	assert_string_equal(driver_said(&driver), "PRACTICE is running");
}

static void choose(size_t index, bool venice)
{
	struct action action = { .type = ACTION_NODE, .node = { index, venice, "key-1" } };

	driver_apply(&driver, &action);
}

/* The network is opened anew, once it is in the file. */
static void who_is_asked_here_holds_at_once(void **state)
{
	(void)state;
	choose(PRACTICE, true);
	assert_gone(false);
	assert_string_equal(driver_expect(&driver, EFFECT_NODE)->node.key, "key-1");
	driver_answer(&driver, EFFECT_NODE);
	assert_gone(true);
}

static void who_is_asked_elsewhere_is_only_written(void **state)
{
	(void)state;
	choose(BASE, true);
	driver_answer(&driver, EFFECT_NODE);
	assert_gone(false);
	assert_string_equal(driver_said(&driver), "Base is asked through Venice's RPC from now on");
	choose(BASE, false);
	driver_answer(&driver, EFFECT_NODE);
	assert_string_equal(driver_said(&driver), "Base is asked through its own node from now on");
}

static void what_cannot_be_written_leaves_all_as_it_was(void **state)
{
	(void)state;
	choose(PRACTICE, true);
	driver_refuse(&driver, EFFECT_NODE, ERR_UNSAFE_FILE);
	assert_gone(false);
	assert_true(strstr(driver_said(&driver), "The node is not changed: ") != NULL);
}

static void the_node_stays_while_something_goes_on(void **state)
{
	(void)state;
	to_sending();
	choose(PRACTICE, true);
	assert_int_equal(driver.count[EFFECT_NODE], 0);
	assert_true(strstr(driver_said(&driver), "Something is going on here") != NULL);
}

static void the_node_stays_while_a_transaction_waits(void **state)
{
	(void)state;
	to_waiting();
	choose(PRACTICE, false);
	assert_int_equal(driver.count[EFFECT_NODE], 0);
	assert_true(strstr(driver_said(&driver), "A transaction waits to be mined") != NULL);
}

static void the_node_stays_with_readonly(void **state)
{
	(void)state;
	driver.model.readonly = true;
	choose(BASE, true);
	assert_int_equal(driver.count[EFFECT_NODE], 0);
	assert_string_equal(driver_said(&driver), "With --readonly no setting is changed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(where_nothing_goes_on_it_is_left_at_once, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(the_one_in_use_and_half_a_one_cannot_be_gone_to, open_driver,
						close_driver),
		cmocka_unit_test_setup_teardown(what_is_not_sent_yet_keeps_it, begin, close_driver),
		cmocka_unit_test_setup_teardown(a_mint_keeps_it_at_each_step, begin, close_driver),
		cmocka_unit_test_setup_teardown(what_waits_to_be_mined_is_asked_about, begin, close_driver),
		cmocka_unit_test_setup_teardown(what_waited_is_followed_by_who_comes_back, begin, close_driver),
		cmocka_unit_test_setup_teardown(who_is_asked_here_holds_at_once, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(who_is_asked_elsewhere_is_only_written, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(what_cannot_be_written_leaves_all_as_it_was, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(the_node_stays_while_something_goes_on, begin, close_driver),
		cmocka_unit_test_setup_teardown(the_node_stays_while_a_transaction_waits, begin, close_driver),
		cmocka_unit_test_setup_teardown(the_node_stays_with_readonly, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(a_practice_network_is_noticed_when_it_comes, open_driver, close_driver),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
