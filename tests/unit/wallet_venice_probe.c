#include "tests/support/unit.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/venice/probe.h"

static struct ai_model list[] = {
	{ .id = "dear", .is_private = true, .in = { 900, 900 }, .out = { 9000, 9000 } },
	{ .id = "glm", .is_private = true, .in = { 700000, 700000 }, .out = { 2800000, 2800000 } },
	{ .id = "anonymized", .in = { 100, 120 }, .out = { 100, 100 } },
	{ .id = "free", .is_private = true, .in = { 0, 0 }, .out = { 0, 0 }, .offline = true },
	{ .id = "unpriced", .is_private = true, .in = { -1, -1 }, .out = { -1, -1 } },
	{ .id = "half", .is_private = true, .in = { 1, -1 }, .out = { 1, -1 } },
};

static const struct ai_models models = { list, ARRAY_LENGTH(list) };

static struct probe_passed passed;

static const char *choose(const char *id, enum key_privacy privacy)
{
	static struct ai_model chosen;
	struct err err = { .code = ERR_NONE };

	if (probe_choose(&chosen, &models, id, privacy, &passed, &err))
		return chosen.id;
	assert_int_equal(err.code, ERR_INVALID_INPUT);
	return NULL;
}

static void the_cheapest_that_the_key_may_use(void **state)
{
	(void)state;
	assert_string_equal(choose("", KEY_ALL), "anonymized");
	assert_string_equal(choose("", KEY_PRIVATE_TEXT), "dear");
	assert_string_equal(choose("", KEY_PRIVATE_ONLY), "dear");
	assert_string_equal(choose("glm", KEY_ALL), "glm");
	/* If a model is named, Venice decides whether it may be called. */
	assert_string_equal(choose("anonymized", KEY_PRIVATE_ONLY), "anonymized");
}

/* This goes on until one is left, or none. */
static void what_was_passed_over_is_not_chosen_again(void **state)
{
	(void)state;
	passed = (struct probe_passed){ .ids = { "anonymized" }, .count = 1 };
	assert_string_equal(choose("", KEY_ALL), "dear");
	assert_string_equal(choose("anonymized", KEY_ALL), "anonymized");
	passed = (struct probe_passed){ .ids = { "anonymized", "dear", "glm" }, .count = 3 };
	assert_null(choose("", KEY_ALL));
	passed.count = 0;
}

static void what_cannot_be_priced_is_not_called(void **state)
{
	struct ai_models none = { 0 };
	struct ai_model chosen;
	struct err err;

	(void)state;
	assert_null(choose("unpriced", KEY_ALL));
	assert_null(choose("half", KEY_ALL));
	assert_null(choose("free", KEY_ALL));
	assert_null(choose("no such", KEY_ALL));
	assert_false(probe_choose(&chosen, &none, "", KEY_ALL, &passed, &err));
}

static void costs_are_exact_and_bounded(void **state)
{
	struct ai_model top = { .in = { INT64_C(1000000000000), 0 }, .out = { INT64_C(1000000000000), 0 } };

	(void)state;
	assert_int_equal(probe_cost(&list[1], PRICE_USD, 8, 1), 8 * 700000 + 2800000);
	assert_int_equal(probe_most(&list[1], PRICE_DIEM), PROBE_IN_MOST * INT64_C(700000) + 2800000);
	assert_int_equal(probe_cost(&list[4], PRICE_USD, 8, 1), PROBE_UNKNOWN);
	assert_int_equal(probe_cost(&list[1], PRICE_USD, PROBE_UNKNOWN, 1), PROBE_UNKNOWN);
	assert_int_equal(probe_cost(&list[1], PRICE_USD, 1000001, 1), PROBE_UNKNOWN);
	assert_int_equal(probe_cost(&top, PRICE_USD, 1000000, 1000000), INT64_C(2000000000000000000));
}

static void costs_are_shown_rounded_up(void **state)
{
	static const struct { int64_t cost; const char *text; } cases[] = {
		{ 0, "0" }, { 1, "0.00000001" }, { 10000, "0.00000001" }, { 10001, "0.00000002" }, { 8400000, "0.0000084" },
		{ INT64_C(1000000000000), "1" }, { INT64_C(12500000000000), "12.5" }, { PROBE_UNKNOWN, "" },
		{ INT64_C(2000000000000000000), "2000000" },
	};
	char text[PROBE_COST_SIZE], most[PROBE_MOST_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		probe_format(text, cases[i].cost);
		assert_string_equal(text, cases[i].text);
	}
	probe_format_most(most, &list[1]);
	assert_string_equal(most, "0.000182 USD or 0.000182 DIEM");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cheapest_that_the_key_may_use),
		cmocka_unit_test(what_was_passed_over_is_not_chosen_again),
		cmocka_unit_test(what_cannot_be_priced_is_not_called),
		cmocka_unit_test(costs_are_exact_and_bounded),
		cmocka_unit_test(costs_are_shown_rounded_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
