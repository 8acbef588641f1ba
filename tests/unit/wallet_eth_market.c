/* market: the questions to Aerodrome's router and pools, and what is made of the answers. */
#include "wallet/eth/market.h"

#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/eth/abi.h"

#define USDC "000000000000000000000000833589fcd6edb6e08f4c7c32d4f71b54bda02913"
#define WETH "0000000000000000000000004200000000000000000000000000000000000006"
#define VVV "000000000000000000000000acfe6019ed1a7dc6f7b508c02d1b04ec88cc21bf"
#define FACTORY "000000000000000000000000420dd381b31aef6683db6b902084cb0ffece40da"
#define ZEROS "00000000000000000000000000000000000000000000000000000000"
#define VOLATILE ZEROS "00000000"

static const struct amount usdc = { TOKEN_USDC, { { 1000000, 0, 0, 0 } } };

static const struct market_route *way(void)
{
	const struct market_route *route = market_route(TOKEN_USDC, TOKEN_VVV);

	assert_non_null(route);
	return route;
}

static void the_way_of_usdc_is_over_weth(void **state)
{
	(void)state;
	struct chain_batch batch = { 0 };

	market_ask(&batch, way(), usdc);
	assert_int_equal(batch.count, 1);
	assert_true(address_equal(batch.calls[0].to, contract_address(CONTRACT_ROUTER)));
	assert_hex(batch.calls[0].data.data, batch.calls[0].data.len,
		   "5509a1ac" ZEROS "000f4240" ZEROS "00000040" ZEROS "00000002"
		   USDC WETH VOLATILE FACTORY WETH VVV VOLATILE FACTORY);
	chain_batch_free(&batch);
}

/* A node may answer anything, so only a whole answer to the question counts. */
static void only_the_whole_answer_to_the_question_counts(void **state)
{
	(void)state;
	static const struct { const char *hex; bool ok; } answers[] = {
		{ ZEROS "00000020" ZEROS "00000003" ZEROS "000f4240" ZEROS "00000005" ZEROS "00000007", true },
		{ ZEROS "00000020" ZEROS "00000003" ZEROS "000f4240" ZEROS "00000005" ZEROS "00000000", false },
		{ ZEROS "00000020" ZEROS "00000003" ZEROS "000f4241" ZEROS "00000005" ZEROS "00000007", false },
		{ ZEROS "00000020" ZEROS "00000002" ZEROS "000f4240" ZEROS "00000005" ZEROS "00000007", false },
		{ ZEROS "00000040" ZEROS "00000003" ZEROS "000f4240" ZEROS "00000005" ZEROS "00000007", false },
		{ ZEROS "00000020" ZEROS "00000003" ZEROS "000f4240" ZEROS "00000005", false },
		{ "", false },
	};

	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct chain_reply reply = { .ok = true };
		struct amount out = { TOKEN_ETH, { { 1, 2, 3, 4 } } };

		vector_from_hex(&reply.data, answers[i].hex);
		assert_int_equal(market_read(&out, &reply, way(), usdc), answers[i].ok);
		assert_int_equal(out.units.limb[0], answers[i].ok ? 7 : 1);
		assert_int_equal(out.token, answers[i].ok ? TOKEN_VVV : TOKEN_ETH);
		reply.ok = false;
		assert_false(market_read(&out, &reply, way(), usdc));
		buf_free(&reply.data);
	}
}

static void reserves(struct chain_reply *out, uint64_t first, uint64_t second)
{
	*out = (struct chain_reply){ .ok = true };
	buf_init(&out->data, 0);
	abi_add_u64(&out->data, first);
	abi_add_u64(&out->data, second);
	abi_add_u64(&out->data, 1760000000);
}

/* WETH is the first token of its pool with USDC and of that with VVV: 0x42 is before 0x83 and 0xac. */
static void the_price_of_the_pools_goes_along_the_way(void **state)
{
	(void)state;
	struct chain_reply replies[2];
	struct chain_batch batch = { 0 };
	struct amount out;

	market_ask_pools(&batch, way());
	assert_int_equal(batch.count, 2);
	assert_true(address_equal(batch.calls[0].to, contract_address(CONTRACT_WETH_USDC)));
	assert_true(address_equal(batch.calls[1].to, contract_address(CONTRACT_VVV_WETH)));
	assert_hex(batch.calls[1].data.data, batch.calls[1].data.len, "0902f1ac");
	chain_batch_free(&batch);
	reserves(&replies[0], 3, 1000);		/* 1,000,000 × 3 ÷ 1000 = 3000, × 50 ÷ 7 = 21,428 */
	reserves(&replies[1], 7, 50);
	assert_true(market_read_pools(&out, replies, way(), usdc));
	assert_int_equal(out.token, TOKEN_VVV);
	assert_int_equal(out.units.limb[0], 21428);
	replies[1].data.len = 32;
	assert_false(market_read_pools(&out, replies, way(), usdc));
	replies[1].ok = false;
	assert_false(market_read_pools(&out, replies, way(), usdc));
	buf_free(&replies[0].data);
	reserves(&replies[0], 3, 0);		/* an empty pool has no price */
	assert_false(market_read_pools(&out, replies, way(), usdc));
	buf_free(&replies[0].data);
	buf_free(&replies[1].data);
}

static void only_ways_that_are_known_are_gone(void **state)
{
	(void)state;
	assert_non_null(market_route(TOKEN_ETH, TOKEN_VVV));
	assert_non_null(market_route(TOKEN_VVV, TOKEN_DIEM));
	assert_null(market_route(TOKEN_DIEM, TOKEN_VVV));
	assert_null(market_route(TOKEN_VVV, TOKEN_VVV));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_way_of_usdc_is_over_weth),
		cmocka_unit_test(only_the_whole_answer_to_the_question_counts),
		cmocka_unit_test(the_price_of_the_pools_goes_along_the_way),
		cmocka_unit_test(only_ways_that_are_known_are_gone),
	};

	return cmocka_run_group_tests_name("wallet_market", tests, NULL, NULL);
}
