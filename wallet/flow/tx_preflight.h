/*
 * tx_preflight: the part of flow_tx before the review.  Is it the right chain, is there a contract,
 * would the call succeed, what does it cost, can the wallet pay?
 */
#ifndef WALLET_FLOW_TX_PREFLIGHT_H
#define WALLET_FLOW_TX_PREFLIGHT_H

#include "wallet/model/effect.h"

struct flow_tx;
struct model;

/* Asks everything anew.  model->tx holds the intention. */
void tx_preflight_ask(struct model *model, struct effects *effects);

/* Takes the answers in TX_PREFLIGHT and TX_L1_FEE.  The flow goes on to TX_REVIEW, to TX_UNLOCK if
 * it was agreed to, or to TX_FAILED; or it asks again a little later, while a node catches up. */
void tx_preflight_take(struct model *model, const struct chain_replies *replies, struct effects *effects);

/* Asks the last questions and takes the answers about costs: what it costs besides gas, and whether
 * the wallet has that much. */
void tx_preflight_costs(struct model *model, struct effects *effects);
MUST_USE bool tx_preflight_read_costs(struct flow_tx *flow, const struct chain_replies *replies, struct err *err);

#endif
