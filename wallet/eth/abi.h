/*
 * abi: Solidity contract calls by version 2 of the contract ABI specification, as far as rialto's
 * contracts need it: words, addresses, booleans, and bytes.
 */
#ifndef WALLET_ETH_ABI_H
#define WALLET_ETH_ABI_H

#include "wallet/base/buf.h"
#include "wallet/base/u256.h"
#include "wallet/eth/address.h"

/* Writes the first four bytes of the signature's Keccak-256: "stake(address,uint256)". */
void abi_selector(uint8_t out[4], const char *signature);

/* Calldata is a selector and then 32-byte words. */
bool abi_add_selector(struct buf *out, const char *signature);
bool abi_add_u256(struct buf *out, struct u256 value);
bool abi_add_u64(struct buf *out, uint64_t value);
bool abi_add_address(struct buf *out, struct address address);
bool abi_add_bytes(struct buf *out, const void *bytes, size_t len);	/* the tail: length word, bytes, padding */

/* Reads word `index` of return data.  False if it is not there or does not fit the type. */
MUST_USE bool abi_get_u256(struct u256 *out, const uint8_t *data, size_t len, size_t index);
MUST_USE bool abi_get_u64(uint64_t *out, const uint8_t *data, size_t len, size_t index);
MUST_USE bool abi_get_address(struct address *out, const uint8_t *data, size_t len, size_t index);
MUST_USE bool abi_get_bool(bool *out, const uint8_t *data, size_t len, size_t index);

/* Reads a dynamic `bytes` or `string` whose offset word is at `index`; the offset counts from data.
 * out points into data. */
MUST_USE bool abi_get_bytes(const uint8_t **out, size_t *out_len, const uint8_t *data, size_t len, size_t index);

/* Multicall3 aggregate3((address,bool,bytes)[]) → (bool,bytes)[]. */
struct abi_call {
	struct address target;
	struct buf data;
};
bool abi_add_aggregate3(struct buf *out, const struct abi_call *calls, size_t count);	/* each call may fail alone */
MUST_USE bool abi_get_aggregate3(bool *ok, const uint8_t **out, size_t *out_len,
				 const uint8_t *data, size_t len, size_t index);

/* Says why a call reverted, as one sanitised line: the text of Error(string), the meaning of
 * Panic(uint256), the name of a custom error of our contracts, else its selector in hex; "no reason
 * given" if there is none. */
void abi_revert_reason(char *out, size_t size, const uint8_t *data, size_t len);

#endif
