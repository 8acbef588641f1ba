/*
 * home_restore: many files put into the home at once, all or none.
 *
 * They are gathered in a folder of their own; renaming that is the moment of
 * decision.  What a crash leaves undone after it is done by the next
 * home_prepare, what it leaves from before is removed.  Needs home_lock.
 */
#ifndef KEYSTORE_HOME_RESTORE_H
#define KEYSTORE_HOME_RESTORE_H

#include "keystore/home.h"

/* The folders a file may go to, "config" among them. */
#define HOME_RESTORE_FOLDERS 5
extern const char *const home_restore_folders[HOME_RESTORE_FOLDERS];

MUST_USE bool home_restore_begin(const struct home *home, struct err *err);
MUST_USE bool home_restore_add(const struct home *home, unsigned folder, const char *file, const void *bytes,
			       size_t len, struct err *err);
/* Replaces files of the same name. */
MUST_USE bool home_restore_commit(const struct home *home, struct err *err);
void home_restore_drop(const struct home *home);	/* instead of committing */

/* Ends what a crash has interrupted; for home_prepare, when no other rialto runs. */
MUST_USE bool home_restore_resume(const struct home *home, struct err *err);

/* Where that may not be done, as another rialto runs (cause EWOULDBLOCK) or the home cannot
 * be locked: a home of which only a part is there yet must not pass for the whole. */
MUST_USE bool home_restore_check(const struct home *home, int cause, struct err *err);

#endif
