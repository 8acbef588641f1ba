/*
 * exposure: who else on this machine could change rialto's files, in sentences.
 *
 * Others are all but the user and root.  What can be mended is mended by home_prepare;
 * that it was so must be said, as it may have been used by then.
 */
#ifndef KEYSTORE_EXPOSURE_H
#define KEYSTORE_EXPOSURE_H

#include <sys/stat.h>

#include "keystore/home.h"

/* Notes them of what was opened and looked at, under the name `what`. */
void exposure_note(struct home *home, const char *what, const struct stat *st);

/* Notes that others could change it until it was closed. */
void exposure_note_closed(struct home *home, const char *what, const struct stat *before);

/* Notes the folders above that others could put something else in the place of. */
void exposure_note_above(struct home *home, const char *path);

/* A file with a secret that a person named: can others read or change it?  False where they
 * cannot, and for what is no plain file. */
bool exposure_of_secret(char out[HOME_NOTE_SIZE], const char *path);

#endif
