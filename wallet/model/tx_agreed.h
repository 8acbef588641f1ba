/*
 * tx_agreed: what a person said yes to, and whether it is still what would happen.
 * Between the yes and the signature the chain goes on: what was read a while ago is
 * read again, and only what was shown is signed.  Where it could not be signed any more,
 * it comes back as a review from which yes does no more than look again.
 */
#ifndef WALLET_MODEL_TX_AGREED_H
#define WALLET_MODEL_TX_AGREED_H

#include "wallet/base/amount.h"
#include "wallet/eth/tx.h"

struct flow_tx;
struct model;

/* Answers of the chain younger than this count as the present. */
#define TX_FRESH_MS 1000

struct tx_agreed {
	bool is;			/* somebody has said yes, and it is not signed yet */
	struct tx tx;			/* exactly that; owned */
	struct amount max_fee;		/* the most that was shown */
	size_t chosen;
	struct err against;		/* why it cannot be signed by now; code NONE: nothing is known of that */
};

/* Remembers what flow shows now. */
void tx_agreed_take(struct flow_tx *flow);
void tx_agreed_free(struct tx_agreed *agreed);

/* After another preflight that went well: on to the signature of what was agreed to, where
 * the number is the same, the call the same, and the gas and the fee as they now stand fit
 * into what was shown; else to a review of what it would be now. */
void tx_agreed_go_on(struct model *model);

/* After another preflight that failed: back to a review that says why.  False: nobody has
 * agreed yet, or nobody would read it, and nothing was done. */
MUST_USE bool tx_agreed_stop(struct model *model, const struct err *why);

/* The review shows why it cannot be signed by now. */
bool tx_agreed_stopped(const struct flow_tx *flow);
/* "It would fail now: the pool is paused" */
void tx_agreed_say_why(char *out, size_t size, const struct flow_tx *flow);

#endif
