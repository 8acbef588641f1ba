#include <stdio.h>
#include <stdlib.h>

#include "net/chain_job.h"
#include "net/node_look.h"
#include "net/venice_node.h"
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

static void resume(struct job *job)
{
	chain_job_advance(chain_job(job));
}

static void resume_looked(struct job *job)
{
	chain_job_advance(chain_job(job));
}

void chain_job_looked(struct net *net)
{
	for (struct job *job = net->jobs; job; job = job->next)
		if (job->resume_ms && job->resume == resume_looked)
			job->resume_ms = job_now_ms();
}

static bool has_several(const struct chain_job *chain)
{
	return chain_net(chain)->nodes.count > 1;
}

static size_t next_node(const struct chain_job *chain)
{
	const struct nodes *nodes = &chain_net(chain)->nodes;

	if (chain->purpose == CHAIN_FOR_SECOND)
		return nodes_choose_second(nodes, chain->tried, job_now_ms());
	return chain->purpose == CHAIN_FOR_FLOW ? nodes_choose(nodes, chain->tried) : nodes->count;
}

bool chain_job_has_next(const struct chain_job *chain)
{
	return next_node(chain) < chain_net(chain)->nodes.count;
}

bool chain_job_is_brief(const struct chain_job *chain)
{
	return chain->purpose == CHAIN_FOR_FLOW ? chain_job_has_next(chain) : has_several(chain);
}

/* A look reports its fault at the end, since it has no question for other nodes.  A second opinion
 * from a node of another chain is still an opinion: it contradicts the first. */
void chain_job_fault(struct chain_job *chain, const struct err *fault)
{
	bool is_second = chain->purpose == CHAIN_FOR_SECOND;

	if (chain->fault.code != ERR_NONE || !has_several(chain) || (is_second && fault->code == ERR_WRONG_CHAIN))
		return;
	chain->fault = *fault;
	if (chain->purpose == CHAIN_FOR_FLOW || is_second)
		node_look_fault(chain_net(chain), chain->node, fault, next_node(chain));
}

/* Asks in the form that the node was found to understand. */
static void choose_form(struct chain_job *chain, struct chain_call *call)
{
	call->form =
		call->method == CHAIN_NONCE && call->tag != CHAIN_PENDING ? 0 : chain_node(chain)->forms[call->method];
}

/* A transaction that was taken must not be sent again. */
static bool is_sent(struct chain_job *chain, size_t index)
{
	return chain->batch.calls[index].method == CHAIN_SEND && chain->states[index] == CHAIN_ANSWERED &&
	       chain_reply_to(chain, index)->ok;
}

/* Whatever the next node says of it, this one may have passed on what it was asked to and did not refuse. */
static bool may_be_out(struct chain_job *chain, size_t index)
{
	const struct chain_reply *reply = chain_reply_to(chain, index);
	bool was_asked = chain->states[index] != CHAIN_WAITING && reply->err.code != ERR_UNREACHABLE;

	return reply->may_be_out ||
	       (chain->batch.calls[index].method == CHAIN_SEND && was_asked && !reply->refused);
}

static void forget_answers(struct chain_job *chain)
{
	for (size_t i = 0; i < chain->batch.count; i++) {
		struct chain_reply *reply = chain_reply_to(chain, i);
		bool out = may_be_out(chain, i);

		if (is_sent(chain, i))
			continue;
		buf_free(&reply->data);
		*reply = (struct chain_reply){ .may_be_out = out };
		buf_init(&reply->data, 0);
		chain->states[i] = CHAIN_WAITING;
		choose_form(chain, &chain->batch.calls[i]);
	}
}

static void turn_to(struct chain_job *chain, size_t node)
{
	http_stop(chain_net(chain)->http, &chain->job);
	chain->job.running = 0;
	chain->job.resume_ms = 0;
	chain->node = node;
	chain->tried |= 1U << node;
	chain->wait = (struct node_wait){ 0 };
	chain->fault.code = ERR_NONE;
	chain->heard = false;
	chain->singly = false;
	forget_answers(chain);
	snprintf(chain->job.action.chain.host, sizeof(chain->job.action.chain.host), "%s", chain_node(chain)->host);
}

void chain_job_begin(struct chain_job *chain, size_t node)
{
	turn_to(chain, node);
	chain_job_advance(chain);
}

/* A node that only wants to be asked later is remembered. */
static bool leave(struct chain_job *chain)
{
	size_t next = next_node(chain);

	if (chain->fault.code == ERR_NONE || next == chain_net(chain)->nodes.count)
		return false;
	if (chain->wait.struck) {
		chain->was_limited = true;
		chain->limited = chain->node;
		chain->limit = chain->wait;
	}
	chain_job_begin(chain, next);
	return true;
}

/* Used when no other node is left. */
static bool return_to_limited(struct chain_job *chain)
{
	if (!chain->was_limited)
		return false;
	turn_to(chain, chain->limited);
	chain->wait = chain->limit;
	chain->was_limited = false;
	chain_job_advance(chain);
	return true;
}

/* The action as a whole fails only when the node never answered. */
void chain_job_finish(struct chain_job *chain)
{
	if (chain->heard || !chain->batch.count)
		job_end(&chain->job, true);
	else
		job_fail(&chain->job, &chain_reply_to(chain, 0)->err);
}

/* Before a node's answers are believed, the other nodes say how long the chain is. */
static bool waits_for_look(struct chain_job *chain)
{
	int64_t left = node_look_left_ms(chain_net(chain));

	if (!left || !chain->heard || chain->batch.calls[0].method == CHAIN_SEND)
		return false;
	job_hold(&chain->job, left, resume_looked);
	return true;
}

/* A look may have found that the node has other blocks than the others, or far fewer. */
static void note_difference(struct chain_job *chain)
{
	struct node *node = chain_node(chain);

	if (!node_only_differs(node) && chain->heard)
		node_do_well(node);
	else if (node_only_differs(node) && chain_job_has_next(chain))
		chain->fault = node->fault;
}

static void end(struct chain_job *chain)
{
	if (chain->purpose != CHAIN_FOR_FLOW || !has_several(chain) || !chain->batch.count) {
		chain_job_finish(chain);
		return;
	}
	if (chain->fault.code == ERR_NONE) {
		if (waits_for_look(chain))
			return;
		note_difference(chain);
		if (leave(chain) || (chain->heard && chain_second_ask(chain)))
			return;
	} else if (return_to_limited(chain)) {
		return;
	}
	chain_job_finish(chain);
}

static bool asks_more(const struct chain_job *chain)
{
	for (size_t i = 0; i < chain->batch.count; i++)
		if (chain->states[i] == CHAIN_WAITING)
			return true;
	return false;
}

static void give_up(struct chain_job *chain, const struct err *err)
{
	for (size_t i = 0; i < chain->batch.count; i++) {
		if (chain->states[i] != CHAIN_WAITING)
			continue;
		chain->states[i] = CHAIN_ANSWERED;
		chain_reply_to(chain, i)->ok = false;
		chain_reply_to(chain, i)->err = *err;
	}
	end(chain);
}

/* A look and a second opinion are got at once or not at all. */
static bool is_worth_waiting_for(const struct chain_job *chain)
{
	return chain->purpose == CHAIN_FOR_FLOW || chain->purpose == CHAIN_FOR_DOCTOR;
}

/* Waits for all that the limit left open, if that is worth it; otherwise gives it up. */
static void wait_out(struct chain_job *chain)
{
	struct node *node = chain_node(chain);
	struct err err = chain->wait.err;
	int64_t delay;

	if (is_worth_waiting_for(chain) && node_pace_wait(&delay, &node->pace, &chain->wait, node->host, &err)) {
		node->quiet_until_ms = job_now_ms() + delay;
		job_wait(&chain->job, delay, chain->wait.err.msg, resume);
		return;
	}
	chain->wait.struck = false;
	give_up(chain, &err);
}

/* The node has told another request to wait.  True when this one waits too. */
static bool keep_quiet(struct chain_job *chain)
{
	int64_t left = chain_node(chain)->quiet_until_ms - job_now_ms();
	char why[URL_HOST_SIZE + 64];
	struct err err;

	if (left <= 0)
		return false;
	if (chain->job.running)
		return true;	/* what is on its way comes first */
	snprintf(why, sizeof(why), "%s has too many requests", chain_node(chain)->host);
	if (is_worth_waiting_for(chain)) {
		job_wait(&chain->job, left, why, resume);
	} else {
		(void)err_set(&err, ERR_RPC_LIMITED, "%s", why);
		give_up(chain, &err);
	}
	return true;
}

/* Venice has no key to be asked with.  True when the job waits for one, or has been settled without. */
static bool is_shut_out(struct chain_job *chain)
{
	struct err why;

	if (!venice_node_is_closed(chain_net(chain), chain_node(chain), &why))
		return false;
	if (chain->job.running || venice_node_holds(chain))
		return true;
	chain_job_fault(chain, &why);
	if (!leave(chain))
		give_up(chain, &why);
	return true;
}

/* The job never waits while answers are on their way. */
void chain_job_advance(struct chain_job *chain)
{
	if (leave(chain))
		return;
	chain_ask_skip(chain);
	if (asks_more(chain) && (is_shut_out(chain) || venice_node_waits_in_line(chain)))
		return;
	if (chain->wait.struck) {
		if (!chain->job.running)
			wait_out(chain);
		return;
	}
	if (asks_more(chain) && keep_quiet(chain))
		return;
	if (chain_ask_can_batch(chain))
		chain_ask_batch(chain);
	for (size_t i = 0; i < chain->batch.count && chain->job.running < chain_node(chain)->pace.at_once; i++)
		if (chain->states[i] == CHAIN_WAITING)
			chain_ask_single(chain, i);
	if (!chain->job.running && !chain->wait.struck)
		end(chain);
}

struct chain_job *chain_job_new(struct net *net, uint32_t request, struct chain_batch *batch,
				enum chain_purpose purpose)
{
	struct chain_job *chain = job_new(net, sizeof(*chain), request, ACTION_CHAIN, drop);
	struct chain_replies *replies = &chain->job.action.chain;

	chain->job.discard = discard;
	chain->purpose = purpose;
	chain->batch = *batch;
	*batch = (struct chain_batch){ 0 };
	chain->states = mem_new(chain->batch.count, sizeof(*chain->states));
	replies->count = chain->batch.count;
	replies->items = mem_new(replies->count, sizeof(*replies->items));
	for (size_t i = 0; i < replies->count; i++)
		buf_init(&replies->items[i].data, 0);
	return chain;
}

void net_chain(struct net *net, uint32_t request, struct chain_batch *batch)
{
	node_look(net);
	chain_job_begin(chain_job_new(net, request, batch, CHAIN_FOR_FLOW), nodes_choose(&net->nodes, 0));
}

void net_chain_at(struct net *net, uint32_t request, size_t node, struct chain_batch *batch)
{
	chain_job_begin(chain_job_new(net, request, batch, CHAIN_FOR_DOCTOR), node);
}
