/* What each command does: ui_run looks it up in runs.def. */
#include <stdio.h>
#include <string.h>

#include "tui/dialog/room.h"
#include "tui/enter.h"
#include "tui/form/form.h"
#include "tui/refusal.h"
#include "tui/run.h"
#include "wallet/base/mem.h"
#include "wallet/model/funding.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/stake_life.h"

void run_no_wallet(struct ui *ui, const struct model *model)
{
	if (model->unread.code != ERR_NONE)
		ui_do(ui, model, ACTION_REFRESH);
	else if (model->readonly)	/* it says why */
		ui_run(ui, model, COMMAND_WALLET_MENU);
	else
		dialog_open(ui, &dialog_first, model);
}

void run_busy(struct ui *ui, const struct model *model)
{
	ui_notice(ui, model, "That is being worked on; Esc stops it as far as that is possible");
}

bool run_learns_address(struct ui *ui, const struct model *model)
{
	const struct account *account = model_account(model);

	if (!account || account_has_address(account))
		return false;
	ui_notice(ui, model, "Its file does not say its address: unlock it once, and it is known");
	dialog_open(ui, &dialog_password, model);
	return true;
}

static void next_key(struct ui *ui, const struct model *model)
{
	if (funding_needed(model)) {
		ui_run(ui, model, COMMAND_FUND);
		return;
	}
	if (model->mint.state == MINT_DONE && model->mint.minted.id[0]) {
		ui->minted_seen[0] = '\0';
		return;
	}
	ui->focus = PANE_KEYS;
}

/* Enter does the next right thing. */
void run_next(struct ui *ui, const struct model *model)
{
	enum step step = walkthrough_step(model);

	if (!model->loaded || opening_take(ui, model))
		return;
	if (enter_must_wait(model)) {
		run_busy(ui, model);
		return;
	}
	if (run_learns_address(ui, model))
		return;
	if (walkthrough_offer(model)) {
		ui_run(ui, model, (int)plan_row(walkthrough_offer(model))->wish);
		return;
	}
	switch (step) {
	case STEP_WALLET:
		run_no_wallet(ui, model);
		break;
	case STEP_FUND:
		dialog_open(ui, &dialog_receive, model);
		break;
	case STEP_APPROVE:
	case STEP_STAKE:
		ui_run(ui, model, ACTION_STAKE);
		break;
	case STEP_TOKEN:
		ui_run(ui, model, ACTION_TOKEN);
		break;
	case STEP_SIGN:
	case STEP_MINT:
		run_flow_next_mint(ui, model);
		break;
	case STEP_KEY:
	case STEP_COUNT:
		next_key(ui, model);
	}
}

void run_menu(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_menu, model);
}

void run_receive(struct ui *ui, const struct model *model)
{
	if (!run_learns_address(ui, model))
		dialog_open(ui, &dialog_receive, model);
}

/* Where the page lies open under this dialog, closing the dialog brings it back. */
void run_fund(struct ui *ui, const struct model *model)
{
	if (!dialog_find(ui, &dialog_fund) && !run_learns_address(ui, model))
		dialog_open(ui, &dialog_fund, model);
}

void run_mark(struct ui *ui, const struct model *model)
{
	struct pane *pane = &ui->panes[PANE_KEYSTORE];
	struct action action = { 0 };

	if (pane->ops->command(pane, model, ACTION_MARK_WALLET, &action) && action.type)
		ui_emit(ui, model, &action);
}

/* In the keystore the command means the wallet under the cursor. */
void run_task(struct ui *ui, const struct model *model)
{
	struct pane *pane = &ui->panes[PANE_KEYSTORE];
	struct action select = { 0 };

	if (ui->focus == PANE_KEYSTORE && pane->ops->command(pane, model, COMMAND_NEXT, &select) && select.type)
		ui_emit(ui, model, &select);
	dialog_open(ui, &dialog_task, model);
}

/* Where there is nothing to unlock the prompt still opens and says so, because a password typed
 * blindly must go nowhere else. */
void run_unlock(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_password, model);
}

void run_refresh(struct ui *ui, const struct model *model)
{
	bool waits = model->mint.state == MINT_BACKOFF || model->mint.state == MINT_UNSEALED;

	ui_do(ui, model, waits ? ACTION_MINT_RETRY : ACTION_REFRESH);
}

void run_faucet(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, ACTION_FAUCET);
}

void run_remove(struct ui *ui, const struct model *model)
{
	struct action action = { .type = ACTION_WALLET_REMOVE };

	action.task = mem_new(1, sizeof(*action.task));
	action.task->kind = TASK_REMOVE;
	action.task->account = *model_account(model);
	ui_emit(ui, model, &action);
}

/* Where the pane copies nothing of its own, this copies the selected wallet's address. */
void run_copy(struct ui *ui, const struct model *model)
{
	if (!run_learns_address(ui, model))
		ui_copy_address(ui, model);
}

void run_filter(struct ui *ui, const struct model *model)
{
	if (!ui->panes[ui->focus].ops->can_filter)
		ui->focus = model->keys.count > 0 ? PANE_KEYS : PANE_KEYSTORE;
	line_set(&ui->filter, ui->panes[ui->focus].list.filter);
	ui->filtering = true;
}

void run_clear(struct ui *ui, const struct model *model)
{
	struct list *list = &ui->panes[ui->focus].list;

	if (list->filter[0])
		list->filter[0] = '\0';
	else if (model_busy(model))
		ui_do(ui, model, ACTION_CANCEL);
}

void run_take_out(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, (int)plan_row(stake_life_offer(model))->wish);
}

void run_log(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_log, model);
}

void run_book(struct ui *ui, const struct model *model)
{
	if (!dialog_find(ui, &dialog_book))
		dialog_open(ui, &dialog_book, model);
}

void run_messages(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_messages, model);
}

void run_glossary(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_glossary, model);
}

void run_practise(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_practise, model);
}

void run_network(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_network, model);
}

void run_settings(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_settings, model);
}

void run_help(struct ui *ui, const struct model *model)
{
	if (room_or_say(ui, model))
		dialog_open(ui, &dialog_help, model);
}

void run_theme(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_theme, model);
}

void run_palette(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_palette, model);
}

void run_redraw(struct ui *ui, const struct model *model)
{
	(void)model;
	ui->redraw = true;
}

static void move_focus(struct ui *ui, int to)
{
	ui->filtering = false;
	ui->focus = (enum pane_id)((to + PANE_COUNT) % PANE_COUNT);
}

void run_next_pane(struct ui *ui, const struct model *model)
{
	(void)model;
	move_focus(ui, (int)ui->focus + 1);
}

void run_previous_pane(struct ui *ui, const struct model *model)
{
	(void)model;
	move_focus(ui, (int)ui->focus - 1);
}

static bool run_focus(struct ui *ui, int command)
{
	static const int commands[PANE_COUNT] = {
#define PANE(id, table, name, help) COMMAND_PANE_##id,
#include "tui/pane/panes.def"
#undef PANE
	};

	for (int i = 0; i < PANE_COUNT; i++)
		if (commands[i] == command) {
			move_focus(ui, i);
			return true;
		}
	return false;
}

static void run_form(struct ui *ui, const struct model *model, const struct form_spec *form)
{
	form_open(ui, model, form);
}

static bool run_row(struct ui *ui, const struct model *model, int command)
{
	static const struct {
		int command;
		run_command *run;
		const struct form_spec *form;
	} rows[] = {
#define RUN(command, function) { command, function, NULL },
#define FORM(command, form) { command, NULL, &(form) },
#include "tui/runs.def"
#undef RUN
#undef FORM
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		if (rows[i].command != command)
			continue;
		if (rows[i].form)
			run_form(ui, model, rows[i].form);
		else
			rows[i].run(ui, model);
		return true;
	}
	return false;
}

static bool run_in_pane(struct ui *ui, const struct model *model, int command)
{
	struct pane *pane = &ui->panes[ui->focus];
	struct action action = { 0 };

	if (!pane->ops->command || !pane->ops->command(pane, model, command, &action))
		return false;
	if (action.type)
		ui_emit(ui, model, &action);
	return true;
}

void ui_run(struct ui *ui, const struct model *model, int command)
{
	const struct refusal *refusal = refusal_of(ui, model, command);

	if (refusal) {
		ui_notice(ui, model, refusal->why);
		return;
	}
	if (run_in_pane(ui, model, command) || run_flow_plan(ui, model, command) || run_row(ui, model, command) ||
	    run_focus(ui, command))
		return;
	if (command > ACTION_NONE && command < ACTION_COUNT)
		ui_do(ui, model, (enum action_type)command);
}
