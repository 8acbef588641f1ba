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

#include "keystore/exposure.h"
#include "keystore/home_export.h"
#include "keystore/home_folder.h"
#include "keystore/home_restore.h"

#define MANY_FILES 1000

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

/* Makes a path as mkdir -p does; what is there already is left alone. */
static bool make_parents(const char *path, struct err *err)
{
	char part[HOME_PATH_SIZE];
	size_t len = strlen(path);

	memcpy(part, path, len + 1);
	for (size_t i = 1; i <= len; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		part[i] = '\0';
		if (mkdir(part, 0700) != 0 && errno != EEXIST)
			return err_set_errno(err, errno, "Cannot create the folder %s", part);
		part[i] = path[i];
	}
	return true;
}

/* Closes what others can read.  `what` is its name, for the sentence. */
static bool close_to_others(struct home *home, int fd, const char *what, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_set_errno(err, errno, "Cannot look at %s", what);
	if (!(st.st_mode & 077)) {
		exposure_note(home, what, &st);
		return true;
	}
	/* Closing /tmp would lock everyone else out of it. */
	if (st.st_mode & S_ISVTX)
		return err_set(err, ERR_UNSAFE_FILE, "%s is a folder that is shared; choose one of rialto's own.", what);
	if (st.st_uid != geteuid())
		return err_set(err, ERR_UNSAFE_FILE, "%s is open to others and belongs to another user.", what);
	if (fchmod(fd, S_ISDIR(st.st_mode) ? 0700 : 0600) != 0)
		return err_set_errno(err, errno, "%s is open to others and cannot be closed", what);
	home->repaired = true;
	if (st.st_mode & 022)
		exposure_note_closed(home, what, &st);
	st.st_mode &= ~(mode_t)077;
	exposure_note(home, what, &st);
	return true;
}

static bool prepare_top(struct home *home, const char *path, struct err *err)
{
	struct stat st;
	int fd;
	bool ok;

	if (!make_parents(path, err))
		return false;
	exposure_note_above(home, path);
	if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode))
		exposure_note(home, path, &st);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return err_set_errno(err, errno, "Cannot open the folder %s", path);
	ok = close_to_others(home, fd, path, err);
	close(fd);
	return ok;
}

/* A file that cannot be looked at is left to whoever reads it, who will name it. */
static bool close_file(struct home *home, int folder_fd, const char *name, struct err *err)
{
	struct stat st;
	bool ok;
	int fd;

	if (fstatat(folder_fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode))
		return true;
	if (!(st.st_mode & 077)) {
		exposure_note(home, name, &st);
		return true;
	}
	fd = openat(folder_fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return err_set_errno(err, errno, "%s is open to others and cannot be closed", name);
	ok = close_to_others(home, fd, name, err);
	close(fd);
	return ok;
}

static bool is_temporary(const char *name)
{
	return strncmp(name, HOME_TEMPORARY, strlen(HOME_TEMPORARY)) == 0;
}

static bool remove_temporary(int folder_fd, const char *name, struct err *err)
{
	return unlinkat(folder_fd, name, 0) == 0 || errno == ENOENT ||
	       err_set_errno(err, errno, "Cannot remove the left-over file %s", name);
}

/* was_open: others could get at what is in the folder.  If they could not, its files are closed as
 * well to be safe, unless there are so many that a person would notice the time. */
static bool prepare_files(struct home *home, int folder_fd, bool alone, bool was_open, struct err *err)
{
	struct home_names names;
	bool ok = home_folder_names(&names, folder_fd, err);

	for (size_t i = 0; ok && i < names.count; i++) {
		if (is_temporary(names.items[i]))
			ok = !alone || remove_temporary(folder_fd, names.items[i], err);
		else if (was_open || names.count < MANY_FILES)
			ok = close_file(home, folder_fd, names.items[i], err);
	}
	if (names.items)
		home_names_free(&names);
	return ok;
}

/* In the data folder, removes only rialto's temporary files and what killed exports and new wallets
 * left: the folder may be the whole home. */
static bool prepare_data(const struct home *home, struct err *err)
{
	struct home_names names;
	int fd = home_folder_open(home, ".", err);
	bool ok;

	if (fd < 0)
		return false;
	ok = home_folder_names(&names, fd, err);
	for (size_t i = 0; ok && i < names.count; i++) {
		if (is_temporary(names.items[i]))
			ok = remove_temporary(fd, names.items[i], err);
		else if (strncmp(names.items[i], HOME_EXPORT_NOTE, strlen(HOME_EXPORT_NOTE)) == 0)
			ok = home_export_clean(fd, names.items[i], err);
		else if (strncmp(names.items[i], HOME_PENDING_NOTE, strlen(HOME_PENDING_NOTE)) == 0)
			ok = home_pending_clean(fd, names.items[i], err);
	}
	if (names.items)
		home_names_free(&names);
	close(fd);
	return ok;
}

/* On a read-only disk a folder that is missing stays so: nothing can be in it. */
static bool prepare_folder(struct home *home, const char *folder, bool alone, struct err *err)
{
	char path[HOME_PATH_SIZE];
	struct stat st;
	bool ok;
	int fd;

	home_folder_path(path, home, folder);
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return errno == EROFS || err_set_errno(err, errno, "Cannot create the folder %s", path);
	fd = home_folder_open(home, folder, err);
	if (fd < 0)
		return false;
	ok = fstat(fd, &st) == 0 || err_set_errno(err, errno, "Cannot look at %s", path);
	ok = ok && close_to_others(home, fd, path, err) &&
	     prepare_files(home, fd, alone, (st.st_mode & 077) != 0, err);
	close(fd);
	return ok;
}

/* Opens data/lock and locks it.  Returns a descriptor, or -1 if another process has it (errno
 * EWOULDBLOCK) or if it cannot be opened. */
static int take_lock(const struct home *home, char owner[32])
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

bool home_prepare(struct home *home, struct err *err)
{
	bool ok = prepare_top(home, home->config, err) && prepare_top(home, home->data, err);
	int fd = -1, cause = 0;
	bool alone;

	if (!ok)
		return false;
	/* A temporary file may belong to another rialto, which is just writing it. */
	if (home->lock_fd < 0) {
		fd = take_lock(home, NULL);
		cause = fd < 0 ? errno : 0;
	}
	alone = fd >= 0 || home->lock_fd >= 0;
	for (size_t i = 0; ok && i < HOME_FOLDERS; i++)
		ok = prepare_folder(home, home_folders[i], alone, err);
	if (ok)
		ok = alone ? prepare_data(home, err) && home_restore_resume(home, err)
			   : home_restore_check(home, cause, err);
	if (fd >= 0)
		close(fd);
	return ok;
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
	fd = take_lock(home, owner);
	if (fd < 0 && errno == EROFS)
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
