/*
 * home_export: files for outside the home, with a wallet's words or a key in them.
 *
 * Such a file has no name until it is whole, so that a process that is killed leaves nothing.
 * Where the file system cannot do that, it has a temporary name, which is noted in the home
 * before: the next start removes what is left of it.
 */
#ifndef KEYSTORE_HOME_EXPORT_H
#define KEYSTORE_HOME_EXPORT_H

#include "keystore/home_pending.h"

#define HOME_EXPORT_NOTE "exporting-"	/* how the names of the notes begin, in the data folder */

/* A new file, 0600; never overwrites. */
MUST_USE bool home_export_file(const struct home *home, const char *path, const void *bytes, size_t len,
			       struct err *err);

/* The same for the words of a wallet that is yet to be stored; then, or where that fails,
 * home_pending_settle. */
MUST_USE bool home_export_pending(struct home_pending *pending, const struct home *home, const char *path,
				  const void *bytes, size_t len, struct err *err);

/* Removes what an export that was killed has left, of which this note tells; for
 * home_prepare, when no other rialto runs. */
MUST_USE bool home_export_clean(int data_fd, const char *note, struct err *err);

#endif
