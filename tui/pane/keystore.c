/* Keystore: the wallets, which are listed without a password. */
#include "tui/ui.h"

#include <stdio.h>
#include <string.h>

#include "tui/columns.h"
#include "wallet/model/keystroke.h"

/* Returns what the last drawing has looked through, or where that does not hold any more, *fresh. */
static const struct wallet_rows *rows_of(const struct pane *pane, const struct model *model, struct wallet_rows *fresh)
{
	*fresh = (struct wallet_rows){ 0 };
	if (wallet_rows_hold(&pane->wallets, model, &pane->list))
		return &pane->wallets;
	wallet_rows_find(fresh, model, &pane->list);
	return fresh;
}

static size_t count(const struct pane *pane, const struct model *model)
{
	struct wallet_rows fresh;
	size_t found = rows_of(pane, model, &fresh)->count;

	wallet_rows_free(&fresh);
	return found;
}

/* Returns the index of the account in that row; accounts.count when there is none. */
static size_t index_of_row(const struct pane *pane, const struct model *model, size_t row)
{
	struct wallet_rows fresh;
	size_t index = wallet_rows_at(rows_of(pane, model, &fresh), row);

	wallet_rows_free(&fresh);
	return index;
}

size_t pane_keystore_current(const struct pane *pane, const struct model *model)
{
	return index_of_row(pane, model, pane->list.cursor);
}

static bool command(struct pane *pane, const struct model *model, int what, struct action *out)
{
	size_t row = index_of_row(pane, model, pane->list.cursor);

	if (list_move(&pane->list, what, count(pane, model)))
		return true;
	if (what == ACTION_MARK_WALLET && row < model->accounts.count) {
		out->type = ACTION_MARK_WALLET;
		out->index = row;
		list_move(&pane->list, COMMAND_DOWN, count(pane, model));
		return true;
	}
	if (what != COMMAND_NEXT || row >= model->accounts.count || row == model->selected)
		return false;
	out->type = ACTION_SELECT_WALLET;
	out->index = row;
	return true;
}

static int name_col(const struct model *model)
{
	return model->marked ? 3 : 1;
}

#define WATCHED "watch"	/* in place of w, where names and addresses are whole all the same */
#define WATCHED_COLS ((int)sizeof(WATCHED) - 2)

static void draw_mark(const struct model *model, const struct account *account, int more, struct canvas *canvas,
		      int row)
{
	int col = canvas->cols - 2;

	if (account->kind == ACCOUNT_WATCH)
		canvas_text(canvas, row, col - more, STYLE_DIM, more ? WATCHED : "w");
	else if (model_unlocked_for(model, account->address))
		canvas_text(canvas, row, col, STYLE_GOOD, "●");
}

#define NAME_LEAST 6
#define ADDRESS_LEAST 5
#define ADDRESS_SHORT_CELLS 11
#define MARK_COLS 4		/* at the end of each row, with blanks around it */

/* Names get the room first: an address shrinks to its end, then it is left out. */
static void place(struct column_place places[2], int longest, int width)
{
	struct column columns[2] = { { "NAME", NAME_LEAST, NAME_LEAST, 2, 0 },
				     { "ADDRESS", ADDRESS_LEAST, ADDRESS_SHORT_CELLS, 1, 0 } };

	if (longest > NAME_LEAST)
		columns[0].least = longest;
	columns[0].wanted = columns[0].least;
	columns_place(places, columns, 2, width, 1);
}

/* Returns the cells that the marks take beyond one. */
static int place_all(struct column_place places[2], const struct pane *pane, const struct model *model, int cols)
{
	int width = cols - name_col(model) - MARK_COLS + (model->marked > 0);

	place(places, pane->wallets.longest, width - WATCHED_COLS);
	if (pane->wallets.watched && places[1].width >= ADDRESS_SHORT_CELLS)
		return WATCHED_COLS;
	place(places, pane->wallets.longest, width);
	return 0;
}

static void draw_address(const struct account *account, const char *address, const struct column_place *place,
			 struct canvas *canvas, int row, int col)
{
	char text[ADDRESS_SHORT_SIZE + 4];

	if (place->width >= ADDRESS_SHORT_CELLS)
		snprintf(text, sizeof(text), "%s", address);
	else if (account_has_address(account))
		snprintf(text, sizeof(text), "…%s", address + strlen(address) - (ADDRESS_LEAST - 1));
	else
		snprintf(text, sizeof(text), "?");
	if (place->width)
		canvas_fit(canvas, row, col + place->col, place->width, STYLE_DIM, text);
}

static void draw_row(struct pane *pane, const struct model *model, size_t index, const struct column_place *places,
		     int more, struct canvas *canvas, int row)
{
	const struct account *account = &wallet_rows_of(model)->items[index];
	bool selected = index == (model->loaded ? model->selected : model->glance.selected);
	int col = name_col(model);

	if (selected)
		canvas_text(canvas, row, 0, STYLE_STRONG, "▸");
	if (account->marked)
		canvas_text(canvas, row, 1, STYLE_WARN, "✓");
	canvas_fit(canvas, row, col, places[0].width, selected ? STYLE_STRONG : STYLE_TEXT, account->name);
	draw_address(account, short_address(&pane->addresses, account, index), &places[1], canvas, row, col);
	draw_mark(model, account, more, canvas, row);
}

static void draw_empty(struct pane *pane, const struct model *model, struct canvas *canvas)
{
	if (pane->list.filter[0])
		list_draw_none(&pane->list, canvas, "wallet");
	else if (model->unread.code != ERR_NONE)
		canvas_wrap(canvas, 0, 1, canvas->cols - 2, STYLE_WARN, "A wallet's file is here and cannot be read.");
	else
		pane->could = list_draw_empty(canvas, 0, "No wallet yet. " KEYSTROKE("next") " makes or imports one.",
				"A wallet is a private key in a file on this computer, sealed with your password. "
				"Whoever has both moves its money; without them nobody can, nor bring it back.");
}

static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	struct column_place places[2];
	size_t rows, all;
	int row = 0, more;

	wallet_rows_find(&pane->wallets, model, &pane->list);
	rows = pane->wallets.count;
	all = model->loaded ? rows : model->glance.all;
	pane->wants = pane->could = (int)all;
	list_settle(&pane->list, all, (size_t)canvas->rows);
	pane->list.all = model->loaded ? model->accounts.count : all;
	more = place_all(places, pane, model, canvas->cols);
	if (rows == 0)
		draw_empty(pane, model, canvas);
	for (; pane->list.scroll + (size_t)row < rows && row < canvas->rows; row++) {
		size_t at = pane->list.scroll + (size_t)row;

		draw_row(pane, model, wallet_rows_at(&pane->wallets, at), places, more, canvas, row);
		list_draw_row(&pane->list, canvas, row, at, focused);
	}
	list_draw_hidden(&pane->list, canvas, row);
}

static bool is_on_another(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct pane *pane = &ui->panes[PANE_KEYSTORE];
	size_t row = index_of_row(pane, model, pane->list.cursor);

	(void)dialog;
	return row < model->accounts.count && row != model->selected;
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .command = COMMAND_NEXT, .hint = "select",
	  .help = "make this the current wallet, else the next step", .fits = is_on_another,
	  .lacks = "no other wallet here" },
	{ .inputs = { ' ' }, .command = ACTION_MARK_WALLET, .hint = "mark" },
	{ .inputs = { 'M' }, .command = ACTION_MINT_BATCH, .hint = "mint for all marked" },
	{ .command = COMMAND_WALLET_TASK, .hint = "manage" },
	{ .command = COMMAND_WALLET_MENU, .hint = "new wallet" },
	{ .command = COMMAND_RECEIVE, .hint = "address" },
	{ .command = COMMAND_COPY, .hint = "copy", .help = "copy the address" },
	{ .command = ACTION_PASSWORD, .hint = "unlock" },
};

static const struct keybinds keybinds = { .title = "Keystore", KEYBIND_ROWS(rows), .then = &keybinds_panes };

const struct pane_ops pane_keystore = {
	.title = "Keystore", .keybinds = &keybinds, .can_filter = true, .command = command, .draw = draw,
};
