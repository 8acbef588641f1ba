/*
 * tx_retry: what flow_tx does before the review when an answer is not good enough.  A node that is
 * behind, or two nodes that differ, are asked again a little later, for a while.  Anything else, and
 * the end of that while, stops the transaction.  model->tx.waits says what is waited for.
 */
#ifndef WALLET_FLOW_TX_RETRY_H
#define WALLET_FLOW_TX_RETRY_H

#include "wallet/base/err.h"

struct model;

/* Stops.  What the person agreed to comes back to the review, with the reason. */
void tx_retry_stop(struct model *model, const struct err *err);
void tx_retry_stop_code(struct model *model, enum err_code code, const char *words);

/* A node behind a load balancer may not have seen the approval yet.  False: that is not why it
 * refuses the call, or it was asked often enough. */
bool tx_retry_settle(struct model *model, const struct err *err);
/* The node's count and rialto's own disagree.  The flow waits for that, and at last explains it. */
void tx_retry_nonce(struct model *model);
/* Two nodes may differ because one is behind.  The flow waits for that, and at last says it. */
void tx_retry_agree(struct model *model, const struct err *err);

#endif
