/* Asks the practice network for money, which it gives away, and says what came of it. */
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

static void ask(struct model *model, struct effects *effects)
{
	const struct account *account = model_account(model);

	if (!account || model->faucet.request)
		return;
	if (!model->network.faucet_url[0]) {
		model_say(model, true, "This network has no faucet");
		return;
	}
	model->faucet.request = model_request(model);
	effects_add(effects, EFFECT_FAUCET, model->faucet.request)->address = account->address;
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	model->faucet.request = 0;
	if (!action->ok) {
		model_fail_of(model, FLOW_FAUCET, &action->err);
		return;
	}
	model_say(model, false, "The faucet has sent ETH and VVV");
	model->balances_next_ms = model->now_ms;
}

static void wish_faucet(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	ask(model, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_FAUCET, wish_faucet },
	{ 0 },
};

static bool is_busy(const struct model *model)
{
	return model->faucet.request;
}

static void log_result(struct model *model, const struct action *action, struct effects *effects)
{
	const struct account *account = model_account(model);
	struct log_entry entry = log_watch_entry(model, "faucet", account ? account->address : (struct address){ { 0 } });

	log_watch_result(model, action, &entry, effects);
}

const struct flow_ops flow_faucet_ops = {
	.name = "faucet",
	.head = offsetof(struct model, faucet),
	.wishes = wishes,
	.result = take_result,
	.retry = ask,
	.is = { [FLOW_IS_BUSY] = is_busy },
	.logs_result = log_result,
};
