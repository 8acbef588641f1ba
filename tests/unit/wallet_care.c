/* care: what is done with wallets that are there, and what it is refused for. */
#include "wallet/care.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_fixture.h"

static void wish(enum action_type type, enum care_kind kind, const char *name)
{
	struct action action = { .type = type };

	action.care = calloc(1, sizeof(*action.care));
	action.care->kind = kind;
	action.care->account = *model_account(&driver.model);
	action.care->password = passphrase_new(PASSPHRASE_MAX);
	snprintf(action.care->name, sizeof(action.care->name), "%s", name);
	driver_apply(&driver, &action);
	driver_agree(&driver);
}

static void refused(enum action_type type, enum care_kind kind, const char *name, enum err_code code)
{
	wish(type, kind, name);
	assert_int_equal(driver.model.care.err.code, code);
	assert_int_equal(driver.model.care.request, 0);
	driver_expect_none(&driver, EFFECT_CARE);
}

static void done_on_the_worker_and_read_again(void **state)
{
	(void)state;
	wish(ACTION_WALLET_RENAME, CARE_RENAME, "delta");
	assert_true(model_busy(&driver.model));
	assert_string_equal(driver_expect(&driver, EFFECT_CARE)->care->name, "delta");
	driver_answer(&driver, EFFECT_CARE);
	driver_expect(&driver, EFFECT_LOAD);
	assert_false(model_busy(&driver.model));
	assert_non_null(strstr(driver_said(&driver), "is called"));
}

static void an_export_changes_nothing_here(void **state)
{
	(void)state;
	wish(ACTION_WALLET_EXPORT, CARE_EXPORT, "");
	driver_answer(&driver, EFFECT_CARE);
	driver_expect_none(&driver, EFFECT_LOAD);
	assert_non_null(strstr(driver_said(&driver), "The V3 file of alpha"));
}

static void what_fails_is_told_to_its_form(void **state)
{
	(void)state;
	wish(ACTION_WALLET_PASSWORD, CARE_PASSWORD, "");
	driver_refuse(&driver, EFFECT_CARE, ERR_WRONG_PASSWORD);
	assert_int_equal(driver.model.care.err.code, ERR_WRONG_PASSWORD);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_int_equal(driver.model.care.request, 0);
	driver_expect_none(&driver, EFFECT_LOAD);
}

static void refused_before_anything_is_done(void **state)
{
	(void)state;
	struct account *account = &driver.model.accounts.items[0];

	refused(ACTION_WALLET_RENAME, CARE_RENAME, "a/b", ERR_INVALID_INPUT);
	refused(ACTION_WALLET_RENAME, CARE_RENAME, "beta", ERR_WALLET_EXISTS);
	account->foreign = true;
	refused(ACTION_WALLET_REMOVE, CARE_REMOVE, "", ERR_FOREIGN_KEYSTORE);
	account->foreign = false;
	account->kind = ACCOUNT_WATCH;
	refused(ACTION_WALLET_EXPORT, CARE_EXPORT_KEY, "", ERR_WATCH_ONLY);
	driver.model.readonly = true;
	refused(ACTION_HOME_BACKUP, CARE_BACKUP, "", ERR_READONLY);
}

static void one_at_a_time(void **state)
{
	(void)state;
	wish(ACTION_HOME_BACKUP, CARE_BACKUP, "");
	wish(ACTION_WALLET_REMOVE, CARE_REMOVE, "");
	assert_int_equal(driver_expect(&driver, EFFECT_CARE)->care->kind, CARE_BACKUP);
	assert_int_equal(driver.count[EFFECT_CARE], 1);
	assert_non_null(strstr(driver_said(&driver), "was not done"));
}

static void nothing_is_removed_under_a_flow(void **state)
{
	(void)state;
	driver_mint(&driver);
	refused(ACTION_WALLET_REMOVE, CARE_REMOVE, "", ERR_BUSY);
	refused(ACTION_HOME_RESTORE, CARE_RESTORE, "", ERR_BUSY);
}

/* A batch that waits for its next turn has no mint in hand. */
static void nothing_is_removed_under_a_batch(void **state)
{
	struct action batch = { .type = ACTION_MINT_MANY };

	(void)state;
	key_options_init(&batch.many.options);
	accounts_copy(&batch.many.wallets, &driver.model.accounts);
	driver.model.many.failures = (struct pace){ .most = 1, .span_ms = MINUTE_MS };
	driver.model.many.mints = driver.model.many.failures;
	pace_note(&driver.model.many.mints, driver.now_ms);
	driver_apply(&driver, &batch);
	assert_true(flow_many_running(&driver.model.many));
	assert_false(flow_mint_running(&driver.model.mint));
	refused(ACTION_WALLET_REMOVE, CARE_REMOVE, "", ERR_BUSY);
	refused(ACTION_HOME_RESTORE, CARE_RESTORE, "", ERR_BUSY);
}

/* Also one that nobody waits for: only its journal knows that it may still be taken. */
static void nothing_is_removed_under_a_payment(void **state)
{
	(void)state;
	driver_top_up(&driver, 5);
	refused(ACTION_WALLET_REMOVE, CARE_REMOVE, "", ERR_BUSY);
	driver_do(&driver, ACTION_CANCEL);
	snprintf(driver.model.topup.entry.id, sizeof(driver.model.topup.entry.id), "%032d", 1);
	refused(ACTION_WALLET_REMOVE, CARE_REMOVE, "", ERR_BUSY);
	refused(ACTION_HOME_RESTORE, CARE_RESTORE, "", ERR_BUSY);
}

static void a_removed_wallet_is_locked(void **state)
{
	(void)state;
	driver.model.unlocked = true;
	driver.model.unlocked_address = model_account(&driver.model)->address;
	driver.model.lock_at_ms = driver.now_ms + 100000;
	wish(ACTION_WALLET_REMOVE, CARE_REMOVE, "");
	driver_answer(&driver, EFFECT_CARE);
	assert_false(driver.model.unlocked);
	assert_non_null(strstr(driver_said(&driver), "is no longer in the keystore"));
}

static struct action derived_answer(void)
{
	struct action action = { .type = ACTION_CARED, .ok = true, .request = driver.model.care.request };

	action.cared.derived = (struct derived_accounts){ calloc(2, sizeof(struct derived_account)), 2 };
	snprintf(action.cared.derived.items[1].path, 64, "m/44'/60'/0'/0/1");
	memset(action.cared.derived.items[1].address.bytes, 0x77, 20);
	return action;
}

static void accounts_are_listed_with_what_they_hold(void **state)
{
	(void)state;
	struct action answer;

	driver.node.eth = flow_units(5);
	wish(ACTION_WALLET_ACCOUNTS, CARE_ACCOUNTS, "");
	driver_forget(&driver, EFFECT_CARE);
	answer = derived_answer();
	driver_apply(&driver, &answer);
	assert_int_equal(driver.model.care.derived.count, 2);
	assert_false(driver.model.care.balances[1].known);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_true(driver.model.care.balances[1].known);
	driver_do(&driver, ACTION_ACCOUNTS_CLOSE);
	assert_int_equal(driver.model.care.derived.count, 0);
	assert_null(driver.model.care.balances);
}

static void figures_that_come_after_the_list_is_closed(void **state)
{
	(void)state;
	struct action answer;

	wish(ACTION_WALLET_ACCOUNTS, CARE_ACCOUNTS, "");
	driver_forget(&driver, EFFECT_CARE);
	answer = derived_answer();
	driver_apply(&driver, &answer);
	driver_do(&driver, ACTION_ACCOUNTS_CLOSE);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_null(driver.model.care.balances);
}

static void the_last_copy_is_known(void **state)
{
	(void)state;
	struct model *model = &driver.model;
	struct account *twin = &model->accounts.items[1];
	struct care_loss loss;

	care_loss(&loss, model, model_account(model));
	assert_true(loss.last_copy);
	twin->address = model_account(model)->address;
	snprintf(twin->file, sizeof(twin->file), "another");
	care_loss(&loss, model, model_account(model));
	assert_false(loss.last_copy);
	twin->kind = ACCOUNT_WATCH;
	care_loss(&loss, model, model_account(model));
	assert_true(loss.last_copy);
	/* Two that do not say their address are not one. */
	twin->kind = ACCOUNT_KEY;
	memset(&twin->address, 0, sizeof(twin->address));
	model->accounts.items[0].address = twin->address;
	care_loss(&loss, model, model_account(model));
	assert_true(loss.last_copy);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(done_on_the_worker_and_read_again),
		TEST(an_export_changes_nothing_here),
		TEST(what_fails_is_told_to_its_form),
		TEST(refused_before_anything_is_done),
		TEST(one_at_a_time),
		TEST(nothing_is_removed_under_a_flow),
		TEST(nothing_is_removed_under_a_batch),
		TEST(nothing_is_removed_under_a_payment),
		TEST(a_removed_wallet_is_locked),
		TEST(accounts_are_listed_with_what_they_hold),
		TEST(figures_that_come_after_the_list_is_closed),
		TEST(the_last_copy_is_known),
	};

	return cmocka_run_group_tests_name("wallet_care", tests, NULL, NULL);
}
