/*
 * keystore_change: what is done to wallets that are there.  Each leaves the old
 * file or the new one, whatever happens, and refuses what belongs to another
 * program (READONLY).
 */
#ifndef KEYSTORE_KEYSTORE_CHANGE_H
#define KEYSTORE_KEYSTORE_CHANGE_H

#include "keystore/keystore.h"

/* The name is in the file's plain part: no password is needed.  WALLET_EXISTS. */
MUST_USE bool keystore_rename(struct account *out, const struct home *home, const struct account *account,
			      const char *name, struct err *err);

/* The wallet's file, and nothing else: what was sealed with its key stays. */
MUST_USE bool keystore_remove(const struct home *home, const struct account *account, struct err *err);

/* How many of the keystore's other files hold the same key.  0: it is the last copy. */
MUST_USE bool keystore_copies(size_t *out, const struct home *home, const struct account *account, struct err *err);

/* Runs scrypt twice: call from a worker. */
MUST_USE bool keystore_change_password(const struct home *home, const struct account *account,
				       const struct passphrase *old, const struct passphrase *password,
				       struct v3_work work, struct err *err);

/* The bare secret, on one line of a new file of mode 0600. */
MUST_USE bool keystore_export_key(const struct home *home, const struct account *account,
				  const struct passphrase *password, const char *path, struct err *err);
MUST_USE bool keystore_export_mnemonic(const struct home *home, const struct account *account,
				       const struct passphrase *password, const char *path, struct err *err);

#endif
