/*
 * home_export: writes files outside the home that hold a wallet's words or a key.
 *
 * Such a file gets its name only when it is whole, so a process that is killed leaves nothing.  If
 * the file system cannot do that, the file has a temporary name at first, and a note in the home
 * says so.  The next start then removes what is left.
 */
#ifndef KEYSTORE_HOME_EXPORT_H
#define KEYSTORE_HOME_EXPORT_H

#include "keystore/home_pending.h"

#define HOME_EXPORT_NOTE "exporting-"	/* how the names of these notes in the data folder begin */

/* Writes a new file, 0600; never overwrites. */
MUST_USE bool home_export_file(const struct home *home, const char *path, const void *bytes, size_t len,
			       struct err *err);

/* Does the same with the words of a wallet that is not stored yet.  Call home_pending_settle when
 * the wallet is stored, or when that fails. */
MUST_USE bool home_export_pending(struct home_pending *pending, const struct home *home, const char *path,
				  const void *bytes, size_t len, struct err *err);

/* Removes what a killed export has left, by this note.  For home_prepare, when no other rialto
 * runs. */
MUST_USE bool home_export_clean(int data_fd, const char *note, struct err *err);

#endif
