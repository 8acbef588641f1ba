/*
 * topup_agreed: what a person agreed to pay, and whether that is still what Venice and the chain say.
 *
 * A password may be typed between the yes and the signature, which can take minutes.  So what was read
 * a while ago is read again, and rialto signs only what was shown.  If anything is different by then,
 * the review comes back and says what; if it can no longer be paid, the review says why, and yes does
 * no more than look again.
 */
#ifndef WALLET_MODEL_TOPUP_AGREED_H
#define WALLET_MODEL_TOPUP_AGREED_H

#include "wallet/model/tx_second.h"
#include "wallet/venice/x402.h"

struct flow_topup;
struct model;

/* Answers that are younger than this count as the present.  A review takes longer to read, so on the screen
 * they are always asked for again. */
#define TOPUP_FRESH_MS 500

/* All of the review that can be different later. */
struct topup_agreed {
	bool is;			/* a person said yes to this */
	struct x402_terms terms;
	struct amount usdc, diem_staked;
	struct tx_second second;
	struct err against;		/* why it cannot be signed now; code NONE: nothing speaks against it */
};

/* Remembers what the flow shows now. */
void topup_agreed_take(struct flow_topup *flow);

/* True if somebody agreed to pay, and Venice names another payee by now. */
bool topup_agreed_other_payee(const struct flow_topup *flow);

/* After answers that allow it to be paid.  The flow goes on to the signature if they are what was agreed
 * to; otherwise it shows a review of what they are now. */
void topup_agreed_go_on(struct model *model);

/* After answers that forbid it.  The flow goes back to a review that says why.  False, and nothing is
 * done, if nobody has agreed yet, if it was signed before, or if nobody would read the review. */
MUST_USE bool topup_agreed_stop(struct model *model, const struct err *why);

/* True if the review says why it cannot be signed now. */
bool topup_agreed_stopped(const struct flow_topup *flow);

#endif
