/* Changing a setting: the model works by the new one, and says what became of it. */
#include <stdio.h>

#include "tests/support/flow_fixture.h"
#include "wallet/base/mem.h"

static void wish(const char *name, const char *value)
{
	struct action action = { .type = ACTION_SETTING, .setting = mem_new(1, sizeof(*action.setting)) };

	snprintf(action.setting->name, sizeof(action.setting->name), "%s", name);
	snprintf(action.setting->value, sizeof(action.setting->value), "%s", value);
	driver_apply(&driver, &action);
}

static void answer(const struct tuning *tuning, const char *refusal)
{
	struct action result = { .type = ACTION_SETTING_SAVED, .ok = !refusal };

	result.request = driver.model.setting.request;
	if (refusal)
		(void)err_set(&result.err, ERR_UNSAFE_FILE, "%s", refusal);
	else
		result.tuning = *tuning;
	assert_true(driver_find(&driver, EFFECT_SETTING) != NULL);
	driver_forget(&driver, EFFECT_SETTING);
	driver_apply(&driver, &result);
}

static void what_was_saved_holds(void **state)
{
	struct tuning tuning = { 1000, 7000, 3 };

	(void)state;
	wish("decimals", "3");
	answer(&tuning, NULL);
	assert_string_equal(driver_said(&driver), "decimals = 3 is saved");
	assert_int_equal(driver.model.tuning.decimals, 3);
	assert_int_equal(driver.model.tuning.lock_after_ms, 1000);
	wish("decimals", "");
	answer(&tuning, NULL);
	assert_string_equal(driver_said(&driver), "decimals is as usual again");
}

static void what_was_refused_changes_nothing(void **state)
{
	int64_t before;

	(void)state;
	before = driver.model.tuning.lock_after_ms;
	wish("lock-after", "1");
	answer(NULL, "config belongs to another user");
	assert_string_equal(driver_said(&driver), "lock-after is not saved: config belongs to another user");
	assert_int_equal(driver.model.tuning.lock_after_ms, before);
	assert_int_equal(driver.model.error.code, ERR_NONE);
}

/* An option that was given for this run goes before the file. */
static void what_an_option_holds_is_said(void **state)
{
	static struct setting_rows rows = { .items = { { .name = "mouse", .from = "--no-mouse" } }, .count = 1 };

	(void)state;
	driver.model.settings = &rows;
	wish("mouse", "yes");
	answer(&driver.model.tuning, NULL);
	assert_string_equal(driver_said(&driver), "mouse is saved; in this run --no-mouse holds");
}

static void balances_are_read_as_often_as_set(void **state)
{
	struct tuning tuning = { 300000, 0, -1 };

	(void)state;
	driver.model.balances_next_ms = driver.now_ms + 1;
	wish("refresh", "off");
	answer(&tuning, NULL);
	assert_int_equal(driver.model.balances_next_ms, 0);
	tuning.refresh_ms = 60000;
	wish("refresh", "60");
	answer(&tuning, NULL);
	assert_true(driver.model.balances_next_ms == driver.now_ms || driver.model.refresh.request);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_saved_holds, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(what_was_refused_changes_nothing, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(what_an_option_holds_is_said, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(balances_are_read_as_often_as_set, open_driver, close_driver),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
