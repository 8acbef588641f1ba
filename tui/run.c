/* What each command does; ui_run finds the one. */
#include <stdio.h>
#include <string.h>

#include "tui/form.h"
#include "tui/ui.h"
#include "wallet/funding.h"
#include "wallet/mem.h"

static void run_busy(struct ui *ui, const struct model *model)
{
	ui_notice(ui, model, "That is being worked on; Esc stops it as far as that is possible");
}

/* Money must not go to, nor be asked of, an address that nobody knows: the password
 * is asked for instead. */
static bool learns_address(struct ui *ui, const struct model *model)
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
	bool there = ui->focus == PANE_KEYS;

	if (!there && funding_needed(model)) {
		ui_run(ui, model, COMMAND_FUND);
		return;
	}
	if (model->mint.state == MINT_DONE && model->mint.minted.id[0]) {
		ui->minted_seen[0] = '\0';
		return;
	}
	ui->focus = PANE_KEYS;
	if (there && pane_keys_current(&ui->panes[PANE_KEYS], model))
		ui_run(ui, model, COMMAND_KEY_DETAIL);
}

static void next_mint(struct ui *ui, const struct model *model)
{
	switch (model->mint.state) {
	case MINT_UNKNOWN:	/* says again what is unknown, and what to do */
		ui_do(ui, model, ACTION_TOKEN);
		break;
	case MINT_UNSEALED:
	case MINT_BACKOFF:
		ui_do(ui, model, ACTION_RETRY);
		break;
	default:
		form_open(ui, model, &form_mint);
	}
}

/* Enter: the next right thing. */
static void run_next(struct ui *ui, const struct model *model)
{
	enum step step = model_step(model);

	if (!model->loaded)
		return;
	if (model_step_status(model, step) == STEP_BUSY && model->mint.state != MINT_BACKOFF) {
		run_busy(ui, model);
		return;
	}
	if (learns_address(ui, model))
		return;
	switch (step) {
	case STEP_WALLET:
		dialog_open(ui, &dialog_menu, model);
		break;
	case STEP_FUND:
		dialog_open(ui, &dialog_receive, model);
		break;
	case STEP_APPROVE:
	case STEP_STAKE:
		ui_run(ui, model, ACTION_STAKE);
		break;
	case STEP_TOKEN:
		ui_do(ui, model, ACTION_TOKEN);
		break;
	case STEP_SIGN:
	case STEP_MINT:
		next_mint(ui, model);
		break;
	default:
		next_key(ui, model);
	}
}

static void run_menu(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_menu, model);
}

/* Opens a dialog that is about the selected wallet. */
static void about_wallet(struct ui *ui, const struct model *model, const struct dialog_ops *ops)
{
	if (model_account(model))
		dialog_open(ui, ops, model);
	else
		ui_notice(ui, model, "There is no wallet yet: n makes or imports one");
}

static void run_receive(struct ui *ui, const struct model *model)
{
	if (!learns_address(ui, model))
		about_wallet(ui, model, &dialog_receive);
}

/* Where it lies open underneath it is what comes to light by itself. */
static void run_fund(struct ui *ui, const struct model *model)
{
	if (!dialog_find(ui, &dialog_fund) && !learns_address(ui, model))
		about_wallet(ui, model, &dialog_fund);
}

/* One transaction at a time. */
static void open_transaction(struct ui *ui, const struct model *model, const struct form_spec *form)
{
	if (model_transacting(model))
		run_busy(ui, model);
	else if (!model_account(model))
		dialog_open(ui, &dialog_menu, model);
	else if (!learns_address(ui, model))
		form_open(ui, model, form);
}

static void run_stake(struct ui *ui, const struct model *model)
{
	open_transaction(ui, model, &form_stake);
}

static void run_diem_stake(struct ui *ui, const struct model *model)
{
	open_transaction(ui, model, &form_diem_stake);
}

static void run_diem_mint(struct ui *ui, const struct model *model)
{
	open_transaction(ui, model, &form_diem_mint);
}

static void run_top_up(struct ui *ui, const struct model *model)
{
	if (flow_topup_running(&model->topup))
		run_busy(ui, model);
	else if (!model_account(model))
		dialog_open(ui, &dialog_menu, model);
	else if (!learns_address(ui, model))
		form_open(ui, model, &form_topup);
}

/* One page shows what there is and what came and went. */
static void run_credit(struct ui *ui, const struct model *model)
{
	if (!model_account(model)) {
		dialog_open(ui, &dialog_menu, model);
		return;
	}
	if (learns_address(ui, model))
		return;
	if (!dialog_find(ui, &dialog_x402))
		dialog_open(ui, &dialog_x402, model);
	ui_do(ui, model, ACTION_X402_BALANCE);
}

static void run_mint(struct ui *ui, const struct model *model)
{
	if (flow_mint_running(&model->mint) && model->mint.state != MINT_BACKOFF)
		run_busy(ui, model);
	else if (!model_account(model))
		dialog_open(ui, &dialog_menu, model);
	else if (model->mint.state == MINT_UNKNOWN || model->mint.state == MINT_UNSEALED)
		next_mint(ui, model);
	else if (!learns_address(ui, model))
		form_open(ui, model, &form_mint);
}

static void run_mint_many(struct ui *ui, const struct model *model)
{
	if (flow_mint_running(&model->mint) || flow_many_running(&model->many))
		run_busy(ui, model);
	else if (!model->accounts.count)
		dialog_open(ui, &dialog_menu, model);
	else if (model->mint.state == MINT_UNSEALED)
		next_mint(ui, model);
	else
		form_open(ui, model, &form_mint_many);
}

static void run_mark(struct ui *ui, const struct model *model)
{
	struct pane *pane = &ui->panes[PANE_KEYSTORE];
	struct action action = { 0 };

	if (pane->ops->command(pane, model, ACTION_MARK_WALLET, &action) && action.type)
		ui_emit(ui, model, &action);
}

/* In the keystore, what is meant is the wallet under the cursor. */
static void run_care(struct ui *ui, const struct model *model)
{
	struct pane *pane = &ui->panes[PANE_KEYSTORE];
	struct action select = { 0 };

	if (ui->focus == PANE_KEYSTORE && pane->ops->command(pane, model, COMMAND_NEXT, &select) && select.type)
		ui_emit(ui, model, &select);
	about_wallet(ui, model, &dialog_care);
}

/* Wishes that need more to them than a key. */
static const struct {
	int command;
	const struct form_spec *form;
} forms[] = {
	{ ACTION_WALLET_NEW, &form_new },
	{ COMMAND_NEW_SPECIAL, &form_new_special },
	{ ACTION_WALLET_IMPORT, &form_import },
	{ ACTION_WALLET_WATCH, &form_watch },
	{ ACTION_WALLET_RENAME, &form_rename },
	{ ACTION_WALLET_PASSWORD, &form_passwd },
	{ ACTION_WALLET_EXPORT, &form_export },
	{ ACTION_WALLET_ACCOUNTS, &form_accounts },
	{ ACTION_WALLET_DERIVE, &form_derive },
	{ ACTION_WALLET_REMOVE, &form_remove },
	{ ACTION_KEY_ADD, &form_key_add },
	{ ACTION_HOME_BACKUP, &form_backup },
	{ ACTION_HOME_RESTORE, &form_restore },
};

static bool run_form(struct ui *ui, const struct model *model, int command)
{
	for (size_t i = 0; i < ARRAY_LENGTH(forms); i++) {
		if (forms[i].command != command)
			continue;
		if (forms[i].form->about_account && !model_account(model))
			ui_notice(ui, model, "There is no wallet yet: n makes or imports one");
		else
			form_open(ui, model, forms[i].form);
		return true;
	}
	return false;
}

static void run_unlock(struct ui *ui, const struct model *model)
{
	const struct account *account = model_account(model);

	if (!account)
		ui_notice(ui, model, "There is no wallet yet: n makes or imports one");
	else if (account->kind == ACCOUNT_WATCH)
		ui_notice(ui, model, "This wallet is watch-only: there is nothing to unlock");
	else if (model_unlocked_for(model, account->address))
		ui_notice(ui, model, "The wallet is unlocked already; l locks it");
	else
		dialog_open(ui, &dialog_password, model);
}

static void run_refresh(struct ui *ui, const struct model *model)
{
	bool waits = model->mint.state == MINT_BACKOFF || model->mint.state == MINT_UNSEALED;

	ui_do(ui, model, waits ? ACTION_RETRY : ACTION_REFRESH);
}

static void run_faucet(struct ui *ui, const struct model *model)
{
	if (model->network.faucet_url[0])
		ui_do(ui, model, ACTION_FAUCET);
	else
		ui_notice(ui, model, "This network has no faucet: its money is real");
}

static void run_forget(struct ui *ui, const struct model *model)
{
	if (model->mint.state == MINT_UNKNOWN)
		dialog_confirm_open(ui, model, "Have you looked at the account's keys at venice.ai? Giving up on this mint "
				    "lets you mint again; a key it may have made stays alive there.", ACTION_MINT_FORGET);
	else
		ui_notice(ui, model, "No mint's outcome is unknown");
}

static void run_look(struct ui *ui, const struct model *model)
{
	if (model->mint.state == MINT_UNKNOWN)
		dialog_orphan_open(ui, model);
	else
		ui_notice(ui, model, "No mint's outcome is unknown");
}

/* What leaving now would cost; NULL: nothing. */
static const char *quit_question(const struct model *model)
{
	if (model->mint.state == MINT_UNSEALED)
		return "A minted key is not stored yet: leaving now loses it. Leave all the same?";
	if (model->mint.state == MINT_POSTING || model->mint.state == MINT_SEALING)
		return "A key is being minted: leaving now loses it, and the next start can only help to find and delete it. "
		       "Leave all the same?";
	if (model_transacting(model) || flow_mint_running(&model->mint) || model->wallet_request ||
	    model->care.request || model->handover.request || flow_many_running(&model->many) ||
	    flow_topup_running(&model->topup))
		return "Something is still going on. What was sent is in the journal and is picked up at the next start. "
		       "Leave now?";
	if (model->test.state == TEST_CALLING)
		return "A test call is out: leaving does not stop it, and it may be charged. Leave now?";
	return NULL;
}

static void run_quit(struct ui *ui, const struct model *model)
{
	const char *question = quit_question(model);

	if (question)
		dialog_confirm_open(ui, model, question, ACTION_QUIT);
	else
		ui_do(ui, model, ACTION_QUIT);
}

/* On panes without keys of their own, what is meant is the selected wallet's address. */
static void run_copy(struct ui *ui, const struct model *model)
{
	if (!learns_address(ui, model))
		ui_copy_address(ui, model);
}

/* Wishes about a key mean the one under the keys pane's cursor, wherever the focus is. */
static void run_for_key(struct ui *ui, const struct model *model, int command)
{
	struct pane *pane = &ui->panes[PANE_KEYS];
	struct action action = { 0 };

	pane->ops->command(pane, model, command, &action);
	if (action.type)
		ui_emit(ui, model, &action);
	else
		ui_notice(ui, model, "There is no API key yet: m mints one");
}

static void run_reveal(struct ui *ui, const struct model *model)
{
	run_for_key(ui, model, ACTION_KEY_REVEAL);
}

static void run_check(struct ui *ui, const struct model *model)
{
	run_for_key(ui, model, ACTION_KEY_CHECK);
}

static void run_key_copy(struct ui *ui, const struct model *model)
{
	run_for_key(ui, model, ACTION_KEY_COPY);
}

/* The key under the keys pane's cursor; NULL, and said, where there is none. */
static const struct key_info *current_key(struct ui *ui, const struct model *model)
{
	const struct key_info *key = pane_keys_current(&ui->panes[PANE_KEYS], model);

	if (!key)
		ui_notice(ui, model, "There is no API key yet: m mints one");
	return key;
}

static void run_key_detail(struct ui *ui, const struct model *model)
{
	const struct key_info *key = pane_keys_current(&ui->panes[PANE_KEYS], model);

	if (key)
		dialog_key_open(ui, model, key->id);
	else if (model->keys.count > 0)
		ui_notice(ui, model, "No key matches the filter; Esc clears it");
	else
		run_next(ui, model);
}

static void run_key_test(struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);
	struct action action = { .type = ACTION_KEY_TEST };

	if (!key)
		return;
	memcpy(action.wish.id, key->id, sizeof(action.wish.id));
	ui_emit(ui, model, &action);
}

static void run_key_edit(struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);

	if (key)
		form_key_edit_open(ui, model, key);
}

static void run_key_delete(struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);

	if (key)
		dialog_delete_open(ui, model, key->id);
}

static void run_key_rotate(struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);

	if (key)
		dialog_confirm_key_open(ui, model, "Make a new key with the same options? The old one goes on working until "
					"you have put the new one in its place and delete the old.", ACTION_KEY_ROTATE, key->id);
}

static void run_key_forget(struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);

	if (key)
		dialog_confirm_key_open(ui, model, "Remove the stored copy of this key? The key stays alive at Venice, and "
					"nobody can show it again.", ACTION_KEY_FORGET, key->id);
}

static void run_key_create(struct ui *ui, const struct model *model)
{
	if (flow_mint_running(&model->mint))
		run_busy(ui, model);
	else if (!flow_keys_admin(model))
		ui_notice(ui, model, "No ADMIN key is stored for this wallet: m mints keys, an ADMIN key too");
	else
		form_open(ui, model, &form_key_create);
}

static void run_hand_over(struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);

	if (key && !key->stored)
		ui_notice(ui, model, "That key is not stored here, and Venice shows a key only once");
	else if (key)
		dialog_handover_open(ui, model, key->id);
}

static void run_sort(struct ui *ui, const struct model *model)
{
	struct action ignored = { 0 };

	ui->panes[PANE_KEYS].ops->command(&ui->panes[PANE_KEYS], model, COMMAND_SORT, &ignored);
}

static void run_filter(struct ui *ui, const struct model *model)
{
	if (!ui->panes[ui->focus].ops->can_filter)
		ui->focus = model->keys.count > 0 ? PANE_KEYS : PANE_KEYSTORE;
	line_set(&ui->filter, ui->panes[ui->focus].list.filter);
	ui->filtering = true;
}

static void run_clear(struct ui *ui, const struct model *model)
{
	struct list *list = &ui->panes[ui->focus].list;

	if (list->filter[0])
		list->filter[0] = '\0';
	else if (model_busy(model))
		ui_do(ui, model, ACTION_CANCEL);
}

static void run_log(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_log, model);
}

static void run_messages(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_messages, model);
}

static void run_help(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_help, model);
}

static void run_palette(struct ui *ui, const struct model *model)
{
	dialog_open(ui, &dialog_palette, model);
}

static void run_redraw(struct ui *ui, const struct model *model)
{
	(void)model;
	ui->redraw = true;
}

static void move_focus(struct ui *ui, int to)
{
	ui->filtering = false;
	ui->focus = (enum pane_id)((to + PANE_COUNT) % PANE_COUNT);
}

static const struct {
	int command;
	void (*run)(struct ui *ui, const struct model *model);
} table[] = {
	{ COMMAND_NEXT, run_next },
	{ COMMAND_WALLET_MENU, run_menu },
	{ COMMAND_WALLET_CARE, run_care },
	{ COMMAND_RECEIVE, run_receive },
	{ COMMAND_FUND, run_fund },
	{ COMMAND_COPY, run_copy },
	{ COMMAND_FILTER, run_filter },
	{ COMMAND_CLEAR, run_clear },
	{ COMMAND_MESSAGES, run_messages },
	{ COMMAND_LOG, run_log },
	{ COMMAND_HELP, run_help },
	{ COMMAND_PALETTE, run_palette },
	{ COMMAND_REDRAW, run_redraw },
	{ ACTION_STAKE, run_stake },
	{ ACTION_DIEM_STAKE, run_diem_stake },
	{ ACTION_DIEM_MINT, run_diem_mint },
	{ ACTION_X402_TOP_UP, run_top_up },
	{ ACTION_X402_BALANCE, run_credit },
	{ ACTION_X402_TRANSACTIONS, run_credit },
	{ ACTION_MINT, run_mint },
	{ ACTION_MINT_MANY, run_mint_many },
	{ ACTION_MARK_WALLET, run_mark },
	{ ACTION_PASSWORD, run_unlock },
	{ ACTION_REFRESH, run_refresh },
	{ ACTION_FAUCET, run_faucet },
	{ ACTION_MINT_FORGET, run_forget },
	{ ACTION_QUIT, run_quit },
	{ COMMAND_SORT, run_sort },
	{ COMMAND_MINT_LOOK, run_look },
	{ COMMAND_KEY_DETAIL, run_key_detail },
	{ ACTION_KEY_TEST, run_key_test },
	{ ACTION_KEY_UPDATE, run_key_edit },
	{ ACTION_KEY_DELETE, run_key_delete },
	{ ACTION_KEY_ROTATE, run_key_rotate },
	{ ACTION_KEY_FORGET, run_key_forget },
	{ ACTION_KEY_CREATE, run_key_create },
	{ ACTION_KEY_REVEAL, run_reveal },
	{ ACTION_KEY_CHECK, run_check },
	{ ACTION_KEY_COPY, run_key_copy },
	{ ACTION_KEY_HANDOVER, run_hand_over },
};

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
	if (run_in_pane(ui, model, command) || run_form(ui, model, command))
		return;
	if (command >= COMMAND_PANE_1 && command <= COMMAND_PANE_4)
		move_focus(ui, command - COMMAND_PANE_1);
	else if (command == COMMAND_NEXT_PANE)
		move_focus(ui, (int)ui->focus + 1);
	else if (command == COMMAND_PREVIOUS_PANE)
		move_focus(ui, (int)ui->focus - 1);
	for (size_t i = 0; i < ARRAY_LENGTH(table); i++)
		if (table[i].command == command) {
			table[i].run(ui, model);
			return;
		}
	if (command > ACTION_NONE && command < ACTION_TICK)
		ui_do(ui, model, (enum action_type)command);
}
