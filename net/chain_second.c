#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/chain_job.h"
#include "net/node_answer.h"
#include "wallet/base/mem.h"

static size_t count_wanted(const struct chain_batch *batch)
{
	size_t count = 0;

	for (size_t i = 0; i < batch->count; i++)
		count += batch->calls[i].twice;
	return count;
}

static void copy_wanted(struct chain_batch *out, const struct chain_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		const struct chain_call *call = &batch->calls[i];
		struct chain_call *copy;
		struct buf data;

		if (!call->twice)
			continue;
		copy = chain_add(out, call->method);
		data = copy->data;
		*copy = *call;
		copy->data = data;
		buf_add(&copy->data, call->data.data, call->data.len);
	}
}

/* Each answer goes to the place of its call. */
static void move_answers(struct chain_second *out, const struct chain_batch *batch, struct chain_replies *answers)
{
	size_t next = 0;

	out->items = mem_new(batch->count, sizeof(*out->items));
	for (size_t i = 0; i < batch->count; i++) {
		if (batch->calls[i].twice)
			out->items[i] = answers->items[next++];
		else
			buf_init(&out->items[i].data, 0);
	}
	free(answers->items);
	*answers = (struct chain_replies){ 0 };
}

/* Ends the first job, which has waited for this answer. */
static void take(struct job *job)
{
	struct chain_job *chain = (struct chain_job *)job, *first = chain->first;
	struct chain_second *second = &first->job.action.chain.second;

	memcpy(second->host, job->action.chain.host, sizeof(second->host));
	if (job->action.ok) {
		move_answers(second, &first->batch, &job->action.chain);
	} else {
		second->err = job->action.err;
		node_answer_drop_advice(&second->err);
		chain_replies_free(&job->action.chain);
	}
	chain_job_finish(first);
}

/* Says that all other nodes were just seen to fail. */
static void set_nobody(struct chain_second *out, const struct nodes *nodes, size_t first)
{
	const struct node *other = &nodes->items[first ? 0 : 1];

	snprintf(out->host, sizeof(out->host), "%s", other->host);
	out->err = other->fault;
}

bool chain_second_ask(struct chain_job *first)
{
	struct net *net = first->job.net;
	struct chain_second *second = &first->job.action.chain.second;
	node_set asked = 1U << first->node;
	size_t node = nodes_choose_second(&net->nodes, asked, job_now_ms());
	struct chain_batch batch = { 0 };
	struct chain_job *chain;

	if (second->asked || !count_wanted(&first->batch))
		return false;
	second->asked = true;
	if (node == net->nodes.count) {
		set_nobody(second, &net->nodes, first->node);
		return false;
	}
	copy_wanted(&batch, &first->batch);
	chain = chain_job_new(net, first->job.request, &batch, CHAIN_FOR_SECOND);
	chain->job.take = take;
	chain->first = first;
	chain->tried = asked;
	chain_job_begin(chain, node);
	return true;
}
