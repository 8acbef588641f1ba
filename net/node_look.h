/*
 * node_look: looks at how the nodes of a network are: which chain and how many blocks each has.  It
 * looks only if there are several, while something is asked, and not too often.
 */
#ifndef NET_NODE_LOOK_H
#define NET_NODE_LOOK_H

#include "net/job.h"

/* Begins a look, if it is time for one. */
void node_look(struct net *net);

/* Returns for how long, in ms, it is worth waiting for a look before a node's answers are
 * believed; 0: no longer, or no look goes on. */
int64_t node_look_left_ms(const struct net *net);

/* Reports that a node has failed, by a look or at a question, if that is news.  `instead` is the
 * node asked in its place; `count`: none. */
void node_look_fault(struct net *net, size_t node, const struct err *fault, size_t instead);

#endif
