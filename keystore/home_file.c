/* home_file: reads files with suspicion. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_folder.h"

static bool remove_file(const struct home *home, const char *folder, const char *file, bool may_be_gone,
			struct err *err)
{
	int fd = home_folder_check_name(file, err) ? home_folder_open(home, folder, err) : -1;
	bool ok = true;

	if (fd < 0)
		return false;
	if ((unlinkat(fd, file, 0) != 0 && !(may_be_gone && errno == ENOENT)) || !home_sync_fd(fd))
		ok = err_set_errno(err, errno, "Cannot remove %s", file);
	close(fd);
	return ok;
}

bool home_remove(const struct home *home, const char *folder, const char *file, struct err *err)
{
	return remove_file(home, folder, file, false, err);
}

bool home_remove_again(const struct home *home, const char *folder, const char *file, struct err *err)
{
	return remove_file(home, folder, file, true, err);
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

/* Reads to the end, whatever fstat said.  The file may grow meanwhile, and a network file system
 * may give less at a time than was asked for. */
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

bool home_folder_read_open(struct buf *out, int fd, const char *what, struct err *err)
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

/* An open with O_NONBLOCK never waits for the other end of a pipe. */
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
	return finish_reading(out, fd, home_folder_read_open(out, fd, path, err));
}

/* fstat is an eighth of the work of a long list, so it is left out if it is not needed: a link is
 * not opened, a folder cannot be read, and a pipe is empty. */
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
	int fd = home_folder_check_name(file, err) ? home_folder_open(home, folder, err) : -1;
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
