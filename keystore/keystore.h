/*
 * keystore: the wallets in the home folder.  keystore/ holds V3 files only, so
 * that geth, cast and ethers can be pointed at it; watch/ holds the addresses
 * without a key.
 */
#ifndef KEYSTORE_KEYSTORE_H
#define KEYSTORE_KEYSTORE_H

#include "keystore/home.h"
#include "keystore/signer.h"
#include "keystore/v3.h"
#include "wallet/eth/account.h"

/* Every wallet, no password needed.  A file that cannot be read is skipped and
 * counted in *damaged (may be NULL).  home->other, another program's folder, is listed
 * too, but for what is in rialto's own.  A V3 file without a name is called after
 * its address; one without an address after its file. */
MUST_USE bool keystore_list(struct accounts *out, size_t *damaged, const struct home *home, struct err *err);

/* The same, and what else it met in rialto's own folders. */
struct keystore_rest {
	size_t damaged;
	struct err unread;	/* the first that is a wallet's, as far as its name tells: WALLET_UNREADABLE, and
				 * why; code NONE where there is none */
};

MUST_USE bool keystore_look(struct accounts *out, struct keystore_rest *rest, const struct home *home, struct err *err);

/* Adding.  Each refuses a name or address that is there already (WALLET_EXISTS),
 * and fills in *out.  scrypt runs inside: call them from a worker.  The secrets
 * stay the caller's. */
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

/* Opens a wallet.  WATCH_ONLY, WRONG_PASSWORD, …  Runs scrypt: call from a worker. */
MUST_USE bool keystore_open(struct signer **out, const struct home *home, const struct account *account,
			    const struct passphrase *password, struct err *err);

/* The words a mnemonic wallet was made from. */
MUST_USE bool keystore_open_mnemonic(struct mnemonic **out, const struct home *home, const struct account *account,
				     const struct passphrase *password, struct err *err);

/* The V3 file as it is, to a new file elsewhere. */
MUST_USE bool keystore_export(const struct home *home, const struct account *account, const char *path,
			      struct err *err);

#endif
