/* tx_proof: when what was seen counts. */
#include "wallet/eth/tx_proof.h"

#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static struct tx_proof proof;

static int begin(void **state)
{
	(void)state;
	proof = (struct tx_proof){ 0 };
	return 0;
}

static void see(enum tx_fate fate, uint64_t head, int64_t now_ms)
{
	struct tx_sighting seen = { .fate = fate, .hash = { 1 }, .block = 100, .block_hash = { 2 } };

	tx_proof_see(&proof, &seen, head, now_ms);
}

static void once_is_not_enough(void **state)
{
	(void)state;
	assert_false(tx_proof_counts(&proof));
	see(TX_FATE_UNDONE, 900, 50000);
	assert_false(tx_proof_counts(&proof));
}

static void twice_apart_and_deep(void **state)
{
	(void)state;
	see(TX_FATE_UNDONE, 100 + TX_PROOF_DEPTH, 1000);
	see(TX_FATE_UNDONE, 100 + TX_PROOF_DEPTH, 1000 + TX_PROOF_APART_MS - 1);
	assert_false(tx_proof_counts(&proof));
	see(TX_FATE_UNDONE, 100 + TX_PROOF_DEPTH, 1000 + TX_PROOF_APART_MS);
	assert_true(tx_proof_counts(&proof));
}

static void not_deep_enough(void **state)
{
	(void)state;
	for (uint64_t i = 0; i < TX_PROOF_DEPTH; i++) {
		see(TX_FATE_UNDONE, 100 + i, 1000 + (int64_t)i * TX_PROOF_APART_MS);
		assert_false(tx_proof_counts(&proof));
	}
	see(TX_FATE_UNDONE, 100 + TX_PROOF_DEPTH, 1000 + TX_PROOF_DEPTH * TX_PROOF_APART_MS);
	assert_true(tx_proof_counts(&proof));
}

static void a_chain_that_stands_still(void **state)
{
	(void)state;
	see(TX_FATE_TAKEN, 100, 1000);
	see(TX_FATE_TAKEN, 101, 2500);
	see(TX_FATE_TAKEN, 101, 2500 + TX_PROOF_STILL_MS - 1);
	assert_false(tx_proof_counts(&proof));
	see(TX_FATE_TAKEN, 101, 2500 + TX_PROOF_STILL_MS);
	assert_true(tx_proof_counts(&proof));
}

static void what_differs_begins_anew(void **state)
{
	struct tx_sighting others[] = {
		{ .fate = TX_FATE_DONE, .hash = { 1 }, .block = 100, .block_hash = { 2 } },
		{ .fate = TX_FATE_UNDONE, .hash = { 9 }, .block = 100, .block_hash = { 2 } },
		{ .fate = TX_FATE_UNDONE, .hash = { 1 }, .block = 101, .block_hash = { 2 } },
		{ .fate = TX_FATE_UNDONE, .hash = { 1 }, .block = 100, .block_hash = { 9 } },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
		proof = (struct tx_proof){ 0 };
		see(TX_FATE_UNDONE, 200, 1000);
		tx_proof_see(&proof, &others[i], 200, 9000);
		assert_int_equal(proof.times, 1);
		assert_false(tx_proof_counts(&proof));
		tx_proof_see(&proof, &others[i], 200, 10000);
		assert_true(tx_proof_counts(&proof));
	}
}

/* For all that is known, times that the journal gives back are of another clock. */
static void a_clock_that_was_set_back(void **state)
{
	(void)state;
	see(TX_FATE_DONE, 200, 900000);
	see(TX_FATE_DONE, 201, 1000);
	assert_false(tx_proof_counts(&proof));
	see(TX_FATE_DONE, 202, 1000 + TX_PROOF_APART_MS);
	assert_true(tx_proof_counts(&proof));
}

static void the_names_are_read_back(void **state)
{
	enum tx_fate out;

	(void)state;
	for (enum tx_fate fate = 0; fate < TX_FATE_COUNT; fate++) {
		assert_true(tx_fate_parse(&out, tx_fate_name(fate)));
		assert_int_equal(out, fate);
	}
	assert_false(tx_fate_parse(&out, "lost"));
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(once_is_not_enough),
		TEST(twice_apart_and_deep),
		TEST(not_deep_enough),
		TEST(a_chain_that_stands_still),
		TEST(what_differs_begins_anew),
		TEST(a_clock_that_was_set_back),
		TEST(the_names_are_read_back),
	};

	return cmocka_run_group_tests_name("wallet_tx_proof", tests, NULL, NULL);
}
