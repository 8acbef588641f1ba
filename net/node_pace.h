/*
 * node_pace: what a node lets us ask, as its refusals have taught it: whether in batches,
 * how many at once, and when again.  Public nodes count each call of a batch.
 *
 * A limit is waited out, as long as the node says, or 1, 2, 4 … s with jitter where it
 * does not, or says too little; but not for ever.
 */
#ifndef NET_NODE_PACE_H
#define NET_NODE_PACE_H

#include <stddef.h>
#include <stdint.h>

#include "wallet/base/err.h"

#define NODE_PACE_ASKED_MS 120000	/* the longest time that a node may say, */
#define NODE_PACE_BLIND_MS 60000	/* and the most in all where it says none, or more than once */

/* For the session. */
struct node_pace {
	bool no_batches;	/* it has refused one */
	size_t at_once;		/* single questions in flight, at most */
	uint64_t random;	/* state for jitter */
};

/* Of one request, which may be many questions. */
struct node_wait {
	bool struck;		/* by a limit, since it last went on */
	struct err err;		/* what that said, with the longest time it asked for */
	unsigned tries;
	int64_t waited_ms;
};

void node_pace_init(struct node_pace *pace, uint64_t seed);

void node_pace_refused_batch(struct node_pace *pace, bool by_limit);

/* Notes a limit's words, with retry_after where the node says how long. */
void node_pace_strike(struct node_pace *pace, struct node_wait *wait, const struct err *err);

/* How long to wait, in ms, and begins to.  Else err, a RPC_LIMITED: it would be longer
 * than rialto waits.  host: the node's name. */
MUST_USE bool node_pace_wait(int64_t *out, struct node_pace *pace, struct node_wait *wait, const char *host,
			     struct err *err);

#endif
