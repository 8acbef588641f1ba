/* recorder: what is done is logged as it is done, and no more than once. */
#include "wallet/recorder.h"

#include <string.h>

#include "tests/support/flow_fixture.h"

static int begin(void **state)
{
	open_driver(state);
	driver_unlock(&driver);
	return 0;
}

static void assert_events(const char *wanted)
{
	char seen[512] = "";

	for (size_t i = 0; i < driver.model.records.count; i++) {
		strcat(seen, driver.model.records.items[i].event);
		strcat(seen, " ");
	}
	assert_string_equal(seen, wanted);
	assert_int_equal(driver.count[EFFECT_RECORD], driver.model.records.count);
}

static void a_mint(void **state)
{
	(void)state;
	driver_mint(&driver);
	driver_settle(&driver);
	assert_events("token_fetched token_signed mint_sent key_minted key_stored ");
	assert_true(address_equal(driver.model.records.items[0].address, driver.accounts.items[0].address));
}

static void a_mint_that_fails(void **state)
{
	const struct record *last;
	struct err err;

	(void)state;
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	(void)err_set(&err, ERR_NO_STAKE, "no");
	driver_refuse_mint(&driver, &err, false);
	driver_settle(&driver);
	assert_events("token_fetched token_signed mint_sent mint_failed ");
	last = &driver.model.records.items[3];
	assert_string_equal(last->code, "no_stake");
	assert_non_null(strstr(last->report, "Cause"));
	assert_true(record_contains(last, "NO_STAKE"));
	assert_true(record_contains(last, ""));
	assert_false(record_contains(last, "jwt"));
}

static void the_oldest_makes_room(void **state)
{
	struct records records = { 0 };

	(void)state;
	for (int64_t i = 0; i < RECORDS_KEPT + 10; i++) {
		struct record record = { .time_ms = i };

		records_add(&records, &record);
	}
	assert_int_equal(records.count, RECORDS_KEPT);
	assert_int_equal(records.items[0].time_ms, 10);
	records_free(&records);
}

#define recorder_test(f) cmocka_unit_test_setup_teardown(f, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		recorder_test(a_mint),
		recorder_test(a_mint_that_fails),
		cmocka_unit_test(the_oldest_makes_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
