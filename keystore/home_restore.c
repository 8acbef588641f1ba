#include "keystore/home_restore.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_folder.h"

#define GATHERED ".restore-new"	/* may be incomplete */
#define DECIDED ".restore"	/* complete */
#define FILE_MAX ((size_t)16 << 20)

/* A backup has their numbers, so a new one comes last. */
const char *const home_restore_folders[HOME_RESTORE_FOLDERS] = {
	"keystore", "vault", "journal", "watch", "config", "addresses",
};

static void path_of(char out[HOME_PATH_SIZE], const struct home *home, const char *name)
{
	home_folder_path(out, home, name);
}

static void part_name(char out[32], const char *whole, unsigned folder)
{
	snprintf(out, 32, "%s/%s", whole, home_restore_folders[folder]);
}

static bool sync_data(const struct home *home, struct err *err)
{
	int fd = open(home->data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		err_set_errno(err, errno, "Cannot write the home folder");
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool is_dropped(const char *name, bool all)
{
	return all || strncmp(name, HOME_TEMPORARY, strlen(HOME_TEMPORARY)) == 0;
}

/* Empties the folder: of everything if `all`, else only of temporary files that a crash left. */
static bool empty_folder(int fd, bool all, struct err *err)
{
	struct home_names names;
	bool ok = home_folder_names(&names, fd, err);

	for (size_t i = 0; ok && i < names.count; i++)
		if (is_dropped(names.items[i], all) && unlinkat(fd, names.items[i], 0) != 0)
			ok = err_set_errno(err, errno, "Cannot remove %s", names.items[i]);
	if (names.items)
		home_names_free(&names);
	return ok;
}

static bool remove_part(const struct home *home, const char *whole, unsigned folder, bool all, struct err *err)
{
	char path[HOME_PATH_SIZE], name[32];
	bool there, ok;
	int fd;

	part_name(name, whole, folder);
	path_of(path, home, name);
	if (!home_exists(&there, path, err))
		return false;
	if (!there)
		return true;
	fd = home_folder_open(home, name, err);
	if (fd < 0)
		return false;
	ok = empty_folder(fd, all, err);
	close(fd);
	return ok && (rmdir(path) == 0 || err_set_errno(err, errno, "Cannot remove %s", path));
}

static bool remove_whole(const struct home *home, const char *whole, bool all, struct err *err)
{
	char path[HOME_PATH_SIZE];
	bool there;

	path_of(path, home, whole);
	if (!home_exists(&there, path, err))
		return false;
	if (!there)
		return true;
	for (unsigned i = 0; i < HOME_RESTORE_FOLDERS; i++)
		if (!remove_part(home, whole, i, all, err))
			return false;
	return (rmdir(path) == 0 || err_set_errno(err, errno, "Cannot remove %s", path)) && sync_data(home, err);
}

static bool make_folder(const struct home *home, const char *name, struct err *err)
{
	char path[HOME_PATH_SIZE];

	path_of(path, home, name);
	return mkdir(path, 0700) == 0 || err_set_errno(err, errno, "Cannot create the folder %s", path);
}

bool home_restore_begin(const struct home *home, struct err *err)
{
	char name[32];

	if (!remove_whole(home, GATHERED, true, err) || !make_folder(home, GATHERED, err))
		return false;
	for (unsigned i = 0; i < HOME_RESTORE_FOLDERS; i++) {
		part_name(name, GATHERED, i);
		if (!make_folder(home, name, err))
			return false;
	}
	return true;
}

bool home_restore_add(const struct home *home, unsigned folder, const char *file, const void *bytes, size_t len,
		      struct err *err)
{
	char name[32];

	part_name(name, GATHERED, folder);
	return home_write(home, name, file, bytes, len, err);
}

/* The folders that a file moves between, for home_each. */
struct move {
	const struct home *home;
	const char *from, *to;
	bool ok;
	struct err err;
};

/* Copies the file instead of renaming it, because the configuration may be on another file system. */
static bool move_one(void *context, const char *file)
{
	struct move *move = context;
	struct buf bytes;

	buf_init(&bytes, FILE_MAX);
	move->ok = home_read(&bytes, move->home, move->from, file, &move->err) &&
		   home_write(move->home, move->to, file, bytes.data, bytes.len, &move->err) &&
		   home_remove(move->home, move->from, file, &move->err);
	buf_free(&bytes);
	return move->ok;
}

static bool move_part(const struct home *home, unsigned folder, struct err *err)
{
	char from[32], path[HOME_PATH_SIZE];
	struct move move = { .home = home, .from = from, .to = home_restore_folders[folder], .ok = true };
	bool there;

	part_name(from, DECIDED, folder);
	path_of(path, home, from);
	if (!home_exists(&there, path, err))
		return false;
	if (!there)
		return true;
	if (!home_each(home, from, move_one, &move, err))
		return false;
	if (!move.ok)
		*err = move.err;
	return move.ok;
}

/* A folder that still holds something stays, so nothing is removed before it has been moved. */
static bool finish(const struct home *home, struct err *err)
{
	for (unsigned i = 0; i < HOME_RESTORE_FOLDERS; i++)
		if (!move_part(home, i, err))
			return false;
	return remove_whole(home, DECIDED, false, err);
}

bool home_restore_commit(const struct home *home, struct err *err)
{
	char gathered[HOME_PATH_SIZE], decided[HOME_PATH_SIZE];

	path_of(gathered, home, GATHERED);
	path_of(decided, home, DECIDED);
	if (rename(gathered, decided) != 0)
		return err_set_errno(err, errno, "Cannot restore into the home folder");
	return sync_data(home, err) && finish(home, err);
}

void home_restore_drop(const struct home *home)
{
	struct err ignored;

	(void)!remove_whole(home, GATHERED, true, &ignored);	/* home_prepare tries again */
}

static bool is_decided(bool *out, const struct home *home, struct err *err)
{
	char decided[HOME_PATH_SIZE];

	path_of(decided, home, DECIDED);
	return home_exists(out, decided, err);
}

bool home_restore_resume(const struct home *home, struct err *err)
{
	bool decided;

	return remove_whole(home, GATHERED, true, err) && is_decided(&decided, home, err) &&
	       (!decided || finish(home, err));
}

bool home_restore_check(const struct home *home, int cause, struct err *err)
{
	bool decided;

	if (!is_decided(&decided, home, err))
		return false;
	if (!decided)
		return true;
	if (cause == EWOULDBLOCK)
		return err_set(err, ERR_BUSY, "A backup is being restored into this home folder: not all of it is there yet.");
	return err_set_errno(err, cause, "Only a part of a backup is restored here, and the rest cannot be");
}
