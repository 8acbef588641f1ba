/*
 * node: the Base nodes of a network, and how each has done so far.
 *
 * The first node that is well is asked, and stays the one, because answers of one node agree with
 * each other.  A node that fails by its own fault is left for the next one.  It comes back when a
 * look at it (node_look) finds it well; a node that fails again and again stays away for longer.
 */
#ifndef NET_NODE_H
#define NET_NODE_H

#include <stddef.h>

#include "net/node_pace.h"
#include "net/url.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/contracts.h"

#define NODE_BEHIND_BLOCKS 30	/* how far a node may be behind another: 6 s on Base */
#define NODE_PATIENCE_MS 5000	/* for an answer, when another node could be asked */

struct node {
	const char *url;
	char host[URL_HOST_SIZE];	/* shown to people; the rest of the URL may be a secret */
	struct node_pace pace;
	int64_t quiet_until_ms;		/* it asks to be left alone until then, by job_now_ms */
	unsigned forms[CHAIN_METHOD_COUNT];	/* how it is asked when it does not know the usual form */
	bool lacks[CHAIN_METHOD_COUNT];	/* methods that it is not asked for any more */
	bool is_venice;			/* see venice_node.h */

	struct err fault;		/* why it was left; code NONE: it was not */
	int64_t fault_ms;		/* since when */
	unsigned falls;			/* how often, since it last answered all of a question */
	bool is_seen;			/* the current look, or the last, was answered */
	uint64_t head;			/* its latest block by that look */
};

struct nodes {
	struct node items[NETWORK_NODES_MAX];
	size_t count;
};

typedef unsigned node_set;	/* a bit for each node */

void nodes_init(struct nodes *nodes, const struct network *network, uint64_t seed);

/* Returns the next node to ask that is not in `tried`: the first that is well, else the first
 * that may be well again by now.  Returns `count` when none is left. */
size_t nodes_choose(const struct nodes *nodes, node_set tried);

/*
 * Returns a node that is not in `tried` for a second opinion.  A node may serve even if its answers
 * were wrong, because they are compared; one that was just seen to fail is not asked again.
 */
size_t nodes_choose_second(const struct nodes *nodes, node_set tried, int64_t now_ms);

/* Notes that the node failed by its own fault.  Returns true when that is news. */
bool node_fail(struct node *node, const struct err *fault, int64_t now_ms);

/* True when the node answers, but is of another chain or far behind. */
bool node_only_differs(const struct node *node);

/* Notes that the node has answered all of a question. */
void node_do_well(struct node *node);

/* Notes that a look was answered without a fault. */
void node_see(struct node *node, uint64_t head, int64_t now_ms);

/* True when the node has far fewer blocks than another one that was seen; err is then an RPC_BEHIND. */
bool node_is_behind(const struct nodes *nodes, size_t index, struct err *err);

#endif
