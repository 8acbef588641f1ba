/* Listing: another program's folder, large keystores, and the short way to read a file. */
#include "keystore/keystore_change.h"
#include "keystore/mnemonic.h"
#include "keystore/v3_quick.h"
#include "tests/unit/keystore_help.h"

static const char words[] = "test test test test test test test test test test test junk";

static struct home home, other;
static struct passphrase *password;
static struct account add(const struct home *where, const char *name, uint8_t number)
{
	struct seckey *key = seckey_new();
	struct account account;
	struct err err;

	key->s.len = 32;
	key->s.data[31] = (char)number;
	assert_ok(keystore_add_key(&account, where, name, key, password, tiny_work, &err));
	seckey_free(key);
	return account;
}

static int prepare(void **state)
{
	(void)state;
	password = passphrase_of("pw");
	scratch_home(&home);
	scratch_home(&other);
	return 0;
}

static int clean(void **state)
{
	(void)state;
	passphrase_free(password);
	scratch_home_remove(&home);
	scratch_home_remove(&other);
	return 0;
}

static void use_other(void)
{
	snprintf(home.other, sizeof(home.other), "%.*s/keystore", HOME_PATH_SIZE - 16, other.data);
}

static struct accounts list(size_t *damaged)
{
	struct accounts accounts;
	struct err err;

	assert_ok(keystore_list(&accounts, damaged, &home, &err));
	return accounts;
}

static void uses_another_folder_in_place(void **state)
{
	(void)state;
	struct account own = add(&home, "main", 1);
	struct account theirs = add(&other, "main", 2), both, imported, renamed;
	struct accounts accounts;
	struct signer *signer;
	size_t damaged;
	struct err err;

	both = add(&other, "both", 1);
	write_file(scratch_path(&other, "keystore", "README"), "hello", 5);
	use_other();
	accounts = list(&damaged);
	assert_int_equal(accounts.count, 2);
	assert_int_equal(damaged, 0);
	assert_string_equal(accounts.items[0].name, "main");
	assert_true(address_equal(accounts.items[0].address, own.address));
	assert_false(accounts.items[0].foreign);
	assert_string_equal(accounts.items[1].name, "main-2");
	assert_true(accounts.items[1].foreign);
	assert_ok(keystore_open(&signer, &home, &accounts.items[1], password, &err));
	assert_true(address_equal(signer_address(signer), theirs.address));
	signer_free(signer);
	assert_refused(keystore_rename(&renamed, &home, &accounts.items[1], "x", &err), ERR_FOREIGN_KEYSTORE);
	assert_refused(keystore_remove(&home, &accounts.items[1], &err), ERR_FOREIGN_KEYSTORE);
	assert_refused(keystore_change_password(&home, &accounts.items[1], password, password, tiny_work, &err),
		       ERR_FOREIGN_KEYSTORE);
	accounts_free(&accounts);
	imported = add(&home, "taken over", 2);
	accounts = list(NULL);
	assert_int_equal(accounts.count, 2);
	assert_false(accounts_find(&accounts, imported.name)->foreign);
	accounts_free(&accounts);
	assert_true(address_equal(both.address, own.address));
}

static void refuses_a_folder_that_is_not_there(void **state)
{
	(void)state;
	struct accounts accounts;
	struct err err;

	strcpy(home.other, "/nonexistent/keystore");
	assert_refused(keystore_list(&accounts, NULL, &home, &err), ERR_IO);
	assert_non_null(strstr(err.msg, "/nonexistent"));
}

/* Returns a cheap file as geth writes it. */
static const char *file_of(unsigned number)
{
	char file[96];

	snprintf(file, sizeof(file), "UTC--2026-11-21T08-30-00.000000000Z--%040x", number);
	return scratch_path(&home, "keystore", file);
}

static void put(unsigned number, unsigned address, const char *name)
{
	char json[600];

	snprintf(json, sizeof(json),
		 "{\"address\":\"%040x\",\"crypto\":{\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"%064x\",\"cipherparams\":"
		 "{\"iv\":\"%032x\"},\"kdf\":\"scrypt\",\"kdfparams\":{\"dklen\":32,\"n\":2,\"p\":1,\"r\":8,\"salt\":\"%064x\"},"
		 "\"mac\":\"%064x\"},\"id\":\"x\",\"version\":3,\"x-rialto\":{\"name\":\"%s\"}}",
		 address, 1u, 2u, 3u, 4u, name);
	write_file(file_of(number), json, strlen(json));
}

static void fill(unsigned count)
{
	char name[16];

	for (unsigned i = 1; i <= count; i++) {
		snprintf(name, sizeof(name), "wallet %04u", i);
		put(i, i, name);
	}
}

static void lists_a_large_keystore_in_order(void **state)
{
	(void)state;
	struct accounts accounts;
	char name[16], address[41];
	size_t damaged;

	fill(1001);
	write_file(scratch_path(&home, "keystore", "broken"), "{", 1);
	write_file(scratch_path(&home, "keystore", "unreadable"), "", 0);
	accounts = list(&damaged);
	assert_int_equal(accounts.count, 1001);
	assert_int_equal(damaged, 2);
	for (unsigned i = 1; i <= 1001; i++) {
		const struct account *account = &accounts.items[i - 1];

		snprintf(name, sizeof(name), "wallet %04u", i);
		assert_string_equal(account->name, name);
		hex_encode(address, account->address.bytes, sizeof(account->address.bytes));
		assert_int_equal(strtoul(address, NULL, 16), i);
		assert_non_null(strstr(account->file, address));
	}
	accounts_free(&accounts);
}

/* Whatever another tool does to the files, in place and within one tick of the clock, is noticed. */
static void sees_what_other_programs_do_to_files(void **state)
{
	(void)state;
	struct accounts accounts;
	char from[256];

	fill(300);
	accounts = list(NULL);
	assert_int_equal(accounts.count, 300);
	accounts_free(&accounts);
	put(7, 1007, "edited");
	put(8, 8, "renamed");
	put(301, 301, "added");
	assert_int_equal(unlink(file_of(9)), 0);
	strcpy(from, file_of(10));
	assert_int_equal(rename(from, file_of(11)), 0);
	accounts = list(NULL);
	assert_int_equal(accounts.count, 299);
	assert_null(accounts_find(&accounts, "wallet 0007"));
	assert_int_equal(accounts_find(&accounts, "edited")->address.bytes[18], 1007 >> 8);
	assert_non_null(accounts_find(&accounts, "renamed"));
	assert_non_null(accounts_find(&accounts, "added"));
	assert_null(accounts_find(&accounts, "wallet 0009"));
	assert_non_null(accounts_find(&accounts, "wallet 0010"));
	assert_null(accounts_find(&accounts, "wallet 0011"));
	accounts_free(&accounts);
}

static void assert_quick_agrees(const char *json, size_t len, bool expected)
{
	struct v3_plain quick = { 0 }, full = { 0 };
	struct err err;
	bool ok = v3_quick(&quick, json, len);

	if (expected)
		assert_true(ok);
	if (!ok)
		return;
	assert_ok(v3_inspect(&full, json, len, &err));
	assert_int_equal(quick.has_address, full.has_address);
	assert_true(address_equal(quick.address, full.address));
	assert_string_equal(quick.name, full.name);
	assert_int_equal(quick.has_mnemonic, full.has_mnemonic);
}

/* A file that the short way accepts must read the same by the long way. */
static void quick_says_what_the_whole_reader_says(void **state)
{
	(void)state;
	static const char *const names[] = { "main", "größer", "\"quoted\"", "", "a\\b", "\xff" };
	struct mnemonic *mnemonic = mnemonic_of(words);
	struct seckey *key;
	struct buf json;
	struct err err;

	assert_ok(mnemonic_derive(&key, mnemonic, NULL, MNEMONIC_DEFAULT_PATH, &err));
	buf_init(&json, 0);
	for (int i = 0; i < 12; i++) {
		assert_ok(
			v3_encrypt(&json, key, i % 2 ? mnemonic : NULL, NULL, names[i / 2], password, tiny_work, &err));
		assert_quick_agrees(buf_string(&json), json.len, i < 4);
		for (size_t at = 0; at < json.len; at++) {
			uint8_t was = json.data[at];

			for (int bit = 0; bit < 8; bit++) {
				json.data[at] = (uint8_t)(was ^ 1 << bit);
				assert_quick_agrees(buf_string(&json), json.len, false);
			}
			json.data[at] = was;
			assert_quick_agrees(buf_string(&json), at, false);
		}
	}
	buf_free(&json);
	seckey_free(key);
	mnemonic_free(mnemonic);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(uses_another_folder_in_place, prepare, clean),
		cmocka_unit_test_setup_teardown(refuses_a_folder_that_is_not_there, prepare, clean),
		cmocka_unit_test_setup_teardown(lists_a_large_keystore_in_order, prepare, clean),
		cmocka_unit_test_setup_teardown(sees_what_other_programs_do_to_files, prepare, clean),
		cmocka_unit_test_setup_teardown(quick_says_what_the_whole_reader_says, prepare, clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
