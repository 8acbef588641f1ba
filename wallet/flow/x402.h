/*
 * flow_x402: what a wallet's prepaid credit at Venice is, and what came into it
 * and went out of it.
 *
 * unlock → ask, signed in → done
 *
 * Asking changes nothing.  Each request is signed anew, as Venice takes a sign-in once.
 * One that it refuses (its clock is only known from its answers) is signed once more by
 * itself; where it asks for patience, that is waited out (x402_patience).
 */
#ifndef WALLET_FLOW_X402_H
#define WALLET_FLOW_X402_H

#include "wallet/model/effect.h"

struct model;

enum x402_state {
	X402_IDLE,
	X402_UNLOCK,
	X402_ASKING,
	X402_BACKOFF,		/* until retry_at_ms */
	X402_STATE_COUNT
};

struct flow_x402 {
	enum x402_state state;
	enum action_type wish;		/* X402_BALANCE, X402_TRANSACTIONS */
	uint32_t request;
	unsigned limit, offset;		/* of the transactions */
	bool signed_again;
	unsigned tries;			/* that were waited for */
	int64_t retry_at_ms;		/* BACKOFF; local clock */
	struct account account;
	struct err err;			/* why the last wish failed; NONE where it did not */

	/* What is known of `of`. */
	struct address of;
	bool has_balance, has_ledger;
	struct x402_balance balance;
	struct x402_ledger ledger;
};

bool flow_x402_update(struct model *model, struct action *action, struct effects *effects);
void flow_x402_step(struct model *model, struct effects *effects);
bool flow_x402_running(const struct flow_x402 *flow);
int64_t flow_x402_deadline(const struct flow_x402 *flow);
void flow_x402_reset(struct flow_x402 *flow);

#endif
