/*
 * tx_follow: the part of flow_tx after the journal: the transaction is sent, and
 * looked for until it is mined, undone, or replaced by another.  The same bytes are
 * sent again only when the network has no trace of them.
 */
#ifndef WALLET_TX_FOLLOW_H
#define WALLET_TX_FOLLOW_H

#include "wallet/effect.h"

struct model;

/* Sends model->tx.entry, which the journal has. */
void tx_follow_send(struct model *model, struct effects *effects);
void tx_follow_poll(struct model *model, struct effects *effects);
/* It was found in the journal: whether it was ever sent is not known. */
void tx_follow_found(struct model *model, struct effects *effects);

/* The node's answer, or its failure, in TX_SENDING and TX_WAITING. */
void tx_follow_take(struct model *model, const struct action *action, struct effects *effects);

#endif
