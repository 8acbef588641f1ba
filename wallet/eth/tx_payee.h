/* tx_payee: who gets what a transaction sends, read from the transaction itself. */
#ifndef WALLET_ETH_TX_PAYEE_H
#define WALLET_ETH_TX_PAYEE_H

#include "wallet/eth/tx.h"

/* The payee of ETH that is sent without a call, or of a token's transfer(address,uint256).  False: it
 * sends nothing to anybody by itself, like a call of the staking contract. */
MUST_USE bool tx_payee(struct address *out, const struct tx *tx);

#endif
