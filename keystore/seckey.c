/* seckey: what a private key tells without signing. */
#include "keystore/seckey.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

static secp256k1_context *context;

static void make_context(void)
{
	uint8_t seed[32];

	if (sodium_init() < 0)
		abort();
	context = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
	randombytes_buf(seed, sizeof(seed));
	/* Blinding protects the key against side channels. */
	if (!context || !secp256k1_context_randomize(context, seed))
		abort();
	secret_wipe(seed, sizeof(seed));
}

const secp256k1_context *seckey_context(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_context);
	return context;
}

static void public_key(uint8_t *out, size_t size, const uint8_t key[32], unsigned flags)
{
	secp256k1_pubkey point;

	if (!secp256k1_ec_pubkey_create(seckey_context(), &point, key))
		abort();	/* callers hold valid keys only */
	secp256k1_ec_pubkey_serialize(seckey_context(), out, &size, &point, flags);
}

void seckey_compressed(uint8_t out[33], const uint8_t key[32])
{
	public_key(out, 33, key, SECP256K1_EC_COMPRESSED);
}

bool seckey_is_valid(const struct seckey *key)
{
	return key->s.len == 32 &&
	       secp256k1_ec_seckey_verify(seckey_context(), (const uint8_t *)key->s.data);
}

struct address seckey_address(const struct seckey *key)
{
	uint8_t point[65];

	public_key(point, sizeof(point), (const uint8_t *)key->s.data, SECP256K1_EC_UNCOMPRESSED);
	return address_from_public_key(point + 1);
}
