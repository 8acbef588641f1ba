/* What contracts may take of the wallet's tokens.  Picking one takes it back, over the review that every plan has. */
#include <stdio.h>
#include <string.h>

#include "tui/columns.h"
#include "tui/figures.h"
#include "tui/refusal.h"
#include "tui/ui.h"
#include "wallet/model/keystroke.h"

#define WIDTH 104
#define LABEL 10
#define CELL_SIZE AMOUNT_TEXT_SIZE

enum { COLUMN_TOKEN, COLUMN_AMOUNT, COLUMN_SPENDER, COLUMN_ADDRESS, COLUMNS };

static const struct column table[COLUMNS] = {
	[COLUMN_TOKEN] = { "TOKEN", 5, 5, 4, 0 },
	[COLUMN_AMOUNT] = { "MAY TAKE", 8, 8, 3, 0 },
	[COLUMN_SPENDER] = { "SPENDER", 7, 7, 2, 0 },
	[COLUMN_ADDRESS] = { "ITS ADDRESS", 13, ADDRESS_TEXT_SIZE - 1, 1, 0 },
};

struct state {
	struct list list;
	struct allowance seen[ALLOWANCES];	/* the rows as they were drawn: they may have been read again since */
};

struct shape {
	struct column columns[COLUMNS];
	struct column_place places[COLUMNS];
	struct figures figures;
};

static const struct account *asked_for(const struct model *model)
{
	const struct account *account = model_account(model);

	return account && address_equal(model->allowances.account.address, account->address) ? account : NULL;
}

/* Those of the current wallet: nothing is said of it by what was read of another one. */
static size_t rows_of(const struct model *model)
{
	return asked_for(model) && model->allowances.state == ALLOWANCES_READ ? model->allowances.count : 0;
}

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model_account(model) && account_has_address(model_account(model));
}

static bool has_row(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	return dialog->drawn && rows_of(model);
}

static bool can_revoke(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	return !refusal_of(ui, model, ACTION_REVOKE);
}

static bool is_same(const struct allowance *a, const struct allowance *b)
{
	return a->spender == b->spender && a->amount.token == b->amount.token;
}

/* The one that was seen is meant. */
static void revoke(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;
	size_t row = state->list.cursor;
	const struct refusal *refusal = refusal_of(ui, model, ACTION_REVOKE);
	struct action action = { .type = ACTION_REVOKE };

	if (row >= rows_of(model) || !is_same(&model->allowances.items[row], &state->seen[row]))
		return;
	if (refusal) {
		ui_notice(ui, model, refusal->why);
		return;
	}
	action.amount = amount_zero(model->allowances.items[row].amount.token);
	action.recipient = contract_address(model->allowances.items[row].spender);
	ui_emit(ui, model, &action);
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	(void)ui;
	if (rows_of(model))
		list_move(&((struct state *)dialog->state)->list, command, rows_of(model));
	else
		dialog_scroll(dialog, command);
}

static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	(void)ui;
	(void)part;
	return list_point(&((struct state *)dialog->state)->list, row);
}

static void write_amount(char out[CELL_SIZE], struct amount amount)
{
	if (allowance_is_unlimited(amount))
		snprintf(out, CELL_SIZE, "unlimited");
	else
		amount_format(out, amount);
}

static void write_cell(char out[CELL_SIZE], const struct allowance *allowance, int column)
{
	if (column == COLUMN_TOKEN)
		snprintf(out, CELL_SIZE, "%s", token_symbol(allowance->amount.token));
	else if (column == COLUMN_AMOUNT)
		write_amount(out, allowance->amount);
	else if (column == COLUMN_SPENDER)
		snprintf(out, CELL_SIZE, "%s", contract_name(allowance->spender));
	else
		address_format(out, contract_address(allowance->spender));
}

/* Each column is as wide as what is in it, an amount with the decimal points in one column; the address has a short
 * form. */
static void measure(struct shape *shape, const struct model *model, int width)
{
	char text[CELL_SIZE];

	for (int column = 0; column < COLUMNS; column++) {
		struct column *at = &shape->columns[column];

		*at = table[column];
		for (size_t row = 0; row < rows_of(model); row++) {
			write_cell(text, &model->allowances.items[row], column);
			at->wanted = columns_longest(at->wanted, text, width);
			if (column == COLUMN_AMOUNT)
				figures_add(&shape->figures, text);
		}
		if (column == COLUMN_AMOUNT && figures_width(&shape->figures) > at->wanted)
			at->wanted = figures_width(&shape->figures);
		if (column != COLUMN_ADDRESS)
			at->least = at->wanted;
	}
	columns_place(shape->places, shape->columns, COLUMNS, width, COLUMNS_GAP);
}

static enum style style_of(const struct allowance *allowance, int column)
{
	if (column == COLUMN_AMOUNT && allowance_is_unlimited(allowance->amount))
		return STYLE_WARN;
	return column == COLUMN_ADDRESS ? STYLE_DIM : STYLE_TEXT;
}

static void draw_row(struct page *page, const struct allowance *allowance, const struct shape *shape, size_t index,
		     const struct list *list)
{
	int row = page_rows(page, 1);

	for (int column = 0; column < COLUMNS; column++) {
		const struct column_place *place = &shape->places[column];
		char text[CELL_SIZE], aligned[CELL_SIZE];

		write_cell(text, allowance, column);
		if (column == COLUMN_ADDRESS && place->width < ADDRESS_TEXT_SIZE - 1)
			address_format_short(text, contract_address(allowance->spender));
		if (column == COLUMN_AMOUNT)
			figures_text(aligned, sizeof(aligned), &shape->figures, text);
		if (place->width)
			canvas_fit(&page->canvas, row, 1 + place->col, place->width, style_of(allowance, column),
				   column == COLUMN_AMOUNT ? aligned : text);
	}
	list_draw_row(list, &page->canvas, row, index, true);
	if (index == list->cursor)
		page->keep = row;
}

/* The marked one in full: nothing of it is cut off, as in a column it may be. */
static void draw_marked(struct page *page, const struct allowance *allowance)
{
	char address[ADDRESS_TEXT_SIZE], amount[CELL_SIZE], line[CELL_SIZE + 96];

	write_amount(amount, allowance->amount);
	address_format(address, contract_address(allowance->spender));
	page_blank(page);
	snprintf(line, sizeof(line), "%s, %s", contract_name(allowance->spender), address);
	page_pair(page, LABEL, "Marked", STYLE_TEXT, line);
	if (allowance_is_unlimited(allowance->amount)) {
		page_pair(page, LABEL, "May take", STYLE_WARN, "without a limit: all there is of it, and all that comes");
	} else {
		snprintf(line, sizeof(line), "%s %s at most", amount, token_symbol(allowance->amount.token));
		page_pair(page, LABEL, "May take", STYLE_TEXT, line);
	}
}

static void draw_list(struct page *page, const struct model *model, struct state *state)
{
	struct list *list = &state->list;
	size_t count = rows_of(model);
	struct shape shape = { 0 };

	list_settle(list, count, count);
	measure(&shape, model, page->canvas.cols - 2);
	columns_draw_heads(&page->canvas, page_rows(page, 1), 1, shape.columns, shape.places, COLUMNS, list);
	for (size_t i = 0; i < count; i++)
		draw_row(page, &model->allowances.items[i], &shape, i, list);
	memcpy(state->seen, model->allowances.items, sizeof(state->seen));
	draw_marked(page, &state->seen[list->cursor]);
	page->at = list->cursor + 1;
	page->of = count;
}

/* What Enter does, or why it does nothing. */
static void draw_way(struct page *page, const struct ui *ui, const struct model *model)
{
	const struct refusal *refusal = refusal_of(ui, model, ACTION_REVOKE);

	if (model_transacting(model))
		page_text(page, STYLE_BUSY, "A transaction goes on: once it is mined, this is read again.");
	else if (refusal)
		page_format(page, STYLE_DIM, "Nothing can be taken back here: %s.", refusal->brief);
	else
		page_text(page, STYLE_TEXT, "Enter takes the marked one back, after a review.");
}

static void draw_asking(struct page *page)
{
	int row = page_rows(page, 1);

	canvas_spinner(&page->canvas, row, 0, STYLE_BUSY);
	canvas_text(&page->canvas, row, 2, STYLE_BUSY, "Asking the chain…");
}

static void draw_state(struct page *page, struct state *state, const struct ui *ui, const struct model *model)
{
	const struct flow_allowances *flow = &model->allowances;
	const struct account *account = asked_for(model);

	if (account && flow->state == ALLOWANCES_ASKING) {
		draw_asking(page);
	} else if (account && flow->state == ALLOWANCES_READ && flow->count) {
		draw_way(page, ui, model);
		page_blank(page);
		draw_list(page, model, state);
	} else if (account && flow->state == ALLOWANCES_READ) {
		page_format(page, STYLE_GOOD, "✓ No contract that rialto knows may take anything of %s.", account->name);
	} else {
		if (account && flow->err.code != ERR_NONE)
			page_text(page, STYLE_BAD, flow->err.msg);
		page_text(page, STYLE_TEXT, "What contracts may take is not known. " KEYSTROKE("allowances") " asks the chain again.");
	}
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct account *account = model_account(model);
	struct page page;

	page_init(&page, canvas, dialog_width(canvas, WIDTH));
	if (account)
		page_format(&page, STYLE_STRONG, "What contracts may take of the tokens of %s, without being asked again", account->name);
	page_blank(&page);
	draw_state(&page, dialog->state, ui, model);
	page_blank(&page);
	page_text(&page, STYLE_DIM, "rialto knows the Venice staking contract and the Aerodrome router, and lets them take exactly what is staked or "
		  "swapped. For any other: rialto allowance revoke TOKEN SPENDER.");
	dialog_show(dialog, canvas, "Allowances", STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "revoke", .help = "take back the marked allowance, after a review", .run = revoke,
	  .fits = has_row, .hinted = can_revoke, .lacks = "there is none" },
	{ .inputs = { 'r' }, .command = ACTION_ALLOWANCES, .hint = "ask again", .help = "ask the chain again" },
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "close", .help = "close the list", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Allowances", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_allowances = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .alive = alive, .move = move, .point = point,
	.draw = draw,
};
