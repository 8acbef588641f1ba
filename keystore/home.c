/* home: where the home is, who may see it, and who is writing. */
#include "keystore/home.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_folder.h"

static bool too_long(struct err *err)
{
	return err_set(err, ERR_INVALID_INPUT, "The path of the home folder is too long.");
}

static bool set_path(char out[HOME_PATH_SIZE], const char *base, const char *rest, struct err *err)
{
	int len = snprintf(out, HOME_PATH_SIZE, "%s%s", base, rest);

	/* Leaves room for what is in the folder. */
	return len + 32 < HOME_PATH_SIZE || too_long(err);
}

/* The XDG Base Directory Specification: relative values are ignored. */
static bool locate_xdg(char out[HOME_PATH_SIZE], const char *variable, const char *usual, struct err *err)
{
	const char *xdg = getenv(variable), *home = getenv("HOME");

	if (xdg && *xdg == '/')
		return set_path(out, xdg, "/rialto", err);
	if (!home || *home != '/')
		return err_set(err, ERR_INVALID_INPUT, "HOME is not set; name the home folder with --home.");
	return set_path(out, home, usual, err);
}

bool home_expand(char out[HOME_PATH_SIZE], const char *path, struct err *err)
{
	bool tilde = path[0] == '~' && (path[1] == '/' || !path[1]);
	const char *home = tilde ? getenv("HOME") : "";
	int len;

	if (tilde && (!home || *home != '/'))
		return err_set(err, ERR_INVALID_INPUT, "HOME is not set: write the path out instead of ~.");
	len = snprintf(out, HOME_PATH_SIZE, "%s%s", home, path + tilde);
	return len < HOME_PATH_SIZE ||
	       err_set(err, ERR_INVALID_INPUT, "The path is too long: it may have up to %d bytes.", HOME_PATH_SIZE - 1);
}

bool home_locate(struct home *out, const char *dir, struct err *err)
{
	struct home home = { .lock_fd = -1 };

	if (dir && !*dir)
		return err_set(err, ERR_INVALID_INPUT, "The name of the home folder is empty.");
	if (dir) {
		if (!set_path(home.config, dir, "", err) || !set_path(home.data, dir, "", err))
			return false;
	} else if (!locate_xdg(home.config, "XDG_CONFIG_HOME", "/.config/rialto", err) ||
		   !locate_xdg(home.data, "XDG_DATA_HOME", "/.local/share/rialto", err)) {
		return false;
	}
	*out = home;
	return true;
}

int home_take_lock(const struct home *home, char owner[32])
{
	char path[HOME_PATH_SIZE];
	int fd, saved;

	snprintf(path, sizeof(path), "%.*s/lock", HOME_PATH_SIZE - 32, home->data);
	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	saved = errno;
	if (owner) {
		ssize_t len = pread(fd, owner, 31, 0);

		owner[len > 0 ? len : 0] = '\0';
	}
	close(fd);
	errno = saved;
	return -1;
}

static bool busy(const char *owner, struct err *err)
{
	long id = strtol(owner, NULL, 10);

	if (id > 0)
		return err_set(err, ERR_BUSY, "Another rialto, process %ld, is working in this home folder.", id);
	return err_set(err, ERR_BUSY, "Another rialto is working in this home folder.");
}

/* Nobody can write on a read-only disk, but what is there may be looked at, signed with and taken
 * elsewhere. */
static int lock_folder(const struct home *home)
{
	int fd = open(home->data, O_RDONLY | O_DIRECTORY | O_CLOEXEC), saved;

	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

bool home_lock(struct home *home, struct err *err)
{
	char owner[32] = "", id[32];
	int fd;

	if (home->lock_fd >= 0)
		return true;
	fd = home_take_lock(home, owner);
	home->is_read_only = fd < 0 && errno == EROFS;
	if (home->is_read_only)
		fd = lock_folder(home);
	if (fd < 0 && errno == EWOULDBLOCK)
		return busy(owner, err);
	if (fd < 0)
		return err_set_errno(err, errno, "Cannot lock the home folder");
	snprintf(id, sizeof(id), "%ld\n", (long)getpid());
	/* The lock holds without the number.  On a full disk only the sentence is poorer. */
	if (ftruncate(fd, 0) != 0 || pwrite(fd, id, strlen(id), 0) < 0)
		errno = 0;
	home->lock_fd = fd;
	return true;
}

void home_unlock(struct home *home)
{
	if (home->lock_fd >= 0)
		close(home->lock_fd);
	home->lock_fd = -1;
}
