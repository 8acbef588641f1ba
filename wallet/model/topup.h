/* topup: what the model knows of the top-up in hand.  wallet/flow/topup.h works on it. */
#ifndef WALLET_MODEL_TOPUP_H
#define WALLET_MODEL_TOPUP_H

#include "wallet/model/flow.h"
#include "wallet/model/journal_entry.h"
#include "wallet/model/policy.h"
#include "wallet/model/topup_agreed.h"
#include "wallet/model/tx_second.h"
#include "wallet/venice/topup_proof.h"
#include "wallet/venice/x402.h"

struct model;

enum topup_state {
	TOPUP_IDLE,
	TOPUP_LOOKING,		/* the chain is asked what became of a payment */
	TOPUP_ASKING,		/* asks Venice for its terms */
	TOPUP_CHECKING,		/* asks the chain about the token and the balance, and rehearses */
	TOPUP_REVIEW,		/* waits for CONFIRM or CANCEL */
	TOPUP_UNLOCK,
	TOPUP_SIGNING,
	TOPUP_JOURNALLING,
	TOPUP_PAYING,
	TOPUP_BACKOFF,		/* until poll_at_ms: Venice accepts no more requests for now */
	TOPUP_DONE,
	TOPUP_FAILED,
	TOPUP_UNKNOWN,		/* it was sent, but the chain has not seen it yet */
	TOPUP_STATE_COUNT
};

#define TOPUP_POLL_MS 5000	/* between looks at a payment that nobody waits for */
#define TOPUP_FOLLOW_MS 15000	/* how long to wait for a payment that is settling or not yet certain */
#define TOPUP_LOOK_MS 1000	/* between looks at such a payment */

/* Why the chain is asked. */
enum topup_look {
	LOOK_BEFORE,		/* an earlier payment is open, and the person wants another */
	LOOK_AFTER,		/* Venice did not say that it took this payment */
	LOOK_AGAIN,		/* an open payment is watched until it is decided; nobody waits for it */
};

/* What the request that is out asks. */
enum topup_asked { TOPUP_ASKED_STATE, TOPUP_ASKED_TX, TOPUP_ASKED_BLOCK, TOPUP_ASKED_DATE };

/* One look at a payment.  It asks as many questions, and as often, as it takes until the answer
 * counts. */
struct topup_looking {
	enum topup_look why;
	enum topup_asked asked;
	int64_t until_ms;		/* waits no longer than this */
	bool waits;			/* goes on at poll_at_ms */
	struct topup_view view;
	struct topup_proof proof;
	int64_t dated_ms;		/* when Venice last told the time; 0: not since the look began */
	char open[112];			/* why it is not decided yet */
	bool rests;			/* LOOK_AGAIN: nothing has happened to it yet */
};

struct flow_topup {
	FLOW_HEAD(enum topup_state);
	struct amount amount;

	/* The terms, and what the person agreed to. */
	struct x402_terms terms;
	struct tx_second second;	/* what a second node says about the token and the transfer */
	struct amount usdc;			/* the wallet's USDC */
	struct amount diem_staked;		/* the wallet's; 0 if it has none, or if the chain does not say */
	int64_t read_ms;			/* when the last of these answers came */
	uint64_t chain_s;			/* the chain's time, if a policy wants it; 0: not known */
	struct topup_agreed agreed;
	struct policy_verdict beyond;		/* what a policy had against what was agreed to */

	/* The payment, signed and on its way. */
	struct payment payment;
	uint8_t signature[X402_SIGNATURE_SIZE];
	struct journal_entry entry;		/* the open one; id "" for none */
	bool delivered;				/* Venice may have a payment with the entry's number */
	bool rebuilt;				/* from the latest terms, after a refusal */
	struct err refusal;			/* why Venice refused the last payment */

	struct topup_looking look;
	int64_t poll_at_ms;			/* the next look or question; 0 never */
	bool paying_again;			/* BACKOFF: a payment was sent, not a question about the terms */
	unsigned tries;				/* how often Venice was waited for */

	/* Earlier payments of other amounts, in sum: those that proved to be taken, and those that never
	 * were and have expired. */
	struct amount paid_before, expired_before;
	struct journal_entry carried;		/* an earlier one of this amount, still open; id "" for none */

	/* What RETRY tries again, whatever is watched by then. */
	struct { bool is_set; struct address address; struct amount amount; } failed;

	/* TOPUP_DONE */
	bool earlier;				/* Venice took a payment of an earlier run */
	bool has_receipt;			/* false: only the chain says so */
	struct x402_receipt receipt;
};

bool flow_topup_running(const struct flow_topup *flow);
/* True while an open payment is being followed and nobody waits for it. */
bool flow_topup_watching(const struct flow_topup *flow);

#endif
