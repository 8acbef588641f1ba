/*
 * What the mouse does: a click does what the keystroke would do that its target stands for
 * (tui/target.h), and the wheel turns what is under the pointer.
 *
 * A click agrees to nothing (dialog_hurries), and it counts only where what it points at has been on
 * the terminal for a while: the second click of two belongs to what was there for the first.
 */
#include "tui/ui.h"

static bool is_settled(const struct ui *ui, const struct dialog *top)
{
	return ui->seen_dialog == (top ? top->number : 0) && ui->now_ms - ui->seen_ms >= DIALOG_DEAD_MS &&
	       (!top || (top->shown_ms && ui->now_ms - top->shown_ms >= DIALOG_DEAD_MS));
}

/* Returns whether the row was chosen already. */
static bool go_to_row(struct ui *ui, struct dialog *dialog, const struct target *target)
{
	bool there = (int)ui->focus == target->pane && !ui->filtering;
	struct pane *pane;

	if (dialog)
		return dialog->ops->point && dialog->ops->point(ui, dialog, (size_t)target->value, target->part);
	pane = &ui->panes[target->pane];
	ui->filtering = false;
	ui->focus = (enum pane_id)target->pane;
	pane->has_row = false;
	pane->looked = target->part;
	return list_point(&pane->list, (size_t)target->value) && there && !target->part;
}

/* Where the command has no keystroke, as while a filter is typed, the panes run it by itself. */
static void run(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	struct keybind_at at;

	if (keybind_find(&at, ui_keybinds(ui), command, &ui->changes))
		ui_type(ui, model, at.bind.inputs[0]);
	else if (!dialog)
		ui_run(ui, model, command);
}

static void move_in_pane(struct ui *ui, int pane, const struct model *model, int command)
{
	struct action ignored = { 0 };

	if (ui->panes[pane].ops->command)
		ui->panes[pane].ops->command(&ui->panes[pane], model, command, &ignored);
}

static void act(struct ui *ui, struct dialog *dialog, const struct model *model, const struct target *target)
{
	switch (target->kind) {
	case TARGET_INPUT:
		ui_type(ui, model, target->value);
		break;
	case TARGET_COMMAND:
		run(ui, dialog, model, target->value);
		break;
	case TARGET_ROW:
		if (go_to_row(ui, dialog, target))
			ui_type(ui, model, INPUT_ENTER);
		break;
	case TARGET_ORDER:
		list_order(&ui->panes[target->pane].list, (unsigned)target->value);
		break;
	case TARGET_SLIDER:
		ui->held = *target;
		break;
	case TARGET_SCROLL:
		if (dialog)
			dialog_command(ui, dialog, model, target->value);
		else
			move_in_pane(ui, target->pane, model, target->value);
		break;
	}
}

/* Nothing that is typed next repeats it. */
static void end(struct ui *ui, const struct model *model)
{
	ui->last_repeats = false;
	ui->last_input = INPUT_UNKNOWN;
	ui_end_input(ui, model);
}

/* Whoever clicks on nothing, or moves with the button down, has not been reading: no answer counts right after it. */
void ui_pass_over(struct ui *ui)
{
	ui_drop(ui);
	ui->input_ms = ui->now_ms;
}

void ui_click(struct ui *ui, const struct model *model, int row, int col)
{
	struct dialog *top = dialog_top(ui);
	const struct target *found = targets_at(&ui->canvas.targets, top ? top->number : 0, row, col);
	struct target target;

	ui_drop(ui);
	if (!found || !is_settled(ui, top)) {
		ui_pass_over(ui);
		return;
	}
	target = *found;	/* another drawing may move it */
	ui->held_at = row - target.row;
	ui_begin_input(ui, model);
	ui->clicked = true;
	if (dialog_top(ui) == top)
		act(ui, top, model, &target);
	ui->clicked = false;
	end(ui, model);
}

void ui_drop(struct ui *ui)
{
	ui->held.rows = 0;
}

/* Where the dialog has a row that is chosen, that goes along: it is what stays in sight. */
static void slide_dialog(struct ui *ui, struct dialog *dialog, int from)
{
	size_t rows = (size_t)dialog->rows, page = (size_t)dialog->page;
	size_t at = list_scroll_at(from, ui->held.value, page, rows);

	if (dialog->of && dialog->ops->point) {
		dialog->ops->point(ui, dialog, at * (dialog->of - 1) / (rows - page), 0);
	} else {
		dialog->scroll = (int)at;
		dialog->scrolled = true;
	}
}

/* The slider follows the pointer, wherever beside the bar that is. */
void ui_drag(struct ui *ui, const struct model *model, int row)
{
	struct dialog *top = dialog_top(ui);
	int from = row - ui->held_at - (ui->held.row - ui->held.part);
	struct pane *pane;

	if (!ui->held.rows || ui->held.dialog != (top ? top->number : 0)) {
		ui_pass_over(ui);
		return;
	}
	ui_begin_input(ui, model);
	if (top && dialog_top(ui) == top && top->rows > top->page) {
		slide_dialog(ui, top, from);
	} else if (!top && !dialog_top(ui)) {
		pane = &ui->panes[ui->held.pane];
		pane->has_row = false;
		list_slide(&pane->list, from, ui->held.value);
	}
	end(ui, model);
}

static bool inside(const struct rect *rect, int row, int col)
{
	return row >= rect->row && row < rect->row + rect->rows && col >= rect->col && col < rect->col + rect->cols;
}

static void wheel_in_panes(struct ui *ui, const struct model *model, int row, int col, int command)
{
	for (int i = 0; i < PANE_COUNT; i++)
		if (inside(&ui->layout.panes[i], row, col))
			move_in_pane(ui, i, model, command);
}

void ui_wheel(struct ui *ui, const struct model *model, int row, int col, bool down)
{
	struct dialog *top = dialog_top(ui);
	int command = down ? COMMAND_DOWN : COMMAND_UP;

	ui_begin_input(ui, model);
	if (top && dialog_top(ui) == top)
		dialog_command(ui, top, model, command);
	else if (!top && !dialog_top(ui))
		wheel_in_panes(ui, model, row, col, command);
	end(ui, model);
}
