#include "keystore/home.h"
#include "keystore/home_export.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "tests/unit/keystore_help.h"

static mode_t mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st.st_mode & 07777;
}

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

/* A process was killed while it wrote a file. */
static void leave_half(const struct home *home, const char *folder)
{
	write_file(scratch_path(home, folder, ".tmp-0123"), "half", 4);
}

static bool has_half(const struct home *home, const char *folder)
{
	return is_there(scratch_path(home, folder, ".tmp-0123"));
}

static void is_where_xdg_says(void **state)
{
	(void)state;
	struct home home;
	struct err err;

	setenv("HOME", "/home/someone", 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_DATA_HOME");
	assert_ok(home_locate(&home, NULL, &err));
	assert_string_equal(home.config, "/home/someone/.config/rialto");
	assert_string_equal(home.data, "/home/someone/.local/share/rialto");
	assert_int_equal(home.lock_fd, -1);
	setenv("XDG_CONFIG_HOME", "/c", 1);
	setenv("XDG_DATA_HOME", "relative/is/ignored", 1);
	assert_ok(home_locate(&home, NULL, &err));
	assert_string_equal(home.config, "/c/rialto");
	assert_string_equal(home.data, "/home/someone/.local/share/rialto");
	assert_ok(home_locate(&home, "here", &err));
	assert_string_equal(home.config, "here");
	assert_string_equal(home.data, "here");
}

static void needs_a_usable_place(void **state)
{
	(void)state;
	char long_path[2000];
	struct home home;
	struct err err;

	memset(long_path, 'a', sizeof(long_path) - 1);
	long_path[sizeof(long_path) - 1] = '\0';
	assert_refused(home_locate(&home, long_path, &err), ERR_INVALID_INPUT);
	assert_refused(home_locate(&home, "", &err), ERR_INVALID_INPUT);
	unsetenv("HOME");
	unsetenv("XDG_DATA_HOME");
	assert_refused(home_locate(&home, NULL, &err), ERR_INVALID_INPUT);
	assert_non_null(strstr(err.msg, "--home"));
}

static void makes_closed_folders(void **state)
{
	(void)state;
	static const char *const folders[] = { "", "keystore", "vault", "journal", "watch" };
	char top[64], deep[128];
	struct home home;
	struct err err;

	scratch_folder(top);
	snprintf(deep, sizeof(deep), "%s/a/b", top);
	umask(0);
	assert_ok(home_locate(&home, deep, &err));
	assert_ok(home_prepare(&home, &err));
	umask(022);
	assert_false(home.repaired);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		assert_int_equal(mode_of(scratch_path(&home, folders[i], "")), 0700);
	assert_ok(home_prepare(&home, &err));
	assert_false(home.repaired);
	scratch_remove(top);
}

static void closes_what_is_open_to_others(void **state)
{
	(void)state;
	struct home home;
	struct err err;

	scratch_home(&home);
	assert_ok(home_write(&home, "vault", "a.json", "x", 1, &err));
	assert_int_equal(mode_of(scratch_path(&home, "vault", "a.json")), 0600);
	assert_int_equal(chmod(scratch_path(&home, "vault", "a.json"), 0644), 0);
	assert_int_equal(chmod(scratch_path(&home, "keystore", ""), 0755), 0);
	assert_ok(home_prepare(&home, &err));
	assert_true(home.repaired);
	assert_int_equal(mode_of(scratch_path(&home, "vault", "a.json")), 0600);
	assert_int_equal(mode_of(scratch_path(&home, "keystore", "")), 0700);
	scratch_home_remove(&home);
}

/* The screen is drawn between the two halves, and the lock is taken there. */
static void prepares_the_folders_before_what_is_in_them(void **state)
{
	(void)state;
	struct home home, other;
	struct err err;

	scratch_home(&home);
	other = home;
	leave_half(&home, "keystore");
	write_file(scratch_path(&home, "vault", "a.json"), "x", 1);
	assert_int_equal(chmod(scratch_path(&home, "vault", "a.json"), 0644), 0);
	assert_int_equal(chmod(scratch_path(&home, "vault", ""), 0755), 0);
	assert_ok(home_prepare_folders(&home, &err));
	assert_int_equal(mode_of(scratch_path(&home, "vault", "")), 0700);
	assert_int_equal(mode_of(scratch_path(&home, "vault", "a.json")), 0644);
	assert_ok(home_lock(&home, &err));
	assert_ok(home_prepare_files(&home, &err));
	assert_int_equal(mode_of(scratch_path(&home, "vault", "a.json")), 0600);
	assert_false(has_half(&home, "keystore"));
	/* Whoever has no lock leaves the other's temporary file alone. */
	leave_half(&home, "keystore");
	assert_ok(home_prepare_folders(&other, &err));
	assert_ok(home_prepare_files(&other, &err));
	assert_true(has_half(&home, "keystore"));
	home_unlock(&home);
	scratch_home_remove(&home);
}

/* Where there are many files, each is closed only if the folder was open, as the first half remembers. */
static void closes_many_files_of_a_folder_that_was_open(void **state)
{
	(void)state;
	char name[32];
	struct home home;
	struct err err;

	scratch_home(&home);
	for (unsigned i = 0; i < 1100; i++) {
		snprintf(name, sizeof(name), "%u.json", i);
		write_file(scratch_path(&home, "vault", name), "x", 1);
	}
	assert_int_equal(chmod(scratch_path(&home, "vault", "777.json"), 0644), 0);
	assert_ok(home_prepare(&home, &err));
	assert_int_equal(mode_of(scratch_path(&home, "vault", "777.json")), 0644);
	assert_int_equal(chmod(scratch_path(&home, "vault", ""), 0755), 0);
	assert_ok(home_prepare_folders(&home, &err));
	assert_ok(home_prepare_files(&home, &err));
	assert_int_equal(mode_of(scratch_path(&home, "vault", "777.json")), 0600);
	assert_true(home.repaired);
	scratch_home_remove(&home);
}

static void does_not_close_a_shared_folder(void **state)
{
	(void)state;
	char folder[64];
	struct home home;
	struct err err;

	scratch_folder(folder);
	assert_int_equal(chmod(folder, 01777), 0);
	assert_ok(home_locate(&home, folder, &err));
	assert_refused(home_prepare(&home, &err), ERR_UNSAFE_FILE);
	assert_int_equal(mode_of(folder), 01777);
	scratch_remove(folder);
}

/* Only root can make a file that is another's. */
static void refuses_what_another_has_opened(void **state)
{
	(void)state;
	struct home home;
	struct err err;

	if (geteuid() != 0)
		skip();
	scratch_home(&home);
	assert_int_equal(chmod(scratch_path(&home, "vault", ""), 0755), 0);
	assert_int_equal(chown(scratch_path(&home, "vault", ""), 65534, 65534), 0);
	assert_refused(home_prepare(&home, &err), ERR_UNSAFE_FILE);
	assert_sentence(err.msg);
	scratch_home_remove(&home);
}

static void removes_what_a_crash_left(void **state)
{
	(void)state;
	struct home home, other;
	struct err err;

	scratch_home(&home);
	other = home;
	leave_half(&home, "keystore");
	write_file(scratch_path(&home, "keystore", "kept"), "{}", 2);
	/* While another process works here, its temporary file is left alone. */
	assert_ok(home_lock(&other, &err));
	assert_ok(home_prepare(&home, &err));
	assert_true(has_half(&home, "keystore"));
	assert_ok(home_prepare(&other, &err));
	assert_false(has_half(&home, "keystore"));
	home_unlock(&other);
	leave_half(&home, "vault");
	assert_ok(home_prepare(&home, &err));
	assert_false(has_half(&home, "vault"));
	assert_true(is_there(scratch_path(&home, "keystore", "kept")));
	scratch_home_remove(&home);
}

/* A child that holds the lock until its end of the pipe is closed. */
static pid_t lock_in_child(const struct home *home, int *release)
{
	int ready[2], hold[2];
	char byte;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(hold), 0);
	child = fork();
	if (child == 0) {
		struct home copy = *home;
		struct err err;

		close(hold[1]);
		if (!home_lock(&copy, &err) || write(ready[1], "!", 1) != 1)
			_exit(1);
		_exit(read(hold[0], &byte, 1) == 0 ? 0 : 1);
	}
	close(hold[0]);
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*release = hold[1];
	return child;
}

static void one_works_the_other_says_why_not(void **state)
{
	(void)state;
	struct home home;
	struct err err;
	char number[32];
	int release, status;
	pid_t child;

	scratch_home(&home);
	child = lock_in_child(&home, &release);
	assert_refused(home_lock(&home, &err), ERR_BUSY);
	snprintf(number, sizeof(number), "process %ld,", (long)child);
	assert_non_null(strstr(err.msg, number));
	assert_int_equal(home.lock_fd, -1);
	close(release);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_ok(home_lock(&home, &err));
	assert_ok(home_lock(&home, &err));
	home_unlock(&home);
	assert_int_equal(home.lock_fd, -1);
	assert_ok(home_lock(&home, &err));
	scratch_home_remove(&home);
}

static void a_killed_writers_lock_is_free(void **state)
{
	(void)state;
	struct home home;
	struct err err;
	int release;
	pid_t child;

	scratch_home(&home);
	child = lock_in_child(&home, &release);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_ok(home_lock(&home, &err));
	close(release);
	scratch_home_remove(&home);
}

static void writes_reads_replaces_removes(void **state)
{
	(void)state;
	struct home home;
	struct buf buf;
	struct err err;

	scratch_home(&home);
	buf_init(&buf, 100);
	assert_ok(home_write(&home, "journal", "a.json", "one", 3, &err));
	assert_ok(home_read(&buf, &home, "journal", "a.json", &err));
	assert_string_equal(buf_string(&buf), "one");
	assert_ok(home_write(&home, "journal", "a.json", "two\0!", 5, &err));
	assert_ok(home_read(&buf, &home, "journal", "a.json", &err));
	assert_int_equal(buf.len, 5);
	assert_memory_equal(buf.data, "two\0!", 5);
	assert_ok(home_write(&home, "config", "config", "", 0, &err));
	assert_ok(home_read(&buf, &home, "config", "config", &err));
	assert_int_equal(buf.len, 0);
	assert_ok(home_remove(&home, "journal", "a.json", &err));
	assert_refused(home_read(&buf, &home, "journal", "a.json", &err), ERR_IO);
	assert_refused(home_remove(&home, "journal", "a.json", &err), ERR_IO);
	buf_free(&buf);
	scratch_home_remove(&home);
}

/* Every entry but . and .., temporary ones too. */
static int count_entries(const char *path)
{
	DIR *dir = opendir(path);
	int count = 0;

	assert_non_null(dir);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

static void a_failed_write_leaves_the_old_file(void **state)
{
	(void)state;
	struct rlimit old, tiny = { .rlim_cur = 1000 };
	char large[5000] = { 0 };
	struct home home;
	struct buf buf;
	struct err err;

	scratch_home(&home);
	buf_init(&buf, 100);
	assert_ok(home_write(&home, "vault", "a", "old", 3, &err));
	/* A file size limit fails the second write, as a full disk does. */
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	tiny.rlim_max = old.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tiny), 0);
	assert_refused(home_write(&home, "vault", "a", large, sizeof(large), &err), ERR_IO);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_ok(home_read(&buf, &home, "vault", "a", &err));
	assert_string_equal(buf_string(&buf), "old");
	assert_int_equal(count_entries(scratch_path(&home, "vault", "")), 1);
	buf_free(&buf);
	scratch_home_remove(&home);
}

static void refuses_names_that_lead_elsewhere(void **state)
{
	(void)state;
	static const char *const bad[] = { "", ".", "..", "../a", "a/b", "/etc/passwd", ".tmp-1", ".hidden" };
	struct home home;
	struct buf buf;
	struct err err;

	scratch_home(&home);
	buf_init(&buf, 100);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_refused(home_write(&home, "vault", bad[i], "x", 1, &err), ERR_INVALID_INPUT);
		assert_refused(home_read(&buf, &home, "vault", bad[i], &err), ERR_INVALID_INPUT);
		assert_refused(home_remove(&home, "vault", bad[i], &err), ERR_INVALID_INPUT);
	}
	buf_free(&buf);
	scratch_home_remove(&home);
}

static void check_refused_kinds(const struct home *home, const char *file, const char *word)
{
	char path[1400];
	struct buf buf;
	struct err err;

	snprintf(path, sizeof(path), "%s", scratch_path(home, "keystore", file));
	buf_init(&buf, 16);
	buf_add_string(&buf, "before");
	assert_refused(home_read(&buf, home, "keystore", file, &err), ERR_INVALID_INPUT);
	assert_sentence(err.msg);
	assert_non_null(strstr(err.msg, word));
	assert_int_equal(buf.len, 0);
	assert_refused(home_import_file(&buf, path, &err), ERR_INVALID_INPUT);
	assert_sentence(err.msg);
	assert_non_null(strstr(err.msg, word));
	buf_free(&buf);
}

/* Neither a link out of the folder nor a pipe that never answers is read. */
static void reads_plain_files_only(void **state)
{
	(void)state;
	struct home home;

	scratch_home(&home);
	write_file(scratch_path(&home, "vault", "secret"), "secret", 6);
	assert_int_equal(symlink("../vault/secret", scratch_path(&home, "keystore", "link")), 0);
	assert_int_equal(symlink("nowhere", scratch_path(&home, "keystore", "dangling")), 0);
	assert_int_equal(mkdir(scratch_path(&home, "keystore", "folder"), 0700), 0);
	assert_int_equal(mkfifo(scratch_path(&home, "keystore", "fifo"), 0600), 0);
	write_file(scratch_path(&home, "keystore", "large"), "12345678901234567", 17);
	write_file(scratch_path(&home, "keystore", "fits"), "1234567890123456", 16);
	alarm(20);
	check_refused_kinds(&home, "link", "symbolic link");
	check_refused_kinds(&home, "dangling", "symbolic link");
	check_refused_kinds(&home, "folder", "folder");
	check_refused_kinds(&home, "fifo", "pipe");
	check_refused_kinds(&home, "large", "longer than 16 bytes");
	alarm(0);
	scratch_home_remove(&home);
}

static void a_linked_folder_is_not_followed(void **state)
{
	(void)state;
	char elsewhere[64];
	struct home home;
	struct err err;

	scratch_home(&home);
	scratch_folder(elsewhere);
	assert_int_equal(rmdir(scratch_path(&home, "vault", "")), 0);
	assert_int_equal(symlink(elsewhere, scratch_path(&home, "", "vault")), 0);
	assert_false(home_prepare(&home, &err));
	assert_false(home_write(&home, "vault", "a", "x", 1, &err));
	scratch_home_remove(&home);
	scratch_remove(elsewhere);
}

struct names {
	char text[200];
	int left;
};

static bool append_name(void *context, const char *file)
{
	struct names *names = context;

	strcat(names->text, file);
	strcat(names->text, " ");
	return --names->left > 0;
}

static void lists_plain_files_in_order(void **state)
{
	(void)state;
	struct names all = { .left = 100 }, two = { .left = 2 };
	struct home home;
	struct err err;

	scratch_home(&home);
	assert_ok(home_write(&home, "watch", "c", "x", 1, &err));
	assert_ok(home_write(&home, "watch", "B", "x", 1, &err));
	assert_ok(home_write(&home, "watch", "a", "x", 1, &err));
	write_file(scratch_path(&home, "watch", ".tmp-1"), "x", 1);
	assert_int_equal(mkdir(scratch_path(&home, "watch", "d"), 0700), 0);
	assert_int_equal(mkfifo(scratch_path(&home, "watch", "e"), 0600), 0);
	assert_int_equal(symlink("a", scratch_path(&home, "watch", "f")), 0);
	assert_ok(home_each(&home, "watch", append_name, &all, &err));
	assert_string_equal(all.text, "B a c ");
	assert_ok(home_each(&home, "watch", append_name, &two, &err));
	assert_string_equal(two.text, "B a ");
	scratch_home_remove(&home);
}

struct item {
	char file[16];
	bool read;
	char text[16];
};

static void fill_item(void *context, const char *file, const struct buf *bytes)
{
	struct item *item = context;

	snprintf(item->file, sizeof(item->file), "%s", file);
	item->read = bytes != NULL;
	if (bytes)
		snprintf(item->text, sizeof(item->text), "%s", buf_string(bytes));
}

static bool is_file(const char *name)
{
	return strcmp(name, "long") != 0 && strcmp(name, "fifo") != 0 && strcmp(name, "link") != 0 && strcmp(name, "folder") != 0;
}

/* Each file is read once, whether by one thread (a few files) or by several. */
static void check_map(const struct home *home, unsigned files)
{
	void *items = NULL;
	size_t count = 0;
	unsigned seen = 0;
	struct err err;

	assert_ok(home_map(&items, &count, sizeof(struct item), home, "watch", 8, fill_item, &err));
	assert_int_equal(count, files + 4);
	for (size_t i = 0; i < count; i++) {
		const struct item *item = (const struct item *)items + i;

		assert_int_equal(item->read, is_file(item->file));
		if (item->read)
			assert_string_equal(item->text, item->file);
		seen += item->read;
	}
	assert_int_equal(seen, files);
	assert_ok(home_map(&items, &count, sizeof(struct item), home, "vault", 8, fill_item, &err));
	assert_int_equal(count, files + 4);	/* where nothing is listed, what was there before stays */
	free(items);
}

static void reads_all_files_of_a_folder(void **state)
{
	(void)state;
	char name[16];
	struct home home;

	scratch_home(&home);
	write_file(scratch_path(&home, "watch", "long"), "more than eight", 15);
	assert_int_equal(mkfifo(scratch_path(&home, "watch", "fifo"), 0600), 0);
	assert_int_equal(symlink("long", scratch_path(&home, "watch", "link")), 0);
	assert_int_equal(mkdir(scratch_path(&home, "watch", "folder"), 0700), 0);
	for (unsigned i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "n%u", i);
		write_file(scratch_path(&home, "watch", name), name, strlen(name));
		if (i == 2 || i == 254 || i == 999)
			check_map(&home, i + 1);
	}
	scratch_home_remove(&home);
}

static void exports_do_not_overwrite(void **state)
{
	(void)state;
	char folder[64], path[128];
	struct home home;
	struct buf buf;
	struct err err;

	scratch_home(&home);
	scratch_folder(folder);
	snprintf(path, sizeof(path), "%s/export.json", folder);
	buf_init(&buf, 100);
	assert_ok(home_export_file(&home, path, "one", 3, &err));
	assert_int_equal(mode_of(path), 0600);
	assert_refused(home_export_file(&home, path, "two", 3, &err), ERR_INVALID_INPUT);
	assert_sentence(err.msg);
	assert_ok(home_import_file(&buf, path, &err));
	assert_string_equal(buf_string(&buf), "one");
	snprintf(path, sizeof(path), "%s/absent/export.json", folder);
	assert_refused(home_export_file(&home, path, "x", 1, &err), ERR_IO);
	assert_refused(home_import_file(&buf, path, &err), ERR_IO);
	assert_false(home_export_file(&home, "/dev/full", "x", 1, &err));
	buf_free(&buf);
	scratch_remove(folder);
	scratch_home_remove(&home);
}

static void write_note(const struct home *home, const char *temporary, const char *place)
{
	char text[512];
	struct err err;

	snprintf(text, sizeof(text), "%s\n%s\n", temporary, place);
	assert_ok(home_write(home, ".", "exporting-0011", text, strlen(text), &err));
}

/* A process was killed while it wrote words where files have a name from their beginning. */
static void what_an_export_left_is_removed(void **state)
{
	(void)state;
	char folder[64], temporary[128], place[128], gone[128];
	struct home home;
	struct err err;

	scratch_home(&home);
	scratch_folder(folder);
	snprintf(temporary, sizeof(temporary), "%s/.tmp-0011", folder);
	snprintf(place, sizeof(place), "%s/words", folder);
	write_file(temporary, "legal winner", 12);
	write_file(place, "", 0);
	write_note(&home, temporary, place);
	assert_ok(home_prepare(&home, &err));
	assert_false(is_there(temporary) || is_there(place) || is_there(scratch_path(&home, ".", "exporting-0011")));

	write_file(place, "other words", 11);		/* it is whole, so it stays */
	write_note(&home, place, temporary);		/* the note does not name a temporary file */
	assert_ok(home_prepare(&home, &err));
	assert_true(is_there(place));
	write_note(&home, temporary, place);
	assert_ok(home_prepare(&home, &err));
	assert_true(is_there(place));
	assert_false(is_there(scratch_path(&home, ".", "exporting-0011")));

	snprintf(gone, sizeof(gone), "%s/stick/.tmp-0011", folder);
	write_note(&home, gone, place);			/* its disk is not there now, so the note waits */
	assert_ok(home_prepare(&home, &err));
	assert_true(is_there(scratch_path(&home, ".", "exporting-0011")));
	scratch_remove(folder);
	scratch_home_remove(&home);
}

static bool make_pending(const struct home *home, const char *words, struct home_pending *pending)
{
	struct err err;

	*pending = (struct home_pending){ .wallet = { { 0xab, 0xcd } } };
	unlink(words);
	assert_ok(home_export_pending(pending, home, words, "legal winner", 12, &err));
	return is_there(words) && is_there(scratch_path(home, ".", pending->note));
}

/* Only the file that was noted is removed, and only if its wallet is not stored. */
static void words_of_no_wallet_are_removed(void **state)
{
	(void)state;
	static const char file[] = "UTC--2026-11-27T12-00-00.000000000Z--abcd000000000000000000000000000000000000";
	char folder[64], words[128], aside[128];
	struct home_pending pending;
	struct home home;
	struct err err;

	scratch_home(&home);
	scratch_folder(folder);
	snprintf(words, sizeof(words), "%s/words", folder);
	snprintf(aside, sizeof(aside), "%s/aside", folder);
	assert_true(make_pending(&home, words, &pending));
	assert_ok(home_prepare(&home, &err));
	assert_false(is_there(words) || is_there(scratch_path(&home, ".", pending.note)));

	assert_true(make_pending(&home, words, &pending));	/* another file lies there by now */
	assert_int_equal(rename(words, aside), 0);
	write_file(words, "my own words", 12);
	assert_ok(home_prepare(&home, &err));
	assert_true(is_there(words) && !is_there(scratch_path(&home, ".", pending.note)));

	assert_true(make_pending(&home, words, &pending));	/* the same file, written anew */
	write_file(words, "my own words", 12);
	assert_ok(home_prepare(&home, &err));
	assert_true(is_there(words));

	assert_true(make_pending(&home, words, &pending));
	assert_ok(home_write(&home, "keystore", file, "{}", 2, &err));
	home_pending_settle(&pending, &home);
	assert_true(is_there(words) && *pending.note == '\0');
	scratch_remove(folder);
	scratch_home_remove(&home);
}

/* A file on a disk that is not there now waits for another time. */
static void words_on_a_disk_that_comes_and_goes_wait_for_it(void **state)
{
	(void)state;
	char folder[64], stick[96], words[128], aside[128];
	struct home_pending pending;
	struct home home;
	struct err err;

	scratch_home(&home);
	scratch_folder(folder);
	snprintf(stick, sizeof(stick), "%s/stick", folder);
	snprintf(aside, sizeof(aside), "%s/aside", folder);
	snprintf(words, sizeof(words), "%s/words", stick);
	assert_int_equal(mkdir(stick, 0700), 0);
	assert_true(make_pending(&home, words, &pending));
	assert_int_equal(rename(stick, aside), 0);
	assert_ok(home_prepare(&home, &err));
	assert_true(is_there(scratch_path(&home, ".", pending.note)));
	assert_int_equal(rename(aside, stick), 0);
	assert_ok(home_prepare(&home, &err));
	assert_false(is_there(words) || is_there(scratch_path(&home, ".", pending.note)));
	scratch_remove(folder);
	scratch_home_remove(&home);
}

static void a_tilde_is_the_home_folder(void **state)
{
	char path[HOME_PATH_SIZE], long_path[HOME_PATH_SIZE + 1];
	struct err err;

	(void)state;
	setenv("HOME", "/home/someone", 1);
	assert_ok(home_expand(path, "~/a/~", &err));
	assert_string_equal(path, "/home/someone/a/~");
	assert_ok(home_expand(path, "~", &err));
	assert_string_equal(path, "/home/someone");
	assert_ok(home_expand(path, "~other/a", &err));
	assert_string_equal(path, "~other/a");
	memset(long_path, 'a', HOME_PATH_SIZE);
	long_path[HOME_PATH_SIZE] = '\0';
	assert_refused(home_expand(path, long_path, &err), ERR_INVALID_INPUT);
	unsetenv("HOME");
	assert_refused(home_expand(path, "~/a", &err), ERR_INVALID_INPUT);
	assert_sentence(err.msg);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_where_xdg_says),
		cmocka_unit_test(needs_a_usable_place),
		cmocka_unit_test(makes_closed_folders),
		cmocka_unit_test(closes_what_is_open_to_others),
		cmocka_unit_test(prepares_the_folders_before_what_is_in_them),
		cmocka_unit_test(closes_many_files_of_a_folder_that_was_open),
		cmocka_unit_test(does_not_close_a_shared_folder),
		cmocka_unit_test(refuses_what_another_has_opened),
		cmocka_unit_test(removes_what_a_crash_left),
		cmocka_unit_test(one_works_the_other_says_why_not),
		cmocka_unit_test(a_killed_writers_lock_is_free),
		cmocka_unit_test(writes_reads_replaces_removes),
		cmocka_unit_test(a_failed_write_leaves_the_old_file),
		cmocka_unit_test(refuses_names_that_lead_elsewhere),
		cmocka_unit_test(reads_plain_files_only),
		cmocka_unit_test(a_linked_folder_is_not_followed),
		cmocka_unit_test(lists_plain_files_in_order),
		cmocka_unit_test(reads_all_files_of_a_folder),
		cmocka_unit_test(exports_do_not_overwrite),
		cmocka_unit_test(what_an_export_left_is_removed),
		cmocka_unit_test(words_of_no_wallet_are_removed),
		cmocka_unit_test(words_on_a_disk_that_comes_and_goes_wait_for_it),
		cmocka_unit_test(a_tilde_is_the_home_folder),
	};

	return cmocka_run_group_tests_name("keystore_home", tests, NULL, NULL);
}
