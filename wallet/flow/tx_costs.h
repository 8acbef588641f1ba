/*
 * tx_costs: the part of flow_tx between the simulation and the review.  What does the transaction
 * cost besides gas, can the wallet pay that, and what would it change?
 */
#ifndef WALLET_FLOW_TX_COSTS_H
#define WALLET_FLOW_TX_COSTS_H

#include "wallet/eth/fee_choice.h"
#include "wallet/model/effect.h"

struct flow_tx;
struct model;

/* Asks the last questions about model->tx.tx, whose gas is known, and goes on to TX_L1_FEE. */
void tx_costs_ask(struct model *model, struct effects *effects);

/* Takes what it costs besides gas, and checks that the wallet has that much. */
MUST_USE bool tx_costs_read(struct flow_tx *flow, const struct chain_replies *replies, struct err *err);

/* Offers something else in the review that is shown.  Where that cannot be, says why, and the review
 * stays as it is. */
void tx_costs_choose(struct model *model, struct fee_choice choice, struct effects *effects);

/* Takes all the answers in TX_L1_FEE. */
void tx_costs_take(struct model *model, const struct chain_replies *replies, struct effects *effects);

#endif
