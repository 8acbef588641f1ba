/*
 * dead_end: well-known contracts of Base that do nothing with what is merely sent to them, so that it is lost: what
 * people copy by mistake in place of a recipient.  Those that rialto works with are in contracts.h.
 */
#ifndef WALLET_ETH_DEAD_END_H
#define WALLET_ETH_DEAD_END_H

#include "wallet/eth/address.h"

/* "Permit2"; NULL: none is known at this address. */
const char *dead_end_name(struct address address);

#endif
