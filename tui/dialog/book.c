/* The address book: names for addresses, and when something was last sent to each.  Enter sends to the marked one. */
#include <stdio.h>

#include "tui/columns.h"
#include "tui/form/form.h"
#include "tui/refusal.h"
#include "tui/ui.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/recipient.h"

#define WIDTH 76
#define CELL_SIZE 64
#define LABEL 11

enum { COLUMN_NAME, COLUMN_ADDRESS, COLUMN_LAST, COLUMNS };

static const struct column table[COLUMNS] = {
	[COLUMN_NAME] = { "NAME", 8, 8, 3, 0 },
	[COLUMN_ADDRESS] = { "ADDRESS", ADDRESS_SHORT_SIZE - 1, ADDRESS_TEXT_SIZE - 1, 2, 0 },
	[COLUMN_LAST] = { "LAST SENT", 9, 9, 1, 0 },
};

struct state { struct list list; };

static const struct account *marked(const struct dialog *dialog, const struct model *model)
{
	size_t row = ((const struct state *)dialog->state)->list.cursor;

	return row < model->book.count ? &model->book.items[row] : NULL;
}

static bool has_entry(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	return marked(dialog, model);
}

static bool may_change(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	return !refusal_of(ui, model, ACTION_BOOK_ADD);
}

static bool may_send(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	return !refusal_of(ui, model, ACTION_SEND);
}

static bool refuses(struct ui *ui, const struct model *model, int command)
{
	const struct refusal *refusal = refusal_of(ui, model, command);

	if (refusal)
		ui_notice(ui, model, refusal->why);
	return refusal;
}

/* The name stands for the address wherever it can mean no other. */
static void fill_in(struct form *form, const struct model *model, const struct account *entry)
{
	char text[ADDRESS_TEXT_SIZE];
	struct address address;
	struct err ignored;

	address_format(text, entry->address);
	if (recipient_find(&address, model, entry->name, &ignored) && address_equal(address, entry->address))
		form_send_fill(form, entry->name);
	else
		form_send_fill(form, text);
}

/* The form takes the book's place: who has sent something is not brought back here. */
static void send_to(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct account entry = *marked(dialog, model);
	struct dialog *form;

	if (refuses(ui, model, ACTION_SEND))
		return;
	dialog_close(ui, dialog);
	ui_run(ui, model, ACTION_SEND);
	form = dialog_top(ui);
	if (form && form->ops == &dialog_form)
		fill_in(form->state, model, &entry);
}

static void add(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_run(ui, model, ACTION_BOOK_ADD);
}

static void rename_it(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct account *entry = marked(dialog, model);

	if (!refuses(ui, model, ACTION_BOOK_RENAME))
		((struct form *)form_open(ui, model, &form_book_rename)->state)->account = *entry;
}

static void remove_it(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct action action = { .type = ACTION_BOOK_REMOVE };

	if (refuses(ui, model, ACTION_BOOK_REMOVE))
		return;
	action.task = mem_new(1, sizeof(*action.task));
	action.task->kind = TASK_BOOK_REMOVE;
	action.task->account = *marked(dialog, model);
	ui_emit(ui, model, &action);
}

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, marked(dialog, model)->address);
	ui_copy(ui, model, text, "The address");
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	(void)ui;
	list_move(&((struct state *)dialog->state)->list, command, model->book.count);
}

static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	(void)ui;
	(void)part;
	return list_point(&((struct state *)dialog->state)->list, row);
}

static void write_cell(char out[CELL_SIZE], const struct model *model, const struct account *entry, int column,
		       int width)
{
	struct recipient recipient;

	if (column == COLUMN_NAME) {
		snprintf(out, CELL_SIZE, "%s", entry->name);
	} else if (column == COLUMN_ADDRESS && width < ADDRESS_TEXT_SIZE - 1) {
		address_format_short(out, entry->address);
	} else if (column == COLUMN_ADDRESS) {
		address_format(out, entry->address);
	} else {
		recipient_count(&recipient, model, entry->address);
		if (recipient.times)
			text_ago(out, model->now_ms - recipient.last_ms);
		else
			snprintf(out, CELL_SIZE, "never");
	}
}

struct shape {
	struct column columns[COLUMNS];
	struct column_place places[COLUMNS];
};

static void measure(struct shape *shape, const struct model *model, int width)
{
	for (int column = 0; column < COLUMNS; column++)
		shape->columns[column] = table[column];
	for (size_t i = 0; i < model->book.count; i++)
		shape->columns[COLUMN_NAME].wanted =
			columns_longest(shape->columns[COLUMN_NAME].wanted, model->book.items[i].name, width);
	columns_place(shape->places, shape->columns, COLUMNS, width, COLUMNS_GAP);
}

static void draw_row(struct page *page, const struct model *model, const struct shape *shape, size_t index,
		     const struct list *list)
{
	static const enum style styles[COLUMNS] = { [COLUMN_ADDRESS] = STYLE_DIM };
	const struct account *entry = &model->book.items[index];
	int row = page_rows(page, 1);

	for (int column = 0; column < COLUMNS; column++) {
		const struct column_place *place = &shape->places[column];
		char text[CELL_SIZE];

		if (!place->width)
			continue;
		write_cell(text, model, entry, column, place->width);
		canvas_fit(&page->canvas, row, 1 + place->col, place->width, styles[column], text);
	}
	list_draw_row(list, &page->canvas, row, index, true);
	if (index == list->cursor)
		page->keep = row;
}

static void draw_rows(struct page *page, const struct model *model, struct list *list)
{
	struct shape shape = { 0 };

	list_settle(list, model->book.count, model->book.count);
	measure(&shape, model, page->canvas.cols - 2);
	columns_draw_heads(&page->canvas, page_rows(page, 1), 1, shape.columns, shape.places, COLUMNS, list);
	for (size_t i = 0; i < model->book.count; i++)
		draw_row(page, model, &shape, i, list);
	page->at = list->cursor + 1;
	page->of = model->book.count;
}

/* Of the marked one, everything in full. */
static void draw_marked(struct page *page, const struct model *model, const struct account *entry)
{
	char address[ADDRESS_TEXT_SIZE], when[TEXT_TIME_SIZE], uses[TEXT_TIME_SIZE + 64];
	struct recipient recipient;

	recipient_count(&recipient, model, entry->address);
	address_format(address, entry->address);
	text_time(when, recipient.last_ms);
	snprintf(uses, sizeof(uses), "%u time%s, last on %s", recipient.times, recipient.times == 1 ? "" : "s", when);
	page_blank(page);
	page_pair(page, LABEL, "Marked is", STYLE_STRONG, address);
	page_pair(page, LABEL, "Sent to it", STYLE_TEXT, recipient.times ? uses : "nothing from here so far");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	struct page page;

	page_init(&page, canvas, dialog_width(canvas, WIDTH));
	if (model->book.count) {
		draw_rows(&page, model, &state->list);
		draw_marked(&page, model, &model->book.items[state->list.cursor]);
	} else {
		page_format(&page, STYLE_TEXT, "Nobody is in it yet. An address that has a name here is sent to by that name, and what only "
			    "looks like it is warned of.%s", may_change(ui, dialog, model) ? " " KEYSTROKE("add-address") " adds one." : "");
	}
	if (model->book_damaged) {
		page_blank(&page);
		page_format(&page, STYLE_WARN, "%zu file%s in the home folder's addresses/ cannot be read.",
			    model->book_damaged, model->book_damaged == 1 ? "" : "s");
	}
	dialog_show(dialog, canvas, "Address book", STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "send to it", .help = "send something to the marked one", .run = send_to,
	  .fits = has_entry, .hinted = may_send },
	{ .inputs = { 'n', 'a' }, .command = ACTION_BOOK_ADD, .hint = "add", .run = add, .hinted = may_change },
	{ .inputs = { 'r' }, .command = ACTION_BOOK_RENAME, .name = "rename-address", .hint = "rename",
	  .help = "give the marked one another name", .run = rename_it, .fits = has_entry, .hinted = may_change },
	{ .inputs = { 'd' }, .command = ACTION_BOOK_REMOVE, .name = "remove-address", .hint = "remove",
	  .help = "remove the marked one, once you have agreed", .run = remove_it, .fits = has_entry, .hinted = may_change },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy", .help = "copy the address of the marked one", .run = copy,
	  .fits = has_entry },
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "close", .help = "close the address book", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Address book", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_book = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .move = move, .point = point, .draw = draw,
};
