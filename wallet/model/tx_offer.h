/*
 * tx_offer: what the transaction in hand offers for each gas, by the person's choice of a fee, and
 * what another choice would cost.  A replacement offers a tenth more than all that were offered for
 * its number, because a node takes no less.
 */
#ifndef WALLET_MODEL_TX_OFFER_H
#define WALLET_MODEL_TX_OFFER_H

#include "wallet/base/amount.h"
#include "wallet/eth/fee_choice.h"

struct chain_reply;
struct flow_tx;
struct model;

void tx_offer_read(struct flow_tx *flow, const struct chain_reply *fees);	/* takes what the node says of fees */

/* Prices the flow's transaction by its choice.  Its gas limit must be set. */
MUST_USE bool tx_offer_set(struct model *model, struct err *err);

/* The most that the transaction could cost with that choice.  False: it cannot be offered. */
MUST_USE bool tx_offer_cost(struct amount *out, const struct model *model, struct fee_choice choice);

#endif
