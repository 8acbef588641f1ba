/* keccak: Keccak-256 as Ethereum uses it (the padding of the SHA-3 submission, 0x01). */
#ifndef WALLET_ETH_KECCAK_H
#define WALLET_ETH_KECCAK_H

#include <stddef.h>
#include <stdint.h>

#define KECCAK_SIZE 32

void keccak256(uint8_t out[KECCAK_SIZE], const void *bytes, size_t len);

#endif
