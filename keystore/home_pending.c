#include "keystore/home_pending.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_folder.h"
#include "wallet/base/hex.h"

#define ADDRESS_DIGITS (2 * sizeof(struct address))

/* What a note says.  Its lines are the file's path, then which file that was and when its last byte
 * was written, because another may lie there by now, and then the wallet. */
struct note {
	char path[HOME_PATH_SIZE];
	uintmax_t device, inode, seconds, nanoseconds;
	char wallet[ADDRESS_DIGITS + 1];
};

bool home_pending_note(struct home_pending *pending, const struct home *home, const char *folder, const char *name,
		       int fd, struct err *err)
{
	char *whole = realpath(folder, NULL), random[HOME_TEMPORARY_SIZE], wallet[ADDRESS_DIGITS + 1];
	struct stat st;
	struct buf text;
	bool ok;

	if (!whole || fstat(fd, &st) != 0) {
		free(whole);
		return err_set_errno(err, errno, "Cannot find the folder %s", folder);
	}
	home_temporary_name(random);
	snprintf(pending->note, sizeof(pending->note), HOME_PENDING_NOTE "%s", random + strlen(HOME_TEMPORARY));
	hex_encode(wallet, pending->wallet.bytes, sizeof(pending->wallet.bytes));
	buf_init(&text, 0);
	buf_add_format(&text, "%s/%s\n%ju %ju %ju %ju\n%s\n", whole, name, (uintmax_t)st.st_dev, (uintmax_t)st.st_ino,
		       (uintmax_t)st.st_mtim.tv_sec, (uintmax_t)st.st_mtim.tv_nsec, wallet);
	ok = home_write(home, ".", pending->note, text.data, text.len, err);
	if (!ok)
		*pending->note = '\0';
	buf_free(&text);
	free(whole);
	return ok;
}

static bool take_number(uintmax_t *out, const char **at)
{
	char *end;

	*out = strtoumax(*at, &end, 10);
	if (end == *at)
		return false;
	*at = end;
	return true;
}

static bool take_wallet(char out[ADDRESS_DIGITS + 1], const char *at)
{
	if (*at != '\n' || strspn(at + 1, "0123456789abcdef") != ADDRESS_DIGITS)
		return false;
	memcpy(out, at + 1, ADDRESS_DIGITS);
	out[ADDRESS_DIGITS] = '\0';
	return true;
}

static bool read_note(struct note *out, const char *text)
{
	const char *feed = strchr(text, '\n');
	size_t len = feed ? (size_t)(feed - text) : 0;

	if (*text != '/' || !len || len >= sizeof(out->path))
		return false;
	memcpy(out->path, text, len);
	out->path[len] = '\0';
	feed++;
	return take_number(&out->device, &feed) && take_number(&out->inode, &feed) &&
	       take_number(&out->seconds, &feed) && take_number(&out->nanoseconds, &feed) &&
	       take_wallet(out->wallet, feed);
}

/* The name of a wallet's file ends in its address. */
static bool look_for_wallet(bool *out, int data_fd, const char *wallet)
{
	int fd = openat(data_fd, "keystore", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct home_names names;
	struct err ignored;
	bool known;

	*out = false;
	if (fd < 0)
		return errno == ENOENT;
	known = home_folder_names(&names, fd, &ignored);
	for (size_t i = 0; known && i < names.count; i++) {
		size_t len = strlen(names.items[i]);

		*out |= len > ADDRESS_DIGITS && !strcasecmp(names.items[i] + len - ADDRESS_DIGITS, wallet);
	}
	if (known)
		home_names_free(&names);
	close(fd);
	return known;
}

/* Is the file's folder there?  It may be on a disk that comes and goes. */
static bool has_folder(const struct note *note)
{
	char folder[HOME_PATH_SIZE];
	struct stat st;

	snprintf(folder, sizeof(folder), "%.*s/", (int)(strrchr(note->path, '/') - note->path), note->path);
	return stat(folder, &st) == 0;
}

static bool is_the_file(const struct note *note, const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_uid == geteuid() && st->st_dev == note->device &&
	       st->st_ino == note->inode && (uintmax_t)st->st_mtim.tv_sec == note->seconds &&
	       (uintmax_t)st->st_mtim.tv_nsec == note->nanoseconds;
}

/* True once nothing is left to do. */
static bool act_on(const struct note *note, int data_fd)
{
	struct stat st;
	bool stored;

	if (!look_for_wallet(&stored, data_fd, note->wallet))
		return false;
	if (stored)
		return true;
	if (lstat(note->path, &st) != 0)
		return errno == ENOENT && has_folder(note);
	return !is_the_file(note, &st) || unlink(note->path) == 0;
}

bool home_pending_clean(int data_fd, const char *name, struct err *err)
{
	struct note note;
	struct err unread;
	struct buf text;
	bool settled;

	buf_init(&text, (size_t)4 * HOME_PATH_SIZE);
	settled = home_folder_read(&text, data_fd, name, &unread) &&
		  (!read_note(&note, buf_string(&text)) || act_on(&note, data_fd));
	buf_free(&text);
	return !settled || unlinkat(data_fd, name, 0) == 0 || errno == ENOENT ||
	       err_set_errno(err, errno, "Cannot remove the left-over file %s", name);
}

void home_pending_settle(struct home_pending *pending, const struct home *home)
{
	struct err ignored;
	int fd = *pending->note ? home_folder_open(home, ".", &ignored) : -1;

	if (fd < 0)
		return;
	(void)!home_pending_clean(fd, pending->note, &ignored);
	*pending->note = '\0';
	close(fd);
}
