/*
 * typed: EIP-712 structured data, as far as rialto signs any.  A struct is hashed
 * member by member: typed_begin, then typed_add_… or abi_add_… in the type's
 * order, then typed_end.
 */
#ifndef WALLET_ETH_TYPED_H
#define WALLET_ETH_TYPED_H

#include "wallet/base/buf.h"
#include "wallet/eth/address.h"
#include "wallet/eth/keccak.h"

/* The four members that contracts use; EIP-712 knows a fifth, the salt. */
struct typed_domain {
	const char *name, *version;
	uint64_t chain_id;
	struct address contract;
};

/* type is encodeType's text: "Mail(Person from,Person to,string contents)Person(…)". */
void typed_begin(struct buf *out, const char *type);
void typed_add_text(struct buf *out, const char *text);			/* string */
void typed_add_word(struct buf *out, const uint8_t word[KECCAK_SIZE]);	/* bytes32, or a struct's hash */
void typed_end(uint8_t hash[KECCAK_SIZE], struct buf *out);		/* frees out */

void typed_separator(uint8_t out[KECCAK_SIZE], const struct typed_domain *domain);

/* keccak256("\x19\x01" || domain separator || hash): what is signed. */
void typed_digest(uint8_t out[KECCAK_SIZE], const struct typed_domain *domain, const uint8_t hash[KECCAK_SIZE]);

#endif
