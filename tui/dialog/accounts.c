/* The accounts that come of a wallet's mnemonic, with what each holds.  Picking one adds it. */
#include <stdio.h>

#include "tui/columns.h"
#include "tui/figures.h"
#include "tui/form/form.h"
#include "tui/ui.h"

#define WIDTH 104
#define CELL_SIZE AMOUNT_TEXT_SIZE
#define DECIMALS 6

enum { COLUMN_PATH, COLUMN_ADDRESS, COLUMN_ETH, COLUMN_VVV, COLUMN_SVVV, COLUMN_NAME, COLUMNS };

/* By which an account is known, comes first: where it is kept already, then what it has. */
static const struct column table[COLUMNS] = {
	[COLUMN_PATH] = { "PATH", 4, 4, 6, 0 },
	[COLUMN_ADDRESS] = { "ADDRESS", 13, 13, 5, 0 },
	[COLUMN_ETH] = { "ETH", 3, 3, 3, 0 },
	[COLUMN_VVV] = { "VVV", 3, 3, 2, 0 },
	[COLUMN_SVVV] = { "sVVV", 4, 4, 1, 0 },
	[COLUMN_NAME] = { "HERE AS", 7, 7, 4, 0 },
};

struct state { struct list list; };

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model->task.derived.count > 0;
}

static const struct account *stored(const struct model *model, struct address address)
{
	for (size_t i = 0; i < model->accounts.count; i++)
		if (address_equal(model->accounts.items[i].address, address))
			return &model->accounts.items[i];
	return NULL;
}

static void pick(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	size_t row = ((const struct state *)dialog->state)->list.cursor;
	const struct derived_account *derived = &model->task.derived.items[row];
	struct form *form;

	if (row >= model->task.derived.count)
		return;
	if (stored(model, derived->address)) {
		ui_notice(ui, model, "That account is in the keystore already");
		return;
	}
	form = form_open(ui, model, &form_derive)->state;
	line_fill(&form->lines[0], derived->path);
	form->focus = 1;
}

static void leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_do(ui, model, ACTION_ACCOUNTS_CLOSE);
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	(void)ui;
	list_move(&((struct state *)dialog->state)->list, command, model->task.derived.count);
}

static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	(void)ui;
	(void)part;
	return list_point(&((struct state *)dialog->state)->list, row);
}

static void write_amount(char out[CELL_SIZE], const struct model *model, const struct balances *balances,
			 const struct amount *amount)
{
	if (balances->known)
		amount_format_short(out, *amount, model_decimals(model, DECIMALS));
	else
		snprintf(out, CELL_SIZE, "?");
}

static void write_cell(char out[CELL_SIZE], const struct model *model, size_t row, int column)
{
	const struct derived_account *derived = &model->task.derived.items[row];
	const struct balances *balances = &model->task.balances[row];
	const struct account *known;

	out[0] = '\0';
	if (column == COLUMN_PATH) {
		snprintf(out, CELL_SIZE, "%s", derived->path);
	} else if (column == COLUMN_ADDRESS) {
		address_format_short(out, derived->address);
	} else if (column == COLUMN_NAME) {
		known = stored(model, derived->address);
		snprintf(out, CELL_SIZE, "%s", known ? known->name : "");
	} else {
		write_amount(out, model, balances, column == COLUMN_ETH ? &balances->eth :
			     column == COLUMN_VVV ? &balances->vvv : &balances->svvv);
	}
}

static bool is_amount(int column)
{
	return column == COLUMN_ETH || column == COLUMN_VVV || column == COLUMN_SVVV;
}

struct shape {
	struct column columns[COLUMNS];
	struct column_place places[COLUMNS];
	struct figures figures[COLUMNS];
};

/* Each column is as wide as what is in it; of a long name there may be less. */
static void measure(struct shape *shape, const struct model *model, int width)
{
	char text[CELL_SIZE];

	for (int column = 0; column < COLUMNS; column++) {
		struct column *at = &shape->columns[column];

		*at = table[column];
		for (size_t row = 0; row < model->task.derived.count; row++) {
			write_cell(text, model, row, column);
			figures_add(&shape->figures[column], text);
			at->wanted = columns_longest(at->wanted, text, width);
		}
		if (is_amount(column) && figures_width(&shape->figures[column]) > at->wanted)
			at->wanted = figures_width(&shape->figures[column]);
		if (column != COLUMN_NAME)
			at->least = at->wanted;
	}
	columns_place(shape->places, shape->columns, COLUMNS, width, COLUMNS_GAP);
}

static void draw_row(struct page *page, const struct model *model, const struct shape *shape, size_t index,
		     const struct list *list)
{
	static const enum style styles[COLUMNS] = { [COLUMN_ADDRESS] = STYLE_DIM, [COLUMN_NAME] = STYLE_GOOD };
	int row = page_rows(page, 1);

	for (int column = 0; column < COLUMNS; column++) {
		const struct column_place *place = &shape->places[column];
		char text[CELL_SIZE], aligned[CELL_SIZE];

		write_cell(text, model, index, column);
		if (is_amount(column))
			figures_text(aligned, sizeof(aligned), &shape->figures[column], text);
		if (place->width)
			canvas_fit(&page->canvas, row, 1 + place->col, place->width, styles[column],
				   is_amount(column) ? aligned : text);
	}
	list_draw_row(list, &page->canvas, row, index, true);
	if (index == list->cursor)
		page->keep = row;
}

static void draw_head(struct page *page, const struct model *model, const struct shape *shape, const struct list *list)
{
	page_format(page, STYLE_TEXT, "The words of %s give these. Enter adds the marked one.", model->task.derived_of.name);
	if (model->task.balances_request)
		page_text(page, STYLE_BUSY, "Asking the chain what they hold…");
	else if (model->task.balances_err.code != ERR_NONE)
		page_text(page, STYLE_WARN, model->task.balances_err.msg);
	else
		page_blank(page);
	columns_draw_heads(&page->canvas, page_rows(page, 1), 1, shape->columns, shape->places, COLUMNS, list);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	size_t count = model->task.derived.count;
	char address[ADDRESS_TEXT_SIZE];
	struct shape shape = { 0 };
	struct page page;

	(void)ui;
	if (!count)
		return;
	list_settle(&state->list, count, count);
	page_init(&page, canvas, dialog_width(canvas, WIDTH));
	measure(&shape, model, page.canvas.cols - 2);
	draw_head(&page, model, &shape, &state->list);
	for (size_t i = 0; i < count; i++)
		draw_row(&page, model, &shape, i, &state->list);
	page_blank(&page);
	address_format(address, model->task.derived.items[state->list.cursor].address);
	page_pair(&page, 11, "Marked is", STYLE_STRONG, address);
	page.at = state->list.cursor + 1;
	page.of = count;
	dialog_show(dialog, canvas, "Accounts", STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "add it", .help = "store the marked account as a wallet of its own",
	  .run = pick },
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "close", .help = "close the list", .run = leave },
};

static const struct keybinds keybinds = { .title = "Accounts", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_accounts = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .wanted = wanted, .move = move,
	.point = point, .draw = draw,
};
