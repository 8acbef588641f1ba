/* tx_follow: what became of a transaction that was sent.  It ends only by what a block
 * shows; everything else that a node says or leaves unsaid keeps it open. */
#include "wallet/flow/tx_follow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_tx_steps.h"
#include "wallet/base/mem.h"

static void assert_still_open(void)
{
	assert_int_equal(driver.journal.count, 1);
	assert_false(driver.journal.items[0].told);
	assert_int_equal(driver.count[EFFECT_JOURNAL_CLOSE], 0);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

/* Waits, after which the flow is still waiting. */
static void wait_in_vain(int64_t ms)
{
	wait_ms(ms);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

/* Goes on to a block that has it and says that it was undone. */
static void to_undone(void)
{
	to_waiting();
	mine();
	driver.node.tx_reverted = true;
}

/* Goes on to the latest block, which has it as a success. */
static void to_success(void)
{
	to_waiting();
	driver.node.on_top = 0;
	mine();
	driver_settle(&driver);
	assert_done();
}

/* Goes on to a node that no longer knows it while its number is used. */
static void to_number_used(void)
{
	to_waiting();
	driver.node.has_tx = false;
	driver.node.nonce = 8;
}

/* Errors of a sending that failed, or seemed to fail. */
static const enum err_code refusals[] = {
	ERR_UNREACHABLE, ERR_TIMEOUT, ERR_CONNECTION_CUT, ERR_RATE_LIMITED, ERR_BAD_ANSWER, ERR_TX_REPLACED,
	ERR_SERVER_ERROR, ERR_RPC, ERR_NEEDS_ETH, ERR_REVERTED,
};

static void whatever_is_answered_to_a_sending_the_chain_decides(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(refusals); i++) {
		to_sending();
		driver.node.send_error = refusals[i];
		driver.node.refuses = i % 2;
		driver_answer(&driver, EFFECT_CHAIN);
		assert_int_equal(driver.model.tx.state, TX_WAITING);
		assert_int_equal(driver.journal.count, 1);
		driver.node.send_error = ERR_NONE;
		mine();		/* the node took it in spite of the error */
		driver_tick(&driver);
		driver_settle(&driver);
		assert_done();
		assert_int_equal(driver.node.sent, i + 1);
		driver_pass(&driver, 5000);
		driver.node.has_receipt = driver.node.has_tx = false;
	}
}

static void a_whole_request_that_fails_is_found_out_too(void **state)
{
	(void)state;
	to_sending();
	driver_refuse(&driver, EFFECT_CHAIN, ERR_TIMEOUT);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	assert_still_open();
}

static void what_the_network_lost_is_sent_again_unchanged(void **state)
{
	(void)state;
	struct buf first;

	to_sending();
	driver.node.send_error = ERR_TIMEOUT;
	driver_answer(&driver, EFFECT_CHAIN);
	buf_init(&first, 0);
	buf_add(&first, driver.node.last_sent.data, driver.node.last_sent.len);
	wait_ms(20000);
	assert_in_range(driver.node.sent, 3, 8);	/* again and again, but less and less often */
	assert_int_equal(driver.node.last_sent.len, first.len);
	assert_memory_equal(driver.node.last_sent.data, first.data, first.len);
	assert_still_open();
	buf_free(&first);
}

/* The screen goes on offering it.  A command says why, and leaves it to the next run. */
static void a_refusal_that_repeats_itself_ends_nothing(void **state)
{
	(void)state;
	to_sending();
	driver.node.send_error = ERR_NEEDS_ETH;
	driver.node.refuses = true;
	wait_in_vain(5 * MINUTE_MS);
	assert_still_open();
	driver.node.send_error = ERR_NONE;
	wait_ms(MINUTE_MS);
	assert_true(driver.node.has_tx);
	mine();
	wait_ms(MINUTE_MS);
	assert_done();
}

static void a_command_does_not_wait_long_on_a_refusal(void **state)
{
	(void)state;
	int64_t began;

	to_sending();
	began = driver.now_ms;
	driver.node.send_error = ERR_NEEDS_ETH;
	driver.node.refuses = true;
	wait_ms(MINUTE_MS);
	assert_failed(ERR_NEEDS_ETH);
	assert_in_range(driver.now_ms - began, 5000, 15000);
	assert_non_null(strstr(driver.model.tx.err.msg, "the node says no"));
	assert_int_equal(driver.model.tx.err.remedy, REMEDY_FUND);
	assert_still_open();
	assert_string_equal(driver.model.log.items[driver.model.log.count - 1].code, "tx_unknown");
}

static void a_refusal_that_may_pass_leaves_it_unknown(void **state)
{
	(void)state;
	to_sending();
	driver.node.send_error = ERR_TX_UNDERPRICED;
	driver.node.refuses = true;
	wait_ms(MINUTE_MS);
	assert_failed(ERR_TX_UNKNOWN);
	assert_still_open();
}

/* The node that did not answer may have passed it on. */
static void a_refusal_of_a_second_node_leaves_it_unknown(void **state)
{
	(void)state;
	to_sending();
	driver.node.send_error = ERR_NEEDS_ETH;
	driver.node.refuses = driver.node.second_refuses = true;
	wait_ms(MINUTE_MS);
	assert_failed(ERR_TX_UNKNOWN);
	assert_still_open();
}

/* The first sending may have come through, whatever is said of the second. */
static void a_refusal_after_a_sending_without_an_answer_leaves_it_unknown(void **state)
{
	(void)state;
	to_sending();
	driver_refuse(&driver, EFFECT_CHAIN, ERR_TIMEOUT);
	driver.node.send_error = ERR_NEEDS_ETH;
	driver.node.refuses = true;
	wait_ms(MINUTE_MS);
	assert_failed(ERR_TX_UNKNOWN);
	assert_still_open();
}

/* "nonce too low" may mean that this very transaction is mined. */
static void a_command_waits_on_an_error_that_says_nothing_certain(void **state)
{
	(void)state;
	static const enum err_code codes[] = { ERR_RPC, ERR_TX_REPLACED, ERR_TIMEOUT };

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++) {
		to_sending();
		driver.node.send_error = codes[i];
		wait_in_vain(40000);
		driver.node.send_error = ERR_NONE;
		mine();
		wait_ms(MINUTE_MS);
		assert_done();
		driver.node.has_receipt = driver.node.has_tx = false;
	}
}

/* A node that is busy may refuse it for a minute and yet have it. */
static void nobody_gives_up_before_a_look(void **state)
{
	(void)state;
	for (int whole = 0; whole <= 1; whole++) {
		to_sending();
		driver_advance(&driver, MINUTE_MS);
		driver.node.send_error = ERR_RATE_LIMITED;
		if (whole)
			driver_refuse(&driver, EFFECT_CHAIN, ERR_RPC_LIMITED);
		else
			driver_answer(&driver, EFFECT_CHAIN);
		assert_int_equal(driver.model.tx.state, TX_WAITING);
		driver.node.send_error = ERR_NONE;
		mine();
		wait_ms(5000);
		assert_done();
		driver.node.has_receipt = driver.node.has_tx = false;
	}
}

static void after_a_long_sending_one_look_is_enough(void **state)
{
	(void)state;
	to_sending();
	driver_advance(&driver, MINUTE_MS);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_RPC_LIMITED);
	wait_ms(5000);
	assert_failed(ERR_TX_UNKNOWN);
	assert_non_null(strstr(driver.model.tx.err.msg, "it could not be sent: refused by the test"));
	assert_still_open();
}

static void a_command_gives_up_but_keeps_the_entry(void **state)
{
	(void)state;
	to_waiting();
	wait_ms(5 * MINUTE_MS);
	assert_failed(ERR_TX_UNKNOWN);
	assert_non_null(strstr(driver.model.tx.err.msg, "no block has taken it yet"));
	assert_still_open();
	assert_int_equal(model_deadline(&driver.model), 0);
}

static void the_screen_waits_as_long_as_it_takes(void **state)
{
	(void)state;
	to_waiting();
	wait_in_vain(30 * MINUTE_MS);
	assert_int_equal(driver.node.sent, 1);
}

static void looks_become_rarer(void **state)
{
	(void)state;
	static const struct { int64_t age, wait; } cases[] = { { 0, 250 }, { 5000, 1000 }, { 2 * MINUTE_MS, 3000 } };

	to_waiting();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		wait_ms(cases[i].age);
		assert_int_equal(flow_tx_ops.deadline(&driver.model) - driver.now_ms, cases[i].wait);
	}
}

static void no_look_before_its_time(void **state)
{
	(void)state;
	to_waiting();
	driver_answer(&driver, EFFECT_CHAIN);
	driver_advance(&driver, 100);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

static void a_look_that_fails_is_repeated(void **state)
{
	(void)state;
	to_waiting();
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver.node.too_few = true;
	wait_ms(2000);
	driver.node.too_few = false;
	driver.node.one_error = ERR_RATE_LIMITED;
	wait_ms(2000);
	driver.node.one_error = ERR_NONE;
	driver.node.chain_id = 1;	/* what another chain says is nothing */
	driver.node.nonce = 8;
	driver.node.other_sent = true;
	wait_in_vain(20000);
	assert_still_open();
	assert_int_equal(driver.node.sent, 1);
}

static void a_success_is_shown_at_once_and_kept_until_it_counts(void **state)
{
	(void)state;
	to_success();
	assert_int_equal(driver.model.plan.sent[PURPOSE_STAKE].block, 1000);
	assert_int_equal(driver.journal.count, 1);
	assert_true(driver.journal.items[0].told);
	driver.node.on_top = 4;		/* the chain moves, but it is not deep enough */
	driver_pass(&driver, 1500);
	assert_int_equal(driver.journal.count, 1);
	driver.node.on_top = 5;
	driver_pass(&driver, 3000);
	assert_int_equal(driver.journal.count, 0);
	assert_int_equal(model_deadline(&driver.model) > driver.now_ms, true);
}

/* A receipt alone is only the node's word. */
static void a_receipt_counts_only_with_its_block(void **state)
{
	(void)state;
	to_waiting();
	mine();
	driver.node.lacks_tx = true;
	wait_in_vain(20000);
	driver.node.lacks_tx = false;
	wait_ms(5000);
	assert_done();
}

/* The latest block may be the receipt's own.  Any other is asked for, and with a second node every one. */
static void the_latest_block_spares_a_question(void **state)
{
	(void)state;
	static const struct { uint64_t on_top; size_t nodes; bool spares; } rows[] = {
		{ 0, 1, true }, { 1, 1, false }, { 0, 2, false },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		to_waiting();
		driver.node.on_top = rows[i].on_top;
		driver.model.network.node_count = rows[i].nodes;
		mine();
		driver_answer(&driver, EFFECT_CHAIN);
		assert_int_equal(driver.model.tx.state, rows[i].spares ? TX_DONE : TX_WAITING);
		driver_settle(&driver);
		assert_done();
	}
}

/* A fee beyond what was signed is a node's invention: the success counts, and what was paid is not known. */
static void a_fee_that_was_never_offered_is_not_known(void **state)
{
	const struct u256 little = u256_from_u64(5), much = flow_units(95);
	const struct fee_paid rows[] = {
		{ .has_gas = true, .gas = much, .has_l1 = true, .l1 = little },
		{ .has_gas = true, .gas = little, .has_l1 = true, .l1 = much },
		{ .has_gas = true, .gas = little, .has_operator = true, .operator_fee = much },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		const struct log_tx *mined;

		driver.node.paid = rows[i];
		to_success();
		mined = &driver.model.log.items[driver.model.log.count - 1].tx;
		assert_int_equal(mined->block, 1000);
		assert_false(mined->paid.has_gas || mined->paid.has_l1 || mined->paid.has_operator);
		assert_true(u256_is_zero(mined->fee));
	}
}

static void undone_counts_twice_and_deep(void **state)
{
	(void)state;
	to_undone();
	driver.node.on_top = 5;
	driver_settle(&driver);
	wait_in_vain(700);
	wait_ms(1000);
	assert_failed(ERR_TX_REVERTED);
	assert_string_equal(driver.model.tx.err.msg, "The stake transaction was undone in block 1000");
	assert_int_equal(driver.journal.count, 0);
}

static void a_false_undone_is_found_out(void **state)
{
	(void)state;
	to_undone();
	wait_in_vain(700);
	driver.node.tx_reverted = false;
	wait_ms(2000);
	assert_done();
}

static void undone_on_a_fork_is_looked_at_anew(void **state)
{
	(void)state;
	to_undone();
	driver.node.on_top = 1;
	for (unsigned i = 0; i < 10; i++) {	/* each time another block has it */
		driver.node.fork++;
		wait_in_vain(1500);
	}
	driver.node.has_receipt = driver.node.tx_reverted = false;
	driver.node.nonce = 7;
	wait_in_vain(1500);
	mine();
	wait_ms(1500);
	assert_done();
}

/* A chain that makes a block for each transaction puts none on top. */
static void a_chain_that_stands_still_is_believed_after_a_while(void **state)
{
	(void)state;
	to_undone();
	driver.node.on_top = 0;
	wait_in_vain(1600);
	wait_ms(1500);
	assert_failed(ERR_TX_REVERTED);
}

/* Its number is used because it was mined itself; only its receipt comes late. */
static void a_late_receipt_is_no_replacement(void **state)
{
	(void)state;
	to_number_used();
	wait_in_vain(30000);
	assert_still_open();
	assert_int_equal(driver.node.sent, 1);
	driver.node.has_receipt = true;
	wait_ms(5000);
	assert_done();
}

/* One node says which transaction it was; another must be asked block by block. */
static void another_transaction_of_its_number_is_shown(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		driver.node.no_tx_at = i;
		to_waiting();
		driver.node.has_tx = false;
		driver.node.other_sent = true;
		driver.node.nonce++;
		driver.node.on_top = 40;
		wait_in_vain(1500);
		wait_ms(10000);
		assert_failed(ERR_TX_REPLACED);
		assert_non_null(strstr(driver.model.tx.err.msg, "0xeeee00"));
		assert_int_equal(driver.journal.count, 0);
		driver.node.other_sent = false;
	}
	assert_int_equal(driver.node.sent, 2);
}

static void a_number_that_nobody_shows_to_be_used_stays_unknown(void **state)
{
	(void)state;
	to_number_used();
	driver.node.no_tx_at = driver.node.no_history = true;
	wait_ms(5 * MINUTE_MS);
	assert_failed(ERR_TX_UNKNOWN);
	assert_non_null(strstr(driver.model.tx.err.msg, "its number 7 is used, and the node does not show by what"));
	assert_still_open();
}

/* Only the node says so, and no block shows it. */
static void another_transaction_that_no_block_has_is_nothing(void **state)
{
	(void)state;
	to_number_used();
	driver.node.other_sent = driver.node.lacks_tx = true;
	wait_in_vain(MINUTE_MS / 2);
	assert_still_open();
}

/* A waiting transaction has its number, and that may be this very one. */
static void a_pending_transaction_is_no_replacement(void **state)
{
	(void)state;
	to_number_used();
	driver.node.in_pool = 1;
	wait_in_vain(30000);
	assert_still_open();
	driver.node.in_pool = 0;
	driver.node.has_receipt = true;
	wait_ms(5000);
	assert_done();
}

static void resumed_where_the_receipt_is_there(void **state)
{
	(void)state;
	to_waiting();
	mine();
	driver_restart(&driver);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_STAKE);
	assert_string_equal(driver.model.plan.account.name, "alpha");
	wait_ms(1000);
	assert_done();
	assert_sent_once_and_closed();
}

static void resumed_where_it_was_never_sent(void **state)
{
	(void)state;
	const struct buf *raw;

	to_sending();
	driver_restart(&driver);
	assert_int_equal(driver.node.sent, 0);
	wait_ms(0);
	assert_int_equal(driver.node.sent, 1);
	raw = &driver.journal.items[0].raw;
	assert_int_equal(driver.node.last_sent.len, raw->len);
	assert_memory_equal(driver.node.last_sent.data, raw->data, raw->len);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

static void resumed_where_its_number_is_taken(void **state)
{
	(void)state;
	to_sending();
	driver.node.nonce = 8;
	driver.node.other_sent = true;
	driver_restart(&driver);
	wait_ms(MINUTE_MS);
	assert_failed(ERR_TX_REPLACED);
	assert_int_equal(driver.node.sent, 0);
	assert_int_equal(driver.journal.count, 0);
}

/* An earlier run reported the success and was closed. */
static void resumed_where_it_was_told(void **state)
{
	(void)state;
	to_success();
	driver_restart(&driver);
	assert_int_equal(driver.model.tx.state, TX_IDLE);
	driver.node.on_top = 5;
	driver_pass(&driver, 3000);
	assert_int_equal(driver.model.tx.state, TX_IDLE);
	assert_int_equal(driver.journal.count, 0);
}

static void with_readonly_nothing_is_sent_again(void **state)
{
	(void)state;
	to_sending();
	driver_restart(&driver);
	driver.model.readonly = true;
	wait_ms(10000);
	assert_int_equal(driver.node.sent, 0);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static struct journal_entry *add_entry(enum purpose purpose)
{
	struct journal *journal = &driver.journal;
	struct journal_entry *entry;

	journal_add(journal, &journal->items[0]);
	entry = &journal->items[0];
	entry->purpose = purpose;
	snprintf(entry->id, sizeof(entry->id), "%032x", 77);
	entry->time_ms--;
	return entry;
}

/* A command that was killed leaves the approval's entry and the stake's. */
static void every_entry_is_followed(void **state)
{
	(void)state;
	to_waiting();
	(void)add_entry(PURPOSE_APPROVE);
	mine();
	driver_restart(&driver);
	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_APPROVE);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_settle(&driver);
	assert_done();
	assert_int_equal(driver.node.sent, 1);
	driver_pass(&driver, 5000);
	assert_int_equal(driver.journal.count, 0);
}

static void add_teleport(bool told)
{
	struct journal_entry *entry = add_entry(PURPOSE_UNKNOWN);

	snprintf(entry->purpose_text, sizeof(entry->purpose_text), "teleport");
	entry->told = told;
	entry->proof.times = told;
	entry->proof.seen.block = driver.node.block;
}

/* Checks that the journal still has it, and that nothing was written anew. */
static void assert_teleport(bool told)
{
	const struct journal_entry *entry = &driver.journal.items[0];

	assert_string_equal(journal_entry_purpose(entry), "teleport");
	assert_int_equal(entry->told, told);
	assert_int_equal(entry->replacement_count, 0);
}

/* A purpose of another version may mean anything. */
static void a_purpose_that_is_not_known_is_left_alone(void **state)
{
	(void)state;
	to_waiting();
	add_teleport(false);
	mine();
	driver_restart(&driver);
	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_STAKE);
	driver_pass(&driver, 5000);
	assert_done();
	assert_teleport(false);
}

/* A success that another version has reported is neither closed nor, if no block has it, sent anew. */
static void nor_is_what_another_version_has_said(void **state)
{
	(void)state;
	for (int gone = 0; gone < 2; gone++) {
		to_waiting();
		add_teleport(true);
		mine();
		driver.node.lacks_tx = gone;
		driver_restart(&driver);
		driver_pass(&driver, 60000);
		assert_teleport(true);
		assert_int_equal(driver.node.sent, 1);
		assert_true(close_driver(state) == 0 && begin(state) == 0);
	}
}

static void another_networks_entries_are_left_alone(void **state)
{
	(void)state;
	to_waiting();
	memcpy(driver.journal.items[0].network, "base", 5);
	driver_restart(&driver);
	assert_int_equal(driver.model.tx.state, TX_IDLE);
	assert_int_equal(driver.model.plan.state, PLAN_IDLE);
	assert_still_open();
}

static void bytes_that_are_no_transaction_are_not_sent(void **state)
{
	(void)state;
	to_waiting();
	driver.journal.items[0].raw.data[0] = 0x7f;
	driver_restart(&driver);
	driver_settle(&driver);
	assert_failed(ERR_INVALID_INPUT);
	assert_int_equal(driver.node.sent, 1);
	assert_still_open();
}

/* The first LOADED may fail.  The first one that succeeds takes up what is in flight. */
static void a_failed_first_loading_forgets_nothing(void **state)
{
	(void)state;
	struct action failed = { .type = ACTION_LOADED };
	struct network network = driver.model.network;

	to_waiting();
	model_free(&driver.model);
	effects_free(&driver.pending);
	model_init(&driver.model, &(struct setup){ .network = &network, .random_seed = 1 });
	driver.model.resume_journal = true;
	(void)err_set(&failed.err, ERR_IO, "the disk hiccups");
	driver_apply(&driver, &failed);
	assert_int_equal(driver.model.tx.state, TX_IDLE);
	driver_do(&driver, ACTION_NONE);
	effects_add(&driver.pending, EFFECT_LOAD, 1);
	driver_answer(&driver, EFFECT_LOAD);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static void wish_about_the_entry(enum action_type wish)
{
	struct action action = { .type = wish };

	memcpy(action.journal_id, driver.journal.items[0].id, sizeof(action.journal_id));
	driver_apply(&driver, &action);
}

/* Its yes came when a block had it already. */
static void what_a_block_has_is_not_given_up(void **state)
{
	(void)state;
	to_success();
	wish_about_the_entry(ACTION_TX_FORGET);
	driver_agree(&driver);
	assert_int_equal(driver.journal.count, 1);
	for (size_t i = 0; i < driver.model.log.count; i++)
		assert_string_not_equal(driver.model.log.items[i].event, "tx_forgotten");
}

/* A command first looks, which sends nothing.  Then it follows in earnest. */
static void who_only_looks_sends_nothing(void **state)
{
	(void)state;
	to_sending();
	driver_forget(&driver, EFFECT_CHAIN);	/* it was never sent */
	driver_restart(&driver);
	driver_settle(&driver);
	assert_int_equal(driver.model.tx.state, TX_IDLE);
	wish_about_the_entry(ACTION_TX_LOOK);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	driver_pass(&driver, 20000);
	assert_true(driver.model.tx.looks > 4);
	assert_int_equal(driver.node.sent, 0);
	wish_about_the_entry(ACTION_TX_FOLLOW);		/* it does not begin beside the one in hand */
	driver_pass(&driver, 20000);
	assert_int_equal(driver.node.sent, 0);
	driver_restart(&driver);
	wish_about_the_entry(ACTION_TX_FOLLOW);
	driver_pass(&driver, 20000);
	assert_true(driver.node.sent > 0);
	wish_about_the_entry(ACTION_TX_LOOK);		/* a look does not replace what is followed */
	assert_false(driver.model.tx.only_looks);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)
#define COMMAND_TEST(name) cmocka_unit_test_setup_teardown(name, begin_headless, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whatever_is_answered_to_a_sending_the_chain_decides),
		TEST(a_whole_request_that_fails_is_found_out_too),
		TEST(what_the_network_lost_is_sent_again_unchanged),
		TEST(a_refusal_that_repeats_itself_ends_nothing),
		COMMAND_TEST(a_command_does_not_wait_long_on_a_refusal),
		COMMAND_TEST(a_refusal_that_may_pass_leaves_it_unknown),
		COMMAND_TEST(a_refusal_of_a_second_node_leaves_it_unknown),
		COMMAND_TEST(a_refusal_after_a_sending_without_an_answer_leaves_it_unknown),
		COMMAND_TEST(a_command_waits_on_an_error_that_says_nothing_certain),
		COMMAND_TEST(nobody_gives_up_before_a_look),
		COMMAND_TEST(after_a_long_sending_one_look_is_enough),
		COMMAND_TEST(a_command_gives_up_but_keeps_the_entry),
		TEST(the_screen_waits_as_long_as_it_takes),
		TEST(looks_become_rarer),
		TEST(no_look_before_its_time),
		TEST(a_look_that_fails_is_repeated),
		TEST(a_success_is_shown_at_once_and_kept_until_it_counts),
		TEST(a_receipt_counts_only_with_its_block),
		TEST(the_latest_block_spares_a_question),
		TEST(a_fee_that_was_never_offered_is_not_known),
		TEST(undone_counts_twice_and_deep),
		TEST(a_false_undone_is_found_out),
		TEST(undone_on_a_fork_is_looked_at_anew),
		TEST(a_chain_that_stands_still_is_believed_after_a_while),
		TEST(a_late_receipt_is_no_replacement),
		TEST(another_transaction_of_its_number_is_shown),
		COMMAND_TEST(a_number_that_nobody_shows_to_be_used_stays_unknown),
		TEST(another_transaction_that_no_block_has_is_nothing),
		TEST(a_pending_transaction_is_no_replacement),
		TEST(resumed_where_the_receipt_is_there),
		TEST(resumed_where_it_was_never_sent),
		TEST(resumed_where_its_number_is_taken),
		TEST(resumed_where_it_was_told),
		TEST(with_readonly_nothing_is_sent_again),
		TEST(what_a_block_has_is_not_given_up),
		COMMAND_TEST(what_a_block_has_is_not_given_up),
		COMMAND_TEST(who_only_looks_sends_nothing),
		TEST(every_entry_is_followed),
		TEST(a_purpose_that_is_not_known_is_left_alone),
		TEST(nor_is_what_another_version_has_said),
		TEST(another_networks_entries_are_left_alone),
		TEST(bytes_that_are_no_transaction_are_not_sent),
		TEST(a_failed_first_loading_forgets_nothing),
	};

	return cmocka_run_group_tests_name("wallet_tx_follow", tests, NULL, NULL);
}
