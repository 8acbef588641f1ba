/* flow_topup between the yes and the signature: what is paid is what was shown, however long that takes. */
#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/base/mem.h"
#include "wallet/flow/topup.h"

#define OTHER_PAYEE "0x00000000000000000000000000000000000000b2"

static const struct flow_topup *flow(void)
{
	return &driver.model.topup;
}

static void look(void)
{
	driver_answer(&driver, EFFECT_X402_OFFER);
	while (flow()->state == TOPUP_CHECKING)
		driver_answer(&driver, EFFECT_CHAIN);
}

/* Types the password minutes after the yes. */
static void to_a_slow_unlock(void)
{
	driver_top_up(&driver, 5);
	look();
	assert_int_equal(model_want(&driver.model), WANT_PAYMENT);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_advance(&driver, 3 * MINUTE_MS);
	driver_unlock(&driver);
}

static void expect_nothing_signed(void)
{
	driver_expect_none(&driver, EFFECT_SIGN_PAYMENT);
	assert_int_equal(driver.count[EFFECT_SIGN_PAYMENT], 0);
}

static void what_is_as_it_was_is_signed_after_a_second_look(void **state)
{
	(void)state;
	to_a_slow_unlock();
	assert_int_equal(flow()->state, TOPUP_ASKING);
	expect_nothing_signed();
	look();
	driver_answer(&driver, EFFECT_SIGN_PAYMENT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	driver_answer(&driver, EFFECT_X402_PAY);
	assert_int_equal(flow()->state, TOPUP_DONE);
}

/* A person reads the review for a while, even where the wallet is open. */
static void the_time_to_read_counts(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_top_up(&driver, 5);
	look();
	driver_advance(&driver, TOPUP_FRESH_MS);
	driver_do(&driver, ACTION_CONFIRM);
	driver_expect(&driver, EFFECT_SIGN_PAYMENT);
	driver_do(&driver, ACTION_CANCEL);
	driver_answer(&driver, EFFECT_SIGN_PAYMENT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	driver_answer(&driver, EFFECT_X402_PAY);
	driver_top_up(&driver, 5);
	look();
	driver_advance(&driver, TOPUP_FRESH_MS + 1);
	driver_do(&driver, ACTION_CONFIRM);
	driver_expect(&driver, EFFECT_X402_OFFER);
	driver_expect_none(&driver, EFFECT_SIGN_PAYMENT);
}

static void as_the_first(struct flow_node *node) { (void)node; }

static void name_other_payee(void) { snprintf(driver.offers.items[0].pay_to, 64, OTHER_PAYEE); }
static void live_longer(void) { driver.offers.items[0].timeout_s = 400; }
static void live_shorter(void) { driver.offers.items[0].timeout_s = 200; }
static void have_less(void) { driver.node.usdc = u256_from_u64(6000000); }
static void have_more(void) { driver.node.usdc = u256_from_u64(600000000); }
static void stake_diem(void) { driver.node.diem_staked = flow_units(2); }
static void hear_no_second(void) { driver.node.second_error = ERR_TIMEOUT; }

/* Each difference leads to a review that says which it is.  The yes to that is to what it shows. */
static void a_difference_comes_back_as_a_review(void **state)
{
	static const struct { void (*change)(void); const char *says; } rows[] = {
		{ name_other_payee, OTHER_PAYEE " (you agreed to: 0x" },
		{ live_longer, "400 seconds from signing on (you agreed to: " },
		{ live_shorter, "200 seconds from signing on (you agreed to: " },
		{ have_less, "6 USDC (you agreed to: 100 USDC)" },
		{ have_more, "600 USDC (you agreed to: 100 USDC)" },
		{ stake_diem, "while some is left more credit does not mend a 402. (new)" },
		{ hear_no_second, "was not heard" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		driver_close(&driver);
		driver_open(&driver);
		driver.node.second = as_the_first;
		to_a_slow_unlock();
		rows[i].change();
		look();
		assert_int_equal(model_want(&driver.model), WANT_PAYMENT);
		expect_nothing_signed();
		assert_true(review_says(rows[i].says));
		assert_true(review_says("It has changed since you said yes: nothing was signed."));
		driver_do(&driver, ACTION_CONFIRM);
		assert_true(address_equal(driver_expect(&driver, EFFECT_SIGN_PAYMENT)->pay.payment.to,
					  flow()->terms.pay_to));
		driver_answer(&driver, EFFECT_SIGN_PAYMENT);
		driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	}
}

static void spend_it(void) { driver.node.usdc = u256_from_u64(4000000); }
static void block_it(void) { driver.node.transfer_revert = "Blacklistable: account is blacklisted"; }
static void serve_another_chain(void) { driver.node.chain_id = 1; }
static void swap_the_token(void) { driver.node.other_usdc = true; }
static void want_another_token(void) { snprintf(driver.offers.items[0].asset, 64, OTHER_PAYEE); }
static void want_it_elsewhere(void) { snprintf(driver.offers.items[0].network, 64, "eip155:1"); }
static void want_more(void) { snprintf(driver.offers.items[0].amount, 32, "9000000"); }
static void answer_too_little(void) { driver.node.too_few = true; }

static void reads_with_yes_to_look_again(const char *says)
{
	assert_int_equal(model_want(&driver.model), WANT_PAYMENT);
	assert_true(review_says("It cannot be paid now: "));
	assert_true(review_says(says));
	assert_true(review_says("Yes looks again, and signs nothing"));
	assert_int_equal(driver.model.error.code, ERR_NONE);
	expect_nothing_signed();
}

/* If it cannot be paid any more, the review says why.  Once it can, it is reviewed anew. */
static void what_cannot_be_paid_now_says_why(void **state)
{
	static const struct { void (*change)(void); const char *says; } rows[] = {
		{ spend_it, "The wallet has 4 USDC, less than 5" }, { block_it, "blacklisted" },
		{ serve_another_chain, "The node serves chain 1, not 8453" }, { swap_the_token, "is not USDC" },
		{ want_another_token, "It wants the token 0x" }, { want_it_elsewhere, "It does not want to be paid on" },
		{ want_more, "The least that Venice takes is 9 USD" }, { answer_too_little, "answered too few questions" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct flow_node well;
		struct x402_offers good;

		driver_close(&driver);
		driver_open(&driver);
		well = driver.node;
		good = driver.offers;
		to_a_slow_unlock();
		rows[i].change();
		look();
		reads_with_yes_to_look_again(rows[i].says);
		driver_do(&driver, ACTION_CONFIRM);
		look();
		reads_with_yes_to_look_again(rows[i].says);
		driver.node = well;
		driver.offers = good;
		driver_do(&driver, ACTION_CONFIRM);
		look();
		assert_true(review_says("seconds from signing on"));
		expect_nothing_signed();
		driver_do(&driver, ACTION_CONFIRM);
		driver_expect(&driver, EFFECT_SIGN_PAYMENT);
		driver_answer(&driver, EFFECT_SIGN_PAYMENT);
		driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	}
}

static void venice_cannot_be_asked_again(void **state)
{
	(void)state;
	to_a_slow_unlock();
	driver_refuse(&driver, EFFECT_X402_OFFER, ERR_UNAVAILABLE);
	assert_int_equal(model_want(&driver.model), WANT_PAYMENT);
	assert_true(review_says("It cannot be paid now: "));
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->err.code, ERR_CANCELLED);
	expect_nothing_signed();
}

/* A lock between the yes and the signature does not make the answers any fresher. */
static void a_lock_in_between_asks_again(void **state)
{
	(void)state;
	to_a_slow_unlock();
	driver_do(&driver, ACTION_LOCK);
	look();
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_advance(&driver, 2 * TOPUP_FRESH_MS);
	driver_unlock(&driver);
	expect_nothing_signed();
	assert_int_equal(flow()->state, TOPUP_ASKING);
}

static void to_a_slow_unlock_with_yes(void)
{
	driver.model.agreed_beforehand = true;
	to_a_slow_unlock();
}

/* With --yes nobody reads a review.  That yes covers the amount and the wallet, but not two payees. */
static void a_yes_beforehand_covers_what_was_asked_for(void **state)
{
	(void)state;
	to_a_slow_unlock_with_yes();
	have_more();
	look();
	assert_int_equal(flow()->state, TOPUP_REVIEW);
	driver_do(&driver, ACTION_CONFIRM);
	driver_expect(&driver, EFFECT_SIGN_PAYMENT);
}

static void a_yes_beforehand_pays_no_other_payee(void **state)
{
	(void)state;
	to_a_slow_unlock_with_yes();
	name_other_payee();
	look();
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_int_equal(flow()->err.code, ERR_X402_REFUSED);
	assert_non_null(strstr(flow()->err.msg, "b2 by now"));
	expect_nothing_signed();
}

static void a_yes_beforehand_fails_in_words(void **state)
{
	(void)state;
	to_a_slow_unlock_with_yes();
	spend_it();
	look();
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_int_equal(flow()->err.code, ERR_NEEDS_USDC);
	expect_nothing_signed();
}

#define ON_SCREEN(test) cmocka_unit_test_setup_teardown(test, open_driver, close_driver)
#define IN_A_COMMAND(test) cmocka_unit_test_setup_teardown(test, open_headless, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_SCREEN(what_is_as_it_was_is_signed_after_a_second_look),
		ON_SCREEN(the_time_to_read_counts),
		ON_SCREEN(a_difference_comes_back_as_a_review),
		ON_SCREEN(what_cannot_be_paid_now_says_why),
		ON_SCREEN(venice_cannot_be_asked_again),
		ON_SCREEN(a_lock_in_between_asks_again),
		IN_A_COMMAND(a_yes_beforehand_covers_what_was_asked_for),
		IN_A_COMMAND(a_yes_beforehand_pays_no_other_payee),
		IN_A_COMMAND(a_yes_beforehand_fails_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
