#include "keystore/keystore.h"

#include "keystore/mnemonic.h"
#include "tests/unit/keystore_help.h"

static const char words[] = "test test test test test test test test test test test junk";
static const char key_one[] = "0000000000000000000000000000000000000000000000000000000000000001";
static const char key_two[] = "0000000000000000000000000000000000000000000000000000000000000002";

static struct home home;
static struct passphrase *password, *wrong;

static int prepare(void **state)
{
	(void)state;
	scratch_home(&home);
	password = passphrase_of("pw");
	wrong = passphrase_of("pW");
	return 0;
}

static int clean(void **state)
{
	(void)state;
	passphrase_free(password);
	passphrase_free(wrong);
	scratch_home_remove(&home);
	return 0;
}

static bool add_key(struct account *out, const char *name, const char *hex, struct err *err)
{
	struct seckey *key = seckey_of(hex);
	bool ok = keystore_add_key(out, &home, name, key, password, tiny_work, err);

	seckey_free(key);
	return ok;
}

static bool add_words(struct account *out, const char *name, const char *path, struct err *err)
{
	struct mnemonic *mnemonic = mnemonic_of(words);
	bool ok = keystore_add_mnemonic(out, &home, name, mnemonic, path, password, tiny_work, err);

	mnemonic_free(mnemonic);
	return ok;
}

static void adds_lists_and_opens(void **state)
{
	(void)state;
	struct account first, second, third;
	struct accounts accounts;
	struct signer *signer;
	size_t damaged = 99;
	struct err err;

	assert_ok(add_words(&first, "main", NULL, &err));
	assert_ok(add_key(&second, "bare key", key_one, &err));
	assert_ok(keystore_watch(&third, &home, "a friend's", (struct address){ { 7 } }, &err));
	assert_ok(keystore_list(&accounts, &damaged, &home, &err));
	assert_int_equal(accounts.count, 3);
	assert_int_equal(damaged, 0);
	assert_string_equal(accounts.items[0].name, "a friend's");
	assert_int_equal(accounts.items[0].kind, ACCOUNT_WATCH);
	assert_memory_equal(&accounts.items[0], &third, sizeof(third));
	assert_int_equal(accounts.items[1].kind, ACCOUNT_KEY);
	assert_memory_equal(&accounts.items[1], &second, sizeof(second));
	assert_int_equal(accounts.items[2].kind, ACCOUNT_MNEMONIC);
	assert_memory_equal(&accounts.items[2], &first, sizeof(first));
	assert_ok(keystore_open(&signer, &home, &accounts.items[2], password, &err));
	assert_true(address_equal(signer_address(signer), first.address));
	assert_hex(first.address.bytes, 20, "f39fd6e51aad88f6f4ce6ab8827279cfffb92266");
	signer_free(signer);
	assert_refused(keystore_open(&signer, &home, &first, wrong, &err), ERR_WRONG_PASSWORD);
	assert_refused(keystore_open(&signer, &home, &third, password, &err), ERR_WATCH_ONLY);
	accounts_free(&accounts);
}

static void gives_the_words_back(void **state)
{
	(void)state;
	struct account account, bare, watched;
	struct mnemonic *mnemonic;
	struct err err;

	assert_ok(add_words(&account, "main", "m/44'/60'/0'/0/3", &err));
	assert_hex(account.address.bytes, 20, "90f79bf6eb2c4f870365e785982e1f101e93b906");
	assert_ok(keystore_open_mnemonic(&mnemonic, &home, &account, password, &err));
	assert_string_equal(mnemonic->s.data, words);
	mnemonic_free(mnemonic);
	assert_refused(keystore_open_mnemonic(&mnemonic, &home, &account, wrong, &err), ERR_WRONG_PASSWORD);
	assert_ok(add_key(&bare, "bare", key_one, &err));
	assert_refused(keystore_open_mnemonic(&mnemonic, &home, &bare, password, &err), ERR_INVALID_INPUT);
	assert_ok(keystore_watch(&watched, &home, "watched", (struct address){ { 7 } }, &err));
	assert_refused(keystore_open_mnemonic(&mnemonic, &home, &watched, password, &err), ERR_WATCH_ONLY);
}

static void refuses_what_is_there(void **state)
{
	(void)state;
	struct account account, again;
	struct err err;

	assert_ok(add_key(&account, "main", key_one, &err));
	assert_refused(add_key(&again, "main", key_two, &err), ERR_WALLET_EXISTS);
	assert_refused(add_key(&again, "other", key_one, &err), ERR_WALLET_EXISTS);
	assert_non_null(strstr(err.msg, "'main'"));
	assert_refused(keystore_watch(&again, &home, "other", account.address, &err), ERR_WALLET_EXISTS);
	assert_ok(keystore_watch(&again, &home, "watched", (struct address){ { 7 } }, &err));
	assert_refused(add_key(&again, "watched", key_two, &err), ERR_WALLET_EXISTS);
	assert_ok(add_key(&again, "other", key_two, &err));
}

static void refuses_bad_input_before_writing(void **state)
{
	(void)state;
	struct passphrase *empty = passphrase_of("");
	struct seckey *key = seckey_of(key_one), *zero = seckey_new();
	struct mnemonic *bad = mnemonic_of("test test");
	struct accounts accounts;
	struct account account;
	struct err err;

	zero->s.len = 32;
	assert_refused(keystore_add_key(&account, &home, "main", key, empty, tiny_work, &err), ERR_INVALID_INPUT);
	assert_refused(keystore_add_key(&account, &home, "", key, password, tiny_work, &err), ERR_INVALID_INPUT);
	assert_refused(keystore_add_key(&account, &home, "../a", key, password, tiny_work, &err), ERR_INVALID_INPUT);
	assert_refused(keystore_add_key(&account, &home, "main", zero, password, tiny_work, &err), ERR_INVALID_INPUT);
	assert_refused(keystore_add_mnemonic(&account, &home, "main", bad, NULL, password, tiny_work, &err),
		       ERR_MNEMONIC_BAD);
	assert_refused(add_words(&account, "main", "m/x", &err), ERR_INVALID_INPUT);
	assert_ok(keystore_list(&accounts, NULL, &home, &err));
	assert_int_equal(accounts.count, 0);
	accounts_free(&accounts);
	passphrase_free(empty);
	seckey_free(key);
	seckey_free(zero);
	mnemonic_free(bad);
}

/* Copies another program's file into the folder, which makes it a wallet. */
static void copy_in(const char *vector, const char *as)
{
	struct buf json;
	struct err err;

	vector_read(&json, vector);
	assert_ok(home_write(&home, "keystore", as, json.data, json.len, &err));
	buf_free(&json);
}

static void names_what_has_no_name(void **state)
{
	(void)state;
	struct accounts accounts;
	struct passphrase *foreign = passphrase_of("grOQ8QDnGHvpYJf");
	struct signer *signer;
	size_t damaged;
	struct err err;

	copy_in("keystore/single/ethers-parity.json", "parity");
	copy_in("keystore/single/ekrs-scrypt.json", "cast-wallet");
	copy_in("keystore/single/ekrs-scrypt.json",
		"UTC--2026-11-21T08-30-00.000000000Z--aeca03483e2dba25dc43baedc9f811330d634d46");
	copy_in("keystore/single/ejs-version2.json", "broken");
	copy_in("keystore/single/ejs-presale-1.json", "presale");
	assert_ok(keystore_list(&accounts, &damaged, &home, &err));
	assert_int_equal(damaged, 2);
	assert_int_equal(accounts.count, 3);
	assert_string_equal(accounts.items[0].name, "0x00a3…EA72");
	assert_string_equal(accounts.items[1].name, "0xAEca…4d46");
	assert_string_equal(accounts.items[2].name, "cast-wallet");
	assert_true(address_is_zero(accounts.items[2].address));
	assert_ok(keystore_open(&signer, &home, &accounts.items[2], foreign, &err));
	assert_true(address_equal(signer_address(signer), accounts.items[1].address));
	signer_free(signer);
	passphrase_free(foreign);
	accounts_free(&accounts);
}

static void names_stay_unique(void **state)
{
	(void)state;
	struct accounts accounts;
	struct account account;
	struct buf json;
	struct err err;

	assert_ok(add_key(&account, "main", key_one, &err));
	buf_init(&json, 0);
	assert_ok(home_read(&json, &home, "keystore", account.file, &err));
	assert_ok(home_write(&home, "keystore", "copy-1", json.data, json.len, &err));
	assert_ok(home_write(&home, "keystore", "copy-2", json.data, json.len, &err));
	assert_ok(keystore_list(&accounts, NULL, &home, &err));
	assert_int_equal(accounts.count, 3);
	assert_string_equal(accounts.items[0].name, "main");
	assert_string_equal(accounts.items[1].name, "main-2");
	assert_string_equal(accounts.items[2].name, "main-3");
	accounts_free(&accounts);
	buf_free(&json);
}

static void notices_an_exchanged_file(void **state)
{
	(void)state;
	struct account one, two;
	struct signer *signer;
	struct buf json;
	struct err err;

	assert_ok(add_key(&one, "one", key_one, &err));
	assert_ok(add_key(&two, "two", key_two, &err));
	buf_init(&json, 0);
	assert_ok(home_read(&json, &home, "keystore", two.file, &err));
	assert_ok(home_write(&home, "keystore", one.file, json.data, json.len, &err));
	assert_refused(keystore_open(&signer, &home, &one, password, &err), ERR_KEYSTORE_BAD);
	buf_free(&json);
}

static void stores_a_foreign_file_anew(void **state)
{
	(void)state;
	struct passphrase *foreign = passphrase_of("grOQ8QDnGHvpYJf");
	struct account account;
	struct signer *signer;
	struct buf json;
	struct err err;

	vector_read(&json, "keystore/single/ekrs-scrypt.json");
	assert_refused(keystore_add_v3(&account, &home, "cast", buf_string(&json), json.len, password, password,
				       tiny_work, &err), ERR_WRONG_PASSWORD);
	assert_ok(keystore_add_v3(&account, &home, "cast", buf_string(&json), json.len, foreign, password, tiny_work,
				  &err));
	assert_hex(account.address.bytes, 20, "aeca03483e2dba25dc43baedc9f811330d634d46");
	assert_ok(keystore_open(&signer, &home, &account, password, &err));
	signer_free(signer);
	buf_free(&json);
	passphrase_free(foreign);
}

static void an_imported_file_keeps_its_words(void **state)
{
	(void)state;
	struct mnemonic *mnemonic = mnemonic_of(words), *again;
	struct account account;
	struct seckey *key;
	struct buf json;
	struct err err;

	assert_ok(mnemonic_derive(&key, mnemonic, NULL, "m/44'/60'/0'/0/5", &err));
	buf_init(&json, 0);
	assert_ok(v3_encrypt(&json, key, mnemonic, "m/44'/60'/0'/0/5", "x", wrong, tiny_work, &err));
	assert_ok(keystore_add_v3(&account, &home, "main", buf_string(&json), json.len, wrong, password, tiny_work, &err));
	assert_int_equal(account.kind, ACCOUNT_MNEMONIC);
	assert_ok(keystore_open_mnemonic(&again, &home, &account, password, &err));
	assert_string_equal(again->s.data, words);
	mnemonic_free(mnemonic);
	mnemonic_free(again);
	seckey_free(key);
	buf_free(&json);
}

static void exports_the_file_as_it_is(void **state)
{
	(void)state;
	struct account account;
	struct buf stored, exported;
	char path[HOME_PATH_SIZE + 16];
	struct err err;

	assert_ok(add_key(&account, "main", key_one, &err));
	snprintf(path, sizeof(path), "%s/export", home.data);
	assert_ok(keystore_export(&home, &account, path, &err));
	buf_init(&stored, 0);
	buf_init(&exported, 0);
	assert_ok(home_read(&stored, &home, "keystore", account.file, &err));
	assert_ok(home_import_file(&exported, path, &err));
	assert_int_equal(stored.len, exported.len);
	assert_memory_equal(stored.data, exported.data, stored.len);
	assert_refused(keystore_export(&home, &account, path, &err), ERR_INVALID_INPUT);
	buf_free(&stored);
	buf_free(&exported);
}

static void nothing_on_disk_is_readable(void **state)
{
	(void)state;
	struct account account;
	struct buf json;
	struct err err;

	assert_ok(add_words(&account, "main", NULL, &err));
	buf_init(&json, 0);
	assert_ok(home_read(&json, &home, "keystore", account.file, &err));
	assert_null(strstr(buf_string(&json), "junk"));
	assert_null(strstr(buf_string(&json), "ac0974bec39a17e36ba4a6b4d238ff944bacb478"));
	assert_null(strstr(buf_string(&json), "\"pw\""));
	buf_free(&json);
}

#define test(f) cmocka_unit_test_setup_teardown(f, prepare, clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(adds_lists_and_opens),
		test(gives_the_words_back),
		test(refuses_what_is_there),
		test(refuses_bad_input_before_writing),
		test(names_what_has_no_name),
		test(names_stay_unique),
		test(notices_an_exchanged_file),
		test(stores_a_foreign_file_anew),
		test(an_imported_file_keeps_its_words),
		test(exports_the_file_as_it_is),
		test(nothing_on_disk_is_readable),
	};

	return cmocka_run_group_tests_name("keystore_keystore", tests, NULL, NULL);
}
