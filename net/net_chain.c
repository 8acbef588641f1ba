#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/job.h"
#include "net/node_answer.h"
#include "net/rpc.h"
#include "net/url.h"
#include "wallet/mem.h"

#define BATCH SIZE_MAX	/* the tag of a batch; a single request's is its call's index */

enum state { WAITING, ASKED_IN_BATCH, ASKED, ANSWERED };

/* Ids on the wire are the call's index plus one. */
struct chain_job {
	struct job job;
	struct chain_batch batch;
	enum state *states;	/* of each call */
	struct node_wait wait;
	bool heard;		/* the node has answered something */
};

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

static struct chain_reply *reply_to(struct chain_job *chain, size_t index)
{
	return &chain->job.action.chain.items[index];
}

/* The action fails as a whole only when the node was never heard. */
static void end(struct chain_job *chain)
{
	if (chain->heard || !chain->batch.count)
		job_end(&chain->job, true);
	else
		job_fail(&chain->job, &reply_to(chain, 0)->err);
}

/* The way that a node knows is the first one next time. */
static bool ask_otherwise(struct chain_job *chain, size_t index)
{
	struct chain_call *call = &chain->batch.calls[index];
	struct chain_reply *reply = reply_to(chain, index);
	bool is_unknown = reply->err.code == ERR_RPC_UNSUPPORTED;

	if (!rpc_ask_otherwise(call, reply))
		return false;
	if (is_unknown)
		chain->job.net->forms[call->method] = call->form;
	return true;
}

static struct net *net_of(const struct chain_job *chain)
{
	return chain->job.net;
}

/* A question that has an answer, or waits for another one: a limit is waited out, and
 * what the node cannot be asked in this way is asked in another. */
static void take_reply(struct chain_job *chain, size_t index)
{
	struct chain_reply *reply = reply_to(chain, index);
	bool is_limit = !reply->ok && reply->err.code == ERR_RPC_LIMITED;

	if (is_limit)
		node_pace_strike(&net_of(chain)->node, &chain->wait, &reply->err);
	chain->states[index] = is_limit || ask_otherwise(chain, index) ? WAITING : ANSWERED;
}

static void settle(struct chain_job *chain, size_t index, const struct err *err)
{
	reply_to(chain, index)->ok = false;
	reply_to(chain, index)->err = *err;
	take_reply(chain, index);
}

static void settle_batch(struct chain_job *chain, const struct err *err)
{
	for (size_t i = 0; i < chain->batch.count; i++)
		if (chain->states[i] == ASKED_IN_BATCH)
			settle(chain, i, err);
}

/* Sending a transaction twice is not an error to the node, but rialto wants to
 * know of each time: so it goes alone, on a connection that curl cannot retry. */
static bool is_send(const struct chain_job *chain, size_t index)
{
	return chain->batch.calls[index].method == CHAIN_SEND;
}

static void advance(struct chain_job *chain);

static bool ask(struct chain_job *chain, const struct buf *body, bool once, http_done *done, size_t tag,
		struct err *err)
{
	struct http_request request = {
		.url = chain->job.net->network.rpc_url, .post = body, .max = JOB_RPC_MAX, .once = once,
	};

	if (body->full)
		return err_set(err, ERR_INVALID_INPUT, "The request to the node is too large");
	return job_start(&chain->job, &request, done, tag, err);
}

/* Statuses of HTTP that the transports of JSON-RPC also give to a call's own error. */
static bool may_be_of_the_call(const struct http_answer *answer)
{
	return answer->whole && (answer->status == 400 || answer->status == 404 || answer->status >= 500);
}

/* With our id in it, an error object under such a status is the answer all the same. */
static bool read_single(struct json_object **out, const struct http_answer *answer, size_t id, struct err *err)
{
	struct err not_json;

	if (!node_answer_check(answer, err)) {
		if (!may_be_of_the_call(answer) || !json_read(out, answer->body, answer->len, &not_json))
			return false;
		if (json_member(*out, "error") && rpc_id(*out) == id)
			return true;
		json_object_put(*out);
		*out = NULL;
		return false;
	}
	return node_answer_read(out, answer, err);
}

/* Its message, or an err with the status that said it. */
static bool read_limit(struct err *err, const struct http_answer *answer, const struct chain_reply *reply)
{
	if (reply->ok || reply->err.code != ERR_RPC_LIMITED)
		return false;
	err_set(err, ERR_RPC_LIMITED, "%s: %s", answer->host, reply->err.msg);
	err->status = answer->status;
	err->retry_after = answer->retry_after;
	return true;
}

/* What one response object says.  A limit gets what HTTP said beside it. */
static void take_message(struct chain_job *chain, size_t index, struct json_object *message,
			 const struct http_answer *answer)
{
	struct chain_reply *reply = reply_to(chain, index);
	struct err err;

	chain->heard = true;
	rpc_decode(reply, &chain->batch.calls[index], message);
	if (read_limit(&err, answer, reply))
		reply->err = err;
	take_reply(chain, index);
}

static void single_done(void *owner, size_t index, struct http_answer *answer)
{
	struct chain_job *chain = owner;
	struct json_object *message = NULL;
	struct err err;

	job_note(&chain->job, answer);
	if (!read_single(&message, answer, index + 1, &err)) {
		settle(chain, index, &err);
	} else if (rpc_id(message) == index + 1 || json_member(message, "error")) {
		/* An error without our id says that the node could not even read it. */
		take_message(chain, index, message, answer);
	} else {
		chain->heard = true;
		err_set(&err, ERR_BAD_ANSWER, "The node's answer is not to the question asked");
		settle(chain, index, &err);
	}
	json_object_put(message);
	advance(chain);
}

static void ask_single(struct chain_job *chain, size_t index)
{
	struct buf body;
	struct err err;

	buf_init(&body, 0);
	rpc_encode(&body, &chain->batch.calls[index], index + 1);
	chain->states[index] = ASKED;
	if (!ask(chain, &body, is_send(chain, index), single_done, index, &err))
		settle(chain, index, &err);
	buf_free(&body);
}

/* 4xx says that the node does not take the request as it is; these say other
 * things, which single requests would only hear again. */
static bool refuses_by_status(const struct http_answer *answer)
{
	return answer->whole && answer->status >= 400 && answer->status < 500 && answer->status != 401 &&
	       answer->status != 402 && answer->status != 408;
}

/* A node that says when it wants to be asked again is not asked before, not even singly. */
static void ask_singly(struct chain_job *chain, const struct http_answer *answer, bool by_limit)
{
	struct node_pace *node = &net_of(chain)->node;
	struct err err;

	node_pace_refused_batch(node, by_limit);
	if (answer->retry_after) {
		err_set(&err, ERR_RPC_LIMITED, "%s refuses so many questions (HTTP %d)", answer->host, answer->status);
		err.status = answer->status;
		err.retry_after = answer->retry_after;
		node_pace_strike(node, &chain->wait, &err);
	}
	for (size_t i = 0; i < chain->batch.count; i++)
		if (chain->states[i] == ASKED_IN_BATCH)
			chain->states[i] = WAITING;
}

static void take_batch(struct chain_job *chain, struct json_object *messages, const struct http_answer *answer)
{
	struct err unanswered;

	chain->heard = true;
	for (size_t i = 0; i < json_object_array_length(messages); i++) {
		struct json_object *message = json_object_array_get_idx(messages, i);
		size_t index = rpc_id(message) - 1;

		if (index >= chain->batch.count || chain->states[index] != ASKED_IN_BATCH)
			continue;
		take_message(chain, index, message, answer);
	}
	err_set(&unanswered, ERR_BAD_ANSWER, "The node left this question unanswered");
	settle_batch(chain, &unanswered);
}

static size_t asked_in_batch(const struct chain_job *chain)
{
	size_t count = 0;

	for (size_t i = 0; i < chain->batch.count; i++)
		count += chain->states[i] == ASKED_IN_BATCH;
	return count;
}

/* An answer without a body is one of the ways to refuse. */
static bool read_batch(struct json_object **out, const struct http_answer *answer, struct err *err)
{
	*out = NULL;
	return node_answer_check(answer, err) && (!answer->len || node_answer_read(out, answer, err));
}

static void batch_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct chain_job *chain = owner;
	struct json_object *messages = NULL;
	bool refused = refuses_by_status(answer);
	struct err err;

	(void)tag;
	job_note(&chain->job, answer);
	if (!refused && !read_batch(&messages, answer, &err))
		settle_batch(chain, &err);
	else if (refused || rpc_refuses_batch(messages, asked_in_batch(chain)))
		ask_singly(chain, answer, answer->status == 429 || rpc_is_limited(messages));
	else
		take_batch(chain, messages, answer);
	json_object_put(messages);
	advance(chain);
}

static void ask_batch(struct chain_job *chain)
{
	struct buf body;
	struct err err;
	char before = '[';

	buf_init(&body, 0);
	for (size_t i = 0; i < chain->batch.count; i++) {
		if (chain->states[i] != WAITING || is_send(chain, i))
			continue;
		buf_add_byte(&body, (uint8_t)before);
		before = ',';
		rpc_encode(&body, &chain->batch.calls[i], i + 1);
		chain->states[i] = ASKED_IN_BATCH;
	}
	buf_add_byte(&body, ']');
	if (!ask(chain, &body, false, batch_done, BATCH, &err))
		settle_batch(chain, &err);
	buf_free(&body);
}

static bool can_batch(const struct chain_job *chain)
{
	size_t waiting = 0;

	for (size_t i = 0; i < chain->batch.count; i++)
		waiting += chain->states[i] == WAITING && !is_send(chain, i);
	return waiting > 1 && !net_of(chain)->node.no_batches;
}

static bool asks_more(const struct chain_job *chain)
{
	for (size_t i = 0; i < chain->batch.count; i++)
		if (chain->states[i] == WAITING)
			return true;
	return false;
}

static void resume(struct job *job)
{
	advance(chain_job(job));
}

/* All that the limit left open, if it is to be waited out; else it is given up. */
static void wait_out(struct chain_job *chain)
{
	struct net *net = net_of(chain);
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
		if (chain->states[i] != WAITING)
			continue;
		chain->states[i] = ANSWERED;
		reply_to(chain, i)->ok = false;
		reply_to(chain, i)->err = err;
	}
	end(chain);
}

/* The node has told another request to wait; true where this one does so, too. */
static bool keep_quiet(struct chain_job *chain)
{
	int64_t left = net_of(chain)->quiet_until_ms - job_now_ms();
	char host[URL_HOST_SIZE] = "", why[URL_HOST_SIZE + 64];

	if (left <= 0)
		return false;
	if (chain->job.running)
		return true;	/* what is on its way comes first */
	(void)!url_host(host, net_of(chain)->network.rpc_url, false);
	snprintf(why, sizeof(why), "%s has too many requests", host);
	job_wait(&chain->job, left, why, resume);
	return true;
}

/* What is on its way is awaited before anything waits. */
static void advance(struct chain_job *chain)
{
	if (chain->wait.struck) {
		if (!chain->job.running)
			wait_out(chain);
		return;
	}
	if (asks_more(chain) && keep_quiet(chain))
		return;
	if (can_batch(chain))
		ask_batch(chain);
	for (size_t i = 0; i < chain->batch.count && chain->job.running < net_of(chain)->node.at_once; i++)
		if (chain->states[i] == WAITING)
			ask_single(chain, i);
	if (!chain->job.running && !chain->wait.struck)
		end(chain);
}

/* As the node has taught us. */
static void choose_forms(struct chain_job *chain)
{
	for (size_t i = 0; i < chain->batch.count; i++) {
		struct chain_call *call = &chain->batch.calls[i];

		call->form = call->method == CHAIN_NONCE && call->tag != CHAIN_PENDING ? 0 : net_of(chain)->forms[call->method];
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
	advance(chain);
}
