/* home_config: the configuration is read only if it is the user's own. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "keystore/exposure.h"
#include "keystore/home_folder.h"

static bool check_own(const struct stat *st, const char *path, const char *what, struct err *err)
{
	return st->st_uid == geteuid() ||
	       err_set(err, ERR_UNSAFE_FILE, "%s%s belongs to another user (number %lu): it is not read.", what, path,
		       (unsigned long)st->st_uid);
}

static bool open_link(int *out, const char *path, struct err *err)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return err_set_errno(err, errno, "Cannot look at %s", path);
	if (!check_own(&st, path, "The link ", err))
		return false;
	*out = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (*out < 0 && errno == ENOENT)
		return err_set(err, ERR_INVALID_INPUT, "%s is a symbolic link that leads nowhere.", path);
	return *out >= 0 || err_set_errno(err, errno, "Cannot open %s", path);
}

/* *out is -1 if there is none. */
static bool open_config(int *out, const char *path, struct err *err)
{
	*out = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (*out >= 0 || errno == ENOENT || errno == ENOTDIR)
		return true;
	if (errno == ELOOP)
		return open_link(out, path, err);
	return err_set_errno(err, errno, "Cannot open %s", path);
}

bool home_read_config(struct buf *out, bool *found, struct home *home, struct err *err)
{
	char path[HOME_PATH_SIZE + 16];
	struct stat st;
	bool ok;
	int fd;

	snprintf(path, sizeof(path), "%s/config", home->config);
	buf_clear(out);
	if (!open_config(&fd, path, err))
		return false;
	*found = fd >= 0;
	if (!*found)
		return true;
	ok = fstat(fd, &st) == 0 || err_set_errno(err, errno, "Cannot look at %s", path);
	ok = ok && check_own(&st, path, "", err) && home_folder_read_open(out, fd, path, err);
	if (ok)
		exposure_note(home, path, &st);
	close(fd);
	return ok;
}
