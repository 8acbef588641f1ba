/* usage: sums, figures, and the line that --fail-above draws. */
#include "tests/support/unit.h"

#include "wallet/base/mem.h"
#include "wallet/venice/usage_exact.h"

static void a_sum_never_turns_over(void **state)
{
	struct usage_exact sum = { .millionths = INT64_MAX - 1, .rest = 999999999999 }, more = { 0, 500000000000 };

	(void)state;
	assert_true(usage_add(INT64_MAX - 1, 5) == INT64_MAX && usage_add(3, USAGE_UNKNOWN) == 3);
	for (int i = 0; i < 5; i++)
		usage_exact_add(&sum, &more);
	assert_true(usage_exact_round(&sum) == INT64_MAX);
}

static void a_number_is_read_with_all_its_decimals(void **state)
{
	static const struct { const char *text; int64_t millionths, rest; } rows[] = {
		{ "0", 0, 0 }, { "-0.0", 0, 0 }, { "12.5", 12500000, 0 }, { "+1.", 1000000, 0 }, { ".5", 500000, 0 },
		{ "24.4866666", 24486666, 600000000000 }, { "1.5e-7", 0, 150000000000 }, { "1.25E+2", 125000000, 0 },
		{ "0.0000000000000000019", 0, 1 }, { "1e-400", 0, 0 }, { "00000000000012", 12000000, 0 },
		{ "0e999999999999999999999", 0, 0 }, { "9999999999", KEY_LIMIT_MAX, 0 },
	};
	static const char *const bad[] = { "-1", "-1e-9", "10000000000", "9999999999.000001", "1e11", "1e99999999999999999999" };
	struct usage_exact number;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		assert_true(usage_exact_parse(&number, rows[i].text));
		assert_true(number.millionths == rows[i].millionths && number.rest == rows[i].rest);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(bad); i++)
		assert_false(usage_exact_parse(&number, bad[i]));
}

static void figures_are_rounded_but_never_to_nothing(void **state)
{
	static const struct { int64_t amount; unsigned decimals; const char *text; } rows[] = {
		{ 14200000, 2, "14.2" }, { 14205000, 2, "14.21" }, { 999999, 2, "1" }, { 1, 2, "0.000001" }, { 0, 2, "0" },
		{ USAGE_UNKNOWN, 2, "" }, { 14000000, 0, "14" }, { 1234567, 6, "1.234567" },
	};
	char text[KEY_LIMIT_TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		usage_format(text, rows[i].amount, rows[i].decimals);
		assert_string_equal(text, rows[i].text);
	}
}

static void a_line_is_for_one_currency_or_for_both(void **state)
{
	static const struct { const char *text; int64_t usd, diem; bool crosses; } rows[] = {
		{ "5", 2000000, 3000000, false }, { "5", 2000000, 3000001, true }, { "5 USD", 5000000, 9000000, false },
		{ "5usd", 5000001, 0, true }, { "0.5 DIEM", 0, 500001, true }, { "0", 0, 0, false }, { "0", 1, 0, true },
	};
	static const char *const bad[] = { "", "x", "-1", "5 EUR", "5 USD DIEM", "1e3", "1.2.3", "0.1234567", "USD", "10000000000" };
	struct usage_line line;
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		assert_true(usage_line_parse(&line, rows[i].text, &err));
		assert_int_equal(usage_crosses(&line, &(struct usage_rows){ .usd = rows[i].usd, .diem = rows[i].diem }),
				 rows[i].crosses);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
		assert_false(usage_line_parse(&line, bad[i], &err));
		assert_int_equal(err.code, ERR_USAGE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sum_never_turns_over),
		cmocka_unit_test(a_number_is_read_with_all_its_decimals),
		cmocka_unit_test(figures_are_rounded_but_never_to_nothing),
		cmocka_unit_test(a_line_is_for_one_currency_or_for_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
