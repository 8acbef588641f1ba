/* Listing: another program's folder, and the short ways for large keystores. */
#include <time.h>

#include "keystore/keystore_cache.h"
#include "keystore/keystore_change.h"
#include "keystore/mnemonic.h"
#include "keystore/v3_quick.h"
#include "tests/unit/keystore_help.h"

static const char words[] = "test test test test test test test test test test test junk";

static struct home home, other;
static struct passphrase *password;
static long ahead;	/* seconds */

/* The program's clock for this test: a folder settles without waiting. */
int clock_gettime(clockid_t id, struct timespec *out)
{
	(void)id;
	*out = (struct timespec){ .tv_sec = time(NULL) + ahead };
	return 0;
}

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
	ahead = 0;
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

/* Cheap files, as geth has them. */
static void fill(unsigned from, unsigned to)
{
	char file[96], json[600];

	for (unsigned i = from; i < to; i++) {
		snprintf(file, sizeof(file), "UTC--2026-11-21T08-30-00.000000000Z--%040x", i);
		snprintf(json, sizeof(json),
			 "{\"address\":\"%040x\",\"crypto\":{\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"%064x\",\"cipherparams\":"
			 "{\"iv\":\"%032x\"},\"kdf\":\"scrypt\",\"kdfparams\":{\"dklen\":32,\"n\":2,\"p\":1,\"r\":8,\"salt\":\"%064x\"},"
			 "\"mac\":\"%064x\"},\"id\":\"x\",\"version\":3,\"x-rialto\":{\"name\":\"wallet %u\"}}", i, 1u, 2u, 3u, 4u, i);
		write_file(scratch_path(&home, "keystore", file), json, strlen(json));
	}
}

static bool has_cache(void)
{
	return access(scratch_path(&home, ".", "wallets.cache"), F_OK) == 0;
}

static void assert_same(const struct accounts *a, const struct accounts *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_string_equal(a->items[i].name, b->items[i].name);
		assert_string_equal(a->items[i].file, b->items[i].file);
		assert_true(address_equal(a->items[i].address, b->items[i].address));
		assert_int_equal(a->items[i].kind, b->items[i].kind);
	}
}

static void remembers_a_large_keystore(void **state)
{
	(void)state;
	struct accounts first, second, third;
	size_t damaged;

	fill(1, 400);
	write_file(scratch_path(&home, "keystore", "broken"), "{", 1);
	first = list(&damaged);
	assert_int_equal(first.count, 399);
	assert_int_equal(damaged, 1);
	assert_false(has_cache());	/* it changed just now */
	ahead = 10;
	second = list(&damaged);
	assert_true(has_cache());
	third = list(&damaged);
	assert_int_equal(damaged, 1);
	assert_same(&first, &second);
	assert_same(&first, &third);
	accounts_free(&first);
	accounts_free(&second);
	accounts_free(&third);
}

static void forgets_when_a_file_comes_or_goes(void **state)
{
	(void)state;
	struct accounts accounts;

	fill(1, 400);
	ahead = 10;
	accounts = list(NULL);
	accounts_free(&accounts);
	assert_true(has_cache());
	fill(400, 402);
	accounts = list(NULL);
	assert_int_equal(accounts.count, 401);
	accounts_free(&accounts);
	assert_int_equal(unlink(scratch_path(&home, "keystore", "UTC--2026-11-21T08-30-00.000000000Z--"
					     "0000000000000000000000000000000000000007")), 0);
	accounts = list(NULL);
	assert_int_equal(accounts.count, 400);
	accounts_free(&accounts);
}

/* Whatever the cache has become, the listing is right. */
static void survives_a_damaged_cache(void **state)
{
	(void)state;
	struct accounts right, accounts;
	struct buf cache;
	struct err err;

	fill(1, 300);
	ahead = 10;
	right = list(NULL);
	buf_init(&cache, 0);
	assert_ok(home_read(&cache, &home, ".", "wallets.cache", &err));
	for (size_t len = 0; len < cache.len; len += 61) {
		write_file(scratch_path(&home, ".", "wallets.cache"), cache.data, len);
		accounts = list(NULL);
		assert_same(&right, &accounts);
		accounts_free(&accounts);
	}
	buf_free(&cache);
	accounts_free(&right);
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

/* What the short way takes, the long way takes, and reads the same in it. */
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
		assert_ok(v3_encrypt(&json, key, i % 2 ? mnemonic : NULL, NULL, names[i / 2], password, tiny_work, &err));
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
		cmocka_unit_test_setup_teardown(remembers_a_large_keystore, prepare, clean),
		cmocka_unit_test_setup_teardown(forgets_when_a_file_comes_or_goes, prepare, clean),
		cmocka_unit_test_setup_teardown(survives_a_damaged_cache, prepare, clean),
		cmocka_unit_test_setup_teardown(quick_says_what_the_whole_reader_says, prepare, clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
