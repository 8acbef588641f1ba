/* signer: signatures by RFC 6979, and the keys of the vault (RFC 5869). */
#include "keystore/signer.h"

#include <nettle/hkdf.h>
#include <nettle/hmac.h>
#include <secp256k1_recovery.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/seckey.h"
#include "wallet/base/mem.h"

struct signer {
	struct seckey *key;
	struct address address;
};

struct signer *signer_new(struct seckey *key)
{
	struct signer *signer = mem_new(1, sizeof(*signer));

	signer->key = key;
	signer->address = seckey_address(key);
	return signer;
}

void signer_free(struct signer *signer)
{
	if (signer)
		seckey_free(signer->key);
	free(signer);
}

struct address signer_address(const struct signer *signer)
{
	return signer->address;
}

static bool recover(struct address *out, const struct signature *signature, const uint8_t hash[KECCAK_SIZE])
{
	secp256k1_ecdsa_recoverable_signature parsed;
	secp256k1_pubkey point;
	uint8_t compact[64], text[65];
	size_t size = sizeof(text);

	memcpy(compact, signature->r, 32);
	memcpy(compact + 32, signature->s, 32);
	if (!secp256k1_ecdsa_recoverable_signature_parse_compact(seckey_context(), &parsed, compact,
								 signature->recovery_id) ||
	    !secp256k1_ecdsa_recover(seckey_context(), &point, &parsed, hash))
		return false;
	secp256k1_ec_pubkey_serialize(seckey_context(), text, &size, &point, SECP256K1_EC_UNCOMPRESSED);
	*out = address_from_public_key(text + 1);
	return true;
}

/* Every signature is recovered before it leaves.  Otherwise a flipped bit in memory could give the
 * private key away, or send a transaction that nobody can mine. */
static bool sign(struct signature *out, struct address *recovered, const struct signer *signer,
		 const uint8_t hash[KECCAK_SIZE], struct err *err)
{
	secp256k1_ecdsa_recoverable_signature signature;
	uint8_t compact[64];
	int id = 0;

	if (!secp256k1_ecdsa_sign_recoverable(seckey_context(), &signature, hash,
					      (const uint8_t *)signer->key->s.data, NULL, NULL))
		return err_set(err, ERR_INTERNAL, "The wallet's key could not sign.");
	secp256k1_ecdsa_recoverable_signature_serialize_compact(seckey_context(), compact, &id, &signature);
	memcpy(out->r, compact, 32);
	memcpy(out->s, compact + 32, 32);
	out->recovery_id = (uint8_t)id;
	/* Ids 2 and 3 stand for an r above the curve's order, which nobody will ever see. */
	if (id > 1 || !recover(recovered, out, hash) || !address_equal(*recovered, signer->address))
		return err_set(err, ERR_INTERNAL, "The signature made does not verify; check this machine's memory.");
	return true;
}

/* Puts r, s and v in a row, as contracts take them. */
static void join(uint8_t out[SIGNER_TEXT_SIZE], const struct signature *signature)
{
	memcpy(out, signature->r, 32);
	memcpy(out + 32, signature->s, 32);
	out[64] = (uint8_t)(27 + signature->recovery_id);
}

bool signer_sign_text(uint8_t out[SIGNER_TEXT_SIZE], struct address *recovered, const struct signer *signer,
		      const void *bytes, size_t len, struct err *err)
{
	struct signature signature = { .recovery_id = 0 };
	uint8_t hash[KECCAK_SIZE];

	message_hash(hash, bytes, len);
	if (!sign(&signature, recovered, signer, hash, err))
		return false;
	join(out, &signature);
	return true;
}

bool signer_sign_payment(uint8_t out[PAYMENT_SIGNATURE_SIZE], const struct signer *signer,
			 const struct payment *payment, struct err *err)
{
	struct typed_domain domain = payment_domain(payment->chain_id);
	struct signature signature = { .recovery_id = 0 };
	uint8_t digest[KECCAK_SIZE];
	struct address recovered;

	if (!address_equal(payment->from, signer->address) || payment->amount.token != TOKEN_USDC)
		return err_set(err, ERR_INTERNAL, "The payment is not one of this wallet's USDC.");
	payment_digest(digest, payment, &domain);
	if (!sign(&signature, &recovered, signer, digest, err))
		return false;
	join(out, &signature);
	return true;
}

bool signer_sign_tx(struct buf *raw, uint8_t hash[KECCAK_SIZE], const struct signer *signer, const struct tx *tx,
		    struct err *err)
{
	struct signature signature = { .recovery_id = 0 };
	struct address recovered;
	uint8_t signing_hash[KECCAK_SIZE];

	tx_signing_hash(signing_hash, tx);
	if (!sign(&signature, &recovered, signer, signing_hash, err))
		return false;
	buf_clear(raw);
	if (!tx_encode_signed(raw, tx, &signature))
		return err_set(err, ERR_INTERNAL, "The transaction is too large.");
	keccak256(hash, raw->data, raw->len);
	return true;
}

bool signer_recover(struct address *out, const uint8_t signature[SIGNER_TEXT_SIZE], const uint8_t hash[KECCAK_SIZE])
{
	struct signature parsed;

	if (signature[64] != 27 && signature[64] != 28)
		return false;
	memcpy(parsed.r, signature, 32);
	memcpy(parsed.s, signature + 32, 32);
	parsed.recovery_id = (uint8_t)(signature[64] - 27);
	return recover(out, &parsed, hash);
}

bool signer_recover_tx(struct address *out, const uint8_t *raw, size_t len)
{
	struct signature signature;
	uint8_t hash[KECCAK_SIZE];
	struct err ignored;
	struct tx tx;

	if (!tx_decode(&tx, &signature, raw, len, &ignored))
		return false;
	tx_signing_hash(hash, &tx);
	tx_free(&tx);
	return recover(out, &signature, hash);
}

void signer_derive(struct secret *out, const struct signer *signer, const char *purpose)
{
	static const char salt[] = "rialto vault v1";
	struct hmac_sha256_ctx ctx;
	struct secret extracted;

	secret_init(&extracted, SHA256_DIGEST_SIZE);
	hmac_sha256_set_key(&ctx, sizeof(salt) - 1, (const uint8_t *)salt);
	hkdf_extract(&ctx, (nettle_hash_update_func *)hmac_sha256_update,
		     (nettle_hash_digest_func *)hmac_sha256_digest, SHA256_DIGEST_SIZE,
		     signer->key->s.len, (const uint8_t *)signer->key->s.data, (uint8_t *)extracted.data);
	hmac_sha256_set_key(&ctx, SHA256_DIGEST_SIZE, (const uint8_t *)extracted.data);
	hkdf_expand(&ctx, (nettle_hash_update_func *)hmac_sha256_update,
		    (nettle_hash_digest_func *)hmac_sha256_digest, SHA256_DIGEST_SIZE,
		    strlen(purpose), (const uint8_t *)purpose, 32, (uint8_t *)out->data);
	out->len = 32;
	secret_free(&extracted);
	secret_wipe(&ctx, sizeof(ctx));
	sodium_stackzero(1024);
}
