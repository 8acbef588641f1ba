#include "tui/ui.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"

#define TOGETHER_MS 20		/* nobody types two keystrokes within this time */

void ui_init(struct ui *ui, int rows, int cols, bool ascii)
{
	static const struct pane_ops *const ops[] = {
#define PANE(id, table, name, help) &(table),
#include "tui/pane/panes.def"
#undef PANE
	};

	*ui = (struct ui){ .focus = PANE_STAKING, .below = PANE_KEYS, .now_ms = 1,
			   .input_ms = 1 - DIALOG_DEAD_MS, .seen_ms = 1 - DIALOG_DEAD_MS };
	ui->opening.asked.focus = ui->focus;
	canvas_init(&ui->canvas, rows, cols, ascii);
	line_init(&ui->filter, sizeof(ui->panes[0].list.filter) - 1, false);
	for (size_t i = 0; i < PANE_COUNT; i++)
		ui->panes[i].ops = ops[i];
	ui_place(ui);
}

struct layout_wants ui_wants(const struct ui *ui)
{
	struct layout_wants wants = { .clocks = ui->clocks };

	for (size_t i = 0; i < PANE_COUNT; i++) {
		wants.rows[i] = ui->panes[i].wants;
		wants.could[i] = ui->panes[i].could;
	}
	return wants;
}

void ui_place(struct ui *ui)
{
	struct layout_wants wants = ui_wants(ui);

	layout_make(&ui->layout, ui->canvas.rows, ui->canvas.cols, ui->focus, ui->below, &wants);
}

void ui_free(struct ui *ui)
{
	for (struct dialog *dialog = ui->dialog; dialog; dialog = dialog->below)
		dialog_close(ui, dialog);
	dialog_reap(ui);
	wallet_rows_free(&ui->panes[PANE_KEYSTORE].wallets);
	key_rows_free(&ui->panes[PANE_KEYS].keys);
	tx_shown_free(&ui->panes[PANE_TRANSACTIONS].txs);
	for (size_t i = 0; i < PANE_COUNT; i++)
		kept_free(&ui->kept[i]);
	line_free(&ui->filter);
	canvas_free(&ui->canvas);
}

void ui_resize(struct ui *ui, int rows, int cols)
{
	bool ascii = ui->canvas.ascii, console = ui->canvas.console;

	canvas_free(&ui->canvas);
	canvas_init(&ui->canvas, rows, cols, ascii);
	ui->canvas.console = console;
	ui->drawn.panes = false;
	ui_place(ui);
	for (struct dialog *dialog = ui->dialog; dialog; dialog = dialog->below)
		dialog_unread(dialog);
}

void ui_emit(struct ui *ui, const struct model *model, struct action *action)
{
	ui->emitted = true;
	opening_emit(ui, model, action);
}

void ui_do(struct ui *ui, const struct model *model, enum action_type type)
{
	struct action action = { .type = type };

	ui_emit(ui, model, &action);
}

void ui_key_action(struct ui *ui, const struct model *model, enum action_type type, const char *id)
{
	struct action action = { .type = type };

	snprintf(action.key_id, sizeof(action.key_id), "%s", id);
	ui_emit(ui, model, &action);
}

void ui_set(struct ui *ui, const struct model *model, const char *setting, const char *value)
{
	struct action action = { .type = ACTION_SETTING, .setting = mem_new(1, sizeof(*action.setting)) };

	snprintf(action.setting->name, sizeof(action.setting->name), "%s", setting);
	snprintf(action.setting->value, sizeof(action.setting->value), "%s", value);
	ui_emit(ui, model, &action);
}

void ui_notice(struct ui *ui, const struct model *model, const char *text)
{
	snprintf(ui->notice, sizeof(ui->notice), "%s", text);
	ui->notice_after = model->message_count;
}

void ui_copy(struct ui *ui, const struct model *model, const char *text, const char *what)
{
	enum copied copied = ui->copy ? ui->copy(ui->copy_context, text, strlen(text)) : COPIED_NOT;
	char said[128];

	handover_copied_words(said, sizeof(said), copied, what);
	ui_notice(ui, model, said);
}

void ui_copy_address(struct ui *ui, const struct model *model)
{
	const struct account *account = model_account(model);
	char address[ADDRESS_TEXT_SIZE];

	if (!account || !account_has_address(account))
		return;
	address_format(address, account->address);
	ui_copy(ui, model, address, "the address");
}

/* The filter applies as it is typed. */
static void apply_filter(struct ui *ui)
{
	struct list *list = &ui->panes[ui->focus].list;

	snprintf(list->filter, sizeof(list->filter), "%s", line_text(&ui->filter));
}

const struct keybinds *ui_keybinds(const struct ui *ui)
{
	const struct dialog *dialog = dialog_top(ui);

	if (dialog)
		return dialog_keybinds(dialog);
	return ui->filtering ? &keybinds_filter : ui->panes[ui->focus].ops->keybinds;
}

bool ui_as_drawn(const struct ui *ui, const struct model *model)
{
	return ui->drawn.panes && ui->drawn.changes == model->changes && ui->drawn.focus == ui->focus && !ui->dialog &&
	       !ui->filtering && strcmp(ui->drawn.filter, ui->panes[ui->focus].list.filter) == 0;
}

bool ui_has_field(const struct ui *ui)
{
	const struct dialog *dialog = dialog_top(ui);

	return dialog ? dialog->ops->field && dialog->ops->field(dialog) : ui->filtering;
}

struct line *ui_field(struct ui *ui)
{
	const struct dialog *dialog = dialog_top(ui);

	if (dialog)
		return dialog->ops->field ? dialog->ops->field(dialog) : NULL;
	return ui->filtering ? &ui->filter : NULL;
}

void ui_edited(struct ui *ui)
{
	struct dialog *dialog = dialog_top(ui);

	if (!dialog)
		apply_filter(ui);
	else if (dialog->ops->edited)
		dialog->ops->edited(dialog);
}

/* An input that stands in no table may be text. */
static void type(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct line *line = ui_field(ui);

	if (dialog && dialog->ops->type)
		dialog->ops->type(ui, dialog, model, input);
	else if (line && line_type(line, input))
		ui_edited(ui);
}

/* What is asked for may have changed since the last drawing. */
static void look_again(struct ui *ui, const struct model *model)
{
	ui_draw(ui, model, ui->canvas.frame);
}

static bool takes_input(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (dialog->consents)
		look_again(ui, model);
	return dialog_top(ui) == dialog && (dialog->drawn || !dialog->ops->when_seen);
}

bool ui_together(const struct ui *ui)
{
	return ui->quiet_ms < TOGETHER_MS || (ui->more && ui->more(ui->more_context));
}

/* These open a field, or the prompt for a password. */
static bool opens_field(int command)
{
	return command == COMMAND_PALETTE || command == COMMAND_FILTER || command == COMMAND_GLOSSARY ||
	       command == ACTION_PASSWORD;
}

bool ui_takes_text(const struct ui *ui, const struct model *model, int input)
{
	struct keybind_at at = { .first = ui_keybinds(ui) };

	if (at.first->typed || ui_has_field(ui))
		return true;
	while (keybind_next(&at, &ui->changes, dialog_top(ui), NULL))
		if (keybind_has(&at.bind, input) && (!at.bind.fits || at.bind.fits(ui, dialog_top(ui), model)))
			return opens_field(at.bind.command);
	return false;
}

void ui_begin_input(struct ui *ui, const struct model *model)
{
	ui_step(ui, model);
	if (!ui_as_drawn(ui, model))
		dialog_sync(ui, model);
	dialog_reap(ui);
	if (ui->dialog)
		ui->dialog->scrolled = false;
	ui->quiet_ms = ui->now_ms - ui->input_ms;
	ui->input_ms = ui->now_ms;
	ui->emitted = false;
	ui->hurries = true;
	ui->notice[0] = '\0';	/* it was about the last input */
}

/* Every input becomes an action, if only one that says that a person is there, so that the lock waits. */
void ui_end_input(struct ui *ui, const struct model *model)
{
	opening_note(ui);
	if (!ui->emitted)
		ui_do(ui, model, ACTION_NONE);
	dialog_reap(ui);
}

void ui_type(struct ui *ui, const struct model *model, int input)
{
	struct dialog *dialog = dialog_top(ui);

	ui->input = input;
	if ((!dialog || takes_input(ui, dialog, model)) && !keybind_input(ui_keybinds(ui), input, ui, dialog, model))
		type(ui, dialog, model, input);
}

void ui_input(struct ui *ui, const struct model *model, int input)
{
	struct dialog *dialog;

	ui_begin_input(ui, model);
	dialog = dialog_top(ui);
	ui_type(ui, model, input);
	if (dialog)
		dialog->input_before = INPUT_NONE;
	ui->last_repeats = input == ui->last_input;
	ui->last_input = input;
	ui_end_input(ui, model);
}

void ui_ignore(struct ui *ui, const struct model *model, const char *why)
{
	ui_begin_input(ui, model);
	ui_notice(ui, model, why);
	ui_end_input(ui, model);
}

static struct line *paste_field(struct ui *ui)
{
	const struct dialog *dialog = dialog_top(ui);

	return dialog && dialog->ops->paste_field ? dialog->ops->paste_field(dialog) : ui_field(ui);
}

void ui_paste(struct ui *ui, const struct model *model, const char *text, size_t len, bool cut)
{
	const char *told = "Paste ignored here";
	struct line *line;

	ui_begin_input(ui, model);
	line = paste_field(ui);
	if (line) {
		told = line_paste(line, text, len, cut);
		ui_edited(ui);
	}
	if (told)
		ui_notice(ui, model, told);
	ui_end_input(ui, model);
}

void ui_shown(struct ui *ui)
{
	struct dialog *top = dialog_top(ui);

	for (struct dialog *dialog = ui->dialog; dialog; dialog = dialog->below)
		if (dialog == top)
			dialog_shown(dialog, ui);
		else
			dialog_hidden(dialog);
	if (ui->seen_dialog != (top ? top->number : 0))
		ui->seen_ms = ui->now_ms;
	ui->seen_dialog = top ? top->number : 0;
}

void ui_hidden(struct ui *ui)
{
	for (struct dialog *dialog = ui->dialog; dialog; dialog = dialog->below)
		dialog_hidden(dialog);
	ui->seen_dialog = UINT_MAX;
}

static bool holds_secret(const struct ui *ui)
{
	const struct dialog *dialog = ui->dialog;

	while (dialog && (dialog->closing || !dialog->ops->wipe))
		dialog = dialog->below;
	return dialog;
}

/* The revealed API key belongs to the model, so an action hides it. */
void ui_wipe(struct ui *ui, const struct model *model)
{
	for (struct dialog *dialog = ui->dialog; dialog; dialog = dialog->below)
		if (!dialog->closing && dialog->ops->wipe)
			dialog->ops->wipe(ui, dialog, model);
	if (model->revealed)
		ui_do(ui, model, ACTION_KEY_HIDE);
	dialog_reap(ui);
}

static int64_t alone_ms(const struct ui *ui)
{
	return ui->now_ms - ui->input_ms;
}

void ui_step(struct ui *ui, const struct model *model)
{
	bool locked = ui->locks != model->locks;

	ui->locks = model->locks;
	if (locked || (holds_secret(ui) && alone_ms(ui) >= model->tuning.lock_after_ms))
		ui_wipe(ui, model);
}

static int64_t late_in(const struct ui *ui)
{
	int64_t in = ui->late_ms + UI_LATE_MS - ui->now_ms;

	return in > 0 ? in : 1;
}

int ui_redraws_in(const struct ui *ui, const struct model *model)
{
	const struct dialog *top = dialog_top(ui);
	int64_t in = -1, wipes_in = model->tuning.lock_after_ms - alone_ms(ui);

	if (top && top->consents)
		in = dialog_answers_in(ui, top);
	if (holds_secret(ui) && (in <= 0 || wipes_in < in))
		in = wipes_in > 0 && wipes_in < INT_MAX ? wipes_in : -1;
	if (ui->late_ms && (in <= 0 || late_in(ui) < in))
		in = late_in(ui);
	return in > 0 ? (int)in : -1;
}
