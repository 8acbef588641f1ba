/* home_prepare: makes the folders, closes what others can get at, and clears away what a crash left. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/exposure.h"
#include "keystore/home_export.h"
#include "keystore/home_folder.h"
#include "keystore/home_restore.h"

#define MANY_FILES 1000

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
static bool prepare_folder(struct home *home, unsigned number, struct err *err)
{
	char path[HOME_PATH_SIZE];
	struct stat st;
	bool ok;
	int fd;

	home_folder_path(path, home, home_folders[number]);
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return errno == EROFS || err_set_errno(err, errno, "Cannot create the folder %s", path);
	fd = home_folder_open(home, home_folders[number], err);
	if (fd < 0)
		return false;
	ok = fstat(fd, &st) == 0 || err_set_errno(err, errno, "Cannot look at %s", path);
	if (ok && (st.st_mode & 077))
		home->were_open |= 1u << number;
	ok = ok && close_to_others(home, fd, path, err);
	close(fd);
	return ok;
}

bool home_prepare_folders(struct home *home, struct err *err)
{
	bool ok = prepare_top(home, home->config, err) && prepare_top(home, home->data, err);

	for (unsigned i = 0; ok && i < HOME_FOLDERS; i++)
		ok = prepare_folder(home, i, err);
	return ok;
}

static bool prepare_inside(struct home *home, unsigned number, bool alone, struct err *err)
{
	char path[HOME_PATH_SIZE];
	bool there, ok;
	int fd;

	home_folder_path(path, home, home_folders[number]);
	if (!home_exists(&there, path, err))
		return false;
	if (!there)	/* on a read-only disk */
		return true;
	fd = home_folder_open(home, home_folders[number], err);
	if (fd < 0)
		return false;
	ok = prepare_files(home, fd, alone, home->were_open & 1u << number, err);
	close(fd);
	return ok;
}

bool home_prepare_files(struct home *home, struct err *err)
{
	int fd = -1, cause = home->is_read_only ? EROFS : 0;
	bool ok = true;

	/* A temporary file may belong to another rialto, which is just writing it. */
	if (home->lock_fd < 0) {
		fd = home_take_lock(home, NULL);
		cause = fd < 0 ? errno : 0;
	}
	for (unsigned i = 0; ok && i < HOME_FOLDERS; i++)
		ok = prepare_inside(home, i, !cause, err);
	if (ok)
		ok = cause ? home_restore_check(home, cause, err)
			   : prepare_data(home, err) && home_restore_resume(home, err);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool home_prepare(struct home *home, struct err *err)
{
	return home_prepare_folders(home, err) && home_prepare_files(home, err);
}
