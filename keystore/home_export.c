#include "keystore/home_export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_folder.h"
#include "wallet/base/mem.h"

/* A file to write, its folder, and its temporary name. */
struct target {
	const char *path;
	char folder[HOME_PATH_SIZE];	/* "." if the path has none */
	char temporary[HOME_PATH_SIZE];
	const struct home *home;
	struct home_pending *pending;	/* NULL if the file is of use by itself */
};

static bool already_there(const char *path, struct err *err)
{
	return err_set(err, ERR_INVALID_INPUT, "%s is there already; rialto does not overwrite it.", path);
}

bool home_check_absent(const char *path, struct err *err)
{
	bool there;

	return home_exists(&there, path, err) && (!there || already_there(path, err));
}

static bool find_folder(struct target *out, const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	char name[HOME_TEMPORARY_SIZE];
	int len = slash ? (int)(slash - path) + 1 : 0;	/* with the slash, because "/" is a folder, too */
	bool fits;

	out->path = path;
	home_temporary_name(name);
	fits = snprintf(out->folder, sizeof(out->folder), "%.*s", len ? len : 1, len ? path : ".") < HOME_PATH_SIZE &&
	       snprintf(out->temporary, sizeof(out->temporary), "%.*s%s", len, path, name) < HOME_PATH_SIZE;
	return fits || err_set(err, ERR_INVALID_INPUT, "The path of the file to write is too long.");
}

/* Some file systems cannot sync a folder, and some folders cannot be read.  The file itself is safe
 * by then. */
static bool is_no_harm(int error)
{
	return error == EINVAL || error == ENOTSUP || error == EACCES;
}

static bool sync_folder(const struct target *target, struct err *err)
{
	int fd = open(target->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = (fd >= 0 && home_sync_fd(fd)) || is_no_harm(errno) ||
		  err_set_errno(err, errno, "%s is written, but may not survive a power cut", target->path);

	if (fd >= 0)
		close(fd);
	return ok;
}

/* The file system cannot do this, or not without /proc, but it may know another way. */
static bool is_refused_by_nature(int failed)
{
	static const int errors[] = { EOPNOTSUPP, EISDIR, EINVAL, ENOSYS, ENOENT, EPERM, EXDEV, EMLINK };

	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (failed == errors[i])
			return true;
	return false;
}

static const char *target_name(const struct target *target)
{
	const char *slash = strrchr(target->path, '/');

	return slash ? slash + 1 : target->path;
}

/* Writes the whole file, and notes it if it is of no use by itself.  Returns 0 or an errno. */
static int fill(const struct target *target, int fd, const void *bytes, size_t len, struct err *err)
{
	if (!home_write_fd(fd, bytes, len))
		return errno;
	return !target->pending || home_pending_note(target->pending, target->home, target->folder, target_name(target),
						     fd, err)
		       ? 0
		       : ECANCELED;
}

/* The name appears once the file is whole.  Returns 0 or an errno; ECANCELED if err says why. */
static int write_nameless(const struct target *target, const void *bytes, size_t len, struct err *err)
{
	int fd = open(target->folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600), failed;
	char self[64];

	if (fd < 0)
		return errno;
	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	failed = fill(target, fd, bytes, len, err);
	if (!failed && linkat(AT_FDCWD, self, AT_FDCWD, target->path, AT_SYMLINK_FOLLOW) != 0)
		failed = errno;
	if (failed && target->pending)
		home_pending_settle(target->pending, target->home);
	close(fd);
	return failed;
}

/* If neither a rename nor a link refuses to overwrite here, an empty file holds the place. */
static int give_name(const struct target *target)
{
	int failed = renameat2(AT_FDCWD, target->temporary, AT_FDCWD, target->path, RENAME_NOREPLACE) == 0 ? 0 : errno,
	    fd;

	if (!failed || !is_refused_by_nature(failed))
		return failed;
	fd = open(target->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno;
	close(fd);
	if (rename(target->temporary, target->path) == 0)
		return 0;
	failed = errno;
	unlink(target->path);
	return failed;
}

static int write_named(const struct target *target, const void *bytes, size_t len, struct err *err)
{
	int fd = open(target->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600), failed;

	if (fd < 0)
		return errno;
	failed = fill(target, fd, bytes, len, err);
	if (close(fd) != 0 && errno != EINTR && !failed)
		failed = errno;
	if (!failed)
		failed = give_name(target);
	if (failed)
		unlink(target->temporary);
	if (failed && target->pending)
		home_pending_settle(target->pending, target->home);
	return failed;
}

/* Notes the full paths of the temporary file and of the file that it becomes. */
static bool write_note(char note[64], const struct home *home, const struct target *target, struct err *err)
{
	char *folder = realpath(target->folder, NULL);
	const char *temporary = strrchr(target->temporary, '/');
	struct buf text;
	bool ok;

	if (!folder)
		return err_set_errno(err, errno, "Cannot find the folder %s", target->folder);
	buf_init(&text, 0);
	temporary = temporary ? temporary + 1 : target->temporary;
	buf_add_format(&text, "%s/%s\n%s/%s\n", folder, temporary, folder, target_name(target));
	snprintf(note, 64, HOME_EXPORT_NOTE "%s", temporary + strlen(HOME_TEMPORARY));
	ok = home_write(home, ".", note, text.data, text.len, err);
	buf_free(&text);
	free(folder);
	return ok;
}

static bool say_failed(int failed, const char *path, struct err *err)
{
	if (failed == EEXIST)
		return already_there(path, err);
	return failed != ECANCELED && err_set_errno(err, failed, "Cannot write %s", path);
}

static bool export_named(const struct target *target, const void *bytes, size_t len, struct err *err)
{
	const struct home *home = target->home;
	struct err ignored, unwritten;
	char note[64];
	int failed;

	/* If the home is read-only, its content may still be taken elsewhere without a note. */
	if (!write_note(note, home, target, &unwritten) && unwritten.code != ERR_READ_ONLY_DISK) {
		*err = unwritten;
		return false;
	}
	failed = write_named(target, bytes, len, err);
	(void)!home_remove(home, ".", note, &ignored);	/* if this fails, the next start removes the note */
	return !failed || say_failed(failed, target->path, err);
}

bool home_export_pending(struct home_pending *pending, const struct home *home, const char *path, const void *bytes,
			 size_t len, struct err *err)
{
	struct target target = { .home = home, .pending = pending };
	int failed;

	if (!home_check_absent(path, err) || !find_folder(&target, path, err))
		return false;
	failed = write_nameless(&target, bytes, len, err);
	if (failed && !is_refused_by_nature(failed))
		return say_failed(failed, path, err);
	if (failed && !export_named(&target, bytes, len, err))
		return false;
	return sync_folder(&target, err);
}

bool home_export_file(const struct home *home, const char *path, const void *bytes, size_t len, struct err *err)
{
	return home_export_pending(NULL, home, path, bytes, len, err);
}

static bool is_own_file(const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_uid == geteuid();
}

/* Removes a file that only held the place. */
static void remove_empty_place(const char *path)
{
	struct stat st;

	if (lstat(path, &st) == 0 && is_own_file(&st) && st.st_size == 0)
		unlink(path);
}

/* Is the folder of this path there?  It may be on a disk that comes and goes. */
static bool has_folder(char *path)
{
	char *slash = strrchr(path, '/');
	struct stat st;
	bool has;

	*slash = '\0';
	has = stat(slash == path ? "/" : path, &st) == 0;
	*slash = '/';
	return has;
}

/* True once there is nothing more to remove.  It removes only what can be nothing but a left-over. */
static bool remove_left_over(char *temporary, const char *place)
{
	const char *name = strrchr(temporary, '/');
	struct stat st;

	if (*temporary != '/' || *place != '/' || strncmp(name + 1, HOME_TEMPORARY, strlen(HOME_TEMPORARY)) != 0)
		return true;
	if (lstat(temporary, &st) != 0)
		return errno == ENOENT && has_folder(temporary);
	if (is_own_file(&st) && unlink(temporary) != 0)
		return false;
	remove_empty_place(place);
	return true;
}

static bool act_on(const char *note)
{
	char *temporary = mem_string(note), *place = strchr(temporary, '\n'), *end = place ? strchr(place + 1, '\n') : NULL;
	bool settled = true;

	if (end) {
		*place++ = *end = '\0';
		settled = remove_left_over(temporary, place);
	}
	free(temporary);
	return settled;
}

bool home_export_clean(int data_fd, const char *note, struct err *err)
{
	struct err unread;
	struct buf text;
	bool settled;

	buf_init(&text, (size_t)4 * HOME_PATH_SIZE);
	settled = home_folder_read(&text, data_fd, note, &unread) && act_on(buf_string(&text));
	buf_free(&text);
	return !settled || unlinkat(data_fd, note, 0) == 0 || errno == ENOENT ||
	       err_set_errno(err, errno, "Cannot remove the left-over file %s", note);
}
