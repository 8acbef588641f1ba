/*
 * chain_job: a batch of questions while a node is being asked.  net_chain.c says which are
 * asked of whom and when, chain_ask.c how, and what the answers say.
 *
 * All answers of a batch are one node's: where one of them shows a fault of the node, all
 * is asked of the next one; what a node took of a transaction stays.
 */
#ifndef NET_CHAIN_JOB_H
#define NET_CHAIN_JOB_H

#include "net/job.h"

enum chain_state { CHAIN_WAITING, CHAIN_ASKED_IN_BATCH, CHAIN_ASKED, CHAIN_ANSWERED };

enum chain_purpose {
	CHAIN_FOR_FLOW,		/* of whichever node is well */
	CHAIN_FOR_LOOK,		/* how is this node? */
	CHAIN_FOR_SECOND,	/* of another node than the one that has answered */
	CHAIN_FOR_DOCTOR,	/* of this node, as it is */
};

/* Ids on the wire are the call's index plus one. */
struct chain_job {
	struct job job;
	enum chain_purpose purpose;
	struct chain_batch batch;
	enum chain_state *states;	/* of each call */
	struct node_wait wait;
	bool heard;			/* the node has answered something */
	size_t node;			/* that is being asked */
	node_set tried;			/* with this one */
	struct err fault;		/* its, while it was asked; code NONE: there was none */
	bool was_limited;		/* another node has put it off: */
	size_t limited;			/* that one; the only hope where all others fail */
	struct node_wait limit;
	struct chain_job *first;	/* FOR_SECOND: whose answers are asked for once more */
};

/* On net's list, to be begun at a node. */
struct chain_job *chain_job_new(struct net *net, uint32_t request, struct chain_batch *batch,
				enum chain_purpose purpose);
void chain_job_begin(struct chain_job *chain, size_t node);

/* Asks what is waiting, and ends the job where nothing is left. */
void chain_job_advance(struct chain_job *chain);

/* What one answer shows of the node; it is left for another at the next advance. */
void chain_job_fault(struct chain_job *chain, const struct err *fault);
/* Whether it may be left for another, or is not needed: then little time is given to it. */
bool chain_job_is_brief(const struct chain_job *chain);
/* Whether another node could be asked. */
bool chain_job_has_next(const struct chain_job *chain);

/* A job whose node has answered all of it asks a second one where that is wanted, and ends
 * with both; false: it is not wanted. */
bool chain_second_ask(struct chain_job *first);

/* Ends the job with what it has. */
void chain_job_finish(struct chain_job *chain);

/* The nodes were looked at: who waits for that goes on. */
void chain_job_looked(struct net *net);

/* How it is asked; each answer goes on to chain_job_advance. */
bool chain_ask_can_batch(const struct chain_job *chain);
void chain_ask_batch(struct chain_job *chain);
void chain_ask_single(struct chain_job *chain, size_t index);

static inline struct net *chain_net(const struct chain_job *chain)
{
	return chain->job.net;
}

static inline struct node *chain_node(const struct chain_job *chain)
{
	return &chain_net(chain)->nodes.items[chain->node];
}

static inline struct chain_reply *chain_reply_to(struct chain_job *chain, size_t index)
{
	return &chain->job.action.chain.items[index];
}

#endif
