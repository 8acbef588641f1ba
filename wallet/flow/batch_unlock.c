#include "wallet/flow/batch_unlock.h"

#include "wallet/flow/batch_mint.h"
#include "wallet/flow/mint.h"
#include "wallet/flow/session.h"
#include "wallet/model/model.h"

void batch_unlock(struct model *model, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;
	struct action action = { .type = ACTION_PASSWORD };

	if (model->session.request || !flow_batch_unlocks(model))
		return;
	batch->unlocking = true;
	action.password = passwords_next(&batch->passwords);
	session_unlock(model, &action, effects);
	action_free(&action);
	batch->unlocking = model->session.request != 0;
}

void batch_unlock_note(struct model *model, const struct action *action)
{
	struct flow_batch *batch = &model->batch;

	if (action->request != model->session.request)
		return;
	passwords_judge_typed(&batch->passwords, action->ok);
	batch->passwords.tried += batch->unlocking && !action->ok;
}

void batch_unlock_after(struct model *model, struct effects *effects)
{
	struct flow_batch *batch = &model->batch;
	struct err err = model->session.err;

	if (!batch->unlocking || model->session.request)
		return;
	batch->unlocking = false;
	model->session.err.code = ERR_NONE;
	if (err.code == ERR_NONE || err.code == ERR_WRONG_PASSWORD || model->mint.state != MINT_UNLOCK)
		return;
	(void)flow_mint_cancel(model, effects);
	batch_mint_finish(model, BATCH_FAILED, &err);
}
