/*
 * tx_watch: watches transactions whose success was shown, until the success counts (tx_proof).  A
 * block can still be undone, and the success with it.  The transaction is then open again, and is
 * followed and sent again like any other.
 */
#ifndef WALLET_FLOW_TX_WATCH_H
#define WALLET_FLOW_TX_WATCH_H

#include "wallet/model/effect.h"
#include "wallet/model/tx_watch.h"

struct model;

/* True while a look is on its way, or has found a transaction gone, which the next look must
 * confirm. */
bool tx_watch_running(const struct model *model);

#endif
