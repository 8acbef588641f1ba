/*
 * flow_x402: a wallet's prepaid credit at Venice, and what came into it and went out of it.
 *
 * unlock → ask, signed in → done
 *
 * Asking changes nothing.  Each request is signed anew, because Venice takes a sign-in only once.
 * Venice's clock is known only from its answers, so a sign-in that it refuses is signed once more
 * without asking.  If Venice asks for patience, the flow waits (x402_patience).
 */
#ifndef WALLET_MODEL_X402_H
#define WALLET_MODEL_X402_H

#include "wallet/model/action.h"
#include "wallet/model/flow.h"
#include "wallet/venice/x402.h"

struct model;

enum x402_state {
	X402_IDLE,
	X402_UNLOCK,
	X402_ASKING,
	X402_BACKOFF,		/* until retry_at_ms */
	X402_STATE_COUNT
};

struct flow_x402 {
	FLOW_HEAD(enum x402_state);
	enum action_type wish;		/* X402_BALANCE, X402_TRANSACTIONS */
	unsigned limit, offset;		/* for the transactions */
	bool signed_again;
	unsigned tries;			/* how often it was waited for */
	int64_t retry_at_ms;		/* BACKOFF; by the local clock */

	/* What is known of wallet `of`. */
	struct address of;
	bool has_balance, has_ledger;
	struct x402_balance balance;
	struct x402_ledger ledger;
};

bool flow_x402_running(const struct flow_x402 *flow);

#endif
