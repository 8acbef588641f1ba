/*
 * chain_job: a batch of questions to the node while they are being asked.  net_chain.c
 * says which are asked when, chain_ask.c how, and what the answers say.
 */
#ifndef NET_CHAIN_JOB_H
#define NET_CHAIN_JOB_H

#include "net/job.h"

enum chain_state { CHAIN_WAITING, CHAIN_ASKED_IN_BATCH, CHAIN_ASKED, CHAIN_ANSWERED };

/* Ids on the wire are the call's index plus one. */
struct chain_job {
	struct job job;
	struct chain_batch batch;
	enum chain_state *states;	/* of each call */
	struct node_wait wait;
	bool heard;			/* the node has answered something */
};

/* Asks what is waiting, and ends the job where nothing is left. */
void chain_job_advance(struct chain_job *chain);

/* How it is asked; each answer goes on to chain_job_advance. */
bool chain_ask_can_batch(const struct chain_job *chain);
void chain_ask_batch(struct chain_job *chain);
void chain_ask_single(struct chain_job *chain, size_t index);

static inline struct net *chain_net(const struct chain_job *chain)
{
	return chain->job.net;
}

static inline struct chain_reply *chain_reply_to(struct chain_job *chain, size_t index)
{
	return &chain->job.action.chain.items[index];
}

#endif
