/* kdf: turns a password into the bytes that seal a V3 file. */
#ifndef KEYSTORE_KDF_H
#define KEYSTORE_KDF_H

#include "keystore/v3.h"

enum kdf_kind { KDF_SCRYPT, KDF_PBKDF2 };	/* PBKDF2 with HMAC-SHA256 */

#define KDF_SALT_MAX 1024
#define KDF_SIZE_MAX 64

struct kdf {
	enum kdf_kind kind;
	struct v3_work work;		/* scrypt */
	uint64_t rounds;		/* PBKDF2 */
	uint8_t salt[KDF_SALT_MAX];
	size_t salt_len;
};

/* Are the costs sane, which is at most a gibibyte and some tens of seconds?  Call this before
 * kdf_run, which allocates what they ask for. */
MUST_USE bool kdf_check(const struct kdf *kdf, struct err *err);

/* Derives len bytes, at most KDF_SIZE_MAX, into out, which has room for them. */
MUST_USE bool kdf_run(struct secret *out, size_t len, const struct kdf *kdf, const struct passphrase *password,
		      struct err *err);

/* The function of RFC 2898 itself.  It leaves nothing behind. */
void kdf_pbkdf2_sha256(struct secret *out, size_t len, const struct secret *password,
		       const uint8_t *salt, size_t salt_len, unsigned rounds);

/* AES in counter mode (SP 800-38A) with a key of 128 or 256 bits.  dst may be src. */
void kdf_aes_ctr(void *dst, const void *src, size_t len, const void *key, size_t key_len, const uint8_t counter[16]);

#endif
