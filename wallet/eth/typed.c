#include "wallet/eth/typed.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/eth/abi.h"

#define DOMAIN_TYPE "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"

void typed_begin(struct buf *out, const char *type)
{
	buf_init(out, 0);
	typed_add_text(out, type);
}

void typed_add_text(struct buf *out, const char *text)
{
	uint8_t hash[KECCAK_SIZE];

	keccak256(hash, text, strlen(text));
	typed_add_word(out, hash);
}

void typed_add_word(struct buf *out, const uint8_t word[KECCAK_SIZE])
{
	buf_add(out, word, KECCAK_SIZE);
}

void typed_end(uint8_t hash[KECCAK_SIZE], struct buf *out)
{
	if (out->full)
		abort();	/* the hash of half a struct must never be signed */
	keccak256(hash, out->data, out->len);
	buf_free(out);
}

void typed_separator(uint8_t out[KECCAK_SIZE], const struct typed_domain *domain)
{
	struct buf members;

	typed_begin(&members, DOMAIN_TYPE);
	typed_add_text(&members, domain->name);
	typed_add_text(&members, domain->version);
	abi_add_u64(&members, domain->chain_id);
	abi_add_address(&members, domain->contract);
	typed_end(out, &members);
}

void typed_digest(uint8_t out[KECCAK_SIZE], const struct typed_domain *domain, const uint8_t hash[KECCAK_SIZE])
{
	uint8_t bytes[2 + 2 * KECCAK_SIZE] = { 0x19, 0x01 };

	typed_separator(bytes + 2, domain);
	memcpy(bytes + 2 + KECCAK_SIZE, hash, KECCAK_SIZE);
	keccak256(out, bytes, sizeof(bytes));
}
