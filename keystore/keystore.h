/*
 * keystore: the wallets in the home folder.  keystore/ holds only V3 files, so geth, cast and
 * ethers can be pointed at it; watch/ holds addresses without a key.
 */
#ifndef KEYSTORE_KEYSTORE_H
#define KEYSTORE_KEYSTORE_H

#include "keystore/home.h"
#include "keystore/signer.h"
#include "keystore/v3.h"
#include "wallet/eth/account.h"

/* Lists every wallet without a password.  A file that cannot be read is skipped and counted in
 * *damaged (may be NULL).  Wallets of home->other, another program's folder, are listed too, unless
 * rialto has them itself.  A V3 file without a name is named after its address; one without an
 * address after its file. */
MUST_USE bool keystore_list(struct accounts *out, size_t *damaged, const struct home *home, struct err *err);

/* Does the same, and says what else it met in rialto's own folders. */
struct keystore_rest {
	size_t damaged;
	struct err unread;	/* about the first whose name is a wallet's: WALLET_UNREADABLE, and why; or code NONE */
};

MUST_USE bool keystore_look(struct accounts *out, struct keystore_rest *rest, const struct home *home, struct err *err);

/* Each adds a wallet and fills in *out.  A name or address that exists already is refused
 * (WALLET_EXISTS).  They run scrypt: call them from a worker.  The secrets stay the caller's. */
MUST_USE bool keystore_add_mnemonic(struct account *out, const struct home *home, const char *name,
				    const struct mnemonic *mnemonic, const char *path,
				    const struct passphrase *password, struct v3_work work, struct err *err);
MUST_USE bool keystore_add_key(struct account *out, const struct home *home, const char *name,
			       const struct seckey *key, const struct passphrase *password,
			       struct v3_work work, struct err *err);
/* Opens json with its own password and stores it anew under `password`. */
MUST_USE bool keystore_add_v3(struct account *out, const struct home *home, const char *name,
			      const char *json, size_t len, const struct passphrase *file_password,
			      const struct passphrase *password, struct v3_work work, struct err *err);
MUST_USE bool keystore_watch(struct account *out, const struct home *home, const char *name,
			     struct address address, struct err *err);

/* Opens a wallet.  WATCH_ONLY, WRONG_PASSWORD, …  Runs scrypt: call it from a worker. */
MUST_USE bool keystore_open(struct signer **out, const struct home *home, const struct account *account,
			    const struct passphrase *password, struct err *err);

/* Opens the words that a mnemonic wallet was made from. */
MUST_USE bool keystore_open_mnemonic(struct mnemonic **out, const struct home *home, const struct account *account,
				     const struct passphrase *password, struct err *err);

/* Copies the V3 file as it is to a new file elsewhere. */
MUST_USE bool keystore_export(const struct home *home, const struct account *account, const char *path,
			      struct err *err);

#endif
