/*
 * node_look: how the nodes of a network are: which chain and how many blocks each has.
 * Only where there are several, while something is asked, and not too often.
 */
#ifndef NET_NODE_LOOK_H
#define NET_NODE_LOOK_H

#include "net/job.h"

/* Begins a look, where it is time for one. */
void node_look(struct net *net);

/* For so long, in ms, a look that goes on is worth waiting for before what a node says is
 * believed; 0: no longer, or none does. */
int64_t node_look_left_ms(const struct net *net);

/* A node has failed, by a look or at a question: says so, where that is news.  `instead`
 * is the node that is asked in its place, `count` where none is. */
void node_look_fault(struct net *net, size_t node, const struct err *fault, size_t instead);

#endif
