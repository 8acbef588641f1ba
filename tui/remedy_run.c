/* What the remedies do on the screen. */
#include "tui/remedy_menu.h"

#include "tui/form/form.h"
#include "wallet/base/mem.h"
#include "wallet/model/keystroke.h"

static void do_new_token(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, ACTION_NEW_TOKEN);
}

static void do_retry(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, model->failed == FLOW_NONE ? ACTION_REFRESH : ACTION_RETRY);
}

static void do_stake(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_STAKE);
}

static void do_mint(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_MINT);
}

/* Opens the form, filled with what was asked for. */
static void do_edit(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, (int)flow_ops(model->failed)->edits(model));
}

static void do_settle(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, ACTION_X402_SETTLE);
}

static void do_edit_key(struct ui *ui, const struct model *model)
{
	const struct key_info *key = remedy_menu_key(model);

	if (key)
		form_key_edit_open(ui, model, key);
}

static void do_switch(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_KEYSTORE);
	if (model->accounts.count < 2)
		ui_notice(ui, model, "This is the only wallet; " KEYSTROKE("wallet") " makes or imports another");
}

static void do_import(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_WALLET_MENU);
}

static void do_list(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_KEYS);
	ui_do(ui, model, flow_key_admin_admin(model) ? ACTION_KEYS_LIST : ACTION_REFRESH);
}

static void do_look(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_KEYS);
	if (model->mint.state == MINT_UNKNOWN) {
		ui_run(ui, model, COMMAND_MINT_LOOK);
		return;
	}
	ui_do(ui, model, ACTION_REFRESH);
}

static void do_check(struct ui *ui, const struct model *model)
{
	ui_key_action(ui, model, ACTION_KEY_CHECK, model->probe.key.id);
}

static void do_receive(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_RECEIVE);
}

static void do_fund(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_FUND);
}

static void do_unlock(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_PASSWORD);
}

static void do_stop(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, model->mint.state == MINT_UNKNOWN ? ACTION_MINT_FORGET : ACTION_CANCEL);
}

static void do_fee(struct ui *ui, const struct model *model)
{
	form_open(ui, model, &form_fee);
}

void remedy_menu_run(struct ui *ui, const struct model *model, const struct remedy_item *item)
{
	static void (*const runs[])(struct ui *ui, const struct model *model) = {
		[REMEDY_DO_NEW_TOKEN] = do_new_token,
		[REMEDY_DO_RETRY] = do_retry,
		[REMEDY_DO_STAKE] = do_stake,
		[REMEDY_DO_MINT] = do_mint,
		[REMEDY_DO_EDIT] = do_edit,
		[REMEDY_DO_SETTLE] = do_settle,
		[REMEDY_DO_EDIT_KEY] = do_edit_key,
		[REMEDY_DO_SWITCH] = do_switch,
		[REMEDY_DO_IMPORT] = do_import,
		[REMEDY_DO_LIST] = do_list,
		[REMEDY_DO_LOOK] = do_look,
		[REMEDY_DO_CHECK] = do_check,
		[REMEDY_DO_RECEIVE] = do_receive,
		[REMEDY_DO_FUND] = do_fund,
		[REMEDY_DO_UNLOCK] = do_unlock,
		[REMEDY_DO_STOP] = do_stop,
		[REMEDY_DO_FEE] = do_fee,
	};

	runs[item->what](ui, model);
}
