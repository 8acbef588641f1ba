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

/* Finds the next of slow, normal and fast that can be paid; false if there is no other. */
static bool find_next(struct fee_choice *out, const struct model *model)
{
	static const enum fee_speed next[FEE_SPEEDS] = {
		[FEE_SLOW] = FEE_NORMAL, [FEE_NORMAL] = FEE_FAST, [FEE_FAST] = FEE_SLOW, [FEE_OWN] = FEE_NORMAL,
	};
	enum fee_speed now = model->tx.fee.speed, speed = next[now];
	struct err ignored;

	for (unsigned tried = 0; tried < FEE_OWN && speed != now; tried++, speed = next[speed]) {
		*out = (struct fee_choice){ .speed = speed };
		if (tx_offer_may(model, *out, &ignored))
			return true;
	}
	return false;
}

void review_fee_step(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct action action = { .type = ACTION_TX_FEE };

	if (!is_seen(dialog, model))
		return;
	if (find_next(&action.fee, model))
		ui_emit(ui, model, &action);
	else
		ui_notice(ui, model, "The wallet can pay no other of slow, normal and fast");
}

void review_fee_own(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (is_seen(dialog, model))
		form_open(ui, model, &form_fee);
}
