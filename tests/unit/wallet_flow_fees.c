/* tx_offer: what a person chooses to offer for gas is what the review shows and what is signed. */
#include "wallet/model/tx_offer.h"

#include "tests/support/flow_tx_steps.h"
#include "wallet/base/mem.h"

/* The node's prices are a base fee of 6000000 and a tip of 2000000. */
#define GAS UINT64_C(150000)

static struct fee_choice own(uint64_t most, uint64_t tip)
{
	return (struct fee_choice){ FEE_OWN, u256_from_u64(most), u256_from_u64(tip) };
}

static void assert_offers(uint64_t most, uint64_t tip)
{
	const struct flow_tx *flow = &driver.model.tx;
	uint64_t cost = 0;

	assert_int_equal(flow->tx.max_fee.limb[0], most);
	assert_int_equal(flow->tx.max_priority_fee.limb[0], tip);
	assert_true(u256_to_u64(&cost, flow->max_fee.units));
	assert_int_equal(cost, most * flow->tx.gas_limit);
}

static void the_setting_is_what_is_offered(void **state)
{
	static const struct { struct fee_choice choice; uint64_t most, tip; const char *says, *others; } cases[] = {
		{ { .speed = FEE_SLOW }, 7500000 + 1000000, 1000000, "slow: 0.0085 gwei a gas at most, 0.001 of it tip",
		  "or normal for 0.0000021, fast for 0.00000315 ETH at most" },
		{ { .speed = FEE_NORMAL }, 12000000 + 2000000, 2000000, "normal: 0.014 gwei a gas at most, 0.002 of it tip",
		  "or slow for 0.000001275, fast for 0.00000315 ETH at most" },
		{ { .speed = FEE_FAST }, 18000000 + 3000000, 3000000, "fast: 0.021 gwei a gas at most, 0.003 of it tip",
		  "or slow for 0.000001275, normal for 0.0000021 ETH at most" },
		{ { FEE_OWN, { { 20000000 } }, { { 5000000 } } }, 20000000, 5000000, "own: 0.02 gwei a gas at most, 0.005 of it tip",
		  "or slow for 0.000001275, normal for 0.0000021, fast for 0.00000315 ETH at most" },
		{ { FEE_OWN, { { 20000000 } }, { { 0 } } }, 20000000, 2000000, "own: 0.02 gwei a gas at most, 0.002 of it tip",
		  "or slow for" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		driver.model.fee = cases[i].choice;
		to_review();
		assert_int_equal(driver.model.tx.tx.gas_limit, GAS);
		assert_offers(cases[i].most, cases[i].tip);
		assert_true(review_says(cases[i].says));
		assert_true(review_says(cases[i].others));
		assert_false(review_says("below the base fee"));
		close_driver(state);
		begin(state);
	}
}

static void what_the_node_says_of_slow_and_fast_counts(void **state)
{
	(void)state;
	driver.node.slow_fee = 1500000;
	driver.node.fast_fee = 7000000;
	driver.model.fee.speed = FEE_FAST;
	to_review();
	assert_offers(18000000 + 7000000, 7000000);
	assert_true(review_says("or slow for 0.00000135, normal"));
}

/* Only a tip that max-tip cut short is said to be less than the node names. */
static void only_what_was_cut_short_is_said_to_be(void **state)
{
	(void)state;
	for (unsigned speed = 0; speed < FEE_OWN; speed++) {
		driver.model.fee.speed = (enum fee_speed)speed;
		to_review();
		assert_false(review_says("the node names more"));
		close_driver(state);
		begin(state);
	}
	driver.node.priority_fee = UINT64_C(900000000000);
	driver.model.fee = own(20000000, 5000000);
	to_review();
	assert_false(review_says("the node names more"));
	driver_do(&driver, ACTION_CANCEL);
	driver_settle(&driver);
	driver.model.fee.speed = FEE_SLOW;
	to_review();
	assert_true(review_says("the node names more"));
}

/* Looks at the chain once more after the yes, and then signs that offer. */
static void assert_signs(uint64_t max_fee)
{
	driver_do(&driver, ACTION_CONFIRM);
	driver_advance(&driver, 10 * TX_FRESH_MS);
	driver_unlock(&driver);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_SIGNING);
	assert_int_equal(driver.model.tx.tx.max_fee.limb[0], max_fee);
}

/* The most that is believed, and one wei a gas more. */
static void a_base_fee_that_is_not_believed(void **state)
{
	for (enum fee_speed speed = FEE_NORMAL; speed < FEE_OWN; speed++) {
		driver.model.fee.speed = speed;
		driver.node.base_fee = TX_BASE_FEE_MOST;
		to_review();
		close_driver(state);
		begin(state);
		driver.model.fee.speed = speed;
		driver.node.base_fee = TX_BASE_FEE_MOST + 1;
		to_preflight();
		driver_answer(&driver, EFFECT_CHAIN);
		assert_failed(ERR_FEE_NOT_BELIEVED);
		assert_non_null(strstr(driver.model.tx.err.msg, "a base fee of 50.000000001 gwei, and no more than 50 is believed"));
		assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
		close_driver(state);
		begin(state);
	}
}

/* What a person names is no lie of the node's. */
static void an_own_offer_below_a_base_fee_that_is_not_believed(void **state)
{
	(void)state;
	driver.model.fee = own(20000000, 5000000);
	driver.node.base_fee = UINT64_C(5000000000000);
	to_review();
	assert_offers(20000000, 5000000);
	assert_true(review_says("below the base fee, which is 5000 gwei now"));
}

static void choose(struct fee_choice choice);

/* A person who sees that Base is that dear goes on with a word of their own. */
static void where_no_fee_is_believed_an_own_one_goes_on(void **state)
{
	(void)state;
	driver.node.base_fee = TX_BASE_FEE_MOST + 1;
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_FEE_NOT_BELIEVED);
	choose((struct fee_choice){ .speed = FEE_FAST });
	driver_settle(&driver);
	assert_failed(ERR_FEE_NOT_BELIEVED);
	choose(own(60000000000, 5000000));
	assert_int_equal(driver.model.plan.state, PLAN_CHECKING);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_offers(60000000000, 5000000);
	driver_do(&driver, ACTION_CANCEL);
	to_preflight();		/* it was of that one wish */
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_FEE_NOT_BELIEVED);
}

static void to_costs(uint64_t l1_fee)
{
	driver.node.has_oracle = true;
	driver.node.l1_fee = l1_fee;
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_CHAIN);
}

/* What the chain charges besides gas is always the node's word. */
static void a_fee_in_all_that_is_not_believed(void **state)
{
	const uint64_t gas_costs = 14000000 * GAS;

	to_costs(TX_COST_MOST - gas_costs);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	close_driver(state);
	begin(state);
	to_costs(TX_COST_MOST - gas_costs + 1);
	assert_failed(ERR_FEE_NOT_BELIEVED);
	assert_non_null(strstr(driver.model.tx.err.msg, "up to 0.050000000000000001 ETH, and no more than 0.05 is believed"));
	close_driver(state);
	begin(state);
	driver.model.fee = own(20000000, 5000000);
	to_costs(TX_COST_MOST);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	close_driver(state);
	begin(state);
	driver.model.fee = own(20000000, 5000000);
	to_costs(TX_COST_MOST + 1);
	assert_failed(ERR_BAD_ANSWER);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
}

/* A person may offer less than the base fee.  The transaction then waits, the review says so, and
 * it is asked only once. */
static void an_own_offer_below_the_base_fee_waits(void **state)
{
	(void)state;
	driver.model.fee = own(5500000, 1000000);
	to_review();
	assert_offers(5500000, 1000000);
	assert_true(review_says("below the base fee, which is 0.006 gwei now"));
	assert_signs(5500000);
}

/* That it waits must have been said before the yes. */
static void an_own_offer_that_is_below_the_base_fee_by_now_is_reviewed_again(void **state)
{
	(void)state;
	driver.model.fee = own(7000000, 1000000);
	to_review();
	assert_false(review_says("below the base fee"));
	driver_do(&driver, ACTION_CONFIRM);
	driver_advance(&driver, 10 * TX_FRESH_MS);
	driver.node.base_fee = 8000000;
	driver_unlock(&driver);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(review_says("below the base fee, which is 0.008 gwei now"));
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.tx.state, TX_SIGNING);
}

/* A slow offer has room for a quarter more. */
static void a_slow_offer_that_is_too_low_by_now_is_reviewed_again(void **state)
{
	(void)state;
	driver.model.fee.speed = FEE_SLOW;
	to_review();
	driver_do(&driver, ACTION_CONFIRM);
	driver_advance(&driver, 10 * TX_FRESH_MS);
	driver.node.base_fee = 8000000;
	driver_unlock(&driver);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(review_says("you agreed to: slow: 0.0085 gwei a gas at most"));
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
}

static void what_the_wallet_cannot_pay_is_not_offered(void **state)
{
	(void)state;
	driver.node.eth = u256_from_u64(14000000 * GAS);
	driver.model.fee.speed = FEE_FAST;
	to_preflight();
	driver_preflight(&driver);
	assert_failed(ERR_NEEDS_ETH);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
}

static void speed_up_with(struct fee_choice choice)
{
	driver.model.fee = choice;
	driver_do(&driver, ACTION_TX_SPEED_UP);
	driver_preflight(&driver);
}

/* Whatever is chosen, a node takes no replacement that offers less than a tenth more. */
static void a_replacement_offers_a_tenth_more_all_the_same(void **state)
{
	(void)state;
	to_waiting();
	wait_ms(1000);
	speed_up_with((struct fee_choice){ .speed = FEE_SLOW });
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_offers(15400000, 2200000);
	assert_true(review_says("slow: 0.0154 gwei a gas at most, 0.0022 of it tip"));
	assert_true(review_says("or normal for 0.00000231, fast for 0.00000315 ETH at most"));
	driver_do(&driver, ACTION_CANCEL);
	driver_settle(&driver);
	speed_up_with(own(30000000, 4000000));
	assert_offers(30000000, 4000000);
}

static void an_own_offer_is_not_raised_behind_ones_back(void **state)
{
	static const struct { uint64_t most, tip; } too_little[] = { { 15399999, 0 }, { 30000000, 2199999 } };

	(void)state;
	to_waiting();
	wait_ms(1000);
	for (size_t i = 0; i < ARRAY_LENGTH(too_little); i++) {
		speed_up_with(own(too_little[i].most, too_little[i].tip));
		assert_int_equal(driver.model.tx.change_err.code, ERR_INVALID_INPUT);
		assert_string_equal(driver.model.tx.change_err.msg, "To be taken in its place it must offer at least 0.0154 gwei a gas, "
				    "0.0022 of it tip");
		driver_settle(&driver);
	}
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

static void choose(struct fee_choice choice)
{
	struct action action = { .type = ACTION_TX_FEE, .fee = choice };

	driver_apply(&driver, &action);
}

/* In the review each choice is there at once, without a question to the node, and is what is signed. */
static void the_review_takes_another_choice(void **state)
{
	(void)state;
	to_review();
	driver_unlock(&driver);
	choose((struct fee_choice){ .speed = FEE_FAST });
	driver_expect_none(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_offers(21000000, 3000000);
	assert_true(review_says("fast: 0.021 gwei a gas at most, 0.003 of it tip"));
	choose((struct fee_choice){ .speed = FEE_SLOW });
	assert_offers(8500000, 1000000);
	choose(own(20000000, 5000000));
	assert_offers(20000000, 5000000);
	confirm_until_journalled();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.node.sent, 1);
	assert_int_equal(driver.model.tx.tx.max_fee.limb[0], 20000000);
}

/* It holds for this transaction; the next begins with the setting. */
static void a_choice_is_for_one_transaction(void **state)
{
	(void)state;
	to_review();
	choose((struct fee_choice){ .speed = FEE_FAST });
	driver_do(&driver, ACTION_CANCEL);
	driver_settle(&driver);
	to_review();
	assert_offers(14000000, 2000000);
}

/* Looking again keeps what was chosen. */
static void a_choice_outlives_a_look_at_the_chain(void **state)
{
	(void)state;
	to_review();
	choose((struct fee_choice){ .speed = FEE_FAST });
	assert_signs(21000000);
}

static void a_choice_that_cannot_be_paid_changes_nothing(void **state)
{
	(void)state;
	driver.node.eth = u256_from_u64(14000000 * GAS);
	to_review();
	choose((struct fee_choice){ .speed = FEE_FAST });
	assert_non_null(strstr(driver_said(&driver), "The fee can be up to 0.00000315 ETH, and the wallet has 0.0000021 ETH"));
	assert_offers(14000000, 2000000);
	choose(own(UINT64_C(2000000000), UINT64_C(2000000000)));
	assert_non_null(strstr(driver_said(&driver), "max-tip allows 0.00005"));
	assert_offers(14000000, 2000000);
	assert_true(review_says("normal: "));
}

/* Between the yes and the signature there is nothing to choose any more. */
static void after_the_yes_there_is_no_choice(void **state)
{
	(void)state;
	choose((struct fee_choice){ .speed = FEE_FAST });
	assert_non_null(strstr(driver_said(&driver), "No transaction is under review"));
	to_review();
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.tx.state, TX_UNLOCK);
	choose((struct fee_choice){ .speed = FEE_FAST });
	assert_int_equal(driver.model.tx.tx.max_fee.limb[0], 14000000);
}

static void a_replacement_has_the_choice_too(void **state)
{
	(void)state;
	to_waiting();
	wait_ms(1000);
	speed_up_with((struct fee_choice){ .speed = FEE_NORMAL });
	assert_offers(15400000, 2200000);
	choose((struct fee_choice){ .speed = FEE_FAST });
	assert_offers(21000000, 3000000);
	choose(own(15399999, 0));
	assert_non_null(strstr(driver_said(&driver), "at least 0.0154 gwei a gas"));
	assert_offers(21000000, 3000000);
}

static void a_replacement_for_which_no_fee_is_believed_goes_on_with_an_own_one(void **state)
{
	static const enum action_type wishes[] = { ACTION_TX_SPEED_UP, ACTION_TX_CANCEL };

	for (size_t i = 0; i < ARRAY_LENGTH(wishes); i++) {
		to_waiting();
		wait_ms(1000);
		driver.node.base_fee = TX_BASE_FEE_MOST + 1;
		driver_do(&driver, wishes[i]);
		driver_preflight(&driver);
		assert_int_equal(driver.model.tx.state, TX_WAITING);
		assert_int_equal(driver.model.tx.change_err.code, ERR_FEE_NOT_BELIEVED);
		choose(own(60000000000, 5000000));
		driver_preflight(&driver);
		assert_int_equal(driver.model.tx.state, TX_REVIEW);
		assert_int_equal(driver.model.tx.change, i ? TX_CHANGE_CANCEL : TX_CHANGE_SPEED_UP);
		assert_offers(60000000000, 5000000);
		close_driver(state);
		begin(state);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_setting_is_what_is_offered),
		TEST(what_the_node_says_of_slow_and_fast_counts),
		TEST(only_what_was_cut_short_is_said_to_be),
		TEST(a_base_fee_that_is_not_believed),
		TEST(an_own_offer_below_a_base_fee_that_is_not_believed),
		TEST(where_no_fee_is_believed_an_own_one_goes_on),
		TEST(a_replacement_for_which_no_fee_is_believed_goes_on_with_an_own_one),
		TEST(a_fee_in_all_that_is_not_believed),
		TEST(an_own_offer_below_the_base_fee_waits),
		TEST(an_own_offer_that_is_below_the_base_fee_by_now_is_reviewed_again),
		TEST(a_slow_offer_that_is_too_low_by_now_is_reviewed_again),
		TEST(what_the_wallet_cannot_pay_is_not_offered),
		TEST(a_replacement_offers_a_tenth_more_all_the_same),
		TEST(an_own_offer_is_not_raised_behind_ones_back),
		TEST(the_review_takes_another_choice),
		TEST(a_choice_is_for_one_transaction),
		TEST(a_choice_outlives_a_look_at_the_chain),
		TEST(a_choice_that_cannot_be_paid_changes_nothing),
		TEST(after_the_yes_there_is_no_choice),
		TEST(a_replacement_has_the_choice_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
