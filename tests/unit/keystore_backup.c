#include "keystore/backup.h"

#include "keystore/keystore.h"
#include "tests/unit/keystore_help.h"

static struct home from, to;
static struct passphrase *password, *wrong;
static char path[HOME_PATH_SIZE + 16];
static struct account account;

static int prepare(void **state)
{
	(void)state;
	struct seckey *key = seckey_of("0000000000000000000000000000000000000000000000000000000000000001");
	struct err err;

	scratch_home(&from);
	scratch_home(&to);
	password = passphrase_of("backup pw");
	wrong = passphrase_of("wrong");
	assert_ok(keystore_add_key(&account, &from, "main", key, password, tiny_work, &err));
	seckey_free(key);
	snprintf(path, sizeof(path), "%s/backup", from.config);
	assert_ok(home_write(&from, "vault", "key.json", "{\"sealed\":1}", 12, &err));
	assert_ok(home_write(&from, "config", "config", "wallet = main\n", 14, &err));
	assert_ok(home_write(&from, "journal", "empty.json", "", 0, &err));
	return 0;
}

static int clean(void **state)
{
	(void)state;
	passphrase_free(password);
	passphrase_free(wrong);
	scratch_home_remove(&from);
	scratch_home_remove(&to);
	return 0;
}

static void assert_holds(const char *folder, const char *file, const char *text)
{
	struct buf bytes;
	struct err err;

	buf_init(&bytes, 0);
	assert_ok(home_read(&bytes, &to, folder, file, &err));
	assert_string_equal(buf_string(&bytes), text);
	buf_free(&bytes);
}

static void assert_nothing_restored(void)
{
	struct accounts accounts;
	struct err err;

	assert_ok(home_prepare(&to, &err));
	assert_ok(keystore_list(&accounts, NULL, &to, &err));
	assert_int_equal(accounts.count, 0);
	accounts_free(&accounts);
	assert_int_not_equal(access(scratch_path(&to, ".restore", ""), F_OK), 0);
	assert_int_not_equal(access(scratch_path(&to, ".restore-new", ""), F_OK), 0);
}

static void comes_back_whole(void **state)
{
	(void)state;
	struct accounts accounts;
	struct signer *signer;
	struct err err;
	struct stat st;
	size_t files;

	assert_ok(backup_write(&files, &from, path, password, tiny_work, &err));
	assert_int_equal(files, 4);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_refused(backup_write(&files, &from, path, password, tiny_work, &err), ERR_INVALID_INPUT);
	assert_ok(backup_restore(&files, &to, path, password, false, &err));
	assert_int_equal(files, 4);
	assert_holds("vault", "key.json", "{\"sealed\":1}");
	assert_holds("config", "config", "wallet = main\n");
	assert_holds("journal", "empty.json", "");
	assert_ok(keystore_list(&accounts, NULL, &to, &err));
	assert_int_equal(accounts.count, 1);
	assert_ok(keystore_open(&signer, &to, &accounts.items[0], password, &err));
	signer_free(signer);
	accounts_free(&accounts);
}

static void shows_nothing(void **state)
{
	(void)state;
	struct buf bytes;
	struct err err;
	size_t files;

	assert_ok(backup_write(&files, &from, path, password, tiny_work, &err));
	buf_init(&bytes, 0);
	assert_ok(home_import_file(&bytes, path, &err));
	assert_null(memmem(bytes.data, bytes.len, "main", 4));
	assert_null(memmem(bytes.data, bytes.len, "sealed", 6));
	assert_null(memmem(bytes.data, bytes.len, "json", 4));
	buf_free(&bytes);
}

static void refuses_a_home_in_use(void **state)
{
	(void)state;
	struct err err;
	size_t files;

	assert_ok(backup_write(&files, &from, path, password, tiny_work, &err));
	assert_ok(home_write(&to, "vault", "key.json", "old", 3, &err));
	assert_ok(home_write(&to, "vault", "other.json", "stays", 5, &err));
	assert_refused(backup_restore(&files, &to, path, password, false, &err), ERR_HOME_NOT_EMPTY);
	assert_holds("vault", "key.json", "old");
	assert_ok(backup_restore(&files, &to, path, password, true, &err));
	assert_holds("vault", "key.json", "{\"sealed\":1}");
	assert_holds("vault", "other.json", "stays");
}

static void refuses_wrong_passwords(void **state)
{
	(void)state;
	struct passphrase *empty = passphrase_of("");
	struct err err;
	size_t files;

	assert_refused(backup_write(&files, &from, path, empty, tiny_work, &err), ERR_INVALID_INPUT);
	assert_ok(backup_write(&files, &from, path, password, tiny_work, &err));
	assert_refused(backup_restore(&files, &to, path, wrong, false, &err), ERR_WRONG_PASSWORD);
	assert_nothing_restored();
	passphrase_free(empty);
}

/* Every byte is authenticated, also those of the header, and so is the end of the file. */
static void refuses_every_change(void **state)
{
	(void)state;
	struct buf whole, changed;
	struct err err;
	size_t files;

	assert_ok(backup_write(&files, &from, path, password, tiny_work, &err));
	buf_init(&whole, 0);
	buf_init(&changed, 0);
	assert_ok(home_import_file(&whole, path, &err));
	for (size_t i = 0; i < whole.len + 2; i++) {
		bool cut = i % 7 == 3, longer = i >= whole.len;

		if (i == 9)
			continue;	/* log2 n: the test of the limits tries up to 2^62 */
		buf_clear(&changed);
		buf_add(&changed, whole.data, cut ? i % whole.len : whole.len);
		if (longer)
			buf_add(&changed, "x", 1);
		else if (!cut)
			changed.data[i] ^= 1;
		write_file(path, changed.data, changed.len);
		if (backup_restore(&files, &to, path, password, false, &err))
			fail_msg("byte %zu", i);
		assert_sentence(err.msg);
	}
	assert_nothing_restored();
	buf_free(&whole);
	buf_free(&changed);
}

static void checks_the_work_first(void **state)
{
	(void)state;
	uint8_t header[200] = "rialtobk\1\36";
	struct err err;
	size_t files;

	header[13] = 8;
	header[17] = 1;
	write_file(path, header, sizeof(header));
	assert_refused(backup_restore(&files, &to, path, password, false, &err), ERR_KEYSTORE_LIMITS);
	header[9] = 255;
	write_file(path, header, sizeof(header));
	assert_refused(backup_restore(&files, &to, path, password, false, &err), ERR_KEYSTORE_LIMITS);
	header[9] = 0;
	write_file(path, header, sizeof(header));
	assert_refused(backup_restore(&files, &to, path, password, false, &err), ERR_KEYSTORE_BAD);
}

/* Sizes of more than one piece, and of exactly one. */
static void takes_any_size(void **state)
{
	(void)state;
	static char large[200000];
	struct err err;
	size_t files;

	memset(large, 'x', sizeof(large) - 1);
	for (size_t len = 64800; len < sizeof(large) - 1; len = len < 65600 ? len + 97 : 2 * len) {
		assert_ok(home_write(&from, "watch", "large", large, len, &err));
		assert_ok(backup_write(&files, &from, path, password, tiny_work, &err));
		assert_ok(backup_restore(&files, &to, path, password, true, &err));
		assert_int_equal(unlink(path), 0);
	}
	assert_int_equal(files, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(comes_back_whole, prepare, clean),
		cmocka_unit_test_setup_teardown(shows_nothing, prepare, clean),
		cmocka_unit_test_setup_teardown(refuses_a_home_in_use, prepare, clean),
		cmocka_unit_test_setup_teardown(refuses_wrong_passwords, prepare, clean),
		cmocka_unit_test_setup_teardown(refuses_every_change, prepare, clean),
		cmocka_unit_test_setup_teardown(checks_the_work_first, prepare, clean),
		cmocka_unit_test_setup_teardown(takes_any_size, prepare, clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
