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

/* Says which block has left the chain, and whose transaction it had: "Block 7, which had the stake transaction of
 * main, is no longer part of the chain". */
#define TX_WATCH_LEFT_SIZE 160
void tx_watch_left(char out[TX_WATCH_LEFT_SIZE], const struct model *model, const struct journal_entry *entry);

#endif
