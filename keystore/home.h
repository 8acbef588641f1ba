/*
 * home: rialto's folders and the only code that writes files in them.
 *
 * Folders are 0700 and files 0600.  A file is written to a temporary name,
 * fsynced, renamed, and its folder fsynced: a crash leaves the old or the new.
 */
#ifndef KEYSTORE_HOME_H
#define KEYSTORE_HOME_H

#include "wallet/base/buf.h"

#define HOME_PATH_SIZE 1024
#define HOME_NOTES_MAX 4
#define HOME_NOTE_SIZE 320

/* Who else could change it, or could have until it was mended. */
struct home_note {
	char text[HOME_NOTE_SIZE];
	bool mended;
};

struct home {
	char config[HOME_PATH_SIZE];	/* folder of the file `config` */
	char data[HOME_PATH_SIZE];	/* folder of keystore/, vault/, journal/, watch/ */
	char other[HOME_PATH_SIZE];	/* another program's keystore folder, only read; "" for none */
	int lock_fd;			/* -1 while not held */
	bool repaired;			/* others could read something, and it has been closed */
	struct home_note notes[HOME_NOTES_MAX];
	unsigned notes_count;		/* may be more than there is room for */
};

/* With dir: everything in it.  Without (NULL): $XDG_CONFIG_HOME/rialto and
 * $XDG_DATA_HOME/rialto, or their usual places.  Creates nothing yet. */
MUST_USE bool home_locate(struct home *out, const char *dir, struct err *err);

/* Creates what is missing, closes what is open to others where it is ours
 * (UNSAFE_FILE where it is not), removes temporary files a crash left, and ends a
 * restoring that it interrupted.  home->notes has what others could do, or could have done. */
MUST_USE bool home_prepare(struct home *home, struct err *err);

/* Reads the file `config`; *found is false where there is none.  UNSAFE_FILE where it, or a link
 * that leads to it, is not the user's own. */
MUST_USE bool home_read_config(struct buf *out, bool *found, struct home *home, struct err *err);

/* Becomes the one writer: BUSY, naming the other's process id, when there is one.  Also on
 * a disk that is only read, where each writing fails by itself. */
MUST_USE bool home_lock(struct home *home, struct err *err);
void home_unlock(struct home *home);

/* folder is "keystore", "vault", "journal", "watch", "config" for the folder of the
 * configuration, or, to read, "other". */
MUST_USE bool home_write(const struct home *home, const char *folder, const char *file,
			 const void *bytes, size_t len, struct err *err);
MUST_USE bool home_remove(const struct home *home, const char *folder, const char *file, struct err *err);

/* Replaces out's contents; refuses what is not a regular file or is longer than
 * out's cap. */
MUST_USE bool home_read(struct buf *out, const struct home *home, const char *folder, const char *file,
			struct err *err);

/* Calls each with every plain file's name, in strcmp order, until it returns false. */
MUST_USE bool home_each(const struct home *home, const char *folder,
			bool (*each)(void *context, const char *file), void *context, struct err *err);

/* Reads everything in a folder whose name does not begin with a dot: *items, an array of
 * *count items of `size` bytes or NULL, grows by one for each, in no order; free() it.
 * read fills in an item, which is zeroed; bytes is NULL where it is no plain file, cannot
 * be read or is longer than max.  It is called from several threads at once. */
MUST_USE bool home_map(void **items, size_t *count, size_t size, const struct home *home, const char *folder,
		       size_t max, void (*read)(void *item, const char *file, const struct buf *bytes),
		       struct err *err);

/* The same care for files outside: keystores to import.  Exports: home_export.h. */
MUST_USE bool home_import_file(struct buf *out, const char *path, struct err *err);
/* Is anything of that name there, a dangling link included?  Only what the system says
 * is absent is absent: false where that cannot be known. */
MUST_USE bool home_exists(bool *out, const char *path, struct err *err);

/* INVALID_INPUT where something is there, before much is done for the sake of a new file. */
MUST_USE bool home_check_absent(const char *path, struct err *err);

/* Replaces a "~" or "~/" at the beginning, as a shell does. */
MUST_USE bool home_expand(char out[HOME_PATH_SIZE], const char *path, struct err *err);

#endif
