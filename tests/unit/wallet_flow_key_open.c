/* key_open: showing, copying and checking the keys in the vault. */
#include "wallet/flow/key_open.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"

/* One key, minted with the first wallet. */
static int begin(void **state)
{
	open_with_key(state);
	assert_int_equal(driver.model.key_open.request, 0);
	return 0;
}

static const char *id(void)
{
	return driver.vault.items[0].id;
}

static void wish(enum action_type type, const char *key)
{
	struct action action = { .type = type };

	snprintf(action.key_id, sizeof(action.key_id), "%s", key);
	driver_apply(&driver, &action);
}

static void revealed_after_the_password(void **state)
{
	(void)state;
	wish(ACTION_KEY_REVEAL, id());
	driver_expect_none(&driver, EFFECT_KEY_OPEN);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_password(&driver, "guess");
	driver_answer(&driver, EFFECT_UNLOCK);
	driver_expect_none(&driver, EFFECT_KEY_OPEN);
	driver_unlock(&driver);
	assert_string_equal(driver_expect(&driver, EFFECT_KEY_OPEN)->key_id, id());
	driver_answer(&driver, EFFECT_KEY_OPEN);
	assert_string_equal(driver.model.revealed_id, id());
	assert_non_null(driver.model.revealed);
	driver_do(&driver, ACTION_KEY_HIDE);
	assert_null(driver.model.revealed);
}

/* The password is for the key's wallet, whichever is selected. */
static void the_keys_wallet_is_the_one_unlocked(void **state)
{
	(void)state;
	driver_select(&driver, 1);
	wish(ACTION_KEY_COPY, id());
	driver_unlock(&driver);
	assert_true(model_unlocked_for(&driver.model, driver.accounts.items[0].address));
	driver.copied = COPIED;
	driver_answer(&driver, EFFECT_KEY_COPY);
	assert_non_null(strstr(driver_said(&driver), "Copied the key to the clipboard"));
	assert_false(model_busy(&driver.model));
}

static void is_sent(enum copied copied, const char *words)
{
	driver.copied = copied;
	wish(ACTION_KEY_COPY, id());
	driver_answer(&driver, EFFECT_KEY_COPY);
	assert_non_null(strstr(driver_said(&driver), words));
	assert_null(strstr(driver_said(&driver), "clipboard"));
	driver_advance(&driver, 2 * MINUTE_MS);
	assert_int_equal(driver.count[EFFECT_CLIPBOARD_CLEAR], 0);
}

/* A copy that only the terminal knows of is not claimed, and is not taken back. */
static void a_key_sent_to_the_terminal_may_be_copied(void **state)
{
	(void)state;
	driver.model.tuning.lock_after_ms = 60 * MINUTE_MS;
	driver_unlock(&driver);
	is_sent(COPIED_TO_TERMINAL, "Sent the key to the terminal: whether it was copied is not known");
	is_sent(COPIED_KEPT_BY_TMUX, "Sent the key through tmux, which still keeps it in a buffer named rialto-…: delete that");
	is_sent(COPIED_TO_TMUX, "Sent the key through tmux to the terminal: whether it was copied is not known");
}

static void the_clearing_is_told_as_it_went(void **state)
{
	struct action cleared = { .type = ACTION_CLIPBOARD_CLEARED, .ok = true };

	(void)state;
	driver_apply(&driver, &cleared);
	assert_string_equal(driver_said(&driver), "The key is cleared from the clipboard");
	cleared = (struct action){ .type = ACTION_CLIPBOARD_CLEARED };
	(void)err_set(&cleared.err, ERR_IO, "The clipboard holds something else by now");
	driver_apply(&driver, &cleared);
	assert_string_equal(driver_said(&driver), "The clipboard holds something else by now");
}

/* The copy is removed after a minute, or earlier when leaving. */
static void a_copied_key_leaves_the_clipboard(void **state)
{
	(void)state;
	driver.copied = COPIED;
	driver_unlock(&driver);
	wish(ACTION_KEY_COPY, id());
	driver_answer(&driver, EFFECT_KEY_COPY);
	driver_advance(&driver, MINUTE_MS - 1);
	assert_int_equal(driver.count[EFFECT_CLIPBOARD_CLEAR], 0);
	driver_advance(&driver, 1);
	assert_int_equal(driver.count[EFFECT_CLIPBOARD_CLEAR], 1);
	wish(ACTION_KEY_COPY, id());
	driver_answer(&driver, EFFECT_KEY_COPY);
	driver_do(&driver, ACTION_QUIT);
	assert_int_equal(driver.count[EFFECT_CLIPBOARD_CLEAR], 2);
}

static void esc_forgets_the_wish(void **state)
{
	(void)state;
	wish(ACTION_KEY_REVEAL, id());
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
	driver_unlock(&driver);
	driver_expect_none(&driver, EFFECT_KEY_OPEN);
}

static void checked(void **state)
{
	(void)state;
	driver_unlock(&driver);
	wish(ACTION_KEY_CHECK, id());
	driver_answer(&driver, EFFECT_KEY_CHECK);
	assert_non_null(model_check(&driver.model, id()));
	assert_true(model_check(&driver.model, id())->can_consume);
	assert_non_null(strstr(driver_said(&driver), "can pay (DIEM)"));
	assert_int_equal(driver.model.check_count, 1);	/* one check for the key, not one for each time */
	assert_string_equal(model_check(&driver.model, id())->rates.items[0].model, "glm");
	assert_true(driver.model.api.known && driver.model.api.ok);
}

static void a_key_that_cannot_pay_is_told(void **state)
{
	(void)state;
	struct action action = { .type = ACTION_KEY_CHECKED, .ok = true };

	driver_unlock(&driver);
	wish(ACTION_KEY_CHECK, id());
	action.request = driver.model.key_open.request;
	snprintf(action.check.id, sizeof(action.check.id), "%s", id());
	driver_apply(&driver, &action);
	assert_non_null(strstr(driver_said(&driver), "nothing to spend"));
	assert_false(model_check(&driver.model, id())->can_consume);
}

static void a_check_that_fails_is_told(void **state)
{
	(void)state;
	driver_unlock(&driver);
	wish(ACTION_KEY_CHECK, id());
	driver_refuse(&driver, EFFECT_KEY_CHECK, ERR_KEY_INACTIVE);
	assert_int_equal(driver.model.error.code, ERR_KEY_INACTIVE);
	assert_true(driver.model.api.ok);	/* a refusal is an answer */
	driver_do(&driver, ACTION_RETRY);
	assert_string_equal(driver_expect(&driver, EFFECT_KEY_CHECK)->key_id, id());
	driver_answer(&driver, EFFECT_KEY_CHECK);
	wish(ACTION_KEY_CHECK, id());
	driver_refuse(&driver, EFFECT_KEY_CHECK, ERR_UNREACHABLE);
	assert_false(driver.model.api.ok);
	wish(ACTION_KEY_CHECK, id());
	driver_answer(&driver, EFFECT_KEY_CHECK);
	wish(ACTION_KEY_CHECK, id());
	driver_refuse(&driver, EFFECT_KEY_CHECK, ERR_VAULT_BAD);
	assert_true(driver.model.api.ok);	/* Venice was not even asked */
}

static void another_networks_key_is_not_checked(void **state)
{
	char *network = driver.model.keys.items[0].network;

	(void)state;
	driver_unlock(&driver);
	snprintf(network, sizeof(driver.model.keys.items[0].network), "base");
	wish(ACTION_KEY_CHECK, id());
	assert_int_equal(driver.model.error.code, ERR_INVALID_INPUT);
	driver_expect_none(&driver, EFFECT_KEY_CHECK);
	network[0] = '\0';	/* nobody knows whose network it is of */
	wish(ACTION_KEY_CHECK, id());
	assert_non_null(driver_find(&driver, EFFECT_KEY_CHECK));
}

static void a_check_can_be_stopped(void **state)
{
	(void)state;
	driver_unlock(&driver);
	wish(ACTION_KEY_CHECK, id());
	driver_do(&driver, ACTION_CANCEL);
	driver_expect_none(&driver, EFFECT_KEY_CHECK);
	assert_false(model_busy(&driver.model));
}

static void a_damaged_file_is_told(void **state)
{
	(void)state;
	driver_unlock(&driver);
	wish(ACTION_KEY_REVEAL, id());
	driver_refuse(&driver, EFFECT_KEY_OPEN, ERR_VAULT_BAD);
	assert_int_equal(driver.model.error.code, ERR_VAULT_BAD);
	assert_null(driver.model.revealed);
	assert_false(model_busy(&driver.model));
	wish(ACTION_KEY_COPY, id());
	driver_refuse(&driver, EFFECT_KEY_COPY, ERR_VAULT_BAD);
	assert_false(model_busy(&driver.model));
}

static void what_is_not_stored_cannot_be_shown(void **state)
{
	(void)state;
	wish(ACTION_KEY_REVEAL, "no such key");
	assert_int_equal(driver.model.error.code, ERR_KEY_NOT_FOUND);
	driver.model.keys.items[0].stored = false;
	driver.model.error.code = ERR_NONE;
	wish(ACTION_KEY_REVEAL, id());
	assert_int_equal(driver.model.error.code, ERR_KEY_NOT_FOUND);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
}

static void a_key_whose_wallet_is_gone_asks_for_no_password(void **state)
{
	(void)state;
	memset(&driver.model.keys.items[0].address, 0x77, sizeof(struct address));
	wish(ACTION_KEY_REVEAL, id());
	assert_int_equal(driver.model.error.code, ERR_WALLET_NOT_FOUND);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
}

static void an_answer_to_another_wish_shows_nothing(void **state)
{
	(void)state;
	struct action late = { .type = ACTION_KEY_OPENED, .ok = true, .request = 9999 };

	driver_unlock(&driver);
	wish(ACTION_KEY_REVEAL, id());
	late.opened.key = apikey_new(APIKEY_MAX);
	driver_apply(&driver, &late);
	assert_null(driver.model.revealed);
	assert_true(driver.model.key_open.request != 0);
}

static void showing_twice_keeps_one(void **state)
{
	(void)state;
	driver_unlock(&driver);
	for (unsigned i = 0; i < 3; i++) {
		wish(ACTION_KEY_REVEAL, id());
		driver_answer(&driver, EFFECT_KEY_OPEN);
		assert_non_null(driver.model.revealed);
	}
}

static void opening_another_wallet_hides_it(void **state)
{
	(void)state;
	driver_unlock(&driver);
	wish(ACTION_KEY_REVEAL, id());
	driver_answer(&driver, EFFECT_KEY_OPEN);
	driver_select(&driver, 1);
	driver_password(&driver, "guess");
	assert_null(driver.model.revealed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(revealed_after_the_password),
		TEST(the_keys_wallet_is_the_one_unlocked),
		TEST(a_key_sent_to_the_terminal_may_be_copied),
		TEST(the_clearing_is_told_as_it_went),
		TEST(a_copied_key_leaves_the_clipboard),
		TEST(esc_forgets_the_wish),
		TEST(checked),
		TEST(a_key_that_cannot_pay_is_told),
		TEST(a_check_that_fails_is_told),
		TEST(another_networks_key_is_not_checked),
		TEST(a_check_can_be_stopped),
		TEST(a_damaged_file_is_told),
		TEST(what_is_not_stored_cannot_be_shown),
		TEST(a_key_whose_wallet_is_gone_asks_for_no_password),
		TEST(an_answer_to_another_wish_shows_nothing),
		TEST(showing_twice_keeps_one),
		TEST(opening_another_wallet_hides_it),
	};

	return cmocka_run_group_tests_name("wallet_apikeys", tests, NULL, NULL);
}
