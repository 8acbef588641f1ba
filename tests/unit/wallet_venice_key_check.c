#include "tests/support/unit.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/venice/key_check.h"

static int left(const char *diem, const char *allocation)
{
	struct key_check check = { 0 };

	snprintf(check.diem, sizeof(check.diem), "%s", diem);
	snprintf(check.diem_allocation, sizeof(check.diem_allocation), "%s", allocation);
	return key_check_diem_left(&check);
}

static void what_is_left_of_an_epochs_diem(void **state)
{
	(void)state;
	assert_int_equal(left("90.5", "100"), 90);
	assert_int_equal(left("100", "100"), 100);
	assert_int_equal(left("120", "100"), 100);
	assert_int_equal(left("0", "100"), 0);
	assert_int_equal(left("-3", "100"), 0);
	assert_int_equal(left("", "100"), -1);
	assert_int_equal(left("5", ""), -1);
	assert_int_equal(left("0", "0"), -1);
	assert_int_equal(left("many", "nan"), -1);
}

static bool has_own(const char *diem, const char *key_diem, const char *usd, const char *key_usd)
{
	struct key_check check = { .has_account = true };

	snprintf(check.diem, sizeof(check.diem), "%s", diem);
	snprintf(check.usd, sizeof(check.usd), "%s", usd);
	snprintf(check.key_diem, sizeof(check.key_diem), "%s", key_diem);
	snprintf(check.key_usd, sizeof(check.key_usd), "%s", key_usd);
	return key_check_has_own(&check);
}

static void when_the_key_has_balances_of_its_own(void **state)
{
	(void)state;
	assert_false(has_own("1.50", "1.5", "", "0"));
	assert_false(has_own("1", "", "2", ""));
	assert_true(has_own("2", "1", "", ""));
	assert_true(has_own("0", "0", "5", "0"));
}

static const char *pays_with(bool can_consume, const char *currency)
{
	static struct key_check check;

	check.can_consume = can_consume;
	snprintf(check.currency, sizeof(check.currency), "%s", currency);
	return key_check_pays_with(&check);
}

static void what_it_pays_with(void **state)
{
	(void)state;
	assert_string_equal(pays_with(true, "DIEM"), "DIEM");
	assert_string_equal(pays_with(true, "USD"), "USD");
	assert_string_equal(pays_with(true, "BUNDLED_CREDITS"), "bundled credits");
	assert_string_equal(pays_with(true, "EARNED_CREDITS"), "earned credits");
	assert_string_equal(pays_with(true, "SHELLS"), "SHELLS");
	assert_string_equal(pays_with(true, ""), "credits that Venice does not name");
	assert_string_equal(pays_with(false, "DIEM"), "nothing");
}

/* If Venice names no currency, the first one with a balance counts, in the order in which they are spent. */
static void the_order_in_which_money_is_spent(void **state)
{
	struct key_check check = { .can_consume = true, .usd = "3", .bundled = "2", .earned = "1.5", .diem = "0.4" };
	char text[KEY_CHECK_BALANCES_SIZE];

	(void)state;
	assert_string_equal(key_check_pays_with(&check), "DIEM");
	key_check_balances(text, &check);
	assert_string_equal(text, "0.4 DIEM, 1.5 earned credits, 2 bundled credits, 3 USD");
	check.diem[0] = '\0';
	assert_string_equal(key_check_pays_with(&check), "earned credits");
	snprintf(check.earned, sizeof(check.earned), "0");
	assert_string_equal(key_check_pays_with(&check), "bundled credits");
	key_check_balances(text, &check);
	assert_string_equal(text, "no DIEM, 2 bundled credits, 3 USD");
	check.bundled[0] = '\0';
	assert_string_equal(key_check_pays_with(&check), "USD");
}

static struct key_check judged(int account, int access)
{
	struct key_check check = {
		.has_account = account >= 0, .account_can_consume = account > 0, .has_limits = access >= 0,
		.access_permitted = access > 0, .key_diem = "1", .diem = "5",
	};

	key_check_judge(&check);
	return check;
}

/* accessPermitted is the admission check.  Only an ADMIN key may ask what the account has. */
static void whether_it_can_pay(void **state)
{
	(void)state;
	assert_true(judged(-1, 1).can_consume);
	assert_true(judged(1, 1).can_consume);
	assert_true(judged(1, -1).can_consume);
	assert_false(judged(-1, 0).can_consume);
	assert_false(judged(1, 0).can_consume);
	assert_false(judged(0, 1).can_consume);
	assert_false(judged(0, -1).can_consume);
	assert_false(judged(-1, -1).can_consume);
	assert_string_equal(judged(-1, 1).diem, "1");	/* only what the key itself can spend is known */
	assert_string_equal(judged(-1, 1).currency, "DIEM");
	assert_string_equal(judged(-1, 0).currency, "");
	assert_string_equal(judged(1, 1).diem, "5");
	assert_string_equal(judged(1, 1).currency, "");		/* Venice's own word counts if there is one */
}

static void why_it_cannot_pay(void **state)
{
	struct key_check held = judged(1, 0), empty = judged(0, 0), either = judged(-1, 0), fine = judged(1, 1);

	(void)state;
	assert_non_null(strstr(key_check_cannot_pay(&either), "only not by this key"));	/* it has 1 DIEM */
	either.key_diem[0] = '\0';
	assert_string_equal(key_check_cannot_pay(&either), "the account has nothing to spend yet");
	either.limited = true;
	assert_non_null(strstr(key_check_cannot_pay(&held), "only not by this key"));
	assert_false(key_check_wants_money(&held));
	assert_string_equal(key_check_cannot_pay(&empty), "the account has nothing to spend yet");
	assert_true(key_check_wants_money(&empty));
	assert_non_null(strstr(key_check_cannot_pay(&either), "or the key's own limit"));
	assert_true(key_check_wants_money(&either));
	assert_false(key_check_wants_money(&fine));
}

static void limits_become_columns(void **state)
{
	struct model_rates models[] = {
		{ "one", { { "RPM", "500" }, { "TPM", "1000000" } }, 2 },
		{ "two", { { "RPD", "7" }, { "RPM", "20" } }, 2 },
		{ "three", { { "ODD", "1" } }, 1 },
	};
	struct key_rates rates = { models, ARRAY_LENGTH(models), false };
	const char *kinds[RATES_KINDS_MAX];

	(void)state;
	assert_int_equal(key_rates_kinds(kinds, &rates), 4);
	assert_string_equal(key_rates_title(kinds[0]), "requests/min");
	assert_string_equal(key_rates_title(kinds[1]), "tokens/min");
	assert_string_equal(key_rates_title(kinds[2]), "requests/day");
	assert_string_equal(key_rates_title(kinds[3]), "ODD");
	assert_string_equal(key_rates_amount(&models[1], "RPM"), "20");
	assert_string_equal(key_rates_amount(&models[1], "TPM"), "");
}

/* There are more kinds than columns, so only the first ones are shown. */
static void columns_are_bounded(void **state)
{
	struct model_rates models[3] = { { .count = RATES_EACH_MAX },
					 { .count = RATES_EACH_MAX },
					 { .count = RATES_EACH_MAX } };
	struct key_rates rates = { models, ARRAY_LENGTH(models), false };
	const char *kinds[RATES_KINDS_MAX];

	(void)state;
	for (unsigned i = 0; i < ARRAY_LENGTH(models) * RATES_EACH_MAX; i++)
		snprintf(models[i / RATES_EACH_MAX].limits[i % RATES_EACH_MAX].kind, sizeof(models[0].limits[0].kind),
			 "K%u", i);
	assert_int_equal(key_rates_kinds(kinds, &rates), RATES_KINDS_MAX);
	assert_string_equal(kinds[RATES_KINDS_MAX - 1], "K5");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_left_of_an_epochs_diem),
		cmocka_unit_test(when_the_key_has_balances_of_its_own),
		cmocka_unit_test(what_it_pays_with),
		cmocka_unit_test(the_order_in_which_money_is_spent),
		cmocka_unit_test(whether_it_can_pay),
		cmocka_unit_test(why_it_cannot_pay),
		cmocka_unit_test(limits_become_columns),
		cmocka_unit_test(columns_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
