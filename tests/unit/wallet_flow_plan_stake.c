/* flow_plan: from VVV to sVVV, approval included, driven by actions alone. */
#include "wallet/flow/plan.h"

#include <string.h>

#include "tests/support/flow_plan_steps.h"
#include "wallet/eth/abi.h"

static void assert_failed(enum err_code code)
{
	assert_plan_failed(code);
	assert_false(flow_plan_running(&driver.model.plan));
	assert_int_equal(model_deadline(&driver.model) > driver.now_ms || model_deadline(&driver.model) == 0, true);
}

/* Goes on to the first review: that of the approval, or that of the stake if no approval is needed. */
static void to_review(uint64_t vvv)
{
	driver_stake(&driver, vvv);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(model_want(&driver.model), WANT_REVIEW);
}

/* Goes on from the review until the node has the transaction, with the wallet open. */
static void confirm_and_send(void)
{
	confirm_until_journalled();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static void mine(void)
{
	flow_node_mine(&driver.node);
	while (driver.model.tx.state == TX_WAITING)
		driver_answer(&driver, EFFECT_CHAIN);
}

/* Goes on until the node has the first transaction of a stake of 10 VVV. */
static void to_sent(void)
{
	to_review(10);
	driver_unlock(&driver);
	confirm_and_send();
}

/* The approval is mined, but the simulation of the stake does not see it yet. */
static void to_stake_that_reverts(void)
{
	to_sent();
	driver.node.live_revert = driver.node.documented_revert = "ERC20InsufficientAllowance";
	mine();
}

static void assert_calldata(const struct buf *data, const char *signature, struct address owner, bool has_owner,
			    struct u256 amount)
{
	struct buf expected;

	buf_init(&expected, 0);
	abi_add_selector(&expected, signature);
	if (has_owner)
		abi_add_address(&expected, owner);
	abi_add_u256(&expected, amount);
	assert_int_equal(data->len, expected.len);
	assert_memory_equal(data->data, expected.data, expected.len);
	buf_free(&expected);
}

static void approves_exactly_then_stakes(void **state)
{
	(void)state;
	const struct flow_plan *flow = &driver.model.plan;
	struct effect *sign;

	driver_stake(&driver, 10);
	assert_int_equal(flow->state, PLAN_CHECKING);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_APPROVE);
	assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.tx.state, TX_UNLOCK);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_expect_none(&driver, EFFECT_SIGN_TX);
	driver_unlock(&driver);
	assert_int_equal(driver.model.tx.state, TX_SIGNING);
	sign = driver_expect(&driver, EFFECT_SIGN_TX);
	assert_true(address_equal(sign->tx.to, contract_address(CONTRACT_VVV)));
	assert_true(u256_is_zero(sign->tx.value));
	assert_calldata(&sign->tx.data, "approve(address,uint256)", contract_address(CONTRACT_STAKING), true, flow_units(10));
	journal_before_sending();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.node.sent, 1);
	driver.node.allowance = flow_units(10);
	mine();

	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_STAKE);
	assert_true(flow->sent[PURPOSE_APPROVE].sent);
	assert_int_equal(flow->sent[PURPOSE_APPROVE].block, 1000);
	assert_true(driver.journal.items[0].told);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	driver_do(&driver, ACTION_CONFIRM);
	sign = driver_expect(&driver, EFFECT_SIGN_TX);
	assert_true(address_equal(sign->tx.to, contract_address(CONTRACT_STAKING)));
	assert_int_equal(sign->tx.nonce, 8);
	assert_calldata(&sign->tx.data, "stake(address,uint256)", driver.accounts.items[0].address, true, flow_units(10));
	driver.node.svvv = flow_units(10);
	driver.node.has_receipt = true;
	driver_settle(&driver);
	assert_int_equal(flow->state, PLAN_DONE);
	assert_true(flow->sent[PURPOSE_STAKE].sent);
	assert_int_equal(u256_compare(flow->after[0].units, flow_units(10)), 0);
	assert_int_equal(driver.node.sent, 2);
	driver_pass(&driver, 5000);
	assert_int_equal(driver.journal.count, 0);
}

static void an_allowance_that_suffices_needs_no_approval(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	driver_stake(&driver, 10);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_STAKE);
	assert_false(driver.model.plan.sent[PURPOSE_APPROVE].sent);
	driver_preflight(&driver);
	driver_unlock(&driver);
	driver.node.has_receipt = true;
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_int_equal(driver.node.sent, 1);
	assert_false(driver.model.plan.sent[PURPOSE_APPROVE].sent);
}

/* An allowance that is one base unit too small is too small. */
static void an_allowance_just_too_small_is_replaced(void **state)
{
	(void)state;
	assert_true(u256_sub(&driver.node.allowance, flow_units(10), u256_from_u64(1)));
	driver_stake(&driver, 10);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_APPROVE);
}

/* Checks which of the ways to stake 10 VVV is reviewed. */
static void assert_chosen(unsigned candidate, const char *call)
{
	to_review(10);
	assert_int_equal(driver.model.tx.chosen, candidate);
	assert_string_equal(driver.model.tx.calls[candidate], call);
}

static void the_documented_interface_is_the_fallback(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	driver.node.live_revert = "no reason given";
	assert_chosen(1, "stake(uint256)");
	driver_unlock(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	assert_calldata(&driver_expect(&driver, EFFECT_SIGN_TX)->tx.data, "stake(uint256)", (struct address){ { 0 } }, false,
			flow_units(10));
}

static void the_live_interface_is_preferred(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	driver.node.documented_revert = "no reason given";
	assert_chosen(0, "stake(address,uint256)");
}

static void assert_revert_is_surfaced(const char *live, const char *documented, const char *words)
{
	driver.node.allowance = flow_units(10);
	driver.node.live_revert = live;
	driver.node.documented_revert = documented;
	driver_stake(&driver, 10);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_REVERTED);
	assert_string_equal(driver.model.plan.err.msg, words);
	assert_nothing_signed();
}

static void the_live_reason_is_surfaced(void **state)
{
	(void)state;
	assert_revert_is_surfaced("EnforcedPause", "no reason given", "EnforcedPause");
}

static void the_documented_reason_is_surfaced_where_the_live_has_none(void **state)
{
	(void)state;
	assert_revert_is_surfaced("no reason given", "ZeroAmount", "ZeroAmount");
}

static void check_stops(enum err_code code)
{
	driver_stake(&driver, 10);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(code);
	assert_nothing_signed();
	driver_expect_none(&driver, EFFECT_CHAIN);
}

static void another_chain_stops_it(void **state)
{
	(void)state;
	driver.node.chain_id = 1;
	check_stops(ERR_WRONG_CHAIN);
}

static void a_missing_token_stops_it(void **state)
{
	(void)state;
	driver.node.no_vvv = true;
	check_stops(ERR_NO_CONTRACT);
	assert_non_null(strstr(driver.model.plan.err.msg, "VVV token"));
}

static void a_missing_staking_contract_stops_it(void **state)
{
	(void)state;
	driver.node.no_staking = true;
	check_stops(ERR_NO_CONTRACT);
	assert_non_null(strstr(driver.model.plan.err.msg, "staking"));
}

static void too_little_vvv_stops_it(void **state)
{
	(void)state;
	driver.node.vvv = flow_units(9);
	check_stops(ERR_NEEDS_VVV);
	assert_string_equal(driver.model.plan.err.msg, "The wallet has 9 VVV, less than 10");
	assert_int_equal(driver.model.plan.err.remedy, REMEDY_FUND);
}

static void too_few_answers_stop_it(void **state)
{
	(void)state;
	driver.node.too_few = true;
	check_stops(ERR_BAD_ANSWER);
}

static void a_node_in_trouble_stops_it(void **state)
{
	(void)state;
	driver.node.one_error = ERR_RATE_LIMITED;
	check_stops(ERR_RATE_LIMITED);
}

static void an_unreachable_node_stops_it_and_retry_begins_again(void **state)
{
	(void)state;
	driver_stake(&driver, 10);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	assert_failed(ERR_UNREACHABLE);
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(driver.model.plan.state, PLAN_CHECKING);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_APPROVE);
	assert_int_equal(u256_compare(driver.model.plan.amount.units, flow_units(10)), 0);
}

static void who_may_not_sign_is_told_before_anything_is_asked(void **state)
{
	(void)state;
	driver_stake(&driver, 0);
	assert_failed(ERR_INVALID_INPUT);
	driver_select(&driver, 2);
	driver_stake(&driver, 10);
	assert_failed(ERR_WATCH_ONLY);
	driver_select(&driver, 0);
	driver.model.readonly = true;
	driver_stake(&driver, 10);
	assert_failed(ERR_READONLY);
	driver.model.selected = 99;
	driver_stake(&driver, 10);
	assert_failed(ERR_NO_WALLET);
	driver_expect_none(&driver, EFFECT_CHAIN);
	assert_nothing_signed();
}

static void cancelled_while_checking(void **state)
{
	(void)state;
	driver_stake(&driver, 10);
	driver_do(&driver, ACTION_CANCEL);
	assert_failed(ERR_CANCELLED);
	driver_expect_none(&driver, EFFECT_CHAIN);
	assert_nothing_signed();
}

static void cancelled_at_every_step_before_signing(void **state)
{
	(void)state;
	for (int steps = 0; steps < 4; steps++) {
		driver_stake(&driver, 10);
		driver_answer(&driver, EFFECT_CHAIN);
		if (steps > 0)
			driver_preflight(&driver);
		if (steps > 1)
			driver_do(&driver, ACTION_CONFIRM);
		if (steps > 2)
			driver_password(&driver, PASSWORD_RIGHT);
		driver_do(&driver, ACTION_CANCEL);
		assert_failed(ERR_CANCELLED);
		assert_int_equal(driver.model.tx.state, TX_FAILED);
		assert_int_equal(model_want(&driver.model), WANT_NOTHING);
		driver_expect_none(&driver, EFFECT_CHAIN);
		driver_expect_none(&driver, EFFECT_UNLOCK);
		assert_nothing_signed();
	}
}

/* After the signature the flow goes on, whatever is pressed. */
static void cannot_be_cancelled_once_signed(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	to_review(10);
	driver_unlock(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	for (enum tx_state at = TX_SIGNING; at <= TX_WAITING; at++) {
		assert_int_equal(driver.model.tx.state, at);
		driver_do(&driver, ACTION_CANCEL);
		assert_int_equal(driver.model.tx.state, at);
		assert_non_null(strstr(driver_said(&driver), "cannot be stopped"));
		driver.node.has_receipt = at == TX_WAITING;
		driver_answer(&driver, driver.pending.items[0].type);
	}
	driver_answer(&driver, EFFECT_CHAIN);	/* the block that has it */
	assert_int_equal(driver.model.tx.state, TX_DONE);
	assert_int_equal(driver.model.plan.state, PLAN_READING);
	driver_do(&driver, ACTION_CANCEL);
	driver_settle(&driver);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
}

static void a_second_stake_waits_for_the_first(void **state)
{
	(void)state;
	to_review(10);
	driver_stake(&driver, 20);
	assert_string_equal(driver_said(&driver), "A transaction is still on its way");
	assert_int_equal(u256_compare(driver.model.plan.amount.units, flow_units(10)), 0);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
}

static void other_answers_are_not_its_own(void **state)
{
	(void)state;
	driver_stake(&driver, 10);
	assert_others_answers_are_not_its_own();
	assert_failed(ERR_CANCELLED);
}

/* A node behind a load balancer has not seen the approval yet. */
static void a_simulation_right_after_the_approval_is_repeated(void **state)
{
	(void)state;
	unsigned waits = 0;

	to_stake_that_reverts();
	for (; waits < 3; waits++) {
		while (driver_find(&driver, EFFECT_CHAIN))
			driver_answer(&driver, EFFECT_CHAIN);
		assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
		assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_STAKE);
		driver_tick(&driver);
		driver_expect(&driver, EFFECT_CHAIN);
	}
	driver.node.live_revert = NULL;
	driver_settle(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
}

static void it_is_not_repeated_for_ever(void **state)
{
	(void)state;
	unsigned ticks = 0;

	to_stake_that_reverts();
	driver_settle(&driver);
	for (; driver.model.plan.state == PLAN_SENDING && ticks < 100; ticks++) {
		driver_tick(&driver);
		driver_settle(&driver);
	}
	assert_failed(ERR_REVERTED);
	assert_in_range(ticks, 3, 20);
	assert_int_equal(driver.journal.count, 0);
}

static void the_stake_counts_even_if_svvv_cannot_be_read(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	to_sent();
	mine();
	assert_int_equal(driver.model.plan.state, PLAN_READING);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_int_equal(driver.model.plan.sent[PURPOSE_STAKE].block, 1000);
	assert_non_null(strstr(driver_said(&driver), "10 VVV staked in block 1000"));
}

static void balances_are_read_again_afterwards(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	driver_refresh(&driver);
	to_sent();
	mine();
	driver.node.svvv = flow_units(10);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_settle(&driver);
	assert_int_equal(u256_compare(model_balances(&driver.model)->svvv.units, flow_units(10)), 0);
}

/* A reading that was on its way when the stake was mined shows the state before it. */
static void a_reading_from_before_is_followed_by_another(void **state)
{
	(void)state;
	uint32_t before;

	driver.node.allowance = flow_units(10);
	to_sent();
	mine();
	driver_do(&driver, ACTION_REFRESH);
	before = driver.model.refresh.request;
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	while (driver.model.refresh.request == before)
		driver_answer(&driver, EFFECT_CHAIN);
	assert_true(driver.model.refresh.request > before);
}

/* The error panel shows one failure, and RETRY is for that one. */
static void retry_is_for_the_failure_shown_last(void **state)
{
	(void)state;
	driver_stake(&driver, 10);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver_do(&driver, ACTION_FAUCET);
	driver_refuse(&driver, EFFECT_FAUCET, ERR_UNREACHABLE);
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(driver.model.plan.state, PLAN_FAILED);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

/* If the person has gone on to another wallet, RETRY does not stake that wallet's VVV. */
static void retry_is_for_the_wallet_whose_stake_failed(void **state)
{
	(void)state;
	driver_stake(&driver, 10);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver_do(&driver, ACTION_DISMISS);
	driver_select(&driver, 1);
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(driver.model.selected, 0);
	assert_true(address_equal(driver.model.plan.account.address, driver.accounts.items[0].address));
	assert_int_equal(driver.model.plan.state, PLAN_CHECKING);
}

static void retry_for_a_wallet_that_is_gone_is_refused(void **state)
{
	(void)state;
	driver_select(&driver, 1);
	driver_stake(&driver, 10);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver.model.accounts.count = 1;
	driver.model.selected = 0;
	driver_do(&driver, ACTION_RETRY);
	assert_failed(ERR_WALLET_NOT_FOUND);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

static void headless_keeps_the_entries_until_the_result_is_printed(void **state)
{
	(void)state;
	driver_close(&driver);
	driver_open_headless(&driver);
	driver_unlock(&driver);
	to_review(10);
	confirm_and_send();
	mine();
	driver_settle(&driver);
	confirm_and_send();
	mine();
	driver_settle(&driver);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_int_equal(driver.journal.count, 2);
	assert_string_equal(driver.journal.items[0].id, driver.model.plan.sent[PURPOSE_APPROVE].journal_id);
	assert_string_equal(driver.journal.items[1].id, driver.model.plan.sent[PURPOSE_STAKE].journal_id);
	assert_int_equal(model_deadline(&driver.model), 0);
}

static void every_state_was_reached(void **state)
{
	(void)state;
	driver_assert_all_visited(driver_plan_visited, PLAN_STATE_COUNT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(approves_exactly_then_stakes),
		TEST(an_allowance_that_suffices_needs_no_approval),
		TEST(an_allowance_just_too_small_is_replaced),
		TEST(the_documented_interface_is_the_fallback),
		TEST(the_live_interface_is_preferred),
		TEST(the_live_reason_is_surfaced),
		TEST(the_documented_reason_is_surfaced_where_the_live_has_none),
		TEST(another_chain_stops_it),
		TEST(a_missing_token_stops_it),
		TEST(a_missing_staking_contract_stops_it),
		TEST(too_little_vvv_stops_it),
		TEST(too_few_answers_stop_it),
		TEST(a_node_in_trouble_stops_it),
		TEST(an_unreachable_node_stops_it_and_retry_begins_again),
		TEST(who_may_not_sign_is_told_before_anything_is_asked),
		TEST(cancelled_while_checking),
		TEST(cancelled_at_every_step_before_signing),
		TEST(cannot_be_cancelled_once_signed),
		TEST(a_second_stake_waits_for_the_first),
		TEST(other_answers_are_not_its_own),
		TEST(a_simulation_right_after_the_approval_is_repeated),
		TEST(it_is_not_repeated_for_ever),
		TEST(the_stake_counts_even_if_svvv_cannot_be_read),
		TEST(balances_are_read_again_afterwards),
		TEST(a_reading_from_before_is_followed_by_another),
		TEST(retry_is_for_the_failure_shown_last),
		TEST(retry_is_for_the_wallet_whose_stake_failed),
		TEST(retry_for_a_wallet_that_is_gone_is_refused),
		TEST(headless_keeps_the_entries_until_the_result_is_printed),
		cmocka_unit_test(every_state_was_reached),
	};

	return cmocka_run_group_tests_name("wallet_flow_plan_stake", tests, NULL, NULL);
}
