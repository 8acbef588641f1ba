/*
 * The power goes, or the disk refuses, at the N-th call that changes or looks at something outside
 * the process, for every N.  What is left must be the old or the new, and it must open.  The calls
 * below take the place of libc's for all of keystore/.
 */
#undef _FORTIFY_SOURCE	/* it makes read() an inline function of the header */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "keystore/backup.h"
#include "keystore/journal.h"
#include "keystore/keystore_change.h"
#include "keystore/keystore_derive.h"
#include "keystore/log_file.h"
#include "keystore/mnemonic.h"
#include "keystore/secret_file.h"
#include "keystore/vault.h"
#include "tests/unit/keystore_help.h"

#define KILLED 99
#define FAILED 98
#define SAID_WRONG 97

static struct {
	int at, error;		/* the call that is struck, from 1; 0: none. error 0: the process ends there */
	bool lasts;		/* the error stays */
	bool looking;		/* calls that look and read are struck, not those that change something */
	int calls;
} fault;

/* What this file system cannot do. */
static bool names_all, overwrites;

/* Is this call the one? */
static bool strikes_at(bool looking)
{
	if (!fault.at || fault.looking != looking)
		return false;
	fault.calls++;
	if (fault.calls < fault.at || (fault.calls > fault.at && !fault.lasts))
		return false;
	if (!fault.error)
		_exit(KILLED);
	errno = fault.error;
	return true;
}

static bool strikes(void)
{
	return strikes_at(false);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	return strikes() ? -1 : syscall(SYS_write, fd, bytes, len);
}

/* fsync does nothing here, because only the process ends and not the machine. */
int fsync(int fd)
{
	(void)fd;
	return strikes() ? -1 : 0;
}

int rename(const char *from, const char *to)
{
	return strikes() ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
	return strikes() ? -1 : (int)syscall(SYS_renameat2, from_fd, from, to_fd, to, 0);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
	if (flags && overwrites) {
		errno = EINVAL;
		return -1;
	}
	return strikes() ? -1 : (int)syscall(SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
	return strikes() ? -1 : (int)syscall(SYS_linkat, from_fd, from, to_fd, to, flags);
}

int unlinkat(int fd, const char *path, int flags)
{
	return strikes() ? -1 : (int)syscall(SYS_unlinkat, fd, path, flags);
}

int unlink(const char *path)
{
	return strikes() ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
	return strikes() ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdir(const char *path, mode_t mode)
{
	return strikes() ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int openat(int fd, const char *path, int flags, ...)
{
	bool nameless = (flags & O_TMPFILE) == O_TMPFILE, makes = flags & O_CREAT || nameless;
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (makes)
		mode = va_arg(args, mode_t);
	va_end(args);
	if (nameless && names_all) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return strikes_at(!makes) ? -1 : (int)syscall(SYS_openat, fd, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE)
		mode = va_arg(args, mode_t);
	va_end(args);
	return openat(AT_FDCWD, path, flags, mode);
}

int lstat(const char *path, struct stat *st)
{
	return strikes_at(true) ? -1 : (int)syscall(SYS_newfstatat, AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}

int fstatat(int fd, const char *path, struct stat *st, int flags)
{
	return strikes_at(true) ? -1 : (int)syscall(SYS_newfstatat, fd, path, st, flags);
}

int fstat(int fd, struct stat *st)
{
	return strikes_at(true) ? -1 : (int)syscall(SYS_newfstatat, fd, "", st, AT_EMPTY_PATH);
}

ssize_t read(int fd, void *bytes, size_t len)
{
	return strikes_at(true) ? -1 : syscall(SYS_read, fd, bytes, len);
}

/* A file system need not say what kind of entry it lists. */
struct dirent *readdir(DIR *dir)
{
	struct dirent *entry = strikes_at(true) ? NULL : (struct dirent *)readdir64(dir);

	if (entry)
		entry->d_type = DT_UNKNOWN;
	return entry;
}

/* The home before each operation: a wallet of words, an API key, and a mint in flight. */

static const char words[] = "test test test test test test test test test test test junk";
static struct passphrase *password, *other;
static const char new_words[] = "legal winner thank year wave sausage worth useful legal winner thank yellow";
static struct signer *words_signer, *new_signer;	/* of the words */
static struct home home, backed_up;
static char outside[64], backup_path[80], out_path[80];

static bool add_mint(const struct home *where, const char *network, int64_t time_ms, struct err *err)
{
	struct journal_entry entry = { .kind = JOURNAL_MINT, .time_ms = time_ms };

	key_options_init(&entry.options);
	snprintf(entry.network, sizeof(entry.network), "%s", network);
	return journal_write(where, &entry, err);
}

static void add_first(struct home *where)
{
	struct mnemonic *mnemonic = mnemonic_of(words);
	struct key_info info = { .id = "first", .limit = { -1, -1, -1 } };
	struct apikey *key = apikey_of("VENICE-first-abcdef");
	struct account account;
	struct err err;

	assert_ok(keystore_add_mnemonic(&account, where, "main", mnemonic, NULL, password, tiny_work, &err));
	assert_ok(vault_seal(where, words_signer, &info, key, &err));
	assert_ok(add_mint(where, "first", 1, &err));
	apikey_free(key);
	mnemonic_free(mnemonic);
}

static struct signer *signer_of(const char *text)
{
	struct mnemonic *mnemonic = mnemonic_of(text);
	struct seckey *key;
	struct err err;

	assert_ok(mnemonic_derive(&key, mnemonic, NULL, MNEMONIC_DEFAULT_PATH, &err));
	mnemonic_free(mnemonic);
	return signer_new(key);
}

static int prepare_all(void **state)
{
	(void)state;
	struct err err;
	size_t files;

	words_signer = signer_of(words);
	new_signer = signer_of(new_words);
	password = passphrase_of("pw");
	other = passphrase_of("other");
	scratch_folder(outside);
	snprintf(backup_path, sizeof(backup_path), "%s/backup", outside);
	snprintf(out_path, sizeof(out_path), "%s/out", outside);
	scratch_home(&backed_up);
	add_first(&backed_up);
	assert_ok(home_write(&backed_up, "config", "config", "wallet = main\n", 14, &err));
	assert_ok(backup_write(&files, &backed_up, backup_path, password, tiny_work, &err));
	return 0;
}

static int clean_all(void **state)
{
	(void)state;
	passphrase_free(password);
	passphrase_free(other);
	signer_free(words_signer);
	signer_free(new_signer);
	scratch_home_remove(&backed_up);
	scratch_remove(outside);
	return 0;
}

/* The operations */

static bool find(struct account *out, const char *name, struct err *err)
{
	struct accounts accounts;
	bool ok;

	if (!keystore_list(&accounts, NULL, &home, err))
		return false;
	ok = accounts_find(&accounts, name);
	if (ok)
		*out = *accounts_find(&accounts, name);
	accounts_free(&accounts);
	return ok || err_set(err, ERR_WALLET_NOT_FOUND, "no wallet");
}

static bool run_new(struct err *err)
{
	struct mnemonic *mnemonic;
	struct account account;
	bool ok;

	if (!mnemonic_generate(&mnemonic, 12, NULL, err))
		return false;
	ok = keystore_add_mnemonic(&account, &home, "new", mnemonic, NULL, password, tiny_work, err);
	mnemonic_free(mnemonic);
	return ok;
}

static bool run_import(struct err *err)
{
	struct seckey *key = seckey_of("0000000000000000000000000000000000000000000000000000000000000007");
	struct account account;
	struct buf json;
	bool ok;

	buf_init(&json, 0);
	ok = v3_encrypt(&json, key, NULL, NULL, "x", other, tiny_work, err) &&
	     keystore_add_v3(&account, &home, "imported", buf_string(&json), json.len, other, password, tiny_work, err);
	buf_free(&json);
	seckey_free(key);
	return ok;
}

static bool run_rename(struct err *err)
{
	struct account account, renamed;

	return find(&account, "main", err) && keystore_rename(&renamed, &home, &account, "renamed", err);
}

static bool run_passwd(struct err *err)
{
	struct account account;

	return find(&account, "main", err) &&
	       keystore_change_password(&home, &account, password, other, tiny_work, err);
}

static bool run_remove(struct err *err)
{
	struct account account;

	return find(&account, "main", err) && keystore_remove(&home, &account, err);
}

static bool seal_with_main(struct key_info *info, const char *text, struct err *err)
{
	struct apikey *key = apikey_of(text);
	struct signer *signer = NULL;
	struct account account;
	bool ok = find(&account, "main", err) && keystore_open(&signer, &home, &account, password, err) &&
		  vault_seal(&home, signer, info, key, err);

	signer_free(signer);
	apikey_free(key);
	return ok;
}

static bool run_key_add(struct err *err)
{
	struct key_info info = { .id = "second", .limit = { -1, -1, -1 } };

	return seal_with_main(&info, "VENICE-second-123456", err);
}

/* Does as a mint: the key's place is taken before the key is there. */
static bool run_key_mint(struct err *err)
{
	struct key_info info = { .id = "minted", .limit = { -1, -1, -1 } };
	struct apikey *key = apikey_of("VENICE-minted-123456");
	struct home_room room = { 0 };
	bool ok = vault_reserve(&room, &home, err) && vault_seal_in(&room, &home, words_signer, &info, key, err);

	home_room_drop(&room);
	apikey_free(key);
	return ok;
}

/* Seals the same key again, with what is now known of it. */
static bool run_relabel(struct err *err)
{
	struct key_info info = { .id = "first", .description = "renamed", .limit = { -1, -1, -1 } };

	return seal_with_main(&info, "VENICE-first-abcdef", err);
}

static bool run_forget(struct err *err)
{
	return vault_remove(&home, "first", err);
}

static bool run_watch(struct err *err)
{
	struct address address = { { 1, 2, 3 } };
	struct account account;

	return keystore_watch(&account, &home, "cold", address, err);
}

static bool run_journal_write(struct err *err)
{
	return add_mint(&home, "second", 2, err);
}

static bool run_journal_close(struct err *err)
{
	struct journal journal;
	bool ok;

	if (!journal_read(&journal, &home, err))
		return false;
	ok = journal.count == 1 && journal_close(&home, journal.items[0].id, err);
	journal_free(&journal);
	return ok;
}

static bool run_log(struct err *err)
{
	struct log_entry entry = { .time_ms = 1700000000000, .event = "test", .text = "done" };

	return log_file_append(&home, &entry, err);
}

static bool run_restore(struct err *err)
{
	size_t files;

	return backup_restore(&files, &home, backup_path, password, true, err);
}

static bool run_backup(struct err *err)
{
	size_t files;

	return backup_write(&files, &home, out_path, password, tiny_work, err);
}

static bool find_first(struct account *out, struct err *err)
{
	struct accounts accounts;
	bool found = false;

	if (!keystore_list(&accounts, NULL, &home, err))
		return false;
	for (size_t i = 0; i < accounts.count && !found; i++) {
		found = accounts.items[i].kind == ACCOUNT_MNEMONIC;
		*out = accounts.items[i];
	}
	accounts_free(&accounts);
	return found || err_set(err, ERR_NO_WALLET, "no wallet has words");
}

static bool run_derive(struct err *err)
{
	struct account first, made;

	return find_first(&first, err) &&
	       keystore_derive(&made, &home, &first, "second", "m/44'/60'/0'/0/1", password, tiny_work, err);
}

static bool run_export_key(struct err *err)
{
	struct account first;

	return find_first(&first, err) && keystore_export_key(&home, &first, password, out_path, err);
}

static bool run_export_words(struct err *err)
{
	struct account first;

	return find_first(&first, err) && keystore_export_mnemonic(&home, &first, password, out_path, err);
}

/* Does as for a new wallet whose words go to a file first. */
static bool run_new_words(struct err *err)
{
	struct home_pending pending = { .wallet = signer_address(new_signer) };
	struct mnemonic *mnemonic = mnemonic_of(new_words);
	struct account account;
	bool ok;

	ok = secret_file_write(&home, out_path, &mnemonic->s, &pending, err) &&
	     keystore_add_mnemonic(&account, &home, "new", mnemonic, NULL, password, tiny_work, err);
	home_pending_settle(&pending, &home);
	mnemonic_free(mnemonic);
	return ok;
}

/* Describes a home in words. */

static const char *try_to_open(const struct account *account)
{
	struct signer *signer;
	struct err err;
	bool first = keystore_open(&signer, &home, account, password, &err);

	if (!first && !keystore_open(&signer, &home, account, other, &err))
		return "DOES NOT OPEN";
	signer_free(signer);
	return first ? "opens" : "opens with the other password";
}

/* Checks that the wallet from before is there byte for byte and opens as it did. */
static const char *opens_with(const struct account *account)
{
	static struct buf known;
	static const char *how;
	struct buf bytes;
	struct err err;
	bool same;

	buf_init(&bytes, 0);
	assert_ok(home_read(&bytes, &home, "keystore", account->file, &err));
	same = how && bytes.len == known.len && !memcmp(bytes.data, known.data, known.len);
	if (!how) {
		how = try_to_open(account);
		known = bytes;
		return how;
	}
	buf_free(&bytes);
	return same ? how : try_to_open(account);
}

static void describe_wallets(struct buf *out)
{
	struct accounts accounts;
	size_t damaged;
	struct err err;

	assert_ok(keystore_list(&accounts, &damaged, &home, &err));
	for (size_t i = 0; i < accounts.count; i++)
		buf_add_format(out, "%s %s %s\n", accounts.items[i].name, account_kind_name(accounts.items[i].kind),
			       accounts.items[i].kind == ACCOUNT_WATCH ? "" : opens_with(&accounts.items[i]));
	buf_add_format(out, "%zu damaged\n", damaged);
	accounts_free(&accounts);
}

static void describe_keys(struct buf *out)
{
	struct apikey *opened;
	struct key_list keys;
	size_t damaged;
	struct err err;

	assert_ok(vault_list(&keys, &damaged, &home, &err));
	for (size_t i = 0; i < keys.count; i++) {
		assert_ok(vault_open(&opened, &home, words_signer, keys.items[i].id, &err));
		buf_add_format(out, "key %s %s %s\n", keys.items[i].id, keys.items[i].description, opened->s.data);
		apikey_free(opened);
	}
	buf_add_format(out, "%zu damaged\n", damaged);
	key_list_free(&keys);
}

static void describe_journal(struct buf *out)
{
	struct log_entries log;
	struct journal journal;
	struct err err;

	assert_ok(journal_read(&journal, &home, &err));
	for (size_t i = 0; i < journal.count; i++)
		buf_add_format(out, "in flight on %s\n", journal.items[i].network);
	journal_free(&journal);
	assert_ok(log_file_read(&log, &home, &err));
	buf_add_format(out, "%zu in the log\n", log.count);
	log_entries_free(&log);
}

static void describe(struct buf *out)
{
	struct buf config;
	struct stat st;
	struct err err;

	buf_init(out, 0);
	buf_init(&config, 0);
	describe_wallets(out);
	describe_keys(out);
	describe_journal(out);
	if (home_read(&config, &home, "config", "config", &err))
		buf_add_format(out, "config %s", buf_string(&config));
	if (stat(out_path, &st) == 0)
		buf_add_format(out, "file of %lld bytes\n", (long long)st.st_size);
	buf_free(&config);
}

static bool has(const char *name)
{
	return access(scratch_path(&home, name, ""), F_OK) == 0;
}

/* Checks that outside of the home only the exported file lies. */
static void check_outside(const char *what, int at)
{
	DIR *dir = opendir(outside);

	assert_non_null(dir);
	for (const struct dirent *entry; (entry = readdir(dir));)
		if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
			if (strcmp(entry->d_name, "backup") != 0 && strcmp(entry->d_name, "out") != 0)
				fail_msg("%s, call %d: %s is left", what, at, entry->d_name);
	closedir(dir);
}

static void check_no_notes(const char *what, int at)
{
	DIR *dir = opendir(home.data);

	assert_non_null(dir);
	for (const struct dirent *entry; (entry = readdir(dir));)
		if (strncmp(entry->d_name, "exporting-", 10) == 0 || strncmp(entry->d_name, "making-", 7) == 0)
			fail_msg("%s, call %d: %s is left", what, at, entry->d_name);
	closedir(dir);
}

static bool copy_file(void *context, const char *file)
{
	const char *folder = context;
	struct buf bytes;
	struct err err;

	buf_init(&bytes, 0);
	assert_ok(home_read(&bytes, &backed_up, folder, file, &err));
	assert_ok(home_write(&home, folder, file, bytes.data, bytes.len, &err));
	buf_free(&bytes);
	return true;
}

/* Copies a prepared home, because making it anew each time would take most of the test's time. */
static void begin(bool empty)
{
	static char folders[][12] = { "keystore", "vault", "journal" };
	struct err err;

	unlink(out_path);
	scratch_home(&home);
	for (size_t i = 0; i < 3 && !empty; i++)
		assert_ok(home_each(&backed_up, folders[i], copy_file, folders[i], &err));
}

static int run_child(bool (*run)(struct err *err), int at, int error, bool lasts, enum err_code expected_code)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct err err = { 0 };
		bool ok;

		fault.at = at;
		fault.error = error;
		fault.lasts = lasts;
		ok = home_prepare(&home, &err) && home_lock(&home, &err) && run(&err);
		if (!ok && error && expected_code != ERR_COUNT && err.code != expected_code) {
			fprintf(stderr, "call %d: %s: %s\n", at, err_info(err.code)->name, err.msg);
			_exit(SAID_WRONG);
		}
		_exit(ok ? fault.calls < at ? 0 : 1 : FAILED);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* status: 0, the fault never came; 1, it came and the operation succeeded in spite of it. */
static void check(const char *what, int at, int status, const struct buf *before, const struct buf *after)
{
	struct buf now;
	struct err err;

	assert_int_not_equal(status, SAID_WRONG);
	assert_ok(home_prepare(&home, &err));
	describe(&now);
	if (strcmp(buf_string(&now), buf_string(after)) != 0 &&
	    (status <= 1 || strcmp(buf_string(&now), buf_string(before)) != 0))
		fail_msg("%s, call %d: neither old nor new:\n%s", what, at, buf_string(&now));
	assert_false(has(".restore") || has(".restore-new"));
	check_outside(what, at);
	check_no_notes(what, at);
	assert_ok(home_lock(&home, &err));
	buf_free(&now);
}

static void try_all(const char *what, bool (*run)(struct err *err), bool empty, int error, bool lasts,
		    enum err_code expected)
{
	struct buf before, after;
	int status = 1;
	struct err err;

	begin(empty);
	describe(&before);
	assert_ok(run(&err));
	describe(&after);
	scratch_home_remove(&home);
	for (int at = 1; status; at++) {
		begin(empty);
		status = run_child(run, at, error, lasts, expected);
		check(what, at, status, &before, &after);
		scratch_home_remove(&home);
		assert_true(at < 500);
		assert_true(status != 0 || at > 3);
	}
	buf_free(&before);
	buf_free(&after);
}

static const struct {
	const char *what;
	bool (*run)(struct err *err);
	bool empty;
	bool looks;	/* the operation looks at the disk to decide what to do */
} operations[] = {
	{ "new", run_new, false, true }, { "import", run_import, false, false }, { "rename", run_rename, false, false },
	{ "passwd", run_passwd, false, true }, { "remove", run_remove, false, false }, { "key add", run_key_add, false, true },
	{ "key mint", run_key_mint, false, true }, { "restore", run_restore, true, true }, { "backup", run_backup, false, true },
	{ "derive", run_derive, false, false }, { "export key", run_export_key, false, false },
	{ "export words", run_export_words, false, false }, { "export new words", run_new_words, false, true },
	{ "restore over", run_restore, false, true },
	{ "relabel", run_relabel, false, true }, { "forget", run_forget, false, false }, { "watch", run_watch, false, false },
	{ "journal write", run_journal_write, false, false }, { "journal close", run_journal_close, false, true },
	{ "log", run_log, false, true },
};

static void for_each_operation(int error, bool lasts, enum err_code expected)
{
	for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++)
		try_all(operations[i].what, operations[i].run, operations[i].empty, error, lasts, expected);
}

static void a_power_cut_leaves_the_old_or_the_new(void **state)
{
	(void)state;
	for_each_operation(0, false, ERR_NONE);
}

static bool exports(const char *what)
{
	return strncmp(what, "export", 6) == 0 || strcmp(what, "backup") == 0;
}

/* On FAT and network file systems a file has its name from the beginning. */
static void a_simpler_file_system_keeps_nothing_either(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		names_all = true;
		overwrites = i >= 2;
		for (size_t j = 0; j < sizeof(operations) / sizeof(operations[0]); j++)
			if (exports(operations[j].what))
				try_all(operations[j].what, operations[j].run, false, i % 2 ? ENOSPC : 0, i % 2,
					ERR_DISK_FULL);
	}
	names_all = overwrites = false;
}

/* What the disk answers from some moment on, and which error that becomes. */
struct trouble {
	int error;
	bool lasts;
	enum err_code expected;
};

static void trouble_leaves_the_old_or_the_new(void **state)
{
	const struct trouble *trouble = *state;

	for_each_operation(trouble->error, trouble->lasts, trouble->expected);
}

/* Only what the disk says is absent counts as absent.  A file that cannot be looked at is not taken
 * for one that is missing.  The words depend on what was looked for. */
static void what_cannot_be_looked_at_is_not_absent(void **state)
{
	(void)state;
	fault.looking = true;
	for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++)
		if (operations[i].looks)
			try_all(operations[i].what, operations[i].run, operations[i].empty, EIO, false, ERR_COUNT);
	fault.looking = false;
}

/* On a failing disk, wallets can still be used for signing and taken elsewhere, by one process at a time. */
static void a_read_only_home_is_still_opened(void **state)
{
	(void)state;
	struct account account = { 0 };
	struct signer *signer;
	struct home again;
	struct err err;

	begin(false);
	assert_ok(find(&account, "main", &err));
	again = home;
	fault.at = 1;
	fault.error = EROFS;
	fault.lasts = true;
	assert_ok(home_lock(&home, &err));
	assert_refused(home_lock(&again, &err), ERR_BUSY);
	assert_ok(keystore_open(&signer, &home, &account, password, &err));
	assert_refused(keystore_remove(&home, &account, &err), ERR_READ_ONLY_DISK);
	fault.at = 0;
	signer_free(signer);
	scratch_home_remove(&home);
}

#define TROUBLE(what, ...) \
	{ what "_leaves_the_old_or_the_new", trouble_leaves_the_old_or_the_new, NULL, NULL, &(struct trouble){ __VA_ARGS__ } }

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_power_cut_leaves_the_old_or_the_new),
		cmocka_unit_test(a_simpler_file_system_keeps_nothing_either),
		TROUBLE("a_full_disk", ENOSPC, true, ERR_DISK_FULL),
		TROUBLE("a_disk_turned_read_only", EROFS, true, ERR_READ_ONLY_DISK),
		TROUBLE("lost_permission", EACCES, true, ERR_PERMISSION),
		TROUBLE("a_broken_disk", EIO, false, ERR_IO),
		cmocka_unit_test(what_cannot_be_looked_at_is_not_absent),
		cmocka_unit_test(a_read_only_home_is_still_opened),
	};

	return cmocka_run_group_tests(tests, prepare_all, clean_all);
}
