/* Commands that begin something longer: a transaction, a mint or a payment. */
#include "tui/run.h"

#include <string.h>

#include "tui/form/form.h"
#include "tui/tx_row.h"

void run_flow_next_mint(struct ui *ui, const struct model *model)
{
	switch (model->mint.state) {
	case MINT_UNKNOWN:	/* the panel says again what is unknown, and what to do */
		ui_do(ui, model, ACTION_TOKEN);
		break;
	case MINT_UNSEALED:
	case MINT_BACKOFF:
		ui_do(ui, model, ACTION_MINT_RETRY);
		break;
	default:
		ui_run(ui, model, ACTION_MINT);
	}
}

static void open_transaction(struct ui *ui, const struct model *model, const struct form_spec *form)
{
	if (!run_learns_address(ui, model))
		form_open(ui, model, form);
}

/* An allowance that is taken back is the one that staking may have left. */
static void do_plan(struct ui *ui, const struct model *model, enum purpose purpose)
{
	struct action action = { .type = plan_row(purpose)->wish };

	if (plan_row(purpose)->recipient) {
		action.amount = amount_zero(TOKEN_VVV);
		action.recipient = contract_address(CONTRACT_STAKING);
	}
	ui_emit(ui, model, &action);
}

/* A plan that takes all of something goes to its review at once. */
bool run_flow_plan(struct ui *ui, const struct model *model, int command)
{
	enum purpose purpose = plan_of_wish((enum action_type)command, TOKEN_ETH);

	if (command <= ACTION_NONE || command >= ACTION_TICK || purpose == PURPOSE_UNKNOWN)
		return false;
	if (form_of_plan(purpose))
		open_transaction(ui, model, form_of_plan(purpose));
	else
		do_plan(ui, model, purpose);
	return true;
}

void run_flow_top_up(struct ui *ui, const struct model *model)
{
	if (flow_topup_running(&model->topup))
		run_busy(ui, model);
	else if (!run_learns_address(ui, model))
		form_open(ui, model, &form_topup);
}

/* One page shows the credit, and what came in and went out. */
void run_flow_credit(struct ui *ui, const struct model *model)
{
	if (run_learns_address(ui, model))
		return;
	if (!dialog_find(ui, &dialog_x402))
		dialog_open(ui, &dialog_x402, model);
	ui_do(ui, model, ACTION_X402_BALANCE);
}

void run_flow_allowances(struct ui *ui, const struct model *model)
{
	if (run_learns_address(ui, model))
		return;
	if (!dialog_find(ui, &dialog_allowances))
		dialog_open(ui, &dialog_allowances, model);
	ui_do(ui, model, ACTION_ALLOWANCES);
}

void run_flow_mint(struct ui *ui, const struct model *model)
{
	if (model->mint.state == MINT_UNKNOWN || model->mint.state == MINT_UNSEALED)
		run_flow_next_mint(ui, model);
	else if (!run_learns_address(ui, model))
		form_open(ui, model, &form_mint);
}

void run_flow_mint_batch(struct ui *ui, const struct model *model)
{
	if (flow_mint_running(&model->mint) || flow_batch_running(&model->batch))
		run_busy(ui, model);
	else if (model->mint.state == MINT_UNSEALED)
		run_flow_next_mint(ui, model);
	else
		form_open(ui, model, &form_mint_batch);
}

void run_flow_forget_mint(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, ACTION_MINT_FORGET);
}

void run_flow_tx(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_tx, model);
}

void run_flow_tx_detail(struct ui *ui, const struct model *model)
{
	struct tx_shown fresh;
	const struct tx_row *row = pane_transactions_current(&ui->panes[PANE_TRANSACTIONS], model, &fresh);

	ui->focus = PANE_TRANSACTIONS;
	if (row)
		dialog_tx_page_open(ui, model, row);
	tx_shown_free(&fresh);
}

void run_flow_forget_tx(struct ui *ui, const struct model *model)
{
	struct action action = { .type = ACTION_TX_FORGET };

	memcpy(action.journal_id, model->tx.entry.id, sizeof(action.journal_id));
	ui_emit(ui, model, &action);
}

void run_flow_look(struct ui *ui, const struct model *model)
{
	dialog_orphan_open(ui, model);
}
