/* Goes on with another network, and chooses who is asked about one. */
#include <stdio.h>

#include "app/plain/plain.h"
#include "wallet/model/network_change.h"
#include "wallet/model/node_choice.h"

#define NODES_MOST 32

/* The one in use first, so that Enter changes nothing. */
void plain_networks(struct plain *plain)
{
	const struct model *model = plain->model;
	char labels[SETTINGS_NETWORKS_MAX][NETWORK_NAME_SIZE + 64];
	const char *choices[SETTINGS_NETWORKS_MAX] = { 0 };
	size_t at[SETTINGS_NETWORKS_MAX], count = 0, choice;
	struct action action = { .type = ACTION_NETWORK };

	for (int here = 1; here >= 0; here--)
		for (size_t i = 0; i < model->network_count && count < SETTINGS_NETWORKS_MAX; i++) {
			if (network_change_is_here(model, i) != (bool)here)
				continue;
			snprintf(labels[count], sizeof(labels[count]), "%s, with %s money%s", model->networks[i].title,
				 model->networks[i].real_money ? "real" : "no real", here ? "; the one in use" : "");
			at[count] = i;
			choices[count] = labels[count];
			count++;
		}
	plain_say(plain, "\nThe networks. Going to another one locks every wallet; what is in flight here is taken up again when you "
		  "come back.");
	if (!plain_choose(&choice, plain, choices, count, "Which?") || network_change_is_here(model, at[choice]))
		return;
	action.index = at[choice];
	plain->away = false;
	loop_apply(&plain->loop, &action);
	plain_work(plain);
}

static void say_cost(const struct plain *plain)
{
	const struct rpc_cost *cost = &plain->model->rpc_cost;
	char usd[RPC_COST_TEXT_SIZE];

	if (!cost->requests)
		return;
	rpc_cost_format(usd, cost->nano_usd);
	plain_say(plain, "Since rialto began, Venice's RPC has taken $%s for %llu request%s.", usd,
		  (unsigned long long)cost->requests, cost->requests == 1 ? "" : "s");
}

static void wish_node(struct plain *plain, size_t network, size_t choice)
{
	const struct model *model = plain->model;
	const struct key_info *key = node_choice_key(&model->networks[network], model, choice);
	struct action action = { .type = ACTION_NODE, .node = { .network = network, .venice = choice != NODE_OWN } };
	const char *bar = network_change_node_bar(model, network, choice != NODE_OWN);

	if (bar) {
		plain_sentence(plain, bar);
		return;
	}
	if (key)
		snprintf(action.node.key, sizeof(action.node.key), "%s", key->id);
	plain->away = false;
	loop_apply(&plain->loop, &action);
	plain_work(plain);
}

/* Of the network in use.  The one that is asked now is what Enter takes. */
void plain_node(struct plain *plain)
{
	const struct model *model = plain->model;
	const struct network *network;
	char labels[NODES_MOST][2 * NODE_CHOICE_SIZE + 16];
	const char *choices[NODES_MOST] = { 0 };
	size_t here = 0, count, now, choice, i = 0;

	while (here + 1 < model->network_count && !network_change_is_here(model, here))
		here++;
	network = &model->networks[here];
	count = node_choice_count(network, model);
	if (count > NODES_MOST)
		count = NODES_MOST;
	now = node_choice_held(network, model);
	for (size_t at = 0; at < count; at++) {
		char title[NODE_CHOICE_SIZE] = "", text[NODE_CHOICE_SIZE] = "";

		node_choice_describe(title, text, model, at,
				     at < NODE_KEYS ? NULL : node_choice_next(&i, network, model));
		snprintf(labels[at], sizeof(labels[at]), "%s. %s%s", title, text, at == now ? " It is asked now." : "");
		choices[at] = labels[at];
	}
	plain_say(plain, "\nWho is asked about %s. Venice's RPC costs credit: about $0.000014 for a question, and each reading of "
		  "the balances asks some. While the key's wallet is locked, and where Venice refuses, the own node is asked. A "
		  "change is written to the configuration, and locks every wallet.", network->title);
	say_cost(plain);
	if (plain_choose_from(&choice, plain, choices, count, now, "Which?") && choice != now)
		wish_node(plain, here, choice);
}
