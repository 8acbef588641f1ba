/*
 * chain_job: a batch of questions while a node is asked. net_chain.c decides which are asked of
 * which node and when; chain_ask.c how they are asked and what the answers say.
 *
 * All answers of a batch come from one node.  If one of them shows a fault of the node, all
 * questions go to the next node, except for a transaction that it has taken.
 */
#ifndef NET_CHAIN_JOB_H
#define NET_CHAIN_JOB_H

#include "net/job.h"

enum chain_state { CHAIN_WAITING, CHAIN_ASKED_IN_BATCH, CHAIN_ASKED, CHAIN_ANSWERED };

enum chain_purpose {
	CHAIN_FOR_FLOW,		/* any node that is well */
	CHAIN_FOR_LOOK,		/* this node, to see how it is */
	CHAIN_FOR_SECOND,	/* another node than the one that answered */
	CHAIN_FOR_DOCTOR,	/* this node, however it is */
};

/* On the wire an id is the call's index plus one. */
struct chain_job {
	struct job job;
	enum chain_purpose purpose;
	struct chain_batch batch;
	enum chain_state *states;	/* one for each call */
	struct node_wait wait;
	bool heard;			/* the node has answered something */
	bool singly;			/* the node has refused these questions as a batch */
	bool sent_again;		/* a transaction whose answer did not come was sent once more */
	size_t node;			/* the node that is being asked */
	node_set tried;			/* nodes that were asked, this one included */
	struct err fault;		/* of that node, while it was asked; code NONE: there was none */
	bool was_limited;		/* another node wanted to be asked later: */
	size_t limited;			/* this one, the last hope when all others fail */
	struct node_wait limit;
	struct chain_job *first;	/* FOR_SECOND: the job whose answers are asked for again */
};

/* Makes a job on net's list, which begins at a node. */
struct chain_job *chain_job_new(struct net *net, uint32_t request, struct chain_batch *batch,
				enum chain_purpose purpose);
void chain_job_begin(struct chain_job *chain, size_t node);

/* Asks what is waiting.  Ends the job when nothing is left. */
void chain_job_advance(struct chain_job *chain);

/* Notes a fault that an answer shows of the node.  The next advance goes to another node. */
void chain_job_fault(struct chain_job *chain, const struct err *fault);
/* True when the node may be left for another or is not needed, so that it gets little time. */
bool chain_job_is_brief(const struct chain_job *chain);
/* True when another node could be asked. */
bool chain_job_has_next(const struct chain_job *chain);

/* For a job whose node has answered everything: asks a second node if that is wanted, and ends
 * with both.  False: it is not wanted. */
bool chain_second_ask(struct chain_job *first);

/* Ends the job with what it has. */
void chain_job_finish(struct chain_job *chain);

/* The nodes were looked at, so jobs that wait for that go on. */
void chain_job_looked(struct net *net);

/* How questions are asked.  Each answer leads on to chain_job_advance. */
bool chain_ask_can_batch(const struct chain_job *chain);
void chain_ask_batch(struct chain_job *chain);
void chain_ask_single(struct chain_job *chain, size_t index);
void chain_ask_skip(struct chain_job *chain);	/* answers what the node is known not to know */

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
