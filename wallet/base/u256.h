/*
 * u256: unsigned 256-bit integers, as the EVM has them, on GMP's mpn functions.  A number is four
 * limbs, least significant first, and needs no allocation.  Arithmetic is checked: false means
 * overflow, underflow or division by zero, and then out is untouched.
 */
#ifndef WALLET_BASE_U256_H
#define WALLET_BASE_U256_H

#include <stdint.h>

#include "wallet/base/err.h"

struct u256 { uint64_t limb[4]; };

#define U256_ZERO ((struct u256){ { 0 } })

struct u256 u256_from_u64(uint64_t value);
void u256_to_bytes(uint8_t out[32], struct u256 value);		/* big endian */
struct u256 u256_from_bytes(const uint8_t in[32]);
/* Big endian; leading zeros are allowed. */
MUST_USE bool u256_from_bytes_n(struct u256 *out, const uint8_t *in, size_t len);
MUST_USE bool u256_to_u64(uint64_t *out, struct u256 value);
int u256_compare(struct u256 a, struct u256 b);			/* -1, 0, 1 */
bool u256_is_zero(struct u256 a);
MUST_USE bool u256_add(struct u256 *out, struct u256 a, struct u256 b);
MUST_USE bool u256_sub(struct u256 *out, struct u256 a, struct u256 b);
MUST_USE bool u256_mul(struct u256 *out, struct u256 a, struct u256 b);
/* Sets out to a × b ÷ c, rounded down.  The product cannot overflow; only the result can. */
MUST_USE bool u256_mul_div(struct u256 *out, struct u256 a, struct u256 b, struct u256 c);
/* Either output may be NULL. */
MUST_USE bool u256_div(struct u256 *quotient, struct u256 *remainder, struct u256 a, struct u256 b);

/* Reads "0x…" with up to 64 digits, which includes a JSON-RPC QUANTITY. */
MUST_USE bool u256_from_hex(struct u256 *out, const char *text);
void u256_to_hex(char out[67], struct u256 value);		/* QUANTITY: no leading zeros, "0x0" */

/* Reads decimal digits only. */
MUST_USE bool u256_from_decimal(struct u256 *out, const char *digits, size_t len);
void u256_to_decimal(char out[80], struct u256 value);

#endif
