/* flow_allowances, and the plan that takes one back, driven by actions alone. */
#include <string.h>

#include "tests/support/flow_plan_steps.h"
#include "wallet/base/mem.h"
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

#define UNLIMITED { { ~0ull, ~0ull, ~0ull, ~0ull } }

static void allow(struct amount amount, struct address by)
{
	driver_apply(&driver, &(struct action){ .type = ACTION_APPROVE, .amount = amount, .recipient = by });
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
}

static void assert_approves(enum contract spender, struct u256 amount)
{
	const struct buf *data = &driver.model.tx.tx.data;
	struct buf expected;

	buf_init(&expected, 0);
	abi_add_selector(&expected, "approve(address,uint256)");
	abi_add_address(&expected, contract_address(spender));
	abi_add_u256(&expected, amount);
	assert_int_equal(data->len, expected.len);
	assert_memory_equal(data->data, expected.data, expected.len);
	buf_free(&expected);
}

static void assert_word(const char *word, enum err_code beyond)
{
	struct review review;

	assert_true(review_of(&review, &driver.model));
	assert_string_equal(review.word, word);
	assert_int_equal(review.beyond.code, beyond);
	review_free(&review);
}

static void an_amount_is_read_and_written_with_the_word(void **state)
{
	(void)state;
	const struct u256 unlimited = UNLIMITED;
	char text[AMOUNT_TEXT_SIZE];
	struct amount amount;
	struct err err;

	assert_true(allowance_parse(&amount, TOKEN_USDC, "unlimited", &err));
	assert_int_equal(amount.token, TOKEN_USDC);
	assert_int_equal(u256_compare(amount.units, unlimited), 0);
	allowance_format(text, amount);
	assert_string_equal(text, "unlimited");
	assert_true(allowance_parse(&amount, TOKEN_VVV, "12.5", &err));
	allowance_format(text, amount);
	assert_string_equal(text, "12.5");
	assert_false(allowance_parse(&amount, TOKEN_VVV, "Unlimited", &err));
	assert_false(allowance_parse(&amount, TOKEN_VVV, "100000000000", &err));
	assert_non_null(strstr(err.msg, "write unlimited"));
}

static void allowed_exactly_and_a_yes_is_enough(void **state)
{
	(void)state;
	allow((struct amount){ TOKEN_VVV, flow_units(12) }, contract_address(CONTRACT_STAKING));
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(address_equal(driver.model.tx.tx.to, contract_address(CONTRACT_VVV)));
	assert_approves(CONTRACT_STAKING, flow_units(12));
	assert_true(review_says("Allow 12 VVV to be taken from this wallet by 0x321b7ff75154472B18EDb199033fF4D116F340Ff"));
	assert_false(review_says("now and later"));
	assert_word("", ERR_NONE);
}

static void without_a_limit_the_word_is_wanted(void **state)
{
	(void)state;
	const struct u256 unlimited = UNLIMITED;

	allow((struct amount){ TOKEN_USDC, unlimited }, contract_address(CONTRACT_ROUTER));
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_approves(CONTRACT_ROUTER, unlimited);
	assert_true(review_says("Allow unlimited USDC to be taken from this wallet by 0x"));
	assert_true(review_says("router may take all USDC that this wallet has, now and later"));
	assert_true(review_says(" (unlimited USDC)"));
	assert_word("unlimited", ERR_NONE);
}

static void without_a_limit_is_taken_back_by_that_name(void **state)
{
	(void)state;
	driver.node.allowance = (struct u256)UNLIMITED;
	revoke();
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(review_says("Take back the allowance of unlimited VVV from 0x321b"));
	assert_false(review_says("115792089237316195423570985"));
	assert_word("", ERR_NONE);
}

/* Caps the VVV of alpha, for a transaction or for a day. */
static void cap(struct policy *policy, bool day, uint64_t vvv)
{
	struct amount most = { TOKEN_VVV, flow_units(vvv) };

	*policy = (struct policy){ .wallet = "alpha" };
	policy->caps_tx[TOKEN_VVV] = !day;
	policy->caps_day[TOKEN_VVV] = day;
	policy->per_tx[TOKEN_VVV] = policy->per_day[TOKEN_VVV] = most;
	driver.model.policies = policy;
	driver.model.policy_count = 1;
}

static void a_policy_caps_what_is_allowed(void **state)
{
	(void)state;
	const struct amount unlimited = { TOKEN_VVV, UNLIMITED };
	const struct address staking = contract_address(CONTRACT_STAKING);
	struct policy policy;

	cap(&policy, false, 10);
	allow(unlimited, staking);
	assert_true(review_says("unlimited VVV is more than 10, the policy's cap for one transaction"));
	assert_word(POLICY_WORD, ERR_POLICY_CAP);
	driver_do(&driver, ACTION_CANCEL);
	allow((struct amount){ TOKEN_VVV, flow_units(11) }, staking);
	assert_word(POLICY_WORD, ERR_POLICY_CAP);
	driver_do(&driver, ACTION_CANCEL);
	allow((struct amount){ TOKEN_VVV, flow_units(10) }, staking);
	assert_word("", ERR_NONE);
	driver_do(&driver, ACTION_CANCEL);
	cap(&policy, true, 10);
	allow(unlimited, staking);
	assert_true(review_says("and with this unlimited: more than 10, the policy's cap for a day"));
	assert_word(POLICY_WORD, ERR_POLICY_DAY);
	driver.model.policies = NULL;
	driver.model.policy_count = 0;
}

static void only_what_is_listed_may_be_allowed(void **state)
{
	(void)state;
	const struct amount vvv = { TOKEN_VVV, flow_units(1) };
	const struct address others[] = {
		{ { 0 } }, { { 0x42 } }, contract_address(CONTRACT_VVV), contract_address(CONTRACT_ROUTER),
	};
	size_t asked;

	driver_settle(&driver);
	asked = driver.count[EFFECT_CHAIN];
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
		driver_apply(&driver, &(struct action){
			.type = ACTION_APPROVE, .amount = vvv, .recipient = others[i],
		});
		assert_plan_failed(ERR_INVALID_INPUT);
		assert_non_null(strstr(driver.model.plan.err.msg,
				       "An allowance of VVV is only for Venice staking (sVVV), not for 0x"));
	}
	assert_int_equal(driver.count[EFFECT_CHAIN], asked);
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
		cmocka_unit_test(an_amount_is_read_and_written_with_the_word),
		TEST(allowed_exactly_and_a_yes_is_enough),
		TEST(without_a_limit_the_word_is_wanted),
		TEST(without_a_limit_is_taken_back_by_that_name),
		TEST(a_policy_caps_what_is_allowed),
		TEST(only_what_is_listed_may_be_allowed),
	};

	return cmocka_run_group_tests_name("wallet_flow_allowances", tests, NULL, NULL);
}
