/* flow_plan, for swaps: quote, review, slippage and deadline, driven by actions alone. */
#include "wallet/flow/plan.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_plan_steps.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/market.h"
#include "wallet/eth/slippage.h"

#define QUOTE "getAmountsOut(uint256,(address,address,bool,address)[])"
#define TIME_S 1760000000

/* 0.5 ETH buys 50 VVV, and 100 USDC as much: by the pools' price these are 50.25 and a little more. */
static int begin(void **state)
{
	open_driver(state);
	driver.node.time_s = TIME_S;
	driver.node.swap_out = flow_units(50);
	driver.node.pool_first = flow_units(1000);	/* WETH */
	driver.node.pool_second = flow_units(100500);	/* VVV */
	driver.node.usdc = u256_from_u64(200000000);
	return 0;
}

/* WETH is first in both pools, so that for USDC both are asked the other way round. */
static void price_usdc(void)
{
	driver.node.pool_first = u256_from_u64(1000000);
	driver.node.pool_second = u256_from_u64(1000000);
	driver.node.swap_out = u256_from_u64(99000000);
}

static struct amount half_an_ether(void)
{
	struct amount amount = { TOKEN_ETH, flow_units(1) };

	assert_true(u256_div(&amount.units, NULL, amount.units, u256_from_u64(2)));
	return amount;
}

static const struct amount hundred = { TOKEN_USDC, { { 100000000, 0, 0, 0 } } };

static void wish(struct amount amount, unsigned slippage)
{
	driver_apply(&driver, &(struct action){ .type = ACTION_SWAP, .amount = amount, .slippage = slippage });
}

static void to_market(struct amount amount)
{
	wish(amount, SLIPPAGE_DEFAULT);
	assert_int_equal(driver.model.plan.state, PLAN_CHECKING);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
	assert_true(driver.model.tx.market.asking);
}

static void to_review(struct amount amount)
{
	to_market(amount);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
}

static void assert_failed(enum err_code code, const char *words)
{
	assert_plan_failed(code);
	assert_nothing_signed();
	if (!strstr(driver.model.plan.err.msg, words))
		fail_msg("%s", driver.model.plan.err.msg);
}

static uint64_t word_of(const struct tx *tx, size_t index)
{
	uint64_t value;

	assert_true(abi_get_u64(&value, tx->data.data + 4, tx->data.len - 4, index));
	return value;
}

static struct u256 number_of(const struct tx *tx, size_t index)
{
	struct u256 value;

	assert_true(abi_get_u256(&value, tx->data.data + 4, tx->data.len - 4, index));
	return value;
}

static void assert_least(const struct tx *tx, size_t index, uint64_t whole, unsigned slippage)
{
	struct amount least = slippage_least((struct amount){ TOKEN_VVV, flow_units(whole) }, slippage);

	assert_int_equal(u256_compare(number_of(tx, index), least.units), 0);
}

static void to_waiting(void)
{
	driver_unlock(&driver);
	confirm_until_journalled();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static void eth_is_swapped_for_no_less_than_was_said(void **state)
{
	(void)state;
	const struct flow_plan *flow = &driver.model.plan;
	const struct tx *tx = &driver.model.tx.tx;

	to_review(half_an_ether());
	assert_string_equal(driver.model.tx.words, "Swap 0.5 ETH for VVV on Aerodrome");
	assert_true(address_equal(tx->to, contract_address(CONTRACT_ROUTER)));
	assert_int_equal(u256_compare(tx->value, half_an_ether().units), 0);
	assert_least(tx, 0, 50, SLIPPAGE_DEFAULT);
	assert_int_equal(word_of(tx, 1), 4 * 32);
	assert_int_equal(word_of(tx, 3), TIME_S + 1200);
	assert_int_equal(word_of(tx, 4), 1);
	assert_int_equal(tx->data.len, 4 + 9 * 32);
	assert_true(review_says("50 VVV, by now") && review_says("49.75 VVV: slippage of 0.5 %"));
	assert_true(review_says("0.5 % less than by the pools' price"));
	assert_true(review_says("2025-10-09") && review_says("deadline: 1760001200 (2025-10-09"));
	assert_true(review_says("routes: 1 hop") && review_says("0xcF77a3Ba9A5CA399B7c97c74d54e5b1Beb874E43"));
	assert_true(review_says("0x4200000000000000000000000000000000000006 WETH token"));
	assert_true(review_says("stable: false") && review_says("Aerodrome factory"));
	driver_unlock(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	journal_before_sending();
	assert_int_equal(driver.journal.items[0].purpose, PURPOSE_SWAP_ETH);
	assert_int_equal(amount_compare(driver.journal.items[0].amount, half_an_ether()), 0);
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.claimed = u256_from_u64(77);	/* the event has this amount */
	mine_sent();
	assert_int_equal(flow->state, PLAN_READING);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow->state, PLAN_DONE);
	assert_int_equal(flow->after[0].token, TOKEN_VVV);
	assert_int_equal(flow->after[0].units.limb[0], 77);
	assert_least(&(struct tx){ .data = driver.model.tx.tx.data }, 0, 50, SLIPPAGE_DEFAULT);
	assert_int_equal(amount_compare(flow_plan_sent(flow)->least, driver.model.tx.market.least), 0);
	assert_string_equal(driver_said(&driver), "0.5 ETH swapped for 0.000000000000000077 VVV in block 1000");
	assert_sent_once_and_closed();
}

static void usdc_is_approved_exactly_and_quoted_again_after_that(void **state)
{
	(void)state;
	const struct tx *tx = &driver.model.tx.tx;

	price_usdc();
	to_review(hundred);
	assert_int_equal(driver.model.tx.purpose, PURPOSE_SWAP_APPROVE);
	assert_true(address_equal(tx->to, contract_address(CONTRACT_USDC)));
	assert_int_equal(tx->data.len, 4 + 2 * 32);
	assert_int_equal(word_of(tx, 1), 100000000);
	assert_true(review_says("that would bring 0.000000000099 VVV by now"));
	to_waiting();
	driver.node.swap_out = u256_from_u64(98000000);
	mine_sent();
	driver.node.allowance = hundred.units;
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.model.tx.purpose, PURPOSE_SWAP);
	assert_int_equal(word_of(tx, 0), 100000000);
	assert_int_equal(word_of(tx, 1), 98000000 / 200 * 199);
	assert_int_equal(word_of(tx, 2), 5 * 32);
	assert_int_equal(word_of(tx, 5), 2);
	assert_true(u256_is_zero(tx->value));
	assert_int_equal(tx->data.len, 4 + (5 + 1 + 8) * 32);
	assert_true(review_says("routes: 2 hops") && review_says("amountIn: 100000000 (100 USDC)"));
	driver_do(&driver, ACTION_CONFIRM);
	journal_before_sending();
	assert_int_equal(driver.journal.items[driver.journal.count - 1].purpose, PURPOSE_SWAP);
}

static void what_is_allowed_already_is_not_approved(void **state)
{
	(void)state;
	price_usdc();
	driver.node.allowance = hundred.units;
	to_review(hundred);
	assert_int_equal(driver.model.tx.purpose, PURPOSE_SWAP);
}

/* Lets time pass between the review and the market's next answer. */
static void agree_a_while_later(int64_t ms)
{
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.tx.state, TX_UNLOCK);
	driver.now_ms += ms;
	driver.node.time_s += (uint64_t)(ms / 1000);
	driver_unlock(&driver);
	assert_true(driver.model.tx.market.asking);
	driver_preflight(&driver);
}

static void a_quote_that_moved_is_reviewed_again(void **state)
{
	(void)state;
	struct review review = { 0 };
	bool marked = false;

	to_review(half_an_ether());
	assert_true(review_agree(&driver.model));
	driver.node.swap_out = flow_units(49);
	agree_a_while_later(5000);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_nothing_signed();
	assert_true(review_of(&review, &driver.model));
	for (size_t i = 0; i < review.count; i++)
		marked |= review.rows[i].changed && !strcmp(review.rows[i].label, "Quote") &&
			  strstr(review.rows[i].text, "49 VVV, by now (you agreed to: 50 VVV, by now)");
	review_free(&review);
	assert_true(marked);
	assert_true(review_says("It has changed since you said yes"));
	assert_least(&driver.model.tx.tx, 0, 49, SLIPPAGE_DEFAULT);
	driver_do(&driver, ACTION_CONFIRM);
	assert_least(&driver_expect(&driver, EFFECT_SIGN_TX)->tx, 0, 49, SLIPPAGE_DEFAULT);
}

static void a_quote_that_stands_is_signed_as_it_was_shown(void **state)
{
	(void)state;
	to_review(half_an_ether());
	agree_a_while_later(9 * MINUTE_MS);
	assert_int_equal(word_of(&driver_expect(&driver, EFFECT_SIGN_TX)->tx, 3), TIME_S + 1200);
}

static void a_deadline_that_comes_near_is_reviewed_again(void **state)
{
	(void)state;
	to_review(half_an_ether());
	agree_a_while_later(11 * MINUTE_MS);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_nothing_signed();
	assert_int_equal(word_of(&driver.model.tx.tx, 3), TIME_S + 660 + 1200);
}

/* The market goes away after the yes, and later comes back. */
static void what_cannot_be_quoted_any_more_is_not_signed(void **state)
{
	(void)state;
	to_review(half_an_ether());
	driver.node.broken_call = QUOTE;
	agree_a_while_later(5000);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(tx_agreed_stopped(&driver.model.tx));
	assert_true(review_says("It cannot be signed now: Aerodrome gives no quote: broken"));
	driver_do(&driver, ACTION_CONFIRM);
	driver.node.broken_call = NULL;
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_false(tx_agreed_stopped(&driver.model.tx));
	assert_nothing_signed();
}

static void without_a_market_nothing_is_signed(void **state)
{
	(void)state;
	static const struct { const char *broken; enum err_code code; const char *words; } ways[] = {
		{ QUOTE, ERR_MARKET_UNREADABLE, "gives no quote: broken" },
		{ "getReserves()", ERR_MARKET_UNREADABLE, "gives no quote: broken" },
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		driver.node.broken_call = ways[i].broken;
		to_market(half_an_ether());
		driver_preflight(&driver);
		assert_failed(ways[i].code, ways[i].words);
	}
	driver.node.broken_call = NULL;
	driver.node.pool_first = U256_ZERO;
	to_market(half_an_ether());
	driver_preflight(&driver);
	assert_failed(ERR_MARKET_UNREADABLE, "is no quote");
}

static void what_the_pools_cannot_give_is_refused(void **state)
{
	(void)state;
	driver.node.swap_out = U256_ZERO;
	to_market(half_an_ether());
	driver_preflight(&driver);
	assert_failed(ERR_MARKET_THIN, "No VVV would come of it");
	driver.node.swap_out = flow_units(42);
	to_market(half_an_ether());
	driver_preflight(&driver);
	assert_failed(ERR_MARKET_THIN, "0.5 ETH is too much for the pools: it would bring 16.42 % less");
	driver.node.swap_out = flow_units(50);
	driver.node.swap_revert = "InsufficientLiquidity";
	to_market(half_an_ether());
	driver_preflight(&driver);
	assert_failed(ERR_MARKET_THIN, "do not have so much");
}

static void a_price_that_moves_meanwhile_is_named(void **state)
{
	(void)state;
	driver.node.swap_revert = "InsufficientOutputAmount";
	to_market(half_an_ether());
	driver_preflight(&driver);
	assert_failed(ERR_PRICE_MOVED, "The price moved");
	driver.node.swap_revert = "something else";
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_failed(ERR_REVERTED, "something else");
	driver.node.swap_revert = NULL;
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.model.tx.market.slippage, SLIPPAGE_DEFAULT);
}

static void the_nodes_own_trouble_is_not_the_markets(void **state)
{
	(void)state;
	to_market(half_an_ether());
	driver.node.chain_id = 1;
	driver_preflight(&driver);
	assert_failed(ERR_WRONG_CHAIN, "");
	driver.node.chain_id = 8453;
	to_market(half_an_ether());
	driver.node.one_error = ERR_RPC_LIMITED;
	driver_preflight(&driver);
	assert_failed(ERR_RPC_LIMITED, "");
	driver.node.one_error = ERR_NONE;
	to_market(half_an_ether());
	driver.node.too_few = true;
	driver_preflight(&driver);
	assert_failed(ERR_BAD_ANSWER, "too few");
	driver.node.too_few = false;
	to_market(half_an_ether());
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	assert_failed(ERR_UNREACHABLE, "");
}

static void has_another_price(struct flow_node *node)
{
	node->swap_out = flow_units(50);
}

static void has_other_pools(struct flow_node *node)
{
	node->pool_second = flow_units(200000);
}

static void cannot_quote(struct flow_node *node)
{
	node->broken_call = QUOTE;
}

/* A deadline that never comes is none. */
static void a_clock_that_cannot_be_right_gives_no_deadline(void **state)
{
	(void)state;
	driver.node.ahead_s = INT64_MAX / 2000;
	to_market(half_an_ether());
	driver_preflight(&driver);
	assert_failed(ERR_BAD_ANSWER, "does not say what time it is");
}

/* A low quote would make a low minimum, which somebody else then takes the rest of. */
static void one_nodes_word_for_the_price_is_not_enough(void **state)
{
	(void)state;
	static const struct { uint64_t quote; void (*second)(struct flow_node *node); const char *words; } ways[] = {
		{ 46, has_another_price, "the call gives 46000000000000000000, but b.example says the call gives 50000000000000000000" },
		{ 50, has_other_pools, "but b.example says the call gives 200000" },
		{ 50, cannot_quote, "but b.example says the call fails (broken)" },
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		driver.node.swap_out = flow_units(ways[i].quote);
		driver.node.second = ways[i].second;
		to_market(half_an_ether());
		driver_pass(&driver, 21000);
		assert_failed(ERR_NODES_DISAGREE, ways[i].words);
	}
}

static void cancelled_while_the_market_is_asked(void **state)
{
	(void)state;
	to_market(half_an_ether());
	driver_do(&driver, ACTION_CANCEL);
	driver_expect_none(&driver, EFFECT_CHAIN);
	assert_failed(ERR_CANCELLED, "Nothing was signed");
	to_review(half_an_ether());
	driver_do(&driver, ACTION_CANCEL);
	assert_failed(ERR_CANCELLED, "Nothing was signed");
}

static void something_is_kept_for_fees(void **state)
{
	(void)state;
	struct amount amount = { TOKEN_ETH, flow_units(1) }, fees;

	to_review(half_an_ether());
	fees = driver.model.tx.max_fee;
	driver_do(&driver, ACTION_CANCEL);
	driver.node.pool_second = flow_units(50000);	/* so that even all of it would be no loss */
	wish(amount, 0);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_failed(ERR_NEEDS_ETH, "the fee can be up to");
	for (unsigned times = 1; times <= 3; times++) {
		assert_true(amount_sub(&amount, amount, fees));
		wish(amount, 0);
		driver_answer(&driver, EFFECT_CHAIN);
		driver_preflight(&driver);
		if (times < 3)
			assert_failed(ERR_NEEDS_ETH, "is kept for the fees of what comes next");
	}
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
}

static void what_is_no_swap_is_refused_at_once(void **state)
{
	(void)state;
	static const struct { struct action action; enum err_code code; } wishes[] = {
		{ { .type = ACTION_SWAP, .amount = { TOKEN_VVV, { { 1 } } } }, ERR_INVALID_INPUT },
		{ { .type = ACTION_SWAP, .amount = { TOKEN_SVVV, { { 1 } } } }, ERR_INVALID_INPUT },
		{ { .type = ACTION_SWAP, .amount = { TOKEN_ETH, { { 0 } } } }, ERR_INVALID_INPUT },
		{ { .type = ACTION_SWAP, .amount = { TOKEN_ETH, { { 1 } } }, .all = true }, ERR_INVALID_INPUT },
		{ { .type = ACTION_SWAP, .amount = { TOKEN_USDC, { { 1 } } }, .slippage = SLIPPAGE_MOST + 1 },
		  ERR_INVALID_INPUT },
	};

	for (size_t i = 0; i < sizeof(wishes) / sizeof(wishes[0]); i++) {
		struct action action = wishes[i].action;

		driver_apply(&driver, &action);
		driver_expect_none(&driver, EFFECT_CHAIN);
		assert_failed(wishes[i].code, "");
	}
	wish((struct amount){ TOKEN_USDC, u256_from_u64(200000001) }, 0);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_NEEDS_USDC, "has 200 USDC, less than 200.000001");
}

/* After kill -9 the journal has the amount and the bytes, and the bytes have the minimum that the
 * call demands. */
static void taken_up_from_the_journal_it_knows_its_minimum(void **state)
{
	(void)state;
	const struct flow_plan *flow = &driver.model.plan;
	struct amount least;

	to_review(half_an_ether());
	least = driver.model.tx.market.least;
	to_waiting();
	driver.node.claimed = u256_from_u64(78);
	flow_node_mine(&driver.node);
	driver_restart(&driver);
	assert_int_equal(flow_plan_at(flow), PURPOSE_SWAP_ETH);
	driver_settle(&driver);
	mine_sent();
	driver_settle(&driver);
	assert_int_equal(flow->state, PLAN_DONE);
	assert_int_equal(amount_compare(flow_plan_sent(flow)->least, least), 0);
	assert_int_equal(flow->after[0].units.limb[0], 78);
	assert_int_equal(driver.node.sent, 1);
}

static void what_the_receipt_does_not_show_is_not_said(void **state)
{
	(void)state;
	to_review(half_an_ether());
	to_waiting();
	mine_sent();
	driver_settle(&driver);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_false(driver.model.plan.read);
	assert_string_equal(driver_said(&driver), "0.5 ETH swapped in block 1000");
}

static void undone_it_says_that_nothing_was_swapped(void **state)
{
	(void)state;
	to_review(half_an_ether());
	to_waiting();
	driver.node.tx_reverted = true;
	mine_sent();
	driver_settle(&driver);
	assert_plan_failed(ERR_TX_REVERTED);
	assert_non_null(strstr(driver.model.plan.err.msg, "nothing was swapped, most likely as the price slipped too far or the deadline was over"));
}

static void to_swap_after_approval(void)
{
	price_usdc();
	to_review(hundred);
	to_waiting();
	mine_sent();
	driver.node.allowance = hundred.units;
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.purpose, PURPOSE_SWAP);
}

static void assert_left(const char *words)
{
	char left[MESSAGE_SIZE] = "";

	assert_int_equal(driver.model.plan.state, PLAN_FAILED);
	assert_int_equal(flow_plan_left(left, sizeof(left), &driver.model.plan), words != NULL);
	assert_string_equal(left, words ? words : "");
}

#define LEFT "Still allowed: Aerodrome router may take 100 USDC. The same again uses that, and 'rialto allowance revoke USDC " \
	     "0xcF77a3Ba9A5CA399B7c97c74d54e5b1Beb874E43' takes it back."

static void an_approval_that_nothing_used_is_said(void **state)
{
	(void)state;
	to_swap_after_approval();
	driver_do(&driver, ACTION_CANCEL);
	assert_plan_failed(ERR_CANCELLED);
	assert_left(LEFT);
	assert_string_equal(driver_said(&driver), LEFT);
}

static void an_approval_stands_where_the_swap_was_undone(void **state)
{
	(void)state;
	to_swap_after_approval();
	driver_do(&driver, ACTION_CONFIRM);
	journal_before_sending();
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.tx_reverted = true;
	mine_sent();
	driver_settle(&driver);
	assert_plan_failed(ERR_TX_REVERTED);
	assert_left(LEFT);
}

static void where_nothing_was_approved_nothing_is_left(void **state)
{
	(void)state;
	to_review(half_an_ether());
	driver_do(&driver, ACTION_CANCEL);
	assert_left(NULL);
	price_usdc();
	to_review(hundred);
	driver_do(&driver, ACTION_CANCEL);
	assert_left(NULL);
}

/* How far the first one might slip is not in the journal, and 0 would be too little for most. */
static void what_is_tried_again_after_a_restart_may_slip_as_usual(void **state)
{
	(void)state;
	to_review(half_an_ether());
	to_waiting();
	driver.node.tx_reverted = true;
	flow_node_mine(&driver.node);
	driver_restart(&driver);
	driver_settle(&driver);
	mine_sent();
	driver_settle(&driver);
	assert_plan_failed(ERR_TX_REVERTED);
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(driver.model.plan.slippage, SLIPPAGE_DEFAULT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(eth_is_swapped_for_no_less_than_was_said),
		TEST(usdc_is_approved_exactly_and_quoted_again_after_that),
		TEST(what_is_allowed_already_is_not_approved),
		TEST(a_quote_that_moved_is_reviewed_again),
		TEST(a_quote_that_stands_is_signed_as_it_was_shown),
		TEST(a_deadline_that_comes_near_is_reviewed_again),
		TEST(what_cannot_be_quoted_any_more_is_not_signed),
		TEST(without_a_market_nothing_is_signed),
		TEST(what_the_pools_cannot_give_is_refused),
		TEST(a_price_that_moves_meanwhile_is_named),
		TEST(the_nodes_own_trouble_is_not_the_markets),
		TEST(a_clock_that_cannot_be_right_gives_no_deadline),
		TEST(one_nodes_word_for_the_price_is_not_enough),
		TEST(cancelled_while_the_market_is_asked),
		TEST(something_is_kept_for_fees),
		TEST(what_is_no_swap_is_refused_at_once),
		TEST(taken_up_from_the_journal_it_knows_its_minimum),
		TEST(what_the_receipt_does_not_show_is_not_said),
		TEST(undone_it_says_that_nothing_was_swapped),
		TEST(an_approval_that_nothing_used_is_said),
		TEST(an_approval_stands_where_the_swap_was_undone),
		TEST(where_nothing_was_approved_nothing_is_left),
		TEST(what_is_tried_again_after_a_restart_may_slip_as_usual),
	};

	return cmocka_run_group_tests_name("wallet_flow_swap", tests, NULL, NULL);
}
