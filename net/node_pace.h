/*
 * node_pace: what a node allows, learnt from its refusals: whether in batches, how many at once,
 * and when again.  Public nodes count each call of a batch.
 *
 * A limit is waited out: for as long as the node says, or for 1, 2, 4 … s with jitter if it does
 * not say or says too little.  The wait has an end.
 */
#ifndef NET_NODE_PACE_H
#define NET_NODE_PACE_H

#include <stddef.h>
#include <stdint.h>

#include "wallet/base/err.h"

#define NODE_PACE_ASKED_MS 120000	/* the longest wait that a node may name, */
#define NODE_PACE_BLIND_MS 60000	/* and the longest in all when it names none, or names one again */

/* For the whole session. */
struct node_pace {
	bool no_batches;	/* it has refused one */
	size_t at_once;		/* most single questions in flight */
	uint64_t random;	/* state of the jitter's generator */
};

/* For one request, which may be many questions. */
struct node_wait {
	bool struck;		/* a limit was met since the request last went on */
	struct err err;		/* that limit's error, with the longest wait that it named */
	unsigned tries;
	int64_t waited_ms;
};

void node_pace_init(struct node_pace *pace, uint64_t seed);

void node_pace_refused_batch(struct node_pace *pace, bool by_limit);

/* Notes a limit's error, with retry_after if the node says how long. */
void node_pace_strike(struct node_pace *pace, struct node_wait *wait, const struct err *err);

/* Begins to wait and returns for how long, in ms.  Otherwise err is an RPC_LIMITED: the wait
 * would be longer than rialto waits. host: the node's name. */
MUST_USE bool node_pace_wait(int64_t *out, struct node_pace *pace, struct node_wait *wait, const char *host,
			     struct err *err);

#endif
