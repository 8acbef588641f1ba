#include "tests/support/unit.h"

#include <stdio.h>

#include "wallet/base/text.h"
#include "wallet/venice/key_usage.h"

static struct key_info key(int64_t usd, int64_t diem)
{
	struct key_info info = { .limit = { [KEY_USD] = usd, [KEY_DIEM] = diem, [KEY_VCU] = KEY_NO_LIMIT } };

	snprintf(info.period_usd, sizeof(info.period_usd), "1");
	snprintf(info.period_diem, sizeof(info.period_diem), "2.5");
	snprintf(info.usage_usd, sizeof(info.usage_usd), "3");
	snprintf(info.usage_diem, sizeof(info.usage_diem), "4");
	return info;
}

static int64_t at(const char *text)
{
	int64_t time_ms;

	assert_true(text_parse_time(&time_ms, text));
	return time_ms;
}

static void the_limit_that_counts(void **state)
{
	struct key_info both = key(5000000, 10000000), usd = key(5000000, KEY_NO_LIMIT),
			none = key(KEY_NO_LIMIT, KEY_NO_LIMIT);

	(void)state;
	assert_int_equal(key_usage_currency(&both), KEY_DIEM);
	assert_string_equal(key_usage_period(&both), "2.5");
	assert_int_equal(key_usage_currency(&usd), KEY_USD);
	assert_string_equal(key_usage_period(&usd), "1");
	assert_string_equal(key_usage_week(&usd), "3");
	assert_int_equal(key_usage_currency(&none), KEY_CURRENCIES);
	assert_string_equal(key_usage_week(&none), "4");
	none.usage_diem[0] = '\0';
	assert_string_equal(key_usage_week(&none), "3");
}

static int percent(struct key_info info)
{
	return (int)(key_usage_part(&info) * 100);
}

static void how_much_of_it_is_used(void **state)
{
	struct key_info unknown = key(5000000, KEY_NO_LIMIT);

	(void)state;
	unknown.period_usd[0] = '\0';
	assert_int_equal(percent(key(5000000, 10000000)), 25);
	assert_int_equal(percent(key(5000000, KEY_NO_LIMIT)), 20);
	assert_int_equal(percent(key(KEY_NO_LIMIT, 1000000)), 100);
	assert_true(percent(key(KEY_NO_LIMIT, KEY_NO_LIMIT)) < 0);
	assert_true(percent(key(KEY_NO_LIMIT, 0)) < 0);
	assert_true(percent(unknown) < 0);
}

static void when_it_begins_anew(void **state)
{
	struct key_info info = key(1, 1);

	(void)state;
	info.period = KEY_EPOCH;
	assert_int_equal(key_usage_resets_in(&info, at("2026-12-31T23:00:00Z")), 3600000);
	info.period = KEY_MONTH;
	assert_int_equal(key_usage_resets_in(&info, at("2026-12-31T23:00:00Z")), 3600000);
	assert_int_equal(key_usage_resets_in(&info, at("2028-02-28T00:00:00Z")), 2 * INT64_C(86400000));
	info.period = KEY_LIFETIME;
	assert_int_equal(key_usage_resets_in(&info, at("2026-12-31T23:00:00Z")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_limit_that_counts),
		cmocka_unit_test(how_much_of_it_is_used),
		cmocka_unit_test(when_it_begins_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
