/* home_folder: opens a folder of the home by descriptor, and lists the names in it. */
#ifndef KEYSTORE_HOME_FOLDER_H
#define KEYSTORE_HOME_FOLDER_H

#include "keystore/home.h"

#define HOME_TEMPORARY ".tmp-"		/* how temporary names begin */
#define HOME_TEMPORARY_SIZE 32
#define HOME_FOLDERS 5
extern const char *const home_folders[HOME_FOLDERS];

MUST_USE bool home_folder_check_name(const char *file, struct err *err);	/* may a file have this name? */

void home_folder_path(char out[HOME_PATH_SIZE], const struct home *home, const char *folder);

/* Returns a descriptor to close(), or -1 with err set.  "config" is the folder of the
 * configuration. */
int home_folder_open(const struct home *home, const char *folder, struct err *err);

/* Opens data/lock and locks it.  Returns a descriptor, or -1 if another process has it (errno EWOULDBLOCK; owner, which
 * may be NULL, gets its process id) or if it cannot be opened. */
int home_take_lock(const struct home *home, char owner[32]);

/* Is there a plain file of that name?  False if that cannot be known. */
MUST_USE bool home_folder_has(bool *out, const struct home *home, const char *folder, const char *file,
			      struct err *err);

/* Does what home_read does, in a folder given by its descriptor; or by a path and AT_FDCWD. */
MUST_USE bool home_folder_read(struct buf *out, int folder_fd, const char *path, struct err *err);

/* Does the same for an open file, which stays open. */
MUST_USE bool home_folder_read_open(struct buf *out, int fd, const char *what, struct err *err);

/* Does the same, but gives no reason, and does not check first what kind of file it is. */
MUST_USE bool home_folder_read_quick(struct buf *out, int folder_fd, const char *file);

/* Makes a name that no file has. */
void home_temporary_name(char out[HOME_TEMPORARY_SIZE]);

/* Makes a new file 0600, writes these bytes to the disk, and leaves it open.  errno says why it
 * failed. */
MUST_USE bool home_write_fd(int fd, const void *bytes, size_t len);
MUST_USE bool home_sync_fd(int fd);

struct home_names {
	char **items;	/* owned; never NULL after home_folder_names */
	size_t count, room;
};

/* Lists every entry but . and .., in no order.  On failure items is NULL. */
MUST_USE bool home_folder_names(struct home_names *out, int fd, struct err *err);
/* The first lists only names that do not begin with a dot; the second, of those only plain files. */
MUST_USE bool home_folder_shown_names(struct home_names *out, int fd, struct err *err);
MUST_USE bool home_folder_plain_names(struct home_names *out, int fd, struct err *err);
/* Does as the first where there are at most so many.  Where there are more it is false, after a moment. */
MUST_USE bool home_folder_few_names(struct home_names *out, int fd, size_t most);
void home_names_sort(struct home_names *names);		/* in strcmp order */
void home_names_free(struct home_names *names);

#endif
