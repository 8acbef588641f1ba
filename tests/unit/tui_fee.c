/* The keys of a transaction's review that choose another fee, and the form for an own one. */
#include "tests/unit/tui_help.h"

static void open_review(struct help *help, const char *eth)
{
	help_review(help);
	help->model.tx.eth_balance = help_amount(TOKEN_ETH, eth).units;
	help->model.tx.prices = (struct tx_prices){ .base_fee = u256_from_u64(6000000), .tip = u256_from_u64(2000000) };
	help_draw(help);
}

static void f_steps_through_the_fees(void **state)
{
	struct help *help = *state;

	open_review(help, "1");
	assert_shows(help, "normal: ");
	assert_shows(help, "or slow for");
	help_type(help, "f");
	assert_true(help_did(help, ACTION_TX_FEE));
	assert_shows(help, "fast: 0.021 gwei a gas at most, 0.003 of it tip");
	help_type(help, "f");
	assert_shows(help, "slow: 0.0085 gwei a gas at most, 0.001 of it tip");
	help_key(help, INPUT_F2);
	assert_shows(help, "normal: 0.014 gwei a gas at most, 0.002 of it tip");
	assert_false(help_did(help, ACTION_CONFIRM));
}

/* What cannot be paid is stepped over. */
static void f_offers_only_what_can_be_paid(void **state)
{
	struct help *help = *state;

	open_review(help, "0.000001341");	/* normal: 60000 × 0.014 gwei and 0.0000005 for L1 */
	help_type(help, "f");
	assert_shows(help, "slow: ");
	help_type(help, "f");
	assert_shows(help, "normal: ");
	help->model.tx.eth_balance = help_amount(TOKEN_ETH, "0.0000005").units;
	help_type(help, "f");
	assert_shows(help, "can pay no other");
	assert_shows(help, "normal: ");
}

/* They are of several transactions, none of which is in hand. */
static void no_key_promises_a_fee_for_several_wallets(void **state)
{
	struct help *help = *state;

	open_review(help, "1");
	assert_shows(help, "f fee   o own fee");
	help->model.tx.state = TX_IDLE;
	help->model.plan_batch = (struct flow_plan_batch){ .state = PLAN_BATCH_REVIEW, .purpose = PURPOSE_CLAIM };
	assert_shows(help, "Review before signing");
	assert_hides(help, "f fee");
	assert_hides(help, "o own fee");
	help_type(help, "f");
	assert_hides(help, "can pay no other");
	help_type(help, "?");
	assert_shows(help, "agree to nothing");
	assert_hides(help, "offer an own fee");
}

/* There may be none that can be paid, and an own fee is none of those that f goes through. */
static void f_ends_where_an_own_fee_alone_can_be_paid(void **state)
{
	struct help *help = *state;

	open_review(help, "0.0000009");		/* 60000 × 0.006 gwei and 0.0000005 for L1; slow takes 0.00000101 */
	help->model.tx.fee = (struct fee_choice){ FEE_OWN, u256_from_u64(6000000), u256_from_u64(1000000) };
	help_draw(help);
	help_type(help, "f");
	assert_shows(help, "can pay no other");
	assert_false(help_did(help, ACTION_TX_FEE));
}

static void what_was_typed_before_the_review_was_seen_chooses_nothing(void **state)
{
	struct help *help = *state;

	help_review(help);
	help_type(help, "fo");
	assert_false(help_did(help, ACTION_TX_FEE));
	assert_hides(help, "An own fee");
}

static void an_own_fee_is_checked_as_it_is_typed(void **state)
{
	struct help *help = *state;

	open_review(help, "0.00001");
	help_type(help, "o");
	assert_shows(help, "An own fee");
	assert_shows(help, "The base fee is 0.006 gwei now, and the usual tip 0.002");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0.004");
	assert_shows(help, "The fee of each gas must be");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "fast");
	assert_shows(help, "A number of gwei");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "cheap");
	assert_shows(help, "A number of gwei");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "1");
	assert_shows(help, "The fee can be up to 0.0000605 ETH");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0.02\n");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0.03");
	assert_shows(help, "The tip within it must be");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0.005");
	assert_shows(help, "It would cost 0.0000017 ETH at most.");
	help_type(help, "\n");
	assert_true(help_did(help, ACTION_TX_FEE));
	assert_shows(help, "own: 0.02 gwei a gas at most, 0.005 of it tip");
	assert_false(help_did(help, ACTION_CONFIRM));
	help_type(help, "f");
	assert_shows(help, "normal: ");
}

static void esc_leaves_the_review_as_it_was(void **state)
{
	struct help *help = *state;

	open_review(help, "1");
	help_type(help, "o");
	help_key(help, INPUT_ESC);
	assert_false(help_did(help, ACTION_TX_FEE));
	assert_shows(help, "Review before signing");
}

/* Where no fee is believed, the panel leads to an own one, and the form says within what. */
static void a_fee_that_is_not_believed_leads_to_an_own_one(void **state)
{
	struct help *help = *state;
	struct err err;

	(void)err_set(&err, ERR_FEE_NOT_BELIEVED, "The node names a base fee of 60 gwei, and no more than 50 is believed");
	help->model.tx.prices.base_fee = u256_from_u64(60000000000);
	help->model.tx.prices.tip = u256_from_u64(2000000);
	help->model.tx.tx.gas_limit = 60000;
	help->model.tx.eth_balance = help_amount(TOKEN_ETH, "1").units;
	help->model.plan.err = err;
	model_fail_of(&help->model, FLOW_PLAN, &err);
	assert_shows(help, "f  set the fee yourself  ← Enter");
	help_type(help, "\n");
	assert_shows(help, "The base fee is 60 gwei now");
	assert_shows(help, "tip included: 0.005 to 100");
	help_type(help, "101");
	assert_shows(help, "must be a number of gwei");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "61");
	assert_shows(help, "It would cost 0.00366 ETH at most.");
	help->frozen = true;
	help_type(help, "\n\n");
	assert_int_equal(help->seen.last.type, ACTION_TX_FEE);
	assert_int_equal(help->seen.last.fee.most.limb[0], 61000000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test_of(wallets, f_steps_through_the_fees),
		help_test_of(wallets, f_offers_only_what_can_be_paid),
		help_test_of(wallets, no_key_promises_a_fee_for_several_wallets),
		help_test_of(wallets, f_ends_where_an_own_fee_alone_can_be_paid),
		help_test_of(wallets, what_was_typed_before_the_review_was_seen_chooses_nothing),
		help_test_of(wallets, an_own_fee_is_checked_as_it_is_typed),
		help_test_of(wallets, esc_leaves_the_review_as_it_was),
		help_test_of(wallets, a_fee_that_is_not_believed_leads_to_an_own_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
