/*
 * home: rialto's folders, and the only code that writes files in them.
 *
 * Folders are 0700 and files 0600.  A file is written under a temporary name, fsynced and renamed,
 * and its folder is fsynced.  So a crash leaves the old file or the new one.
 */
#ifndef KEYSTORE_HOME_H
#define KEYSTORE_HOME_H

#include "wallet/base/buf.h"

#define HOME_PATH_SIZE 1024
#define HOME_NOTES_MAX 4
#define HOME_NOTE_SIZE 320

/* A sentence on who else can change something, or could until it was corrected. */
struct home_note {
	char text[HOME_NOTE_SIZE];
	bool mended;
};

struct home {
	char config[HOME_PATH_SIZE];	/* the folder of the file `config` */
	char data[HOME_PATH_SIZE];	/* the folder of keystore/, vault/, journal/, watch/ */
	char other[HOME_PATH_SIZE];	/* another program's keystore folder, which is only read; "" for none */
	int lock_fd;			/* -1 if it is not held */
	bool is_read_only;		/* its disk is, as home_lock found */
	bool repaired;			/* others could read something, and rialto has closed it */
	unsigned were_open;		/* for home_prepare_files: a bit for each folder that others could get at */
	struct home_note notes[HOME_NOTES_MAX];
	unsigned notes_count;		/* may exceed the room in notes */
};

/* With dir, everything is in it.  Without it (NULL), the folders are $XDG_CONFIG_HOME/rialto and
 * $XDG_DATA_HOME/rialto, or their usual places.  Creates nothing yet. */
MUST_USE bool home_locate(struct home *out, const char *dir, struct err *err);

/* Creates what is missing, and closes what is open to others if the user owns it (UNSAFE_FILE if
 * not). Removes temporary files that a crash left, and completes a restoring that was interrupted.
 * home->notes then says what others can do, or could have done. */
MUST_USE bool home_prepare(struct home *home, struct err *err);
/* Its two halves, for who has something to show between them.  The first takes the same time however many files there
 * are.  home_lock may come between them. */
MUST_USE bool home_prepare_folders(struct home *home, struct err *err);
MUST_USE bool home_prepare_files(struct home *home, struct err *err);

/* Reads the file `config`; *found is false if there is none.  UNSAFE_FILE if the file, or a link
 * that leads to it, is not the user's own. */
MUST_USE bool home_read_config(struct buf *out, bool *found, struct home *home, struct err *err);

/* Replaces the file `config`, or makes it.  Behind a link it is the file that the link leads to.  Its mode stays.
 * UNSAFE_FILE if it is not the user's own, others could write to it, or it has another name. */
MUST_USE bool home_write_config(const struct home *home, const void *bytes, size_t len, struct err *err);

/* Makes this process the one writer.  BUSY, with the other's process id, if there is another.  It
 * also succeeds on a read-only disk, where each write then fails by itself. */
MUST_USE bool home_lock(struct home *home, struct err *err);
void home_unlock(struct home *home);

/* folder is "keystore", "vault", "journal", "watch", "addresses", "config" for the folder of the configuration,
 * or, for reading only, "other". */
MUST_USE bool home_write(const struct home *home, const char *folder, const char *file,
			 const void *bytes, size_t len, struct err *err);
/* Writes a file that can be done without, if that is possible.  It does not wait for the disk, so a power cut may leave
 * anything in it. */
void home_write_hint(const struct home *home, const char *folder, const char *file, const void *bytes, size_t len);
MUST_USE bool home_remove(const struct home *home, const char *folder, const char *file, struct err *err);
/* Also succeeds if the file is gone already, so that a removal that failed half-way can be completed. */
MUST_USE bool home_remove_again(const struct home *home, const char *folder, const char *file, struct err *err);

/* Replaces out's contents.  Refuses what is not a regular file, or is longer than out's cap. */
MUST_USE bool home_read(struct buf *out, const struct home *home, const char *folder, const char *file,
			struct err *err);

/* Calls each with the name of every plain file, in strcmp order, until it returns false. */
MUST_USE bool home_each(const struct home *home, const char *folder,
			bool (*each)(void *context, const char *file), void *context, struct err *err);

/* Reads everything in a folder whose name does not begin with a dot.  *items is an array of *count
 * items of `size` bytes each, in no order, or NULL; free() it.  read fills in one item, which is
 * zeroed. bytes is NULL if the entry is no plain file, cannot be read or is longer than max.  read
 * is called from several threads at once. */
MUST_USE bool home_map(void **items, size_t *count, size_t size, const struct home *home, const char *folder,
		       size_t max, void (*read)(void *item, const char *file, const struct buf *bytes),
		       struct err *err);

/* Reads a file outside the home, a keystore to import, with the same checks.  Exports:
 * home_export.h. */
MUST_USE bool home_import_file(struct buf *out, const char *path, struct err *err);
/* Is there anything of that name, even a dangling link?  It is absent only if the system says so;
 * false if that cannot be known. */
MUST_USE bool home_exists(bool *out, const char *path, struct err *err);

/* INVALID_INPUT if something is there.  Call this before much work is done for a new file. */
MUST_USE bool home_check_absent(const char *path, struct err *err);

/* Expands a "~" or "~/" at the beginning, as a shell does. */
MUST_USE bool home_expand(char out[HOME_PATH_SIZE], const char *path, struct err *err);

#endif
