#include "tui/dialog/review_fee.h"

#include "tui/form/form.h"
#include "wallet/model/tx_offer.h"

bool review_fee_fits(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model && model_want(model) == WANT_REVIEW && model->plan_batch.state != PLAN_BATCH_REVIEW &&
	       !tx_agreed_stopped(&model->tx);
}

/* What was typed before the review was seen meant something else. */
static bool is_seen(const struct dialog *dialog, const struct model *model)
{
	return dialog->drawn && review_fee_fits(NULL, dialog, model);
}

void review_fee_step(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	static const enum fee_speed next[FEE_SPEEDS] = {
		[FEE_SLOW] = FEE_NORMAL, [FEE_NORMAL] = FEE_FAST, [FEE_FAST] = FEE_SLOW, [FEE_OWN] = FEE_NORMAL,
	};
	struct action action = { .type = ACTION_TX_FEE, .fee = { .speed = next[model->tx.fee.speed] } };
	struct err err;

	if (!is_seen(dialog, model))
		return;
	while (action.fee.speed != model->tx.fee.speed && !tx_offer_may(model, action.fee, &err))
		action.fee.speed = next[action.fee.speed];
	if (action.fee.speed == model->tx.fee.speed)
		ui_notice(ui, model, "The wallet can pay no other of slow, normal and fast");
	else
		ui_emit(ui, model, &action);
}

void review_fee_own(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (is_seen(dialog, model))
		form_open(ui, model, &form_fee);
}
