#include "wallet/model/mint.h"

#include "wallet/model/model.h"

bool flow_mint_running(const struct flow_mint *flow)
{
	switch (flow->state) {
	case MINT_IDLE:
	case MINT_TOKEN:
	case MINT_UNSEALED:
	case MINT_DONE:
	case MINT_FAILED:
	case MINT_UNKNOWN:
		return false;
	case MINT_GETTING:
	case MINT_REVIEW:
	case MINT_UNLOCK:
	case MINT_SIGNING:
	case MINT_JOURNALLING:
	case MINT_POSTING:
	case MINT_BACKOFF:
	case MINT_SEALING:
	case MINT_CONFIRMING:
	case MINT_CHECKING:
		return true;
	case MINT_STATE_COUNT:
		break;
	}
	return false;
}

bool flow_mint_wants_room(const struct flow_mint *flow)
{
	return flow->state == MINT_POSTING || flow->state == MINT_SEALING || flow->state == MINT_UNSEALED;
}

bool flow_mint_seal_waits(const struct model *model)
{
	return model->mint.state == MINT_UNSEALED && !model_unlocked_for(model, model->mint.account.address);
}

int64_t flow_mint_token_left(const struct model *model)
{
	int64_t left = model->mint.token_ends_ms - model_server_now(model);

	return model->mint.token && left > 0 ? left : 0;
}
