#include "net/node.h"

#define AWAY_MS 30000		/* a node stays away at least this long, */
#define AWAY_DOUBLINGS 4	/* and that doubles this many times at most */

void nodes_init(struct nodes *nodes, const struct network *network, uint64_t seed)
{
	*nodes = (struct nodes){ .count = network->node_count };
	for (size_t i = 0; i < nodes->count; i++) {
		struct node *node = &nodes->items[i];

		node->url = network->rpc_urls[i];
		(void)!url_host(node->host, node->url, false);
		node_pace_init(&node->pace, seed + i);
	}
}

static bool is_in(node_set set, size_t index)
{
	return set >> index & 1;
}

static bool is_well(const struct node *node)
{
	return node->fault.code == ERR_NONE;
}

bool node_only_differs(const struct node *node)
{
	return node->fault.code == ERR_WRONG_CHAIN || node->fault.code == ERR_RPC_BEHIND;
}

static size_t first(const struct nodes *nodes, node_set tried, bool (*fits)(const struct node *node))
{
	size_t i = 0;

	while (i < nodes->count && (is_in(tried, i) || !fits(&nodes->items[i])))
		i++;
	return i;
}

static bool may_answer(const struct node *node)
{
	return !node_only_differs(node);
}

size_t nodes_choose(const struct nodes *nodes, node_set tried)
{
	size_t index = first(nodes, tried, is_well);

	if (index == nodes->count)
		index = first(nodes, tried, may_answer);
	return index < nodes->count ? index : first(nodes, tried, node_only_differs);
}

size_t nodes_choose_second(const struct nodes *nodes, node_set tried, int64_t now_ms)
{
	size_t index = first(nodes, tried, is_well);

	if (index == nodes->count)
		index = first(nodes, tried, node_only_differs);
	for (size_t i = 0; i < nodes->count && index == nodes->count; i++)
		if (!is_in(tried, i) && now_ms - nodes->items[i].fault_ms >= AWAY_MS)
			index = i;
	return index;
}

bool node_fail(struct node *node, const struct err *fault, int64_t now_ms)
{
	bool is_news = node->fault.code != fault->code;

	node->falls += is_well(node);
	node->fault = *fault;
	node->fault_ms = now_ms;
	return is_news;
}

void node_do_well(struct node *node)
{
	node->fault.code = ERR_NONE;
	node->falls = 0;
}

static int64_t away_ms(const struct node *node)
{
	unsigned doublings = node->falls ? node->falls - 1 : 0;

	return (int64_t)AWAY_MS << (doublings < AWAY_DOUBLINGS ? doublings : AWAY_DOUBLINGS);
}

/* A look that went well clears what an earlier look found.  A fault at another question may come
 * again there, so it stays for a while. */
void node_see(struct node *node, uint64_t head, int64_t now_ms)
{
	node->is_seen = true;
	node->head = head;
	if (node_only_differs(node) || now_ms - node->fault_ms >= away_ms(node))
		node->fault.code = ERR_NONE;
}

bool node_is_behind(const struct nodes *nodes, size_t index, struct err *err)
{
	const struct node *node = &nodes->items[index];
	uint64_t most = node->head;

	for (size_t i = 0; i < nodes->count; i++)
		if (nodes->items[i].is_seen && nodes->items[i].head > most)
			most = nodes->items[i].head;
	if (!node->is_seen || most - node->head <= NODE_BEHIND_BLOCKS)
		return false;
	(void)err_set(err, ERR_RPC_BEHIND, "%s is %llu blocks behind", node->host, (unsigned long long)(most - node->head));
	return true;
}
