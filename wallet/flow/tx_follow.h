/*
 * tx_follow: the part of flow_tx after the journal.  The transaction is sent, and looked for until
 * its end is known.  Only what a block shows ends it (tx_proof): the transaction itself, or another
 * one with its number (tx_search).  Until then its end is unknown, whatever a node says or leaves
 * unsaid.  A receipt may be late, a node may be behind, and a node that refuses the transaction may
 * have passed it on.
 *
 * The same bytes are sent again as long as the network has no trace of them and the number is free.
 * That does no harm, because a number is used only once.  A refusal that repeats itself is shown.
 * But whoever has the signed bytes can still send them, so the journal keeps them.  The next run
 * sends them again, until the number is used or the person gives up.
 */
#ifndef WALLET_FLOW_TX_FOLLOW_H
#define WALLET_FLOW_TX_FOLLOW_H

#include "wallet/model/effect.h"

struct model;

/* Sends model->tx.entry, which is in the journal. */
void tx_follow_send(struct model *model, struct effects *effects);
void tx_follow_poll(struct model *model, struct effects *effects);
/* For a transaction found in the journal, of which nobody knows whether it was ever sent. */
void tx_follow_found(struct model *model, struct effects *effects);

/* Until when a command waits for the transaction; 0: the screen waits as long as it is open. */
int64_t tx_follow_until_ms(const struct model *model);

/* Takes the node's answer or failure in TX_SENDING and TX_WAITING. */
void tx_follow_take(struct model *model, const struct action *action, struct effects *effects);

#endif
