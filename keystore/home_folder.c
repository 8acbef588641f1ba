/* home_folder: opens and lists folders without following links. */
#include "keystore/home_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wallet/base/mem.h"

const char *const home_folders[HOME_FOLDERS] = { "keystore", "vault", "journal", "watch", "addresses" };

bool home_folder_check_name(const char *file, struct err *err)
{
	if (!*file || *file == '.' || strchr(file, '/') || strlen(file) > 255)
		return err_set(err, ERR_INVALID_INPUT, "'%s' is not a name for a file.", file);
	return true;
}

void home_folder_path(char out[HOME_PATH_SIZE], const struct home *home, const char *folder)
{
	if (strcmp(folder, "config") == 0)
		snprintf(out, HOME_PATH_SIZE, "%s", home->config);
	else if (strcmp(folder, "other") == 0)
		snprintf(out, HOME_PATH_SIZE, "%s", home->other);
	else
		snprintf(out, HOME_PATH_SIZE, "%.*s/%.24s", HOME_PATH_SIZE - 32, home->data, folder);
}

int home_folder_open(const struct home *home, const char *folder, struct err *err)
{
	bool outside = strcmp(folder, "config") == 0 || strcmp(folder, "other") == 0;
	char path[HOME_PATH_SIZE];
	int fd;

	home_folder_path(path, home, folder);
	/* The home itself and another program's folder may be links, as the person chose.  What is
	 * in the home may not be. */
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (outside ? 0 : O_NOFOLLOW));
	if (fd < 0)
		err_set_errno(err, errno, "Cannot open the folder %s", path);
	return fd;
}

/* Returns 1 for a plain file, 0 for something else or nothing, -1 if it cannot be known (see
 * errno). */
static int look_at(int fd, const char *file)
{
	struct stat st;

	if (fstatat(fd, file, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return S_ISREG(st.st_mode) != 0;
	return errno == ENOENT ? 0 : -1;
}

bool home_folder_has(bool *out, const struct home *home, const char *folder, const char *file, struct err *err)
{
	char path[HOME_PATH_SIZE];
	bool there;
	int fd, has;

	home_folder_path(path, home, folder);
	*out = false;
	if (!home_exists(&there, path, err))
		return false;
	if (!there)
		return true;
	fd = home_folder_open(home, folder, err);
	if (fd < 0)
		return false;
	has = look_at(fd, file);
	if (has < 0)
		err_set_errno(err, errno, "Cannot look at %s", file);
	close(fd);
	*out = has > 0;
	return has >= 0;
}

static void add_name(struct home_names *names, const char *name)
{
	if (names->count == names->room) {
		names->room *= 2;
		names->items = mem_grow(names->items, names->room, sizeof(*names->items));
	}
	names->items[names->count++] = mem_string(name);
}

/* Says whether an entry is wanted; returns what look_at returns. */
typedef int want_entry(int fd, const struct dirent *entry);

static int is_entry(int fd, const struct dirent *entry)
{
	(void)fd;
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* Most file systems say what an entry is without being asked about each. */
static int is_shown(int fd, const struct dirent *entry)
{
	(void)fd;
	return *entry->d_name != '.';
}

static int is_plain(int fd, const struct dirent *entry)
{
	if (!is_shown(fd, entry))
		return 0;
	return entry->d_type == DT_UNKNOWN ? look_at(fd, entry->d_name) : entry->d_type == DT_REG;
}

static bool read_names(struct home_names *names, DIR *dir, int fd, want_entry *wanted, size_t most)
{
	const struct dirent *entry;

	while (errno = 0, (entry = readdir(dir)) != NULL) {
		int is_wanted = wanted(fd, entry);

		if (is_wanted < 0)
			return false;
		if (is_wanted && names->count == most) {
			errno = EOVERFLOW;
			return false;
		}
		if (is_wanted)
			add_name(names, entry->d_name);
	}
	return errno == 0;
}

static bool find_names(struct home_names *out, int fd, want_entry *wanted, size_t most, struct err *err)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	bool ok;

	*out = (struct home_names){ 0 };
	if (!dir) {
		err_set_errno(err, errno, "Cannot list a folder");
		if (copy >= 0)
			close(copy);
		return false;
	}
	out->room = 16;
	out->items = mem_new(out->room, sizeof(*out->items));
	ok = read_names(out, dir, copy, wanted, most) || err_set_errno(err, errno, "Cannot list a folder");
	closedir(dir);
	if (!ok)
		home_names_free(out);
	return ok;
}

bool home_folder_names(struct home_names *out, int fd, struct err *err)
{
	return find_names(out, fd, is_entry, SIZE_MAX, err);
}

bool home_folder_shown_names(struct home_names *out, int fd, struct err *err)
{
	return find_names(out, fd, is_shown, SIZE_MAX, err);
}

bool home_folder_plain_names(struct home_names *out, int fd, struct err *err)
{
	return find_names(out, fd, is_plain, SIZE_MAX, err);
}

bool home_folder_few_names(struct home_names *out, int fd, size_t most)
{
	struct err ignored;

	return find_names(out, fd, is_shown, most, &ignored);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void home_names_sort(struct home_names *names)
{
	qsort(names->items, names->count, sizeof(*names->items), compare);
}

void home_names_free(struct home_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
	*names = (struct home_names){ 0 };
}
