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

static const struct flow_wish wishes[] = {
	{ ACTION_NETWORK, wish_network },
	{ 0 },
};

const struct flow_ops flow_network_ops = {
	.name = "network",
	.wishes = wishes,
};
