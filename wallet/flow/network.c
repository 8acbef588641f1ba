/* Leaves this network for another one.  The program begins anew there, with every wallet locked. */
#include "wallet/model/model.h"
#include "wallet/model/network_change.h"

static void wish_network(struct model *model, struct action *action, struct effects *effects)
{
	const char *bar;

	if (action->index >= model->network_count)
		return;
	bar = network_change_bar(model, action->index);
	if (bar) {
		model_say(model, true, "%s", bar);
		return;
	}
	model_leave(model, effects);
	effects_add(effects, EFFECT_NETWORK, 0)->network = action->index;
}

static void wish_node(struct model *model, struct action *action, struct effects *effects)
{
	const struct node_choice *wish = &action->node;
	const char *bar;

	if (wish->network >= model->network_count || model->node.request)
		return;
	bar = network_change_node_bar(model, wish->network, wish->venice);
	if (bar) {
		model_say(model, true, "%s", bar);
		return;
	}
	model->node.err = (struct err){ 0 };
	model->node_wish = *wish;
	model->node.request = model_request(model);
	effects_add(effects, EFFECT_NODE, model->node.request)->node = *wish;
}

/* The network in use is opened anew, with what was chosen. */
static void take_saved(struct model *model, struct action *action, struct effects *effects)
{
	size_t network = model->node_wish.network;

	model->node.request = 0;
	if (!action->ok) {
		model->node.err = action->err;
		model_say(model, true, "The node is not changed: %s", action->err.msg);
		return;
	}
	if (!network_change_is_here(model, network)) {
		model_say(model, false, "%s is asked through %s from now on", model->networks[network].title,
			  model->node_wish.venice ? "Venice's RPC" : "its own node");
		return;
	}
	model_leave(model, effects);
	effects_add(effects, EFFECT_NETWORK, 0)->network = network;
}

static const struct flow_wish wishes[] = {
	{ ACTION_NETWORK, wish_network }, { ACTION_NODE, wish_node },
	{ 0 },
};

const struct flow_ops flow_network_ops = {
	.name = "network",
	.head = offsetof(struct model, node),
	.wishes = wishes,
	.result = take_saved,
};
