/* tx_list: what is in flight, what a look showed of it, and what the log has of the rest. */
#include "wallet/model/tx_list.h"

#include <string.h>

#include "tests/support/flow_tx_steps.h"

static struct tx_rows rows;

static int close_rows(void **state)
{
	tx_list_free(&rows);
	return close_driver(state);
}

/* Returns a stake that waits, as the journal has it. */
static const struct journal_entry *waits(void)
{
	to_waiting();
	wait_ms(1000);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	return &driver.journal.items[0];
}

static void assert_row(size_t i, const char *status, const char *purpose)
{
	assert_true(i < rows.count);
	assert_string_equal(tx_status_name(rows.items[i].status), status);
	assert_string_equal(rows.items[i].purpose, purpose);
}

static void replace(struct journal_entry *out, const struct journal_entry *entry, bool cancels)
{
	struct tx_replacement replacement = { .cancels = cancels, .time_ms = entry->time_ms + 1000 };

	journal_entry_copy(out, entry);
	memset(replacement.hash, 0x77, sizeof(replacement.hash));
	buf_init(&replacement.raw, 0);
	buf_add(&replacement.raw, entry->raw.data, entry->raw.len);
	journal_entry_replace(out, &replacement);
}

static void one_that_the_node_has(void **state)
{
	(void)state;
	const struct journal_entry *entry = waits();

	tx_list_add_entry(&rows, entry, &driver.model.tx);
	assert_int_equal(rows.count, 1);
	assert_row(0, "pending", "stake");
	assert_string_equal(rows.items[0].id, entry->id);
	assert_memory_equal(rows.items[0].hash, entry->hash, KECCAK_SIZE);
	assert_true(rows.items[0].has_nonce && rows.items[0].nonce == 7);
	assert_int_equal(rows.items[0].block, 0);
	assert_true(rows.items[0].has_tx && rows.items[0].tx.nonce == 7);
	assert_string_equal(rows.items[0].reason, "no block has taken it yet");
	assert_true(rows.items[0].stuck);
}

static void one_that_nobody_looked_for(void **state)
{
	(void)state;
	tx_list_add_entry(&rows, waits(), NULL);
	assert_row(0, "unknown", "stake");
	assert_string_equal(rows.items[0].reason, "");
	assert_false(rows.items[0].stuck);
}

static void one_that_the_node_is_silent_about(void **state)
{
	(void)state;
	const struct journal_entry *entry = waits();

	driver.node.one_error = ERR_RPC_UNAVAILABLE;
	wait_ms(3000);
	tx_list_add_entry(&rows, entry, &driver.model.tx);
	assert_row(0, "unknown", "stake");
	assert_non_null(strstr(rows.items[0].reason, "the node cannot say: "));
	assert_false(rows.items[0].stuck);
}

/* One look at a block is no proof, so the row does not claim more than was seen. */
static void one_that_was_seen_undone_once(void **state)
{
	(void)state;
	const struct journal_entry *entry;

	to_waiting();
	entry = &driver.journal.items[0];
	flow_node_mine(&driver.node);
	driver.node.tx_reverted = true;
	while (!driver.model.tx.proof.times) {
		driver_tick(&driver);
		driver_settle(&driver);
	}
	tx_list_add_entry(&rows, entry, &driver.model.tx);
	assert_row(0, "unknown", "stake");
	assert_non_null(strstr(rows.items[0].reason, "not yet for certain"));
}

static void one_whose_success_was_said(void **state)
{
	(void)state;
	const struct journal_entry *entry;

	to_waiting();
	driver.node.on_top = 1;
	flow_node_mine(&driver.node);
	wait_ms(1000);
	assert_done();
	entry = &driver.journal.items[0];
	assert_true(entry->told);
	tx_list_add_entry(&rows, entry, NULL);
	assert_row(0, "mined", "stake");
	assert_int_equal(rows.items[0].block, driver.node.block);
	assert_false(u256_is_zero(rows.items[0].fee));
	assert_string_equal(rows.items[0].id, "");
}

static void both_of_one_number(void **state)
{
	(void)state;
	struct journal_entry entry;

	replace(&entry, waits(), true);
	tx_list_add_entry(&rows, &entry, &driver.model.tx);
	tx_list_sort(&rows);
	assert_int_equal(rows.count, 2);
	assert_row(0, "pending", "cancel");
	assert_row(1, "pending", "stake");
	assert_int_equal(rows.items[0].nonce, rows.items[1].nonce);
	assert_true(amount_is_zero(rows.items[0].amount));
	tx_list_free(&rows);
	entry.told = true;
	entry.proof.seen = (struct tx_sighting){ .block = 55, .fate = TX_FATE_DONE };
	memset(entry.proof.seen.hash, 0x77, KECCAK_SIZE);
	tx_list_add_entry(&rows, &entry, NULL);
	assert_row(0, "replaced", "stake");
	assert_row(1, "mined", "cancel");
	assert_int_equal(rows.items[0].block, 0);
	assert_int_equal(rows.items[1].block, 55);
	journal_entry_free(&entry);
}

static void mints_and_payments_have_no_hash(void **state)
{
	(void)state;
	struct journal_entry mint = { .id = "aa", .kind = JOURNAL_MINT };
	struct journal_entry payment = { .id = "bb",
					 .kind = JOURNAL_PAYMENT,
					 .payment.amount = { TOKEN_USDC, u256_from_u64(5) } };

	tx_list_add_entry(&rows, &mint, NULL);
	tx_list_add_entry(&rows, &payment, NULL);
	assert_row(0, "unknown", "mint");
	assert_row(1, "unknown", "x402 top-up");
	assert_false(rows.items[0].has_amount || rows.items[0].has_nonce || rows.items[1].has_nonce);
	assert_true(rows.items[1].has_amount && rows.items[1].amount.token == TOKEN_USDC);
}

static void log_line(struct log_entries *log, const char *event, const char *code, uint8_t hash, int64_t time_ms)
{
	struct log_entry entry = { .time_ms = time_ms, .tx = { .any = true, .purpose = PURPOSE_STAKE, .nonce = 3 } };

	memset(entry.tx.hash, hash, KECCAK_SIZE);
	strcpy(entry.event, event);
	strcpy(entry.code, code);
	log_entries_add(log, &entry);
}

/* The last line about each counts.  A transaction that is still followed is not among them. */
static void those_of_the_log(void **state)
{
	(void)state;
	static const struct { const char *event, *code, *status; } lines[] = {
		{ "tx_mined", "", "mined" },
		{ "tx_cancelled", "tx_cancelled", "mined" },
		{ "tx_failed", "tx_reverted", "failed" },
		{ "tx_failed", "tx_replaced", "replaced" },
		{ "tx_replaced", "", "replaced" },
		{ "tx_forgotten", "cancelled", "unknown" },
		{ "tx_failed", "tx_unknown", "unknown" },
	};
	struct log_entries log = { 0 };

	for (size_t i = 0; i < 7; i++) {
		log_line(&log, "tx_sent", "", (uint8_t)(i + 1), 100 * (int64_t)i);
		log_line(&log, lines[i].event, lines[i].code, (uint8_t)(i + 1), 100 * (int64_t)i + 50);
	}
	tx_list_add_log(&rows, &log);
	tx_list_sort(&rows);
	assert_int_equal(rows.count, 7);
	for (size_t i = 0; i < 7; i++) {
		assert_row(6 - i, lines[i].status, "stake");
		assert_int_equal(rows.items[6 - i].hash[0], i + 1);
		assert_string_equal(rows.items[6 - i].id, "");
	}
	log_entries_free(&log);
}

/* Adds that it was mined for 39 by what was signed, and that 40 came of it. */
static void log_result(struct log_entries *log, enum purpose purpose, uint8_t hash)
{
	struct log_entry mined = { .event = "tx_mined", .tx = { .any = true, .purpose = purpose, .block = 5,
		.amount = { TOKEN_VVV, u256_from_u64(39) } } };
	struct log_entry result;

	memset(mined.tx.hash, hash, KECCAK_SIZE);
	result = mined;
	strcpy(result.event, "tx_result");
	result.tx.has_result = true;
	result.tx.result = (struct amount){ TOKEN_VVV, u256_from_u64(40) };
	log_entries_add(log, &mined);
	log_entries_add(log, &result);
}

/* More rewards came between the review of a claim and its block. */
static void what_was_claimed_is_what_the_contract_logged(void **state)
{
	struct log_entries log = { 0 };

	(void)state;
	log_result(&log, PURPOSE_CLAIM, 1);
	log_result(&log, PURPOSE_STAKE, 2);
	tx_list_add_log(&rows, &log);
	assert_int_equal(rows.count, 2);
	assert_row(0, "mined", "stake");
	assert_int_equal(rows.items[0].amount.units.limb[0], 39);
	assert_row(1, "mined", "claim");
	assert_int_equal(rows.items[1].amount.units.limb[0], 40);
	log_entries_free(&log);
}

static void what_is_in_flight_is_not_listed_twice(void **state)
{
	(void)state;
	const struct journal_entry *entry = waits();
	struct log_entries log = { 0 };
	struct log_entry logged = { .event = "tx_sent", .tx.any = true };

	memcpy(logged.tx.hash, entry->hash, KECCAK_SIZE);
	log_entries_add(&log, &logged);
	log_entries_add(&log, &(struct log_entry){ .event = "key_minted" });
	tx_list_add_entry(&rows, entry, NULL);
	tx_list_add_log(&rows, &log);
	assert_int_equal(rows.count, 1);
	log_entries_free(&log);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_rows)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_that_the_node_has),
		TEST(one_that_nobody_looked_for),
		TEST(one_that_the_node_is_silent_about),
		TEST(one_that_was_seen_undone_once),
		TEST(one_whose_success_was_said),
		TEST(both_of_one_number),
		TEST(mints_and_payments_have_no_hash),
		TEST(those_of_the_log),
		TEST(what_was_claimed_is_what_the_contract_logged),
		TEST(what_is_in_flight_is_not_listed_twice),
	};

	return cmocka_run_group_tests_name("wallet_tx_list", tests, NULL, NULL);
}
