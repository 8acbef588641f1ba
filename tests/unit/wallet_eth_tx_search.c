/* tx_search: the block in which a number was used is found wherever it is. */
#include "wallet/eth/tx_search.h"

#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define NONCE 7

/* A chain of which only this much is known: the number was used in `block`. */
static struct {
	uint64_t block;
	uint64_t oldest;	/* of the blocks whose state it still has */
	bool says_which, empty;
	unsigned asked;
} chain;

static void answer(struct chain_reply *reply, const struct chain_call *call)
{
	chain.asked++;
	reply->ok = true;
	reply->hash[0] = 0xab;
	switch (call->method) {
	case CHAIN_TX_AT:
		reply->ok = reply->found = chain.says_which;
		break;
	case CHAIN_NONCE:
		assert_int_equal(call->tag, CHAIN_AT);
		reply->ok = call->block >= chain.oldest;
		reply->number = u256_from_u64(call->block >= chain.block ? NONCE + 1 : NONCE);
		break;
	case CHAIN_BLOCK_TXS:
		reply->found = call->block == chain.block && !chain.empty;
		break;
	default:
		fail();
	}
}

static struct tx_search search(uint64_t head)
{
	struct tx_search out;

	chain.asked = 0;
	tx_search_begin(&out, head);
	while (out.step != TX_SEARCH_ENDED) {
		struct chain_batch batch = { 0 };
		struct chain_reply reply = { 0 };
		struct chain_replies replies = { .items = &reply, .count = 1 };

		tx_search_ask(&out, &batch, (struct address){ { 1 } }, NONCE);
		assert_int_equal(batch.count, 1);
		assert_int_equal(batch.calls[0].nonce, NONCE);
		answer(&reply, &batch.calls[0]);
		tx_search_take(&out, &replies, NONCE);
		chain_batch_free(&batch);
		assert_true(chain.asked < 100);
	}
	return out;
}

static void found_wherever_it_is(void **state)
{
	static const uint64_t heads[] = { 1, 2, 3, 4, 5, 100, 48000000 };

	(void)state;
	chain.says_which = false;
	chain.oldest = 0;
	for (size_t i = 0; i < ARRAY_LENGTH(heads); i++) {
		for (uint64_t back = 0; back < 70 && back < heads[i]; back++) {
			struct tx_search out;

			chain.block = heads[i] - back;
			out = search(heads[i]);
			assert_true(out.found);
			assert_int_equal(out.hash[0], 0xab);
			assert_int_equal(out.high, chain.block);
			assert_true(chain.asked < 20);
		}
	}
	chain.block = 1;
	assert_true(search(48000000).found);
	assert_true(chain.asked < 60);
}

static void a_node_that_knows_is_asked_once(void **state)
{
	(void)state;
	chain.says_which = true;
	assert_true(search(1000).found);
	assert_int_equal(chain.asked, 1);
	chain.says_which = false;
}

static void a_node_that_has_forgotten_ends_it(void **state)
{
	(void)state;
	chain.block = 500;
	chain.oldest = 900;
	assert_false(search(1000).found);
	chain.oldest = 0;
}

static void a_block_that_has_it_not_ends_it(void **state)
{
	(void)state;
	chain.block = 990;
	chain.empty = true;
	assert_false(search(1000).found);
	chain.empty = false;
	chain.block = 2000;	/* the node said that block 2000 has used it */
	assert_false(search(1000).found);
}

static void an_answer_too_few_ends_it(void **state)
{
	struct chain_replies none = { 0 };
	struct tx_search out;

	(void)state;
	tx_search_begin(&out, 10);
	tx_search_take(&out, &none, NONCE);
	assert_int_equal(out.step, TX_SEARCH_ENDED);
	assert_false(out.found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found_wherever_it_is),
		cmocka_unit_test(a_node_that_knows_is_asked_once),
		cmocka_unit_test(a_node_that_has_forgotten_ends_it),
		cmocka_unit_test(a_block_that_has_it_not_ends_it),
		cmocka_unit_test(an_answer_too_few_ends_it),
	};

	return cmocka_run_group_tests_name("wallet_tx_search", tests, NULL, NULL);
}
