/*
 * secret: guarded, locked memory for what must not leak, in a type per use.
 *
 * The bytes live in sodium_malloc pages (guard pages, mlock, excluded from
 * dumps) and are zeroed by secret_free.  A secret is always reached through a
 * pointer that one owner holds; handing it over hands over the duty to free.
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

/* One type per use, so that none can be passed for another. */
struct passphrase { struct secret s; };		/* a password, UTF-8 */
struct mnemonic { struct secret s; };		/* BIP-39 words, one space between */
struct apikey { struct secret s; };		/* a Venice API key */
struct seckey { struct secret s; };		/* a secp256k1 private key, 32 bytes */

/* Allocates room for size bytes.  Aborts when no guarded memory is to be had. */
void secret_init(struct secret *secret, size_t size);
void secret_free(struct secret *secret);	/* wipes, frees, leaves it zeroed; {0} is fine */
void secret_clear(struct secret *secret);	/* wipes the bytes, keeps the room */

/* Appends; false and nothing appended when it does not fit. */
MUST_USE bool secret_append(struct secret *secret, const void *bytes, size_t len);

/* Heap handles for the typed secrets: new with room, free wipes; NULL is fine to free. */
struct passphrase *passphrase_new(size_t size);
struct mnemonic *mnemonic_new(size_t size);
struct apikey *apikey_new(size_t size);
struct seckey *seckey_new(void);
void passphrase_free(struct passphrase *p);
void mnemonic_free(struct mnemonic *m);
void apikey_free(struct apikey *k);
void seckey_free(struct seckey *k);

/* False once some secret could not be kept from being swapped out (ulimit -l). */
bool secret_memory_locked(void);

void secret_wipe(void *p, size_t len);		/* memory that the compiler must not skip zeroing */

#define PASSPHRASE_MAX 1024	/* bytes */
#define MNEMONIC_MAX 1024	/* bytes; 24 words of the longest list fit */
#define APIKEY_MAX 512		/* bytes */

#endif
