/*
 * market: what Aerodrome's router says that VVV buys.  The answer holds for the pool as it is now.
 * It includes the pool's fee, and how far the trade itself would move the price.  To ask moves
 * nothing.
 */
#ifndef WALLET_ETH_MARKET_H
#define WALLET_ETH_MARKET_H

#include "wallet/base/amount.h"
#include "wallet/eth/chain.h"

#define MARKET_NAME "Aerodrome"

/* Asks how much DIEM so much VVV buys. */
void market_ask(struct chain_batch *batch, struct amount vvv);
/* False where nothing sensible was answered, or nothing is for sale. */
MUST_USE bool market_read(struct amount *diem, const struct chain_reply *reply, struct amount vvv);

#endif
