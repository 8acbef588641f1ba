/*
 * node: the Base nodes of a network, and how each has done so far.
 *
 * The first that is well is asked, and goes on being asked: answers of one node agree with
 * each other.  One that fails by its own fault is left for the next, and comes back once a
 * look at it (node_look) finds it well; who fails again and again stays away for longer.
 */
#ifndef NET_NODE_H
#define NET_NODE_H

#include <stddef.h>

#include "net/node_pace.h"
#include "net/url.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/contracts.h"

#define NODE_BEHIND_BLOCKS 30	/* so many blocks less than another has are too many: 6 s on Base */
#define NODE_PATIENCE_MS 5000	/* for an answer, where another node could be asked */

struct node {
	const char *url;
	char host[URL_HOST_SIZE];	/* what is said of it; the rest of the URL may be a secret */
	struct node_pace pace;
	int64_t quiet_until_ms;		/* it wants to be asked nothing before that, by job_now_ms */
	unsigned forms[CHAIN_METHOD_COUNT];	/* how it is asked, where it does not know the usual way */

	struct err fault;		/* why it was left; code NONE: it was not */
	int64_t fault_ms;		/* since then */
	unsigned falls;			/* how often, since it last answered all of a question */
	bool is_seen;			/* the look in hand, or the last, was answered: */
	uint64_t head;			/* its latest block */
};

struct nodes {
	struct node items[NETWORK_NODES_MAX];
	size_t count;
};

typedef unsigned node_set;	/* a bit for each */

void nodes_init(struct nodes *nodes, const struct network *network, uint64_t seed);

/* The next to ask, of those not in `tried`: the first that is well, else the first that may
 * be by now.  Returns `count` where none is left. */
size_t nodes_choose(const struct nodes *nodes, node_set tried);

/* Who can give a second opinion, of those not in `tried`: also one of which only its answers
 * were wrong, as they are compared.  Who was just seen to fail is not asked again. */
size_t nodes_choose_second(const struct nodes *nodes, node_set tried, int64_t now_ms);

/* It failed by its own fault.  Returns whether that is news. */
bool node_fail(struct node *node, const struct err *fault, int64_t now_ms);

/* It answers, but is of another chain, or far behind. */
bool node_only_differs(const struct node *node);

/* It has answered all of a question. */
void node_do_well(struct node *node);

/* A look has been answered, with no fault. */
void node_see(struct node *node, uint64_t head, int64_t now_ms);

/* Whether it has far fewer blocks than another that was seen; then err, an RPC_BEHIND. */
bool node_is_behind(const struct nodes *nodes, size_t index, struct err *err);

#endif
