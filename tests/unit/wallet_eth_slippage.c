/* slippage: what is typed, and the least that a quote may become, over all of 0 to 2^256 − 1. */
#include "wallet/eth/slippage.h"

#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/eth/market.h"

static struct amount vvv(struct json_object *row, const char *name)
{
	const char *text = vector_string(row, name);
	struct amount out = amount_zero(TOKEN_VVV);

	assert_non_null(text);
	assert_true(u256_from_decimal(&out.units, text, strlen(text)));
	return out;
}

static void check_row(struct json_object *row)
{
	struct amount quote = vvv(row, "quote");
	struct u256 slippage = vector_number(row, "slippage"), impact = vector_number(row, "impact");
	struct amount least = slippage_least(quote, (unsigned)slippage.limb[0]);

	if (amount_compare(least, vvv(row, "least")) != 0 ||
	    market_impact(quote, vvv(row, "ideal")) != (unsigned)impact.limb[0])
		fail_msg("%s", json_object_to_json_string(row));
	assert_int_equal(least.token, TOKEN_VVV);
	assert_true(amount_compare(least, quote) <= 0);
}

/* By BigInt: quote × (1 − slippage), rounded down, and the part that the price costs, rounded up. */
static void the_least_is_exact(void **state)
{
	(void)state;
	struct json_object *rows = vector_load("amounts/slippage.json");
	size_t count = json_object_array_length(rows);

	assert_int_equal(count, 390);
	for (size_t i = 0; i < count; i++)
		check_row(json_object_array_get_idx(rows, i));
	json_object_put(rows);
}

static void a_percentage_is_read_and_written(void **state)
{
	(void)state;
	static const struct { const char *text; unsigned slippage; const char *again; } typed[] = {
		{ "0", 0, "0" }, { "0.5", 50, "0.5" }, { ".5", 50, "0.5" }, { "1", 100, "1" }, { " 0.25 ", 25, "0.25" },
		{ "5", 500, "5" }, { "5.00", 500, "5" }, { "0.01", 1, "0.01" },
		{ "0.5%", 50, "0.5" }, { "1 % ", 100, "1" },
	};
	char text[SLIPPAGE_TEXT_SIZE];
	unsigned slippage;
	struct err err;

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		if (!slippage_parse(&slippage, typed[i].text, &err))
			fail_msg("'%s': %s", typed[i].text, err.msg);
		assert_int_equal(slippage, typed[i].slippage);
		slippage_format(text, slippage);
		assert_string_equal(text, typed[i].again);
	}
}

static void too_much_or_no_number_is_refused_in_a_sentence(void **state)
{
	(void)state;
	static const struct { const char *text, *says; } typed[] = {
		{ "5.01", "A slippage of more than 5 % is never agreed to" }, { "100", "more than 5 %" },
		{ "99999999999999999999999999999999999999999999", "more than 5 %" }, { "0.005", "two decimals" },
		{ "-1", "a percentage" }, { "", "a percentage" }, { "1e1", "a percentage" },
		{ "%", "a percentage" }, { " %", "a percentage" }, { "0.5%%", "a percentage" }, { "%5", "a percentage" },
		{ "\xff", "UTF-8" },
	};
	unsigned slippage = 77;
	struct err err;

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		assert_false(slippage_parse(&slippage, typed[i].text, &err));
		assert_int_equal(err.code, ERR_INVALID_INPUT);
		if (!strstr(err.msg, typed[i].says))
			fail_msg("'%s': %s", typed[i].text, err.msg);
	}
	assert_int_equal(slippage, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_least_is_exact),
		cmocka_unit_test(a_percentage_is_read_and_written),
		cmocka_unit_test(too_much_or_no_number_is_refused_in_a_sentence),
	};

	return cmocka_run_group_tests_name("wallet_slippage", tests, NULL, NULL);
}
