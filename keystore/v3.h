/*
 * v3: Web3 Secret Storage, version 3.
 *
 * It reads what geth, cast, ethers, web3.js, Parity and MyEtherWallet write: `crypto` or `Crypto`,
 * scrypt or PBKDF2-HMAC-SHA256, hex in any letter case with or without 0x, no address, no id.  Work
 * parameters are checked before memory is allocated for them.  It writes what geth writes; a wallet
 * made from a mnemonic also carries the entropy of its words, as in ethers ("x-ethers").
 */
#ifndef KEYSTORE_V3_H
#define KEYSTORE_V3_H

#include "wallet/base/buf.h"
#include "wallet/base/secret.h"
#include "wallet/eth/address.h"

struct v3_work {		/* scrypt's cost */
	uint64_t n;
	uint32_t r, p;
};
extern const struct v3_work v3_work_standard;	/* geth's: n 262144, r 8, p 1 */
extern const struct v3_work v3_work_light;	/* geth's: n 4096, r 8, p 6 */

/* What a file says without a password. */
struct v3_plain {
	bool has_address;
	struct address address;
	char name[64];			/* "x-rialto".name, sanitised; "" if absent */
	bool has_mnemonic;		/* the file carries the entropy of its words */
};
MUST_USE bool v3_inspect(struct v3_plain *out, const char *json, size_t len, struct err *err);

/* Opens a file.  mnemonic and path (64 bytes) may be NULL; *mnemonic is set to NULL if the file has
 * none. WRONG_PASSWORD if the MAC differs. */
MUST_USE bool v3_decrypt(struct seckey **key, struct mnemonic **mnemonic, char *path,
			 const char *json, size_t len, const struct passphrase *password, struct err *err);

/* Writes a file as JSON to out.  mnemonic and path may be NULL. */
MUST_USE bool v3_encrypt(struct buf *out, const struct seckey *key, const struct mnemonic *mnemonic,
			 const char *path, const char *name, const struct passphrase *password,
			 struct v3_work work, struct err *err);

/* Makes geth's file name, "UTC--2026-11-21T08-30-00.000000000Z--45b7…": 80 bytes with its NUL. */
void v3_file_name(char out[96], struct address address);

#endif
