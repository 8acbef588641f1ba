/*
 * secret: guarded, locked memory for what must not leak, with one type for each use.
 *
 * The bytes live in sodium_malloc pages (guard pages, mlock, excluded from dumps), and secret_free
 * zeroes them.  One owner holds the pointer to a secret.  Whoever is handed that pointer has to
 * free it.
 */
#ifndef WALLET_BASE_SECRET_H
#define WALLET_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wallet/base/err.h"

struct secret {
	size_t len;		/* bytes in use, without the NUL that follows them */
	size_t size;		/* room, without the NUL */
	char *data;		/* guarded; always NUL-terminated */
};

/* There is one type for each use, so that none can be passed for another. */
struct passphrase { struct secret s; };		/* a password, UTF-8 */
struct mnemonic { struct secret s; };		/* BIP-39 words, one space between */
struct apikey { struct secret s; };		/* a Venice API key */
struct seckey { struct secret s; };		/* a secp256k1 private key, 32 bytes */

/* Allocates room for size bytes.  Aborts if there is no guarded memory. */
void secret_init(struct secret *secret, size_t size);
void secret_free(struct secret *secret);	/* wipes, frees, leaves it zeroed; {0} is fine */
void secret_clear(struct secret *secret);	/* wipes the bytes, keeps the room */

/* Appends the bytes.  If they do not fit, it returns false and appends nothing. */
MUST_USE bool secret_append(struct secret *secret, const void *bytes, size_t len);

/* The typed secrets live on the heap: new gives one with room, free wipes it and accepts NULL. */
struct passphrase *passphrase_new(size_t size);
struct mnemonic *mnemonic_new(size_t size);
struct apikey *apikey_new(size_t size);
struct seckey *seckey_new(void);
void passphrase_free(struct passphrase *p);
void mnemonic_free(struct mnemonic *m);
void apikey_free(struct apikey *k);
void seckey_free(struct seckey *k);

/* False once the system could not lock a secret into memory (ulimit -l), so it may be swapped out. */
bool secret_memory_locked(void);

void secret_wipe(void *p, size_t len);		/* zeroes memory in a way that the compiler may not skip */

#define PASSPHRASE_MAX 1024	/* bytes */
#define MNEMONIC_MAX 1024	/* bytes; 24 words of the longest list fit */
#define APIKEY_MAX 512		/* bytes */

#endif
