/* staking_terms: what a stake earns, against numbers worked out with Python's integers. */
#include "wallet/eth/staking_terms.h"

#include <string.h>

#include "tests/support/unit.h"

#define MOST "115792089237316195423570985008687907853269984665640564039457584007913129639935"

static struct u256 number(const char *digits)
{
	struct u256 out;

	assert_true(u256_from_decimal(&out, digits, strlen(digits)));
	return out;
}

static struct amount svvv(const char *digits)
{
	return (struct amount){ TOKEN_SVVV, number(digits) };
}

static struct staking_terms terms_of(const char *a_second, const char *staked)
{
	return (struct staking_terms){
		.yield_known = true, .a_second = { TOKEN_VVV, number(a_second) }, .staked = svvv(staked),
		.locked = amount_zero(TOKEN_SVVV),
	};
}

/* The first rows have the figures of Base in September 2026. */
static void earns_its_part_rounded_down(void **state)
{
	(void)state;
	static const struct {
		const char *a_second, *staked, *unlocked, *locked;
		uint64_t seconds;
		const char *earned;	/* NULL: it cannot be reckoned */
	} rows[] = {
		{ "79274479959411466", "33941208987993140790795723", "1000000000000000000", "0", STAKING_DAY_S, "201799384073682" },
		{ "79274479959411466", "33941208987993140790795723", "0", "1000000000000000000", STAKING_DAY_S, "161439507258945" },
		{ "79274479959411466", "33941208987993140790795723", "10000000000000000000", "90000000000000000000", STAKING_YEAR_S,
		  "6039855565325315746" },
		{ "10000000000000000", "100000000000000000000", "100000000000000000000", "0", STAKING_DAY_S, "864000000000000000000" },
		{ "1", "3", "1", "0", 1, "0" },
		{ "1", "3", "1", "0", 3, "1" },
		{ "5", "1", "0", "1", 1, "4" },
		{ "0", "1000", "10", "10", STAKING_DAY_S, "0" },
		{ "10", "1000", "0", "0", STAKING_DAY_S, "0" },
		{ "10", "0", "10", "0", 1, NULL },
		{ "10", "0", "0", "0", 1, "0" },
		{ "1000000000000000000", MOST, "1", "0", 1, NULL },
		{ MOST, "1000", "1", "0", 2, NULL },
		{ MOST, "1000000", "1", "0", 1, "115792089237316195423570985008687907853269984665640564039457584007913129" },
		{ "1", "1", MOST, "0", 1, NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct staking_terms terms = terms_of(rows[i].a_second, rows[i].staked);
		struct amount earned = { TOKEN_ETH, U256_ZERO };
		bool known = staking_terms_earned(&earned, &terms, svvv(rows[i].unlocked), svvv(rows[i].locked),
						  rows[i].seconds);
		char text[80];

		assert_int_equal(known, rows[i].earned != NULL);
		u256_to_decimal(text, earned.units);
		if (known)
			assert_string_equal(text, rows[i].earned);
		if (known)
			assert_int_equal(earned.token, TOKEN_VVV);
	}
}

static void more_stake_shares_the_same(void **state)
{
	(void)state;
	struct staking_terms terms = terms_of("100", "1000"), with;
	struct amount earned;

	assert_true(staking_terms_with(&with, &terms, (struct amount){ TOKEN_VVV, u256_from_u64(1000) }));
	assert_true(staking_terms_earned(&earned, &with, svvv("1000"), svvv("0"), 1));
	assert_int_equal(earned.units.limb[0], 50);
	terms.staked = svvv(MOST);
	assert_false(staking_terms_with(&with, &terms, svvv("1")));
}

static void what_is_not_told_is_not_reckoned(void **state)
{
	(void)state;
	struct staking_terms terms;
	struct amount earned;
	uint8_t word[32] = { [31] = 9 };

	for (size_t missing = 0; missing < 3; missing++) {
		for (size_t i = 0; i < STAKING_TERMS_VIEWS; i++)
			staking_terms_take(&terms, i, i == missing ? NULL : word, sizeof(word));
		assert_false(terms.yield_known);
		assert_false(staking_terms_earned(&earned, &terms, svvv("1"), svvv("0"), 1));
		assert_int_equal(terms.cooldown_ms, 9000);
	}
	memset(word, 0xff, sizeof(word));
	for (size_t i = 0; i < STAKING_TERMS_VIEWS; i++)
		staking_terms_take(&terms, i, word, sizeof(word));
	assert_int_equal(terms.cooldown_ms, 0);
	assert_int_equal(terms.diem_cooldown_ms, 0);
	assert_int_equal(terms.chain_ms, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(earns_its_part_rounded_down),
		cmocka_unit_test(more_stake_shares_the_same),
		cmocka_unit_test(what_is_not_told_is_not_reckoned),
	};

	return cmocka_run_group_tests_name("wallet_staking_terms", tests, NULL, NULL);
}
