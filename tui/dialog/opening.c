#include "tui/dialog/opening.h"

#include <stdio.h>

#include "tui/dialog/room.h"
#include "tui/enter.h"
#include "tui/ui.h"
#include "wallet/model/keystroke.h"

static unsigned bit(enum want want)
{
	return 1u << want;
}

/* A transaction that waits to be mined asks no more, unless another one is to replace it, or others follow it. */
static bool may_review(const struct model *model)
{
	bool waits = model->tx.state == TX_SENDING || model->tx.state == TX_WAITING;

	if (flow_plan_batch_running(&model->plan_batch))
		return true;
	return model_transacting(model) && (!waits || model->tx.change != TX_CHANGE_NONE);
}

/* Returns the questions of what is going on, asked or still to come. */
static unsigned questions(const struct model *model)
{
	return (may_review(model) ? bit(WANT_REVIEW) : 0) |
	       (flow_mint_running(&model->mint) ? bit(WANT_CHALLENGE) : 0) |
	       (flow_probe_running(&model->probe) ? bit(WANT_PROBE) : 0) |
	       (flow_topup_running(&model->topup) ? bit(WANT_PAYMENT) : 0);
}

static const struct dialog *opened_by_hand(const struct ui *ui)
{
	const struct dialog *dialog = ui->dialog;

	while (dialog && (dialog->closing || dialog_is_automatic(dialog->ops)))
		dialog = dialog->below;
	return dialog;
}

static struct place place_now(const struct ui *ui)
{
	const struct dialog *dialog = opened_by_hand(ui);

	return (struct place){ dialog ? dialog->number : 0, ui->focus, ui->filtering };
}

static bool is_where_it_was_asked(const struct ui *ui)
{
	struct place now = place_now(ui), asked = ui->opening.asked;

	return now.dialog == asked.dialog && now.focus == asked.focus && now.filtering == asked.filtering;
}

static void emit_wish(struct ui *ui, const struct model *model, struct action *action)
{
	unsigned before = questions(model);
	bool fee = action->type == ACTION_TX_FEE;
	bool yes_to_list = action->type == ACTION_CONFIRM && flow_plan_batch_running(&model->plan_batch);

	ui->emit(ui->emit_context, action);
	ui->opening.begun |= questions(model) & ~before;
	/* The node is asked before that review comes back, or before the first wallet of a list is opened. */
	if ((fee || yes_to_list) && model_want(model) == WANT_NOTHING)
		ui->opening.begun |= questions(model) & bit(WANT_REVIEW);
	ui->opening.wished = ui->opening.wishing = true;
	dialog_sync(ui, model);
	ui->opening.wishing = false;
}

/* An input that asks for nothing may still have made room for what waits, unless all is as it was drawn. */
void opening_emit(struct ui *ui, const struct model *model, struct action *action)
{
	if (action->type != ACTION_NONE) {
		emit_wish(ui, model, action);
		return;
	}
	ui->emit(ui->emit_context, action);
	if (!ui_as_drawn(ui, model))
		dialog_sync(ui, model);
}

void opening_note(struct ui *ui)
{
	if (ui->opening.wished)
		ui->opening.asked = place_now(ui);
	ui->opening.untouched = ui->opening.wished;
	ui->opening.wished = false;
}

/* Each question of what the person began may open by itself once. */
static bool spend(struct ui *ui, const struct model *model)
{
	enum want want = model_want(model);
	bool had = ui->opening.begun & (want == WANT_PASSWORD ? ~0u : bit(want));

	if (want != WANT_PASSWORD)
		ui->opening.begun &= ~bit(want);
	return had;
}

static bool may_ask(struct ui *ui, const struct model *model)
{
	const struct dialog *top = dialog_top(ui);
	bool begun = spend(ui, model), lists_it = top && top->ops == &dialog_batch;

	if (lists_it)	/* its question is about that row */
		return true;
	return begun && top == opened_by_hand(ui) && is_where_it_was_asked(ui);
}

bool opening_may(struct ui *ui, const struct model *model, const struct dialog_ops *ops)
{
	const struct dialog *top = dialog_top(ui);

	if (!room_is(ui))
		return false;
	ui->opening.begun &= questions(model);
	if (ui->opening.wishing) {
		spend(ui, model);
		return true;
	}
	if (ops->waits)
		return may_ask(ui, model);
	if (ui->filtering || (top && dialog_keybinds(top)->typed))	/* it may be the result of that form */
		return ui->opening.untouched && is_where_it_was_asked(ui);
	return true;
}

bool opening_line(char *out, size_t size, const struct ui *ui, const struct model *model)
{
	const struct dialog_ops *ops = dialog_waiting(ui, model);
	struct opening_words words = { .done = "" };
	bool covered = dialog_top(ui) || ui->filtering;

	if (!ops)
		return false;
	ops->waits(&words, model);
	snprintf(out, size, "%s%s%s%s: %s", words.done, *words.done ? " " : "", covered ? "Close this, then " : "",
		 enter_words(ui, model), words.what);
	return true;
}

bool opening_hint(char *out, size_t size, const struct ui *ui, const struct model *model)
{
	const struct dialog_ops *ops = dialog_waiting(ui, model);
	struct opening_words words = { .done = "" };

	if (!ops)
		return false;
	ops->waits(&words, model);
	snprintf(out, size, "%s%s" KEYSTROKE("next") ": %s", words.done, *words.done ? " " : "", words.what);
	return true;
}

bool opening_take(struct ui *ui, const struct model *model)
{
	const struct dialog_ops *ops = dialog_waiting(ui, model);

	if (ops)
		dialog_open(ui, ops, model);
	return ops;
}
