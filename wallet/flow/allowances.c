/* Asks the node for all present allowances at once. */
#include "wallet/model/allowances.h"

#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"
#include "wallet/model/model.h"

/* The block of the newest transaction that was sent from there; 0: none was. */
static uint64_t newest_block(const struct model *model, struct address address)
{
	uint64_t newest = 0;

	for (size_t i = 0; i < PURPOSE_COUNT; i++) {
		const struct sent_tx *sent = &model->plan.sent[i];

		if (sent->block > newest && address_equal(sent->owner, address))
			newest = sent->block;
	}
	return newest;
}

static bool is_of(const struct flow_allowances *flow, const struct account *account)
{
	return account && address_equal(flow->account.address, account->address);
}

static void ask(struct model *model, struct effects *effects)
{
	struct flow_allowances *flow = &model->allowances;
	const struct account *account = model_account(model);
	struct chain_batch *batch;

	if (!account || (flow->request && is_of(flow, account)))
		return;
	*flow = (struct flow_allowances){
		.state = ALLOWANCES_ASKING, .account = *account, .request = model_request(model),
		.block = newest_block(model, account->address),
	};
	batch = &effects_add(effects, EFFECT_CHAIN, flow->request)->chain;
	chain_add(batch, CHAIN_ID);
	for (size_t i = 0; i < ALLOWANCES; i++) {
		struct chain_call *call = chain_add(batch, CHAIN_CALL);

		call->to = contract_address(contract_of_token(allowance_pairs[i].token));
		abi_add_selector(&call->data, "allowance(address,address)");
		abi_add_address(&call->data, account->address);
		abi_add_address(&call->data, contract_address(allowance_pairs[i].spender));
	}
}

static bool read_all(struct flow_allowances *flow, const struct chain_replies *replies, uint64_t chain_id,
		     struct err *err)
{
	if (replies->count != 1 + ALLOWANCES)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(replies->items, replies->count, chain_id, err))
		return false;
	for (size_t i = 0; i < ALLOWANCES; i++) {
		const struct buf *data = &replies->items[i + 1].data;
		struct amount amount = amount_zero(allowance_pairs[i].token);

		if (!abi_get_u256(&amount.units, data->data, data->len, 0))
			return err_set(err, ERR_BAD_ANSWER, "The %s's answer is not a number",
				       contract_name(contract_of_token(amount.token)));
		if (!amount_is_zero(amount))
			flow->items[flow->count++] = (struct allowance){ allowance_pairs[i].spender, amount };
	}
	return true;
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_allowances *flow = &model->allowances;

	(void)effects;
	flow->request = 0;
	flow->err = action->err;
	if (action->ok && read_all(flow, &action->chain, model->network.chain_id, &flow->err)) {
		flow->state = ALLOWANCES_READ;
		return;
	}
	flow->state = ALLOWANCES_FAILED;
	if (!flow->by_itself)
		model_fail_of(model, FLOW_ALLOWANCES, &flow->err);
}

static void wish_read(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	ask(model, effects);
}

/* What was mined may have changed those that somebody has looked at. */
static bool step(struct model *model, struct effects *effects)
{
	struct flow_allowances *flow = &model->allowances;
	const struct account *account = model_account(model);

	if (flow->state != ALLOWANCES_READ || !is_of(flow, account) ||
	    newest_block(model, account->address) <= flow->block)
		return false;
	ask(model, effects);
	flow->by_itself = true;
	return true;
}

static const struct flow_wish wishes[] = {
	{ ACTION_ALLOWANCES, wish_read },
	{ 0 },
};

static bool is_busy(const struct model *model)
{
	return model->allowances.request;
}

const struct flow_ops flow_allowances_ops = {
	.name = "allowances",
	.head = offsetof(struct model, allowances),
	.wishes = wishes,
	.result = take_result,
	.retry = ask,
	.step = step,
	.is = { [FLOW_IS_BUSY] = is_busy },
};
