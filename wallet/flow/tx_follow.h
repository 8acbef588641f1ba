/*
 * tx_follow: the part of flow_tx after the journal: the transaction is sent, and looked
 * for until what became of it is known.  It ends only by what a block shows (tx_proof):
 * itself, or another transaction of its number (tx_search).  Until then it is unknown,
 * whatever a node says or leaves unsaid: a receipt may be late, a node behind, and one
 * that refuses it may have passed it on.
 *
 * The same bytes are sent again while the network has no trace of them and the number is
 * free, which can do no harm: a number is used once.  A refusal that repeats itself is
 * said, but what was signed can still be sent by whoever has it: so the journal keeps it,
 * and the next run offers it again, until its number is used or the person gives it up.
 */
#ifndef WALLET_FLOW_TX_FOLLOW_H
#define WALLET_FLOW_TX_FOLLOW_H

#include "wallet/model/effect.h"

struct model;

/* Sends model->tx.entry, which the journal has. */
void tx_follow_send(struct model *model, struct effects *effects);
void tx_follow_poll(struct model *model, struct effects *effects);
/* It was found in the journal: whether it was ever sent is not known. */
void tx_follow_found(struct model *model, struct effects *effects);

/* Until when a command waits for the transaction; 0: the screen waits as long as it is open. */
int64_t tx_follow_until_ms(const struct model *model);

/* The node's answer, or its failure, in TX_SENDING and TX_WAITING. */
void tx_follow_take(struct model *model, const struct action *action, struct effects *effects);

#endif
