/*
 * backup: the whole home folder as one sealed file, rialto-formats(5).
 *
 * The key comes from scrypt over a password of its own.  libsodium's secretstream
 * (XChaCha20-Poly1305) seals the content in pieces of 64 KiB.  The header is authenticated with
 * every piece, and a file that was cut short does not open.
 */
#ifndef KEYSTORE_BACKUP_H
#define KEYSTORE_BACKUP_H

#include "keystore/home.h"
#include "keystore/kdf.h"

/* Writes every file of the home to a new file and sets *files to their number.  Runs scrypt; needs
 * home_lock. */
MUST_USE bool backup_write(size_t *files, const struct home *home, const char *path,
			   const struct passphrase *password, struct v3_work work, struct err *err);

/* Restores everything or nothing.  A home that holds anything is accepted only with `overwrite`:
 * then files of the same name are replaced and the others stay.  WRONG_PASSWORD, BACKUP_BAD.  Runs
 * scrypt; needs home_lock. */
MUST_USE bool backup_restore(size_t *files, const struct home *home, const char *path,
			     const struct passphrase *password, bool overwrite, struct err *err);

/* Reads how the key of a backup that begins with these bytes is derived, and checks the work that
 * this takes.  BACKUP_BAD, KEYSTORE_LIMITS. */
MUST_USE bool backup_header(struct kdf *out, const uint8_t *bytes, size_t len, struct err *err);

/* Puts the files of an opened backup into the gathering of home_restore.h.  BACKUP_BAD. */
MUST_USE bool backup_unpack(size_t *files, const struct home *home, const struct buf *plain, struct err *err);

#endif
