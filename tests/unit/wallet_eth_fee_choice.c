/* fee_choice and tx_fees: what is typed for a fee, and what a transaction then offers. */
#include "tests/support/unit.h"

#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/eth/fee_choice.h"
#include "wallet/eth/tx_fees.h"

#define GWEI UINT64_C(1000000000)

static void what_is_read_is_written_the_same(void **state)
{
	static const struct { const char *text; enum fee_speed speed; uint64_t most, tip; } cases[] = {
		{ "slow", FEE_SLOW, 0, 0 }, { "normal", FEE_NORMAL, 0, 0 }, { "fast", FEE_FAST, 0, 0 },
		{ "0.005", FEE_OWN, 5000000, 0 }, { "100", FEE_OWN, 100 * GWEI, 0 }, { "0.02/0.001", FEE_OWN, 20000000, 1000000 },
		{ "1.5/1.5", FEE_OWN, GWEI / 2 * 3, GWEI / 2 * 3 }, { "0.005000001", FEE_OWN, 5000001, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct fee_choice choice;
		char again[FEE_CHOICE_SIZE];
		struct err err;

		if (!fee_choice_parse(&choice, cases[i].text, &err))
			fail_msg("%s: %s", cases[i].text, err.msg);
		assert_int_equal(choice.speed, cases[i].speed);
		assert_int_equal(choice.most.limb[0], cases[i].most);
		assert_int_equal(choice.tip.limb[0], cases[i].tip);
		fee_choice_format(again, choice);
		assert_string_equal(again, cases[i].text);
		assert_true(fee_choice_equal(choice, choice));
	}
}

static void what_is_no_fee_is_refused_with_what_is_one(void **state)
{
	static const struct { const char *text, *says; } cases[] = {
		{ "", "from 0.005 to 100" }, { "Slow", "from 0.005 to 100" }, { "own", "slow, normal, fast" },
		{ "slower", "slow, normal, fast" }, { "0", "from 0.005 to 100" }, { "0.004999999", "from 0.005 to 100" },
		{ "100.000000001", "from 0.005 to 100" }, { "-1", "from 0.005 to 100" }, { "1e3", "from 0.005 to 100" },
		{ "0.0050000001", "from 0.005 to 100" }, { "0.02/", "from 0.001 to 0.02" }, { "0.02/0", "from 0.001 to 0.02" },
		{ "0.02/0.03", "from 0.001 to 0.02" }, { "0.02/0.0009", "from 0.001 to 0.02" }, { "0.02/0.01/1", "from 0.001 to 0.02" },
		{ "/0.001", "from 0.005 to 100" }, { "1,5", "from 0.005 to 100" },
		{ "99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999",
		  "too long" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct fee_choice choice = { .speed = FEE_FAST };
		struct err err;

		assert_false(fee_choice_parse(&choice, cases[i].text, &err));
		assert_int_equal(err.code, ERR_INVALID_INPUT);
		assert_int_equal(choice.speed, FEE_FAST);
		if (!strstr(err.msg, cases[i].says))
			fail_msg("%s: %s", cases[i].text, err.msg);
	}
}

static const struct amount most = { TOKEN_ETH, { { TX_TIP_MOST } } };

static struct tx priced(struct tx_prices prices, struct fee_choice choice)
{
	struct tx tx = { .gas_limit = 100000 };
	struct err err;

	if (!tx_fees_set_price(&tx, &prices, &choice, most, &err))
		fail_msg("%s", err.msg);
	return tx;
}

static struct tx_prices prices_of(uint64_t base, uint64_t tip, uint64_t slow, uint64_t fast)
{
	return (struct tx_prices){ u256_from_u64(base), u256_from_u64(tip), u256_from_u64(slow), u256_from_u64(fast) };
}

/* Slow offers the low tip and room for a quarter more; normal the usual tip and room for twice as
 * much; fast the high tip and room for three times as much. */
static void each_speed_has_its_tip_and_its_room(void **state)
{
	static const struct { struct fee_choice choice; uint64_t tips[3], room; } cases[] = {
		{ { .speed = FEE_SLOW }, { 2000000, 2000000, 1000000 }, 10000000 },
		{ { .speed = FEE_NORMAL }, { 4000000, 4000000, 1000000 }, 16000000 },
		{ { .speed = FEE_FAST }, { 9000000, 6000000, 1500000 }, 24000000 },
	};
	const struct tx_prices prices[] = {
		prices_of(8000000, 4000000, 2000000, 9000000),
		prices_of(8000000, 4000000, 0, 0),		/* a node without a history of fees */
		prices_of(8000000, 1000000, 1, 1000000),	/* everybody offers the same */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		for (size_t j = 0; j < ARRAY_LENGTH(prices); j++) {
			struct tx tx = priced(prices[j], cases[i].choice);

			assert_int_equal(tx.max_priority_fee.limb[0], cases[i].tips[j]);
			assert_int_equal(tx.max_fee.limb[0], cases[i].room + cases[i].tips[j]);
		}
}

static void what_the_node_says_of_slow_and_fast_is_kept_in_order(void **state)
{
	struct tx_prices prices = prices_of(8000000, 4000000, 9000000, 2000000);	/* the low tip is above the high
											 * one */

	(void)state;
	assert_int_equal(priced(prices, (struct fee_choice){ .speed = FEE_SLOW }).max_priority_fee.limb[0], 4000000);
	assert_int_equal(priced(prices, (struct fee_choice){ .speed = FEE_FAST }).max_priority_fee.limb[0], 6000000);
}

static void no_speed_tips_more_than_max_tip_allows(void **state)
{
	struct tx_prices prices = prices_of(8000000, 900 * GWEI, 800 * GWEI, 950 * GWEI);

	(void)state;
	for (unsigned speed = 0; speed < FEE_OWN; speed++) {
		struct tx tx = priced(prices, (struct fee_choice){ .speed = (enum fee_speed)speed });

		assert_int_equal(tx_fees_tip(&tx).units.limb[0], TX_TIP_MOST / 5 * 4);
	}
}

static void an_own_offer_is_exactly_that(void **state)
{
	struct tx_prices prices = prices_of(8000000, 4000000, 2000000, 9000000);
	struct fee_choice own = { FEE_OWN, u256_from_u64(20000000), u256_from_u64(3000000) };
	struct tx tx = priced(prices, own);

	(void)state;
	assert_int_equal(tx.max_fee.limb[0], 20000000);
	assert_int_equal(tx.max_priority_fee.limb[0], 3000000);
	own.tip = U256_ZERO;
	assert_int_equal(priced(prices, own).max_priority_fee.limb[0], 4000000);
	prices.tip = u256_from_u64(30000000);
	assert_int_equal(priced(prices, own).max_priority_fee.limb[0], 20000000);
}

static void an_own_tip_above_max_tip_names_what_is_needed(void **state)
{
	struct tx_prices prices = prices_of(8000000, 4000000, 2000000, 9000000);
	struct fee_choice own = { FEE_OWN, u256_from_u64(GWEI), u256_from_u64(GWEI) };
	struct tx tx = { .gas_limit = 100000 };
	struct err err;

	(void)state;
	assert_false(tx_fees_set_price(&tx, &prices, &own, most, &err));
	assert_int_equal(err.code, ERR_INVALID_INPUT);
	assert_string_equal(err.msg, "That fee has a tip of 0.0001 ETH in all, and max-tip allows 0.00005: --max-tip 0.0001 is needed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_is_written_the_same),
		cmocka_unit_test(what_is_no_fee_is_refused_with_what_is_one),
		cmocka_unit_test(each_speed_has_its_tip_and_its_room),
		cmocka_unit_test(what_the_node_says_of_slow_and_fast_is_kept_in_order),
		cmocka_unit_test(no_speed_tips_more_than_max_tip_allows),
		cmocka_unit_test(an_own_offer_is_exactly_that),
		cmocka_unit_test(an_own_tip_above_max_tip_names_what_is_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
