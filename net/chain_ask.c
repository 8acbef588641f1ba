#include "net/chain_job.h"

#include "net/node_answer.h"
#include "net/node_fault.h"
#include "net/rpc.h"
#include "net/rpc_error.h"
#include "net/venice_node.h"

#define BATCH SIZE_MAX	/* tag of a batch; the tag of a single request is its call's index */

/* The form that the node understands is tried first the next time. */
static bool ask_otherwise(struct chain_job *chain, size_t index)
{
	struct chain_call *call = &chain->batch.calls[index];
	struct chain_reply *reply = chain_reply_to(chain, index);
	bool is_unknown = reply->err.code == ERR_RPC_UNSUPPORTED;

	if (!rpc_ask_otherwise(call, reply))
		return false;
	if (is_unknown)
		chain_node(chain)->forms[call->method] = call->form;
	return true;
}

/* A question may now have its answer or wait for another one: a limit is waited out, and a form
 * that the node does not take is replaced by another. */
static void take_reply(struct chain_job *chain, size_t index)
{
	struct chain_reply *reply = chain_reply_to(chain, index);
	bool is_limit = !reply->ok && reply->err.code == ERR_RPC_LIMITED;
	struct err fault;

	if (is_limit)
		node_pace_strike(&chain_node(chain)->pace, &chain->wait, &reply->err);
	chain->states[index] = is_limit || ask_otherwise(chain, index) ? CHAIN_WAITING : CHAIN_ANSWERED;
	if ((is_limit || chain->states[index] == CHAIN_ANSWERED) &&
	    node_fault_of(&fault, &chain->batch.calls[index], reply, chain_net(chain)->network.chain_id))
		chain_job_fault(chain, &fault);
}

static void settle(struct chain_job *chain, size_t index, const struct err *err)
{
	chain_reply_to(chain, index)->ok = false;
	chain_reply_to(chain, index)->err = *err;
	take_reply(chain, index);
}

static void settle_batch(struct chain_job *chain, const struct err *err)
{
	for (size_t i = 0; i < chain->batch.count; i++)
		if (chain->states[i] == CHAIN_ASKED_IN_BATCH)
			settle(chain, i, err);
}

/* To the node it is no error when a transaction is sent twice, but rialto wants to know of each
 * time.  So sending goes alone, on a new connection, where curl cannot retry it. */
static bool is_send(const struct chain_job *chain, size_t index)
{
	return chain->batch.calls[index].method == CHAIN_SEND;
}

/* sent: the transaction that is sent; NULL for other questions. */
static bool ask(struct chain_job *chain, const struct buf *body, const struct chain_call *sent, http_done *done,
		size_t tag, struct err *err)
{
	char header[VENICE_NODE_HEADER_SIZE];
	struct http_request request = {
		.url = chain_node(chain)->url, .post = body, .max = JOB_RPC_MAX, .once = sent,
		.patience_ms = chain_job_is_brief(chain) ? NODE_PATIENCE_MS : 0,
	};

	if (body->full)
		return err_set(err, ERR_INVALID_INPUT, "The request to the node is too large");
	if (chain_node(chain)->is_venice)
		venice_node_sign_in(&request, header, chain_net(chain), sent);
	return job_start(&chain->job, &request, done, tag, err);
}

/* HTTP statuses that JSON-RPC's transports also use for an error of the call itself. */
static bool may_be_of_the_call(const struct http_answer *answer)
{
	return answer->whole && (answer->status == 400 || answer->status == 404 || answer->status >= 500);
}

/* Under such a status an error object is still the answer, if it has our id. */
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

/* Adds to a limit's error whose limit it is and for how long, which HTTP or the message may say. */
static void complete_limit(struct err *err, const struct http_answer *answer, struct json_object *message)
{
	struct err said = *err;

	err_set(err, ERR_RPC_LIMITED, "%s: %s", answer->host, said.msg);
	err->status = answer->status;
	err->retry_after = answer->retry_after ? answer->retry_after : rpc_error_retry_after(json_member(message, "error"));
}

/* Takes what one response object says. */
static void take_message(struct chain_job *chain, size_t index, struct json_object *message,
			 const struct http_answer *answer)
{
	struct chain_reply *reply = chain_reply_to(chain, index);

	chain->heard = true;
	rpc_decode(reply, &chain->batch.calls[index], message);
	if (!reply->ok && reply->err.code == ERR_RPC_LIMITED)
		complete_limit(&reply->err, answer, message);
	take_reply(chain, index);
}

static void note_answer(struct chain_job *chain, const struct http_answer *answer)
{
	job_note(&chain->job, answer);
	if (chain_node(chain)->is_venice)
		venice_node_charge(chain_net(chain), answer);
}

/* Venice answers a repeat with what it answered before, for no more money, so the lost answer can be
 * had after all. */
static bool may_send_again(struct chain_job *chain, size_t index, const struct err *err)
{
	bool may = chain_node(chain)->is_venice && is_send(chain, index) && err->code == ERR_CONNECTION_CUT &&
		   !chain->sent_again;

	chain->sent_again |= may;
	chain_reply_to(chain, index)->may_be_out |= may;
	return may;
}

static void single_done(void *owner, size_t index, struct http_answer *answer)
{
	struct chain_job *chain = owner;
	struct json_object *message = NULL;
	struct err err;

	note_answer(chain, answer);
	if (!read_single(&message, answer, index + 1, &err)) {
		venice_node_explain(&err, chain_node(chain), answer, &chain->batch.calls[index]);
		if (may_send_again(chain, index, &err))
			chain->states[index] = CHAIN_WAITING;
		else
			settle(chain, index, &err);
	} else if (rpc_id(message) == index + 1 || json_member(message, "error")) {
		/* an error without our id: the node could not even read the request */
		take_message(chain, index, message, answer);
	} else {
		chain->heard = true;
		err_set(&err, ERR_BAD_ANSWER, "The node's answer is not to the question asked");
		settle(chain, index, &err);
	}
	if (message && chain_node(chain)->is_venice && is_send(chain, index))
		venice_node_note_sent(chain_net(chain), &chain->batch.calls[index]);
	json_object_put(message);
	chain_job_advance(chain);
	job_line_is_free(chain_net(chain));
}

void chain_ask_single(struct chain_job *chain, size_t index)
{
	struct buf body;
	struct err err;

	buf_init(&body, 0);
	rpc_encode(&body, &chain->batch.calls[index], index + 1);
	chain->states[index] = CHAIN_ASKED;
	if (!ask(chain, &body, is_send(chain, index) ? &chain->batch.calls[index] : NULL, single_done, index, &err))
		settle(chain, index, &err);
	buf_free(&body);
}

/* With a 4xx the node refuses the request as it is.  These statuses mean other things, which
 * single requests would meet as well. */
static bool refuses_by_status(const struct chain_job *chain, const struct http_answer *answer)
{
	if (chain_node(chain)->is_venice)
		return answer->whole && (answer->status == 400 || answer->status == 413);
	return answer->whole && answer->status >= 400 && answer->status < 500 && answer->status != 401 &&
	       answer->status != 402 && answer->status != 408;
}

/* A node that says when it wants to be asked again is not asked before, not even with single requests. */
static void ask_singly(struct chain_job *chain, const struct http_answer *answer, bool by_limit)
{
	struct node_pace *node = &chain_node(chain)->pace;
	struct err err;

	chain->singly = true;
	if (!chain_node(chain)->is_venice)	/* there it is about a method, not about batches */
		node_pace_refused_batch(node, by_limit);
	if (by_limit && answer->retry_after) {
		err_set(&err, ERR_RPC_LIMITED, "%s refuses so many questions (HTTP %d)", answer->host, answer->status);
		err.status = answer->status;
		err.retry_after = answer->retry_after;
		node_pace_strike(node, &chain->wait, &err);
		chain_job_fault(chain, &err);
	}
	for (size_t i = 0; i < chain->batch.count; i++)
		if (chain->states[i] == CHAIN_ASKED_IN_BATCH)
			chain->states[i] = CHAIN_WAITING;
}

static size_t asked_in_batch(const struct chain_job *chain)
{
	size_t count = 0;

	for (size_t i = 0; i < chain->batch.count; i++)
		count += chain->states[i] == CHAIN_ASKED_IN_BATCH;
	return count;
}

/* True for the node that must answer because there is no other. */
static bool is_last_hope(const struct chain_job *chain)
{
	return chain->purpose == CHAIN_FOR_DOCTOR || (chain->purpose == CHAIN_FOR_FLOW && !chain_job_has_next(chain));
}

/* Not every node that takes no batches says so: some break down over one.  Single requests show
 * which it is. */
static bool may_be_of_the_batch(const struct chain_job *chain, const struct http_answer *answer, const struct err *err)
{
	return !chain_node(chain)->is_venice && !answer->retry_after && answer->status != 408 &&
	       (err->code == ERR_RPC_UNAVAILABLE || err->code == ERR_RPC_WEB_PAGE || err->code == ERR_BAD_ANSWER ||
		err->code == ERR_CONNECTION_CUT);
}

static void take_batch(struct chain_job *chain, struct json_object *messages, const struct http_answer *answer)
{
	struct err unanswered;

	chain->heard = true;
	for (size_t i = 0; i < json_object_array_length(messages); i++) {
		struct json_object *message = json_object_array_get_idx(messages, i);
		size_t index = rpc_id(message) - 1;

		if (index >= chain->batch.count || chain->states[index] != CHAIN_ASKED_IN_BATCH)
			continue;
		take_message(chain, index, message, answer);
	}
	err_set(&unanswered, ERR_BAD_ANSWER, "The node left this question unanswered");
	if (asked_in_batch(chain) && is_last_hope(chain))
		ask_singly(chain, answer, false);
	else
		settle_batch(chain, &unanswered);
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
	bool refused = refuses_by_status(chain, answer), readable;
	struct err err;

	(void)tag;
	note_answer(chain, answer);
	readable = refused || read_batch(&messages, answer, &err);
	if (!readable)
		venice_node_explain(&err, chain_node(chain), answer, NULL);
	if (!readable && is_last_hope(chain) && may_be_of_the_batch(chain, answer, &err))
		ask_singly(chain, answer, true);
	else if (!readable)
		settle_batch(chain, &err);
	else if (refused || rpc_refuses_batch(messages, asked_in_batch(chain)))
		ask_singly(chain, answer, answer->status == 429 || rpc_is_limited(messages));
	else
		take_batch(chain, messages, answer);
	json_object_put(messages);
	chain_job_advance(chain);
	job_line_is_free(chain_net(chain));
}

void chain_ask_batch(struct chain_job *chain)
{
	struct buf body;
	struct err err;
	char before = '[';
	size_t most = chain_node(chain)->is_venice ? VENICE_NODE_BATCH_MOST : SIZE_MAX;

	buf_init(&body, 0);
	for (size_t i = 0; i < chain->batch.count && most; i++) {
		if (chain->states[i] != CHAIN_WAITING || is_send(chain, i))
			continue;
		most--;
		buf_add_byte(&body, (uint8_t)before);
		before = ',';
		rpc_encode(&body, &chain->batch.calls[i], i + 1);
		chain->states[i] = CHAIN_ASKED_IN_BATCH;
	}
	buf_add_byte(&body, ']');
	if (!ask(chain, &body, NULL, batch_done, BATCH, &err))
		settle_batch(chain, &err);
	buf_free(&body);
}

void chain_ask_skip(struct chain_job *chain)
{
	for (size_t i = 0; i < chain->batch.count; i++) {
		const struct chain_call *call = &chain->batch.calls[i];
		struct err err;

		if (chain->states[i] != CHAIN_WAITING || !chain_node(chain)->lacks[call->method])
			continue;
		(void)err_set(&err, ERR_RPC_UNSUPPORTED, "%s does not know %s", chain_node(chain)->host, rpc_method_name(call));
		chain->heard = true;
		settle(chain, i, &err);
	}
}

bool chain_ask_can_batch(const struct chain_job *chain)
{
	size_t waiting = 0;

	for (size_t i = 0; i < chain->batch.count; i++)
		waiting += chain->states[i] == CHAIN_WAITING && !is_send(chain, i);
	return waiting > 1 && !chain->singly && !chain_node(chain)->pace.no_batches;
}

