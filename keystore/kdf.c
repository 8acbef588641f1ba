/*
 * kdf: scrypt (RFC 7914) by libsodium, PBKDF2 and AES-CTR by nettle.
 *
 * scrypt's large working memory is mapped for it alone and goes back to the system when it returns,
 * and the system zeroes it.  What is left on the stack is overwritten here.
 */
#include "keystore/kdf.h"

#include <nettle/aes.h>
#include <nettle/ctr.h>
#include <nettle/hmac.h>
#include <nettle/pbkdf2.h>
#include <sodium.h>
#include <string.h>

#define MEMORY_MAX ((UINT64_C(1) << 30) + (UINT64_C(1) << 20))	/* bytes; RFC 7914's largest example fits */
#define WORK_MAX (UINT64_C(1) << 25)	/* n*r*p: sixteen times geth's standard */
#define ROUNDS_MAX UINT64_C(10000000)
#define STACK_TO_WIPE 4096

static bool check_scrypt(const struct v3_work *work, struct err *err)
{
	uint64_t n = work->n, r = work->r, p = work->p;

	if (n < 2 || (n & (n - 1)) || r == 0 || p == 0)
		return err_set(err, ERR_KEYSTORE_BAD,
			       "scrypt's n must be a power of two above 1, and r and p at least 1.");
	if (n > WORK_MAX || r > WORK_MAX || p > WORK_MAX || n * r > WORK_MAX || n * r * p > WORK_MAX)
		return err_set(err, ERR_KEYSTORE_LIMITS, "Its scrypt parameters ask for more than 16 times the usual work.");
	if (128 * r * (n + p + 2) > MEMORY_MAX)
		return err_set(err, ERR_KEYSTORE_LIMITS, "Its scrypt parameters ask for more than 1 GiB of memory.");
	return true;
}

bool kdf_check(const struct kdf *kdf, struct err *err)
{
	if (kdf->kind == KDF_SCRYPT)
		return check_scrypt(&kdf->work, err);
	if (kdf->rounds == 0)
		return err_set(err, ERR_KEYSTORE_BAD, "PBKDF2 needs at least one iteration.");
	if (kdf->rounds > ROUNDS_MAX)
		return err_set(err, ERR_KEYSTORE_LIMITS, "Its PBKDF2 asks for more than 10 million iterations.");
	return true;
}

void kdf_pbkdf2_sha256(struct secret *out, size_t len, const struct secret *password, const uint8_t *salt,
		       size_t salt_len, unsigned rounds)
{
	struct hmac_sha256_ctx ctx;

	hmac_sha256_set_key(&ctx, password->len, (const uint8_t *)password->data);
	PBKDF2(&ctx, hmac_sha256_update, hmac_sha256_digest, SHA256_DIGEST_SIZE, rounds, salt_len, salt,
	       len, (uint8_t *)out->data);
	out->len = len;
	secret_wipe(&ctx, sizeof(ctx));
	sodium_stackzero(STACK_TO_WIPE);
}

static bool run_scrypt(struct secret *out, size_t len, const struct kdf *kdf, const struct passphrase *password,
		       struct err *err)
{
	int failed = crypto_pwhash_scryptsalsa208sha256_ll((const uint8_t *)password->s.data, password->s.len,
							   kdf->salt, kdf->salt_len, kdf->work.n,
							   (uint32_t)kdf->work.r, (uint32_t)kdf->work.p,
							   (uint8_t *)out->data, len);

	sodium_stackzero(STACK_TO_WIPE);
	if (failed)
		return err_set(err, ERR_OUT_OF_MEMORY, "There is not enough memory for its scrypt parameters.");
	out->len = len;
	return true;
}

bool kdf_run(struct secret *out, size_t len, const struct kdf *kdf, const struct passphrase *password,
	     struct err *err)
{
	if (!kdf_check(kdf, err))
		return false;
	if (kdf->kind == KDF_SCRYPT)
		return run_scrypt(out, len, kdf, password, err);
	kdf_pbkdf2_sha256(out, len, &password->s, kdf->salt, kdf->salt_len, (unsigned)kdf->rounds);
	return true;
}

void kdf_aes_ctr(void *dst, const void *src, size_t len, const void *key, size_t key_len, const uint8_t counter[16])
{
	union {
		struct aes128_ctx aes128;
		struct aes256_ctx aes256;
	} ctx;
	uint8_t running[16];

	memcpy(running, counter, sizeof(running));
	if (key_len == AES128_KEY_SIZE) {
		aes128_set_encrypt_key(&ctx.aes128, key);
		ctr_crypt(&ctx, (nettle_cipher_func *)aes128_encrypt, 16, running, len, dst, src);
	} else {
		aes256_set_encrypt_key(&ctx.aes256, key);
		ctr_crypt(&ctx, (nettle_cipher_func *)aes256_encrypt, 16, running, len, dst, src);
	}
	secret_wipe(&ctx, sizeof(ctx));
	sodium_stackzero(STACK_TO_WIPE);
}
