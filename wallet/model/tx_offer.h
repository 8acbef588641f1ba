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

/* True if it offers less than the base fee: no block takes it before that has fallen. */
bool tx_offer_waits(const struct flow_tx *flow);

/* The most that the transaction could cost with that choice.  Fails where that cannot be offered. */
MUST_USE bool tx_offer_cost(struct amount *out, const struct model *model, struct fee_choice choice, struct err *err);

/* The most wei that the number of the transaction in hand may cost, whichever of all that were signed for it is
 * mined in the end. */
struct u256 tx_offer_number_most(const struct flow_tx *flow);

/* NEEDS_ETH if the wallet could not pay that choice besides what the transaction sends. */
MUST_USE bool tx_offer_may(const struct model *model, struct fee_choice choice, struct err *err);

/* NEEDS_ETH if the wallet has not what it sends and that fee, and what is kept for later fees. */
MUST_USE bool tx_offer_affords(const struct flow_tx *flow, struct amount sent, struct amount fee, struct err *err);

/* Always false: the wallet has less ETH than it sends and the fee may come to. */
bool tx_offer_too_little(struct amount sent, struct amount fee, struct amount balance, struct err *err);

#endif
