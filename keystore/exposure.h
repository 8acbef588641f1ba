/*
 * exposure: says who else on this machine could change rialto's files.
 *
 * Others are all users but this one and root.  home_prepare corrects what it can.  The person must
 * still be told, because somebody may have used the opening before.
 */
#ifndef KEYSTORE_EXPOSURE_H
#define KEYSTORE_EXPOSURE_H

#include <sys/stat.h>

#include "keystore/home.h"

/* Notes who could change a file or folder that was looked at, under the name `what`. */
void exposure_note(struct home *home, const char *what, const struct stat *st);

/* Notes that others could change it until it was closed. */
void exposure_note_closed(struct home *home, const char *what, const struct stat *before);

/* Notes the folders above `path` in which others could put something else in its place. */
void exposure_note_above(struct home *home, const char *path);

/* Can others read or change this file with a secret, which a person named?  False if they cannot,
 * or if it is no plain file. */
bool exposure_of_secret(char out[HOME_NOTE_SIZE], const char *path);

#endif
