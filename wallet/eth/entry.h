/*
 * entry: a value as a person types or pastes it.  Pasted text brings along blanks of all kinds, and
 * characters that do not show.
 */
#ifndef WALLET_ETH_ENTRY_H
#define WALLET_ETH_ENTRY_H

#include "wallet/base/amount.h"
#include "wallet/eth/address.h"

#define ENTRY_SIZE 256

/* Copies the text without the blanks around it.  A character that does not show, or more text than
 * ENTRY_SIZE holds, is INVALID_INPUT; err calls the value by `what` ("address"). */
MUST_USE bool entry_take(char out[ENTRY_SIZE], const char *what, const char *text, struct err *err);

/* These call address_parse and amount_parse with the result of entry_take. */
MUST_USE bool entry_address(struct address *out, const char *text, struct err *err);
MUST_USE bool entry_amount(struct amount *out, enum token token, const char *text, struct err *err);

#endif
