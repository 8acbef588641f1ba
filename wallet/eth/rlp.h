/* rlp: Recursive Length Prefix, appendix B of the Yellow Paper. */
#ifndef WALLET_ETH_RLP_H
#define WALLET_ETH_RLP_H

#include "wallet/base/buf.h"
#include "wallet/base/u256.h"

/* Each appends an encoding and returns !out->full. */
bool rlp_add_bytes(struct buf *out, const void *bytes, size_t len);
bool rlp_add_u64(struct buf *out, uint64_t value);
bool rlp_add_u256(struct buf *out, struct u256 value);
bool rlp_add_list(struct buf *out, const struct buf *payload);	/* payload: the encodings of the items */

struct rlp_item {
	bool is_list;
	const uint8_t *data;	/* the payload; points into the input */
	size_t len;
};

/* Takes one item off the front of *in.  False if it is malformed or its encoding is not canonical. */
MUST_USE bool rlp_next(struct rlp_item *out, const uint8_t **in, size_t *len);

#endif
