#include "keystore/log_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/unit/keystore_fixture.h"

static char synced[16];		/* 'f' for a folder that went to the disk, 'l' for a file with a line */
static bool folders_fail;

int fsync(int fd)
{
	struct stat st = { 0 };
	size_t len = strlen(synced);

	fstat(fd, &st);
	if (folders_fail && S_ISDIR(st.st_mode)) {
		errno = EIO;
		return -1;
	}
	if (len + 1 < sizeof(synced))
		synced[len] = S_ISDIR(st.st_mode) ? 'f' : st.st_size ? 'l' : '-';
	return (int)syscall(SYS_fsync, fd);
}

static void append(const char *text)
{
	struct log_entry entry = { .time_ms = 1700000000000, .event = "test" };
	struct err err;

	snprintf(entry.text, sizeof(entry.text), "%s", text);
	assert_ok(log_file_append(&home, &entry, &err));
}

static void check(const char *const *texts, size_t count)
{
	struct log_entries log;
	struct err err;

	assert_ok(log_file_read(&log, &home, &err));
	assert_int_equal(log.count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(log.items[i].text, texts[i]);
	log_entries_free(&log);
}

static void reads_what_was_appended(void **state)
{
	(void)state;
	static const char *const texts[] = { "one", "two \"quoted\" \xe2\x9c\x93" };

	check(NULL, 0);
	append(texts[0]);
	append(texts[1]);
	check(texts, 2);
}

static void what_is_said_of_a_transaction_comes_back(void **state)
{
	(void)state;
	struct log_entry entry = {
		.time_ms = 5, .event = "tx_mined", .text = "stake", .tx = {
			.any = true, .purpose = PURPOSE_STAKE, .amount = { TOKEN_VVV, { { 7, 0, 0, 1 } } },
			.hash = { 0xab, 0xcd }, .recipient = { { 0xee, [19] = 0x01 } },
			.nonce = 12, .block = 47000000, .fee = { { 1, 2, 0, 0 } }, .block_time_s = 1700000000,
			.fee_most = { { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX } },
			.paid = {
				.has_gas = true, .gas = { { 1, 1, 0, 0 } },
				.has_operator = true, .operator_fee = { { 0, 1, 0, 0 } },
			},
			.to = { { 0x42 } }, .has_result = true, .result = { TOKEN_DIEM, { { 3, 0, 0, 0 } } },
			.has_besides = true, .besides = { TOKEN_VVV, { { 4, 0, 0, 0 } } },
		}, .chain_s = 1700000001,
	};
	struct log_entries log;
	struct err err;

	assert_ok(log_file_append(&home, &entry, &err));
	append("of none");
	assert_ok(log_file_read(&log, &home, &err));
	assert_int_equal(log.count, 2);
	assert_true(log.items[0].tx.any);
	assert_int_equal(log.items[0].tx.purpose, PURPOSE_STAKE);
	assert_memory_equal(log.items[0].tx.hash, entry.tx.hash, sizeof(entry.tx.hash));
	assert_int_equal(amount_compare(log.items[0].tx.amount, entry.tx.amount), 0);
	assert_true(address_equal(log.items[0].tx.recipient, entry.tx.recipient));
	assert_int_equal(log.items[0].tx.nonce, 12);
	assert_int_equal(log.items[0].tx.block, 47000000);
	assert_int_equal(u256_compare(log.items[0].tx.fee, entry.tx.fee), 0);
	assert_int_equal(u256_compare(log.items[0].tx.fee_most, entry.tx.fee_most), 0);
	assert_int_equal(log.items[0].tx.block_time_s, 1700000000);
	assert_true(log.items[0].tx.paid.has_gas && log.items[0].tx.paid.has_operator && !log.items[0].tx.paid.has_l1);
	assert_int_equal(log.items[0].tx.paid.gas.limb[1], 1);
	assert_int_equal(log.items[0].tx.to.bytes[0], 0x42);
	assert_true(log.items[0].tx.has_result);
	assert_int_equal(log.items[0].tx.result.token, TOKEN_DIEM);
	assert_true(log.items[0].tx.has_besides);
	assert_int_equal(amount_compare(log.items[0].tx.besides, entry.tx.besides), 0);
	assert_int_equal(log.items[0].chain_s, 1700000001);
	assert_false(log.items[1].tx.any);
	log_entries_free(&log);
}

/* A crash in the middle of a write, or a disk that got full, leaves a line like this. */
static void a_line_cut_short_takes_no_other_with_it(void **state)
{
	(void)state;
	static const char *const texts[] = { "one", "three" };
	static const char half[] = "{\"time\":\"2026-11-21T";
	int fd;

	append(texts[0]);
	fd = open(scratch_path(&home, "log", "records.jsonl"), O_WRONLY | O_APPEND);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, half, strlen(half)), strlen(half));
	close(fd);
	check(texts, 1);
	append(texts[1]);
	check(texts, 2);
}

static void exports_what_is_asked_for(void **state)
{
	(void)state;
	static const char *const wanted[] = { "ONE", "more" };
	const char *path = scratch_path(&home, "log", "out.jsonl");
	struct log_entries log;
	struct buf text;
	size_t written;
	struct err err;

	append("one");
	append("one more");
	assert_ok(log_file_read(&log, &home, &err));
	assert_ok(log_file_export(&written, &home, &log, wanted, 2, path, &err));
	assert_int_equal(written, 1);
	buf_init(&text, 0);
	assert_ok(home_import_file(&text, path, &err));
	assert_non_null(strstr(buf_string(&text), "one more"));
	assert_null(strstr(buf_string(&text), "\"one\""));
	buf_free(&text);
	assert_false(log_file_export(&written, &home, &log, NULL, 0, path, &err));	/* it is there already */
	log_entries_free(&log);
}

static void the_ledger_has_what_is_about_money_and_is_never_cut_off(void **state)
{
	(void)state;
	struct log_entry entry = {
		.time_ms = 5, .event = "payment_signed", .payment = {
			.any = true, .nonce = { 1, 2, 3 }, .amount = { TOKEN_USDC, { { 7, 0, 0, 0 } } },
			.to = { { 0x42 } },
		},
	};
	struct log_entries ledger;
	struct err err;

	assert_ok(log_file_read_ledger(&ledger, &home, &err));
	assert_int_equal(ledger.count, 0);
	assert_ok(log_file_book(&home, &entry, &err));
	for (int i = 0; i < 4 * LOG_ENTRIES_KEPT; i++)
		append("of none");
	snprintf(entry.event, sizeof(entry.event), "payment_taken");
	entry.payment.has_hash = true;
	assert_ok(log_file_append(&home, &entry, &err));
	assert_ok(log_file_read_ledger(&ledger, &home, &err));
	assert_int_equal(ledger.count, 2);
	assert_string_equal(ledger.items[0].event, "payment_signed");
	assert_true(ledger.items[0].payment.any && !ledger.items[0].payment.has_hash);
	assert_memory_equal(ledger.items[0].payment.nonce, entry.payment.nonce, sizeof(entry.payment.nonce));
	assert_int_equal(amount_compare(ledger.items[0].payment.amount, entry.payment.amount), 0);
	assert_int_equal(ledger.items[0].payment.to.bytes[0], 0x42);
	assert_true(ledger.items[1].payment.has_hash);
	log_entries_free(&ledger);
}

static void book(const char *expected)
{
	struct log_entry entry = { .time_ms = 5, .event = "payment_signed", .payment.any = true };
	struct err err;

	memset(synced, 0, sizeof(synced));
	assert_ok(log_file_book(&home, &entry, &err));
	assert_string_equal(synced, expected);
}

/* A ledger with a line is one whose name is on the disk, however the line before came there. */
static void the_ledgers_name_goes_to_the_disk_before_its_first_line(void **state)
{
	(void)state;
	struct log_entry entry = { .time_ms = 5, .event = "payment_signed", .payment.any = true };
	struct log_entries ledger;
	struct err err;

	folders_fail = true;
	assert_false(log_file_book(&home, &entry, &err));
	assert_false(log_file_append(&home, &entry, &err));
	folders_fail = false;
	assert_ok(log_file_read_ledger(&ledger, &home, &err));
	assert_int_equal(ledger.count, 0);
	book("fl");
	book("l");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads_what_was_appended, open_home, close_home),
		cmocka_unit_test_setup_teardown(what_is_said_of_a_transaction_comes_back, open_home, close_home),
		cmocka_unit_test_setup_teardown(the_ledger_has_what_is_about_money_and_is_never_cut_off, open_home,
						close_home),
		cmocka_unit_test_setup_teardown(the_ledgers_name_goes_to_the_disk_before_its_first_line, open_home,
						close_home),
		cmocka_unit_test_setup_teardown(exports_what_is_asked_for, open_home, close_home),
		cmocka_unit_test_setup_teardown(a_line_cut_short_takes_no_other_with_it, open_home, close_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
