/* usage: what keys used, by actions alone: asked for by itself, asked for by a command, refused. */
#include "wallet/model/usage.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_driver.h"
#include "wallet/base/mem.h"

static struct driver driver;

static void store(enum key_type type)
{
	struct action action = { .type = ACTION_LOADED, .ok = true };
	struct key_info key = { .type = type, .created_ms = driver.now_ms, .address = driver.accounts.items[0].address,
				.id = "key1", .description = "the key", .limit = { KEY_NO_LIMIT, KEY_NO_LIMIT, KEY_NO_LIMIT } };

	snprintf(key.network, sizeof(key.network), "%s", driver.model.network.name);
	driver_list_key(&driver, &key);
	key.stored = true;
	driver.vault.items = mem_grow(driver.vault.items, 1, sizeof(key));
	driver.vault.items[0] = key;
	driver.vault.count = 1;
	accounts_copy(&action.loaded.accounts, &driver.accounts);
	key_list_copy(&action.loaded.keys, &driver.vault);
	driver_apply(&driver, &action);
	driver_forget(&driver, EFFECT_CHAIN);
	driver.model.refresh.request = 0;
}

static int on_screen(void **state)
{
	(void)state;
	driver_open(&driver);
	return 0;
}

static int in_a_command(void **state)
{
	(void)state;
	driver_open_headless(&driver);
	return 0;
}

static int close_driver(void **state)
{
	(void)state;
	driver_close(&driver);
	return 0;
}

static const struct usage *known(void)
{
	return flow_usage_known(&driver.model, driver.accounts.items[0].address);
}

static void the_screen_asks_by_itself_once_the_keys_are_listed(void **state)
{
	(void)state;
	store(KEY_ADMIN);
	driver_unlock(&driver);
	driver_expect_none(&driver, EFFECT_USAGE);
	driver_answer(&driver, EFFECT_KEYS_LIST);
	assert_int_equal(driver_expect(&driver, EFFECT_USAGE)->usage.days, USAGE_DAYS_SHOWN);
	driver_answer(&driver, EFFECT_USAGE);
	assert_non_null(known());
	assert_int_equal(known()->by[USAGE_BY_KEY].count, 1);
	assert_null(flow_usage_known(&driver.model, driver.accounts.items[1].address));
	driver_do(&driver, ACTION_REFRESH);	/* Venice would give the same answer */
	driver_answer(&driver, EFFECT_KEYS_LIST);
	driver_expect_none(&driver, EFFECT_USAGE);
}

static void a_failure_is_kept_and_no_panel_opens(void **state)
{
	(void)state;
	store(KEY_ADMIN);
	driver_unlock(&driver);
	driver_answer(&driver, EFFECT_KEYS_LIST);
	driver_refuse(&driver, EFFECT_USAGE, ERR_GATEWAY_TIMEOUT);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_int_equal(driver.model.usage.err.code, ERR_GATEWAY_TIMEOUT);
	assert_null(known());
	driver_advance(&driver, 1000);
	driver_expect_none(&driver, EFFECT_USAGE);
	driver_do(&driver, ACTION_REFRESH);	/* whoever reads all again wants this, too */
	driver_answer(&driver, EFFECT_KEYS_LIST);
	driver_do(&driver, ACTION_REFRESH);	/* but not twice */
	driver_answer(&driver, EFFECT_KEYS_LIST);
	driver_answer(&driver, EFFECT_USAGE);
	assert_non_null(known());
	driver_expect_none(&driver, EFFECT_USAGE);
}

static void an_inference_key_asks_for_nothing(void **state)
{
	(void)state;
	store(KEY_INFERENCE);
	driver_unlock(&driver);
	driver_expect_none(&driver, EFFECT_USAGE);
	driver_do(&driver, ACTION_USAGE);
	assert_int_equal(driver.model.usage.err.code, ERR_NO_ADMIN_KEY);
	driver_expect_none(&driver, EFFECT_USAGE);
}

static void a_command_asks_once_the_wallet_is_open(void **state)
{
	struct action wish = { .type = ACTION_USAGE, .days = 3 };

	(void)state;
	store(KEY_ADMIN);
	driver_apply(&driver, &wish);
	driver_expect_none(&driver, EFFECT_USAGE);
	assert_true(driver.model.want_password);
	driver_unlock(&driver);
	assert_int_equal(driver_expect(&driver, EFFECT_USAGE)->usage.days, 3);
	driver_refuse(&driver, EFFECT_USAGE, ERR_RATE_LIMITED);
	assert_int_equal(driver.model.usage.err.code, ERR_RATE_LIMITED);
	assert_int_equal(driver.model.usage.state, USAGE_IDLE);
}

static void what_somebody_asked_for_can_be_stopped(void **state)
{
	(void)state;
	store(KEY_ADMIN);
	driver_unlock(&driver);
	driver_do(&driver, ACTION_USAGE);
	driver_do(&driver, ACTION_CANCEL);
	driver_expect_none(&driver, EFFECT_USAGE);
	assert_int_equal(driver.model.usage.state, USAGE_IDLE);
}

#define ON_SCREEN(test) cmocka_unit_test_setup_teardown(test, on_screen, close_driver)
#define IN_A_COMMAND(test) cmocka_unit_test_setup_teardown(test, in_a_command, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_SCREEN(the_screen_asks_by_itself_once_the_keys_are_listed),
		ON_SCREEN(a_failure_is_kept_and_no_panel_opens),
		ON_SCREEN(an_inference_key_asks_for_nothing),
		IN_A_COMMAND(a_command_asks_once_the_wallet_is_open),
		IN_A_COMMAND(what_somebody_asked_for_can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
