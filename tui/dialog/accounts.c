/* The accounts that come of a wallet's mnemonic, with what each holds.  Picking one adds it. */
#include <stdio.h>

#include "tui/form/form.h"
#include "tui/ui.h"

#define WIDTH 92

/* Where the columns are: of the narrow ones the name has what the others can do without. */
static const struct places { int least, path, address, eth, vvv, name; } places[] = {
	{ 88, 24, 27, 53, 68, 71 },
	{ 0, 18, 21, 47, 60, 62 },
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

static const struct places *places_of(const struct page *page)
{
	return &places[page->canvas.cols < places[0].least];
}

static void draw_amount(struct canvas *canvas, const struct model *model, int row, int right,
			const struct balances *balances, const struct amount *amount)
{
	char text[AMOUNT_TEXT_SIZE] = "?";

	if (balances->known)
		amount_format_short(text, *amount, model_decimals(model, 6));
	canvas_right(canvas, row, right, STYLE_TEXT, text);
}

static void draw_row(struct page *page, const struct model *model, size_t index, bool chosen)
{
	const struct derived_account *derived = &model->task.derived.items[index];
	const struct balances *balances = &model->task.balances[index];
	const struct account *known = stored(model, derived->address);
	const struct places *at = places_of(page);
	int row = page_rows(page, 1), col;
	char address[ADDRESS_SHORT_SIZE];

	address_format_short(address, derived->address);
	col = canvas_text(&page->canvas, row, 0, STYLE_STRONG, chosen ? "▸ " : "  ");
	canvas_fit(&page->canvas, row, col, at->path, chosen ? STYLE_STRONG : STYLE_TEXT, derived->path);
	canvas_text(&page->canvas, row, at->address, STYLE_DIM, address);
	draw_amount(&page->canvas, model, row, at->eth, balances, &balances->eth);
	draw_amount(&page->canvas, model, row, at->vvv, balances, &balances->vvv);
	if (known)
		canvas_fit(&page->canvas, row, at->name, page->canvas.cols - at->name, STYLE_GOOD, known->name);
	page_aim(page, row, 1, TARGET_ROW, (int)index);
	if (chosen)
		page->keep = row;
}

static void draw_head(struct page *page, const struct model *model)
{
	const struct places *at = places_of(page);
	int row;

	page_format(page, STYLE_TEXT, "The words of %s give these. Enter adds the marked one.", model->task.derived_of.name);
	if (model->task.balances_request)
		page_text(page, STYLE_BUSY, "Asking the chain what they hold…");
	else if (model->task.balances_err.code != ERR_NONE)
		page_text(page, STYLE_WARN, model->task.balances_err.msg);
	else
		page_blank(page);
	row = page_rows(page, 1);
	canvas_text(&page->canvas, row, 2, STYLE_DIM, "Path");
	canvas_text(&page->canvas, row, at->address, STYLE_DIM, "Address");
	canvas_right(&page->canvas, row, at->eth, STYLE_DIM, "ETH");
	canvas_right(&page->canvas, row, at->vvv, STYLE_DIM, "VVV");
	canvas_text(&page->canvas, row, at->name, STYLE_DIM, "Here as");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	size_t count = model->task.derived.count;
	char address[ADDRESS_TEXT_SIZE];
	struct page page;

	(void)ui;
	if (!count)
		return;
	list_settle(&state->list, count, count);
	page_init(&page, canvas, dialog_width(canvas, WIDTH));
	draw_head(&page, model);
	for (size_t i = 0; i < count; i++)
		draw_row(&page, model, i, i == state->list.cursor);
	address_format(address, model->task.derived.items[state->list.cursor].address);
	page_text(&page, STYLE_STRONG, address);
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
