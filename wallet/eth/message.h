/* message: EIP-191 personal messages (version 0x45). */
#ifndef WALLET_ETH_MESSAGE_H
#define WALLET_ETH_MESSAGE_H

#include "wallet/eth/keccak.h"

/* keccak256("\x19Ethereum Signed Message:\n" || decimal length || bytes) */
void message_hash(uint8_t out[KECCAK_SIZE], const void *bytes, size_t len);

#endif
