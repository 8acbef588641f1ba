/* keystore_derive: the other accounts that a wallet's words give. */
#ifndef KEYSTORE_KEYSTORE_DERIVE_H
#define KEYSTORE_KEYSTORE_DERIVE_H

#include "keystore/keystore.h"
#include "wallet/model/task.h"

#define KEYSTORE_DERIVED_MAX 100

/* count accounts: from the path `first` on, counting in its last step, or, where that is
 * "", from 0 on in the last step of the wallet's own path.  Runs scrypt. */
MUST_USE bool keystore_derived(struct derived_account *out, unsigned count, const struct home *home,
			       const struct account *account, const char *first, const struct passphrase *password,
			       struct err *err);

/* Stores one of them under a name and the same password.  Runs scrypt. */
MUST_USE bool keystore_derive(struct account *out, const struct home *home, const struct account *account,
			      const char *name, const char *path, const struct passphrase *password,
			      struct v3_work work, struct err *err);

#endif
