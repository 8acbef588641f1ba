/*
 * tx_watch: transactions whose success was said, until it counts (tx_proof).  A block
 * can still be undone, and with it what was said: the transaction is then open again,
 * and is followed and sent again like any other.
 */
#ifndef WALLET_FLOW_TX_WATCH_H
#define WALLET_FLOW_TX_WATCH_H

#include "wallet/model/effect.h"
#include "wallet/model/tx_watch.h"

struct model;

/* A look is on its way, or has found one gone, which the next makes sure of. */
bool tx_watch_running(const struct model *model);

#endif
