/* Amounts over all of 0 to 2^256 − 1, against what BigInt makes of them: exact, or refused. */
#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/base/amount.h"

static const struct u256 untouched = { { 77 } };

static struct u256 number(struct json_object *row, const char *name)
{
	const char *text = vector_string(row, name);
	struct u256 out;

	assert_non_null(text);
	assert_true(u256_from_decimal(&out, text, strlen(text)));
	return out;
}

/* The operation must be refused if `name` is null in the row. */
static void assert_result(struct json_object *row, const char *name, bool ok, struct u256 out)
{
	const char *expected = vector_string(row, name);
	char text[80];

	u256_to_decimal(text, out);
	if (ok != (expected != NULL) || strcmp(text, expected ? expected : "77") != 0)
		fail_msg("%s is %s%s, not %s: %s", name, ok ? "" : "refused, ", text, expected ? expected : "refused",
			 json_object_to_json_string(row));
}

static void check_rows(const char *file, size_t count, void (*check)(struct json_object *row))
{
	struct json_object *rows = vector_load(file);

	assert_int_equal(json_object_array_length(rows), count);
	for (size_t i = 0; i < count; i++)
		check(json_object_array_get_idx(rows, i));
	json_object_put(rows);
}

static void check_row(struct json_object *row)
{
	struct u256 a = number(row, "a"), b = number(row, "b"), c = number(row, "c"), out, rest = untouched;
	bool ok;

	out = untouched;
	ok = u256_add(&out, a, b);
	assert_result(row, "sum", ok, out);
	out = untouched;
	ok = u256_sub(&out, a, b);
	assert_result(row, "difference", ok, out);
	out = untouched;
	ok = u256_mul(&out, a, b);
	assert_result(row, "product", ok, out);
	out = untouched;
	ok = u256_div(&out, &rest, a, b);
	assert_result(row, "quotient", ok, out);
	assert_result(row, "remainder", ok, rest);
	out = untouched;
	ok = u256_mul_div(&out, a, b, c);
	assert_result(row, "scaled", ok, out);
}

static void every_step_is_exact_or_refused(void **state)
{
	(void)state;
	check_rows("amounts/arithmetic.json", 425, check_row);
}

/* The result may be stored in one of the operands. */
static void a_number_may_become_its_own_result(void **state)
{
	(void)state;
	struct u256 a = u256_from_u64(7);

	assert_true(u256_mul_div(&a, a, a, u256_from_u64(2)));
	assert_int_equal(a.limb[0], 24);
	assert_true(u256_mul_div(&a, a, a, a));
	assert_int_equal(a.limb[0], 24);
}

static void check_text(struct json_object *row)
{
	static const enum token tokens[] = { [6] = TOKEN_USDC, [18] = TOKEN_VVV };
	unsigned decimals = (unsigned)vector_number(row, "decimals").limb[0];
	struct amount amount = { tokens[decimals], number(row, "units") }, back;
	char text[AMOUNT_TEXT_SIZE];
	struct err err;

	amount_format(text, amount);
	assert_string_equal(text, vector_string(row, "exact"));
	assert_true(amount_parse(&back, amount.token, text, &err));
	assert_int_equal(u256_compare(back.units, amount.units), 0);
	amount_format_short(text, amount, 4);
	assert_string_equal(text, vector_string(row, "short"));
}

static void what_is_written_is_read_as_the_same(void **state)
{
	(void)state;
	check_rows("amounts/text.json", 330, check_text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_step_is_exact_or_refused),
		cmocka_unit_test(a_number_may_become_its_own_result),
		cmocka_unit_test(what_is_written_is_read_as_the_same),
	};

	return cmocka_run_group_tests_name("wallet_arithmetic", tests, NULL, NULL);
}
