/* usage: sums, figures, and the line that --fail-above draws. */
#include "tests/support/unit.h"

#include "wallet/base/mem.h"
#include "wallet/venice/usage.h"

static void a_sum_never_turns_over(void **state)
{
	struct usage_row items[] = {
		{ .usd = INT64_MAX - 1, .diem = 1 }, { .usd = 5, .diem = USAGE_UNKNOWN }, { .usd = 5, .diem = 2 },
	};
	struct usage_rows rows = { true, items, ARRAY_LENGTH(items) };
	struct usage_row total;

	(void)state;
	usage_total(&total, &rows);
	assert_true(total.usd == INT64_MAX && total.diem == 3);
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
		assert_int_equal(usage_crosses(&line, &(struct usage_row){ .usd = rows[i].usd, .diem = rows[i].diem }),
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
		cmocka_unit_test(figures_are_rounded_but_never_to_nothing),
		cmocka_unit_test(a_line_is_for_one_currency_or_for_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
