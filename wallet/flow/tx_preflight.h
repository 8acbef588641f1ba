/*
 * tx_preflight: the part of flow_tx that comes first.  Is it the right chain, is there a contract,
 * would the call succeed, what is its number?  tx_costs asks what is left before the review.
 */
#ifndef WALLET_FLOW_TX_PREFLIGHT_H
#define WALLET_FLOW_TX_PREFLIGHT_H

#include "wallet/model/effect.h"

struct model;

/* Asks everything anew.  model->tx holds the intention. */
void tx_preflight_ask(struct model *model, struct effects *effects);

/* Takes the answers in TX_PREFLIGHT and TX_L1_FEE.  The flow goes on to TX_REVIEW, to TX_UNLOCK if
 * it was agreed to, or to TX_FAILED; or it asks again a little later, while a node catches up. */
void tx_preflight_take(struct model *model, const struct chain_replies *replies, struct effects *effects);

#endif
