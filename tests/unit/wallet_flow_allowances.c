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
	assert_false(allowance_is_unlimited((struct amount){ TOKEN_VVV, { { ~0ull - 1, UINT32_MAX, 0, 0 } } }));
	assert_true(allowance_is_unlimited((struct amount){ TOKEN_VVV, { { ~0ull, UINT32_MAX, 0, 0 } } }));
	assert_true(allowance_is_unlimited((struct amount){ TOKEN_USDC, { { 0, 0, 1, 0 } } }));
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

/* Takes back one of those that were looked at, up to the block that has it. */
static void look_and_revoke(void)
{
	driver_unlock(&driver);
	driver_settle(&driver);
	driver.node.allowance = flow_units(12);
	driver_do(&driver, ACTION_ALLOWANCES);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow()->count, ALLOWANCES);
	revoke();
	driver_preflight(&driver);
	confirm_until_journalled();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	assert_int_equal(flow()->state, ALLOWANCES_READ);
	driver.node.allowance = U256_ZERO;
	mine_sent();
	assert_int_equal(flow()->state, ALLOWANCES_ASKING);
}

static void read_again_once_one_is_taken_back(void **state)
{
	(void)state;
	look_and_revoke();
	driver_settle(&driver);
	assert_int_equal(flow()->state, ALLOWANCES_READ);
	assert_int_equal(flow()->count, 0);
	driver_pass(&driver, MINUTE_MS);
	assert_false(flow()->request);
}

/* The list says it.  A panel would be about what nobody asked for. */
static void what_is_read_by_itself_fails_without_a_panel(void **state)
{
	uint32_t request;

	(void)state;
	look_and_revoke();
	request = flow()->request;
	driver_forget(&driver, EFFECT_CHAIN);
	driver_apply(&driver, &(struct action){
		.type = ACTION_CHAIN, .request = request, .err = { .code = ERR_UNREACHABLE, .msg = "nobody answers" },
	});
	assert_int_equal(flow()->state, ALLOWANCES_FAILED);
	assert_string_equal(flow()->err.msg, "nobody answers");
	assert_int_equal(driver.model.error.code, ERR_NONE);
}

static void those_of_another_wallet_are_asked_for_at_once(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_ALLOWANCES);
	driver_select(&driver, 1);
	driver_do(&driver, ACTION_ALLOWANCES);
	assert_true(address_equal(flow()->account.address, driver.model.accounts.items[1].address));
	driver.node.allowance = flow_units(12);
	driver_settle(&driver);
	assert_int_equal(flow()->state, ALLOWANCES_READ);
	assert_int_equal(flow()->count, ALLOWANCES);
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
		TEST(read_again_once_one_is_taken_back),
		TEST(what_is_read_by_itself_fails_without_a_panel),
		TEST(those_of_another_wallet_are_asked_for_at_once),
		TEST(where_there_is_none_nothing_is_signed),
	};

	return cmocka_run_group_tests_name("wallet_flow_allowances", tests, NULL, NULL);
}
