/*
 * keystore_change: changes existing wallets.  Each function leaves the old file or the new one,
 * whatever happens, and refuses files of another program (READONLY).
 */
#ifndef KEYSTORE_KEYSTORE_CHANGE_H
#define KEYSTORE_KEYSTORE_CHANGE_H

#include "keystore/keystore.h"

/* The name is in the file's plain part, so no password is needed.  WALLET_EXISTS. */
MUST_USE bool keystore_rename(struct account *out, const struct home *home, const struct account *account,
			      const char *name, struct err *err);

/* Removes the wallet's file and nothing else: what was sealed with its key stays. */
MUST_USE bool keystore_remove(const struct home *home, const struct account *account, struct err *err);

/* Counts the keystore's other files with the same key.  0: this is the last copy. */
MUST_USE bool keystore_copies(size_t *out, const struct home *home, const struct account *account, struct err *err);

/* Runs scrypt twice: call it from a worker. */
MUST_USE bool keystore_change_password(const struct home *home, const struct account *account,
				       const struct passphrase *old, const struct passphrase *password,
				       struct v3_work work, struct err *err);

/* These write the secret in the clear, on one line of a new file of mode 0600. */
MUST_USE bool keystore_export_key(const struct home *home, const struct account *account,
				  const struct passphrase *password, const char *path, struct err *err);
MUST_USE bool keystore_export_mnemonic(const struct home *home, const struct account *account,
				       const struct passphrase *password, const char *path, struct err *err);

#endif
