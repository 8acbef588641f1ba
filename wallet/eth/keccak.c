#include "wallet/eth/keccak.h"

#include <nettle/sha3.h>
#include <string.h>

#include "wallet/base/secret.h"

#define RATE 136	/* bytes: 200 of state, less twice the digest */

static void absorb(struct sha3_state *state, const uint8_t block[RATE])
{
	for (size_t i = 0; i < RATE; i++)
		state->a[i / 8] ^= (uint64_t)block[i] << 8 * (i % 8);
	sha3_permute(state);
}

/* nettle's own sha3_256 pads as FIPS 202 says (0x06), but Ethereum uses the earlier Keccak with
 * 0x01. The input may be key material (the keystore's MAC), so none of it stays on the stack. */
void keccak256(uint8_t out[KECCAK_SIZE], const void *bytes, size_t len)
{
	struct sha3_state state = { { 0 } };
	uint8_t last[RATE] = { 0 };
	const uint8_t *in = bytes;

	for (; len >= RATE; in += RATE, len -= RATE)
		absorb(&state, in);
	if (len)
		memcpy(last, in, len);
	last[len] = 0x01;
	last[RATE - 1] |= 0x80;
	absorb(&state, last);
	for (size_t i = 0; i < KECCAK_SIZE; i++)
		out[i] = (uint8_t)(state.a[i / 8] >> 8 * (i % 8));
	secret_wipe(&state, sizeof(state));
	secret_wipe(last, sizeof(last));
}
