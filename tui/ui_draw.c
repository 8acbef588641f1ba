/* Draws the screen: the panes, the bars, and the dialogs over them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/bars.h"
#include "tui/detail/detail.h"
#include "tui/dialog/room.h"
#include "tui/enter.h"
#include "tui/keystroke.h"
#include "tui/ui.h"

#define KEPT_MS 1000		/* text that says how long ago something was changes no sooner */
#define LOW_ROWS 12		/* a screen with fewer rows is low */

/* What the sentences name that are drawn where this table holds. */
static struct keystrokes keystrokes_of(struct ui *ui, const struct keybinds *here)
{
	return (struct keystrokes){
		here, ui->panes[ui->focus].ops->keybinds, &ui->changes, ui->keeps ? &ui->known : NULL,
	};
}

static const char *const pane_keystrokes[] = {
#define PANE(id, table, name, help) [PANE_##id] = KEYSTROKE(name),
#include "tui/pane/panes.def"
#undef PANE
};

static void go_there(struct canvas *canvas, enum pane_id id, int row, int col, int rows, int cols)
{
	static const int commands[PANE_COUNT] = {
#define PANE(id, table, name, help) [PANE_##id] = COMMAND_PANE_##id,
#include "tui/pane/panes.def"
#undef PANE
	};

	canvas_target(canvas, row, col, rows, cols, (struct target){ TARGET_COMMAND, .value = commands[id] });
}

#define TITLE_MOST 40	/* bytes of a pane's title */

/* Of the two that share a place, the title of the hidden one stands at the right.  Returns where the border is free
 * up to. */
static int draw_hidden_title(const struct ui *ui, enum pane_id id, struct canvas *view, int col)
{
	enum pane_id other = id == PANE_KEYS ? PANE_TRANSACTIONS : PANE_KEYS;
	const char *title = ui->panes[other].ops->title;
	int right = view->cols - 2, width;
	char text[TITLE_MOST + 24], *words;

	if ((id != PANE_KEYS && id != PANE_TRANSACTIONS) || ui->layout.panes[other].rows > 0 ||
	    right - col < (int)strlen(title) + 6)
		return right;
	snprintf(text, sizeof(text), "%s %.*s", pane_keystrokes[other], TITLE_MOST, title);
	words = keystroke_words(view->keystrokes, text);
	width = canvas_width(words ? words : text, strlen(words ? words : text));
	free(words);
	canvas_right(view, 0, right, STYLE_BORDER, text);
	go_there(view, other, 0, right - width, 1, width);
	return right - width - 1;
}

/* Draws how far a list goes, where its title leaves room. */
static void draw_extent(const struct ui *ui, enum pane_id id, struct canvas *view)
{
	const struct border *border = &ui->borders[id];
	const struct list *list = &ui->panes[id].list;
	enum style style = ui->focus == id ? STYLE_FOCUS : STYLE_BORDER;
	char counter[LIST_COUNTER_SIZE];

	view->pane = (int)id;
	list_counter(counter, list, border->end - border->from - 3);
	list_draw_slider(view, style, list->scroll, list->page, list->count);
	list_draw_counter(view, border->end, style, counter);
}

static struct canvas view_of(struct ui *ui, enum pane_id id)
{
	const struct rect *rect = &ui->layout.panes[id];

	return canvas_view(&ui->canvas, rect->row, rect->col, rect->rows, rect->cols);
}

static void draw_title(struct ui *ui, enum pane_id id)
{
	const struct pane *pane = &ui->panes[id];
	struct canvas view = view_of(ui, id);
	bool focused = ui->focus == id;
	char title[64], filter[96] = "";
	int col;

	if (!ui->layout.framed || view.rows <= 0)
		return;
	if (pane->list.filter[0] || (focused && ui->filtering))
		snprintf(filter, sizeof(filter), " /%s", pane->list.filter);
	snprintf(title, sizeof(title), "%s %s", pane_keystrokes[id], pane->ops->title);
	col = canvas_fit(&view, 0, 1, view.cols - 2, focused ? STYLE_FOCUS_TITLE : STYLE_BORDER, title);
	col = canvas_fit(&view, 0, col, view.cols - 1 - col, STYLE_WARN, filter);
	ui->borders[id] = (struct border){ col, draw_hidden_title(ui, id, &view, col) };
	draw_extent(ui, id, &view);
	if (focused && ui->filtering)
		canvas_cursor(&view, 0, col);
}

static void leave_for_later(struct ui *ui)
{
	if (!ui->late_ms)
		ui->late_ms = ui->now_ms;
}

/* What only time has changed may be drawn later than the answer to an input. */
static bool is_fresh(struct ui *ui, const struct kept *kept)
{
	if (ui->now_ms - kept->drawn_ms < KEPT_MS)
		return true;
	if (ui->hurries)
		leave_for_later(ui);
	return ui->hurries;
}

static void draw_inside(struct ui *ui, const struct model *model, enum pane_id id, struct canvas *canvas)
{
	size_t first = ui->canvas.targets.count;
	struct kept *kept = &ui->kept[id];
	struct pane *pane = &ui->panes[id];
	struct kept_basis basis;

	kept_basis_set(&basis, pane, model, canvas, ui->focus == id);
	if (ui->keeps && kept_holds(kept, &basis) && is_fresh(ui, kept)) {
		kept_give(kept, canvas);
		return;
	}
	pane->ops->draw(pane, model, canvas, ui->focus == id);
	if (!ui->keeps)
		return;
	kept_basis_set(&basis, pane, model, canvas, ui->focus == id);
	kept_take(kept, &basis, canvas, &ui->canvas.targets, first);
	kept->drawn_ms = ui->now_ms;
}

static struct canvas inside_of(const struct ui *ui, enum pane_id id, struct canvas *view)
{
	struct canvas inside = ui->layout.framed ? canvas_view(view, 1, 1, view->rows - 2, view->cols - 2) : *view;

	inside.pane = (int)id;
	return inside;
}

/* The focused pane is drawn last, so that its frame is whole. */
static void draw_pane(struct ui *ui, const struct model *model, enum pane_id id)
{
	struct keystrokes keystrokes = keystrokes_of(ui, ui->panes[id].ops->keybinds);
	struct canvas view = view_of(ui, id), inside;

	if (ui->layout.panes[id].rows <= 0)
		return;
	if (ui->layout.framed)
		canvas_frame(&view, ui->focus == id ? STYLE_FOCUS : STYLE_BORDER);
	inside = inside_of(ui, id, &view);
	inside.keystrokes = &keystrokes;
	go_there(&view, id, 0, 0, view.rows, view.cols);
	if (model->loaded || (id == PANE_KEYSTORE && model->glance.first.count > 0))
		draw_inside(ui, model, id, &inside);
	else
		canvas_spinner(&inside, 0, 1, STYLE_BUSY);	/* nothing is known of what is there */
}

/* Draws what is no pane; in its sentences the keystrokes of the focused pane hold. */
static void draw_beside(struct ui *ui, const struct model *model, const struct rect *rect,
			void (*draw)(const struct ui *ui, const struct model *model, struct canvas *view))
{
	struct keystrokes keystrokes = keystrokes_of(ui, ui->panes[ui->focus].ops->keybinds);
	struct canvas view;

	if (rect->rows <= 0 || !model->loaded)
		return;
	view = canvas_view(&ui->canvas, rect->row, rect->col, rect->rows, rect->cols);
	view.keystrokes = &keystrokes;
	draw(ui, model, &view);
}

static void draw_panes(struct ui *ui, const struct model *model)
{
	draw_beside(ui, model, &ui->layout.detail, detail_draw);
	draw_beside(ui, model, &ui->layout.clock, detail_draw_clock);
	for (int i = 0; i < PANE_COUNT; i++)
		if (i != (int)ui->focus)
			draw_pane(ui, model, (enum pane_id)i);
	ui->canvas.cursor_row = -1;	/* it rests in the focused pane only */
	draw_pane(ui, model, ui->focus);
	for (int i = 0; i < PANE_COUNT; i++)
		draw_title(ui, (enum pane_id)i);
}

/* How much a pane has to show is known once it is drawn.  Where that has changed, places may have, too. */
static void draw_body(struct ui *ui, const struct model *model)
{
	ui->clocks = detail_ends(model);
	for (int i = 0; i < 2; i++) {
		struct layout_wants before = ui_wants(ui), after;

		canvas_clear(&ui->canvas, STYLE_TEXT);
		ui_place(ui);
		ui->panes[PANE_STAKING].detailed = ui->layout.detail.rows > 0;
		draw_panes(ui, model);
		after = ui_wants(ui);
		if (memcmp(&before, &after, sizeof(before)) == 0)
			return;
	}
}

/* What lies behind a dialog is still read, but it takes no input. */
static void dim(struct canvas *view)
{
	for (int row = 0; row < view->rows; row++)
		canvas_restyle(view, row, 0, view->cols, STYLE_BEHIND);
}

/* Draws from the lowest up.  A dialog may hide the panes, but not the bars. */
static void draw_dialogs(struct ui *ui, const struct model *model, struct dialog *dialog, int most)
{
	int top = ui->layout.title_row + 1, end = ui->layout.message_row;
	struct keystrokes keystrokes;
	struct canvas view;

	if (!dialog || most == 0)
		return;
	draw_dialogs(ui, model, dialog->below, most - 1);
	ui->canvas.cursor_row = -1;
	if (ui->canvas.rows < LOW_ROWS) {	/* a low screen needs every row */
		top = 0;
		end = ui->layout.footer_row;
	}
	view = canvas_view(&ui->canvas, top, 0, (end < 0 ? ui->canvas.rows : end) - top, ui->canvas.cols);
	keystrokes = keystrokes_of(ui, dialog_keybinds(dialog));
	view.keystrokes = &keystrokes;
	view.dialog = dialog->number;
	dim(&view);
	dialog->ops->draw(ui, dialog, model, &view);
}

static bool is_bare(const struct ui *ui, const struct model *model)
{
	const struct dialog *dialog = ui->dialog;

	while (dialog && !(dialog->ops->bares && dialog->ops->bares(dialog)))
		dialog = dialog->below;
	return dialog || model->revealed || model->mnemonic;
}

/* The cursor rests on what is selected in the focused pane, or else on the pane. */
static void rest_cursor(struct ui *ui)
{
	canvas_rest(&ui->canvas, ui->layout.panes[ui->focus].row, ui->layout.panes[ui->focus].col);
}

static void set_hint(struct ui *ui, const struct model *model)
{
	struct pane *pane = &ui->panes[PANE_STAKING];

	enter_hint(pane->hint, sizeof(pane->hint), ui, model);
}

static void draw_whole(struct ui *ui, const struct model *model)
{
	struct keystrokes keystrokes;

	dialog_sync(ui, model);
	dialog_reap(ui);
	keystrokes = keystrokes_of(ui, ui_keybinds(ui));
	ui->canvas.keystrokes = &keystrokes;
	if (ui->focus == PANE_KEYS || ui->focus == PANE_TRANSACTIONS)
		ui->below = ui->focus;
	ui->late_ms = 0;
	ui->canvas.changed = (struct rect){ 0, 0, ui->canvas.rows, ui->canvas.cols };
	set_hint(ui, model);
	draw_body(ui, model);
	if (ui->layout.title_row >= 0)
		bars_title(model, &ui->canvas, ui->layout.title_row);
	if (ui->layout.message_row >= 0)
		bars_message(ui, model, &ui->canvas, ui->layout.message_row);
	rest_cursor(ui);
	draw_dialogs(ui, model, ui->dialog, DIALOGS_MOST);
	canvas_rest(&ui->canvas, 0, 0);
	ui->forget |= ui->secret_shown && !is_bare(ui, model);
	ui->secret_shown = is_bare(ui, model);
	ui->canvas.dialog = dialog_top(ui) ? dialog_top(ui)->number : 0;
	if (ui->layout.footer_row >= 0)
		bars_footer(ui, model, &ui->canvas, ui->layout.footer_row);
	ui->canvas.keystrokes = NULL;
	ui->canvas.dialog = 0;
	ui->drawn = (struct drawn){
		.panes = model->loaded && !ui->dialog && !ui->filtering && !ui->secret_shown,
		.changes = model->changes, .focus = ui->focus,
	};
	snprintf(ui->drawn.filter, sizeof(ui->drawn.filter), "%s", ui->panes[ui->focus].list.filter);
	ui->drawn.cursor = ui->panes[ui->focus].list.cursor;
}

/* A keystroke in a list is answered there; the bars and what stands beside it follow, also while the key is held. */
static bool answers_alone(const struct ui *ui, const struct model *model)
{
	return ui->keeps && ui->hurries && !ui->redraw && !ui->forget && !ui->notice[0] && ui_as_drawn(ui, model) &&
	       !is_bare(ui, model) && (!ui->late_ms || ui->now_ms - ui->late_ms < UI_LATE_MS);
}

bool ui_moves(const struct ui *ui, const struct model *model)
{
	return ui->layout.panes[ui->focus].rows > 0 && ui->panes[ui->focus].list.cursor != ui->drawn.cursor &&
	       answers_alone(ui, model);
}

/* Draws the focused pane over what it showed. */
static void draw_answer(struct ui *ui, const struct model *model)
{
	struct keystrokes keystrokes = keystrokes_of(ui, ui_keybinds(ui));
	struct pane *pane = &ui->panes[ui->focus];
	struct canvas view, inside;

	ui->canvas.keystrokes = &keystrokes;
	view = view_of(ui, ui->focus);
	inside = inside_of(ui, ui->focus, &view);
	leave_for_later(ui);
	if (ui->focus == PANE_STAKING)
		set_hint(ui, model);
	targets_drop(&ui->canvas.targets, (int)ui->focus);
	ui->canvas.cursor_row = -1;
	canvas_clear(&inside, STYLE_TEXT);
	pane->ops->draw(pane, model, &inside, true);
	if (ui->layout.framed) {
		canvas_frame_again(&view, ui->borders[ui->focus].from, ui->borders[ui->focus].end, STYLE_FOCUS);
		draw_extent(ui, ui->focus, &view);
	}
	rest_cursor(ui);
	ui->canvas.keystrokes = NULL;
	ui->drawn.cursor = pane->list.cursor;
	ui->canvas.changed = (struct rect){ view.row, view.col, view.rows, view.cols };
}

void ui_draw(struct ui *ui, const struct model *model, unsigned frame)
{
	ui->canvas.frame = frame;
	if (answers_alone(ui, model))
		draw_answer(ui, model);
	else
		draw_whole(ui, model);
	ui->hurries = false;
}
