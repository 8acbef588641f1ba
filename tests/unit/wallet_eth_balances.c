/* balances: every figure of every wallet, in one call or one by one. */
#include "wallet/eth/balances.h"

#include <string.h>

#include "tests/support/flow_node.h"
#include "tests/support/unit.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/contracts.h"

#define CHAIN UINT64_C(8453)
#define NOW INT64_C(1760000000000)
#define FIGURES 10

static struct account items[2];
static const struct accounts accounts = { items, 2 };
static struct flow_node node;
static struct balances out[2];
static struct chain_batch batch;
static struct chain_replies replies;
static struct err err;
static struct staking_terms terms;
static uint64_t block;
static bool no_multicall;

static int begin(void **state)
{
	(void)state;
	memset(items, 0, sizeof(items));
	memset(items[0].address.bytes, 0x11, sizeof(items[0].address.bytes));
	memset(items[1].address.bytes, 0x22, sizeof(items[1].address.bytes));
	memset(out, 0, sizeof(out));
	err = (struct err){ 0 };
	flow_node_init(&node);
	node.svvv = flow_units(3);
	node.svvv_unlocked = flow_units(2);
	node.diem = flow_units(5);
	node.diem_staked = flow_units(6);
	node.allowance = flow_units(4);
	node.rewards = flow_units(7);
	return 0;
}

static int end(void **state)
{
	(void)state;
	chain_batch_free(&batch);
	chain_replies_free(&replies);
	flow_node_free(&node);
	return 0;
}

static bool ask_and_read(bool multicall)
{
	balances_ask(&batch, &accounts, multicall, 0);
	flow_node_answer(&replies, &node, &batch);
	return balances_read(out, &terms, &block, &no_multicall, &accounts, &replies, multicall, CHAIN, NOW, &err);
}

static void assert_units(struct amount amount, enum token token, uint64_t whole)
{
	assert_int_equal(amount.token, token);
	assert_int_equal(u256_compare(amount.units, flow_units(whole)), 0);
}

static void assert_figures(const struct balances *balances)
{
	assert_true(balances->known);
	assert_int_equal(balances->block, 1000);
	assert_int_equal(balances->read_ms, NOW);
	assert_units(balances->eth, TOKEN_ETH, 1);
	assert_units(balances->vvv, TOKEN_VVV, 100);
	assert_units(balances->svvv, TOKEN_SVVV, 3);
	assert_units(balances->svvv_unlocked, TOKEN_SVVV, 2);
	assert_units(balances->allowance, TOKEN_VVV, 4);
	assert_units(balances->pending_rewards, TOKEN_VVV, 7);
	assert_units(balances->diem, TOKEN_DIEM, 5);
	assert_units(balances->diem_staked, TOKEN_DIEM, 6);
	assert_units(balances->usdc, TOKEN_USDC, 0);
	assert_units(balances->cooldown.amount, TOKEN_SVVV, 0);
	assert_int_equal(balances->cooldown.ends_ms, 0);
}

static void assert_terms(void)
{
	assert_true(terms.yield_known);
	assert_units(terms.a_second, TOKEN_VVV, 1);
	assert_units(terms.staked, TOKEN_SVVV, 1000);
	assert_units(terms.locked, TOKEN_SVVV, 200);
	assert_int_equal(terms.cooldown_ms, 7 * 86400000);
	assert_int_equal(terms.diem_cooldown_ms, 86400000);
}

static void all_in_one_call(void **state)
{
	(void)state;
	assert_true(ask_and_read(true));
	assert_int_equal(batch.count, 2);
	assert_int_equal(batch.calls[0].method, CHAIN_ID);
	assert_int_equal(batch.calls[1].method, CHAIN_CALL);
	assert_true(address_equal(batch.calls[1].to, contract_address(CONTRACT_MULTICALL3)));
	assert_figures(&out[0]);
	assert_figures(&out[1]);
	assert_terms();
}

static void one_by_one(void **state)
{
	(void)state;
	node.no_multicall = true;
	assert_true(ask_and_read(false));
	assert_int_equal(batch.count, 2 + 2 * FIGURES + STAKING_TERMS_VIEWS);
	assert_figures(&out[0]);
	assert_figures(&out[1]);
	assert_terms();
}

/* The staking contract can be replaced by another one. */
static void terms_that_are_not_told_are_unknown_and_no_failure(void **state)
{
	(void)state;
	node.broken_call = "emissionRatePerSecond()";
	assert_true(ask_and_read(true));
	assert_false(terms.yield_known);
	assert_int_equal(terms.cooldown_ms, 7 * 86400000);
	chain_batch_free(&batch);
	chain_replies_free(&replies);
	node.no_multicall = true;
	assert_true(ask_and_read(false));
	assert_figures(&out[0]);
	assert_false(terms.yield_known);
	node.broken_call = "cooldownDuration()";
	chain_batch_free(&batch);
	chain_replies_free(&replies);
	assert_true(ask_and_read(false));
	assert_true(terms.yield_known);
	assert_int_equal(terms.cooldown_ms, 0);
	assert_int_equal(terms.diem_cooldown_ms, 0);
}

static void an_absent_multicall_is_told_apart(void **state)
{
	(void)state;
	node.no_multicall = true;
	assert_false(ask_and_read(true));
	assert_true(no_multicall);
}

static void assert_refused(bool multicall, enum err_code code)
{
	assert_false(ask_and_read(multicall));
	if (err.code != code)
		fail_msg("%s: %s", err_info(err.code)->name, err.msg);
	assert_false(no_multicall);
	chain_batch_free(&batch);
	chain_replies_free(&replies);
}

static void another_chain_is_refused(void **state)
{
	(void)state;
	node.chain_id = 1;
	assert_refused(true, ERR_WRONG_CHAIN);
	assert_refused(false, ERR_WRONG_CHAIN);
	assert_false(out[0].known);
}

static void a_figure_that_reverts_is_named(void **state)
{
	(void)state;
	node.broken_call = "stakedInfos(address)";
	assert_refused(true, ERR_NO_CONTRACT);
	assert_non_null(strstr(err.msg, "DIEM token does not answer stakedInfos(address)"));
	assert_refused(false, ERR_REVERTED);
}

static void an_absent_contract_is_named(void **state)
{
	(void)state;
	node.no_staking = true;
	assert_refused(true, ERR_NO_CONTRACT);
	assert_non_null(strstr(err.msg, "Venice staking"));
	assert_refused(false, ERR_NO_CONTRACT);
	assert_non_null(strstr(err.msg, "Venice staking"));
}

/* If the node was busy, that is not the contract's fault. */
static void one_answer_that_failed_says_why(void **state)
{
	(void)state;
	balances_ask(&batch, &accounts, false, 0);
	flow_node_answer(&replies, &node, &batch);
	replies.items[5].ok = err_set(&replies.items[5].err, ERR_RATE_LIMITED, "slow down");
	replies.items[15].ok = err_set(&replies.items[15].err, ERR_RATE_LIMITED, "slow down");
	assert_false(balances_read(out, &terms, &block, &no_multicall, &accounts, &replies,
					   false, CHAIN, NOW, &err));
	assert_int_equal(err.code, ERR_RATE_LIMITED);
}

static void what_one_wallet_lacks_leaves_the_others_known(void **state)
{
	(void)state;
	node.lacks = &items[0].address;
	assert_true(ask_and_read(true));
	assert_false(out[0].known);
	assert_string_equal(out[0].unanswered, "getEthBalance(address)");
	assert_figures(&out[1]);
	assert_null(out[1].unanswered);
	assert_terms();
}

/* The answer says which block it is about, in both forms. */
static void an_earlier_block_can_be_asked_about(void **state)
{
	(void)state;
	for (int multicall = 0; multicall < 2; multicall++) {
		balances_ask(&batch, &accounts, multicall, 990);
		for (size_t i = 1; i < batch.count; i++) {
			assert_int_equal(batch.calls[i].tag, CHAIN_AT);
			assert_int_equal(batch.calls[i].block, 990);
		}
		flow_node_answer(&replies, &node, &batch);
		assert_true(balances_read(out, &terms, &block, &no_multicall, &accounts, &replies, multicall,
					  CHAIN, NOW, &err));
		assert_int_equal(block, 990);
		assert_int_equal(out[1].block, 990);
		chain_batch_free(&batch);
		chain_replies_free(&replies);
	}
}

static void a_node_in_trouble_says_why(void **state)
{
	(void)state;
	node.one_error = ERR_RATE_LIMITED;
	assert_refused(true, ERR_RATE_LIMITED);
	assert_refused(false, ERR_RATE_LIMITED);
}

static void too_few_answers_are_refused(void **state)
{
	(void)state;
	node.too_few = true;
	assert_refused(true, ERR_BAD_ANSWER);
	assert_refused(false, ERR_BAD_ANSWER);
}

/* Every shorter answer is refused, and nothing beyond its end is read. */
static void a_cut_answer_is_refused(void **state)
{
	(void)state;
	size_t whole;

	balances_ask(&batch, &accounts, true, 0);
	flow_node_answer(&replies, &node, &batch);
	whole = replies.items[1].data.len;
	for (size_t len = 0; len < whole; len += 8) {
		struct buf cut;

		buf_init(&cut, 0);
		buf_add(&cut, replies.items[1].data.data, len);
		buf_free(&replies.items[1].data);
		replies.items[1].data = cut;
		assert_false(balances_read(out, &terms, &block, &no_multicall, &accounts, &replies,
						   true, CHAIN, NOW, &err));
		chain_replies_free(&replies);
		flow_node_answer(&replies, &node, &batch);
	}
	assert_true(balances_read(out, &terms, &block, &no_multicall, &accounts, &replies, true, CHAIN, NOW, &err));
}

static void put_words(struct chain_reply *reply, uint64_t a, uint64_t b, uint64_t c)
{
	buf_clear(&reply->data);
	abi_add_u64(&reply->data, a);
	abi_add_u64(&reply->data, b);
	abi_add_u64(&reply->data, c);
}

/* stakes(address) is the seventh figure, stakedInfos(address) the ninth. */
static void cooldowns_and_staked_diem(void **state)
{
	(void)state;
	struct chain_reply *stakes, *diem;

	balances_ask(&batch, &accounts, false, 0);
	flow_node_answer(&replies, &node, &batch);
	stakes = &replies.items[2 + 6];
	diem = &replies.items[2 + 8];
	put_words(stakes, 999, 1760000123, 5);
	put_words(diem, 7, 1760000456, 8);
	assert_true(balances_read(out, &terms, &block, &no_multicall, &accounts, &replies, false, CHAIN, NOW, &err));
	assert_int_equal(out[0].cooldown.ends_ms, INT64_C(1760000123000));
	assert_int_equal(out[0].cooldown.amount.units.limb[0], 5);
	assert_int_equal(out[0].diem_staked.units.limb[0], 7);
	assert_int_equal(out[0].diem_cooldown.ends_ms, INT64_C(1760000456000));
	assert_int_equal(out[0].diem_cooldown.amount.units.limb[0], 8);
	put_words(stakes, 0, UINT64_MAX, 5);
	put_words(diem, 7, 1760000456, 0);
	assert_true(balances_read(out, &terms, &block, &no_multicall, &accounts, &replies, false, CHAIN, NOW, &err));
	assert_int_equal(out[0].cooldown.ends_ms, 0);
	assert_int_equal(out[0].diem_cooldown.ends_ms, 0);
}

static void without_wallets_the_block_alone_is_asked_for(void **state)
{
	(void)state;
	static const struct accounts none = { 0 };

	balances_ask(&batch, &none, true, 0);
	flow_node_answer(&replies, &node, &batch);
	assert_true(balances_read(out, &terms, &block, &no_multicall, &none, &replies, true, CHAIN, NOW, &err));
	assert_false(out[0].known);
	assert_int_equal(block, node.block);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_in_one_call),
		TEST(one_by_one),
		TEST(terms_that_are_not_told_are_unknown_and_no_failure),
		TEST(an_absent_multicall_is_told_apart),
		TEST(another_chain_is_refused),
		TEST(a_figure_that_reverts_is_named),
		TEST(an_absent_contract_is_named),
		TEST(one_answer_that_failed_says_why),
		TEST(what_one_wallet_lacks_leaves_the_others_known),
		TEST(an_earlier_block_can_be_asked_about),
		TEST(a_node_in_trouble_says_why),
		TEST(too_few_answers_are_refused),
		TEST(a_cut_answer_is_refused),
		TEST(cooldowns_and_staked_diem),
		TEST(without_wallets_the_block_alone_is_asked_for),
	};

	return cmocka_run_group_tests_name("wallet_balances", tests, NULL, NULL);
}
