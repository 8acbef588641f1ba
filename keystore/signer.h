/*
 * signer: an unlocked wallet.  The private key stays inside.  A signer gives out signatures, and
 * keys for the vault that are derived from it.  It uses secp256k1 with RFC 6979 nonces and s in the
 * lower half.
 */
#ifndef KEYSTORE_SIGNER_H
#define KEYSTORE_SIGNER_H

#include "wallet/base/secret.h"
#include "wallet/eth/message.h"
#include "wallet/eth/payment.h"
#include "wallet/eth/tx.h"

struct signer;

struct signer *signer_new(struct seckey *key);	/* takes ownership of the key */
void signer_free(struct signer *signer);	/* wipes it; accepts NULL */
struct address signer_address(const struct signer *signer);

#define SIGNER_TEXT_SIZE 65	/* r, s, v, where v is 27 or 28 */

/* Signs the exact bytes by EIP-191.  *recovered is the address that the signature recovers to,
 * computed from the signature itself. */
MUST_USE bool signer_sign_text(uint8_t out[SIGNER_TEXT_SIZE], struct address *recovered,
			       const struct signer *signer, const void *bytes, size_t len, struct err *err);

/* Signs an authorisation to move USDC out of this wallet (EIP-712, EIP-3009).  It signs for no
 * other token: a digest from outside is never signed. */
MUST_USE bool signer_sign_payment(uint8_t out[PAYMENT_SIGNATURE_SIZE], const struct signer *signer,
				  const struct payment *payment, struct err *err);

/* Puts out the raw signed transaction and its hash. */
MUST_USE bool signer_sign_tx(struct buf *raw, uint8_t hash[KECCAK_SIZE],
			     const struct signer *signer, const struct tx *tx, struct err *err);

/* Derives a 32-byte key for `purpose`: HKDF-SHA256 over the private key, salted with "rialto vault
 * v1". The caller calls secret_init for out, with 32 bytes of room. */
void signer_derive(struct secret *out, const struct signer *signer, const char *purpose);

struct address seckey_address(const struct seckey *key);

/* Is this a private key at all: 32 bytes, 0 < key < order? */
bool seckey_is_valid(const struct seckey *key);

/* Finds the address that signed a raw transaction. */
MUST_USE bool signer_recover_tx(struct address *out, const uint8_t *raw, size_t len);

/* Finds the address that a 65-byte EIP-191 signature over hash recovers to. */
MUST_USE bool signer_recover(struct address *out, const uint8_t signature[SIGNER_TEXT_SIZE],
			     const uint8_t hash[KECCAK_SIZE]);

#endif
