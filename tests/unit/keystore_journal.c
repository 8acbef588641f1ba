#include "keystore/journal.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "keystore/signer.h"
#include "tests/unit/keystore_fixture.h"
#include "wallet/base/mem.h"

static int syncs_left = -1;	/* until the disk fails; -1: it does not */

int fsync(int fd)
{
	if (!syncs_left) {
		errno = EIO;
		return -1;
	}
	syncs_left -= syncs_left > 0;
	return (int)syscall(SYS_fsync, fd);
}

static struct journal_entry tx_entry(int64_t time_ms)
{
	struct journal_entry entry = {
		.kind = JOURNAL_TX,
		.time_ms = time_ms,
		.network = "base",
		.address = { { 1, 2, 3 } },
		.purpose = PURPOSE_STAKE,
		.amount = { TOKEN_VVV, { { 5, 0, 0, UINT64_C(0xffffffffffffffff) } } },
		.hash = { 0xab, 0xcd },
		.recipient = { { 0xee, [19] = 0x01 } },
	};

	buf_init(&entry.raw, 0);
	buf_add(&entry.raw, "\x02\xf8\x00\xff", 4);
	return entry;
}

static struct journal_entry mint_entry(int64_t time_ms)
{
	struct journal_entry entry = {
		.kind = JOURNAL_MINT,
		.time_ms = time_ms,
		.network = "practice",
		.address = { { 9 } },
		.token_hash = { 0x11, 0x22 },
	};

	key_options_init(&entry.options);
	entry.options.type = KEY_ADMIN;
	strcpy(entry.options.description, "for \"agents\" \xe2\x82\xac");
	strcpy(entry.options.expires, "2099-01-31");
	entry.options.limit[KEY_DIEM] = KEY_LIMIT_MAX;
	entry.options.limit[KEY_USD] = 0;
	entry.options.has_period = true;
	entry.options.period = KEY_LIFETIME;
	return entry;
}

/* The file is there, but its folder cannot be synced.  The write is reported as failed, so the next
 * start must not find the entry and send it. */
static void what_failed_to_be_written_is_not_there(void **state)
{
	(void)state;
	struct journal_entry entry = tx_entry(5);
	struct journal journal;
	struct err err;
	bool ok;

	syncs_left = 1;
	ok = journal_write(&home, &entry, &err);
	syncs_left = -1;
	assert_false(ok);
	assert_ok(journal_read(&journal, &home, &err));
	assert_int_equal(journal.count, 0);
	journal_free(&journal);
	journal_entry_free(&entry);
}

static void a_transaction_comes_back_whole(void **state)
{
	(void)state;
	struct journal_entry entry = tx_entry(5), *read;
	struct journal journal;
	struct err err;

	assert_ok(journal_write(&home, &entry, &err));
	assert_int_equal(strlen(entry.id), 32);
	assert_ok(journal_read(&journal, &home, &err));
	assert_int_equal(journal.count, 1);
	read = &journal.items[0];
	assert_string_equal(read->id, entry.id);
	assert_int_equal(read->kind, JOURNAL_TX);
	assert_int_equal(read->time_ms, 5);
	assert_string_equal(read->network, "base");
	assert_true(address_equal(read->address, entry.address));
	assert_int_equal(read->purpose, PURPOSE_STAKE);
	assert_int_equal(amount_compare(read->amount, entry.amount), 0);
	assert_true(address_equal(read->recipient, entry.recipient));
	assert_int_equal(read->amount.token, TOKEN_VVV);
	assert_memory_equal(read->hash, entry.hash, sizeof(entry.hash));
	assert_int_equal(read->raw.len, 4);
	assert_memory_equal(read->raw.data, entry.raw.data, 4);
	journal_free(&journal);
	journal_entry_free(&entry);
}

static bool comes_back_as_foreign(struct journal_entry *entry)
{
	struct journal journal;
	struct err err;
	bool foreign;

	assert_ok(journal_write(&home, entry, &err));
	assert_ok(journal_read(&journal, &home, &err));
	foreign = journal.items[0].foreign;
	journal_free(&journal);
	return foreign;
}

static void what_the_wallet_did_not_sign_is_known(void **state)
{
	(void)state;
	struct signer *signer =
		signer_new(seckey_of("0x00000000000000000000000000000000000000000000000000000000000012ab"));
	struct tx tx = { .chain_id = 8453, .nonce = 7, .gas_limit = 21000 };
	struct journal_entry entry = tx_entry(5);
	struct err err;

	buf_init(&tx.data, 0);
	assert_true(comes_back_as_foreign(&entry));	/* not even a transaction */
	assert_ok(signer_sign_tx(&entry.raw, entry.hash, signer, &tx, &err));
	assert_true(comes_back_as_foreign(&entry));	/* of another wallet */
	entry.address = signer_address(signer);
	assert_false(comes_back_as_foreign(&entry));
	entry.hash[0] ^= 1;
	assert_true(comes_back_as_foreign(&entry));
	tx_free(&tx);
	journal_entry_free(&entry);
	signer_free(signer);
}

/* What was seen of its end comes back as seen once. */
static void a_transaction_that_was_told_comes_back_whole(void **state)
{
	(void)state;
	struct journal_entry entry = tx_entry(5), *read;
	struct journal journal;
	struct err err;

	for (size_t i = 0; i < 2; i++) {
		struct tx_replacement replacement = { .cancels = i,
						      .time_ms = 70 + (int64_t)i,
						      .hash = { 0x77, (uint8_t)i } };

		buf_init(&replacement.raw, 0);
		buf_add(&replacement.raw, "\x02\xf8\x01\xfe", 4);
		journal_entry_replace(&entry, &replacement);
	}
	entry.told = entry.all = true;
	entry.proof = (struct tx_proof){
		.seen = {
			.fate = TX_FATE_DONE, .hash = { 0xab, 0xcd }, .block = 47000000, .block_hash = { 0xef },
			.fee = { { 1, 2, 0, 0 } },
		},
		.times = 7, .first_ms = 1795250160123, .last_ms = 1795250170123, .head = 47000001,
		.head_ms = 1795250170123,
	};
	assert_ok(journal_write(&home, &entry, &err));
	assert_ok(journal_read(&journal, &home, &err));
	assert_int_equal(journal.count, 1);
	read = &journal.items[0];
	assert_true(read->told && read->all);
	assert_int_equal(journal_entry_variants(read), 3);
	for (size_t i = 1; i < 3; i++) {
		assert_int_equal(journal_entry_cancels(read, i), i == 2);
		assert_memory_equal(journal_entry_hash(read, i), journal_entry_hash(&entry, i), KECCAK_SIZE);
		assert_memory_equal(journal_entry_raw(read, i)->data, "\x02\xf8\x01\xfe", 4);
		assert_int_equal(journal_entry_variant(read, journal_entry_hash(&entry, i)), i);
	}
	assert_memory_equal(&read->proof.seen, &entry.proof.seen, sizeof(entry.proof.seen));
	assert_int_equal(read->proof.times, 1);
	assert_int_equal(read->proof.first_ms, entry.proof.first_ms);
	assert_int_equal(read->proof.head, 0);
	assert_false(read->followed);
	journal_free(&journal);
	journal_entry_free(&entry);
}

/* An entry that is not known in full must not be written anew, because that would lose the unknown part. */
static void check_left_as_it_is(struct journal_entry *entry, const char *name, const char *text)
{
	struct buf file;
	struct err err;

	entry->told = true;
	assert_int_equal(journal_write(&home, entry, &err), journal_entry_known(entry));
	entry->told = false;
	buf_init(&file, 4096);
	assert_ok(home_read(&file, &home, "journal", name, &err));
	assert_int_equal(strcmp(buf_string(&file), text) == 0, !journal_entry_known(entry));
	buf_free(&file);
}

/* Entries of an older and of a later rialto. */
static void other_versions_entries_are_read(void **state)
{
	(void)state;
	static const char start[] = "{\"version\":1,\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"tx\",\"time_ms\":5,"
		"\"network\":\"base\",\"address\":\"0x0102030000000000000000000000000000000000\",\"tx\":{";
	static const char end[] = "\"units\":\"7\",\"hash\":\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\","
		"\"raw\":\"02f8\"}}";
	static const struct { const char *words, *purpose; bool amount_unknown; } cases[] = {
		{ "\"purpose\":\"stake\",\"token\":\"VVV\",", "stake", false },
		{ "\"purpose\":\"claim all of it and stake it again\",\"token\":\"VVV\",\"route\":[],", "claim all of it and st", false },
		{ "\"purpose\":\"wrap\",\"token\":\"WETH\",", "wrap", true },
	};
	static const char name[] = "0123456789abcdef0123456789abcdef.json";
	struct journal journal;
	struct err err;

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		char text[1024];
		int len = snprintf(text, sizeof(text), "%s%s%s", start, cases[i].words, end);

		assert_ok(home_write(&home, "journal", name, (const uint8_t *)text, (size_t)len, &err));
		assert_ok(journal_read(&journal, &home, &err));
		assert_int_equal(
			strncmp(journal_entry_purpose(&journal.items[0]), cases[i].purpose, strlen(cases[i].purpose)),
			0);
		assert_int_equal(journal.items[0].purpose, i ? PURPOSE_UNKNOWN : PURPOSE_STAKE);
		check_left_as_it_is(&journal.items[0], name, text);
		assert_int_equal(journal.items[0].amount_unknown, cases[i].amount_unknown);
		assert_int_equal(journal.items[0].proof.times, 0);
		assert_false(journal.items[0].told);
		journal_free(&journal);
	}
}

static void a_mint_comes_back_whole(void **state)
{
	(void)state;
	struct journal_entry entry = mint_entry(5), *read;
	struct journal journal;
	struct err err;

	snprintf(entry.replaces, sizeof(entry.replaces), "key-1");
	assert_ok(journal_write(&home, &entry, &err));
	assert_ok(journal_read(&journal, &home, &err));
	assert_int_equal(journal.count, 1);
	read = &journal.items[0];
	assert_int_equal(read->kind, JOURNAL_MINT);
	assert_int_equal(read->options.type, KEY_ADMIN);
	assert_string_equal(read->options.description, entry.options.description);
	assert_string_equal(read->options.expires, "2099-01-31");
	assert_memory_equal(read->options.limit, entry.options.limit, sizeof(entry.options.limit));
	assert_true(read->options.has_period);
	assert_int_equal(read->options.period, KEY_LIFETIME);
	assert_false(read->options.has_privacy);
	assert_string_equal(read->replaces, "key-1");
	assert_memory_equal(read->token_hash, entry.token_hash, sizeof(entry.token_hash));
	journal_free(&journal);
	journal_entry_free(&entry);
}

/* The file holds nothing with which somebody could pay. */
static void a_payment_comes_back_whole(void **state)
{
	(void)state;
	struct journal_entry entry = {
		.kind = JOURNAL_PAYMENT, .time_ms = 5, .network = "base", .address = { { 1, 2, 3 } },
		.payment = {
			.chain_id = 8453, .from = { { 1, 2, 3 } }, .to = { { 4, 5 } },
			.amount = { TOKEN_USDC, { { 5000000, 0, 0, 1 } } }, .valid_after = 7,
			.valid_before = 1795250160, .nonce = { 0xab, 0xcd },
		},
	};
	struct journal journal;
	struct payment *read;
	char name[64];
	struct buf file;
	struct err err;

	assert_ok(journal_write(&home, &entry, &err));
	assert_ok(journal_read(&journal, &home, &err));
	assert_int_equal(journal.count, 1);
	assert_int_equal(journal.items[0].kind, JOURNAL_PAYMENT);
	read = &journal.items[0].payment;
	assert_int_equal(read->chain_id, 8453);
	assert_true(address_equal(read->from, entry.address) && address_equal(read->to, entry.payment.to));
	assert_int_equal(amount_compare(read->amount, entry.payment.amount), 0);
	assert_int_equal(read->valid_after, 7);
	assert_int_equal(read->valid_before, 1795250160);
	assert_memory_equal(read->nonce, entry.payment.nonce, sizeof(read->nonce));
	journal_free(&journal);
	snprintf(name, sizeof(name), "%s.json", entry.id);
	buf_init(&file, 0);
	assert_ok(home_read(&file, &home, "journal", name, &err));
	assert_null(strstr(buf_string(&file), "signature"));
	buf_free(&file);
}

static void reads_the_oldest_first(void **state)
{
	(void)state;
	static const int64_t times[] = { 30, 10, 20 };
	struct journal journal;
	struct err err;

	for (size_t i = 0; i < 3; i++) {
		struct journal_entry entry = i == 1 ? mint_entry(times[i]) : tx_entry(times[i]);

		assert_ok(journal_write(&home, &entry, &err));
		journal_entry_free(&entry);
	}
	assert_ok(journal_read(&journal, &home, &err));
	assert_int_equal(journal.count, 3);
	assert_int_equal(journal.items[0].time_ms, 10);
	assert_int_equal(journal.items[1].time_ms, 20);
	assert_int_equal(journal.items[2].time_ms, 30);
	journal_free(&journal);
}

static void rewrites_and_closes(void **state)
{
	(void)state;
	struct journal_entry entry = tx_entry(5);
	char id[JOURNAL_ID_SIZE];
	struct journal journal;
	struct err err;

	assert_ok(journal_write(&home, &entry, &err));
	strcpy(id, entry.id);
	entry.purpose = PURPOSE_APPROVE;
	assert_ok(journal_write(&home, &entry, &err));
	assert_string_equal(entry.id, id);
	assert_ok(journal_read(&journal, &home, &err));
	assert_int_equal(journal.count, 1);
	assert_int_equal(journal.items[0].purpose, PURPOSE_APPROVE);
	journal_free(&journal);
	assert_ok(journal_close(&home, id, &err));
	assert_ok(journal_read(&journal, &home, &err));
	assert_int_equal(journal.count, 0);
	journal_free(&journal);
	assert_ok(journal_close(&home, id, &err));	/* as after a removal that failed half-way */
	assert_refused(journal_close(&home, "../keystore/x", &err), ERR_INTERNAL);
	journal_entry_free(&entry);
}

/* Writes an entry, and reads the file that the journal then has. */
static void write_and_read(struct buf *file, char name[JOURNAL_ID_SIZE + 5], struct journal_entry *entry)
{
	struct err err;

	assert_ok(journal_write(&home, entry, &err));
	snprintf(name, JOURNAL_ID_SIZE + 5, "%s.json", entry->id);
	buf_init(file, 0);
	assert_ok(home_read(file, &home, "journal", name, &err));
}

/* Tries every truncation, and every byte made a space.  What is left must either be refused by name
 * or still say the same kind of thing. */
static void names_a_damaged_file(void **state)
{
	(void)state;
	struct journal_entry entry = tx_entry(5);
	char name[JOURNAL_ID_SIZE + 5];
	struct journal journal;
	struct buf file;
	struct err err;

	write_and_read(&file, name, &entry);
	for (size_t len = 0; len < file.len; len++) {
		write_file(scratch_path(&home, "journal", name), file.data, len);
		assert_refused(journal_read(&journal, &home, &err), ERR_JOURNAL_BAD);
		assert_non_null(strstr(err.msg, name));
	}
	for (size_t i = 0; i < file.len; i++) {
		uint8_t was = file.data[i];

		file.data[i] = '}';
		write_file(scratch_path(&home, "journal", name), file.data, file.len);
		if (journal_read(&journal, &home, &err)) {
			assert_int_equal(journal.count, 1);
			assert_int_equal(journal.items[0].kind, JOURNAL_TX);
			journal_free(&journal);
		}
		file.data[i] = was;
	}
	buf_free(&file);
	journal_entry_free(&entry);
}

static void a_file_under_another_name_is_damaged(void **state)
{
	(void)state;
	struct journal_entry entry = mint_entry(5);
	char name[JOURNAL_ID_SIZE + 5];
	struct journal journal;
	struct buf file;
	struct err err;

	write_and_read(&file, name, &entry);
	assert_ok(home_write(&home, "journal", "notes.txt", file.data, file.len, &err));
	assert_refused(journal_read(&journal, &home, &err), ERR_JOURNAL_BAD);
	assert_non_null(strstr(err.msg, "notes.txt"));
	buf_free(&file);
}

static void ids_are_random(void **state)
{
	(void)state;
	struct journal_entry one = mint_entry(1), two = mint_entry(1);
	struct err err;

	assert_ok(journal_write(&home, &one, &err));
	assert_ok(journal_write(&home, &two, &err));
	assert_string_not_equal(one.id, two.id);
	strcpy(one.id, "../../../etc/passwd");
	assert_refused(journal_write(&home, &one, &err), ERR_INTERNAL);
}

#define test(f) cmocka_unit_test_setup_teardown(f, open_home, close_home)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(what_failed_to_be_written_is_not_there),
		test(a_transaction_comes_back_whole),
		test(what_the_wallet_did_not_sign_is_known),
		test(a_transaction_that_was_told_comes_back_whole),
		test(other_versions_entries_are_read),
		test(a_mint_comes_back_whole),
		test(a_payment_comes_back_whole),
		test(reads_the_oldest_first),
		test(rewrites_and_closes),
		test(names_a_damaged_file),
		test(a_file_under_another_name_is_damaged),
		test(ids_are_random),
	};

	return cmocka_run_group_tests_name("keystore_journal", tests, NULL, NULL);
}
