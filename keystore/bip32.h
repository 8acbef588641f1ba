/*
 * bip32: hierarchical deterministic keys, private derivation only.
 *
 * A node is a secret of BIP32_NODE_SIZE bytes: the private key, then the chain code.  The caller
 * calls secret_init for it and owns it.
 */
#ifndef KEYSTORE_BIP32_H
#define KEYSTORE_BIP32_H

#include "wallet/base/secret.h"

#define BIP32_NODE_SIZE 64
#define BIP32_HARDENED UINT32_C(0x80000000)
#define BIP32_DEPTH_MAX 10

struct bip32_path {
	uint32_t index[BIP32_DEPTH_MAX];
	size_t depth;
};

/* Reads "m", "m/44'/60'/0'/0/0" or "m/44h/60h".  INVALID_INPUT says what is wrong. */
MUST_USE bool bip32_parse_path(struct bip32_path *out, const char *text, struct err *err);

/* Makes the master node of a seed of 16 to 64 bytes. */
MUST_USE bool bip32_master(struct secret *node, const struct secret *seed, struct err *err);

/* Turns node into its child. */
MUST_USE bool bip32_child(struct secret *node, uint32_t index, struct err *err);
MUST_USE bool bip32_descend(struct secret *node, const struct bip32_path *path, struct err *err);

#endif
