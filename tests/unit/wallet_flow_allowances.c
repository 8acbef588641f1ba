/* flow_allowances, and the plan that takes one back, driven by actions alone. */
#include <string.h>

#include "tests/support/flow_plan_steps.h"
#include "wallet/eth/abi.h"
#include "wallet/model/allowances.h"

static const struct flow_allowances *flow(void)
{
	return &driver.model.allowances;
}

static void read_from_the_chain(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_ALLOWANCES);
	assert_int_equal(flow()->state, ALLOWANCES_ASKING);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow()->state, ALLOWANCES_READ);
	assert_int_equal(flow()->count, 0);
	driver.node.allowance = flow_units(12);
	driver_do(&driver, ACTION_ALLOWANCES);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow()->count, ALLOWANCES);
	assert_int_equal(flow()->items[0].amount.token, TOKEN_VVV);
	assert_int_equal(flow()->items[0].spender, CONTRACT_STAKING);
	assert_int_equal(u256_compare(flow()->items[0].amount.units, flow_units(12)), 0);
}

static void a_node_in_trouble_is_said_and_asked_again(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_ALLOWANCES);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	assert_int_equal(flow()->state, ALLOWANCES_FAILED);
	assert_int_equal(driver.model.error.code, ERR_UNREACHABLE);
	driver.node.chain_id = 1;
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow()->err.code, ERR_WRONG_CHAIN);
	driver.node.chain_id = 8453;
	driver.node.too_few = true;
	driver_do(&driver, ACTION_ALLOWANCES);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow()->err.code, ERR_BAD_ANSWER);
}

static void without_a_limit_is_more_than_there_can_be(void **state)
{
	(void)state;
	assert_false(allowance_is_unlimited((struct amount){ TOKEN_VVV, flow_units(1000000000) }));
	assert_true(allowance_is_unlimited((struct amount){ TOKEN_VVV, { { ~0ull, ~0ull, ~0ull, ~0ull } } }));
}

static void revoke(void)
{
	driver_apply(&driver, &(struct action){
		.type = ACTION_REVOKE, .amount = amount_zero(TOKEN_VVV),
		.recipient = contract_address(CONTRACT_STAKING),
	});
	driver_answer(&driver, EFFECT_CHAIN);
}

static void taken_back_by_approving_nothing(void **state)
{
	(void)state;
	const struct buf *data = &driver.model.tx.tx.data;
	struct buf expected;

	driver.node.allowance = flow_units(12);
	revoke();
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(address_equal(driver.model.tx.tx.to, contract_address(CONTRACT_VVV)));
	assert_true(review_says("Take back the allowance of 12 VVV from 0x321b7ff75154472B18EDb199033fF4D116F340Ff"));
	buf_init(&expected, 0);
	abi_add_selector(&expected, "approve(address,uint256)");
	abi_add_address(&expected, contract_address(CONTRACT_STAKING));
	abi_add_u64(&expected, 0);
	assert_int_equal(data->len, expected.len);
	assert_memory_equal(data->data, expected.data, expected.len);
	buf_free(&expected);
}

static void where_there_is_none_nothing_is_signed(void **state)
{
	(void)state;
	revoke();
	assert_plan_failed(ERR_NOTHING_THERE);
	assert_nothing_signed();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(read_from_the_chain),
		TEST(a_node_in_trouble_is_said_and_asked_again),
		cmocka_unit_test(without_a_limit_is_more_than_there_can_be),
		TEST(taken_back_by_approving_nothing),
		TEST(where_there_is_none_nothing_is_signed),
	};

	return cmocka_run_group_tests_name("wallet_flow_allowances", tests, NULL, NULL);
}
