/* seckey: the elliptic curve of private keys, for keystore/'s own files. */
#ifndef KEYSTORE_SECKEY_H
#define KEYSTORE_SECKEY_H

#include <secp256k1.h>

#include "keystore/signer.h"

/* The one context of the process.  It is made and blinded on first use, from any thread. */
const secp256k1_context *seckey_context(void);

/* Computes the compressed public key of 32 bytes that are a valid private key. */
void seckey_compressed(uint8_t out[33], const uint8_t key[32]);

#endif
