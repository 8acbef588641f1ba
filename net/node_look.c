#include "net/node_look.h"

#include <stdio.h>
#include <string.h>

#include "net/chain_job.h"
#include "net/node_answer.h"
#include "net/venice_node.h"
#include "wallet/base/text.h"

#define EVERY_MS 30000
#define PATIENCE_MS 1000

enum { ASK_CHAIN_ID, ASK_BLOCK_NUMBER, ASK_COUNT };

/* The words of a fault may not say which node it is about, so the node is named first. */
static void say(struct net *net, const struct node *node, const char *instead)
{
	struct action news = { .type = ACTION_NODE_LEFT, .err.code = node->fault.code };
	const char *why = node->fault.msg;
	char text[sizeof(node->fault.msg) + URL_HOST_SIZE + 2];

	if (strstr(why, node->host))
		snprintf(text, sizeof(text), "%s", why);
	else
		snprintf(text, sizeof(text), "%s: %s", node->host, why);
	text_sanitise(news.node_left.why, sizeof(news.node_left.why), text, strlen(text));
	snprintf(news.node_left.host, sizeof(news.node_left.host), "%s", node->host);
	snprintf(news.node_left.instead, sizeof(news.node_left.instead), "%s", instead);
	job_news(net, &news);
}

void node_look_fault(struct net *net, size_t index, const struct err *fault, size_t instead)
{
	struct node *node = &net->nodes.items[index];
	struct err plain = *fault;

	node_answer_drop_advice(&plain);
	if (node_fail(node, &plain, job_now_ms()))
		say(net, node, instead < net->nodes.count ? net->nodes.items[instead].host : "");
}

/* Returns who is asked now instead; `count` when this node was not the one asked first, or no
 * node is well. */
static size_t in_place_of(const struct net *net, size_t index)
{
	size_t next = nodes_choose(&net->nodes, 1U << index);
	size_t count = net->nodes.count;

	return next > index && next < count && net->nodes.items[next].fault.code == ERR_NONE ? next : count;
}

static void judge(struct net *net)
{
	struct err err;

	for (size_t i = 0; i < net->nodes.count; i++)
		if (node_is_behind(&net->nodes, i, &err))
			node_look_fault(net, i, &err, in_place_of(net, i));
}

/* Only answers from the right chain count; chain_ask has found the others. */
static void take(struct job *job)
{
	struct chain_job *chain = (struct chain_job *)job;
	struct net *net = job->net;
	const struct chain_reply *head = &job->action.chain.items[ASK_BLOCK_NUMBER];
	uint64_t number;

	if (chain->fault.code != ERR_NONE)
		node_look_fault(net, chain->node, &chain->fault, in_place_of(net, chain->node));
	else if (head->ok && u256_to_u64(&number, head->number))
		node_see(chain_node(chain), number, job_now_ms());
	chain_replies_free(&job->action.chain);
	if (--net->looks)
		return;
	judge(net);
	chain_job_looked(net);
}

static void look_at(struct net *net, size_t index)
{
	struct chain_batch batch = { 0 };
	struct chain_job *chain;

	chain_add(&batch, CHAIN_ID);
	chain_add(&batch, CHAIN_BLOCK_NUMBER);
	chain = chain_job_new(net, 0, &batch, CHAIN_FOR_LOOK);
	chain->job.take = take;
	net->looks++;
	net->nodes.items[index].is_seen = false;
	chain_job_begin(chain, index);
}

void node_look(struct net *net)
{
	int64_t now = job_now_ms();
	struct err closed;

	if (net->nodes.count < 2 || net->looks || (net->looked_ms && now - net->looked_ms < EVERY_MS))
		return;
	net->looked_ms = now;
	for (size_t i = 0; i < net->nodes.count; i++)
		if (net->nodes.items[i].quiet_until_ms <= now &&
		    !venice_node_is_closed(net, &net->nodes.items[i], &closed))
			look_at(net, i);
}

int64_t node_look_left_ms(const struct net *net)
{
	int64_t left = net->looked_ms + PATIENCE_MS - job_now_ms();

	return net->looks && left > 0 ? left : 0;
}
