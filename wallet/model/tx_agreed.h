/*
 * tx_agreed: what a person agreed to, and whether that is still what would happen.
 *
 * The chain goes on between the yes and the signature.  So what was read a while ago is read again,
 * and rialto signs only what was shown.  If that can no longer be signed, the review comes back,
 * and yes does no more than look again.
 */
#ifndef WALLET_MODEL_TX_AGREED_H
#define WALLET_MODEL_TX_AGREED_H

#include "wallet/base/amount.h"
#include "wallet/eth/tx.h"

struct flow_tx;
struct model;

/* Answers of the chain that are younger than this count as the present. */
#define TX_FRESH_MS 1000

struct tx_agreed {
	bool is;			/* a person said yes, and it is not signed yet */
	struct tx tx;			/* exactly what was agreed to; owned */
	struct amount max_fee;		/* the most that the review showed */
	size_t chosen;
	bool waits;			/* the review said that it offers less than the base fee */
	struct err against;		/* why it cannot be signed now; code NONE: nothing speaks against it */
};

/* Remembers what the flow shows now. */
void tx_agreed_take(struct flow_tx *flow);
void tx_agreed_free(struct tx_agreed *agreed);

/* After a preflight that went well.  The flow goes on to the signature if the number and the call
 * are the same, and if the gas and the fee as they stand now fit what was shown.  Otherwise it
 * shows a review of what it would be now. */
void tx_agreed_go_on(struct model *model);

/* After a preflight that failed.  The flow goes back to a review that says why.  False, and nothing
 * is done, if nobody has agreed yet or if nobody would read the review. */
MUST_USE bool tx_agreed_stop(struct model *model, const struct err *why);

/* True if the review says why it cannot be signed now. */
bool tx_agreed_stopped(const struct flow_tx *flow);
/* Writes a sentence such as "It would fail now: the pool is paused". */
void tx_agreed_say_why(char *out, size_t size, const struct flow_tx *flow);

#endif
