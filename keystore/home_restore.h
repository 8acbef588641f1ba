/*
 * home_restore: puts a number of files into the home at once, all or none.
 *
 * The files are gathered in a folder of their own.  Renaming that folder is the moment of decision.
 * After a crash, the next home_prepare completes what was decided and removes what was not.  Needs
 * home_lock.
 */
#ifndef KEYSTORE_HOME_RESTORE_H
#define KEYSTORE_HOME_RESTORE_H

#include "keystore/home.h"

/* The folders that a file may go to, including "config". */
#define HOME_RESTORE_FOLDERS 6
extern const char *const home_restore_folders[HOME_RESTORE_FOLDERS];

MUST_USE bool home_restore_begin(const struct home *home, struct err *err);
MUST_USE bool home_restore_add(const struct home *home, unsigned folder, const char *file, const void *bytes,
			       size_t len, struct err *err);
/* Replaces files of the same name. */
MUST_USE bool home_restore_commit(const struct home *home, struct err *err);
void home_restore_drop(const struct home *home);	/* instead of committing */

/* Completes or removes what a crash has interrupted.  For home_prepare, when no other rialto runs. */
MUST_USE bool home_restore_resume(const struct home *home, struct err *err);

/* For when that may not be done: another rialto runs (cause EWOULDBLOCK), or the home cannot be
 * locked. A home of which only a part is there must not pass for the whole. */
MUST_USE bool home_restore_check(const struct home *home, int cause, struct err *err);

#endif
