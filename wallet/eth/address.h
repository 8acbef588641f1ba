/* address: 20-byte account addresses, as text per EIP-55. */
#ifndef WALLET_ETH_ADDRESS_H
#define WALLET_ETH_ADDRESS_H

#include <stdint.h>

#include "wallet/base/err.h"

struct address { uint8_t bytes[20]; };

#define ADDRESS_TEXT_SIZE 43	/* "0x", 40 digits, NUL */
#define ADDRESS_SHORT_SIZE 16	/* "0x45B7…94eE" in UTF-8, NUL */

bool address_equal(struct address a, struct address b);
bool address_is_zero(struct address a);
void address_format(char out[ADDRESS_TEXT_SIZE], struct address address);	/* with EIP-55 checksum */
void address_format_short(char out[ADDRESS_SHORT_SIZE], struct address address);

/* Reads 40 hex digits, with or without 0x.  All lower case or all upper case is accepted.  Mixed
 * case must carry a right checksum; if it does not, err says so. */
MUST_USE bool address_parse(struct address *out, const char *text, struct err *err);

/* Returns the account of an uncompressed public key (64 bytes, without the 0x04). */
struct address address_from_public_key(const uint8_t public_key[64]);

#endif
