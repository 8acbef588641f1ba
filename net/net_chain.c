#include <stdio.h>
#include <stdlib.h>

#include "net/chain_job.h"
#include "net/url.h"
#include "wallet/base/mem.h"

static struct chain_job *chain_job(struct job *job)
{
	return (struct chain_job *)job;
}

static void drop(struct job *job)
{
	chain_batch_free(&chain_job(job)->batch);
	free(chain_job(job)->states);
	free(job);
}

static void discard(struct job *job)
{
	chain_replies_free(&job->action.chain);
}

/* The action fails as a whole only when the node was never heard. */
static void end(struct chain_job *chain)
{
	if (chain->heard || !chain->batch.count)
		job_end(&chain->job, true);
	else
		job_fail(&chain->job, &chain_reply_to(chain, 0)->err);
}

static bool asks_more(const struct chain_job *chain)
{
	for (size_t i = 0; i < chain->batch.count; i++)
		if (chain->states[i] == CHAIN_WAITING)
			return true;
	return false;
}

static void resume(struct job *job)
{
	chain_job_advance(chain_job(job));
}

/* All that the limit left open, if it is to be waited out; else it is given up. */
static void wait_out(struct chain_job *chain)
{
	struct net *net = chain_net(chain);
	char host[URL_HOST_SIZE] = "";
	struct err err;
	int64_t delay;

	(void)!url_host(host, net->network.rpc_url, false);
	if (node_pace_wait(&delay, &net->node, &chain->wait, host, &err)) {
		net->quiet_until_ms = job_now_ms() + delay;
		job_wait(&chain->job, delay, chain->wait.err.msg, resume);
		return;
	}
	for (size_t i = 0; i < chain->batch.count; i++) {
		if (chain->states[i] != CHAIN_WAITING)
			continue;
		chain->states[i] = CHAIN_ANSWERED;
		chain_reply_to(chain, i)->ok = false;
		chain_reply_to(chain, i)->err = err;
	}
	end(chain);
}

/* The node has told another request to wait; true where this one does so, too. */
static bool keep_quiet(struct chain_job *chain)
{
	int64_t left = chain_net(chain)->quiet_until_ms - job_now_ms();
	char host[URL_HOST_SIZE] = "", why[URL_HOST_SIZE + 64];

	if (left <= 0)
		return false;
	if (chain->job.running)
		return true;	/* what is on its way comes first */
	(void)!url_host(host, chain_net(chain)->network.rpc_url, false);
	snprintf(why, sizeof(why), "%s has too many requests", host);
	job_wait(&chain->job, left, why, resume);
	return true;
}

/* What is on its way is awaited before anything waits. */
void chain_job_advance(struct chain_job *chain)
{
	if (chain->wait.struck) {
		if (!chain->job.running)
			wait_out(chain);
		return;
	}
	if (asks_more(chain) && keep_quiet(chain))
		return;
	if (chain_ask_can_batch(chain))
		chain_ask_batch(chain);
	for (size_t i = 0; i < chain->batch.count && chain->job.running < chain_net(chain)->node.at_once; i++)
		if (chain->states[i] == CHAIN_WAITING)
			chain_ask_single(chain, i);
	if (!chain->job.running && !chain->wait.struck)
		end(chain);
}

/* As the node has taught us. */
static void choose_forms(struct chain_job *chain)
{
	for (size_t i = 0; i < chain->batch.count; i++) {
		struct chain_call *call = &chain->batch.calls[i];

		call->form = call->method == CHAIN_NONCE && call->tag != CHAIN_PENDING ? 0 : chain_net(chain)->forms[call->method];
	}
}

void net_chain(struct net *net, uint32_t request, struct chain_batch *batch)
{
	struct chain_job *chain = job_new(net, sizeof(*chain), request, ACTION_CHAIN, drop);
	struct chain_replies *replies = &chain->job.action.chain;

	chain->job.discard = discard;
	chain->batch = *batch;
	*batch = (struct chain_batch){ 0 };
	choose_forms(chain);
	chain->states = mem_new(chain->batch.count, sizeof(*chain->states));
	replies->count = chain->batch.count;
	replies->items = mem_new(replies->count, sizeof(*replies->items));
	for (size_t i = 0; i < replies->count; i++)
		buf_init(&replies->items[i].data, 0);
	chain_job_advance(chain);
}
