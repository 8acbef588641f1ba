/* flow_plan_batch: the same plan for several wallets, after one review that lists them. */
#include "wallet/model/plan_batch.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"

static const struct address friend = { { 0xf0, 0x0d, 0x11, [17] = 0x22, 0xbe, 0xef } };

static int begin(void **state)
{
	open_driver(state);
	driver.node.plain_accounts = true;
	return 0;
}

static struct plan_row *row(size_t index)
{
	return &driver.model.plan_batch.rows[index];
}

/* For "alpha" and "beta", which have a key, and "cold", which is watch-only. */
static void wish(enum purpose purpose, uint64_t vvv)
{
	struct action action = { .type = ACTION_PLAN_BATCH };

	action.plans.purpose = purpose;
	action.plans.amount = (struct amount){ purpose == PURPOSE_UNSTAKE ? TOKEN_SVVV : TOKEN_VVV, flow_units(vvv) };
	if (purpose == PURPOSE_SEND)
		action.plans.recipient = friend;
	accounts_copy(&action.plans.wallets, &driver.model.accounts);
	driver_apply(&driver, &action);
}

static void to_the_list(enum purpose purpose, uint64_t vvv)
{
	wish(purpose, vvv);
	driver_settle(&driver);
}

/* Answers all that comes up, mines what waits, and gives the password where it is wanted. */
static void carry_out(void)
{
	while (flow_plan_batch_running(&driver.model.plan_batch)) {
		driver_settle(&driver);
		if (driver.model.tx.state == TX_WAITING) {
			flow_node_mine(&driver.node);
			driver_tick(&driver);
		} else if (model_want(&driver.model) == WANT_PASSWORD) {
			driver_password(&driver, PASSWORD_RIGHT);
		} else {
			break;
		}
	}
	driver_settle(&driver);
}

static void one_review_lists_each_and_the_sums(void **state)
{
	(void)state;
	to_the_list(PURPOSE_SEND, 10);
	assert_int_equal(driver.model.plan_batch.state, PLAN_BATCH_REVIEW);
	assert_int_equal(model_want(&driver.model), WANT_REVIEW);
	assert_true(review_says("With each of 2 wallets: Send 10 VVV to 0x"));
	assert_true(review_says("alpha: 10 VVV, fee at most 0."));
	assert_true(review_says("beta: 10 VVV, fee at most 0."));
	assert_true(review_says("cold: left out. This wallet is watch-only"));
	assert_true(review_says("20 VVV of 2 wallets"));
	assert_true(review_says("nothing was sent to it from here so far"));
	driver_expect_none(&driver, EFFECT_SIGN_TX);
	assert_int_equal(driver.model.error.code, ERR_NONE);
}

/* A list is no shorter way to sign what a review of its own would have shown. */
static void each_row_has_what_its_own_review_has(void **state)
{
	char address[ADDRESS_TEXT_SIZE];

	(void)state;
	to_the_list(PURPOSE_SEND, 10);
	for (size_t i = 0; i < 2; i++) {
		address_format(address, row(i)->account.address);
		assert_true(review_says(address));
	}
	assert_true(review_says("what it would change, this node cannot say"));
	row(0)->changes = (struct tx_changes){
		.known = true, .count = 1,
		.items = { { "VVV", { TOKEN_VVV, flow_units(30) }, { TOKEN_VVV, flow_units(20) } } },
	};
	assert_true(review_says("VVV: 30, then 20"));
	assert_true(review_says("none: only whoever has the recipient's key can send it back"));
	assert_false(review_says("Second node"));
	row(0)->second.asked = row(1)->second.asked = true;
	snprintf(row(1)->second.host, sizeof(row(1)->second.host), "b.example");
	assert_true(review_says("b.example says the same of each one's chain, number and outcome"));
	(void)err_set(&row(1)->second.err, ERR_TIMEOUT, "It did not answer");
	assert_false(review_says("says the same"));
	assert_true(review_says("b.example was not heard on it, so this is one node's word: It did not answer"));
}

/* What all call is said once, and what is not the same for all is said of each. */
static void each_row_has_its_own_call(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	to_the_list(PURPOSE_STAKE, 10);
	assert_string_equal(row(0)->call, "stake(address,uint256)");
	assert_true(review_says("stake(address,uint256)"));
	assert_false(review_says("calls stake(address,uint256)"));
	snprintf(row(1)->call, sizeof(row(1)->call), "stake(uint256)");
	assert_true(review_says("not the same for all"));
	assert_true(review_says("calls stake(address,uint256)"));
	assert_true(review_says("calls stake(uint256)"));
}

static void a_call_that_was_not_listed_is_asked_about_on_its_own(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	to_the_list(PURPOSE_STAKE, 10);
	driver.node.live_revert = "";
	driver.node.documented_revert = NULL;
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(review_says("stake(uint256)"));
	driver_expect_none(&driver, EFFECT_SIGN_TX);
}

static void all_is_what_each_wallet_has(void **state)
{
	struct action action = { .type = ACTION_PLAN_BATCH };

	(void)state;
	action.plans.purpose = PURPOSE_STAKE;
	action.plans.amount = amount_zero(TOKEN_VVV);
	action.plans.all = true;
	accounts_copy(&action.plans.wallets, &driver.model.accounts);
	driver_apply(&driver, &action);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_settle(&driver);
	assert_true(review_says("With each of 2 wallets: Stake all the VVV"));
	assert_true(review_says("Let the staking contract take exactly what it stakes of the VVV from this wallet"));
	assert_false(amount_is_zero(row(0)->amount));
}

static void after_the_yes_each_is_sent_once(void **state)
{
	(void)state;
	to_the_list(PURPOSE_SEND, 10);
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(driver.model.plan_batch.state, PLAN_BATCH_DONE);
	assert_int_equal(row(0)->state, PLAN_ROW_DONE);
	assert_int_equal(row(1)->state, PLAN_ROW_DONE);
	assert_int_equal(row(2)->err.code, ERR_WATCH_ONLY);
	assert_int_equal(driver.node.sent, 2);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 2);
	assert_string_equal(driver_said(&driver), "send: done with 2 of 3 wallets");
}

static size_t agreed_to(const char *words)
{
	size_t count = 0;

	for (size_t i = 0; i < driver.model.log.count; i++) {
		const struct log_entry *entry = &driver.model.log.items[i];

		count += !strcmp(entry->event, "agreed") && strstr(entry->text, words);
	}
	return count;
}

/* The yes to the list is no yes to what is being read meanwhile: each transaction is logged with its own review. */
static void another_review_is_not_answered_by_the_list(void **state)
{
	(void)state;
	to_the_list(PURPOSE_SEND, 10);
	driver_do(&driver, ACTION_CONFIRM);
	driver.model.probe.state = PROBE_REVIEW;
	driver.model.reviewed = FLOW_PROBE;
	carry_out();
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	assert_int_equal(agreed_to(""), 1);
	driver.model.probe.state = PROBE_IDLE;
	driver_advance(&driver, 1);
	carry_out();
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 2);
	assert_int_equal(agreed_to("Send 10 VVV"), 3);
	assert_int_equal(agreed_to(""), 3);
}

static void a_no_signs_nothing(void **state)
{
	(void)state;
	to_the_list(PURPOSE_SEND, 10);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(driver.model.plan_batch.state, PLAN_BATCH_DONE);
	assert_int_equal(row(0)->err.code, ERR_CANCELLED);
	assert_string_equal(driver_said(&driver), "send: nothing was signed or sent");
	carry_out();
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
}

static void stopped_while_it_looks_it_signs_nothing(void **state)
{
	(void)state;
	wish(PURPOSE_SEND, 10);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(driver.model.plan_batch.state, PLAN_BATCH_DONE);
	assert_false(model_transacting(&driver.model));
	carry_out();
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
}

static void what_would_cost_more_is_asked_about_on_its_own(void **state)
{
	(void)state;
	to_the_list(PURPOSE_SEND, 10);
	driver.node.base_fee *= 10;
	driver_advance(&driver, MINUTE_MS);
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(model_want(&driver.model), WANT_REVIEW);
	driver_expect_none(&driver, EFFECT_SIGN_TX);
	driver_do(&driver, ACTION_CANCEL);
	carry_out();
	assert_int_equal(row(0)->state, PLAN_ROW_FAILED);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);	/* the other wallet's */
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(row(1)->state, PLAN_ROW_DONE);
	assert_int_equal(driver.node.sent, 1);
}

static void an_approval_and_a_stake_are_within_one_yes(void **state)
{
	(void)state;
	to_the_list(PURPOSE_STAKE, 10);
	assert_true(review_says("(2 transactions)"));
	assert_true(review_says("approve(address,uint256): Let the staking contract take exactly 10 VVV from this wallet"));
	assert_true(review_says("beta: at the present rate it earns about"));
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(row(0)->state, PLAN_ROW_DONE);
	assert_int_equal(row(1)->state, PLAN_ROW_DONE);
	assert_int_equal(driver.node.sent, 4);
}

static void an_approval_that_was_not_listed_is_asked_about_on_its_own(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	to_the_list(PURPOSE_STAKE, 10);
	assert_false(review_says("(2 transactions)"));
	driver.node.allowance = U256_ZERO;
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.model.tx.purpose, PURPOSE_APPROVE);
	driver_expect_none(&driver, EFFECT_SIGN_TX);
}

/* What a person agreed to on its own has used up what was listed: the rest is asked about, too. */
static void a_dear_approval_counts_for_what_follows(void **state)
{
	(void)state;
	to_the_list(PURPOSE_STAKE, 10);
	driver.node.base_fee *= 50;
	driver_advance(&driver, MINUTE_MS);
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(driver.model.tx.purpose, PURPOSE_APPROVE);
	driver_do(&driver, ACTION_CONFIRM);
	driver.node.base_fee /= 50;
	carry_out();
	assert_int_equal(driver.model.tx.purpose, PURPOSE_STAKE);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

static void what_is_coming_back_is_said_for_each(void **state)
{
	(void)state;
	driver.node.svvv = driver.node.svvv_unlocked = flow_units(100);
	driver.node.vvv_coming = flow_units(4);
	driver.node.vvv_ends = driver.node.time_s + 86400;
	to_the_list(PURPOSE_UNSTAKE, 10);
	assert_true(review_says("alpha: 4 VVV are coming back already: this adds to them"));
}

static void what_began_to_come_back_since_is_asked_about_on_its_own(void **state)
{
	(void)state;
	driver.node.svvv = driver.node.svvv_unlocked = flow_units(100);
	to_the_list(PURPOSE_UNSTAKE, 10);
	driver.node.vvv_coming = flow_units(4);
	driver.node.vvv_ends = driver.node.time_s + 86400;
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	driver_expect_none(&driver, EFFECT_SIGN_TX);
}

/* A policy is never exceeded by a list, not even with a word. */
static void a_wallet_whose_policy_is_against_it_is_left_out(void **state)
{
	struct policy policy = { .caps_tx[TOKEN_VVV] = true, .per_tx[TOKEN_VVV] = { TOKEN_VVV, flow_units(5) } };

	(void)state;
	snprintf(policy.wallet, sizeof(policy.wallet), "alpha");
	driver.model.policies = &policy;
	driver.model.policy_count = 1;
	to_the_list(PURPOSE_SEND, 10);
	assert_int_equal(row(0)->err.code, ERR_POLICY_CAP);
	assert_true(review_says("With 1 wallet: "));
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(row(0)->state, PLAN_ROW_FAILED);
	assert_int_equal(row(1)->state, PLAN_ROW_DONE);
	assert_int_equal(driver.node.sent, 1);
	driver.model.policies = NULL;
	driver.model.policy_count = 0;
}

/* Each wallet's fees are held to its own policy. */
static void a_wallet_whose_cap_of_eth_is_below_the_fee_is_left_out(void **state)
{
	struct policy policy = { .caps_day[TOKEN_ETH] = true, .per_day[TOKEN_ETH] = { TOKEN_ETH, u256_from_u64(1) } };

	(void)state;
	snprintf(policy.wallet, sizeof(policy.wallet), "beta");
	driver.model.policies = &policy;
	driver.model.policy_count = 1;
	to_the_list(PURPOSE_SEND, 10);
	assert_int_equal(row(1)->err.code, ERR_POLICY_DAY);
	assert_true(review_says("With 1 wallet: "));
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(row(0)->state, PLAN_ROW_DONE);
	assert_int_equal(row(1)->state, PLAN_ROW_FAILED);
	assert_int_equal(driver.node.sent, 1);
	driver.model.policies = NULL;
	driver.model.policy_count = 0;
}

static void one_that_fails_does_not_keep_the_others(void **state)
{
	(void)state;
	to_the_list(PURPOSE_SEND, 10);
	driver_do(&driver, ACTION_CONFIRM);
	driver.node.transfer_revert = "paused";
	driver_answer(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.transfer_revert = NULL;
	carry_out();
	assert_int_equal(row(0)->err.code, ERR_REVERTED);
	assert_int_equal(row(1)->state, PLAN_ROW_DONE);
	assert_int_equal(driver.model.error.code, ERR_NONE);
}

static void a_node_that_is_gone_ends_it_for_all(void **state)
{
	(void)state;
	wish(PURPOSE_SEND, 10);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	assert_int_equal(driver.model.plan_batch.state, PLAN_BATCH_DONE);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(row(i)->err.code, ERR_UNREACHABLE);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

static void esc_stops_after_the_wallet_in_hand(void **state)
{
	(void)state;
	to_the_list(PURPOSE_SEND, 10);
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	driver_password(&driver, PASSWORD_RIGHT);
	driver_settle(&driver);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	driver_do(&driver, ACTION_CANCEL);
	carry_out();
	assert_int_equal(row(0)->state, PLAN_ROW_DONE);
	assert_int_equal(row(1)->err.code, ERR_CANCELLED);
	assert_int_equal(driver.node.sent, 1);
}

static struct passphrase *passphrase(const char *text)
{
	struct passphrase *out = passphrase_new(PASSPHRASE_MAX);

	assert_true(secret_append(&out->s, text, strlen(text)));
	return out;
}

/* As if another wallet of the list had been opened with it. */
static void keep_password(const char *text)
{
	struct passphrase *password = passphrase(text);

	passwords_typed(&driver.model.plan_batch.passwords, password);
	passwords_judge_typed(&driver.model.plan_batch.passwords, true);
	passphrase_free(password);
}

/* On the screen nobody made a mistake.  A command that has one password does not try it twice on one wallet. */
static void what_opened_another_wallet_and_not_this_one_is_said_to_a_command(void **state)
{
	for (int headless = 0; headless < 2; headless++) {
		to_the_list(PURPOSE_SEND, 10);
		driver_do(&driver, ACTION_CONFIRM);
		driver.model.headless = headless;
		keep_password("battery staple");
		driver_settle(&driver);
		assert_int_equal(driver.count[EFFECT_UNLOCK], 1);
		assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
		assert_int_equal(driver.model.session.err.code, headless ? ERR_WRONG_PASSWORD : ERR_NONE);
		if (headless)
			assert_string_equal(driver.model.session.err.msg, "What opened another wallet of the list does not open alpha");
		driver_unlock(&driver);
		assert_int_equal(driver.model.session.err.code, ERR_NONE);
		driver_expect(&driver, EFFECT_SIGN_TX);
		close_driver(state);
		begin(state);
	}
}

static void one_list_at_a_time(void **state)
{
	(void)state;
	to_the_list(PURPOSE_SEND, 10);
	wish(PURPOSE_SEND, 20);
	assert_int_equal(u256_compare(driver.model.plan_batch.amount.units, flow_units(10)), 0);
}

/* On the screen the staking keys act on all that are marked. */
static void a_wish_is_for_the_marked_wallets(void **state)
{
	(void)state;
	driver_apply(&driver, &(struct action){ .type = ACTION_MARK_WALLET, .index = 0 });
	driver_apply(&driver, &(struct action){ .type = ACTION_MARK_WALLET, .index = 1 });
	driver_plan(&driver, PURPOSE_STAKE, 10);
	driver_settle(&driver);
	assert_int_equal(driver.model.plan_batch.count, 2);
	assert_true(review_says("With each of 2 wallets: Stake 10 VVV"));
	driver_do(&driver, ACTION_CONFIRM);
	carry_out();
	assert_int_equal(row(0)->state, PLAN_ROW_DONE);
	assert_int_equal(row(1)->state, PLAN_ROW_DONE);
}

/* What a price decides is reviewed on its own, for the current wallet alone. */
static void what_has_a_price_is_not_for_the_marked_wallets(void **state)
{
	(void)state;
	driver_apply(&driver, &(struct action){ .type = ACTION_MARK_WALLET, .index = 0 });
	driver_apply(&driver, &(struct action){ .type = ACTION_MARK_WALLET, .index = 1 });
	driver_plan(&driver, PURPOSE_DIEM_MINT, 10);
	assert_int_equal(driver.model.plan_batch.state, PLAN_BATCH_IDLE);
	assert_int_equal(driver.model.plan.purpose, PURPOSE_DIEM_MINT);
}

/* Its address would be that of the first whose address is not known. */
static void a_marked_wallet_without_a_known_address_is_named_and_left_out(void **state)
{
	(void)state;
	driver.model.accounts.items[1].address = (struct address){ { 0 } };
	driver_apply(&driver, &(struct action){ .type = ACTION_MARK_WALLET, .index = 0 });
	driver_apply(&driver, &(struct action){ .type = ACTION_MARK_WALLET, .index = 1 });
	driver_plan(&driver, PURPOSE_STAKE, 10);
	driver_settle(&driver);
	assert_int_equal(driver.model.plan_batch.count, 2);
	assert_true(review_says("beta: left out. Its address is not known until it is unlocked"));
	assert_true(review_says("With 1 wallet: Stake 10 VVV"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_review_lists_each_and_the_sums),
		TEST(each_row_has_what_its_own_review_has),
		TEST(each_row_has_its_own_call),
		TEST(a_call_that_was_not_listed_is_asked_about_on_its_own),
		TEST(all_is_what_each_wallet_has),
		TEST(after_the_yes_each_is_sent_once),
		TEST(another_review_is_not_answered_by_the_list),
		TEST(a_no_signs_nothing),
		TEST(stopped_while_it_looks_it_signs_nothing),
		TEST(what_would_cost_more_is_asked_about_on_its_own),
		TEST(an_approval_and_a_stake_are_within_one_yes),
		TEST(an_approval_that_was_not_listed_is_asked_about_on_its_own),
		TEST(a_dear_approval_counts_for_what_follows),
		TEST(what_is_coming_back_is_said_for_each),
		TEST(what_began_to_come_back_since_is_asked_about_on_its_own),
		TEST(a_wallet_whose_policy_is_against_it_is_left_out),
		TEST(a_wallet_whose_cap_of_eth_is_below_the_fee_is_left_out),
		TEST(one_that_fails_does_not_keep_the_others),
		TEST(a_node_that_is_gone_ends_it_for_all),
		TEST(esc_stops_after_the_wallet_in_hand),
		TEST(what_opened_another_wallet_and_not_this_one_is_said_to_a_command),
		TEST(one_list_at_a_time),
		TEST(a_wish_is_for_the_marked_wallets),
		TEST(what_has_a_price_is_not_for_the_marked_wallets),
		TEST(a_marked_wallet_without_a_known_address_is_named_and_left_out),
	};

	return cmocka_run_group_tests_name("wallet_plan_batch", tests, NULL, NULL);
}
