/*
 * entry: a value as a person types or pastes it.  Pasted text brings blanks along, of
 * all kinds, and characters that do not show.
 */
#ifndef WALLET_ETH_ENTRY_H
#define WALLET_ETH_ENTRY_H

#include "wallet/base/amount.h"
#include "wallet/eth/address.h"

#define ENTRY_SIZE 256

/* The text without the blanks around it.  INVALID_INPUT, naming `what` it is ("address"), for
 * a character in it that does not show, and for more than ENTRY_SIZE holds. */
MUST_USE bool entry_take(char out[ENTRY_SIZE], const char *what, const char *text, struct err *err);

/* address_parse and amount_parse, of what entry_take gives. */
MUST_USE bool entry_address(struct address *out, const char *text, struct err *err);
MUST_USE bool entry_amount(struct amount *out, enum token token, const char *text, struct err *err);

#endif
