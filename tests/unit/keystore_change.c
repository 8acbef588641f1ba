#include "keystore/keystore_change.h"

#include "keystore/mnemonic.h"
#include "tests/unit/keystore_help.h"

static const char words[] = "test test test test test test test test test test test junk";
static const char key_one[] = "0000000000000000000000000000000000000000000000000000000000000001";
static const char key_two[] = "0000000000000000000000000000000000000000000000000000000000000002";

static struct home home;
static struct passphrase *password, *other;
static struct account from_words, bare;

static struct account add_key(const char *name, const char *hex)
{
	struct seckey *key = seckey_of(hex);
	struct account account;
	struct err err;

	assert_ok(keystore_add_key(&account, &home, name, key, password, tiny_work, &err));
	seckey_free(key);
	return account;
}

static int prepare(void **state)
{
	(void)state;
	struct mnemonic *mnemonic = mnemonic_of(words);
	struct err err;

	scratch_home(&home);
	password = passphrase_of("pw");
	other = passphrase_of("another");
	assert_ok(keystore_add_mnemonic(&from_words, &home, "main", mnemonic, "m/44'/60'/0'/0/3", password, tiny_work,
					&err));
	mnemonic_free(mnemonic);
	bare = add_key("bare", key_one);
	return 0;
}

static int clean(void **state)
{
	(void)state;
	passphrase_free(password);
	passphrase_free(other);
	scratch_home_remove(&home);
	return 0;
}

static struct account find(const char *name)
{
	struct account account = { 0 };
	struct accounts accounts;
	struct err err;

	assert_ok(keystore_list(&accounts, NULL, &home, &err));
	if (accounts_find(&accounts, name))
		account = *accounts_find(&accounts, name);
	accounts_free(&accounts);
	return account;
}

static void assert_opens(const struct account *account, const struct passphrase *with)
{
	struct signer *signer;
	struct err err;

	assert_ok(keystore_open(&signer, &home, account, with, &err));
	assert_true(address_equal(signer_address(signer), account->address));
	signer_free(signer);
}

static void renames(void **state)
{
	(void)state;
	struct account renamed, watched;
	struct mnemonic *mnemonic;
	struct err err;

	assert_ok(keystore_rename(&renamed, &home, &from_words, "größer", &err));
	assert_string_equal(renamed.name, "größer");
	assert_string_equal(find("größer").file, from_words.file);
	assert_int_equal(find("größer").kind, ACCOUNT_MNEMONIC);
	assert_string_equal(find("main").file, "");
	assert_opens(&renamed, password);
	assert_ok(keystore_open_mnemonic(&mnemonic, &home, &renamed, password, &err));
	assert_string_equal(mnemonic->s.data, words);
	mnemonic_free(mnemonic);
	assert_ok(keystore_watch(&watched, &home, "friend", (struct address){ { 7 } }, &err));
	assert_ok(keystore_rename(&renamed, &home, &watched, "foe", &err));
	assert_int_equal(find("foe").kind, ACCOUNT_WATCH);
}

static void refuses_to_rename(void **state)
{
	(void)state;
	struct account renamed;
	struct err err;

	assert_refused(keystore_rename(&renamed, &home, &bare, "main", &err), ERR_WALLET_EXISTS);
	assert_refused(keystore_rename(&renamed, &home, &bare, "bare", &err), ERR_WALLET_EXISTS);
	assert_refused(keystore_rename(&renamed, &home, &bare, "../x", &err), ERR_INVALID_INPUT);
	write_file(scratch_path(&home, "keystore", bare.file), "{}", 2);
	assert_refused(keystore_rename(&renamed, &home, &bare, "new", &err), ERR_KEYSTORE_BAD);
	assert_refused(keystore_rename(&renamed, &home, &from_words, "bare\n", &err), ERR_INVALID_INPUT);
	assert_opens(&from_words, password);
}

/* Fields that other programs put into a file stay. */
static void keeps_foreign_fields(void **state)
{
	(void)state;
	struct account renamed;
	struct buf json;
	struct err err;
	size_t len;
	char *edited;

	buf_init(&json, 0);
	assert_ok(home_read(&json, &home, "keystore", bare.file, &err));
	len = json.len + 64;
	edited = malloc(len);
	assert_non_null(edited);
	snprintf(edited, len, "{\"theirs\":[1,2.50,18446744073709551615],%s", buf_string(&json) + 1);
	write_file(scratch_path(&home, "keystore", bare.file), edited, strlen(edited));
	free(edited);
	assert_ok(keystore_rename(&renamed, &home, &bare, "new", &err));
	assert_ok(home_read(&json, &home, "keystore", bare.file, &err));
	assert_non_null(strstr(buf_string(&json), "\"theirs\":[1,2.50,18446744073709551615]"));
	buf_free(&json);
	assert_opens(&renamed, password);
}

static void removes(void **state)
{
	(void)state;
	size_t copies = 9;
	struct err err;
	struct buf json;

	assert_ok(keystore_copies(&copies, &home, &bare, &err));
	assert_int_equal(copies, 0);
	buf_init(&json, 0);
	assert_ok(home_read(&json, &home, "keystore", bare.file, &err));
	assert_ok(home_write(&home, "keystore", "by-hand.json", json.data, json.len, &err));
	buf_free(&json);
	assert_ok(keystore_copies(&copies, &home, &bare, &err));
	assert_int_equal(copies, 1);
	assert_ok(keystore_remove(&home, &bare, &err));
	assert_string_equal(find("bare").file, "by-hand.json");
	assert_refused(keystore_remove(&home, &bare, &err), ERR_IO);
}

static void changes_the_password(void **state)
{
	(void)state;
	struct passphrase *empty = passphrase_of("");
	struct mnemonic *mnemonic;
	struct signer *signer;
	struct account after;
	struct err err;

	assert_refused(keystore_change_password(&home, &from_words, other, other, tiny_work, &err), ERR_WRONG_PASSWORD);
	assert_refused(keystore_change_password(&home, &from_words, password, empty, tiny_work, &err),
		       ERR_INVALID_INPUT);
	assert_ok(keystore_change_password(&home, &from_words, password, other, tiny_work, &err));
	after = find("main");
	assert_string_equal(after.file, from_words.file);
	assert_refused(keystore_open(&signer, &home, &after, password, &err), ERR_WRONG_PASSWORD);
	assert_opens(&after, other);
	assert_ok(keystore_open_mnemonic(&mnemonic, &home, &after, other, &err));
	assert_string_equal(mnemonic->s.data, words);
	mnemonic_free(mnemonic);
	passphrase_free(empty);
}

/* The words of a wallet with a BIP-39 passphrase do not give its key alone. */
static void never_drops_words(void **state)
{
	(void)state;
	struct mnemonic *mnemonic = mnemonic_of(words);
	struct seckey *key = seckey_of(key_two);
	struct account odd = { .name = "odd", .file = "odd.json" };
	struct buf json;
	struct err err;

	buf_init(&json, 0);
	assert_ok(v3_encrypt(&json, key, mnemonic, NULL, "odd", password, tiny_work, &err));
	assert_ok(home_write(&home, "keystore", odd.file, json.data, json.len, &err));
	assert_refused(keystore_change_password(&home, &odd, password, other, tiny_work, &err),
		       ERR_KEYSTORE_UNSUPPORTED);
	assert_sentence(err.msg);
	buf_free(&json);
	seckey_free(key);
	mnemonic_free(mnemonic);
}

static void assert_file(const char *path, const char *text)
{
	struct stat st;
	struct buf file;
	struct err err;

	buf_init(&file, 0);
	assert_ok(home_import_file(&file, path, &err));
	assert_string_equal(buf_string(&file), text);
	buf_free(&file);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
}

static void exports_bare_secrets(void **state)
{
	(void)state;
	char key_file[HOME_PATH_SIZE + 8], words_file[HOME_PATH_SIZE + 8];
	struct err err;

	snprintf(key_file, sizeof(key_file), "%s/key", home.data);
	snprintf(words_file, sizeof(words_file), "%s/words", home.data);
	assert_refused(keystore_export_key(&home, &bare, other, key_file, &err), ERR_WRONG_PASSWORD);
	assert_ok(keystore_export_key(&home, &bare, password, key_file, &err));
	assert_file(key_file, "0x0000000000000000000000000000000000000000000000000000000000000001\n");
	assert_refused(keystore_export_key(&home, &bare, password, key_file, &err), ERR_INVALID_INPUT);
	assert_refused(keystore_export_mnemonic(&home, &bare, password, words_file, &err), ERR_INVALID_INPUT);
	assert_ok(keystore_export_mnemonic(&home, &from_words, password, words_file, &err));
	assert_file(words_file, "test test test test test test test test test test test junk\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(renames, prepare, clean),
		cmocka_unit_test_setup_teardown(refuses_to_rename, prepare, clean),
		cmocka_unit_test_setup_teardown(keeps_foreign_fields, prepare, clean),
		cmocka_unit_test_setup_teardown(removes, prepare, clean),
		cmocka_unit_test_setup_teardown(changes_the_password, prepare, clean),
		cmocka_unit_test_setup_teardown(never_drops_words, prepare, clean),
		cmocka_unit_test_setup_teardown(exports_bare_secrets, prepare, clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
