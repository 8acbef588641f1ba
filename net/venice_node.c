#include "net/venice_node.h"

#include <stdio.h>
#include <string.h>

#include "net/rpc.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"

#define BASE_CHAIN 8453
#define PATH "crypto/rpc/base-mainnet"
#define COST "X-Venice-RPC-Cost-USD"
#define REPLAYED "Idempotent-Replayed"
#define LINE_MS 1000		/* a turn is looked for at least as often */
#define KEY_MS 86400000		/* a day: in effect, only the key ends the wait */

static bool give_url(struct net *net, size_t index, struct err *err)
{
	struct node *node = &net->nodes.items[index];
	struct buf url;
	bool fits;

	if (net->network.chain_id != BASE_CHAIN)
		return err_set(err, ERR_INVALID_INPUT, "Venice's RPC is of chain %d; network '%s' is another",
			       BASE_CHAIN, net->network.name);
	buf_init(&url, 0);
	url_join(&url, net->network.api_url, PATH);
	fits = url.len < NETWORK_URL_SIZE;
	if (fits)
		memcpy(net->network.rpc_urls[index], buf_string(&url), url.len + 1);
	buf_free(&url);
	if (!fits)
		return err_set(err, ERR_INVALID_INPUT, "The API URL is too long for Venice's RPC below it");
	(void)!url_host(node->host, node->url, false);
	node->is_venice = true;
	node->pace.at_once = 1;
	return true;
}

bool venice_node_init(struct net *net, struct err *err)
{
	(void)err_set(&net->rpc_closed, ERR_RPC_LOCKED, "Venice's RPC is asked with an API key, and its wallet is locked");
	for (size_t i = 0; i < net->nodes.count; i++)
		if (!strcmp(net->network.rpc_urls[i], NETWORK_VENICE_NODE))
			return give_url(net, i, err);
	return true;
}

bool venice_node_is_closed(const struct net *net, const struct node *node, struct err *err)
{
	if (!node->is_venice || net->rpc_key)
		return false;
	*err = net->rpc_closed;
	return true;
}

/* Returns its place in the ring; the ring's length when it is not there. */
static size_t find_sent(const struct net *net, const uint8_t hash[KECCAK_SIZE])
{
	size_t i = 0;

	while (i < ARRAY_LENGTH(net->sent) &&
	       (!net->sent[i].answers || memcmp(net->sent[i].hash, hash, KECCAK_SIZE) != 0))
		i++;
	return i;
}

void venice_node_note_sent(struct net *net, const struct chain_call *sent)
{
	uint8_t hash[KECCAK_SIZE];
	size_t place;

	keccak256(hash, sent->data.data, sent->data.len);
	place = find_sent(net, hash);
	if (place == ARRAY_LENGTH(net->sent)) {
		place = net->sent_next++ % ARRAY_LENGTH(net->sent);	/* the oldest is forgotten; there are few */
		net->sent[place].answers = 0;
		memcpy(net->sent[place].hash, hash, KECCAK_SIZE);
	}
	net->sent[place].answers++;
}

/* The transaction's hash names it, in this run and in any other. */
static void write_idempotency_key(char header[VENICE_NODE_HEADER_SIZE], const struct net *net,
				  const struct chain_call *sent)
{
	uint8_t hash[KECCAK_SIZE];
	char digits[2 * KECCAK_SIZE + 1], again[16] = "";
	size_t place;

	keccak256(hash, sent->data.data, sent->data.len);
	hex_encode(digits, hash, KECCAK_SIZE);
	place = find_sent(net, hash);
	if (place < ARRAY_LENGTH(net->sent))
		snprintf(again, sizeof(again), "-%u", net->sent[place].answers + 1);
	snprintf(header, VENICE_NODE_HEADER_SIZE, "Idempotency-Key: rialto-%s%s", digits, again);
}

void venice_node_sign_in(struct http_request *request, char header[VENICE_NODE_HEADER_SIZE], const struct net *net,
			 const struct chain_call *sent)
{
	request->bearer = net->rpc_key;
	request->wanted[0] = COST;
	request->wanted[1] = REPLAYED;
	if (!sent)
		return;
	write_idempotency_key(header, net, sent);
	request->header = header;
}

/* Venice charges nothing for what it refuses itself, and nothing for an answer that it repeats. */
void venice_node_charge(struct net *net, const struct http_answer *answer)
{
	struct action news = { .type = ACTION_RPC_CHARGED, .rpc_cost = { .requests = 1 } };
	bool is_free = answer->header[1] || answer->status < 200 || answer->status >= 300;

	if (is_free || !answer->status)
		return;
	news.rpc_cost.unpriced = !rpc_cost_read(&news.rpc_cost.nano_usd, answer->header[0]);
	job_news(net, &news);
}

static bool names_method(const struct http_answer *answer, const struct chain_call *call)
{
	return memmem(answer->body, answer->len, rpc_method_name(call), strlen(rpc_method_name(call)));
}

void venice_node_explain(struct err *err, struct node *node, const struct http_answer *answer,
			 const struct chain_call *call)
{
	int status = err->status;

	if (!node->is_venice || !answer->whole)
		return;
	if (status == 401)
		(void)err_set(err, ERR_RPC_KEY_REFUSED, "%s", err->msg);
	else if (status == 402)
		(void)err_set(err, ERR_RPC_CREDITS, "%s", err->msg);
	else if (status == 400 && call && call->method != CHAIN_SEND && names_method(answer, call)) {
		(void)err_set(err, ERR_RPC_UNSUPPORTED, "%s", err->msg);
		node->lacks[call->method] = call->method != CHAIN_FEES;	/* but fees can be asked for otherwise */
	}
	err->status = status;
}

static void resume(struct job *job)
{
	chain_job_advance((struct chain_job *)job);
}

void job_line_is_free(struct net *net)
{
	for (struct job *job = net->jobs; job; job = job->next)
		if (job->resume_ms && job->resume == resume)
			job->resume_ms = job_now_ms();
}

static bool is_line_taken(const struct chain_job *chain)
{
	for (const struct job *job = chain_net(chain)->jobs; job; job = job->next)
		if (job->action.type == ACTION_CHAIN && job->running &&
		    ((const struct chain_job *)job)->node == chain->node)
			return true;
	return false;
}

bool venice_node_waits_in_line(struct chain_job *chain)
{
	if (!chain_node(chain)->is_venice || !is_line_taken(chain))
		return false;
	if (!chain->job.running)
		job_hold(&chain->job, LINE_MS, resume);
	return true;
}

bool venice_node_holds(struct chain_job *chain)
{
	if (!chain_net(chain)->rpc_holds)
		return false;
	job_hold(&chain->job, KEY_MS, resume);
	return true;
}

/* Once it has a key, the node counts as well again. */
void net_rpc_key(struct net *net, struct apikey *key)
{
	apikey_free(net->rpc_key);
	net->rpc_key = key;
	if (!key)
		return;
	net->rpc_holds = false;
	for (size_t i = 0; i < net->nodes.count; i++)
		if (net->nodes.items[i].is_venice)
			node_do_well(&net->nodes.items[i]);
	job_line_is_free(net);
}

void net_rpc_close(struct net *net, const struct err *why)
{
	net_rpc_key(net, NULL);
	net->rpc_closed = *why;
	net->rpc_holds = false;
	job_line_is_free(net);
}

void net_rpc_hold(struct net *net)
{
	net->rpc_holds = true;
}

bool net_rpc_wants_key(const struct net *net)
{
	for (const struct job *job = net->jobs; net->rpc_holds && job; job = job->next)
		if (job->resume_ms && job->resume == resume)
			return true;
	return false;
}
