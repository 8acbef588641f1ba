/* wallets: loading, choosing, making, importing and watching. */
#include "wallet/flow/wallets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/model/keystroke.h"

static void add(enum action_type type, const char *name)
{
	struct action action = { .type = type };

	snprintf(action.wallet.name, sizeof(action.wallet.name), "%s", name);
	action.wallet.words = 12;
	memset(action.wallet.address.bytes, 0xd4, sizeof(action.wallet.address.bytes));
	action.wallet.password = passphrase_new(PASSPHRASE_MAX);
	driver_apply(&driver, &action);
}

static void load(void)
{
	struct action action = { .type = ACTION_LOADED, .ok = true };

	accounts_copy(&action.loaded.accounts, &driver.accounts);
	driver_apply(&driver, &action);
}

/* A start on a watch-only wallet would lead nowhere. */
static void the_first_that_can_sign_is_the_current_one(void **state)
{
	(void)state;
	driver.accounts.items[0].kind = ACCOUNT_WATCH;
	driver_restart(&driver);
	assert_string_equal(model_account(&driver.model)->name, "beta");
	driver_select(&driver, 0);
	load();
	assert_string_equal(model_account(&driver.model)->name, "alpha");
}

/* This holds for the first list only.  A later one does not change what was chosen since. */
static void the_one_named_at_the_start_is_the_current_one(void **state)
{
	(void)state;
	snprintf(driver.model.wanted_wallet, sizeof(driver.model.wanted_wallet), "beta");
	load();
	assert_string_equal(model_account(&driver.model)->name, "beta");
	driver_select(&driver, 0);
	load();
	assert_string_equal(model_account(&driver.model)->name, "alpha");
	snprintf(driver.model.wanted_wallet, sizeof(driver.model.wanted_wallet), "nobody");
	load();
	assert_int_equal(driver.model.error.code, ERR_WALLET_NOT_FOUND);
}

static void made_from_words_that_were_written_down(void **state)
{
	(void)state;
	const struct model *model = &driver.model;
	struct effect *effect;

	add(ACTION_WALLET_NEW, "delta");
	assert_int_equal(driver_expect(&driver, EFFECT_MNEMONIC)->words, 12);
	assert_true(model_busy(model));
	driver_answer(&driver, EFFECT_MNEMONIC);
	assert_int_equal(model_want(model), WANT_WORDS);
	driver_expect_none(&driver, EFFECT_WALLET_ADD);
	driver_do(&driver, ACTION_WALLET_CONFIRMED);
	effect = driver_expect(&driver, EFFECT_WALLET_ADD);
	assert_int_equal(effect->add.kind, ADD_MNEMONIC);
	assert_string_equal(effect->add.name, "delta");
	assert_non_null(effect->add.mnemonic);
	assert_non_null(effect->add.password);
	assert_null(model->mnemonic);
	assert_null(model->wallet_password);
	driver_answer(&driver, EFFECT_WALLET_ADD);
	driver_answer(&driver, EFFECT_LOAD);
	assert_string_equal(model_account(model)->name, "delta");
	assert_true(model_unlocked_for(model, model_account(model)->address));
}

static void esc_throws_the_words_away(void **state)
{
	(void)state;
	add(ACTION_WALLET_NEW, "delta");
	driver_answer(&driver, EFFECT_MNEMONIC);
	driver_do(&driver, ACTION_CANCEL);
	assert_null(driver.model.mnemonic);
	assert_null(driver.model.wallet_password);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
	driver_do(&driver, ACTION_WALLET_CONFIRMED);
	driver_expect_none(&driver, EFFECT_WALLET_ADD);
}

/* The words are in front, so Esc must not end what waits behind them. */
static void esc_on_the_words_leaves_the_flows_alone(void **state)
{
	(void)state;
	add(ACTION_WALLET_NEW, "delta");
	driver_answer(&driver, EFFECT_MNEMONIC);
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_int_equal(driver.model.mint.state, MINT_UNLOCK);
	driver_do(&driver, ACTION_CANCEL);
	assert_null(driver.model.mnemonic);
	assert_int_equal(driver.model.mint.state, MINT_UNLOCK);
}

static void imported(void **state)
{
	(void)state;
	struct action action = { .type = ACTION_WALLET_IMPORT };
	struct effect *effect;

	snprintf(action.wallet.name, sizeof(action.wallet.name), "from file");
	action.wallet.password = passphrase_new(PASSPHRASE_MAX);
	action.wallet.import = calloc(1, sizeof(*action.wallet.import));
	action.wallet.import->kind = IMPORT_V3;
	driver_apply(&driver, &action);
	effect = driver_expect(&driver, EFFECT_WALLET_ADD);
	assert_int_equal(effect->add.kind, ADD_IMPORT);
	assert_int_equal(effect->add.import->kind, IMPORT_V3);
	driver_settle(&driver);
	assert_string_equal(model_account(&driver.model)->name, "from file");
}

static void watched(void **state)
{
	(void)state;
	add(ACTION_WALLET_WATCH, "eve");
	assert_int_equal(driver_expect(&driver, EFFECT_WALLET_ADD)->add.kind, ADD_WATCH);
	driver_settle(&driver);
	assert_int_equal(model_account(&driver.model)->kind, ACCOUNT_WATCH);
	assert_false(driver.model.unlocked);
}

static void refused(const char *name, enum err_code code)
{
	add(ACTION_WALLET_NEW, name);
	assert_int_equal(driver.model.wallets.err.code, code);
	assert_int_equal(driver.model.error.code, code);
	driver_expect_none(&driver, EFFECT_MNEMONIC);
}

static void names_are_checked_first(void **state)
{
	(void)state;
	refused("", ERR_INVALID_INPUT);
	refused("a/b", ERR_INVALID_INPUT);
	refused("alpha", ERR_WALLET_EXISTS);
	driver.model.readonly = true;
	refused("delta", ERR_READONLY);
	assert_null(driver.model.wallet_password);
}

static void a_wallet_that_cannot_be_stored_is_told(void **state)
{
	(void)state;
	add(ACTION_WALLET_WATCH, "eve");
	driver_refuse(&driver, EFFECT_WALLET_ADD, ERR_WALLET_EXISTS);
	assert_int_equal(driver.model.wallets.err.code, ERR_WALLET_EXISTS);
	assert_int_equal(driver.model.wallets.request, 0);
	driver_expect_none(&driver, EFFECT_LOAD);
}

static void words_that_cannot_be_made_are_told(void **state)
{
	(void)state;
	add(ACTION_WALLET_NEW, "delta");
	driver_refuse(&driver, EFFECT_MNEMONIC, ERR_INTERNAL);
	assert_int_equal(driver.model.error.code, ERR_INTERNAL);
	assert_null(driver.model.wallet_password);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
}

static void one_at_a_time(void **state)
{
	(void)state;
	add(ACTION_WALLET_NEW, "delta");
	add(ACTION_WALLET_WATCH, "eve");
	assert_int_equal(driver.count[EFFECT_WALLET_ADD], 0);
	assert_int_equal(driver.model.error.code, ERR_NONE);
}

static void other_answers_are_not_its_own(void **state)
{
	(void)state;
	struct action words = { .type = ACTION_MNEMONIC_MADE, .ok = true, .request = 9999 };

	add(ACTION_WALLET_NEW, "delta");
	words.mnemonic = mnemonic_new(MNEMONIC_MAX);
	driver_apply(&driver, &words);
	assert_null(driver.model.mnemonic);
	driver_apply(&driver, &(struct action){ .type = ACTION_WALLET_ADDED, .ok = true, .request = 9999 });
	driver_expect_none(&driver, EFFECT_LOAD);
	assert_true(driver.model.wallets.request != 0);
}

static void reload(void)
{
	effects_add(&driver.pending, EFFECT_LOAD, 1);
	driver_answer(&driver, EFFECT_LOAD);
}

static void swap_first_two(void)
{
	struct account first = driver.accounts.items[0];

	driver.accounts.items[0] = driver.accounts.items[1];
	driver.accounts.items[1] = first;
}

static void selection_and_balances_follow_their_wallet(void **state)
{
	(void)state;
	driver.node.eth = flow_units(5);
	driver_refresh(&driver);
	driver_select(&driver, 1);
	driver.model.balances[1].block = 4711;
	swap_first_two();
	reload();
	assert_int_equal(driver.model.selected, 0);
	assert_string_equal(model_account(&driver.model)->name, "beta");
	assert_int_equal(model_balances(&driver.model)->block, 4711);
}

static void what_this_run_knows_of_an_entry_stays_known(void **state)
{
	(void)state;
	struct journal_entry entry = { .kind = JOURNAL_PAYMENT, .id = "the one", .network = "elsewhere" };

	journal_add(&driver.journal, &entry);
	reload();
	assert_int_equal(driver.model.journal.count, 1);
	driver.model.journal.items[0].unknown_told = true;
	driver.model.journal.items[0].left_block = 12;
	reload();
	assert_true(driver.model.journal.items[0].unknown_told);
	assert_int_equal(driver.model.journal.items[0].left_block, 12);
}

/* The figures come in the order of the list for which they were asked. */
static void an_answer_in_the_old_order_is_not_taken(void **state)
{
	(void)state;
	uint32_t asked;

	driver_do(&driver, ACTION_REFRESH);
	asked = driver.model.refresh.request;
	swap_first_two();
	reload();
	assert_int_not_equal(driver.model.refresh.request, asked);
	assert_true(driver.model.refresh.request != 0);
	driver_apply(&driver, &(struct action){ .type = ACTION_CHAIN, .ok = true, .request = asked });
	assert_null(model_balances(&driver.model));
	driver_settle(&driver);
	assert_non_null(model_balances(&driver.model));
}

static void a_wallet_that_is_gone_is_no_longer_selected(void **state)
{
	(void)state;
	driver_select(&driver, 2);
	driver.accounts.count = 2;
	reload();
	assert_int_equal(driver.model.selected, 0);
	driver.accounts.count = 0;
	reload();
	assert_null(model_account(&driver.model));
	driver_settle(&driver);
}

static void selecting_what_is_not_there_does_nothing(void **state)
{
	(void)state;
	driver_select(&driver, 1);
	driver_select(&driver, 3);
	assert_int_equal(driver.model.selected, 1);
}

static void a_home_that_was_open_is_mentioned(void **state)
{
	(void)state;
	struct action loaded = { .type = ACTION_LOADED, .ok = true };

	snprintf(loaded.loaded.note, sizeof(loaded.loaded.note), "/home/x was open to others");
	driver_apply(&driver, &loaded);
	assert_non_null(strstr(driver_said(&driver), "was open to others"));
}

static void glance(const char *wanted, size_t all)
{
	struct action action = { .type = ACTION_GLANCED, .ok = true };

	snprintf(driver.model.wanted_wallet, sizeof(driver.model.wanted_wallet), "%s", wanted);
	accounts_copy(&action.glanced.first, &driver.model.accounts);
	action.glanced.all = all;
	driver_apply(&driver, &action);
}

/* They are there to be seen, with the one that will be current; nothing can be done with them. */
static void the_first_wallets_are_seen_before_all_are_read(void **state)
{
	(void)state;
	struct action refused = { .type = ACTION_GLANCED };
	size_t count = driver.model.accounts.count, selected = driver.model.selected;
	struct accounts kept = driver.model.accounts;

	glance("", count);
	assert_int_equal(driver.model.glance.first.count, 0);	/* all are read already */
	driver.model.loaded = driver.model.resumed = false;
	driver_apply(&driver, &refused);
	assert_int_equal(driver.model.glance.first.count, 0);
	glance("", 10000);
	assert_int_equal(driver.model.glance.first.count, count);
	assert_int_equal(driver.model.glance.all, 10000);
	assert_int_not_equal(driver.model.glance.first.items[driver.model.glance.selected].kind, ACCOUNT_WATCH);
	glance(kept.items[1].name, 10000);
	assert_int_equal(driver.model.glance.selected, 1);
	glance("of the many others", 10000);
	assert_int_equal(driver.model.glance.selected, count);
	assert_ptr_equal(driver.model.accounts.items, kept.items);
	assert_int_equal(driver.model.selected, selected);
	driver.model.wanted_wallet[0] = '\0';
	effects_add(&driver.pending, EFFECT_LOAD, 1);
	driver_answer(&driver, EFFECT_LOAD);
	assert_int_equal(driver.model.glance.first.count, 0);
	assert_true(driver.model.loaded);
	assert_false(driver.model.glance.was_wrong);
}

/* A file that was written in place may come among the first by its new name. */
static void what_was_seen_and_is_not_so_is_noticed(void **state)
{
	(void)state;
	struct accounts accounts = driver.model.accounts;

	for (int in_order = 1; in_order >= 0; in_order--) {
		driver.model.loaded = false;
		glance("", accounts.count);
		if (!in_order)
			driver.model.glance.first.items[0] = driver.model.glance.first.items[1];
		effects_add(&driver.pending, EFFECT_LOAD, 1);
		driver_answer(&driver, EFFECT_LOAD);
		assert_int_equal(driver.model.glance.was_wrong, !in_order);
	}
}

static void damaged_files_are_mentioned(void **state)
{
	(void)state;
	struct action action = { .type = ACTION_LOADED, .ok = true };

	driver.model.resumed = false;
	action.loaded.damaged = 2;
	driver_apply(&driver, &action);
	assert_non_null(strstr(driver_said(&driver), "2 files"));
	assert_true(driver.model.messages[(driver.model.message_count - 1) % MESSAGE_HISTORY].is_error);
}

/* There is a wallet, so nothing says that there is none.  Once its file is mended, a refresh reads it. */
static void a_wallet_that_cannot_be_read_is_not_none(void **state)
{
	(void)state;
	struct action action = { .type = ACTION_LOADED, .ok = true };
	size_t asked = driver.count[EFFECT_LOAD];

	(void)err_set(&action.loaded.unread, ERR_WALLET_UNREADABLE, "UTC--x is a folder, not a file.");
	action.loaded.damaged = 1;
	driver_apply(&driver, &action);
	assert_int_equal(driver.model.error.code, ERR_WALLET_UNREADABLE);
	driver.model.error.code = ERR_NONE;
	driver_do(&driver, ACTION_TOKEN);
	assert_int_equal(driver.model.error.code, ERR_WALLET_UNREADABLE);
	assert_non_null(strstr(driver.model.error.msg, "UTC--x is a folder"));
	assert_null(strstr(walkthrough_hint(&driver.model), KEYSTROKE("next") ": make"));
	driver_do(&driver, ACTION_REFRESH);
	assert_int_equal(driver.count[EFFECT_LOAD], asked + 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_that_can_sign_is_the_current_one),
		TEST(the_one_named_at_the_start_is_the_current_one),
		TEST(made_from_words_that_were_written_down),
		TEST(esc_throws_the_words_away),
		TEST(esc_on_the_words_leaves_the_flows_alone),
		TEST(imported),
		TEST(watched),
		TEST(a_wallet_that_cannot_be_read_is_not_none),
		TEST(names_are_checked_first),
		TEST(a_wallet_that_cannot_be_stored_is_told),
		TEST(words_that_cannot_be_made_are_told),
		TEST(one_at_a_time),
		TEST(other_answers_are_not_its_own),
		TEST(what_this_run_knows_of_an_entry_stays_known),
		TEST(selection_and_balances_follow_their_wallet),
		TEST(an_answer_in_the_old_order_is_not_taken),
		TEST(a_wallet_that_is_gone_is_no_longer_selected),
		TEST(selecting_what_is_not_there_does_nothing),
		TEST(a_home_that_was_open_is_mentioned),
		TEST(the_first_wallets_are_seen_before_all_are_read),
		TEST(what_was_seen_and_is_not_so_is_noticed),
		TEST(damaged_files_are_mentioned),
	};

	return cmocka_run_group_tests_name("wallet_wallets", tests, NULL, NULL);
}
