/* flow_batch: a key for each of many wallets, none twice, whatever ends it. */
#include "wallet/flow/batch.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"

static struct batch_row *row(size_t index)
{
	return &driver.model.batch.rows[index];
}

/* "alpha" and "beta", which have a key, and "cold", which is watch-only. */
static int begin(void **state)
{
	open_driver(state);
	driver.node.svvv = flow_units(10);
	return 0;
}

static void mint_batch_as(bool another, const char *description)
{
	struct action action = { .type = ACTION_MINT_BATCH, .batch = { .another = another } };

	key_options_init(&action.batch.options);
	snprintf(action.batch.options.description, sizeof(action.batch.options.description), "%s", description);
	accounts_copy(&action.batch.wallets, &driver.model.accounts);
	driver_apply(&driver, &action);
}

static void mint_batch(void)
{
	mint_batch_as(false, "");
}

/* Answers what comes until the wallet in hand is `index`, or there is none. */
static void settle_until(size_t index)
{
	while (driver.model.batch.at != index && driver.pending.count > 0)
		driver_answer(&driver, driver.pending.items[0].type);
}

static void answer_password(const char *text)
{
	driver_settle(&driver);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_password(&driver, text);
}

static void answer_until(enum effect_type type)
{
	while (!driver_find(&driver, type))
		driver_answer(&driver, driver.pending.items[0].type);
}

/* Mints for all, with the right password, until the first wallet's mint asks for this effect. */
static void to_the_first(enum effect_type type)
{
	mint_batch();
	answer_password(PASSWORD_RIGHT);
	answer_until(type);
}

static void refuse_with_status(int status, const char *words, long retry_after)
{
	struct err err;

	(void)err_set_http(&err, status, words);
	if (retry_after)
		err.retry_after = retry_after;
	driver_refuse_mint(&driver, &err, false);
}

static void each_gets_a_key_after_one_password(void **state)
{
	(void)state;
	mint_batch();
	assert_int_equal(row(2)->state, BATCH_SKIPPED);
	assert_int_equal(row(2)->err.code, ERR_WATCH_ONLY);
	answer_password(PASSWORD_RIGHT);
	driver_settle(&driver);
	assert_false(flow_batch_running(&driver.model.batch));
	assert_int_equal(flow_batch_count(&driver.model.batch, BATCH_DONE), 2);
	assert_int_equal(driver.vault.count, 2);
	assert_int_equal(driver.count[EFFECT_TOKEN], 2);
	assert_false(address_equal(driver.vault.items[0].address, driver.vault.items[1].address));
	assert_string_equal(row(1)->last6, "abcdef");
	assert_int_equal(driver.model.mint.state, MINT_IDLE);
	assert_int_equal(driver.model.selected, 0);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_non_null(strstr(driver_said(&driver), "2 of 3 wallets got their key"));
	assert_false(driver_journal_has(&driver, JOURNAL_MINT));
}

static void passwords_are_forgotten_in_the_end(void **state)
{
	(void)state;
	mint_batch();
	answer_password(PASSWORD_RIGHT);
	settle_until(1);
	assert_int_equal(driver.model.batch.passwords.count, 1);
	driver_settle(&driver);
	assert_int_equal(driver.model.batch.passwords.count, 0);
	assert_null(driver.model.batch.passwords.typed);
}

/* beta has another password: it is asked for by name, and kept for the rest. */
static void a_wallet_that_stays_closed_is_asked_for(void **state)
{
	struct action wrong = { .type = ACTION_UNLOCKED };

	(void)state;
	mint_batch();
	answer_password(PASSWORD_RIGHT);
	settle_until(1);
	answer_until(EFFECT_UNLOCK);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);	/* it tries what it has */
	wrong.request = driver_expect(&driver, EFFECT_UNLOCK)->request;
	(void)err_set(&wrong.err, ERR_WRONG_PASSWORD, "no");
	driver_forget(&driver, EFFECT_UNLOCK);
	driver_apply(&driver, &wrong);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	assert_int_equal(driver.model.session.err.code, ERR_NONE);	/* the person did not type that one */
	answer_password("guess");
	driver_answer(&driver, EFFECT_UNLOCK);
	assert_int_equal(driver.model.session.err.code, ERR_WRONG_PASSWORD);
	answer_password(PASSWORD_RIGHT);
	driver_answer(&driver, EFFECT_UNLOCK);
	assert_int_equal(driver.model.batch.passwords.count, 2);
	driver_settle(&driver);
	assert_int_equal(flow_batch_count(&driver.model.batch, BATCH_DONE), 2);
}

static void a_wallet_whose_password_is_not_given_is_left_out(void **state)
{
	(void)state;
	mint_batch();
	driver_settle(&driver);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(row(0)->state, BATCH_SKIPPED);
	assert_int_equal(row(0)->err.code, ERR_PASSWORD_NEEDED);
	answer_password(PASSWORD_RIGHT);
	driver_settle(&driver);
	assert_int_equal(row(1)->state, BATCH_DONE);
	assert_int_equal(driver.vault.count, 1);
}

static void one_without_stake_keeps_nobody_from_theirs(void **state)
{
	(void)state;
	to_the_first(EFFECT_MINT);
	refuse_with_status(400, "Wallet has no staked VVV on Base", 0);
	assert_int_equal(row(0)->state, BATCH_FAILED);
	assert_int_equal(row(0)->err.code, ERR_NO_STAKE);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	driver_settle(&driver);
	assert_int_equal(row(1)->state, BATCH_DONE);
}

static void what_is_known_to_have_no_stake_is_left_out(void **state)
{
	(void)state;
	driver.node.svvv = U256_ZERO;
	driver_refresh(&driver);
	mint_batch();
	assert_false(flow_batch_running(&driver.model.batch));
	assert_int_equal(row(0)->err.code, ERR_NO_STAKE);
	assert_int_equal(driver.count[EFFECT_TOKEN], 0);
}

/* At a 429, the wallet in hand waits until the reset, and the others wait behind it. */
static void a_limit_is_waited_out(void **state)
{
	(void)state;
	to_the_first(EFFECT_MINT);
	refuse_with_status(429, "slow down", 20);
	assert_int_equal(driver.model.mint.state, MINT_BACKOFF);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	driver_settle(&driver);
	assert_int_equal(driver.model.batch.at, 0);
	assert_true(model_deadline(&driver.model) >= driver.now_ms + 20000);
	driver_tick(&driver);
	driver_settle(&driver);
	assert_int_equal(flow_batch_count(&driver.model.batch, BATCH_DONE), 2);
}

static void esc_stops_after_the_one_in_hand_and_r_goes_on(void **state)
{
	(void)state;
	mint_batch();
	answer_password(PASSWORD_RIGHT);
	driver_answer(&driver, EFFECT_UNLOCK);
	driver_do(&driver, ACTION_CANCEL);
	assert_true(flow_batch_running(&driver.model.batch));
	driver_settle(&driver);
	assert_false(flow_batch_running(&driver.model.batch));
	assert_int_equal(row(0)->state, BATCH_DONE);
	assert_int_equal(row(1)->state, BATCH_WAITING);
	driver_do(&driver, ACTION_BATCH_RETRY);
	answer_password(PASSWORD_RIGHT);
	driver_settle(&driver);
	assert_int_equal(row(1)->state, BATCH_DONE);
	assert_int_equal(driver.vault.count, 2);
}

static void esc_ends_a_wait_at_once(void **state)
{
	(void)state;
	to_the_first(EFFECT_MINT);
	refuse_with_status(429, "slow down", 0);
	driver_do(&driver, ACTION_CANCEL);
	assert_false(flow_batch_running(&driver.model.batch));
	assert_int_equal(row(0)->state, BATCH_FAILED);
	assert_int_equal(row(0)->err.code, ERR_RATE_LIMITED);
	assert_int_equal(driver.vault.count, 0);
}

/* After kill -9, the same command mints only for the wallets that have no such key. */
static void a_crash_in_the_middle_doubles_nothing(void **state)
{
	(void)state;
	mint_batch_as(false, "agent");
	answer_password(PASSWORD_RIGHT);
	driver.minted = (struct key_info){ .id = "key-a", .limit = { -1, -1, -1 }, .description = "agent", .last6 = "aaaaaa" };
	driver.as_asked = false;
	settle_until(1);
	assert_int_equal(driver.vault.count, 1);
	driver_restart(&driver);
	mint_batch_as(false, "agent");
	assert_int_equal(row(0)->state, BATCH_SKIPPED);
	assert_string_equal(row(0)->last6, "aaaaaa");
	snprintf(driver.minted.id, sizeof(driver.minted.id), "key-b");
	answer_password(PASSWORD_RIGHT);
	driver_settle(&driver);
	assert_int_equal(row(1)->state, BATCH_DONE);
	assert_int_equal(driver.vault.count, 2);
	driver_do(&driver, ACTION_BATCH_CLOSE);
	assert_int_equal(driver.model.batch.count, 0);
	mint_batch_as(true, "agent");		/* unless another is wished for */
	assert_int_equal(row(0)->state, BATCH_WORKING);
}

/* A mint that may have made a key is not repeated.  It is looked into in the end. */
static void what_is_unknown_is_never_minted_again(void **state)
{
	struct err err;

	(void)state;
	to_the_first(EFFECT_MINT);
	(void)err_set(&err, ERR_TIMEOUT, "no answer");
	driver_refuse_mint(&driver, &err, true);
	assert_int_equal(row(0)->state, BATCH_UNKNOWN);
	driver_settle(&driver);
	assert_int_equal(row(1)->state, BATCH_DONE);
	assert_int_equal(driver.model.mint.state, MINT_UNKNOWN);
	assert_true(driver_journal_has(&driver, JOURNAL_MINT));
	driver_do(&driver, ACTION_BATCH_RETRY);
	driver_settle(&driver);
	assert_int_equal(row(0)->state, BATCH_UNKNOWN);
	mint_batch_as(true, "");
	assert_int_equal(row(0)->state, BATCH_SKIPPED);
	assert_int_equal(row(0)->err.code, ERR_MINT_UNKNOWN);
	assert_int_equal(row(1)->state, BATCH_WORKING);
}

static void the_lock_forgets_and_stops(void **state)
{
	(void)state;
	mint_batch();
	answer_password(PASSWORD_RIGHT);
	driver_answer(&driver, EFFECT_UNLOCK);
	driver_do(&driver, ACTION_LOCK);
	assert_int_equal(driver.model.batch.passwords.count, 0);
	driver_settle(&driver);
	assert_int_equal(row(1)->state, BATCH_WAITING);
}

/* Five minutes without a keystroke do not lock what works by itself. */
static void it_is_not_locked_while_it_works(void **state)
{
	(void)state;
	mint_batch();
	answer_password(PASSWORD_RIGHT);
	settle_until(1);
	driver_advance(&driver, 6 * MINUTE_MS);
	assert_int_equal(driver.model.batch.passwords.count, 1);
	driver_settle(&driver);
	assert_int_equal(flow_batch_count(&driver.model.batch, BATCH_DONE), 2);
}

static void a_challenge_is_read_for_each(void **state)
{
	(void)state;
	driver.challenges = true;
	mint_batch();
	driver_settle(&driver);
	assert_int_equal(model_want(&driver.model), WANT_CHALLENGE);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(row(0)->err.code, ERR_CANCELLED);
	driver_settle(&driver);
	assert_int_equal(model_want(&driver.model), WANT_CHALLENGE);
	driver_do(&driver, ACTION_CONFIRM);
	answer_password(PASSWORD_RIGHT);
	driver_settle(&driver);
	assert_int_equal(row(1)->state, BATCH_DONE);
}

/* A key that the disk refuses stops everything until it is stored. */
static void a_key_that_cannot_be_stored_is_waited_for(void **state)
{
	(void)state;
	to_the_first(EFFECT_SEAL);
	driver.disk_full = true;
	driver_settle(&driver);
	assert_int_equal(driver.model.mint.state, MINT_UNSEALED);
	assert_int_equal(driver.model.error.code, ERR_DISK_FULL);
	assert_int_equal(driver.model.batch.at, 0);
	driver.disk_full = false;
	driver_do(&driver, ACTION_RETRY);
	driver_settle(&driver);
	assert_int_equal(flow_batch_count(&driver.model.batch, BATCH_DONE), 2);
}

/* Esc twice leaves it to the screen, whose r stores it. */
static void a_key_that_cannot_be_stored_is_left_alone(void **state)
{
	(void)state;
	to_the_first(EFFECT_SEAL);
	driver.disk_full = true;
	driver_settle(&driver);
	driver_do(&driver, ACTION_DISMISS);
	driver_do(&driver, ACTION_CANCEL);
	assert_true(flow_batch_running(&driver.model.batch));
	driver_do(&driver, ACTION_CANCEL);
	assert_false(flow_batch_running(&driver.model.batch));
	assert_int_equal(driver.model.mint.state, MINT_UNSEALED);
	assert_int_equal(row(0)->err.code, ERR_DISK_FULL);
	driver.disk_full = false;
	driver_do(&driver, ACTION_MINT_RETRY);
	driver_settle(&driver);
	assert_int_equal(driver.vault.count, 1);
}

static void many_failures_are_spread_over_time(void **state)
{
	struct action action = { .type = ACTION_MINT_BATCH };
	struct err err;

	(void)state;
	for (unsigned i = 0; i < 30; i++)
		driver_add_wallet(&driver, i);
	driver_reload(&driver);
	key_options_init(&action.batch.options);
	accounts_copy(&action.batch.wallets, &driver.model.accounts);
	driver_apply(&driver, &action);
	answer_password(PASSWORD_RIGHT);
	(void)err_set_http(&err, 400, "Wallet has no staked VVV on Base");
	while (flow_batch_running(&driver.model.batch) && !driver.model.batch.wait_until_ms) {
		if (driver_find(&driver, EFFECT_MINT))
			driver_refuse_mint(&driver, &err, false);
		else
			driver_answer(&driver, driver.pending.items[0].type);
	}
	/* Twenty keys a minute are allowed.  So many failures stay within Venice's budget of 50 in
	 * half a minute. */
	assert_int_equal(flow_batch_count(&driver.model.batch, BATCH_FAILED), 20);
	assert_int_equal(driver.model.batch.wait_until_ms, driver.now_ms + 60000);
	for (driver_settle(&driver); flow_batch_running(&driver.model.batch); driver_settle(&driver))
		driver_tick(&driver);
	assert_int_equal(flow_batch_count(&driver.model.batch, BATCH_DONE), 32 - 20);
}

static void marks_are_whom_it_is_for(void **state)
{
	struct action mark = { .type = ACTION_MARK_WALLET, .index = 1 };
	struct accounts wallets;

	(void)state;
	flow_batch_wallets(&wallets, &driver.model);
	assert_int_equal(wallets.count, 2);
	accounts_free(&wallets);
	driver_apply(&driver, &mark);
	assert_int_equal(driver.model.marked, 1);
	driver_reload(&driver);
	flow_batch_wallets(&wallets, &driver.model);
	assert_int_equal(wallets.count, 1);
	assert_string_equal(wallets.items[0].name, "beta");
	accounts_free(&wallets);
	mark = (struct action){ .type = ACTION_MARK_WALLET, .index = 1 };
	driver_apply(&driver, &mark);
	assert_int_equal(driver.model.marked, 0);
	memset(&driver.model.accounts.items[0].address, 0, sizeof(driver.model.accounts.items[0].address));
	flow_batch_wallets(&wallets, &driver.model);
	assert_int_equal(wallets.count, 1);
	assert_string_equal(wallets.items[0].name, "beta");
	accounts_free(&wallets);
}

static void readonly_mints_nothing(void **state)
{
	(void)state;
	driver.model.readonly = true;
	mint_batch();
	assert_false(flow_batch_running(&driver.model.batch));
	assert_int_equal(driver.model.error.code, ERR_READONLY);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_gets_a_key_after_one_password),
		TEST(passwords_are_forgotten_in_the_end),
		TEST(a_wallet_that_stays_closed_is_asked_for),
		TEST(a_wallet_whose_password_is_not_given_is_left_out),
		TEST(one_without_stake_keeps_nobody_from_theirs),
		TEST(what_is_known_to_have_no_stake_is_left_out),
		TEST(a_limit_is_waited_out),
		TEST(esc_stops_after_the_one_in_hand_and_r_goes_on),
		TEST(esc_ends_a_wait_at_once),
		TEST(a_crash_in_the_middle_doubles_nothing),
		TEST(what_is_unknown_is_never_minted_again),
		TEST(the_lock_forgets_and_stops),
		TEST(it_is_not_locked_while_it_works),
		TEST(a_challenge_is_read_for_each),
		TEST(a_key_that_cannot_be_stored_is_waited_for),
		TEST(a_key_that_cannot_be_stored_is_left_alone),
		TEST(many_failures_are_spread_over_time),
		TEST(marks_are_whom_it_is_for),
		TEST(readonly_mints_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
