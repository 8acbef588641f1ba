/* tx_final: one that a block took is followed to the chain's safe block, whatever becomes of its block. */
#include "wallet/flow/tx_final.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_tx_steps.h"
#include "wallet/model/tx_list.h"

/* A stake that succeeded, and that the journal has let go. */
static void to_closed(void)
{
	to_waiting();
	driver.node.on_top = 1;
	flow_node_mine(&driver.node);
	wait_ms(1000);
	assert_done();
	driver.node.on_top = 6;
	driver_pass(&driver, 3000);
	assert_int_equal(driver.model.journal.count, 0);
}

/* The newest row of the list, as the screen and 'tx list' have it. */
static void assert_row(const char *word, bool asked)
{
	struct tx_rows rows = { 0 };

	tx_list_of(&rows, &driver.model, model_account(&driver.model)->address);
	assert_true(rows.count > 0);
	assert_string_equal(tx_row_word(&rows.items[0]), word);
	assert_int_equal(rows.items[0].asked, asked);
	tx_list_free(&rows);
}

static size_t lines(const char *event)
{
	size_t count = 0;

	for (size_t i = 0; i < driver.model.log.count; i++)
		count += !strcmp(driver.model.log.items[i].event, event);
	return count;
}

/* The transaction is in no block any more, and the chain has another one in place of its own. */
static void lose_block(void)
{
	driver.node.mined_count = 0;
	driver.node.has_receipt = false;
	driver.node.fork++;
}

/* It was mined, and before its block was safe the chain lost that. */
static void to_lost(void)
{
	to_closed();
	driver.node.safe_behind = 100;
	driver_pass(&driver, 10000);
	lose_block();
}

static void one_above_the_safe_block_is_mined_only(void **state)
{
	(void)state;
	to_closed();
	driver.node.safe_behind = 100;
	driver_pass(&driver, 30000);
	assert_row("mined", true);
	driver.node.safe_behind = 2;
	driver_pass(&driver, 15000);
	assert_row("safe", true);
	assert_int_equal(driver.model.tx_final.poll_at_ms, 0);
	assert_int_equal(lines("tx_mined"), 1);
}

/* Nobody knows what is safe there. */
static void a_node_without_the_tag(void **state)
{
	(void)state;
	to_closed();
	driver.node.no_safe = true;
	driver_pass(&driver, 30000);
	assert_row("mined", false);
	driver.node.no_safe = false;
	driver_pass(&driver, 15000);
	assert_row("safe", true);
}

static void one_that_its_block_lost_is_said_once(void **state)
{
	(void)state;
	to_lost();
	driver_pass(&driver, 60000);
	assert_row("reorged", false);
	assert_int_equal(lines("tx_gone"), 1);
	assert_non_null(strstr(driver_said(&driver), "is no longer part of the chain, and no other has it"));
	assert_int_equal(driver.node.sent, 1);
}

/* Doing it again takes the same number, so that at most one of the two is ever mined. */
static void one_that_its_block_lost_can_be_done_again(void **state)
{
	uint64_t nonce;

	(void)state;
	to_lost();
	nonce = driver.model.tx.tx.nonce;
	driver_pass(&driver, 60000);
	assert_row("reorged", false);
	driver.node.nonce--;
	to_review();
	assert_int_equal(driver.model.tx.tx.nonce, nonce);
}

/* Its number is used again: a node that does not count it yet is waited for. */
static void one_that_came_back_has_its_number(void **state)
{
	uint64_t nonce;

	(void)state;
	to_lost();
	nonce = driver.model.tx.tx.nonce;
	driver_pass(&driver, 60000);
	assert_row("reorged", false);
	flow_node_mine(&driver.node);
	driver_pass(&driver, 30000);
	assert_row("mined", true);
	driver.node.nonce = nonce;
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
	driver.node.nonce = nonce + 1;
	driver_pass(&driver, 5000);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.model.tx.tx.nonce, nonce + 1);
}

/* The line that says what was paid out besides is none about its end. */
static void a_result_in_the_log_is_no_end(void **state)
{
	struct log_entry result = { .event = "tx_result" };
	const struct log_entry *mined, *gone;

	(void)state;
	to_closed();
	mined = &driver.model.log.items[driver.model.log.count - 1];
	assert_string_equal(mined->event, "tx_mined");
	result.time_ms = mined->time_ms;
	result.address = mined->address;
	memcpy(result.network, mined->network, sizeof(result.network));
	result.tx = mined->tx;
	result.tx.fee = U256_ZERO;
	result.tx.has_besides = true;
	log_entries_add(&driver.model.log, &result);
	driver.node.safe_behind = 100;
	driver_pass(&driver, 10000);
	lose_block();
	driver_pass(&driver, 60000);
	assert_int_equal(lines("tx_gone"), 1);
	gone = &driver.model.log.items[driver.model.log.count - 1];
	assert_string_equal(gone->event, "tx_gone");
	assert_false(gone->tx.has_besides);
	assert_false(u256_is_zero(gone->tx.fee));
}

/* It comes back in another block, and then counts as before. */
static void one_that_moves_to_another_block(void **state)
{
	(void)state;
	to_lost();
	driver_pass(&driver, 30000);
	assert_row("reorged", false);
	driver.node.block += 3;
	flow_node_mine(&driver.node);
	driver_pass(&driver, 30000);
	assert_row("mined", true);
	assert_int_equal(lines("tx_mined"), 2);
	assert_non_null(strstr(driver_said(&driver), "is in another block now"));
	driver.node.safe_behind = 0;
	driver_pass(&driver, 30000);
	assert_row("safe", true);
}

/* After a restart, the log is what is known: it is not said again, and one that came back is found. */
static void one_that_was_lost_before_a_restart(void **state)
{
	(void)state;
	to_lost();
	driver_pass(&driver, 60000);
	assert_row("reorged", false);
	driver.model.tx_final = (struct tx_final){ 0 };
	driver_pass(&driver, 60000);
	assert_int_equal(lines("tx_gone"), 1);
	driver.model.tx_final = (struct tx_final){ 0 };
	driver.node.mined_count = 1;
	driver_pass(&driver, 60000);
	assert_row("mined", true);
}

/* One look of a node that is elsewhere is not believed, nor a node that is behind. */
static void one_look_is_no_proof(void **state)
{
	(void)state;
	to_closed();
	driver.node.safe_behind = 100;
	driver.node.mined_count = 0;
	driver_advance(&driver, 5000);
	driver_settle(&driver);
	assert_int_equal(lines("tx_gone"), 0);
	driver.node.mined_count = 1;
	driver_pass(&driver, 30000);
	assert_int_equal(lines("tx_gone"), 0);
	assert_row("mined", true);
}

static void a_node_that_fails_is_asked_again(void **state)
{
	(void)state;
	to_closed();
	driver.node.one_error = ERR_RPC_UNAVAILABLE;
	driver_pass(&driver, 30000);
	assert_row("mined", false);
	driver.node.one_error = ERR_NONE;
	driver_pass(&driver, 30000);
	assert_row("safe", true);
}

/* A block has taken it, says the log. */
static void logged(unsigned number)
{
	struct log_entry mined = { .event = "tx_mined", .tx = { .any = true, .purpose = PURPOSE_STAKE, .nonce = number } };

	mined.time_ms = driver.now_ms - 1000;
	mined.address = driver.accounts.items[0].address;
	mined.tx.block = driver.node.block;
	snprintf(mined.network, sizeof(mined.network), "%s", driver.model.network.name);
	memset(mined.tx.hash, 0x55, sizeof(mined.tx.hash));
	memcpy(mined.tx.hash, &number, sizeof(number));
	log_entries_add(&driver.model.log, &mined);
	driver.node.has_receipt = true;
}

/* More than are remembered: the newest count, and each is looked at until it is safe, and then no more. */
static void of_very_many_the_newest_are_followed(void **state)
{
	struct tx_rows rows = { 0 };
	size_t safe = 0;

	(void)state;
	for (unsigned i = 0; i < TX_FINAL_LOOKS + 20; i++)
		logged(i);
	driver_pass(&driver, 600000);
	assert_int_equal(driver.model.tx_final.poll_at_ms, 0);
	logged(TX_FINAL_LOOKS + 20);
	driver_pass(&driver, 60000);
	assert_int_equal(driver.model.tx_final.poll_at_ms, 0);
	tx_list_of(&rows, &driver.model, driver.accounts.items[0].address);
	for (size_t i = 0; i < rows.count; i++)
		safe += rows.items[i].safe;
	tx_list_free(&rows);
	assert_int_equal(safe, TX_FINAL_LOOKS);
}

/* A command asks once, when it is told to. */
static void a_command_asks_once(void **state)
{
	(void)state;
	logged(0);
	driver_pass(&driver, 60000);
	driver_expect_none(&driver, EFFECT_CHAIN);
	driver_do(&driver, ACTION_TX_FINAL);
	assert_true(tx_final_running(&driver.model));
	driver_settle(&driver);
	assert_false(tx_final_running(&driver.model));
	assert_row("safe", true);
	assert_int_equal(driver.model.tx_final.poll_at_ms, 0);
}

/* A command lists all of them, so it asks about all, and about none twice. */
static void a_command_comes_to_all(void **state)
{
	struct tx_rows rows = { 0 };
	size_t safe = 0;

	(void)state;
	for (unsigned i = 0; i < 60; i++)
		logged(i);
	driver_do(&driver, ACTION_TX_FINAL);
	while (tx_final_running(&driver.model)) {
		driver_settle(&driver);
		driver_advance(&driver, 1);
	}
	tx_list_of(&rows, &driver.model, driver.accounts.items[0].address);
	for (size_t i = 0; i < rows.count; i++)
		safe += rows.items[i].asked && rows.items[i].safe;
	tx_list_free(&rows);
	assert_int_equal(safe, 60);
	assert_int_equal(driver.count[EFFECT_CHAIN], 2);
}

/* One that is above the safe block does not keep it waiting. */
static void a_command_does_not_wait_for_the_safe_block(void **state)
{
	(void)state;
	driver.node.safe_behind = 100;
	for (unsigned i = 0; i < 60; i++)
		logged(i);
	driver_do(&driver, ACTION_TX_FINAL);
	for (unsigned i = 0; i < 4; i++) {
		driver_settle(&driver);
		driver_advance(&driver, 1);
	}
	assert_false(tx_final_running(&driver.model));
	assert_int_equal(driver.count[EFFECT_CHAIN], 2);
	assert_row("mined", true);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_above_the_safe_block_is_mined_only),
		TEST(a_node_without_the_tag),
		TEST(one_that_its_block_lost_is_said_once),
		TEST(one_that_its_block_lost_can_be_done_again),
		TEST(one_that_came_back_has_its_number),
		TEST(a_result_in_the_log_is_no_end),
		TEST(one_that_moves_to_another_block),
		TEST(one_that_was_lost_before_a_restart),
		TEST(one_look_is_no_proof),
		TEST(a_node_that_fails_is_asked_again),
		TEST(of_very_many_the_newest_are_followed),
		cmocka_unit_test_setup_teardown(a_command_asks_once, begin_headless, close_driver),
		cmocka_unit_test_setup_teardown(a_command_comes_to_all, begin_headless, close_driver),
		cmocka_unit_test_setup_teardown(a_command_does_not_wait_for_the_safe_block, begin_headless,
						close_driver),
	};

	return cmocka_run_group_tests_name("wallet_tx_final", tests, NULL, NULL);
}
