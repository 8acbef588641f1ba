#include "keystore/log_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_export.h"
#include "keystore/home_folder.h"
#include "keystore/log_json.h"

#define FOLDER "log"
#define FILE_NOW "records.jsonl"
#define FILE_BEFORE "records.1.jsonl"
#define FILE_FULL ((off_t)512 << 10)
#define FILE_MAX ((size_t)1 << 20)
#define FILE_LEDGER "ledger.jsonl"
#define LEDGER_MAX ((size_t)256 << 20)

/* The folder is made when there is first something to put in it. */
static int open_folder(const struct home *home, struct err *err)
{
	char path[HOME_PATH_SIZE];

	home_folder_path(path, home, FOLDER);
	if (mkdir(path, 0700) != 0 && errno != EEXIST) {
		err_set_errno(err, errno, "Cannot make the folder %s", path);
		return -1;
	}
	return home_folder_open(home, FOLDER, err);
}

/* A line that a crash or a full disk cut off must not spoil the next one. */
static bool ends_whole(int fd)
{
	struct stat st;
	char last;

	return fstat(fd, &st) != 0 || st.st_size == 0 || pread(fd, &last, 1, st.st_size - 1) != 1 || last == '\n';
}

/* A ledger that has a line had its name put on the disk before that line was written. */
static bool keep_name(int folder, const char *file, int fd)
{
	struct stat st;

	return strcmp(file, FILE_LEDGER) != 0 || (fstat(fd, &st) == 0 && st.st_size > 0) || fsync(folder) == 0;
}

static bool append(int folder, const char *file, bool sync, const struct buf *line, struct err *err)
{
	int fd = openat(folder, file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	struct stat st;
	bool ok;

	if (fd < 0)
		return err_set_errno(err, errno, "Cannot open the log");
	ok = keep_name(folder, file, fd);
	/* One write, so that another rialto's lines do not get in between. */
	if (ok)
		errno = ENOSPC;		/* the reason if a write is short */
	ok = ok && (ends_whole(fd) || write(fd, "\n", 1) == 1) && write(fd, line->data, line->len) == (ssize_t)line->len;
	ok = ok && (!sync || fsync(fd) == 0);
	if (!ok)
		err_set_errno(err, errno, "Cannot write the log");
	if (ok && !strcmp(file, FILE_NOW) && fstat(fd, &st) == 0 && st.st_size > FILE_FULL)
		(void)!renameat(folder, FILE_NOW, folder, FILE_BEFORE);
	close(fd);
	return ok;
}

static bool append_entry(int folder, const char *file, bool sync, const struct log_entry *entry, struct err *err)
{
	struct buf line;
	bool ok;

	buf_init(&line, FILE_MAX);
	log_json_write(&line, entry);
	ok = buf_add_byte(&line, '\n') && append(folder, file, sync, &line, err);
	buf_free(&line);
	return ok;
}

bool log_file_append(const struct home *home, const struct log_entry *entry, struct err *err)
{
	struct log_entry of_ledger = log_entry_of_ledger(entry);
	int fd = open_folder(home, err);
	bool ok;

	if (fd < 0)
		return false;
	ok = append_entry(fd, FILE_NOW, false, entry, err) &&
	     (!log_entry_is_of_money(entry) || append_entry(fd, FILE_LEDGER, false, &of_ledger, err));
	close(fd);
	return ok;
}

bool log_file_book(const struct home *home, const struct log_entry *entry, struct err *err)
{
	int fd = open_folder(home, err);
	bool ok;

	if (fd < 0)
		return false;
	ok = append_entry(fd, FILE_LEDGER, true, entry, err);
	close(fd);
	return ok;
}

typedef void keep_entry(struct log_entries *out, struct log_entry *entry);

static void read_line(struct log_entries *out, keep_entry *keep, const char *text, size_t len)
{
	struct log_entry entry;

	if (log_json_read(&entry, text, len))
		keep(out, &entry);
}

static bool read_file(struct log_entries *out, keep_entry *keep, const struct home *home, const char *file,
		      struct err *err)
{
	struct buf bytes;
	bool ok;

	if (!home_folder_has(&ok, home, FOLDER, file, err))
		return false;
	if (!ok)
		return true;
	buf_init(&bytes, strcmp(file, FILE_LEDGER) ? FILE_MAX : LEDGER_MAX);
	ok = home_read(&bytes, home, FOLDER, file, err);
	for (const char *at = buf_string(&bytes), *end = at + (ok ? bytes.len : 0); at < end;) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((feed ? feed : end) - at);

		read_line(out, keep, at, len);
		at += len + 1;
	}
	buf_free(&bytes);
	return ok;
}

bool log_file_read(struct log_entries *out, const struct home *home, struct err *err)
{
	*out = (struct log_entries){ 0 };
	if (read_file(out, log_entries_add, home, FILE_BEFORE, err) &&
	    read_file(out, log_entries_add, home, FILE_NOW, err))
		return true;
	log_entries_free(out);
	return false;
}

bool log_file_read_ledger(struct log_entries *out, const struct home *home, struct err *err)
{
	*out = (struct log_entries){ 0 };
	if (read_file(out, log_entries_append, home, FILE_LEDGER, err))
		return true;
	log_entries_free(out);
	return false;
}

static bool contains_all(const struct log_entry *entry, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!log_entry_contains(entry, texts[i]))
			return false;
	return true;
}

bool log_file_export(size_t *written, const struct home *home, const struct log_entries *log, const char *const *texts,
		    size_t count, const char *path, struct err *err)
{
	struct buf lines;
	bool ok;

	*written = 0;
	buf_init(&lines, 0);
	for (size_t i = 0; i < log->count; i++) {
		struct buf line;

		if (!contains_all(&log->items[i], texts, count))
			continue;
		buf_init(&line, 0);
		log_json_write(&line, &log->items[i]);
		buf_add(&lines, line.data, line.len);
		buf_add_byte(&lines, '\n');
		buf_free(&line);
		++*written;
	}
	ok = home_export_file(home, path, lines.data, lines.len, err);
	buf_free(&lines);
	return ok;
}
