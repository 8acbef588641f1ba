/* The caps of ETH in whole flows: what signs anything is held to them, and what was signed counts after a restart. */
#include "wallet/model/policy_spent.h"

#include "tests/support/flow_tx_steps.h"
#include "wallet/base/mem.h"
#include "wallet/model/ledger.h"

#define FEE UINT64_C(123456789)		/* what the node's receipts say was paid */
#define L1_FEE UINT64_C(5000000)
#define OPERATOR_FEE UINT64_C(70000)

static struct policy policy;

/* Gives alpha a cap of ETH for each transaction and one for each day; UINT64_MAX: none. */
static void cap(uint64_t per_tx, uint64_t per_day)
{
	policy = (struct policy){ .wallet = "alpha" };
	policy.caps_tx[TOKEN_ETH] = per_tx != UINT64_MAX;
	policy.per_tx[TOKEN_ETH] = (struct amount){ TOKEN_ETH, u256_from_u64(per_tx) };
	policy.caps_day[TOKEN_ETH] = per_day != UINT64_MAX;
	policy.per_day[TOKEN_ETH] = (struct amount){ TOKEN_ETH, u256_from_u64(per_day) };
	driver.model.policies = &policy;
	driver.model.policy_count = 1;
}

static int begin_with_oracle(void **state)
{
	begin(state);
	driver.node.has_oracle = true;
	driver.node.l1_fee = L1_FEE;
	driver.node.operator_fee = OPERATOR_FEE;
	driver.node.rewards = flow_units(3);
	driver.node.time_s = (uint64_t)(driver.now_ms / 1000);
	cap(UINT64_MAX, UINT64_MAX);
	return 0;
}

/* With a yes given beforehand, and the wallet open. */
static int begin_with_yes(void **state)
{
	begin_with_oracle(state);
	driver_unlock(&driver);
	driver.model.agreed_beforehand = true;
	return 0;
}

static uint64_t wei_of(struct u256 number)
{
	uint64_t wei;

	assert_true(u256_to_u64(&wei, number));
	return wei;
}

/* What counts of today, as a wallet that signs nothing. */
static uint64_t spent(void)
{
	struct policy_spend spend = {
		.network = driver.model.network.name, .account = &driver.accounts.items[0],
		.chain_s = driver.node.time_s,
	};

	return wei_of(policy_spent(&driver.model.ledger, &spend, TOKEN_ETH).units);
}

static const struct log_entry *last_signed(void)
{
	for (size_t i = driver.ledger.count; i-- > 0;) {
		const struct log_entry *line = &driver.ledger.items[i];

		if (!strcmp(line->event, LEDGER_TX) || !strcmp(line->event, LEDGER_REPLACEMENT))
			return line;
	}
	fail_msg("nothing was signed");
	return NULL;
}

static bool reviews_beyond(enum err_code code)
{
	struct review review;
	bool is = review_of(&review, &driver.model) && review.beyond.code == code &&
		  !strcmp(review.word, code ? POLICY_WORD : "");

	review_free(&review);
	return is;
}

/* Starts it, and goes on to its review or its end. */
static void start(enum purpose purpose, uint64_t amount)
{
	driver_plan(&driver, purpose, amount);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
}

/* As the command line does it with --yes.  False: it was refused, and nothing was signed. */
static bool does(enum purpose purpose, uint64_t amount)
{
	size_t signed_before = driver.count[EFFECT_SIGN_TX];

	start(purpose, amount);
	if (driver.model.tx.state == TX_FAILED) {
		assert_int_equal(driver.count[EFFECT_SIGN_TX], signed_before);
		return false;
	}
	confirm_until_journalled();
	driver_answer(&driver, EFFECT_CHAIN);
	mine_sent();
	driver_settle(&driver);
	return true;
}

static void the_ledger_has_the_most_that_it_may_cost(void **state)
{
	const struct tx *tx = &driver.model.tx.tx;
	struct u256 most;

	(void)state;
	to_sending();
	most = driver.model.tx.max_fee.units;
	assert_int_equal(wei_of(most), wei_of(tx->max_fee) * tx->gas_limit + L1_FEE + OPERATOR_FEE);
	assert_int_equal(u256_compare(last_signed()->tx.fee_most, most), 0);
	assert_true(u256_is_zero(last_signed()->tx.fee));
	assert_int_equal(spent(), wei_of(most));
	driver_answer(&driver, EFFECT_CHAIN);
	mine_sent();
	assert_int_equal(spent(), FEE);
}

static void a_fee_beyond_the_cap_wants_a_word(void **state)
{
	(void)state;
	to_review();
	assert_true(reviews_beyond(ERR_NONE));
	cap(wei_of(driver.model.tx.max_fee.units), UINT64_MAX);
	assert_true(reviews_beyond(ERR_NONE));
	cap(wei_of(driver.model.tx.max_fee.units) - 1, UINT64_MAX);
	assert_true(reviews_beyond(ERR_POLICY_CAP));
	cap(UINT64_MAX, wei_of(driver.model.tx.max_fee.units) - 1);
	assert_true(reviews_beyond(ERR_POLICY_DAY));
}

/* What brings something in, what takes an allowance back, and the approval before a stake. */
static void whatever_it_is_for_a_yes_given_beforehand_does_not_exceed_it(void **state)
{
	static const struct { enum purpose purpose; uint64_t amount; } plans[] = {
		{ PURPOSE_CLAIM, 0 }, { PURPOSE_RESTAKE, 0 }, { PURPOSE_STAKE, 1 }, { PURPOSE_DIEM_STAKE, 1 },
		{ PURPOSE_UNSTAKE, 1 },
	};

	(void)state;
	driver.node.svvv = driver.node.svvv_unlocked = driver.node.diem = flow_units(10);
	for (unsigned approved = 0; approved < 2; approved++) {
		driver.node.allowance = flow_units(approved ? 1000 : 0);
		for (size_t i = 0; i < ARRAY_LENGTH(plans); i++) {
			cap(1, UINT64_MAX);
			assert_false(does(plans[i].purpose, plans[i].amount));
			assert_int_equal(driver.model.tx.err.code, ERR_POLICY_CAP);
			cap(UINT64_MAX, 1);
			assert_false(does(plans[i].purpose, plans[i].amount));
			assert_int_equal(driver.model.tx.err.code, ERR_POLICY_DAY);
		}
	}
	assert_int_equal(driver.ledger.count, 0);
}

/* A script in a loop, which is started anew each time. */
static void claims_in_a_loop_end_at_the_cap(void **state)
{
	unsigned done = 0;

	(void)state;
	start(PURPOSE_CLAIM, 0);
	uint64_t most = wei_of(driver.model.tx.max_fee.units), per_day = most + 5 * FEE;

	driver_do(&driver, ACTION_CANCEL);
	for (cap(UINT64_MAX, per_day); does(PURPOSE_CLAIM, 0); done++) {
		assert_int_equal(spent(), (done + 1) * FEE);
		driver_restart(&driver);
		driver_settle(&driver);
		driver_unlock(&driver);
		driver.model.agreed_beforehand = true;
		driver.model.policies = &policy;
		driver.model.policy_count = 1;
	}
	assert_int_equal(driver.model.tx.err.code, ERR_POLICY_DAY);
	assert_int_equal(done, 6);
	assert_true(spent() + most > per_day);
	driver.node.ahead_s = POLICY_DAY_S;
	assert_true(does(PURPOSE_CLAIM, 0));
}

static void what_is_undone_in_a_loop_ends_at_the_cap(void **state)
{
	unsigned done = 0;

	(void)state;
	start(PURPOSE_STAKE, 1);
	uint64_t per_day = wei_of(driver.model.tx.max_fee.units) + 3 * FEE;

	driver_do(&driver, ACTION_CANCEL);
	driver.node.tx_reverted = true;
	for (cap(UINT64_MAX, per_day); ; done++) {
		start(PURPOSE_STAKE, 1);
		if (driver.model.tx.state == TX_FAILED)
			break;
		confirm_until_journalled();
		driver_answer(&driver, EFFECT_CHAIN);
		flow_node_mine(&driver.node);
		driver.node.on_top += 6;
		wait_ms(60000);
		assert_int_equal(driver.model.tx.err.code, ERR_TX_REVERTED);
		driver_settle(&driver);
		assert_int_equal(spent(), (done + 1) * FEE);
	}
	assert_int_equal(driver.model.tx.err.code, ERR_POLICY_DAY);
	assert_int_equal(done, 4);
}

/* Killed once the ledger has it: whether it was ever sent or not, it counts, and once. */
static void what_was_killed_in_between_counts(void **state)
{
	uint64_t most;

	(void)state;
	start(PURPOSE_CLAIM, 0);
	most = wei_of(driver.model.tx.max_fee.units);
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_SIGN_TX);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	journal_free(&driver.journal);		/* the ledger is written first */
	driver_restart(&driver);
	driver_settle(&driver);
	assert_int_equal(spent(), most);
	driver_unlock(&driver);
	driver.model.agreed_beforehand = true;
	cap(UINT64_MAX, most);
	assert_true(does(PURPOSE_CLAIM, 0));	/* it has the same number */
	assert_int_equal(spent(), FEE);
}

/* Goes on to a stake that no block takes. */
static void to_stuck(void)
{
	to_waiting();
	wait_ms(1000);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static void to_change(enum action_type wish)
{
	driver_do(&driver, wish);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
}

static void change_and_send(enum action_type wish)
{
	to_change(wish);
	driver_do(&driver, ACTION_CONFIRM);
	if (driver.model.tx.state == TX_UNLOCK)
		driver_unlock(&driver);
	journal_before_sending();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static void a_replacement_counts_once(void **state)
{
	uint64_t before, most;

	(void)state;
	cap(UINT64_MAX, UINT64_MAX);
	to_stuck();
	before = spent();
	change_and_send(ACTION_TX_SPEED_UP);
	most = wei_of(last_signed()->tx.fee_most);
	assert_string_equal(last_signed()->event, LEDGER_REPLACEMENT);
	assert_int_equal(last_signed()->tx.purpose, PURPOSE_STAKE);
	assert_int_equal(last_signed()->chain_s, driver.node.time_s);
	assert_true(most > before + before / 11);	/* a tenth more a gas */
	assert_int_equal(spent(), most);
	mine_sent();
	assert_int_equal(spent(), FEE);
}

static void a_cancellation_counts_no_less_until_it_is_mined(void **state)
{
	uint64_t before;

	(void)state;
	to_stuck();
	before = spent();
	change_and_send(ACTION_TX_CANCEL);
	assert_int_equal(last_signed()->tx.purpose, PURPOSE_CANCEL);
	assert_int_equal(spent(), before);
	flow_node_mine(&driver.node);
	driver.node.on_top = 6;
	wait_ms(60000);
	assert_int_equal(driver.model.tx.err.code, ERR_TX_CANCELLED);
	assert_int_equal(spent(), FEE);
}

static void a_replacement_beyond_the_cap_wants_a_word(void **state)
{
	uint64_t most;

	(void)state;
	to_stuck();
	to_change(ACTION_TX_SPEED_UP);
	most = wei_of(driver.model.tx.max_fee.units);
	assert_true(reviews_beyond(ERR_NONE));
	cap(most, most);
	assert_true(reviews_beyond(ERR_NONE));
	cap(most - 1, UINT64_MAX);
	assert_true(reviews_beyond(ERR_POLICY_CAP));
	cap(UINT64_MAX, most - 1);
	assert_true(reviews_beyond(ERR_POLICY_DAY));
	policy.caps_day[TOKEN_ETH] = false;
	policy.expires_ms = 1;
	assert_true(reviews_beyond(ERR_POLICY_EXPIRED));
}

/* What waits is followed as before. */
static void a_yes_given_beforehand_replaces_nothing_beyond_the_cap(void **state)
{
	uint64_t before;

	(void)state;
	to_stuck();
	before = spent();
	driver.model.agreed_beforehand = true;
	for (unsigned by_day = 0; by_day < 2; by_day++) {
		cap(by_day ? UINT64_MAX : before, by_day ? before : UINT64_MAX);
		driver_do(&driver, ACTION_TX_SPEED_UP);
		driver_preflight(&driver);
		assert_int_equal(driver.model.tx.state, TX_WAITING);
		assert_int_equal(driver.model.tx.change_err.code, by_day ? ERR_POLICY_DAY : ERR_POLICY_CAP);
		assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
		driver_settle(&driver);
	}
	to_change(ACTION_TX_CANCEL);	/* it adds nothing to what the number may cost */
	driver_do(&driver, ACTION_CONFIRM);
	journal_before_sending();
	assert_int_equal(spent(), before);
}

/* Something else may have been signed between the yes and the signature. */
static void what_exceeds_it_only_by_now_is_reviewed_again(void **state)
{
	(void)state;
	to_stuck();
	to_change(ACTION_TX_SPEED_UP);
	driver_do(&driver, ACTION_LOCK);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.tx.state, TX_UNLOCK);
	cap(1, UINT64_MAX);
	driver_unlock(&driver);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
	assert_true(reviews_beyond(ERR_POLICY_CAP));
}

#define TEST(name, begin) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_ledger_has_the_most_that_it_may_cost, begin_with_oracle),
		TEST(a_fee_beyond_the_cap_wants_a_word, begin_with_oracle),
		TEST(whatever_it_is_for_a_yes_given_beforehand_does_not_exceed_it, begin_with_yes),
		TEST(claims_in_a_loop_end_at_the_cap, begin_with_yes),
		TEST(what_is_undone_in_a_loop_ends_at_the_cap, begin_with_yes),
		TEST(what_was_killed_in_between_counts, begin_with_yes),
		TEST(a_replacement_counts_once, begin_with_oracle),
		TEST(a_cancellation_counts_no_less_until_it_is_mined, begin_with_oracle),
		TEST(a_replacement_beyond_the_cap_wants_a_word, begin_with_oracle),
		TEST(a_yes_given_beforehand_replaces_nothing_beyond_the_cap, begin_with_oracle),
		TEST(what_exceeds_it_only_by_now_is_reviewed_again, begin_with_oracle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
