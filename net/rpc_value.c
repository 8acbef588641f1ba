#include "net/rpc_value.h"

#include <string.h>

#include "wallet/base/hex.h"

bool rpc_quantity(struct u256 *out, struct json_object *value)
{
	const char *text = json_text(value);

	return text && u256_from_hex(out, text);
}

bool rpc_u64(uint64_t *out, struct json_object *value)
{
	const char *text = json_text(value);

	return text && hex_decode_u64(out, text);
}

bool rpc_hash(uint8_t out[KECCAK_SIZE], struct json_object *value)
{
	const char *text = json_text(value);

	return text && hex_decode(out, KECCAK_SIZE, text);
}

bool rpc_is_hash(struct json_object *value, const uint8_t hash[KECCAK_SIZE])
{
	uint8_t bytes[KECCAK_SIZE];

	return rpc_hash(bytes, value) && !memcmp(bytes, hash, sizeof(bytes));
}
