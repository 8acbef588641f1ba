/* Commands about the key under the cursor. */
#include "tui/run.h"

#include <string.h>

#include "tui/form/form.h"
#include "wallet/model/keystroke.h"

static void run_for_key(struct ui *ui, const struct model *model, int command)
{
	struct pane *pane = &ui->panes[PANE_KEYS];
	struct action action = { 0 };

	pane->ops->command(pane, model, command, &action);
	if (action.type)
		ui_emit(ui, model, &action);
}

void run_key_reveal(struct ui *ui, const struct model *model)
{
	run_for_key(ui, model, ACTION_KEY_REVEAL);
}

void run_key_check(struct ui *ui, const struct model *model)
{
	run_for_key(ui, model, ACTION_KEY_CHECK);
}

void run_key_copy(struct ui *ui, const struct model *model)
{
	run_for_key(ui, model, ACTION_KEY_COPY);
}

/* Returns the key under the keys pane's cursor; NULL where there is none. */
static const struct key_info *current_key(const struct ui *ui, const struct model *model)
{
	return pane_keys_current(&ui->panes[PANE_KEYS], model);
}

void run_key_detail(struct ui *ui, const struct model *model)
{
	const struct key_info *key = pane_keys_current(&ui->panes[PANE_KEYS], model);

	if (key)
		dialog_key_open(ui, model, key->id);
}

void run_probe(struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);
	struct action action = { .type = ACTION_PROBE };

	if (!key)
		return;
	memcpy(action.wish.id, key->id, sizeof(action.wish.id));
	ui_emit(ui, model, &action);
}

void run_key_edit(struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);

	if (key)
		form_key_edit_open(ui, model, key);
}

/* Makes the wish for the key under the cursor; its review opens by itself. */
static void run_wish(struct ui *ui, const struct model *model, enum action_type wish)
{
	const struct key_info *key = current_key(ui, model);

	if (key)
		ui_key_action(ui, model, wish, key->id);
}

void run_key_delete(struct ui *ui, const struct model *model)
{
	run_wish(ui, model, ACTION_KEY_DELETE);
}

void run_key_rotate(struct ui *ui, const struct model *model)
{
	run_wish(ui, model, ACTION_KEY_ROTATE);
}

void run_key_forget(struct ui *ui, const struct model *model)
{
	run_wish(ui, model, ACTION_KEY_FORGET);
}

void run_key_create(struct ui *ui, const struct model *model)
{
	if (!flow_key_admin_admin(model))
		ui_notice(ui, model, "No ADMIN key is stored for this wallet: " KEYSTROKE("mint") " mints keys, an ADMIN key too");
	else
		form_open(ui, model, &form_key_create);
}

void run_key_hand_over(struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);

	if (key)
		dialog_handover_open(ui, model, key->id);
}

static void order_keys(struct ui *ui, const struct model *model, int command)
{
	struct action ignored = { 0 };

	ui->panes[PANE_KEYS].ops->command(&ui->panes[PANE_KEYS], model, command, &ignored);
}

void run_key_sort(struct ui *ui, const struct model *model)
{
	order_keys(ui, model, COMMAND_SORT);
}

void run_key_reverse(struct ui *ui, const struct model *model)
{
	order_keys(ui, model, COMMAND_REVERSE);
}
