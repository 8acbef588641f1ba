/* flow_quote: mint or buy, driven by actions alone. */
#include "wallet/model/quote.h"

#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/eth/market.h"

/* The contract gives 1 DIEM for 90 sVVV; the pool has 1000 DIEM at 77 VVV each. */
static int begin(void **state)
{
	open_driver(state);
	driver.node.diem_out = flow_units(1);
	driver.node.pool_vvv = flow_units(77000);
	driver.node.pool_diem = flow_units(1000);
	return 0;
}

static void wish(uint64_t svvv)
{
	struct action action = { .type = ACTION_DIEM_QUOTE, .amount = { TOKEN_SVVV, flow_units(svvv) } };

	driver_apply(&driver, &action);
}

static const struct flow_quote *quote(uint64_t svvv)
{
	wish(svvv);
	for (unsigned i = 0; i < 20 && flow_quote_running(&driver.model.quote); i++)
		driver_answer(&driver, EFFECT_CHAIN);
	return &driver.model.quote;
}

static void the_market_is_searched_for_as_much(void **state)
{
	(void)state;
	const struct flow_quote *flow = quote(90);
	struct amount more;

	assert_int_equal(flow->state, QUOTE_DONE);
	assert_true(flow->has_market);
	assert_true(amount_sub(&more, flow->bought, flow->diem));
	assert_true(u256_compare(more.units, u256_from_u64(1000000000000000)) <= 0);	/* at most a thousandth above */
	assert_true(u256_compare(flow->vvv.units, flow_units(77)) > 0);
	assert_true(u256_compare(flow->vvv.units, flow_units(78)) < 0);
	assert_int_equal(driver.node.sent, 0);
	driver.node.diem_out = flow_units(500);		/* that is half the pool */
	flow = quote(45000);
	assert_true(flow->has_market);
	assert_int_equal(amount_compare(flow->bought, flow->diem) >= 0, true);
}

static void what_is_not_for_sale(void **state)
{
	(void)state;
	driver.node.diem_out = flow_units(1000);
	assert_false(quote(90000)->has_market);
	assert_string_equal(driver.model.quote.no_market, "not so much DIEM is for sale");
	assert_int_equal(driver.model.quote.state, QUOTE_DONE);
}

static void without_a_market(void **state)
{
	(void)state;
	driver.node.pool_vvv = U256_ZERO;
	assert_false(quote(90)->has_market);
	assert_string_equal(driver.model.quote.no_market, "there is no market for it here");
	driver.node.broken_call = "getAmountsOut(uint256,(address,address,bool,address)[])";
	assert_string_equal(quote(90)->no_market, "broken");
	assert_int_equal(u256_compare(driver.model.quote.diem.units, flow_units(1)), 0);
}

/* 1 VVV a second for 1000 sVVV: a fifth of 90 × 86.4 a day. */
static void what_locking_loses(void **state)
{
	(void)state;
	char text[AMOUNT_TEXT_SIZE];
	struct amount lost;

	assert_true(flow_quote_lost(&lost, quote(90), STAKING_DAY_S));
	amount_format(text, lost);
	assert_string_equal(text, "1555.2");
}

static void what_fails(void **state)
{
	(void)state;
	driver.node.diem_out = U256_ZERO;
	assert_int_equal(quote(1)->err.code, ERR_INVALID_INPUT);
	assert_int_equal(quote(0)->err.code, ERR_INVALID_INPUT);
	driver.node.no_staking = true;
	assert_int_equal(quote(1)->err.code, ERR_NO_CONTRACT);
	driver.node.chain_id = 1;
	assert_int_equal(quote(1)->err.code, ERR_WRONG_CHAIN);
	driver.node.chain_id = 8453;
	driver.node.one_error = ERR_UNREACHABLE;
	assert_int_equal(quote(1)->err.code, ERR_UNREACHABLE);
	assert_int_equal(driver.model.quote.state, QUOTE_FAILED);
	driver.node.one_error = ERR_NONE;
	driver.node.no_staking = false;
	driver.node.diem_out = flow_units(1);
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_true(flow_quote_running(&driver.model.quote) || driver.model.quote.has_market);
}

static void it_can_be_stopped(void **state)
{
	(void)state;
	wish(90);
	wish(80);		/* one at a time */
	assert_int_equal(u256_compare(driver.model.quote.svvv.units, flow_units(90)), 0);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(driver.model.quote.err.code, ERR_CANCELLED);
	assert_false(flow_quote_running(&driver.model.quote));
}

static void a_day_ends_at_midnight(void **state)
{
	(void)state;
	assert_int_equal(quote_next_epoch(0), 86400000);
	assert_int_equal(quote_next_epoch(86399999), 86400000);
	assert_int_equal(quote_next_epoch(86400000), 2 * 86400000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_market_is_searched_for_as_much),
		TEST(what_is_not_for_sale),
		TEST(without_a_market),
		TEST(what_locking_loses),
		TEST(what_fails),
		TEST(it_can_be_stopped),
		TEST(a_day_ends_at_midnight),
	};

	return cmocka_run_group_tests_name("wallet_flow_quote", tests, NULL, NULL);
}
