/*
 * flow_quote: mint or buy?  What the staking contract gives for an amount of sVVV, and what the market
 * asks for the same DIEM.  The router says only what comes of an amount, so the amount is searched
 * for: each question is nearer than the one before.  Nothing is signed.
 */
#ifndef WALLET_MODEL_QUOTE_H
#define WALLET_MODEL_QUOTE_H

#include "wallet/base/amount.h"
#include "wallet/eth/staking_terms.h"
#include "wallet/model/flow.h"

enum quote_state {
	QUOTE_IDLE,
	QUOTE_ASKING,		/* contract, market and terms */
	QUOTE_SEARCHING,	/* the market again, with another amount */
	QUOTE_DONE,
	QUOTE_FAILED,
	QUOTE_STATE_COUNT
};

struct flow_quote {
	FLOW_HEAD(enum quote_state);
	struct amount svvv, diem;	/* what is locked, and what the contract gives for it */
	struct staking_terms terms;
	bool has_market;
	struct amount vvv, bought;	/* what the market asks, and gives: as much, or hardly more */
	char no_market[192];		/* why it is not known */
	unsigned rounds;
};

bool flow_quote_running(const struct flow_quote *flow);

/* What the sVVV would earn less in that time once it is locked.  False where that is not known. */
MUST_USE bool flow_quote_lost(struct amount *out, const struct flow_quote *flow, uint64_t seconds);

/* When the day of API credit ends, Unix ms: at 00:00 UTC. */
int64_t quote_next_epoch(int64_t now_ms);

#endif
