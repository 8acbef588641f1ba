/* node_fault: whether a question failed through the fault of the node that was asked. */
#ifndef NET_NODE_FAULT_H
#define NET_NODE_FAULT_H

#include "wallet/eth/chain.h"

/*
 * True, with err saying why, when another node may well answer: this one could not be reached,
 * refuses, sends what is no answer, or is of another chain.  What the chain says of a call is no
 * fault, nor is it one when a node does not know everything.
 */
bool node_fault_of(struct err *err, const struct chain_call *call, const struct chain_reply *reply, uint64_t chain_id);

#endif
