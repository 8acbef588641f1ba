/* keystore_derive: the other accounts that a wallet's words can have. */
#ifndef KEYSTORE_KEYSTORE_DERIVE_H
#define KEYSTORE_KEYSTORE_DERIVE_H

#include "keystore/keystore.h"
#include "wallet/model/task.h"

#define KEYSTORE_DERIVED_MAX 100

/* Derives count accounts by counting up the last step of a path.  They start at the path `first`;
 * if that is "", at 0 in the last step of the wallet's own path.  Runs scrypt. */
MUST_USE bool keystore_derived(struct derived_account *out, unsigned count, const struct home *home,
			       const struct account *account, const char *first, const struct passphrase *password,
			       struct err *err);

/* Stores one of them under a name and the same password.  Runs scrypt. */
MUST_USE bool keystore_derive(struct account *out, const struct home *home, const struct account *account,
			      const char *name, const char *path, const struct passphrase *password,
			      struct v3_work work, struct err *err);

#endif
