/* home_file: writing a file whole or not at all, and reading with suspicion. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_folder.h"
#include "wallet/hex.h"

static bool check_name(const char *file, struct err *err)
{
	if (!*file || *file == '.' || strchr(file, '/') || strlen(file) > 255)
		return err_set(err, ERR_INVALID_INPUT, "'%s' is not a name for a file.", file);
	return true;
}

/* The folder to find a file of that name in, as home_folder_open. */
static int open_folder_for(const char *file, const struct home *home, const char *folder, struct err *err)
{
	return check_name(file, err) ? home_folder_open(home, folder, err) : -1;
}

static bool write_all(int fd, const void *bytes, size_t len)
{
	const uint8_t *p = bytes;

	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			errno = n == 0 ? EIO : errno;
			return false;
		}
		p += n;
		len -= (size_t)n;
	}
	return true;
}

bool home_sync_fd(int fd)
{
	int failed;

	do
		failed = fsync(fd);
	while (failed && errno == EINTR);
	return !failed;
}

bool home_write_fd(int fd, const void *bytes, size_t len)
{
	return fchmod(fd, 0600) == 0 && write_all(fd, bytes, len) && home_sync_fd(fd);
}

/* Closes fd also on failure; errno says why.  After an EINTR it is closed. */
static bool write_and_sync(int fd, const void *bytes, size_t len)
{
	bool ok = home_write_fd(fd, bytes, len);
	int saved = errno;

	if (close(fd) != 0 && errno != EINTR && ok)
		return false;
	errno = saved;
	return ok;
}

void home_temporary_name(char out[HOME_TEMPORARY_SIZE])
{
	uint8_t random[8];

	randombytes_buf(random, sizeof(random));
	memcpy(out, HOME_TEMPORARY, sizeof(HOME_TEMPORARY));
	hex_encode(out + strlen(HOME_TEMPORARY), random, sizeof(random));
}

static bool write_in(int folder_fd, const char *file, const void *bytes, size_t len, struct err *err)
{
	char temporary[HOME_TEMPORARY_SIZE];
	int fd, saved;

	home_temporary_name(temporary);
	fd = openat(folder_fd, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set_errno(err, errno, "Cannot write %s", file);
	if (write_and_sync(fd, bytes, len) && renameat(folder_fd, temporary, folder_fd, file) == 0) {
		if (home_sync_fd(folder_fd))
			return true;
		return err_set_errno(err, errno, "%s is written, but may not survive a power cut", file);
	}
	saved = errno;
	unlinkat(folder_fd, temporary, 0);
	return err_set_errno(err, saved, "Cannot write %s", file);
}

bool home_write(const struct home *home, const char *folder, const char *file, const void *bytes, size_t len,
		struct err *err)
{
	int fd = open_folder_for(file, home, folder, err);
	bool ok;

	if (fd < 0)
		return false;
	ok = write_in(fd, file, bytes, len, err);
	close(fd);
	return ok;
}

bool home_remove(const struct home *home, const char *folder, const char *file, struct err *err)
{
	int fd = open_folder_for(file, home, folder, err);
	bool ok = true;

	if (fd < 0)
		return false;
	if (unlinkat(fd, file, 0) != 0 || !home_sync_fd(fd))
		ok = err_set_errno(err, errno, "Cannot remove %s", file);
	close(fd);
	return ok;
}

static bool check_kind(const struct stat *st, const char *what, struct err *err)
{
	if (S_ISREG(st->st_mode))
		return true;
	if (S_ISDIR(st->st_mode))
		return err_set(err, ERR_INVALID_INPUT, "%s is a folder, not a file.", what);
	if (S_ISFIFO(st->st_mode))
		return err_set(err, ERR_INVALID_INPUT, "%s is a pipe, not a file.", what);
	return err_set(err, ERR_INVALID_INPUT, "%s is not a plain file.", what);
}

static bool too_large(const char *what, size_t max, struct err *err)
{
	return err_set(err, ERR_INVALID_INPUT, "%s is longer than %zu bytes, more than any such file needs.", what, max);
}

/* Reads to the end, whatever fstat said: the file may grow meanwhile, and a file system
 * over the network may give less at a time than was asked for. */
static bool read_all(struct buf *out, int fd, const char *what, struct err *err)
{
	uint8_t block[4096];
	ssize_t n;

	do {
		n = read(fd, block, sizeof(block));
		if (n < 0 && errno != EINTR)
			return err_set_errno(err, errno, "Cannot read %s", what);
		if (n > 0 && !buf_add(out, block, (size_t)n))
			return too_large(what, out->max, err);
	} while (n != 0);
	return true;
}

static bool read_checked(struct buf *out, int fd, const char *what, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_set_errno(err, errno, "Cannot look at %s", what);
	if (!check_kind(&st, what, err))
		return false;
	if (st.st_size < 0 || (uintmax_t)st.st_size > out->max)
		return too_large(what, out->max, err);
	return read_all(out, fd, what, err);
}

/* Opening with O_NONBLOCK never waits for a pipe's other end. */
static int open_to_read(int folder_fd, const char *path)
{
	return openat(folder_fd, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

/* Closes fd. */
static bool finish_reading(struct buf *out, int fd, bool ok)
{
	close(fd);
	if (!ok)
		buf_clear(out);
	return ok;
}

bool home_folder_read(struct buf *out, int folder_fd, const char *path, struct err *err)
{
	int fd = open_to_read(folder_fd, path);

	buf_clear(out);
	if (fd < 0 && errno == ELOOP)
		return err_set(err, ERR_INVALID_INPUT, "%s is a symbolic link; name the file it leads to.", path);
	if (fd < 0)
		return err_set_errno(err, errno, "Cannot open %s", path);
	return finish_reading(out, fd, read_checked(out, fd, path, err));
}

/* fstat is an eighth of the work of a long list, so it is left out where it is not needed:
 * a link is not opened, a folder not read, and a pipe is empty. */
bool home_folder_read_quick(struct buf *out, int folder_fd, const char *file)
{
	int fd = open_to_read(folder_fd, file);
	struct err ignored;
	struct stat st;

	buf_clear(out);
	return fd >= 0 && finish_reading(out, fd, read_all(out, fd, file, &ignored) &&
					 (out->len || (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))));
}

bool home_read(struct buf *out, const struct home *home, const char *folder, const char *file, struct err *err)
{
	int fd = open_folder_for(file, home, folder, err);
	bool ok;

	if (fd < 0)
		return false;
	ok = home_folder_read(out, fd, file, err);
	close(fd);
	return ok;
}

bool home_import_file(struct buf *out, const char *path, struct err *err)
{
	return home_folder_read(out, AT_FDCWD, path, err);
}

bool home_exists(bool *out, const char *path, struct err *err)
{
	struct stat st;

	*out = lstat(path, &st) == 0;
	return *out || errno == ENOENT || err_set_errno(err, errno, "Cannot look at %s", path);
}
