#include "tests/support/unit.h"

#include "wallet/base/mem.h"
#include "wallet/venice/rpc_cost.h"

static void prices_are_read_to_the_last_digit(void **state)
{
	static const struct {
		const char *text;
		uint64_t nano_usd;
	} cases[] = {
		{ "0.00001400", 14000 }, { "0", 0 },		{ "0.0", 0 },	  { "12", 12000000000 },
		{ "0.0000000001", 1 },	 { "0.0000000010", 1 }, { "1.5", 1500000000 }, { "000.000000001", 1 },
	};
	uint64_t nano_usd;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		assert_true(rpc_cost_read(&nano_usd, cases[i].text));
		assert_int_equal(nano_usd, cases[i].nano_usd);
	}
}

static void what_is_no_price_is_none(void **state)
{
	static const char *const texts[] = {
		"", "-1", "+1", ".5", "1.", "1e-5", "0x1", " 1", "1 ", "nan", "1,5", "1000001", "99999999999999999999999",
	};
	uint64_t nano_usd = 7;

	(void)state;
	assert_false(rpc_cost_read(&nano_usd, NULL));
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		assert_false(rpc_cost_read(&nano_usd, texts[i]));
	assert_int_equal(nano_usd, 7);
}

static void sums_are_written_with_the_digits_they_need(void **state)
{
	static const struct {
		uint64_t nano_usd;
		const char *text;
	} cases[] = {
		{ 0, "0" }, { 14000, "0.000014" }, { 1, "0.000000001" }, { 1000000000, "1" }, { 20300000000, "20.3" },
		{ UINT64_MAX, "18446744073.709551615" },
	};
	char text[RPC_COST_TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		rpc_cost_format(text, cases[i].nano_usd);
		assert_string_equal(text, cases[i].text);
	}
}

static void what_is_shortened_is_never_too_little(void **state)
{
	static const struct {
		uint64_t nano_usd;
		unsigned digits;
		uint64_t want;
	} cases[] = {
		{ 0, 1, 0 }, { 14000, 1, 20000 }, { 14000, 2, 14000 }, { 294000, 2, 300000 }, { 281000, 1, 300000 },
		{ 990001, 2, 1000000 }, { 1230000000, 1, 1230000000 }, { 12345678901, 2, 12350000000 },
		{ UINT64_MAX, 1, UINT64_MAX },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		assert_int_equal(rpc_cost_rounded(cases[i].nano_usd, cases[i].digits), cases[i].want);
}

static void costs_add_up(void **state)
{
	struct rpc_cost sum = { 2, 1, 14000 };

	(void)state;
	rpc_cost_add(&sum, &(struct rpc_cost){ 1, 0, 28000 });
	assert_int_equal(sum.requests, 3);
	assert_int_equal(sum.unpriced, 1);
	assert_int_equal(sum.nano_usd, 42000);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(prices_are_read_to_the_last_digit),
		cmocka_unit_test(what_is_no_price_is_none),
		cmocka_unit_test(sums_are_written_with_the_digits_they_need),
		cmocka_unit_test(what_is_shortened_is_never_too_little),
		cmocka_unit_test(costs_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
