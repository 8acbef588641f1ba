/* flow_plan: what was staked comes out again, and rewards, driven by actions alone. */
#include "wallet/flow/plan.h"

#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"

#define NOW_S UINT64_C(1760000000)	/* the time at which the driver begins */
#define DAY_S UINT64_C(86400)

static int begin(void **state)
{
	open_driver(state);
	driver.node.svvv = driver.node.svvv_unlocked = flow_units(100);
	driver.node.svvv_locked = flow_units(90);
	driver.node.diem = driver.node.diem_staked = flow_units(3);
	driver.node.diem_minted = flow_units(2);
	return 0;
}

static void to_review(enum purpose purpose, uint64_t amount)
{
	driver_plan(&driver, purpose, amount);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
}

static void to_reading(enum purpose purpose, uint64_t amount)
{
	to_review(purpose, amount);
	driver_unlock(&driver);
	confirm_until_journalled();
	driver_answer(&driver, EFFECT_CHAIN);
	flow_node_mine(&driver.node);
	while (driver.model.tx.state == TX_WAITING)
		driver_answer(&driver, EFFECT_CHAIN);
}

static void assert_stops(enum purpose purpose, uint64_t amount, enum err_code code, const char *words)
{
	driver_plan(&driver, purpose, amount);
	driver_settle(&driver);
	assert_int_equal(driver.model.plan.state, PLAN_FAILED);
	if (driver.model.plan.err.code != code)
		fail_msg("%s: %s", err_info(driver.model.plan.err.code)->name, driver.model.plan.err.msg);
	if (!strstr(driver.model.plan.err.msg, words))
		fail_msg("'%s' does not say '%s'", driver.model.plan.err.msg, words);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	assert_int_equal(driver.node.sent, 0);
}

static void assert_noted(const char *words)
{
	for (size_t i = 0; i < TX_NOTES; i++)
		if (strstr(driver.model.tx.notes[i], words))
			return;
	fail_msg("the review does not say '%s'", words);
}

static void assert_call(const char *signature, enum contract to, const uint64_t *amount)
{
	const struct tx *tx = &driver.model.tx.tx;
	struct buf expected;

	buf_init(&expected, 0);
	abi_add_selector(&expected, signature);
	if (amount)
		abi_add_u256(&expected, flow_units(*amount));
	assert_true(address_equal(tx->to, contract_address(to)));
	assert_int_equal(tx->data.len, expected.len);
	assert_memory_equal(tx->data.data, expected.data, expected.len);
	buf_free(&expected);
}

static void rewards_are_claimed_and_what_came_is_said(void **state)
{
	(void)state;
	driver.node.rewards = flow_units(5);
	to_review(PURPOSE_CLAIM, 0);
	assert_string_equal(driver.model.tx.words, "Claim 5 VVV of rewards, or what has become of it by then");
	assert_call("claim()", CONTRACT_STAKING, NULL);
	driver_do(&driver, ACTION_CANCEL);
	driver.node.claimed = flow_units(6);
	to_reading(PURPOSE_CLAIM, 0);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_true(driver.model.plan.read);
	assert_int_equal(u256_compare(driver.model.plan.after[0].units, flow_units(6)), 0);
	assert_string_equal(driver_said(&driver), "6 VVV claimed in block 1000");
}

/* A figure that cannot be read is not invented.  The words then give what was waiting before. */
static void a_claim_whose_receipt_says_nothing(void **state)
{
	(void)state;
	driver.node.rewards = flow_units(5);
	to_reading(PURPOSE_CLAIM, 0);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_false(driver.model.plan.read);
}

static void rewards_are_staked_at_once(void **state)
{
	(void)state;
	driver.node.rewards = flow_units(5);
	driver.node.claimed = flow_units(5);
	to_reading(PURPOSE_RESTAKE, 0);
	assert_call("claimAndStake()", CONTRACT_STAKING, NULL);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_string_equal(driver_said(&driver), "5 VVV claimed and staked in block 1000");
}

static void where_there_is_nothing_nothing_is_signed(void **state)
{
	(void)state;
	assert_stops(PURPOSE_CLAIM, 0, ERR_NOTHING_THERE, "no rewards");
	assert_stops(PURPOSE_RESTAKE, 0, ERR_NOTHING_THERE, "no rewards");
	assert_stops(PURPOSE_UNSTAKE_FINALIZE, 0, ERR_NOTHING_THERE, "No VVV is coming back");
	assert_stops(PURPOSE_DIEM_WITHDRAW, 0, ERR_NOTHING_THERE, "No DIEM is coming back");
}

static void too_little_stops_it(void **state)
{
	(void)state;
	assert_stops(PURPOSE_UNSTAKE, 101, ERR_NEEDS_SVVV, "100 unlocked sVVV, less than 101");
	assert_stops(PURPOSE_DIEM_UNSTAKE, 4, ERR_NEEDS_DIEM, "3 DIEM staked, less than 4");
	assert_stops(PURPOSE_DIEM_BURN, 4, ERR_NEEDS_DIEM, "3 DIEM, less than 4");
	assert_stops(PURPOSE_DIEM_BURN, 3, ERR_NEEDS_DIEM, "2 DIEM that was minted from its own sVVV, less than 3");
	assert_stops(PURPOSE_UNSTAKE, 0, ERR_INVALID_INPUT, "0 does nothing");
}

static void an_unstake_says_when_it_comes_back_and_what_it_pays_out(void **state)
{
	static const uint64_t amount = 4;

	(void)state;
	driver.node.rewards = flow_units(5);
	to_review(PURPOSE_UNSTAKE, amount);
	assert_call("initiateUnstake(uint256)", CONTRACT_STAKING, &amount);
	assert_noted("the rewards that wait are paid out by it, too: 5 VVV by now");
	driver_do(&driver, ACTION_CANCEL);
	to_reading(PURPOSE_UNSTAKE, amount);
	driver.node.vvv_ends = NOW_S + 7 * DAY_S;
	driver_answer(&driver, EFFECT_CHAIN);
	assert_string_equal(driver_said(&driver), "4 sVVV unstaked in block 1000");
	assert_int_equal(u256_compare(driver.model.plan.after[0].units, u256_from_u64(NOW_S + 7 * DAY_S)), 0);
}

/* 1 VVV a second for 1000 sVVV: 86.4 a day for each one, and a fifth less once it is locked. */
static void what_becomes_of_the_yield_is_said(void **state)
{
	(void)state;
	to_review(PURPOSE_UNSTAKE, 4);
	assert_noted("what it earns at the present rate ends at once: 345.6 VVV a day, 126144 a year");
	driver_do(&driver, ACTION_CANCEL);
	driver.node.diem_out = flow_units(1);
	to_review(PURPOSE_DIEM_MINT, 10);
	assert_noted("what is locked earns a fifth less: at the present rate that is 172.8 VVV a day, 63072 a year");
	driver_do(&driver, ACTION_CANCEL);
	driver.node.rewards = flow_units(1000);
	to_review(PURPOSE_RESTAKE, 0);
	assert_noted("at the present rate it earns about 43200 VVV a day, 15768000 a year");
}

/* A contract without these views is a newer one, not a faulty one. */
static void an_unknown_yield_is_not_made_up(void **state)
{
	(void)state;
	driver.node.broken_call = "totalLockedStakedVVV()";
	to_review(PURPOSE_UNSTAKE, 4);
	for (size_t i = 0; i < TX_NOTES; i++)
		assert_null(strstr(driver.model.tx.notes[i], "present rate"));
}

/* The contract decides.  Its refusal comes with the reason, before anything is signed. */
static void a_second_unstake(void **state)
{
	(void)state;
	driver.node.vvv_coming = flow_units(4);
	driver.node.vvv_ends = NOW_S + DAY_S;
	to_review(PURPOSE_UNSTAKE, 1);
	assert_noted("4 VVV are coming back already: this adds to them, and the cooldown begins anew");
	driver_do(&driver, ACTION_CANCEL);
	driver.node.broken_call = "initiateUnstake(uint256)";
	assert_stops(PURPOSE_UNSTAKE, 1, ERR_COOLDOWN, "4 VVV began to come back earlier, and can be taken out at 2025-10-10T08:53:20Z");
	driver.node.vvv_coming = U256_ZERO;
	assert_stops(PURPOSE_UNSTAKE, 1, ERR_REVERTED, "broken");
}

/* The chain's clock decides, to the second. */
static void nothing_is_taken_out_before_its_time(void **state)
{
	(void)state;
	driver.node.vvv_coming = driver.node.diem_coming = flow_units(4);
	driver.node.vvv_ends = driver.node.diem_ends = NOW_S + 1;
	assert_stops(PURPOSE_UNSTAKE_FINALIZE, 0, ERR_COOLDOWN, "4 VVV can be taken out at 2025-10-09T08:53:21Z, in 00:01");
	assert_stops(PURPOSE_DIEM_WITHDRAW, 0, ERR_COOLDOWN, "4 DIEM can be taken out");
	driver.now_ms += 1000;
	to_review(PURPOSE_UNSTAKE_FINALIZE, 0);
	assert_call("finalizeUnstake()", CONTRACT_STAKING, NULL);
	driver_do(&driver, ACTION_CANCEL);
	to_reading(PURPOSE_DIEM_WITHDRAW, 0);
	assert_call("unstake()", CONTRACT_DIEM, NULL);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_string_equal(driver_said(&driver), "4 DIEM taken out in block 1000");
}

/* Nothing is read after it, so it is done as soon as it is mined. */
static void taken_out(void **state)
{
	(void)state;
	driver.node.vvv_coming = flow_units(4);
	driver.node.vvv_ends = NOW_S;
	to_reading(PURPOSE_UNSTAKE_FINALIZE, 0);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_string_equal(driver_said(&driver), "4 VVV taken out in block 1000");
	assert_int_equal(driver.journal.items[0].purpose, PURPOSE_UNSTAKE_FINALIZE);
}

/* DIEM's contract adds the amounts, and the day begins anew. */
static void a_second_unstake_of_diem(void **state)
{
	static const uint64_t amount = 1;

	(void)state;
	driver.node.diem_coming = flow_units(2);
	driver.node.diem_ends = NOW_S + 60;
	to_review(PURPOSE_DIEM_UNSTAKE, amount);
	assert_call("initiateUnstake(uint256)", CONTRACT_DIEM, &amount);
	assert_noted("2 DIEM are coming back already: this adds to them");
	assert_noted("the API credit of the day falls at once");
}

static void what_burning_releases(void **state)
{
	static const uint64_t amount = 1;

	(void)state;
	to_review(PURPOSE_DIEM_BURN, amount);
	assert_call("burnDiem(uint256)", CONTRACT_STAKING, &amount);
	assert_noted("it releases 45 sVVV");
}

/* An end that is absurd is as good as never. */
static void an_absurd_cooldown(void **state)
{
	(void)state;
	driver.node.vvv_coming = flow_units(4);
	driver.node.vvv_ends = UINT64_MAX;
	assert_stops(PURPOSE_UNSTAKE_FINALIZE, 0, ERR_COOLDOWN, "4 VVV can be taken out at");
}

/* After a kill each transaction is followed by its own row, and was sent once. */
static void resumed(void **state)
{
	static const enum purpose purposes[] = {
		PURPOSE_CLAIM, PURPOSE_RESTAKE, PURPOSE_UNSTAKE, PURPOSE_UNSTAKE_FINALIZE, PURPOSE_DIEM_BURN,
		PURPOSE_DIEM_UNSTAKE, PURPOSE_DIEM_WITHDRAW,
	};

	for (size_t i = 0; i < ARRAY_LENGTH(purposes); i++) {
		driver.node.rewards = driver.node.vvv_coming = driver.node.diem_coming = flow_units(4);
		driver.node.claimed = flow_units(4);
		to_review(purposes[i], 1);
		driver_unlock(&driver);
		driver_do(&driver, ACTION_CONFIRM);
		driver_answer(&driver, EFFECT_SIGN_TX);
		driver_answer(&driver, EFFECT_JOURNAL_WRITE);
		driver_restart(&driver);
		assert_int_equal(driver.model.plan.purpose, purposes[i]);
		driver.node.has_receipt = true;
		driver_pass(&driver, 5000);
		assert_int_equal(driver.model.plan.state, PLAN_DONE);
		assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
		assert_int_equal(driver.journal.count, 0);
		assert_true(close_driver(state) == 0 && begin(state) == 0);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rewards_are_claimed_and_what_came_is_said),
		TEST(a_claim_whose_receipt_says_nothing),
		TEST(rewards_are_staked_at_once),
		TEST(where_there_is_nothing_nothing_is_signed),
		TEST(too_little_stops_it),
		TEST(an_unstake_says_when_it_comes_back_and_what_it_pays_out),
		TEST(what_becomes_of_the_yield_is_said),
		TEST(an_unknown_yield_is_not_made_up),
		TEST(a_second_unstake),
		TEST(nothing_is_taken_out_before_its_time),
		TEST(taken_out),
		TEST(a_second_unstake_of_diem),
		TEST(what_burning_releases),
		TEST(an_absurd_cooldown),
		TEST(resumed),
	};

	return cmocka_run_group_tests_name("wallet_flow_plan_unstake", tests, NULL, NULL);
}
