/*
 * typed: EIP-712 structured data, as far as rialto signs any.  To hash a struct, call typed_begin,
 * then typed_add_… or abi_add_… for each member in the type's order, then typed_end.
 */
#ifndef WALLET_ETH_TYPED_H
#define WALLET_ETH_TYPED_H

#include "wallet/base/buf.h"
#include "wallet/eth/address.h"
#include "wallet/eth/keccak.h"

/* The four members that contracts use.  EIP-712 has a fifth, the salt. */
struct typed_domain {
	const char *name, *version;
	uint64_t chain_id;
	struct address contract;
};

/* type is the text of encodeType: "Mail(Person from,Person to,string contents)Person(…)". */
void typed_begin(struct buf *out, const char *type);
void typed_add_text(struct buf *out, const char *text);			/* string */
void typed_add_word(struct buf *out, const uint8_t word[KECCAK_SIZE]);	/* a bytes32, or the hash of a struct */
void typed_end(uint8_t hash[KECCAK_SIZE], struct buf *out);		/* frees out */

void typed_separator(uint8_t out[KECCAK_SIZE], const struct typed_domain *domain);

/* Computes what is signed: keccak256("\x19\x01" || domain separator || hash). */
void typed_digest(uint8_t out[KECCAK_SIZE], const struct typed_domain *domain, const uint8_t hash[KECCAK_SIZE]);

#endif
