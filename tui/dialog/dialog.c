#include "tui/dialog/dialog.h"

#include <stdlib.h>
#include <string.h>

#include "tui/dialog/room.h"
#include "tui/list.h"
#include "tui/ui.h"
#include "wallet/base/mem.h"

static const struct dialog_ops *const all[] = {
#define DIALOG(ops) &(ops),
#include "tui/dialog/dialogs.def"
#undef DIALOG
};

struct dialog *dialog_open(struct ui *ui, const struct dialog_ops *ops, const struct model *model)
{
	struct dialog *dialog = mem_new(1, sizeof(*dialog));

	(void)room_make(ui);	/* whoever may be without room has asked: see room_is */
	dialog->ops = ops;
	dialog->number = ++ui->dialogs_opened;
	dialog->consents = ops->consents;
	dialog->below = ui->dialog;
	dialog->state = mem_new(1, ops->state_size ? ops->state_size : 1);
	ui->dialog = dialog;
	if (ops->open)
		ops->open(ui, dialog, model);
	return dialog;
}

/* The dialog is freed later, because it may be handling the input in hand. */
void dialog_close(struct ui *ui, struct dialog *dialog)
{
	(void)ui;
	dialog->closing = true;
}

struct dialog *dialog_top(const struct ui *ui)
{
	struct dialog *dialog = ui->dialog;

	while (dialog && dialog->closing)
		dialog = dialog->below;
	return dialog;
}

struct dialog *dialog_find(const struct ui *ui, const struct dialog_ops *ops)
{
	struct dialog *dialog = ui->dialog;

	while (dialog && (dialog->closing || dialog->ops != ops))
		dialog = dialog->below;
	return dialog;
}

static void free_dialog(struct dialog *dialog)
{
	if (dialog->ops->close)
		dialog->ops->close(dialog);
	free(dialog->state);
	free(dialog);
}

void dialog_reap(struct ui *ui)
{
	for (struct dialog **link = &ui->dialog; *link;) {
		struct dialog *dialog = *link;

		if (!dialog->closing) {
			link = &dialog->below;
			continue;
		}
		*link = dialog->below;
		free_dialog(dialog);
	}
}

static bool may_stay(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct dialog_ops *ops = dialog->ops;

	if (ops->wanted && ops->wanted(ui, model))
		return true;
	if (ops->alive)
		return ops->alive(ui, dialog, model);
	return !ops->wanted;
}

/* The lowest dialog closes first, because one above it may be about it. */
static void close_unwanted(struct ui *ui, const struct model *model, struct dialog *dialog)
{
	if (!dialog)
		return;
	close_unwanted(ui, model, dialog->below);
	if (!dialog->closing && !may_stay(ui, dialog, model))
		dialog_close(ui, dialog);
}

void dialog_sync(struct ui *ui, const struct model *model)
{
	close_unwanted(ui, model, ui->dialog);
	for (size_t i = 0; i < ARRAY_LENGTH(all); i++)
		if (dialog_is_automatic(all[i]) && all[i]->wanted(ui, model) && !dialog_find(ui, all[i]) &&
		    opening_may(ui, model, all[i]))
			dialog_open(ui, all[i], model);
}

bool dialog_is_automatic(const struct dialog_ops *ops)
{
	return ops->wanted;
}

const struct dialog_ops *dialog_waiting(const struct ui *ui, const struct model *model)
{
	for (size_t i = 0; i < ARRAY_LENGTH(all); i++)
		if (all[i]->waits && all[i]->wanted(ui, model) && !dialog_find(ui, all[i]))
			return all[i];
	return NULL;
}

void dialog_shown(struct dialog *dialog, const struct ui *ui)
{
	if (!dialog->shown_ms) {
		dialog->shown_ms = ui->now_ms;
		dialog->input_before = ui->last_repeats ? INPUT_NONE : ui->last_input;
	}
	if (!dialog->read_ms && dialog->whole && dialog->at_end)
		dialog->read_ms = ui->now_ms;
	dialog->drawn = true;
}

void dialog_hidden(struct dialog *dialog)
{
	dialog->shown_ms = 0;
}

void dialog_unread(struct dialog *dialog)
{
	dialog->shown_ms = dialog->read_ms = 0;
}

void dialog_restart(struct dialog *dialog)
{
	dialog_unread(dialog);
	dialog->drawn = false;
	dialog->scroll = 0;
}

/* A dialog whose answer is a word is answered by typing, so typing does not count against it. */
static bool types_answer(const struct dialog *dialog)
{
	return dialog->ops->field && dialog->ops->field(dialog);
}

/* Returns how much of the dead time is over, when nothing came in for quiet_ms. */
static int64_t waited(const struct ui *ui, const struct dialog *dialog, int64_t quiet_ms)
{
	int64_t since = dialog->shown_ms > dialog->read_ms ? dialog->shown_ms : dialog->read_ms;

	if (types_answer(dialog) || ui->now_ms - since < quiet_ms)
		return ui->now_ms - since;
	return quiet_ms;
}

static bool is_read(const struct dialog *dialog)
{
	return dialog->shown_ms && dialog->read_ms && dialog->whole;
}

const char *dialog_hurries(const struct ui *ui, const struct dialog *dialog)
{
	if (ui->clicked)
		return "A click agrees to nothing: read it, then press the key";
	if (!dialog->whole)
		return "The window is too small to show what is asked: nothing can be agreed to";
	if (!is_read(dialog))
		return "Read to the end first: PgDn goes on";
	if (waited(ui, dialog, ui->quiet_ms) < DIALOG_DEAD_MS || ui_together(ui))
		return types_answer(dialog) ? "Too early: read it, then press Enter by itself"
					       : "Too early: read it, then press one key, once";
	return NULL;
}

int dialog_answers_in(const struct ui *ui, const struct dialog *dialog)
{
	int64_t over;

	if (!is_read(dialog))
		return -1;
	over = waited(ui, dialog, ui->now_ms - ui->input_ms);
	return over < DIALOG_DEAD_MS ? (int)(DIALOG_DEAD_MS - over) : 0;
}

const struct keybinds *dialog_keybinds(const struct dialog *dialog)
{
	return dialog->ops->keybinds[dialog->ops->mode ? dialog->ops->mode(dialog) : 0];
}

static bool moves(int command)
{
	return command == COMMAND_UP || command == COMMAND_DOWN || command == COMMAND_PAGE_UP ||
	       command == COMMAND_PAGE_DOWN || command == COMMAND_TOP || command == COMMAND_BOTTOM;
}

void dialog_command(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	if (moves(command) && dialog->ops->move) {
		dialog->ops->move(ui, dialog, model, command);
	} else if (moves(command)) {
		dialog_scroll(dialog, command);
	} else {
		if (dialog->ops->leaves)
			dialog_close(ui, dialog);
		ui_run(ui, model, command);
	}
}

void dialog_scroll(struct dialog *dialog, int command)
{
	int page = dialog->page > 1 ? dialog->page - 1 : 1;

	dialog->scrolled = true;
	if (command == COMMAND_UP || command == COMMAND_DOWN)
		dialog->scroll += command == COMMAND_DOWN ? 1 : -1;
	else if (command == COMMAND_PAGE_UP || command == COMMAND_PAGE_DOWN)
		dialog->scroll += command == COMMAND_PAGE_DOWN ? page : -page;
	else
		dialog->scroll = command == COMMAND_BOTTOM ? 1 << 20 : 0;	/* drawing brings it into range */
}

void dialog_choose(size_t *cursor, size_t count, int command)
{
	if (command == COMMAND_DOWN)
		*cursor = (*cursor + 1) % count;
	else if (command == COMMAND_UP)
		*cursor = (*cursor + count - 1) % count;
	else
		*cursor = command == COMMAND_PAGE_DOWN || command == COMMAND_BOTTOM ? count - 1 : 0;
}

bool dialog_choose_row(size_t *cursor, size_t row)
{
	bool there = *cursor == row;

	*cursor = row;
	return there;
}

void dialog_leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)model;
	dialog_close(ui, dialog);
}

void dialog_clear_or_close(struct ui *ui, struct dialog *dialog, struct line *filter)
{
	if (*line_text(filter))
		line_clear(filter);
	else
		dialog_close(ui, dialog);
}

static bool has_frame(const struct canvas *canvas)
{
	return canvas->rows >= 5 && canvas->cols >= 12;
}

int dialog_width(const struct canvas *canvas, int most)
{
	int room = canvas->cols - (has_frame(canvas) ? 4 : 1);

	return room < most ? room : most;
}

int dialog_rows(const struct canvas *canvas)
{
	return has_frame(canvas) ? canvas->rows - 2 : canvas->rows;
}

/* Says in the frame how far the page, or the list on it, goes. */
static void draw_extent(const struct dialog *dialog, const struct page *page, struct canvas *box, enum style style,
			int col)
{
	size_t seen = (size_t)dialog->scroll + (size_t)dialog->page, rows = (size_t)page->row;
	struct list list = { .cursor = page->of ? page->at - 1 : seen - 1, .count = page->of ? page->of : rows };
	char counter[LIST_COUNTER_SIZE];

	list.all = list.count;
	if (rows > (size_t)dialog->page)
		list_draw_slider(box, style, (size_t)dialog->scroll, (size_t)dialog->page, rows);
	else if (!page->of)
		return;
	list_counter(counter, &list, box->cols - 4 - col);
	list_draw_counter(box, box->cols - 2, style, counter);
}

void dialog_show(struct dialog *dialog, struct canvas *canvas, const char *title, enum style style, struct page *page)
{
	bool framed = has_frame(canvas);
	int rows = page->row + (framed ? 2 : 0), cols = page->canvas.cols + (framed ? 4 : 1);
	struct canvas box, inside;
	int title_end = 0;

	if (rows > canvas->rows)
		rows = canvas->rows;
	box = canvas_view(canvas, (canvas->rows - rows) / 2, (canvas->cols - cols) / 2, rows, cols);
	canvas_clear(&box, STYLE_TEXT);
	inside = box;
	if (framed) {
		canvas_frame(&box, style);
		title_end = canvas_format(&box, 0, 2, style, " %s ", title);
		canvas_put(&box, 0, cols - 1, style, 0x2510);
		inside = canvas_view(&box, 1, 2, rows - 2, cols - 3);
	}
	dialog->page = inside.rows;
	dialog->rows = page->row;
	dialog->of = page->of;
	if (dialog->scrolled) {
		page->keep = -1;
		page->from_top = false;
	}
	page_show(page, &inside, &dialog->scroll);
	if (framed)
		draw_extent(dialog, page, &box, style, title_end);
	dialog->whole = true;
	dialog->at_end = dialog->scroll + dialog->page >= page->row;
	page_free(page);
}
