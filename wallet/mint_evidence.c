#include "wallet/mint_evidence.h"

#include "wallet/abi.h"
#include "wallet/model.h"

void mint_evidence_gather(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct mint_evidence *evidence = &flow->evidence;
	struct chain_batch *batch;
	struct chain_call *call;

	evidence->has_token = flow->token != NULL;
	evidence->token_age_ms = model_server_now(model) - flow->token_got_ms;
	evidence->token_life_ms = flow->token_ends_ms - flow->token_got_ms;
	if (model->headless || !model_account(model))
		return;
	evidence->has_svvv = false;
	evidence->request = model_request(model);
	batch = &effects_add(effects, EFFECT_CHAIN, evidence->request)->chain;
	chain_add(batch, CHAIN_BLOCK_NUMBER);
	call = chain_add(batch, CHAIN_CALL);
	call->to = contract_address(CONTRACT_STAKING);
	abi_add_selector(&call->data, "balanceOf(address)");
	abi_add_address(&call->data, flow->account.address);
}

bool mint_evidence_take(struct model *model, const struct action *action)
{
	struct mint_evidence *evidence = &model->mint.evidence;
	const struct chain_reply *r = action->chain.items;

	if (!evidence->request || action->request != evidence->request)
		return false;
	evidence->request = 0;
	if (!action->ok || action->chain.count != 2 || !r[0].ok || !r[1].ok)
		return true;
	evidence->svvv.token = TOKEN_SVVV;
	evidence->has_svvv = abi_get_u256(&evidence->svvv.units, r[1].data.data, r[1].data.len, 0) &&
			     u256_to_u64(&evidence->svvv_block, r[0].number);
	return true;
}
