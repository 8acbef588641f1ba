/*
 * flow_usage: what the keys of an account used on each day.  Only an ADMIN key may ask that.
 *
 * unlock → ask → done
 *
 * On the screen it is asked for by itself once an open wallet's keys are listed, and not again while
 * Venice would give the same answer; then a failure is only kept, to be told beside the key.
 */
#ifndef WALLET_MODEL_USAGE_H
#define WALLET_MODEL_USAGE_H

#include "wallet/model/action.h"
#include "wallet/model/flow.h"
#include "wallet/venice/usage.h"

struct model;

#define USAGE_DAYS_SHOWN 30		/* what the screen asks for */

enum usage_state {
	USAGE_IDLE,
	USAGE_UNLOCK,
	USAGE_ASKING,
	USAGE_STATE_COUNT
};

struct flow_usage {
	FLOW_HEAD(enum usage_state);
	unsigned days;
	bool quiet;			/* nobody asked for it */
	int64_t asked_ms;		/* by the local clock; 0: not yet */
	struct address asked_for;
	struct usage *got;		/* owned; the latest; NULL: there is none */
};

/* What is known of the use of this account; NULL for nothing. */
const struct usage *flow_usage_known(const struct model *model, struct address address);

#endif
