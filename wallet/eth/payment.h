/*
 * payment: a transfer of USDC that is signed here and sent by somebody else (EIP-3009,
 * TransferWithAuthorization).  Whoever has the signature can have exactly this transfer done, once,
 * until it expires: the token remembers the nonce.
 */
#ifndef WALLET_ETH_PAYMENT_H
#define WALLET_ETH_PAYMENT_H

#include "wallet/base/amount.h"
#include "wallet/eth/typed.h"

#define PAYMENT_NONCE_SIZE 32
#define PAYMENT_SIGNATURE_SIZE 65

struct payment {
	uint64_t chain_id;
	struct address from, to;
	struct amount amount;				/* USDC */
	uint64_t valid_after, valid_before;		/* Unix seconds, chain's clock; both exclusive */
	uint8_t nonce[PAYMENT_NONCE_SIZE];
};

/* USDC's own domain: no other token accepts the signature. */
struct typed_domain payment_domain(uint64_t chain_id);

/* Computes the hash that is signed. */
void payment_digest(uint8_t out[KECCAK_SIZE], const struct payment *payment, const struct typed_domain *domain);

#endif
