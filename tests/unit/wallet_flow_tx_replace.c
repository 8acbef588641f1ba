/* tx_replace: a transaction that waits is sped up or cancelled, and whichever is mined ends all. */
#include "wallet/flow/tx_replace.h"

#include <string.h>

#include "tests/support/flow_tx_steps.h"
#include "wallet/base/mem.h"
#include "wallet/model/review.h"
#include "wallet/model/tx_plight.h"

/* Goes on to a transaction that is in the pool and that no block takes. */
static void to_stuck(void)
{
	to_waiting();
	wait_ms(1000);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static struct tx sent_tx(void)
{
	const struct buf *raw = &driver.node.last_sent;
	struct err err;
	struct tx tx;

	assert_true(tx_decode(&tx, NULL, raw->data, raw->len, &err));
	return tx;
}

/* Goes on from the wish to the second sending. */
static void change_and_send(enum action_type wish)
{
	driver_do(&driver, wish);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	driver_do(&driver, ACTION_CONFIRM);
	if (driver.model.tx.state == TX_UNLOCK)
		driver_unlock(&driver);
	journal_before_sending();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

/* Mines this variant in block 1000. */
static void mine_variant(size_t variant)
{
	const struct buf *raw = journal_entry_raw(&driver.model.tx.entry, variant);

	buf_clear(&driver.node.last_sent);
	buf_add(&driver.node.last_sent, raw->data, raw->len);
	flow_node_mine(&driver.node);
}

static void a_faster_one_offers_a_tenth_more_of_both(void **state)
{
	(void)state;
	struct tx first, second;

	to_stuck();
	first = sent_tx();
	change_and_send(ACTION_TX_SPEED_UP);
	assert_int_equal(driver.node.sent, 2);
	second = sent_tx();
	assert_int_equal(second.nonce, first.nonce);
	assert_int_equal(second.gas_limit, first.gas_limit);
	assert_true(address_equal(second.to, first.to));
	assert_int_equal(second.data.len, first.data.len);
	assert_memory_equal(second.data.data, first.data.data, first.data.len);
	assert_int_equal(second.max_priority_fee.limb[0], 2200000);
	assert_int_equal(second.max_fee.limb[0], 15400000);
	assert_int_equal(driver.journal.count, 1);
	assert_int_equal(driver.journal.items[0].replacement_count, 1);
	assert_false(driver.journal.items[0].replacements[0].cancels);
	tx_free(&first);
	tx_free(&second);
}

static void a_market_that_asks_more_is_followed(void **state)
{
	(void)state;
	struct tx second;

	to_stuck();
	driver.node.base_fee = 60000000;
	wait_ms(1000);
	assert_int_equal(tx_plight(&driver.model.tx), TX_PLIGHT_CHEAP);
	change_and_send(ACTION_TX_SPEED_UP);
	second = sent_tx();
	assert_int_equal(second.max_fee.limb[0], 2 * 60000000 + 2200000 - 200000);
	tx_free(&second);
}

static void the_review_says_what_takes_whose_place(void **state)
{
	(void)state;
	to_stuck();
	driver_do(&driver, ACTION_TX_SPEED_UP);
	driver_preflight(&driver);
	assert_true(review_says("Speed up the stake of 10 VVV"));
	assert_true(review_says("stake(address,uint256)"));
	assert_true(review_says("7, the same"));
	assert_true(review_says("no block has taken it yet"));
	driver_do(&driver, ACTION_CANCEL);
	driver_settle(&driver);
	driver_do(&driver, ACTION_TX_CANCEL);
	driver_preflight(&driver);
	assert_true(review_says("Cancel the stake of 10 VVV"));
	assert_true(review_says("0 ETH"));
	assert_false(review_says("stake(address,uint256)"));
}

static void the_faster_one_is_mined(void **state)
{
	(void)state;
	to_stuck();
	change_and_send(ACTION_TX_SPEED_UP);
	mine_variant(1);
	wait_ms(2000);
	assert_done();
	assert_memory_equal(driver.model.plan.sent[PURPOSE_STAKE].hash, driver.journal.items[0].replacements[0].hash,
			    KECCAK_SIZE);
	driver_pass(&driver, 5000);
	assert_int_equal(driver.journal.count, 0);
}

static void the_first_one_is_mined_after_all(void **state)
{
	(void)state;
	to_stuck();
	change_and_send(ACTION_TX_SPEED_UP);
	mine_variant(0);
	wait_ms(2000);
	assert_done();
	assert_memory_equal(driver.model.plan.sent[PURPOSE_STAKE].hash, driver.journal.items[0].hash, KECCAK_SIZE);
}

static void cancelled_is_said_once_it_counts(void **state)
{
	(void)state;
	struct tx second;

	to_stuck();
	change_and_send(ACTION_TX_CANCEL);
	second = sent_tx();
	assert_true(address_equal(second.to, driver.accounts.items[0].address));
	assert_true(u256_is_zero(second.value));
	assert_int_equal(second.data.len, 0);
	assert_int_equal(second.nonce, 7);
	assert_int_equal(second.gas_limit, 21000);
	tx_free(&second);
	mine_variant(1);
	driver_tick(&driver);
	driver_settle(&driver);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	wait_ms(3000);
	assert_failed(ERR_TX_CANCELLED);
	assert_int_equal(driver.model.error.code, ERR_NONE);	/* the cancellation was wished for */
	assert_int_equal(driver.journal.count, 0);
}

static void cancelled_too_late(void **state)
{
	(void)state;
	to_stuck();
	change_and_send(ACTION_TX_CANCEL);
	mine_variant(0);
	wait_ms(3000);
	assert_done();
}

/* The transaction is mined while the person reads the review. */
static void mined_during_the_review(void **state)
{
	(void)state;
	to_stuck();
	driver_do(&driver, ACTION_TX_CANCEL);
	driver_preflight(&driver);
	mine_variant(0);
	driver.node.send_error = ERR_TX_REPLACED;	/* nonce too low */
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	wait_ms(3000);
	assert_done();
}

static void no_leaves_it_as_it_was(void **state)
{
	(void)state;
	to_stuck();
	for (unsigned steps = 0; steps < 4; steps++) {
		driver_do(&driver, steps % 2 ? ACTION_TX_CANCEL : ACTION_TX_SPEED_UP);
		if (steps > 0)
			driver_answer(&driver, EFFECT_CHAIN);
		if (steps > 1)
			driver_preflight(&driver);
		driver_do(&driver, ACTION_CANCEL);
		assert_int_equal(driver.model.tx.state, TX_WAITING);
		assert_int_equal(driver.model.tx.change, TX_CHANGE_NONE);
		assert_int_equal(driver.model.tx.change_err.code, ERR_CANCELLED);
		wait_ms(1000);
	}
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
	assert_int_equal(driver.journal.items[0].replacement_count, 0);
	mine();
	wait_ms(2000);
	assert_done();
}

static void what_goes_wrong_leaves_it_as_it_was(void **state)
{
	(void)state;
	to_stuck();
	driver_do(&driver, ACTION_TX_SPEED_UP);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_TIMEOUT);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	assert_int_equal(driver.model.tx.change_err.code, ERR_TIMEOUT);
	driver.disk_full = true;
	driver_do(&driver, ACTION_TX_SPEED_UP);
	driver_preflight(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_SIGN_TX);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	assert_int_equal(driver.model.tx.change_err.code, ERR_DISK_FULL);
	assert_int_equal(driver.node.sent, 1);
	assert_int_equal(driver.model.tx.entry.replacement_count, 0);
	driver.disk_full = false;
	driver.node.live_revert = "ERC20InsufficientBalance";
	driver_do(&driver, ACTION_TX_SPEED_UP);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.change_err.code, ERR_REVERTED);
	change_and_send(ACTION_TX_CANCEL);	/* the next change can be made in spite of that */
}

/* Whatever tip the node names, the cap leaves room for two replacements. */
static void the_cap_on_tips_leaves_room_for_two(void **state)
{
	(void)state;
	driver.node.priority_fee = UINT64_C(900000000000);
	to_stuck();
	change_and_send(ACTION_TX_SPEED_UP);
	change_and_send(ACTION_TX_SPEED_UP);
	driver_do(&driver, ACTION_TX_SPEED_UP);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.change_err.code, ERR_INVALID_INPUT);
	assert_non_null(strstr(driver.model.tx.change_err.msg, "and max-tip allows 0.00005: --max-tip 0.0000532"));
	assert_int_equal(driver.node.sent, 3);
}

static void the_cap_on_tips_holds(void **state)
{
	(void)state;
	to_stuck();
	driver.model.max_tip.units = u256_from_u64(75000 * UINT64_C(2100000));
	driver_do(&driver, ACTION_TX_SPEED_UP);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.change_err.code, ERR_INVALID_INPUT);
	assert_non_null(strstr(driver.model.tx.change_err.msg, "max-tip"));
	assert_int_equal(driver.node.sent, 1);
}

static void nothing_waits_that_could_be_replaced(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_TX_SPEED_UP);
	assert_int_equal(driver.model.tx.state, TX_IDLE);
	assert_non_null(strstr(driver_said(&driver), "No transaction waits"));
	to_waiting();
	driver.node.nonce = 8;		/* used, by what nobody shows */
	driver.node.has_tx = false;
	wait_ms(1000);
	driver_do(&driver, ACTION_TX_CANCEL);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	assert_non_null(strstr(driver_said(&driver), "used already"));
}

/* Its file was changed: a replacement would be made of what this wallet never signed. */
static void nothing_is_made_of_what_the_wallet_did_not_sign(void **state)
{
	(void)state;
	static const enum action_type wishes[] = { ACTION_TX_SPEED_UP, ACTION_TX_CANCEL };

	to_stuck();
	driver.model.tx.entry.foreign = true;
	for (size_t i = 0; i < ARRAY_LENGTH(wishes); i++) {
		driver_do(&driver, wishes[i]);
		assert_int_equal(driver.model.tx.change_err.code, ERR_JOURNAL_BAD);
		assert_int_equal(driver.model.tx.state, TX_WAITING);
	}
	driver_expect_none(&driver, EFFECT_SIGN_TX);
}

static void again_and_again_but_not_for_ever(void **state)
{
	(void)state;
	driver.model.max_tip.units = flow_units(1);
	to_stuck();
	for (size_t i = 0; i < JOURNAL_REPLACEMENTS; i++)
		change_and_send(ACTION_TX_SPEED_UP);
	driver_do(&driver, ACTION_TX_SPEED_UP);
	assert_non_null(strstr(driver_said(&driver), "replaced 16 times"));
	mine_variant(9);
	wait_ms(2000);
	assert_done();
}

/* Speeding up a cancellation keeps it one, and the original can be taken up again over it. */
static void a_cancellation_is_sped_up_and_taken_back(void **state)
{
	(void)state;
	struct action original = { .type = ACTION_TX_SPEED_UP, .index = 1 };

	to_stuck();
	change_and_send(ACTION_TX_CANCEL);
	change_and_send(ACTION_TX_SPEED_UP);
	assert_true(driver.journal.items[0].replacements[1].cancels);
	driver_apply(&driver, &original);
	driver_preflight(&driver);
	assert_true(review_says("stake(address,uint256)"));
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_false(driver.journal.items[0].replacements[2].cancels);
	mine_variant(3);
	wait_ms(2000);
	assert_done();
}

/* After a kill the latest variant is sent again. */
static void a_restart_follows_them_all(void **state)
{
	(void)state;
	to_stuck();
	change_and_send(ACTION_TX_SPEED_UP);
	driver.node.has_tx = false;
	driver_restart(&driver);
	wait_ms(1000);
	assert_int_equal(driver.node.sent, 3);
	assert_memory_equal(driver.node.last_sent.data, driver.journal.items[0].replacements[0].raw.data,
			    driver.node.last_sent.len);
	driver_do(&driver, ACTION_TX_SPEED_UP);
	driver_preflight(&driver);
	assert_true(review_says("alpha 0x"));
	driver_do(&driver, ACTION_CANCEL);
	mine_variant(0);
	wait_ms(2000);
	assert_done();
}

static void one_of_a_wallet_that_is_gone_cannot_be_signed(void **state)
{
	(void)state;
	to_stuck();
	driver.journal.items[0].address.bytes[0] ^= 1;
	driver_restart(&driver);
	wait_ms(500);
	driver_do(&driver, ACTION_TX_SPEED_UP);
	assert_int_equal(driver.model.tx.change_err.code, ERR_WALLET_NOT_FOUND);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static void given_up_after_a_word(void **state)
{
	(void)state;
	to_stuck();
	driver_forget_tx(&driver);
	assert_int_equal(model_want(&driver.model), WANT_CONSENT);
	assert_true(review_says("may still be mined"));
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	driver_forget_tx(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	assert_failed(ERR_CANCELLED);
	assert_int_equal(driver.journal.count, 0);
	assert_int_equal(driver.model.journal.count, 0);
	to_review();
	assert_int_equal(driver.model.tx.tx.nonce, 7);	/* so that only one of them can be mined */
}

static void a_command_closes_what_it_gives_up_once_its_output_is_written(void **state)
{
	(void)state;
	to_stuck();
	driver.model.headless = true;
	driver_forget_tx(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	assert_failed(ERR_CANCELLED);
	assert_int_equal(driver.model.journal.count, 0);
	assert_int_equal(driver.journal.count, 1);
}

static void assert_plight(enum tx_plight plight, const char *words)
{
	char text[192];

	assert_int_equal(tx_plight(&driver.model.tx), plight);
	tx_plight_words(text, sizeof(text), &driver.model.tx);
	assert_string_equal(text, words);
}

static void why_it_waits(void **state)
{
	(void)state;
	to_stuck();
	assert_plight(TX_PLIGHT_NONE, "no block has taken it yet");
	driver.node.base_fee = 20000000;
	wait_ms(1000);
	assert_plight(TX_PLIGHT_CHEAP, "priced too low: it offers at most 0.014 gwei a gas, and a block asks 0.02");
	assert_null(tx_plight_advice(&driver.model.tx));
	driver.node.nonce = 5;
	wait_ms(1000);
	assert_plight(TX_PLIGHT_GAP, "its number is 7, and numbers 5 to 6, which come before it, were not sent");
	driver.node.nonce = 6;
	wait_ms(1000);
	assert_plight(TX_PLIGHT_GAP, "its number is 7, and number 6, which comes before it, was not sent");
	assert_non_null(strstr(tx_plight_advice(&driver.model.tx), "The earlier number must be used first"));
	driver.node.nonce = 8;
	driver.node.in_pool = 3;
	wait_ms(1000);
	assert_plight(TX_PLIGHT_EARLIER, "2 earlier of this wallet come first, and wait, too");
	driver.node.nonce = 7;
	driver.node.in_pool = 0;
	driver.node.base_fee = 6000000;
	driver.node.has_tx = false;
	driver.node.send_error = ERR_NEEDS_ETH;
	wait_ms(5000);
	assert_plight(TX_PLIGHT_REFUSED, "the node says: the node says no");
	driver.node.one_error = ERR_TIMEOUT;
	wait_ms(2000);
	assert_plight(TX_PLIGHT_TROUBLE, "the node cannot say: nothing works");
}

/* A node's refusal comes with the next step that the table of errors has for it. */
static void what_helps_against_a_refusal(void **state)
{
	static const enum err_code refusals[] = {
		ERR_TX_UNDERPRICED, ERR_TX_POOL_FULL, ERR_TX_IN_FLIGHT, ERR_TX_FEE_CAP, ERR_TX_BLOCKED, ERR_TX_INVALID,
	};

	(void)state;
	to_stuck();
	driver.node.has_tx = false;
	for (size_t i = 0; i < ARRAY_LENGTH(refusals); i++) {
		driver.node.send_error = refusals[i];
		wait_ms(120000);	/* far longer than between two sendings */
		assert_plight(TX_PLIGHT_REFUSED, "the node says: the node says no");
		assert_int_equal(driver.model.tx.refusal.code, refusals[i]);
		assert_string_equal(tx_plight_advice(&driver.model.tx), err_info(refusals[i])->advice);
	}
}

/* Agrees to it while the wallet is locked, so that it is not signed yet. */
static void agree_to(enum action_type wish)
{
	driver_advance(&driver, 6 * MINUTE_MS);
	driver_settle(&driver);
	assert_false(driver.model.unlocked);
	driver_do(&driver, wish);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	driver_do(&driver, ACTION_CONFIRM);
	driver_advance(&driver, 10000);
	assert_int_equal(driver.model.tx.state, TX_UNLOCK);
}

static void unlocked_it_comes_back(const char *words)
{
	driver_unlock(&driver);
	driver_expect_none(&driver, EFFECT_SIGN_TX);
	driver_settle(&driver);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(review_says(words));
}

static void look_again(void)
{
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
}

static void what_was_agreed_to_is_looked_at_again(void **state)
{
	(void)state;
	to_stuck();
	agree_to(ACTION_TX_SPEED_UP);
	driver_unlock(&driver);
	driver_expect_none(&driver, EFFECT_SIGN_TX);
	driver_preflight(&driver);
	driver_answer(&driver, EFFECT_SIGN_TX);
	assert_int_equal(driver.model.tx.state, TX_JOURNALLING);
}

static void a_dearer_one_is_reviewed_again(void **state)
{
	(void)state;
	to_stuck();
	agree_to(ACTION_TX_SPEED_UP);
	driver.node.base_fee *= 4;
	unlocked_it_comes_back("(you agreed to: ");
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 2);
}

static void one_that_would_fail_by_now_comes_back(void **state)
{
	(void)state;
	to_stuck();
	agree_to(ACTION_TX_SPEED_UP);
	driver.node.live_revert = driver.node.documented_revert = "the pool is paused";
	unlocked_it_comes_back("It would fail now: the pool is paused");
	look_again();
	assert_true(review_says("It would fail now: the pool is paused"));
	driver.node.live_revert = driver.node.documented_revert = NULL;
	look_again();
	assert_false(review_says("It would fail"));
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 2);
}

static void a_cancellation_that_the_node_does_not_answer_comes_back(void **state)
{
	(void)state;
	to_stuck();
	agree_to(ACTION_TX_CANCEL);
	driver.node.one_error = ERR_TIMEOUT;
	unlocked_it_comes_back("It cannot be signed now: nothing works");
	driver.node.one_error = ERR_NONE;
	look_again();
	assert_true(review_says("Cancel the stake of 10 VVV"));
	driver_do(&driver, ACTION_CANCEL);
	driver_settle(&driver);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

/* Then there is nothing left to ask. */
static void mined_between_the_yes_and_the_signature(void **state)
{
	(void)state;
	to_stuck();
	agree_to(ACTION_TX_CANCEL);
	mine_variant(0);
	driver_unlock(&driver);
	wait_ms(5000);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
	assert_done();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_faster_one_offers_a_tenth_more_of_both),
		TEST(a_market_that_asks_more_is_followed),
		TEST(the_review_says_what_takes_whose_place),
		TEST(the_faster_one_is_mined),
		TEST(the_first_one_is_mined_after_all),
		TEST(cancelled_is_said_once_it_counts),
		TEST(cancelled_too_late),
		TEST(mined_during_the_review),
		TEST(no_leaves_it_as_it_was),
		TEST(what_goes_wrong_leaves_it_as_it_was),
		TEST(the_cap_on_tips_leaves_room_for_two),
		TEST(the_cap_on_tips_holds),
		TEST(nothing_waits_that_could_be_replaced),
		TEST(nothing_is_made_of_what_the_wallet_did_not_sign),
		TEST(again_and_again_but_not_for_ever),
		TEST(a_cancellation_is_sped_up_and_taken_back),
		TEST(a_restart_follows_them_all),
		TEST(one_of_a_wallet_that_is_gone_cannot_be_signed),
		TEST(given_up_after_a_word),
		TEST(a_command_closes_what_it_gives_up_once_its_output_is_written),
		TEST(why_it_waits),
		TEST(what_helps_against_a_refusal),
		TEST(what_was_agreed_to_is_looked_at_again),
		TEST(a_dearer_one_is_reviewed_again),
		TEST(one_that_would_fail_by_now_comes_back),
		TEST(a_cancellation_that_the_node_does_not_answer_comes_back),
		TEST(mined_between_the_yes_and_the_signature),
	};

	return cmocka_run_group_tests_name("wallet_tx_replace", tests, NULL, NULL);
}
