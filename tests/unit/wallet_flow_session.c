/* session: one wallet open at a time, and locked again in time. */
#include "wallet/flow/session.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"

static struct address address(size_t index)
{
	return driver.accounts.items[index].address;
}

static void wrong_then_right(void **state)
{
	(void)state;
	const struct model *model = &driver.model;

	driver_password(&driver, "guess");
	assert_true(model_busy(model));
	driver_answer(&driver, EFFECT_UNLOCK);
	assert_false(model->unlocked);
	assert_int_equal(model->session.err.code, ERR_WRONG_PASSWORD);
	assert_int_equal(model_want(model), WANT_PASSWORD);
	assert_int_equal(model->error.code, ERR_NONE);	/* the prompt says it, not the panel */
	driver_password(&driver, PASSWORD_RIGHT);
	assert_int_equal(model->session.err.code, ERR_NONE);
	driver_answer(&driver, EFFECT_UNLOCK);
	assert_true(model_unlocked_for(model, address(0)));
	assert_false(model_unlocked_for(model, address(1)));
	assert_int_equal(model_want(model), WANT_NOTHING);
}

/* The worker has tried the password without what an editor or a paste had added. */
static void a_corrected_password_is_said_to_be(void **state)
{
	(void)state;
	const struct model *model = &driver.model;
	struct action action = { .type = ACTION_UNLOCKED, .ok = true, .corrected = true };

	driver_password(&driver, PASSWORD_RIGHT);
	action.request = driver_expect(&driver, EFFECT_UNLOCK)->request;
	driver_forget(&driver, EFFECT_UNLOCK);
	action.unlocked = address(0);
	driver_apply(&driver, &action);
	assert_true(model_unlocked_for(model, address(0)));
	assert_non_null(strstr(driver_said(&driver), "blanks at its end"));
}

static void a_wrong_password_in_a_flow_asks_again(void **state)
{
	(void)state;
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	driver_password(&driver, "guess");
	driver_answer(&driver, EFFECT_UNLOCK);
	assert_int_equal(driver.model.mint.state, MINT_UNLOCK);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_unlock(&driver);
	assert_int_equal(driver.model.mint.state, MINT_SIGNING);
}

static void a_watch_only_wallet_has_nothing_to_open(void **state)
{
	(void)state;
	driver_select(&driver, 2);
	driver_password(&driver, PASSWORD_RIGHT);
	driver_expect_none(&driver, EFFECT_UNLOCK);
	assert_int_equal(driver.model.session.err.code, ERR_WATCH_ONLY);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
}

/* Puts beta into another program's folder, in a file that does not say its address. */
static void hide_address(void)
{
	struct account *beta = &driver.accounts.items[1];

	memset(&beta->address, 0, sizeof(beta->address));
	beta->foreign = true;
	memcpy(beta->file, "by-cast", sizeof("by-cast"));
	effects_add(&driver.pending, EFFECT_LOAD, 1);
	driver_answer(&driver, EFFECT_LOAD);
	driver_select(&driver, 1);
	driver_settle(&driver);
}

static void nothing_is_done_with_an_address_that_is_not_known(void **state)
{
	(void)state;
	static const enum action_type wishes[] = {
		ACTION_STAKE,
		ACTION_TOKEN,
		ACTION_MINT,
		ACTION_REHEARSE,
		ACTION_NEW_TOKEN,
		ACTION_FAUCET,
		ACTION_KEY_CREATE,
		ACTION_DIEM_STAKE,
		ACTION_DIEM_MINT,
		ACTION_SEND,
		ACTION_SWAP,
		ACTION_APPROVE,
		ACTION_X402_BALANCE,
		ACTION_X402_TRANSACTIONS,
		ACTION_X402_TOP_UP,
	};

	hide_address();
	assert_null(model_balances(&driver.model));	/* those of the zero address are not its own */
	for (size_t i = 0; i < sizeof(wishes) / sizeof(wishes[0]); i++) {
		struct action wish = { .type = wishes[i] };

		if (wishes[i] == ACTION_MINT || wishes[i] == ACTION_KEY_CREATE)
			key_options_init(&wish.options);	/* a limit of 0 would be asked about */
		driver_apply(&driver, &wish);
		assert_int_equal(driver.pending.count, 0);
		assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
		assert_string_equal(session_wanted(&driver.model)->name, "beta");
		driver_do(&driver, ACTION_CANCEL);
	}
}

static void the_key_says_whose_it_is(void **state)
{
	(void)state;
	struct action unlocked = { .type = ACTION_UNLOCKED, .ok = true };
	const struct model *model = &driver.model;
	struct address whose;

	hide_address();
	driver_password(&driver, PASSWORD_RIGHT);
	driver_forget(&driver, EFFECT_UNLOCK);
	memset(&whose, 0xb2, sizeof(whose));
	unlocked.unlocked = whose;
	unlocked.request = model->session.request;
	driver_apply(&driver, &unlocked);
	assert_true(address_equal(model_account(model)->address, whose));
	assert_true(model_unlocked_for(model, whose));
	driver_settle(&driver);
	assert_non_null(model_balances(model));
	/* The list that is read from disk again does not know the address. */
	effects_add(&driver.pending, EFFECT_LOAD, 1);
	driver_answer(&driver, EFFECT_LOAD);
	assert_string_equal(model_account(model)->name, "beta");
	assert_true(address_equal(model_account(model)->address, whose));
	driver_settle(&driver);
}

static void one_password_at_a_time(void **state)
{
	(void)state;
	driver_password(&driver, PASSWORD_RIGHT);
	driver_password(&driver, "another");
	assert_int_equal(driver.count[EFFECT_UNLOCK], 1);
}

static void a_cancelled_unlocking_stays_locked(void **state)
{
	(void)state;
	uint32_t request;

	driver_password(&driver, PASSWORD_RIGHT);
	request = driver.model.session.request;
	driver_do(&driver, ACTION_CANCEL);
	driver_expect_none(&driver, EFFECT_UNLOCK);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
	driver_apply(&driver, &(struct action){ .type = ACTION_UNLOCKED, .ok = true, .request = request });
	assert_false(driver.model.unlocked);
	driver_unlock(&driver);
	assert_true(driver.model.unlocked);
}

static void an_answer_to_nothing_unlocks_nothing(void **state)
{
	(void)state;
	driver_password(&driver, PASSWORD_RIGHT);
	driver_apply(&driver, &(struct action){ .type = ACTION_UNLOCKED, .ok = true, .request = 9999 });
	assert_false(driver.model.unlocked);
}

/* Before, there was no key to ask it with. */
static void balances_are_read_through_venices_rpc_as_soon_as_it_is_open(void **state)
{
	(void)state;
	snprintf(driver.model.network.rpc_urls[0], NETWORK_URL_SIZE, NETWORK_VENICE_NODE);
	driver.model.network.node_count = 1;
	driver.model.balances_next_ms = driver.now_ms + 60000;
	driver_password(&driver, PASSWORD_RIGHT);
	driver_expect_none(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_UNLOCK);
	if (!driver.model.refresh.request)
		driver_tick(&driver);
	assert_true(driver.model.refresh.request);
}

static const char *said_after_unlocking(enum err_code code)
{
	struct action news = { .type = ACTION_NODE_LEFT, .err.code = code };

	snprintf(news.node_left.why, sizeof(news.node_left.why), "a.example is left");
	driver_apply(&driver, &news);
	driver_unlock(&driver);
	return driver_said(&driver);
}

static void that_it_is_locked_is_not_said_any_more(void **state)
{
	(void)state;
	assert_string_equal(said_after_unlocking(ERR_RPC_LOCKED), "alpha is unlocked");
}

static void what_else_was_said_stays(void **state)
{
	(void)state;
	assert_string_equal(said_after_unlocking(ERR_TIMEOUT), "a.example is left");
}

static void it_locks_after_a_while_without_a_key(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver.model.balances_next_ms = 0;
	assert_int_equal(model_deadline(&driver.model), driver.now_ms + driver.model.tuning.lock_after_ms);
	driver_advance(&driver, driver.model.tuning.lock_after_ms - 1);
	assert_true(driver.model.unlocked);
	driver_advance(&driver, 1);
	assert_false(driver.model.unlocked);
	assert_int_equal(driver.count[EFFECT_LOCK], 1);
	assert_false(driver.is_open);
	assert_string_equal(driver_said(&driver), "Locked");
}

static void a_key_pressed_puts_it_off(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_advance(&driver, 4 * MINUTE_MS);
	driver_do(&driver, ACTION_NONE);
	driver_advance(&driver, 4 * MINUTE_MS);
	assert_true(driver.model.unlocked);
	driver_advance(&driver, MINUTE_MS);
	assert_false(driver.model.unlocked);
}

/* Nothing ticks in a machine that sleeps, and what wakes it up may be anybody's keystroke. */
static void a_key_pressed_too_late_finds_it_locked(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver.now_ms += driver.model.tuning.lock_after_ms;
	driver_do(&driver, ACTION_NONE);
	assert_false(driver.model.unlocked);
	assert_false(driver.is_open);
}

static void an_answer_does_not_put_it_off(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_do(&driver, ACTION_REFRESH);
	driver.now_ms += 5 * MINUTE_MS - 1;
	driver_answer(&driver, EFFECT_CHAIN);
	driver_advance(&driver, 1);
	assert_false(driver.model.unlocked);
}

static void lock_locks_at_once(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_do(&driver, ACTION_LOCK);
	assert_false(driver.model.unlocked);
	assert_false(driver.is_open);
	driver_do(&driver, ACTION_LOCK);
	assert_int_equal(driver.count[EFFECT_LOCK], 1);
}

static void to_posting(void)
{
	driver_unlock(&driver);
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
}

static void time_does_not_lock_what_is_in_use(void **state)
{
	(void)state;
	to_posting();
	driver_advance(&driver, 10 * MINUTE_MS);
	assert_true(driver.model.unlocked);
	driver_answer(&driver, EFFECT_MINT);
	driver_answer(&driver, EFFECT_SEAL);
	assert_true(driver.model.unlocked);
	driver_answer(&driver, EFFECT_KEY_CHECK);
	assert_int_equal(driver.model.mint.state, MINT_DONE);
	assert_false(driver.model.unlocked);
}

/* The wallet is locked right after it was used, whatever is pressed. */
static void lock_while_in_use_locks_right_after(void **state)
{
	(void)state;
	to_posting();
	driver_do(&driver, ACTION_LOCK);
	assert_true(driver.model.unlocked);
	assert_non_null(strstr(driver_said(&driver), "locks right after"));
	driver_do(&driver, ACTION_NONE);
	driver_select(&driver, 1);
	driver_settle(&driver);
	assert_int_equal(driver.model.mint.state, MINT_DONE);
	assert_false(driver.model.unlocked);
}

static void no_other_wallet_is_opened_while_one_is_in_use(void **state)
{
	(void)state;
	to_posting();
	driver_select(&driver, 1);
	driver_password(&driver, PASSWORD_RIGHT);
	driver_expect_none(&driver, EFFECT_UNLOCK);
	assert_true(model_unlocked_for(&driver.model, address(0)));
	driver_settle(&driver);
	assert_int_equal(driver.model.mint.state, MINT_DONE);
	driver_unlock(&driver);
	assert_true(model_unlocked_for(&driver.model, address(1)));
}

static void opening_another_closes_the_first(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_select(&driver, 1);
	driver_password(&driver, PASSWORD_RIGHT);
	assert_false(driver.model.unlocked);
	driver_answer(&driver, EFFECT_UNLOCK);
	assert_true(model_unlocked_for(&driver.model, address(1)));
	assert_false(model_unlocked_for(&driver.model, address(0)));
}

/* A password that is typed while a wallet is being made belongs to the wallet that it was asked for. */
static void an_unlocking_is_for_the_wallet_it_was_asked_for(void **state)
{
	(void)state;
	struct action made = { .type = ACTION_WALLET_ADDED, .ok = true };

	made.request = driver.model.wallets.request = model_request(&driver.model);
	made.added.account = driver.accounts.items[1];
	made.added.unlocked = true;
	driver_password(&driver, PASSWORD_RIGHT);
	driver_apply(&driver, &made);
	assert_true(model_unlocked_for(&driver.model, address(1)));
	driver_answer(&driver, EFFECT_UNLOCK);
	assert_true(model_unlocked_for(&driver.model, address(0)));
	assert_true(address_equal(driver.signer, address(0)));
}

/* app/ drops results that come after a lock, so the model must not wait for them. */
static void a_lock_ends_what_is_being_unlocked(void **state)
{
	(void)state;
	driver_password(&driver, PASSWORD_RIGHT);
	driver_do(&driver, ACTION_LOCK);
	driver_expect_none(&driver, EFFECT_UNLOCK);
	assert_int_equal(driver.model.session.request, 0);
	assert_false(model_busy(&driver.model));
	driver_unlock(&driver);
	assert_true(driver.model.unlocked);
}

static void a_lock_hides_the_key_that_is_shown(void **state)
{
	(void)state;
	to_posting();
	driver_settle(&driver);
	driver_apply(&driver, &(struct action){ .type = ACTION_KEY_REVEAL, .key_id = "key-2" });
	driver_answer(&driver, EFFECT_KEY_OPEN);
	assert_non_null(driver.model.revealed);
	driver_do(&driver, ACTION_LOCK);
	assert_null(driver.model.revealed);
	assert_string_equal(driver.model.revealed_id, "");
}

static void a_command_does_not_lock_itself_out(void **state)
{
	(void)state;
	driver_close(&driver);
	driver_open_headless(&driver);
	driver_unlock(&driver);
	assert_int_equal(model_deadline(&driver.model), 0);
	driver_advance(&driver, 60 * MINUTE_MS);
	assert_true(driver.model.unlocked);
}

static void the_wallet_that_is_wanted(void **state)
{
	(void)state;
	assert_null(session_wanted(&driver.model));
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	driver_select(&driver, 1);
	assert_true(address_equal(session_wanted(&driver.model)->address, address(0)));
	driver_unlock(&driver);
	assert_true(model_unlocked_for(&driver.model, address(0)));
	assert_int_equal(driver.model.mint.state, MINT_SIGNING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(wrong_then_right),
		TEST(a_corrected_password_is_said_to_be),
		TEST(a_wrong_password_in_a_flow_asks_again),
		TEST(a_watch_only_wallet_has_nothing_to_open),
		TEST(nothing_is_done_with_an_address_that_is_not_known),
		TEST(the_key_says_whose_it_is),
		TEST(one_password_at_a_time),
		TEST(a_cancelled_unlocking_stays_locked),
		TEST(an_answer_to_nothing_unlocks_nothing),
		TEST(balances_are_read_through_venices_rpc_as_soon_as_it_is_open),
		TEST(that_it_is_locked_is_not_said_any_more),
		TEST(what_else_was_said_stays),
		TEST(it_locks_after_a_while_without_a_key),
		TEST(a_key_pressed_puts_it_off),
		TEST(a_key_pressed_too_late_finds_it_locked),
		TEST(an_answer_does_not_put_it_off),
		TEST(lock_locks_at_once),
		TEST(time_does_not_lock_what_is_in_use),
		TEST(lock_while_in_use_locks_right_after),
		TEST(no_other_wallet_is_opened_while_one_is_in_use),
		TEST(opening_another_closes_the_first),
		TEST(an_unlocking_is_for_the_wallet_it_was_asked_for),
		TEST(a_lock_ends_what_is_being_unlocked),
		TEST(a_lock_hides_the_key_that_is_shown),
		TEST(a_command_does_not_lock_itself_out),
		TEST(the_wallet_that_is_wanted),
	};

	return cmocka_run_group_tests_name("wallet_session", tests, NULL, NULL);
}
