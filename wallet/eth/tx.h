/* tx: EIP-1559 transactions (EIP-2718 type 2), unsigned and signed. */
#ifndef WALLET_ETH_TX_H
#define WALLET_ETH_TX_H

#include "wallet/base/buf.h"
#include "wallet/base/u256.h"
#include "wallet/eth/address.h"
#include "wallet/eth/keccak.h"

struct tx {
	uint64_t chain_id;
	uint64_t nonce;
	struct u256 max_priority_fee;	/* wei per gas */
	struct u256 max_fee;		/* wei per gas */
	uint64_t gas_limit;
	struct address to;		/* rialto never creates contracts */
	struct u256 value;		/* wei */
	struct buf data;		/* calldata; owned */
};

/* An ECDSA signature over secp256k1, with s in the lower half. */
struct signature {
	uint8_t r[32], s[32];
	uint8_t recovery_id;		/* 0 or 1 */
};

void tx_free(struct tx *tx);
void tx_copy(struct tx *out, const struct tx *tx);	/* deep; out is overwritten, not freed */
bool tx_encode_unsigned(struct buf *out, const struct tx *tx);
void tx_signing_hash(uint8_t out[KECCAK_SIZE], const struct tx *tx);
bool tx_encode_signed(struct buf *out, const struct tx *tx, const struct signature *signature);

/* Reads a raw type-2 transaction back, for the journal and for a review.  signature may be NULL. */
MUST_USE bool tx_decode(struct tx *out, struct signature *signature, const uint8_t *raw, size_t len, struct err *err);

#endif
