#include "tests/support/unit.h"

#include <stdio.h>
#include <string.h>

#include "net/venice_check.h"
#include "wallet/base/buf.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

static struct json_object *parse(const char *text)
{
	struct json_object *value = NULL;
	struct err err;

	assert_true(json_read(&value, text, strlen(text), &err));
	return value;
}

static bool read_balance(struct key_check *out, const char *text, struct err *err)
{
	struct json_object *body = parse(text);
	bool ok = venice_check_balance(out, body, err);

	json_object_put(body);
	return ok;
}

/* The caller frees it. */
static struct key_check limits(const char *text)
{
	struct json_object *body = parse(text);
	struct key_check check = { 0 };
	struct err err;

	assert_true(venice_check_limits(&check, body, &err));
	assert_true(check.has_limits);
	json_object_put(body);
	return check;
}

static void reads_balances(void **state)
{
	struct key_check check = { 0 };
	struct err err;

	(void)state;
	assert_true(read_balance(&check, "{\"canConsume\":true,\"consumptionCurrency\":\"BUNDLED_CREDITS\",\"balances\":"
				 "{\"diem\":90.5,\"usd\":null,\"earnedCredits\":1.5,\"bundledCredits\":7},\"diemEpochAllocation\":1e2}", &err));
	assert_true(check.has_account && check.account_can_consume);
	assert_string_equal(check.earned, "1.5");
	assert_string_equal(check.bundled, "7");
	assert_string_equal(check.currency, "BUNDLED_CREDITS");
	assert_string_equal(check.diem, "90.5");
	assert_string_equal(check.usd, "");
	assert_string_equal(check.diem_allocation, "100.000000");
}

static void a_balance_that_says_nothing_is_an_error(void **state)
{
	static const char *const bodies[] = {
		"{\"data\":{\"balances\":\"many\"}}", "{\"canConsume\":\"yes\"}", "{\"canConsume\":null}", "[]", "null", "7",
	};
	struct key_check check = { 0 };
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		err.code = ERR_NONE;
		assert_false(read_balance(&check, bodies[i], &err));
		assert_int_equal(err.code, ERR_BAD_ANSWER);
	}
}

/* The rest of the answer was understood, so it is used. */
static void odd_balances_are_unknown(void **state)
{
	static const char *const bodies[] = {
		"{\"canConsume\":true}",
		"{\"canConsume\":true,\"consumptionCurrency\":null,\"balances\":[1],\"diemEpochAllocation\":{}}",
		"{\"canConsume\":true,\"consumptionCurrency\":7,\"balances\":{\"diem\":true,\"usd\":[]}}",
		/* too long to be shown whole, so it is not shown at all */
		"{\"canConsume\":true,\"balances\":{\"diem\":12345678901234567890123456789012345678.5,\"usd\":1e300}}",
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		struct key_check check = { 0 };

		assert_true(read_balance(&check, bodies[i], &err));
		assert_string_equal(check.currency, "");
		assert_string_equal(check.diem, "");
		assert_string_equal(check.usd, "");
		assert_string_equal(check.diem_allocation, "");
	}
}

static void reads_access_tier_and_limits(void **state)
{
	struct key_check check = limits(
		"{\"data\":{\"accessPermitted\":true,\"apiTier\":{\"id\":\"paid\",\"isCharged\":true},\"balances\":{\"USD\":50.23,"
		"\"DIEM\":100.023,\"BUNDLED_CREDITS\":4},\"keyExpiration\":\"2027-06-01T00:00:00Z\",\"nextEpochBegins\":\"2026-11-21T08:30:00.000Z\","
		"\"rateLimits\":[{\"apiModelId\":\"glm\",\"rateLimits\":[{\"amount\":100,\"type\":\"RPM\"},{\"amount\":2.5,"
		"\"type\":\"TPM\"}]},{\"rateLimits\":[{\"amount\":5,\"type\":\"RPD\"}]}]}}");

	(void)state;
	assert_true(check.access_permitted);
	assert_string_equal(check.tier, "paid");
	assert_true(check.charged);
	assert_string_equal(check.key_usd, "50.23");
	assert_string_equal(check.key_diem, "100.023");
	assert_string_equal(check.key_bundled, "4");
	assert_int_equal(check.next_epoch_ms, INT64_C(1795249800000));
	assert_int_equal(check.expires_ms, INT64_C(1811808000000));
	assert_int_equal(check.rates.count, 2);
	assert_string_equal(check.rates.items[0].model, "glm");
	assert_int_equal(check.rates.items[0].count, 2);
	assert_string_equal(check.rates.items[0].limits[1].kind, "TPM");
	assert_string_equal(check.rates.items[0].limits[1].amount, "2.5");
	assert_string_equal(check.rates.items[1].model, "");
	key_check_free(&check);
	assert_null(check.rates.items);
}

static void limits_that_say_nothing_are_an_error(void **state)
{
	static const char *const bodies[] = {
		"{\"data\":{\"accessPermitted\":\"yes\"}}", "{\"data\":[]}", "{\"accessPermitted\":true}", "null", "[[]]",
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		struct json_object *body = parse(bodies[i]);
		struct key_check check = { 0 };

		assert_false(venice_check_limits(&check, body, &err));
		assert_int_equal(err.code, ERR_BAD_ANSWER);
		assert_false(check.has_limits);
		assert_null(check.rates.items);
		json_object_put(body);
	}
}

static void odd_limits_are_left_out(void **state)
{
	static const char *const bodies[] = {
		"{\"data\":{\"accessPermitted\":true}}",
		"{\"data\":{\"accessPermitted\":true,\"apiTier\":\"paid\",\"balances\":7,\"keyExpiration\":null,"
		"\"nextEpochBegins\":\"soon\",\"rateLimits\":{}}}",
		"{\"data\":{\"accessPermitted\":true,\"apiTier\":{\"id\":5,\"isCharged\":\"no\"},\"keyExpiration\":12,"
		"\"nextEpochBegins\":[],\"rateLimits\":[7,null,[],{},{\"rateLimits\":[{\"type\":\"RPM\"},{\"amount\":1},"
		"{\"amount\":null,\"type\":\"RPM\"}]}]}}",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		struct key_check check = limits(bodies[i]);

		assert_string_equal(check.tier, "");
		assert_false(check.charged);
		assert_int_equal(check.next_epoch_ms, 0);
		assert_int_equal(check.expires_ms, 0);
		assert_int_equal(check.rates.count, 0);
		key_check_free(&check);
	}
}

/* Escape sequences, names without end, more models and limits than anybody has. */
static void hostile_limits_are_made_safe_and_bounded(void **state)
{
	struct key_check check;
	struct buf text;

	(void)state;
	buf_init(&text, 0);
	buf_add_string(&text, "{\"data\":{\"accessPermitted\":true,\"apiTier\":{\"id\":\"\\u001b[2Jpaid\"},\"rateLimits\":[");
	for (int i = 0; i < RATES_MODELS_MAX + 9; i++) {
		buf_add_format(&text, "%s{\"apiModelId\":\"\\u001b]0;%0200d\",\"rateLimits\":[", i ? "," : "", i);
		for (int j = 0; j < RATES_EACH_MAX + 3; j++)
			buf_add_format(&text, "%s{\"amount\":%d,\"type\":\"\\u009b%d and much more\"}", j ? "," : "", j, j);
		buf_add_string(&text, "]}");
	}
	buf_add_string(&text, "]}}");
	check = limits(buf_string(&text));
	assert_null(strpbrk(check.tier, "\x1b"));
	assert_true(check.rates.cut);
	assert_int_equal(check.rates.count, RATES_MODELS_MAX);
	for (size_t i = 0; i < check.rates.count; i++) {
		assert_true(text_is_clean(check.rates.items[i].model, strlen(check.rates.items[i].model)));
		assert_int_equal(check.rates.items[i].count, RATES_EACH_MAX);
		for (size_t j = 0; j < RATES_EACH_MAX; j++)
			assert_true(text_is_clean(check.rates.items[i].limits[j].kind,
						  strlen(check.rates.items[i].limits[j].kind)));
	}
	key_check_free(&check);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_balances),
		cmocka_unit_test(a_balance_that_says_nothing_is_an_error),
		cmocka_unit_test(odd_balances_are_unknown),
		cmocka_unit_test(reads_access_tier_and_limits),
		cmocka_unit_test(limits_that_say_nothing_are_an_error),
		cmocka_unit_test(odd_limits_are_left_out),
		cmocka_unit_test(hostile_limits_are_made_safe_and_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
