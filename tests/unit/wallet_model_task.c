/* task: what can be done with existing wallets, and why it may be refused. */
#include "wallet/model/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_fixture.h"

static void wish(enum action_type type, enum task_kind kind, const char *name)
{
	struct action action = { .type = type };

	action.task = calloc(1, sizeof(*action.task));
	action.task->kind = kind;
	action.task->account = *model_account(&driver.model);
	action.task->password = passphrase_new(PASSPHRASE_MAX);
	snprintf(action.task->name, sizeof(action.task->name), "%s", name);
	driver_apply(&driver, &action);
	driver_agree(&driver);
}

static void refused(enum action_type type, enum task_kind kind, const char *name, enum err_code code)
{
	wish(type, kind, name);
	assert_int_equal(driver.model.task.err.code, code);
	assert_int_equal(driver.model.task.request, 0);
	driver_expect_none(&driver, EFFECT_TASK);
}

static void done_on_the_worker_and_read_again(void **state)
{
	(void)state;
	wish(ACTION_WALLET_RENAME, TASK_RENAME, "delta");
	assert_true(model_busy(&driver.model));
	assert_string_equal(driver_expect(&driver, EFFECT_TASK)->task->name, "delta");
	driver_answer(&driver, EFFECT_TASK);
	driver_expect(&driver, EFFECT_LOAD);
	assert_false(model_busy(&driver.model));
	assert_non_null(strstr(driver_said(&driver), "is called"));
}

static void a_rename_that_leaves_a_policy_behind_says_so(void **state)
{
	(void)state;
	static const struct policy policy = { .wallet = "alpha" };

	driver.model.policies = &policy;
	driver.model.policy_count = 1;
	wish(ACTION_WALLET_RENAME, TASK_RENAME, "delta");
	driver_answer(&driver, EFFECT_TASK);
	assert_non_null(strstr(driver_said(&driver), "see [policy alpha] in the configuration, which is of no wallet"));
	driver_expect(&driver, EFFECT_LOAD);
}

static void an_export_changes_nothing_here(void **state)
{
	(void)state;
	wish(ACTION_WALLET_EXPORT, TASK_EXPORT, "");
	driver_answer(&driver, EFFECT_TASK);
	driver_expect_none(&driver, EFFECT_LOAD);
	assert_non_null(strstr(driver_said(&driver), "The V3 file of alpha"));
}

static void what_fails_is_told_to_its_form(void **state)
{
	(void)state;
	wish(ACTION_WALLET_PASSWORD, TASK_PASSWORD, "");
	driver_refuse(&driver, EFFECT_TASK, ERR_WRONG_PASSWORD);
	assert_int_equal(driver.model.task.err.code, ERR_WRONG_PASSWORD);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_int_equal(driver.model.task.request, 0);
	driver_expect_none(&driver, EFFECT_LOAD);
}

static void refused_before_anything_is_done(void **state)
{
	(void)state;
	struct account *account = &driver.model.accounts.items[0];

	refused(ACTION_WALLET_RENAME, TASK_RENAME, "a/b", ERR_INVALID_INPUT);
	refused(ACTION_WALLET_RENAME, TASK_RENAME, "beta", ERR_WALLET_EXISTS);
	account->foreign = true;
	refused(ACTION_WALLET_REMOVE, TASK_REMOVE, "", ERR_FOREIGN_KEYSTORE);
	account->foreign = false;
	account->kind = ACCOUNT_WATCH;
	refused(ACTION_WALLET_EXPORT, TASK_EXPORT_KEY, "", ERR_WATCH_ONLY);
	driver.model.readonly = true;
	refused(ACTION_HOME_BACKUP, TASK_BACKUP, "", ERR_READONLY);
}

static void one_at_a_time(void **state)
{
	(void)state;
	wish(ACTION_HOME_BACKUP, TASK_BACKUP, "");
	wish(ACTION_WALLET_REMOVE, TASK_REMOVE, "");
	assert_int_equal(driver_expect(&driver, EFFECT_TASK)->task->kind, TASK_BACKUP);
	assert_int_equal(driver.count[EFFECT_TASK], 1);
	assert_non_null(strstr(driver_said(&driver), "was not done"));
}

static void nothing_is_removed_under_a_flow(void **state)
{
	(void)state;
	driver_mint(&driver);
	refused(ACTION_WALLET_REMOVE, TASK_REMOVE, "", ERR_BUSY);
	refused(ACTION_HOME_RESTORE, TASK_RESTORE, "", ERR_BUSY);
}

/* A batch that waits for its next turn has no mint in hand. */
static void nothing_is_removed_under_a_batch(void **state)
{
	struct action batch = { .type = ACTION_MINT_BATCH };

	(void)state;
	key_options_init(&batch.batch.options);
	accounts_copy(&batch.batch.wallets, &driver.model.accounts);
	driver.model.batch.failures = (struct pace){ .most = 1, .span_ms = MINUTE_MS };
	driver.model.batch.mints = driver.model.batch.failures;
	pace_note(&driver.model.batch.mints, driver.now_ms);
	driver_apply(&driver, &batch);
	assert_true(flow_batch_running(&driver.model.batch));
	assert_false(flow_mint_running(&driver.model.mint));
	refused(ACTION_WALLET_REMOVE, TASK_REMOVE, "", ERR_BUSY);
	refused(ACTION_HOME_RESTORE, TASK_RESTORE, "", ERR_BUSY);
}

/* This holds also for a payment that nobody waits for: only its journal entry knows that it may
 * still be taken. */
static void nothing_is_removed_under_a_payment(void **state)
{
	(void)state;
	driver_top_up(&driver, 5);
	refused(ACTION_WALLET_REMOVE, TASK_REMOVE, "", ERR_BUSY);
	driver_do(&driver, ACTION_CANCEL);
	snprintf(driver.model.topup.entry.id, sizeof(driver.model.topup.entry.id), "%032d", 1);
	refused(ACTION_WALLET_REMOVE, TASK_REMOVE, "", ERR_BUSY);
	refused(ACTION_HOME_RESTORE, TASK_RESTORE, "", ERR_BUSY);
}

static void a_removed_wallet_is_locked(void **state)
{
	(void)state;
	driver.model.unlocked = true;
	driver.model.unlocked_address = model_account(&driver.model)->address;
	driver.model.lock_at_ms = driver.now_ms + 100000;
	wish(ACTION_WALLET_REMOVE, TASK_REMOVE, "");
	driver_answer(&driver, EFFECT_TASK);
	assert_false(driver.model.unlocked);
	assert_non_null(strstr(driver_said(&driver), "is no longer in the keystore"));
}

/* As the address book's own commands make it. */
static void enter(enum action_type type, enum task_kind kind, const char *name, const char *address)
{
	struct action action = { .type = type };
	struct err err;

	action.task = calloc(1, sizeof(*action.task));
	action.task->kind = kind;
	assert_true(address_parse(&action.task->account.address, address, &err));
	snprintf(action.task->name, sizeof(action.task->name), "%s", name);
	snprintf(action.task->account.file, sizeof(action.task->account.file), "%s.json", address);
	snprintf(action.task->account.name, sizeof(action.task->account.name), "exchange");
	driver_apply(&driver, &action);
}

#define EXCHANGE "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"
#define ANNA "0x8617E340B3D01FA5F11F306F4090FD50E238070D"

static void not_entered(const char *name, const char *address, enum err_code code)
{
	enter(ACTION_BOOK_ADD, TASK_BOOK_ADD, name, address);
	assert_int_equal(driver.model.task.err.code, code);
	driver_expect_none(&driver, EFFECT_TASK);
}

static void has_entry(const char *name, const char *address)
{
	struct err err;

	driver.model.book = (struct accounts){ calloc(1, sizeof(struct account)), 1 };
	snprintf(driver.model.book.items[0].name, sizeof(driver.model.book.items[0].name), "%s", name);
	snprintf(driver.model.book.items[0].file, sizeof(driver.model.book.items[0].file), "%s.json", address);
	assert_true(address_parse(&driver.model.book.items[0].address, address, &err));
}

static void an_address_is_entered_and_read_again(void **state)
{
	(void)state;
	enter(ACTION_BOOK_ADD, TASK_BOOK_ADD, "exchange", EXCHANGE);
	assert_string_equal(driver_expect(&driver, EFFECT_TASK)->task->name, "exchange");
	driver_answer(&driver, EFFECT_TASK);
	driver_expect(&driver, EFFECT_LOAD);
	assert_non_null(strstr(driver_said(&driver), "exchange is in the address book"));
}

static void what_may_not_be_entered(void **state)
{
	char wallet[ADDRESS_TEXT_SIZE];

	(void)state;
	has_entry("exchange", EXCHANGE);
	not_entered("", ANNA, ERR_INVALID_INPUT);
	not_entered("a/b", ANNA, ERR_INVALID_INPUT);
	not_entered("alpha", ANNA, ERR_WALLET_EXISTS);
	not_entered("Exchange", ANNA, ERR_WALLET_EXISTS);
	not_entered("again", EXCHANGE, ERR_WALLET_EXISTS);
	address_format(wallet, model_account(&driver.model)->address);
	not_entered("own", wallet, ERR_WALLET_EXISTS);
	not_entered("nobody", "0x0000000000000000000000000000000000000000", ERR_BAD_RECIPIENT);
	not_entered("token", "0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf", ERR_BAD_RECIPIENT);
	driver.model.readonly = true;
	not_entered("anna", ANNA, ERR_READONLY);
}

static void an_entry_is_renamed(void **state)
{
	(void)state;
	has_entry("exchange", EXCHANGE);
	enter(ACTION_BOOK_RENAME, TASK_BOOK_RENAME, "alpha", EXCHANGE);
	assert_int_equal(driver.model.task.err.code, ERR_WALLET_EXISTS);
	enter(ACTION_BOOK_RENAME, TASK_BOOK_RENAME, "Exchange", EXCHANGE);
	driver_answer(&driver, EFFECT_TASK);
	driver_expect(&driver, EFFECT_LOAD);
	assert_non_null(strstr(driver_said(&driver), "The address is called Exchange now"));
}

static void an_entry_is_removed_once_that_is_agreed_to(void **state)
{
	(void)state;
	has_entry("exchange", EXCHANGE);
	enter(ACTION_BOOK_REMOVE, TASK_BOOK_REMOVE, "", EXCHANGE);
	driver_expect_none(&driver, EFFECT_TASK);
	driver_do(&driver, ACTION_CANCEL);
	driver_expect_none(&driver, EFFECT_TASK);
	enter(ACTION_BOOK_REMOVE, TASK_BOOK_REMOVE, "", EXCHANGE);
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_TASK);
	driver_expect(&driver, EFFECT_LOAD);
	assert_non_null(strstr(driver_said(&driver), "exchange is no longer in the address book"));
}

static struct action derived_answer(void)
{
	struct action action = { .type = ACTION_TASK_DONE, .ok = true, .request = driver.model.task.request };

	action.task_done.derived = (struct derived_accounts){ calloc(2, sizeof(struct derived_account)), 2 };
	snprintf(action.task_done.derived.items[1].path, 64, "m/44'/60'/0'/0/1");
	memset(action.task_done.derived.items[1].address.bytes, 0x77, 20);
	return action;
}

static void accounts_are_listed_with_what_they_hold(void **state)
{
	(void)state;
	struct action answer;

	driver.node.eth = flow_units(5);
	wish(ACTION_WALLET_ACCOUNTS, TASK_ACCOUNTS, "");
	driver_forget(&driver, EFFECT_TASK);
	answer = derived_answer();
	driver_apply(&driver, &answer);
	assert_int_equal(driver.model.task.derived.count, 2);
	assert_false(driver.model.task.balances[1].known);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_true(driver.model.task.balances[1].known);
	driver_do(&driver, ACTION_ACCOUNTS_CLOSE);
	assert_int_equal(driver.model.task.derived.count, 0);
	assert_null(driver.model.task.balances);
}

static void figures_that_come_after_the_list_is_closed(void **state)
{
	(void)state;
	struct action answer;

	wish(ACTION_WALLET_ACCOUNTS, TASK_ACCOUNTS, "");
	driver_forget(&driver, EFFECT_TASK);
	answer = derived_answer();
	driver_apply(&driver, &answer);
	driver_do(&driver, ACTION_ACCOUNTS_CLOSE);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_null(driver.model.task.balances);
}

static void the_last_copy_is_known(void **state)
{
	(void)state;
	struct model *model = &driver.model;
	struct account *twin = &model->accounts.items[1];
	struct task_loss loss;

	task_loss(&loss, model, model_account(model));
	assert_true(loss.last_copy);
	twin->address = model_account(model)->address;
	snprintf(twin->file, sizeof(twin->file), "another");
	task_loss(&loss, model, model_account(model));
	assert_false(loss.last_copy);
	twin->kind = ACCOUNT_WATCH;
	task_loss(&loss, model, model_account(model));
	assert_true(loss.last_copy);
	/* Two wallets whose files do not say their address are not the same wallet. */
	twin->kind = ACCOUNT_KEY;
	memset(&twin->address, 0, sizeof(twin->address));
	model->accounts.items[0].address = twin->address;
	task_loss(&loss, model, model_account(model));
	assert_true(loss.last_copy);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(done_on_the_worker_and_read_again),
		TEST(a_rename_that_leaves_a_policy_behind_says_so),
		TEST(an_export_changes_nothing_here),
		TEST(what_fails_is_told_to_its_form),
		TEST(refused_before_anything_is_done),
		TEST(one_at_a_time),
		TEST(nothing_is_removed_under_a_flow),
		TEST(nothing_is_removed_under_a_batch),
		TEST(nothing_is_removed_under_a_payment),
		TEST(a_removed_wallet_is_locked),
		TEST(an_address_is_entered_and_read_again),
		TEST(what_may_not_be_entered),
		TEST(an_entry_is_renamed),
		TEST(an_entry_is_removed_once_that_is_agreed_to),
		TEST(accounts_are_listed_with_what_they_hold),
		TEST(figures_that_come_after_the_list_is_closed),
		TEST(the_last_copy_is_known),
	};

	return cmocka_run_group_tests_name("wallet_care", tests, NULL, NULL);
}
