/*
 * tx_agreed: what a person said yes to, and whether it is still what would happen.
 * Between the yes and the signature the chain goes on: what was read a while ago is
 * read again, and only what was shown is signed.
 */
#ifndef WALLET_TX_AGREED_H
#define WALLET_TX_AGREED_H

#include "wallet/amount.h"
#include "wallet/tx.h"

struct flow_tx;

/* Answers of the chain younger than this count as the present. */
#define TX_FRESH_MS 1000

struct tx_agreed {
	bool is;			/* somebody has said yes, and it is not signed yet */
	struct tx tx;			/* exactly that; owned */
	struct amount max_fee;		/* the most that was shown */
	size_t chosen;
};

/* Remembers what flow shows now. */
void tx_agreed_take(struct flow_tx *flow);
void tx_agreed_free(struct tx_agreed *agreed);

/* After another preflight: is the number the same, the call the same, and does the gas and
 * the fee as they now stand fit into what was shown?  Then flow->tx is what was agreed to. */
MUST_USE bool tx_agreed_holds(struct flow_tx *flow);

#endif
