/* log_watch: what is done is logged as it is done, and no more than once. */
#include "wallet/model/log_watch.h"

#include <string.h>

#include "tests/support/flow_fixture.h"

static int begin(void **state)
{
	open_driver(state);
	driver_unlock(&driver);
	return 0;
}

static void assert_events(const char *wanted)
{
	char seen[512] = "";

	for (size_t i = 0; i < driver.model.log.count; i++) {
		strcat(seen, driver.model.log.items[i].event);
		strcat(seen, " ");
	}
	assert_string_equal(seen, wanted);
	assert_int_equal(driver.count[EFFECT_LOG], driver.model.log.count);
}

static void a_mint(void **state)
{
	(void)state;
	driver_mint(&driver);
	driver_settle(&driver);
	assert_events("token_fetched token_signed mint_sent key_minted key_stored ");
	assert_true(address_equal(driver.model.log.items[0].address, driver.accounts.items[0].address));
}

static void a_mint_that_fails(void **state)
{
	const struct log_entry *last;
	struct err err;

	(void)state;
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	(void)err_set(&err, ERR_NO_STAKE, "no");
	driver_refuse_mint(&driver, &err, false);
	driver_settle(&driver);
	assert_events("token_fetched token_signed mint_sent mint_failed ");
	last = &driver.model.log.items[3];
	assert_string_equal(last->code, "no_stake");
	assert_non_null(strstr(last->report, "Cause"));
	assert_true(log_entry_contains(last, "NO_STAKE"));
	assert_true(log_entry_contains(last, ""));
	assert_false(log_entry_contains(last, "jwt"));
}

static void confirm(void)
{
	while (driver.model.tx.state == TX_IDLE || driver.model.tx.state == TX_PREFLIGHT ||
	       driver.model.tx.state == TX_L1_FEE)
		driver_answer(&driver, EFFECT_CHAIN);
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_SIGN_TX);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	driver_answer(&driver, EFFECT_CHAIN);
}

/* The log has the review as it was shown, and before anything is signed.  Without a yes there is none. */
static void a_yes_and_what_it_was_to(void **state)
{
	const struct log_entry *log;
	struct review review;
	struct buf shown;

	(void)state;
	driver.node.allowance = flow_units(1000);
	driver_do(&driver, ACTION_CONFIRM);
	driver_stake(&driver, 10);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_events("");
	assert_true(review_of(&review, &driver.model));
	buf_init(&shown, 0);
	review_print(&shown, &review);
	driver_do(&driver, ACTION_CONFIRM);
	assert_events("agreed ");
	driver_expect(&driver, EFFECT_SIGN_TX);
	log = driver.model.log.items;
	assert_string_equal(log[0].text, "transaction: Stake 10 VVV and receive as much sVVV");
	assert_string_equal(log[0].report, buf_string(&shown));
	assert_non_null(strstr(log[0].report, "\n  Call        stake(address,uint256)\n              recipient: 0x"));
	assert_true(address_equal(log[0].address, driver.accounts.items[0].address));
	review_free(&review);
	buf_free(&shown);
}

/* One line for each transaction that was sent, however often, and one for the end of each. */
static void a_transaction_and_what_took_its_place(void **state)
{
	const struct log_entry *log;

	(void)state;
	driver.node.allowance = flow_units(1000);
	driver_stake(&driver, 10);
	confirm();
	driver.node.has_tx = false;	/* lost, and sent again */
	driver_pass(&driver, 5000);
	driver_do(&driver, ACTION_TX_SPEED_UP);
	confirm();
	flow_node_mine(&driver.node);
	driver_pass(&driver, 3000);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_events("agreed tx_sent agreed tx_sent tx_mined tx_replaced ");
	log = driver.model.log.items;
	assert_int_equal(log[4].tx.purpose, PURPOSE_STAKE);
	assert_memory_equal(log[4].tx.hash, log[3].tx.hash, KECCAK_SIZE);
	assert_memory_equal(log[5].tx.hash, log[1].tx.hash, KECCAK_SIZE);
	assert_int_equal(log[4].tx.block, 1000);
	assert_int_equal(log[4].tx.nonce, 7);
	assert_int_equal(log[4].tx.fee.limb[0], 123456789);
	assert_int_equal(log[5].tx.block, 0);
	assert_int_equal(amount_compare(log[4].tx.amount, (struct amount){ TOKEN_VVV, flow_units(10) }), 0);
}

static void a_cancelled_transaction(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(1000);
	driver_stake(&driver, 10);
	confirm();
	driver_do(&driver, ACTION_TX_CANCEL);
	confirm();
	flow_node_mine(&driver.node);
	driver_pass(&driver, 5000);
	assert_events("agreed tx_sent agreed tx_sent tx_cancelled tx_replaced ");
	assert_int_equal(driver.model.log.items[4].tx.purpose, PURPOSE_CANCEL);
	assert_int_equal(driver.model.log.items[5].tx.purpose, PURPOSE_STAKE);
}

static void the_oldest_makes_room(void **state)
{
	struct log_entries log = { 0 };

	(void)state;
	for (int64_t i = 0; i < LOG_ENTRIES_KEPT + 10; i++) {
		struct log_entry entry = { .time_ms = i };

		log_entries_add(&log, &entry);
	}
	assert_int_equal(log.count, LOG_ENTRIES_KEPT);
	assert_int_equal(log.items[0].time_ms, 10);
	log_entries_free(&log);
}

#define log_watch_test(f) cmocka_unit_test_setup_teardown(f, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		log_watch_test(a_mint),
		log_watch_test(a_mint_that_fails),
		log_watch_test(a_yes_and_what_it_was_to),
		log_watch_test(a_transaction_and_what_took_its_place),
		log_watch_test(a_cancelled_transaction),
		cmocka_unit_test(the_oldest_makes_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
