/* home_config_write: the configuration is replaced as a whole, where it really lies. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_folder.h"

static bool check(const struct stat *st, const char *path, struct err *err)
{
	if (st->st_uid != geteuid())
		return err_set(err, ERR_UNSAFE_FILE, "%s belongs to another user (number %lu): it is not written.", path,
			       (unsigned long)st->st_uid);
	if (S_ISLNK(st->st_mode))
		return true;
	if (!S_ISREG(st->st_mode))
		return err_set(err, ERR_INVALID_INPUT, "%s is not a plain file.", path);
	if (st->st_mode & 022)
		return err_set(err, ERR_UNSAFE_FILE, "%s can be changed by other users (mode %04o): it is not written.", path,
			       (unsigned)st->st_mode & 07777);
	if (!(st->st_mode & S_IWUSR))
		return err_set(err, ERR_INVALID_INPUT, "%s is read-only: it is not written.", path);
	if (st->st_nlink > 1)
		return err_set(err, ERR_UNSAFE_FILE, "%s has another name somewhere (%lu hard links): it is not written.",
			       path, (unsigned long)st->st_nlink);
	return true;
}

/* Writes the new file beside the old one, and puts it in its place. */
static bool replace(int folder, const char *file, mode_t mode, const void *bytes, size_t len, struct err *err)
{
	char temporary[HOME_TEMPORARY_SIZE];
	int fd, saved;
	bool ok;

	home_temporary_name(temporary);
	fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set_errno(err, errno, "No file can be written beside the configuration");
	ok = home_write_fd(fd, bytes, len) && fchmod(fd, mode) == 0 && renameat(folder, temporary, folder, file) == 0;
	saved = errno;
	close(fd);
	if (!ok) {
		unlinkat(folder, temporary, 0);
		return err_set_errno(err, saved, "Cannot write the configuration");
	}
	return home_sync_fd(folder) ||
	       err_set_errno(err, errno, "The configuration is written, but may not survive a power cut");
}

/* `path` has no link in it any more. */
static bool replace_at(char *path, const void *bytes, size_t len, struct err *err)
{
	char *slash = strrchr(path, '/');
	struct stat st;
	int folder;
	bool ok;

	if (!slash)
		return err_set(err, ERR_INVALID_INPUT, "The configuration has no folder.");
	*slash = '\0';
	folder = open(slash == path ? "/" : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*slash = '/';
	if (folder < 0)
		return err_set_errno(err, errno, "Cannot open the folder of %s", path);
	ok = fstatat(folder, slash + 1, &st, AT_SYMLINK_NOFOLLOW) == 0 ||
	     err_set_errno(err, errno, "Cannot look at %s", path);
	ok = ok && check(&st, path, err) && replace(folder, slash + 1, st.st_mode & 07777, bytes, len, err);
	close(folder);
	return ok;
}

bool home_write_config(const struct home *home, const void *bytes, size_t len, struct err *err)
{
	char path[HOME_PATH_SIZE + 16], real[PATH_MAX];
	struct stat st;

	snprintf(path, sizeof(path), "%s/config", home->config);
	if (lstat(path, &st) != 0 && errno == ENOENT)
		return home_write(home, "config", "config", bytes, len, err);
	if (lstat(path, &st) != 0)
		return err_set_errno(err, errno, "Cannot look at %s", path);
	if (!check(&st, path, err))
		return false;
	if (!realpath(path, real))
		return err_set_errno(err, errno, "Cannot follow %s", path);
	return replace_at(real, bytes, len, err);
}
