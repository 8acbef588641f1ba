/* topup: what the model knows of the top-up in hand.  wallet/flow/topup.h works on it. */
#ifndef WALLET_MODEL_TOPUP_H
#define WALLET_MODEL_TOPUP_H

#include "wallet/model/flow.h"
#include "wallet/model/journal_entry.h"
#include "wallet/model/tx_second.h"
#include "wallet/venice/topup_proof.h"
#include "wallet/venice/x402.h"

struct model;

enum topup_state {
	TOPUP_IDLE,
	TOPUP_LOOKING,		/* the chain is asked what became of a payment */
	TOPUP_ASKING,		/* Venice is asked for its terms */
	TOPUP_CHECKING,		/* the chain: the token, the balance, a rehearsal */
	TOPUP_REVIEW,		/* waits for CONFIRM or CANCEL */
	TOPUP_UNLOCK,
	TOPUP_SIGNING,
	TOPUP_JOURNALLING,
	TOPUP_PAYING,
	TOPUP_BACKOFF,		/* until poll_at_ms: Venice takes no more requests for the moment */
	TOPUP_DONE,
	TOPUP_FAILED,
	TOPUP_UNKNOWN,		/* it was sent, and the chain has not seen it yet */
	TOPUP_STATE_COUNT
};

#define TOPUP_POLL_MS 5000	/* between looks at a payment that nobody waits for */
#define TOPUP_FOLLOW_MS 15000	/* how long one is waited for that is being settled, or not certain yet, … */
#define TOPUP_LOOK_MS 1000	/* … and between looks at that one */

/* Why the chain is asked, */
enum topup_look {
	LOOK_BEFORE,		/* an earlier payment is open, and another is wanted */
	LOOK_AFTER,		/* Venice did not say that it took this one */
	LOOK_AGAIN,		/* nobody waits for it: an open one is watched until it is decided */
};

/* and what the request in hand asks. */
enum topup_asked { TOPUP_ASKED_STATE, TOPUP_ASKED_TX, TOPUP_ASKED_BLOCK, TOPUP_ASKED_DATE };

/* One look, of as many questions and as often as it takes until what is said counts. */
struct topup_looking {
	enum topup_look why;
	enum topup_asked asked;
	int64_t until_ms;		/* so long it is waited for */
	bool waits;			/* at poll_at_ms it goes on */
	struct topup_view view;
	struct topup_proof proof;
	int64_t dated_ms;		/* when Venice last said what time it is; 0: not since the look began */
	char open[112];			/* why it is not decided yet */
};

struct flow_topup {
	FLOW_HEAD(enum topup_state);
	struct amount amount;

	/* The terms, and what the person agreed to. */
	struct x402_terms terms;
	struct tx_second second;	/* what a second node says of the token and the transfer */
	struct amount usdc;			/* what the wallet has */
	struct amount diem_staked;		/* by it; 0 where there is none, or the chain does not say */
	bool agreed;
	struct address agreed_to;
	uint64_t agreed_life_s;

	/* Signed, and on its way. */
	struct payment payment;
	uint8_t signature[X402_SIGNATURE_SIZE];
	struct journal_entry entry;		/* the open one; id "" for none */
	bool delivered;				/* a payment of the entry's number may be in Venice's hands */
	bool rebuilt;				/* from the latest terms, after a refusal */
	struct err refusal;			/* why the last paying failed */

	struct topup_looking look;
	int64_t poll_at_ms;			/* when it is looked or asked again; 0 never */
	bool paying_again;			/* BACKOFF: it was paid with, not asked for terms */
	unsigned tries;				/* that Venice was waited for */

	struct amount paid_before;		/* an earlier payment that was found to be taken; 0 for none */

	/* TOPUP_DONE */
	bool earlier;				/* it was an earlier run's payment that was taken */
	bool has_receipt;			/* false: only the chain says so */
	struct x402_receipt receipt;
};

bool flow_topup_running(const struct flow_topup *flow);
/* The fate of an open payment is being asked for, and nobody waits for it. */
bool flow_topup_watching(const struct flow_topup *flow);

#endif
