/* plan_offer: what the wallet has something for, and why not. */
#include "wallet/model/plan_offer.h"

#include "tests/support/flow_fixture.h"

static void assert_lacks(enum purpose purpose, const char *why)
{
	char said[PLAN_OFFER_SIZE] = "";
	bool lacks = plan_offer_lacks(said, &driver.model, purpose);

	assert_int_equal(lacks, why != NULL);
	if (why)
		assert_string_equal(said, why);
}

static void forget_all(struct flow_node *node)
{
	node->eth = node->vvv = node->usdc = node->rewards = U256_ZERO;
	node->svvv = node->svvv_unlocked = node->diem = node->diem_staked = U256_ZERO;
	driver_refresh(&driver);
}

/* Where nothing is known, the chain is asked. */
static void what_is_not_known_may_be_there(void **state)
{
	(void)state;
	driver.model.balances[0].known = false;
	for (enum purpose purpose = 0; purpose < PURPOSE_COUNT; purpose++)
		assert_lacks(purpose, NULL);
	assert_null(plan_offer_balance(&driver.model, PURPOSE_STAKE));
}

static void without_anything(void **state)
{
	(void)state;
	forget_all(&driver.node);
	assert_lacks(PURPOSE_STAKE, "There is no VVV");
	assert_lacks(PURPOSE_UNSTAKE, "There is no unlocked sVVV");
	assert_lacks(PURPOSE_DIEM_BURN, "There is no DIEM");
	assert_lacks(PURPOSE_DIEM_UNSTAKE, "There is no DIEM staked");
	assert_lacks(PURPOSE_CLAIM, "There are no rewards to claim yet");
	assert_lacks(PURPOSE_RESTAKE, "There are no rewards to claim and stake yet");
	assert_lacks(PURPOSE_UNSTAKE_FINALIZE, "No VVV is coming back: nothing was unstaked");
	assert_lacks(PURPOSE_DIEM_WITHDRAW, "No DIEM is coming back: none was unstaked");
	assert_lacks(PURPOSE_SEND, "There is nothing to send");
	assert_lacks(PURPOSE_SWAP_ETH, "There is neither ETH nor USDC to swap");
	assert_lacks(PURPOSE_ALLOW, NULL);
	assert_lacks(PURPOSE_REVOKE, NULL);
}

/* One token is enough to send, and either to swap. */
static void with_some(void **state)
{
	(void)state;
	forget_all(&driver.node);
	driver.node.usdc = u256_from_u64(1);
	driver_refresh(&driver);
	assert_lacks(PURPOSE_SEND, NULL);
	assert_lacks(PURPOSE_SWAP_ETH, NULL);
	driver.node.vvv = flow_units(2);
	driver.node.rewards = u256_from_u64(1);
	driver_refresh(&driver);
	assert_lacks(PURPOSE_STAKE, NULL);
	assert_lacks(PURPOSE_CLAIM, NULL);
	assert_memory_equal(&plan_offer_balance(&driver.model, PURPOSE_STAKE)->units, &driver.node.vvv,
			    sizeof(driver.node.vvv));
}

static void what_comes_back_says_when(void **state)
{
	(void)state;
	driver.node.vvv_coming = flow_units(4);
	driver.node.vvv_ends = (uint64_t)(driver.now_ms / 1000 + 60);
	driver_refresh(&driver);
	assert_lacks(PURPOSE_UNSTAKE_FINALIZE, "4 VVV can be taken out in 60 s");
	driver_pass(&driver, 60000);
	assert_lacks(PURPOSE_UNSTAKE_FINALIZE, NULL);
	assert_lacks(PURPOSE_DIEM_WITHDRAW, "No DIEM is coming back: none was unstaked");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_not_known_may_be_there),
		TEST(without_anything),
		TEST(with_some),
		TEST(what_comes_back_says_when),
	};

	return cmocka_run_group_tests_name("wallet_model_plan_offer", tests, NULL, NULL);
}
