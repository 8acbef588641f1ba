/*
 * backup: the whole home folder as one sealed file, rialto-formats(5).
 *
 * scrypt over a password of its own, then libsodium's secretstream
 * (XChaCha20-Poly1305) in pieces of 64 KiB; the header is authenticated with
 * every piece, and a file that was cut short does not open.
 */
#ifndef KEYSTORE_BACKUP_H
#define KEYSTORE_BACKUP_H

#include "keystore/home.h"
#include "keystore/kdf.h"

/* Every file of the home, *files of them, to a new file.  Runs scrypt; needs home_lock. */
MUST_USE bool backup_write(size_t *files, const struct home *home, const char *path,
			   const struct passphrase *password, struct v3_work work, struct err *err);

/* All of it or nothing.  Into a home that holds anything only with `overwrite`:
 * files of the same name are replaced, the others stay.  WRONG_PASSWORD, BACKUP_BAD.
 * Runs scrypt; needs home_lock. */
MUST_USE bool backup_restore(size_t *files, const struct home *home, const char *path,
			     const struct passphrase *password, bool overwrite, struct err *err);

/* How the key of the backup that begins with these bytes is derived, its work checked.
 * BACKUP_BAD, KEYSTORE_LIMITS. */
MUST_USE bool backup_header(struct kdf *out, const uint8_t *bytes, size_t len, struct err *err);

/* The list of files behind the seal, into the gathering of home_restore.h.  BACKUP_BAD. */
MUST_USE bool backup_unpack(size_t *files, const struct home *home, const struct buf *plain, struct err *err);

#endif
