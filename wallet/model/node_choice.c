#include "wallet/model/node_choice.h"

#include <stdio.h>
#include <string.h>

#include "wallet/model/model.h"
#include "wallet/model/network_change.h"
#include "wallet/venice/key_list.h"

const struct key_info *node_choice_next(size_t *i, const struct network *network, const struct model *model)
{
	while (*i < model->keys.count) {
		const struct key_info *key = &model->keys.items[(*i)++];

		if (key_can_pay_rpc(key, network->name, model->now_ms))
			return key;
	}
	return NULL;
}

const struct key_info *node_choice_key(const struct network *network, const struct model *model, size_t at)
{
	const struct key_info *key = NULL;
	size_t i = 0;

	for (size_t n = NODE_KEYS; n <= at; n++)
		key = node_choice_next(&i, network, model);
	return key;
}

size_t node_choice_count(const struct network *network, const struct model *model)
{
	size_t i = 0, n = NODE_KEYS;

	while (node_choice_next(&i, network, model))
		n++;
	return n;
}

bool node_choice_holds(const struct network *network, size_t at, const struct key_info *key)
{
	if (at == NODE_OWN || !network_asks_venice(network))
		return at == NODE_OWN && !network_asks_venice(network);
	if (at == NODE_NEWEST)
		return !*network->rpc_key;
	return key && *network->rpc_key &&
	       (!strcmp(network->rpc_key, key->id) || !strcmp(network->rpc_key, key_venice_id(key)));
}

size_t node_choice_held(const struct network *network, const struct model *model)
{
	const struct key_info *key = NULL;
	size_t i = 0;

	for (size_t at = 0; at < NODE_KEYS || key; at++) {
		if (node_choice_holds(network, at, key))
			return at;
		if (at + 1 >= NODE_KEYS)
			key = node_choice_next(&i, network, model);
	}
	return NODE_OWN;
}

static const char *owner(const struct key_info *key, const struct model *model)
{
	for (size_t i = 0; i < model->accounts.count; i++)
		if (address_equal(model->accounts.items[i].address, key->address))
			return model->accounts.items[i].name;
	return "a wallet that is not here";
}

void node_choice_describe(char title[NODE_CHOICE_SIZE], char text[NODE_CHOICE_SIZE], const struct model *model,
			  size_t at, const struct key_info *key)
{
	if (at == NODE_OWN) {
		snprintf(title, NODE_CHOICE_SIZE, "Its own node");
		snprintf(text, NODE_CHOICE_SIZE, "It costs nothing.");
	} else if (at == NODE_NEWEST) {
		snprintf(title, NODE_CHOICE_SIZE, "Venice, with the newest key");
		snprintf(text, NODE_CHOICE_SIZE, "The newest INFERENCE key of the wallet in use pays.");
	} else if (key) {
		snprintf(title, NODE_CHOICE_SIZE, "Venice, with …%s", key->last6);
		snprintf(text, NODE_CHOICE_SIZE, "The %s key \"%s\" of %s pays.", key_type_name(key->type), key->description,
			 owner(key, model));
	}
}
