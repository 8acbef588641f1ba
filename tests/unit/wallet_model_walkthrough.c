/* walkthrough: which step is the current one, and what it says. */
#include "wallet/model/stake_life.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/model/funding.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/walkthrough.h"

static void assert_step(enum step step, enum step_status status)
{
	const struct model *model = &driver.model;

	assert_int_equal(walkthrough_step(model), step);
	assert_int_equal(walkthrough_status(model, step), status);
	for (enum step before = 0; before < step; before++)
		assert_int_equal(walkthrough_status(model, before), STEP_DONE);
	for (enum step after = step + 1; after < STEP_COUNT; after++)
		assert_int_equal(walkthrough_status(model, after), STEP_TODO);
	assert_true(strlen(walkthrough_hint(model)) > 0);
}

static void assert_hint(const char *start)
{
	const char *hint = walkthrough_hint(&driver.model);

	if (strncmp(hint, start, strlen(start)) != 0)
		fail_msg("'%s' in place of '%s'", hint, start);
}

static void assert_detail(enum step step, const char *words)
{
	char detail[128];

	walkthrough_detail(detail, sizeof(detail), &driver.model, step);
	if (!strstr(detail, words))
		fail_msg("'%s' does not say '%s'", detail, words);
}

static void without_a_wallet(void **state)
{
	(void)state;
	driver.accounts.count = 0;
	effects_add(&driver.pending, EFFECT_LOAD, 1);
	driver_answer(&driver, EFFECT_LOAD);
	driver_settle(&driver);
	assert_step(STEP_WALLET, STEP_CURRENT);
	assert_hint(KEYSTROKE("next") ": make or import a wallet");
	assert_detail(STEP_FUND, "ETH for fees");
}

#define DAY_MS INT64_C(86400000)

/* What can be taken out is offered before a new stake.  The chain says so, so a restart changes nothing. */
static void what_has_cooled_down_is_offered_by_itself(void **state)
{
	(void)state;
	driver.node.vvv_coming = flow_units(4);
	driver.node.vvv_ends = (uint64_t)(driver.now_ms / 1000 + 60);
	driver_refresh(&driver);
	assert_int_equal(walkthrough_offer(&driver.model), PURPOSE_UNKNOWN);
	assert_hint(KEYSTROKE("next") ": choose how much VVV");
	driver_pass(&driver, 60000);
	assert_int_equal(walkthrough_offer(&driver.model), PURPOSE_UNSTAKE_FINALIZE);
	assert_hint(KEYSTROKE("next") ": take out the VVV whose cooldown is over");
	driver.model.readonly = true;
	assert_int_equal(walkthrough_offer(&driver.model), PURPOSE_UNKNOWN);
	driver.model.readonly = false;
	driver.node.vvv_coming = U256_ZERO;
	driver.node.diem_coming = flow_units(1);
	driver.node.diem_ends = driver.node.vvv_ends;
	driver_refresh(&driver);
	assert_hint(KEYSTROKE("next") ": take out the DIEM whose cooldown is over");
}

/* If the chain is ahead of Venice's clock, the chain decides. */
static void the_chains_time_counts(void **state)
{
	(void)state;
	driver.node.vvv_coming = flow_units(4);
	driver.node.vvv_ends = (uint64_t)((driver.now_ms + 7 * DAY_MS) / 1000);
	driver_refresh(&driver);
	assert_false(stake_life_over(&driver.model, &model_balances(&driver.model)->cooldown));
	driver.model.chain_ahead_ms = 7 * DAY_MS;
	assert_true(stake_life_over(&driver.model, &model_balances(&driver.model)->cooldown));
	driver.model.chain_ahead_ms = -DAY_MS;
	assert_int_equal(stake_life_now(&driver.model), model_server_now(&driver.model));
}

/* 1 VVV a second for 1000 sVVV, of which the wallet has 100. */
static void rewards_tick(void **state)
{
	(void)state;
	struct amount rewards;

	driver.node.svvv = driver.node.svvv_unlocked = flow_units(100);
	driver.node.rewards = flow_units(5);
	driver_refresh(&driver);
	assert_true(stake_life_rewards(&rewards, &driver.model));
	assert_int_equal(u256_compare(rewards.units, flow_units(5)), 0);
	driver.model.now_ms += 60500;
	assert_true(stake_life_rewards(&rewards, &driver.model));
	assert_int_equal(u256_compare(rewards.units, flow_units(11)), 0);
	driver.model.terms.yield_known = false;
	assert_true(stake_life_rewards(&rewards, &driver.model));
	assert_int_equal(u256_compare(rewards.units, flow_units(5)), 0);
}

static void until_the_balances_are_known(void **state)
{
	(void)state;
	assert_step(STEP_FUND, STEP_CURRENT);
	assert_hint("Reading the balances");
	assert_detail(STEP_FUND, "reading");
	driver.model.refresh.err.code = ERR_UNREACHABLE;
	assert_detail(STEP_FUND, "could not be read");
}

static void without_money(void **state)
{
	(void)state;
	driver.node.eth = driver.node.vvv = U256_ZERO;
	driver_refresh(&driver);
	assert_step(STEP_FUND, STEP_CURRENT);
	assert_hint(KEYSTROKE("next") ": show the address to send ETH and VVV to");
	driver.node.eth = flow_units(1);
	driver_refresh(&driver);
	assert_step(STEP_FUND, STEP_CURRENT);
	assert_hint(KEYSTROKE("next") ": show the address to send VVV to");
	assert_detail(STEP_FUND, "1 ETH · 0 VVV");
}

static void with_money(void **state)
{
	(void)state;
	driver_refresh(&driver);
	assert_step(STEP_APPROVE, STEP_CURRENT);
	assert_hint(KEYSTROKE("next") ": choose how much VVV to approve and stake");
	driver.node.allowance = flow_units(5);
	driver_refresh(&driver);
	assert_step(STEP_STAKE, STEP_CURRENT);
	assert_hint(KEYSTROKE("next") ": choose how much VVV to stake");
	assert_detail(STEP_APPROVE, "5 VVV");
}

static void staking_step_by_step(void **state)
{
	(void)state;
	driver_refresh(&driver);
	driver_unlock(&driver);
	driver_stake(&driver, 10);
	assert_int_equal(walkthrough_status(&driver.model, STEP_APPROVE), STEP_BUSY);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_step(STEP_APPROVE, STEP_BUSY);
	assert_hint("Working on it");
	driver_preflight(&driver);
	assert_step(STEP_APPROVE, STEP_CURRENT);	/* the review waits */
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_step(STEP_APPROVE, STEP_BUSY);
	assert_detail(STEP_APPROVE, "on its way");
	driver.node.allowance = flow_units(10);
	flow_node_mine(&driver.node);
	driver_tick(&driver);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_detail(STEP_APPROVE, "block 1000");
	assert_step(STEP_STAKE, STEP_BUSY);
	driver_settle(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	driver.node.svvv = flow_units(10);
	driver_settle(&driver);
	flow_node_mine(&driver.node);
	driver_tick(&driver);
	driver_settle(&driver);
	assert_step(STEP_TOKEN, STEP_CURRENT);
	assert_detail(STEP_STAKE, "sVVV");
	assert_hint(KEYSTROKE("next") ": fetch a validation token from Venice");
}

static void log_stake(const char *event, const char *code, uint8_t byte, int64_t ago_ms)
{
	struct log_entry entry = { .time_ms = driver.now_ms - ago_ms, .address = driver.accounts.items[0].address };

	snprintf(entry.event, sizeof(entry.event), "%s", event);
	snprintf(entry.code, sizeof(entry.code), "%s", code);
	snprintf(entry.network, sizeof(entry.network), "%s", driver.model.network.name);
	entry.tx = (struct log_tx){ .any = true, .purpose = PURPOSE_STAKE, .amount = { TOKEN_VVV, flow_units(10) } };
	entry.tx.block = strcmp(event, "tx_mined") ? 0 : 1000u + byte;
	memset(entry.tx.hash, byte, sizeof(entry.tx.hash));
	log_entries_add(&driver.model.log, &entry);
}

/* After a restart what was sent before it is told by the log, as long as the stake is there. */
static void what_an_earlier_run_staked(void **state)
{
	char said[160];

	(void)state;
	log_stake("tx_sent", "", 0x11, 3 * MINUTE_MS);
	log_stake("tx_mined", "", 0x11, 2 * MINUTE_MS);
	driver_refresh(&driver);
	assert_false(walkthrough_sent(said, sizeof(said), &driver.model, STEP_STAKE, SENT_BLOCK | SENT_AGE));
	driver.node.svvv = flow_units(10);
	driver_refresh(&driver);
	assert_true(walkthrough_sent(said, sizeof(said), &driver.model, STEP_STAKE, SENT_BLOCK | SENT_AGE));
	assert_string_equal(said, "10 VVV → sVVV   0x1111…11 · block 1017 · 3 min ago");
	assert_false(walkthrough_sent(said, sizeof(said), &driver.model, STEP_APPROVE, SENT_AGE));
	log_stake("tx_failed", "tx_reverted", 0x12, MINUTE_MS);
	assert_false(walkthrough_sent(said, sizeof(said), &driver.model, STEP_STAKE, SENT_AGE));
	driver_select(&driver, 1);
	driver_refresh(&driver);
	assert_false(walkthrough_sent(said, sizeof(said), &driver.model, STEP_STAKE, SENT_AGE));
}

static void a_failed_stake(void **state)
{
	(void)state;
	driver_refresh(&driver);
	driver_stake(&driver, 10);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	assert_step(STEP_APPROVE, STEP_FAILED);
	driver_select(&driver, 1);	/* the failure belongs to the other wallet */
	assert_step(STEP_APPROVE, STEP_CURRENT);
}

static void a_refused_review_is_no_failure(void **state)
{
	(void)state;
	driver_refresh(&driver);
	driver_stake(&driver, 10);
	driver_settle(&driver);
	driver_do(&driver, ACTION_CANCEL);
	assert_step(STEP_APPROVE, STEP_CURRENT);
}

static void staked(void)
{
	driver.node.svvv = flow_units(10);
	driver_refresh(&driver);
}

static void minting_step_by_step(void **state)
{
	(void)state;
	staked();
	driver_do(&driver, ACTION_TOKEN);
	assert_step(STEP_TOKEN, STEP_BUSY);
	assert_detail(STEP_TOKEN, "asking Venice");
	driver_answer(&driver, EFFECT_TOKEN);
	assert_step(STEP_SIGN, STEP_CURRENT);
	assert_detail(STEP_TOKEN, "expires in 15:00");
	assert_detail(STEP_SIGN, "with alpha");
	assert_hint(KEYSTROKE("next") ": sign the token and mint the key");
	driver_mint(&driver);
	driver_unlock(&driver);
	assert_step(STEP_SIGN, STEP_BUSY);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	assert_step(STEP_MINT, STEP_BUSY);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_step(STEP_MINT, STEP_BUSY);
	assert_detail(STEP_MINT, "sent to Venice");
	driver_answer(&driver, EFFECT_MINT);
	driver_answer(&driver, EFFECT_SEAL);
	assert_step(STEP_KEY, STEP_BUSY);
	driver_settle(&driver);
	assert_step(STEP_KEY, STEP_CURRENT);
	assert_detail(STEP_MINT, "INFERENCE key …abcdef");
	assert_hint(KEYSTROKE("next") ": look at the key");
	assert_detail(STEP_KEY, "alpha · can pay now");
}

/* As after a restart; the type that is wanted is that of another key. */
static void a_stored_key_is_called_by_its_type(void **state)
{
	struct key_info key = { .stored = true, .type = KEY_ADMIN };
	struct key_list before = driver.model.keys;

	(void)state;
	key.address = model_account(&driver.model)->address;
	snprintf(key.network, sizeof(key.network), "%s", driver.model.network.name);
	driver.model.keys = (struct key_list){ &key, 1 };
	assert_int_equal(driver.model.mint.options.type, KEY_INFERENCE);
	assert_int_equal(walkthrough_status(&driver.model, STEP_MINT), STEP_DONE);
	assert_detail(STEP_MINT, "ADMIN key");
	driver.model.keys = before;
	assert_detail(STEP_MINT, "INFERENCE key");
}

static void a_key_that_cannot_pay_leads_to_the_ways_to_fund(void **state)
{
	(void)state;
	staked();
	driver.cannot_pay = true;
	driver_unlock(&driver);
	driver_mint(&driver);
	driver_settle(&driver);
	assert_step(STEP_KEY, STEP_CURRENT);
	assert_hint(KEYSTROKE("next") ": the ways to fund the account");
	assert_detail(STEP_KEY, "alpha · cannot pay yet");
	driver_select(&driver, 1);	/* nothing is known of the other account */
	assert_false(funding_needed(&driver.model));
}

static void to_posting(void)
{
	staked();
	driver_unlock(&driver);
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
}

static void refuse_mint(enum err_code code, bool may_have_acted)
{
	struct err err;

	(void)err_set(&err, code, "Venice says no");
	driver_refuse_mint(&driver, &err, may_have_acted);
}

static void a_mint_that_waits_to_be_tried_again(void **state)
{
	(void)state;
	to_posting();
	refuse_mint(ERR_VERIFY_FAILED, false);
	assert_int_equal(walkthrough_status(&driver.model, STEP_MINT), STEP_BUSY);
	assert_detail(STEP_MINT, "trying again in");
	assert_hint("Waiting to try again");
	assert_true(model_counts_down(&driver.model));
}

static void a_mint_that_failed(void **state)
{
	(void)state;
	to_posting();
	refuse_mint(ERR_SIGNATURE_MISMATCH, false);
	assert_int_equal(walkthrough_status(&driver.model, STEP_MINT), STEP_FAILED);
	assert_int_equal(walkthrough_step(&driver.model), STEP_SIGN);
}

static void a_mint_whose_token_died(void **state)
{
	(void)state;
	to_posting();
	refuse_mint(ERR_JWT_EXPIRED, false);
	assert_step(STEP_TOKEN, STEP_FAILED);
	assert_hint(KEYSTROKE("next") ": fetch a validation token");
}

static void a_mint_nobody_knows_of(void **state)
{
	(void)state;
	to_posting();
	refuse_mint(ERR_TIMEOUT, true);
	assert_step(STEP_MINT, STEP_FAILED);
	assert_hint("Look at the account's keys");
	assert_detail(STEP_MINT, "not known");
}

static void a_key_that_is_not_stored(void **state)
{
	(void)state;
	to_posting();
	driver.disk_full = true;
	driver_answer(&driver, EFFECT_MINT);
	driver_answer(&driver, EFFECT_SEAL);
	assert_step(STEP_MINT, STEP_FAILED);
	assert_hint("The key is minted but not stored: " KEYSTROKE("refresh") " stores it again");
}

static void a_wallet_with_a_key(void **state)
{
	(void)state;
	to_posting();
	driver_settle(&driver);
	driver_restart(&driver);
	assert_step(STEP_KEY, STEP_CURRENT);	/* this holds before the balances are known, too */
	driver_settle(&driver);
	assert_step(STEP_KEY, STEP_CURRENT);
	assert_hint(KEYSTROKE("next") ": look at the key; " KEYSTROKE("mint") " mints another");
	driver.model.readonly = true;
	assert_string_equal(walkthrough_hint(&driver.model), KEYSTROKE("next") ": look at the key");
	driver.model.readonly = false;
	driver_select(&driver, 1);
	assert_step(STEP_TOKEN, STEP_CURRENT);
}

static void a_watch_only_wallet(void **state)
{
	(void)state;
	driver_refresh(&driver);
	driver_select(&driver, 2);
	assert_hint("This wallet is watch-only");
}

static void every_detail_ends_in_its_buffer(void **state)
{
	(void)state;
	to_posting();
	for (enum step step = 0; step < STEP_COUNT; step++) {
		char detail[9];

		memset(detail, 'x', sizeof(detail));
		walkthrough_detail(detail, 8, &driver.model, step);
		assert_true(memchr(detail, '\0', 8) != NULL);
		assert_int_equal(detail[8], 'x');
	}
}

static void messages_are_kept_in_a_ring(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 3 * MESSAGE_HISTORY; i++)
		model_say(&driver.model, false, "line %u\x1b[2J", i);
	assert_string_equal(driver_said(&driver), "line 191?[2J");
}

static void dismissing_closes_the_panel(void **state)
{
	(void)state;
	to_posting();
	refuse_mint(ERR_NO_STAKE, false);
	assert_int_equal(driver.model.error.code, ERR_NO_STAKE);
	driver_do(&driver, ACTION_DISMISS);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_int_equal(driver.model.mint.state, MINT_FAILED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)

/* The screen has one line for a brief, and ends a sentence itself only where it is one. */
static void every_step_says_why(void **state)
{
	(void)state;
	for (enum step step = 0; step < STEP_COUNT; step++) {
		const struct step_words *words = walkthrough_words(step);

		assert_true(*words->label && *words->costs);
		assert_in_range(strlen(words->brief), 1, STEP_BRIEF_MOST);
		assert_int_equal(words->question[strlen(words->question) - 1], '?');
		assert_int_equal(words->why[strlen(words->why) - 1], '.');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_wallet),
		TEST(until_the_balances_are_known),
		TEST(what_has_cooled_down_is_offered_by_itself),
		TEST(the_chains_time_counts),
		TEST(rewards_tick),
		TEST(without_money),
		TEST(with_money),
		TEST(staking_step_by_step),
		TEST(what_an_earlier_run_staked),
		TEST(a_failed_stake),
		TEST(a_refused_review_is_no_failure),
		TEST(minting_step_by_step),
		TEST(a_stored_key_is_called_by_its_type),
		TEST(a_key_that_cannot_pay_leads_to_the_ways_to_fund),
		TEST(a_mint_that_waits_to_be_tried_again),
		TEST(a_mint_that_failed),
		TEST(a_mint_whose_token_died),
		TEST(a_mint_nobody_knows_of),
		TEST(a_key_that_is_not_stored),
		TEST(a_wallet_with_a_key),
		TEST(a_watch_only_wallet),
		TEST(every_step_says_why),
		TEST(every_detail_ends_in_its_buffer),
		TEST(messages_are_kept_in_a_ring),
		TEST(dismissing_closes_the_panel),
	};

	return cmocka_run_group_tests_name("wallet_model_steps", tests, NULL, NULL);
}
