#include "wallet/flow/plan_batch_unlock.h"

#include "wallet/flow/session.h"
#include "wallet/model/model.h"

static bool needs_password(const struct model *model)
{
	const struct flow_plan_batch *batch = &model->plan_batch;

	return batch->state == PLAN_BATCH_WORKING && batch->in_hand && model->tx.state == TX_UNLOCK &&
	       !model_unlocked_for(model, model->tx.account.address);
}

bool plan_batch_unlocks(const struct model *model)
{
	const struct flow_plan_batch *batch = &model->plan_batch;

	return needs_password(model) && (batch->unlocking || batch->passwords.tried < batch->passwords.count);
}

bool plan_batch_unlock(struct model *model, struct effects *effects)
{
	struct flow_plan_batch *batch = &model->plan_batch;
	struct action action = { .type = ACTION_PASSWORD };

	if (model->session.request || !plan_batch_unlocks(model))
		return false;
	model_say(model, false, "%s: trying the password that opened another wallet", batch->account.name);
	action.password = passwords_next(&batch->passwords);
	session_unlock(model, &action, effects);
	action_free(&action);
	batch->unlocking = model->session.request != 0;
	return batch->unlocking;
}

void plan_batch_unlock_watch(struct model *model, const struct action *action)
{
	struct flow_plan_batch *batch = &model->plan_batch;

	if (action->type == ACTION_PASSWORD && action->password && !model->session.request && needs_password(model))
		passwords_typed(&batch->passwords, action->password);
	if (action->type != ACTION_UNLOCKED || action->request != model->session.request)
		return;
	passwords_judge_typed(&batch->passwords, action->ok);
	batch->passwords.tried += batch->unlocking && !action->ok;
}

void plan_batch_unlock_after(struct model *model)
{
	struct flow_plan_batch *batch = &model->plan_batch;

	if (!batch->unlocking || model->session.request)
		return;
	batch->unlocking = false;
	if (model->session.err.code != ERR_WRONG_PASSWORD)
		return;
	model->session.err.code = ERR_NONE;
	if (model->headless)	/* a command says so, and one with a single password tries it once */
		(void)err_set(&model->session.err, ERR_WRONG_PASSWORD, "What opened another wallet of the list does not open %s",
			      batch->account.name);
}
