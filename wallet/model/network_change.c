#include "wallet/model/network_change.h"

#include <string.h>

#include "wallet/model/model.h"

bool network_change_is_here(const struct model *model, size_t index)
{
	return !strcmp(model->networks[index].name, model->network.name);
}

static bool goes_on(const struct model *model, const struct flow_ops *ops)
{
	return (ops->loss && ops->loss(model)) || (ops->is[FLOW_IS_BUSY] && ops->is[FLOW_IS_BUSY](model));
}

/* The journal has a transaction that waits to be mined, and the plan that it is of has nothing else on its way. */
bool network_change_leaves_tx(const struct model *model)
{
	for (size_t i = 0; i < FLOW_COUNT; i++) {
		const struct flow_ops *ops = flow_nth(model, i);

		if (ops != &flow_tx_ops && ops != &flow_plan_ops && goes_on(model, ops))
			return false;
	}
	return model->tx.state == TX_WAITING;
}

static const char *what_goes_on(const struct model *model)
{
	static const char *const words[] = {
		[LOSS_NONE] = "Something is being worked on: let it end, or stop it, and then change the network",
		[LOSS_OF_ANSWER] = "A test call is out: the network can be changed once it is answered",
		[LOSS_OF_SIGHT] = "Something is going on here: let it end, or stop it, and then change the network",
		[LOSS_OF_MINT] = "A key is being minted: the network can be changed once that has ended",
		[LOSS_OF_KEY] = "A minted key is not stored yet: store it first, or it is lost",
	};
	enum loss worst = asked_worst_loss(model);

	return worst != LOSS_NONE || model_busy(model) ? words[worst] : NULL;
}

const char *network_change_bar(const struct model *model, size_t index)
{
	const struct network *to = &model->networks[index];

	if (network_change_is_here(model, index))
		return "This network is in use already";
	if (!to->node_count)
		return "The configuration gives it no rpc-url";
	if (!*to->api_url)
		return "The configuration gives it no api-url";
	return network_change_leaves_tx(model) ? NULL : what_goes_on(model);
}

/* The one in use begins anew, so nothing may be going on there. */
const char *network_change_node_bar(const struct model *model, size_t index, bool venice)
{
	const struct network *network = &model->networks[index];

	if (model->readonly)
		return "With --readonly no setting is changed";
	if (venice && network->chain_id != NETWORK_CHANGE_VENICE_CHAIN)
		return "Venice's RPC is Base's, and this network is another chain";
	if (!network_change_is_here(model, index))
		return NULL;
	if (network_change_leaves_tx(model))
		return "A transaction waits to be mined: the node can be changed after that";
	return what_goes_on(model);
}

size_t network_change_find(const struct model *model, bool real_money)
{
	size_t i = 0;

	while (i < model->network_count && model->networks[i].real_money != real_money)
		i++;
	return i;
}

bool network_change_waits(const struct model *model)
{
	return !model->network.real_money && model->rpc.known && !model->rpc.ok && !model->block &&
	       (model->rpc.err.code == ERR_UNREACHABLE || model->rpc.err.code == ERR_TIMEOUT);
}
