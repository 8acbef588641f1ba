/* key_admin: an account's keys by actions alone: listed, made, changed, deleted, rotated. */
#include "wallet/flow/key_admin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_driver.h"
#include "wallet/venice/key_list.h"

static struct driver driver;

static struct key_info key_of(const char *id, enum key_type type)
{
	struct key_info key = { .type = type,
				.created_ms = driver.now_ms,
				.address = driver.accounts.items[0].address };

	snprintf(key.id, sizeof(key.id), "%s", id);
	snprintf(key.last6, sizeof(key.last6), "%.6s", id);
	snprintf(key.description, sizeof(key.description), "the %s", id);
	snprintf(key.network, sizeof(key.network), "%s", driver.model.network.name);
	for (int i = 0; i < KEY_CURRENCIES; i++)
		key.limit[i] = KEY_NO_LIMIT;
	return key;
}

static void store(const struct key_info *key)
{
	struct action action = { .type = ACTION_LOADED, .ok = true };

	driver.vault.items = realloc(driver.vault.items, (driver.vault.count + 1) * sizeof(*key));
	driver.vault.items[driver.vault.count] = *key;
	driver.vault.items[driver.vault.count++].stored = true;
	accounts_copy(&action.loaded.accounts, &driver.accounts);
	key_list_copy(&action.loaded.keys, &driver.vault);
	driver_apply(&driver, &action);
	driver_forget(&driver, EFFECT_CHAIN);
	driver.model.refresh.request = 0;
}

/* Begins with one ADMIN key in the vault, and with another one that only Venice's list has. */
static void begin(bool headless)
{
	struct key_info admin, other;

	if (headless)
		driver_open_headless(&driver);
	else
		driver_open(&driver);
	admin = key_of("admin1", KEY_ADMIN);
	other = key_of("other1", KEY_INFERENCE);
	store(&admin);
	driver_list_key(&driver, &admin);
	driver_list_key(&driver, &other);
}

static int on_screen(void **state)
{
	(void)state;
	begin(false);
	return 0;
}

static int in_a_command(void **state)
{
	(void)state;
	begin(true);
	return 0;
}

static int close_driver(void **state)
{
	(void)state;
	driver_close(&driver);
	return 0;
}

static void wish(enum action_type type, const char *id)
{
	struct action action = { .type = type };

	snprintf(action.key_id, sizeof(action.key_id), "%s", id);
	driver_apply(&driver, &action);
	driver_agree(&driver);
}

static void listed(void)
{
	driver_unlock(&driver);
	if (driver.model.headless)
		driver_do(&driver, ACTION_KEYS_LIST);
	driver_answer(&driver, EFFECT_KEYS_LIST);
	assert_int_equal(driver.model.key_admin.state, KEY_ADMIN_IDLE);
}

static const struct key_info *row(const char *id)
{
	const struct key_info *key = model_key(&driver.model, id);

	assert_non_null(key);
	return key;
}

static void unlocking_lists_once(void **state)
{
	unsigned before = driver.model.keys_changes;

	(void)state;
	driver_expect_none(&driver, EFFECT_KEYS_LIST);
	listed();
	assert_int_not_equal(driver.model.keys_changes, before);
	assert_int_equal(driver.model.keys.count, 2);
	assert_true(row("admin1")->stored && row("admin1")->remote);
	assert_true(!row("other1")->stored && row("other1")->remote);
	driver_advance(&driver, 1000);
	driver_expect_none(&driver, EFFECT_KEYS_LIST);
	driver_do(&driver, ACTION_REFRESH);
	driver_answer(&driver, EFFECT_KEYS_LIST);
}

static void a_list_that_fails_by_itself_is_one_message(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_refuse(&driver, EFFECT_KEYS_LIST, ERR_UNREACHABLE);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_non_null(strstr(driver_said(&driver), "could not be listed"));
	driver_advance(&driver, 1000);
	driver_expect_none(&driver, EFFECT_KEYS_LIST);
	driver_do(&driver, ACTION_KEYS_LIST);
	driver_refuse(&driver, EFFECT_KEYS_LIST, ERR_UNREACHABLE);
	assert_int_equal(driver.model.error.code, ERR_UNREACHABLE);
}

static void a_wish_waits_for_the_password(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_KEYS_LIST);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_expect_none(&driver, EFFECT_KEYS_LIST);
	driver_do(&driver, ACTION_CANCEL);
	assert_false(flow_key_admin_running(&driver.model.key_admin));
	assert_int_equal(driver.model.key_admin.err.code, ERR_CANCELLED);
	driver_do(&driver, ACTION_KEYS_LIST);
	driver_unlock(&driver);
	driver_answer(&driver, EFFECT_KEYS_LIST);
	assert_int_equal(driver.model.keys.count, 2);
}

static void without_an_admin_key_it_says_so(void **state)
{
	(void)state;
	driver_select(&driver, 1);
	driver_do(&driver, ACTION_KEYS_LIST);
	assert_int_equal(driver.model.error.code, ERR_NO_ADMIN_KEY);
	driver_apply(&driver, &(struct action){ .type = ACTION_KEY_CREATE });
	assert_int_equal(driver.model.error.code, ERR_NO_ADMIN_KEY);
	assert_false(flow_mint_running(&driver.model.mint));
}

static void a_key_not_in_the_list_is_missing(void **state)
{
	struct key_info gone = key_of("gone11", KEY_INFERENCE);

	(void)state;
	store(&gone);
	assert_false(row("gone11")->missing);	/* the account has not been listed yet */
	listed();
	assert_true(row("gone11")->missing && row("gone11")->stored && !row("gone11")->remote);
}

static void deleted_there_and_here(void **state)
{
	struct key_info both = key_of("both11", KEY_INFERENCE);

	(void)state;
	store(&both);
	driver_list_key(&driver, &both);
	listed();
	wish(ACTION_KEY_DELETE, "both11");
	assert_string_equal(driver_expect(&driver, EFFECT_KEY_DELETE)->admin->id, "admin1");
	driver_answer(&driver, EFFECT_KEY_DELETE);
	driver_answer(&driver, EFFECT_KEY_FORGET);
	driver_answer(&driver, EFFECT_LOAD);
	assert_null(model_key(&driver.model, "both11"));
	assert_int_equal(driver.venice.count, 2);
	assert_int_equal(driver.vault.count, 1);
}

static struct key_info *at_venice(const char *id)
{
	for (size_t i = 0; i < driver.venice.count; i++)
		if (!strcmp(driver.venice.items[i].id, id))
			return &driver.venice.items[i];
	return NULL;
}

/* Minutes go by while a person reads and types: what is in use by then is not deleted by that yes. */
static void a_key_used_since_the_yes_is_asked_about_again(void **state)
{
	(void)state;
	listed();
	driver_advance(&driver, 60000);
	at_venice("other1")->used_ms = driver.now_ms - 1000;
	wish(ACTION_KEY_DELETE, "other1");
	driver_expect_none(&driver, EFFECT_KEY_DELETE);
	driver_answer(&driver, EFFECT_KEYS_LIST);
	driver_expect_none(&driver, EFFECT_KEY_DELETE);
	assert_false(flow_key_admin_running(&driver.model.key_admin));
	assert_true(asked_waits(&driver.model));
	assert_non_null(strstr(driver_said(&driver), "look again before it is deleted"));
	driver_advance(&driver, 60000);
	at_venice("other1")->used_ms = driver.now_ms - 1000;
	driver_agree(&driver);
	driver_answer(&driver, EFFECT_KEYS_LIST);
	driver_answer(&driver, EFFECT_KEY_DELETE);	/* the second yes knew of it */
	assert_null(model_key(&driver.model, "other1"));
}

/* Only rialto itself used it, to read the list. */
static void the_key_that_acts_here_is_deleted_by_one_yes(void **state)
{
	struct key_info second = key_of("admin2", KEY_ADMIN);

	(void)state;
	second.created_ms++;
	store(&second);
	driver_list_key(&driver, &second);
	listed();
	driver_advance(&driver, 60000);
	at_venice("admin2")->used_ms = driver.now_ms - 1000;
	wish(ACTION_KEY_DELETE, "admin2");
	driver_answer(&driver, EFFECT_KEYS_LIST);
	driver_expect(&driver, EFFECT_KEY_DELETE);
}

static void a_key_that_nobody_uses_is_deleted_by_one_yes(void **state)
{
	(void)state;
	listed();
	driver_advance(&driver, 60000);
	at_venice("other1")->used_ms = driver.now_ms - 3 * 24 * 60 * 60 * INT64_C(1000);
	wish(ACTION_KEY_DELETE, "other1");
	driver_answer(&driver, EFFECT_KEYS_LIST);
	driver_answer(&driver, EFFECT_KEY_DELETE);
	assert_null(model_key(&driver.model, "other1"));
}

/* A key that leaked can be deleted by a Venice that lists nothing. */
static void a_look_that_fails_or_is_stopped(void **state)
{
	(void)state;
	listed();
	driver_advance(&driver, 60000);
	wish(ACTION_KEY_DELETE, "other1");
	driver_do(&driver, ACTION_CANCEL);
	assert_false(flow_key_admin_running(&driver.model.key_admin));
	assert_int_equal(driver.model.key_admin.err.code, ERR_CANCELLED);
	driver_expect_none(&driver, EFFECT_KEY_DELETE);
	wish(ACTION_KEY_DELETE, "other1");
	driver_refuse(&driver, EFFECT_KEYS_LIST, ERR_SERVER_ERROR);
	driver_answer(&driver, EFFECT_KEY_DELETE);
	assert_null(model_key(&driver.model, "other1"));
}

static void what_venice_refuses_stays_here(void **state)
{
	(void)state;
	listed();
	wish(ACTION_KEY_DELETE, "admin1");
	driver_refuse(&driver, EFFECT_KEY_DELETE, ERR_TIMEOUT);
	assert_int_equal(driver.model.error.code, ERR_TIMEOUT);
	driver_expect_none(&driver, EFFECT_KEY_FORGET);
	wish(ACTION_KEY_DELETE, "admin1");
	driver_refuse(&driver, EFFECT_KEY_DELETE, ERR_KEY_UNKNOWN);	/* gone already: it counts as deleted */
	driver_expect(&driver, EFFECT_KEY_FORGET);
}

static void forgotten_here_only(void **state)
{
	unsigned before = driver.model.keys_changes;

	(void)state;
	wish(ACTION_KEY_FORGET, "admin1");	/* no password needed */
	driver_answer(&driver, EFFECT_KEY_FORGET);
	driver_answer(&driver, EFFECT_LOAD);
	assert_int_not_equal(driver.model.keys_changes, before);
	assert_int_equal(driver.model.keys.count, 0);
	assert_int_equal(driver.venice.count, 2);
}

static void change_description(const char *id, const char *to)
{
	struct action action = { .type = ACTION_KEY_UPDATE };

	snprintf(action.update.id, sizeof(action.update.id), "%s", id);
	action.update.changes.description = true;
	snprintf(action.update.changes.to.description, KEY_DESCRIPTION_SIZE, "%s", to);
	driver_apply(&driver, &action);
}

static void changed_there_and_relabelled_here(void **state)
{
	(void)state;
	listed();
	change_description("admin1", "new words");
	driver_answer(&driver, EFFECT_KEY_UPDATE);
	assert_string_equal(row("admin1")->description, "new words");
	driver_answer(&driver, EFFECT_KEY_RELABEL);
	driver_answer(&driver, EFFECT_LOAD);
	assert_string_equal(driver.vault.items[0].description, "new words");
	assert_string_equal(driver.vault.items[0].last6, "admin1");
}

static void create(void)
{
	struct action action = { .type = ACTION_KEY_CREATE };

	key_options_init(&action.options);
	driver_apply(&driver, &action);
}

static void created_journalled_like_a_mint(void **state)
{
	(void)state;
	listed();
	create();
	driver_expect_none(&driver, EFFECT_TOKEN);
	driver_expect_none(&driver, EFFECT_KEY_CREATE);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_string_equal(driver_expect(&driver, EFFECT_KEY_CREATE)->admin->options.description, "Web3 API Key");
	driver_settle(&driver);
	assert_int_equal(driver.model.mint.state, MINT_DONE);
	assert_int_equal(driver.vault.count, 2);
	assert_false(driver_journal_has(&driver, JOURNAL_MINT));
	assert_true(row(driver.model.mint.minted.id)->remote);	/* listed anew */
}

static void a_creation_of_unknown_outcome_is_never_sent_again(void **state)
{
	struct action action = { .type = ACTION_MINTED };

	(void)state;
	listed();
	create();
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	action.request = driver_expect(&driver, EFFECT_KEY_CREATE)->request;
	action.minted.may_have_acted = true;
	(void)err_set(&action.err, ERR_TIMEOUT, "no answer");
	driver_doubt(&driver, driver.accounts.items[0].address);
	driver_forget(&driver, EFFECT_KEY_CREATE);
	driver_apply(&driver, &action);
	assert_int_equal(driver.model.mint.state, MINT_UNKNOWN);
	create();
	assert_int_equal(driver.model.key_admin.err.code, ERR_MINT_UNKNOWN);
	driver_do(&driver, ACTION_RETRY);
	driver_expect_none(&driver, EFFECT_KEY_CREATE);
	driver_restart(&driver);
	assert_int_equal(driver.model.mint.state, MINT_UNKNOWN);
}

static void rotated_on_the_screen_the_old_one_waits(void **state)
{
	(void)state;
	listed();
	wish(ACTION_KEY_ROTATE, "other1");
	driver_settle(&driver);
	assert_int_equal(driver.model.mint.state, MINT_DONE);
	assert_string_equal(driver.model.mint.minted.description, "the other1");
	assert_string_equal(driver.model.key_admin.replaced, "other1");
	assert_int_equal(driver.venice.count, 3);
	wish(ACTION_KEY_DELETE, "other1");
	driver_settle(&driver);
	assert_string_equal(driver.model.key_admin.replaced, "");
	assert_int_equal(driver.venice.count, 2);
}

static void rotated_by_a_command_the_old_one_goes(void **state)
{
	(void)state;
	listed();
	wish(ACTION_KEY_ROTATE, "other1");
	driver_settle(&driver);
	assert_int_equal(driver.model.key_admin.err.code, ERR_NONE);
	assert_int_equal(driver.venice.count, 2);
	assert_null(model_key(&driver.model, "other1"));
}

/* The new ADMIN key deletes the old one. */
static void an_admin_key_is_rotated_by_itself(void **state)
{
	(void)state;
	listed();
	wish(ACTION_KEY_ROTATE, "admin1");
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	driver_answer(&driver, EFFECT_KEY_CREATE);
	driver_answer(&driver, EFFECT_SEAL);
	driver_answer(&driver, EFFECT_LOAD);
	driver_answer(&driver, EFFECT_KEY_CHECK);
	assert_string_equal(driver_expect(&driver, EFFECT_KEY_DELETE)->admin->id, driver.model.mint.minted.id);
	driver_settle(&driver);
	assert_int_equal(driver.vault.count, 1);
	assert_string_equal(driver.vault.items[0].id, driver.model.mint.minted.id);
}

static void a_rotation_that_fails_keeps_the_old_one(void **state)
{
	(void)state;
	listed();
	wish(ACTION_KEY_ROTATE, "other1");
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	driver_refuse(&driver, EFFECT_KEY_CREATE, ERR_BAD_REQUEST);
	assert_int_equal(driver.model.key_admin.err.code, ERR_BAD_REQUEST);
	assert_int_equal(driver.model.key_admin.state, KEY_ADMIN_IDLE);
	driver_expect_none(&driver, EFFECT_KEY_DELETE);
}

static void readonly_only_looks(void **state)
{
	(void)state;
	driver.model.readonly = true;
	listed();
	create();
	assert_int_equal(driver.model.error.code, ERR_READONLY);
	wish(ACTION_KEY_DELETE, "other1");
	assert_int_equal(driver.model.error.code, ERR_READONLY);
	driver_expect_none(&driver, EFFECT_KEY_DELETE);
}

/* An orphan is recognised by description, type and time.  A stored key is never an orphan. */
static void an_orphan_is_recognised(void **state)
{
	const struct key_info *found[2];
	struct key_options asked;
	struct key_info key;

	(void)state;
	key_options_init(&asked);
	snprintf(asked.description, sizeof(asked.description), "web agent");
	for (int i = 0; i < 4; i++) {
		key = key_of("orphan", KEY_INFERENCE);
		snprintf(key.id, sizeof(key.id), "orphan-%d", i);
		snprintf(key.description, sizeof(key.description), i == 3 ? "another" : "web agent");
		key.created_ms = driver.now_ms + (i == 0 ? 60 * MINUTE_MS : i * 1000);
		driver_list_key(&driver, &key);
	}
	listed();
	assert_int_equal(key_list_orphans(found, 2, &driver.model.keys, key.address, &asked, driver.now_ms), 2);
	assert_string_equal(found[0]->id, "orphan-1");
	assert_string_equal(found[1]->id, "orphan-2");
	assert_int_equal(key_list_orphans(found, 1, &driver.model.keys, key.address, &asked, driver.now_ms + 2000), 1);
	assert_string_equal(found[0]->id, "orphan-2");
}

/* A key that was saved under an id of rialto's own is recognised in the list by its last characters. */
static void a_key_of_own_id_is_found_in_the_list(void **state)
{
	struct key_info own = key_of("added-0011", KEY_INFERENCE), there = key_of("venice-1", KEY_INFERENCE);

	(void)state;
	memcpy(own.last6, "zzzzzz", 7);
	memcpy(there.last6, "zzzzzz", 7);
	store(&own);
	wish(ACTION_KEY_DELETE, "added-0011");
	assert_int_equal(driver.model.error.code, ERR_KEY_UNKNOWN);
	driver_list_key(&driver, &there);
	listed();
	assert_true(row("added-0011")->stored && row("added-0011")->remote);
	assert_string_equal(key_venice_id(row("added-0011")), "venice-1");
	assert_int_equal(driver.model.keys.count, 3);
}

/* RETRY repeats what failed, with the same values and for the same key. */
static void what_failed_can_be_tried_again(void **state)
{
	(void)state;
	listed();
	change_description("other1", "new words");
	driver_refuse(&driver, EFFECT_KEY_UPDATE, ERR_CONFLICT);
	assert_int_equal(driver.model.failed, FLOW_KEY_ADMIN);
	driver_do(&driver, ACTION_RETRY);
	assert_string_equal(driver_expect(&driver, EFFECT_KEY_UPDATE)->admin->changes.to.description, "new words");
	driver_answer(&driver, EFFECT_KEY_UPDATE);
	assert_string_equal(row("other1")->description, "new words");
	wish(ACTION_KEY_DELETE, "other1");
	driver_refuse(&driver, EFFECT_KEY_DELETE, ERR_UNAVAILABLE);
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_KEY_DELETE);
	assert_null(model_key(&driver.model, "other1"));
}

/* The options of a new key are not kept, so there is nothing to try again with. */
static void making_a_key_is_not_tried_again_without_its_options(void **state)
{
	(void)state;
	driver.model.readonly = true;
	create();
	assert_int_equal(driver.model.error.code, ERR_READONLY);
	driver.model.readonly = false;
	assert_false(flow_key_admin_can_retry(&driver.model));
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(driver.model.mint.state, MINT_IDLE);
}

#define SCREEN(test) cmocka_unit_test_setup_teardown(test, on_screen, close_driver)
#define COMMAND(test) cmocka_unit_test_setup_teardown(test, in_a_command, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN(unlocking_lists_once),
		SCREEN(a_list_that_fails_by_itself_is_one_message),
		SCREEN(a_wish_waits_for_the_password),
		SCREEN(without_an_admin_key_it_says_so),
		SCREEN(a_key_not_in_the_list_is_missing),
		SCREEN(deleted_there_and_here),
		SCREEN(a_key_used_since_the_yes_is_asked_about_again),
		SCREEN(a_key_that_nobody_uses_is_deleted_by_one_yes),
		SCREEN(the_key_that_acts_here_is_deleted_by_one_yes),
		SCREEN(a_look_that_fails_or_is_stopped),
		SCREEN(what_venice_refuses_stays_here),
		SCREEN(forgotten_here_only),
		SCREEN(changed_there_and_relabelled_here),
		SCREEN(created_journalled_like_a_mint),
		SCREEN(a_creation_of_unknown_outcome_is_never_sent_again),
		SCREEN(rotated_on_the_screen_the_old_one_waits),
		COMMAND(rotated_by_a_command_the_old_one_goes),
		COMMAND(an_admin_key_is_rotated_by_itself),
		COMMAND(a_rotation_that_fails_keeps_the_old_one),
		SCREEN(readonly_only_looks),
		SCREEN(an_orphan_is_recognised),
		SCREEN(a_key_of_own_id_is_found_in_the_list),
		SCREEN(what_failed_can_be_tried_again),
		SCREEN(making_a_key_is_not_tried_again_without_its_options),
	};

	return cmocka_run_group_tests_name("wallet_flow_keys", tests, NULL, NULL);
}
