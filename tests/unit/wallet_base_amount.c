#include "wallet/base/amount.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"

static struct amount amount(enum token token, const char *text)
{
	struct amount out = { 0 };
	struct err err;

	if (!amount_parse(&out, token, text, &err))
		fail_msg("%s: %s", text, err.msg);
	return out;
}

static void assert_units(struct u256 units, const char *decimal)
{
	char text[80];

	u256_to_decimal(text, units);
	assert_string_equal(text, decimal);
}

/* One unit of one row: its text must give the wei, and the wei must give ethers' text.  That always
 * has a decimal ("1.0") where rialto writes none.  There are no negative amounts here. */
static size_t check_unit(struct json_object *row, const char *unit, unsigned decimals)
{
	const char *text = vector_string(row, unit), *wei = vector_string(row, "wei");
	char name[32], formatted[AMOUNT_TEXT_SIZE], expected[AMOUNT_TEXT_SIZE];
	struct u256 units;
	struct err err;

	if (!text)
		return 0;
	if (*text == '-') {
		assert_false(amount_parse_units(&units, decimals, text, &err));
		assert_non_null(strstr(err.msg, "negative"));
		return 1;
	}
	assert_true(amount_parse_units(&units, decimals, text, &err));
	assert_units(units, wei);
	snprintf(name, sizeof(name), "%s_format", unit);
	if (!vector_string(row, name))
		return 1;
	snprintf(expected, sizeof(expected), "%s", vector_string(row, name));
	if (strlen(expected) > 2 && !strcmp(expected + strlen(expected) - 2, ".0"))
		expected[strlen(expected) - 2] = 0;
	amount_format_units(formatted, units, decimals);
	assert_string_equal(formatted, expected);
	return 1;
}

static void agrees_with_ethers(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		unsigned decimals;
	} units[] = {
		{ "ether", 18 }, { "finney", 15 }, { "szabo", 12 }, { "gwei", 9 },
		{ "satoshi", 8 }, { "mwei", 6 }, { "kwei", 3 },
	};
	struct json_object *file = vector_load("units/ethers/units.v6.json");
	size_t checked = 0;

	for (size_t i = 0; i < json_object_array_length(file); i++)
		for (size_t j = 0; j < sizeof(units) / sizeof(units[0]); j++)
			checked += check_unit(json_object_array_get_idx(file, i), units[j].name, units[j].decimals);
	assert_int_equal(checked, 28);
	json_object_put(file);
}

static void refuses_what_is_not_an_amount(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
	} bad[] = {
		{ "", "missing" }, { "-1", "negative" }, { "1,5", "dot" }, { "1,000.5", "dot" },
		{ ".", "digits" }, { "1.", "digits" }, { "1..2", "digits" }, { "1.2.3", "digits" },
		{ "1e18", "digits" }, { "+1", "digits" }, { " 1", "digits" }, { "1 ", "digits" }, { "0x10", "digits" },
		{ "abc", "digits" }, { "1.5 VVV", "digits" }, { "١٢", "digits" }, { "∞", "digits" },
		{ "1.1234567", "6 decimals" }, { "1.0000000", "6 decimals" },
		{ "115792089237316195423570985008687907853269984665640564039457584007913129.639936", "too large" },
		{ "99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999"
		  "999999999999999999999999999999999999999999999999999999999999999999999999999999999", "too large" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct amount out;
		struct err err = { 0 };

		if (amount_parse(&out, TOKEN_USDC, bad[i].text, &err))
			fail_msg("took \"%s\"", bad[i].text);
		assert_int_equal(err.code, ERR_INVALID_INPUT);
		if (!strstr(err.msg, bad[i].says))
			fail_msg("\"%s\": %s", bad[i].text, err.msg);
	}
}

static void takes_all_decimals_of_a_token(void **state)
{
	(void)state;
	assert_units(amount(TOKEN_USDC, "1.234567").units, "1234567");
	assert_units(amount(TOKEN_VVV, "0.000000000000000001").units, "1");
	assert_units(amount(TOKEN_ETH, "115792089237316195423570985008687907853269984665640564039457.584007913129639935").units,
		     "115792089237316195423570985008687907853269984665640564039457584007913129639935");
	assert_units(amount(TOKEN_ETH, "0").units, "0");
}

static void formats_exactly(void **state)
{
	(void)state;
	static const struct {
		enum token token;
		const char *text;
	} rows[] = {
		{ TOKEN_VVV, "0" }, { TOKEN_VVV, "12.5" }, { TOKEN_VVV, "100" }, { TOKEN_VVV, "0.000000000000000001" },
		{ TOKEN_USDC, "0.000001" }, { TOKEN_USDC, "5" }, { TOKEN_USDC, "10.01" },
		{ TOKEN_ETH, "115792089237316195423570985008687907853269984665640564039457.584007913129639935" },
	};
	char text[AMOUNT_TEXT_SIZE];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		amount_format(text, amount(rows[i].token, rows[i].text));
		assert_string_equal(text, rows[i].text);
	}
	amount_format_units(text, u256_from_u64(100), 0);
	assert_string_equal(text, "100");
	amount_format_units(text, u256_from_u64(0), 0);
	assert_string_equal(text, "0");
	amount_format_units(text, u256_from_u64(1), 77);
	assert_int_equal(strlen(text), 79);
}

static void short_form_cuts_and_never_rounds_up(void **state)
{
	(void)state;
	static const struct {
		const char *value;
		unsigned decimals;
		const char *text;
	} rows[] = {
		{ "0", 4, "0" }, { "12.5", 4, "12.5" }, { "1.99999", 4, "1.9999" }, { "0.99999", 0, "<1" },
		{ "1.99999", 0, "1" }, { "0.00009", 4, "<0.0001" }, { "0.0001", 4, "0.0001" },
		{ "2.00001", 4, "2" }, { "2.10001", 4, "2.1" }, { "1000", 2, "1000" }, { "0.5", 20, "0.5" },
		{ "0.000000000000000001", 18, "0.000000000000000001" },
	};
	char text[AMOUNT_TEXT_SIZE];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		amount_format_short(text, amount(TOKEN_DIEM, rows[i].value), rows[i].decimals);
		assert_string_equal(text, rows[i].text);
	}
}

static void tokens_do_not_mix(void **state)
{
	(void)state;
	struct amount out = amount(TOKEN_ETH, "9");

	assert_false(amount_add(&out, amount(TOKEN_VVV, "1"), amount(TOKEN_SVVV, "1")));
	assert_false(amount_sub(&out, amount(TOKEN_VVV, "1"), amount(TOKEN_DIEM, "1")));
	assert_false(amount_sub(&out, amount(TOKEN_VVV, "1"), amount(TOKEN_VVV, "1.000000000000000001")));
	assert_int_equal(out.token, TOKEN_ETH);
	assert_units(out.units, "9000000000000000000");
	assert_true(amount_add(&out, amount(TOKEN_VVV, "1.25"), amount(TOKEN_VVV, "0.75")));
	assert_int_equal(out.token, TOKEN_VVV);
	assert_units(out.units, "2000000000000000000");
	assert_true(amount_sub(&out, out, out));
	assert_true(amount_is_zero(out));
	assert_int_equal(amount_compare(amount(TOKEN_USDC, "1"), amount(TOKEN_USDC, "0.999999")), 1);
	assert_true(amount_is_zero(amount_zero(TOKEN_USDC)));
	assert_int_equal(amount_zero(TOKEN_USDC).token, TOKEN_USDC);
}

static void symbols_in_any_case(void **state)
{
	(void)state;
	enum token token;

	for (enum token t = 0; t < TOKEN_COUNT; t++) {
		assert_true(token_from_symbol(&token, token_symbol(t)));
		assert_int_equal(token, t);
	}
	assert_true(token_from_symbol(&token, "SVVV"));
	assert_int_equal(token, TOKEN_SVVV);
	assert_true(token_from_symbol(&token, "usdc"));
	assert_int_equal(token_decimals(token), 6);
	assert_int_equal(token_decimals(TOKEN_DIEM), 18);
	assert_false(token_from_symbol(&token, ""));
	assert_false(token_from_symbol(&token, "VV"));
	assert_false(token_from_symbol(&token, "VVVV"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_ethers),
		cmocka_unit_test(refuses_what_is_not_an_amount),
		cmocka_unit_test(takes_all_decimals_of_a_token),
		cmocka_unit_test(formats_exactly),
		cmocka_unit_test(short_form_cuts_and_never_rounds_up),
		cmocka_unit_test(tokens_do_not_mix),
		cmocka_unit_test(symbols_in_any_case),
	};

	return cmocka_run_group_tests_name("wallet_amount", tests, NULL, NULL);
}
