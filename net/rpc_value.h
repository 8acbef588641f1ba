/* rpc_value: reads values of the Ethereum execution APIs.  False when it is no such value. */
#ifndef NET_RPC_VALUE_H
#define NET_RPC_VALUE_H

#include "net/json.h"
#include "wallet/base/u256.h"
#include "wallet/eth/keccak.h"

MUST_USE bool rpc_quantity(struct u256 *out, struct json_object *value);
MUST_USE bool rpc_u64(uint64_t *out, struct json_object *value);
MUST_USE bool rpc_hash(uint8_t out[KECCAK_SIZE], struct json_object *value);
bool rpc_is_hash(struct json_object *value, const uint8_t hash[KECCAK_SIZE]);

#endif
