/* Transactions of the selected wallet, pending and past: the rows of 'tx list'. */
#include "tui/pane/pane.h"

#include <string.h>

#include "tui/pane/pane_row.h"
#include "tui/pane/tx_order.h"
#include "tui/tx_row.h"
#include "tui/ui.h"
#include "wallet/model/keystroke.h"

#define HASH_WHOLE (TX_ROW_HASH_SIZE - 1)

/* Returns what the last drawing has gathered, or where that does not hold any more, *fresh. */
static const struct tx_shown *shown_of(const struct pane *pane, const struct model *model, struct tx_shown *fresh)
{
	*fresh = (struct tx_shown){ 0 };
	if (tx_shown_hold(&pane->txs, model, &pane->list))
		return &pane->txs;
	tx_shown_find(fresh, model, &pane->list);
	return fresh;
}

/* The whole hash is shown, or as much of it as always. */
static void place_hash(struct columns_shown *shown, int width)
{
	struct column *hash = NULL;
	size_t i;

	for (i = 0; i < shown->count && !hash; i++)
		hash = shown->at[i] == TX_COLUMN_HASH ? &shown->columns[i] : NULL;
	if (hash)
		hash->wanted = HASH_WHOLE;
	columns_place(shown->places, shown->columns, shown->count, width, COLUMNS_GAP);
	if (!hash || shown->places[i - 1].width >= HASH_WHOLE)
		return;
	hash->wanted = TX_HASH_SHORT;
	columns_place(shown->places, shown->columns, shown->count, width, COLUMNS_GAP);
}

/* What a transaction is for gets the room first. */
static void place(struct columns_shown *shown, const struct tx_shown *txs, int width)
{
	columns_measured(shown, txs->measures);
	place_hash(shown, width);
}

/* Tells it from all others: its hash or, as it has none, its id. */
static void name_row(uint8_t out[PANE_ROW_SIZE], const void *context, size_t at)
{
	const struct tx_row *row = tx_shown_at(context, at);
	size_t len = strnlen(row->id, sizeof(row->id));

	memset(out, 0, PANE_ROW_SIZE);
	if (row->kind == JOURNAL_TX)
		memcpy(out, row->hash, KECCAK_SIZE);
	else
		memcpy(out, row->id, len < PANE_ROW_SIZE ? len : PANE_ROW_SIZE);
}

static struct pane_rows pane_rows_of(const struct tx_shown *txs)
{
	return (struct pane_rows){ txs->count, name_row, txs };
}

const struct tx_row *pane_transactions_current(const struct pane *pane, const struct model *model,
					       struct tx_shown *fresh)
{
	const struct tx_shown *txs = shown_of(pane, model, fresh);
	struct pane_rows rows = pane_rows_of(txs);

	return tx_shown_at(txs, pane_row_place(pane, &rows));
}

static void draw_purpose(const struct tx_row *row, struct column_place place, struct canvas *canvas, int at)
{
	int col = canvas_fit(canvas, at, 1 + place.col, place.width, STYLE_TEXT, row->purpose);
	int room = place.col + place.width - col;

	if (*row->reason && room > TX_PURPOSE_LEAST)
		canvas_fit(canvas, at, col + 1, room, STYLE_DIM, row->reason);
}

static void draw_cell(const struct model *model, const struct tx_row *row, enum tx_column column,
		      struct column_place place, const struct figures *figures, struct canvas *canvas, int at)
{
	int indent = 0;
	char text[TX_CELL_SIZE] = "";

	tx_cells[column](text, model, row);
	if (column == TX_COLUMN_HASH && place.width >= HASH_WHOLE)
		tx_row_hash(text, row);
	if (tx_cell_has_figures(column))
		indent = figures_col(figures, text, figures_width(figures));
	canvas_fit(canvas, at, 1 + place.col + indent, place.width - indent,
		   column == TX_COLUMN_STATUS ? tx_row_style(row) : STYLE_TEXT, text);
}

static void draw_row(const struct model *model, const struct tx_row *row, const struct columns_shown *shown,
		     const struct column_measure *measures, struct canvas *canvas, int at)
{
	for (size_t i = 0; i < shown->count; i++) {
		enum tx_column column = (enum tx_column)shown->at[i];

		if (!shown->places[i].width)
			continue;
		if (column == TX_COLUMN_PURPOSE)
			draw_purpose(row, shown->places[i], canvas, at);
		else
			draw_cell(model, row, column, shown->places[i], &measures[column].figures, canvas, at);
	}
}

static const char *why_empty(const struct model *model)
{
	if (!model_account(model))
		return "No wallet yet. " KEYSTROKE("wallet") " makes or imports one.";
	if (!account_has_address(model_account(model)))
		return "Its file does not say this wallet's address: " KEYSTROKE("unlock") " unlocks it, which tells it.";
	return "Nothing was sent from this wallet here, on this network. "
	       "What is approved, staked or sent here is listed, from the moment it is signed.";
}

static void draw_empty(const struct pane *pane, const struct model *model, const struct columns_shown *shown,
		       struct canvas *canvas)
{
	if (pane->list.all)
		list_draw_none(&pane->list, canvas, "transaction");
	else
		columns_draw_empty(canvas, shown, &pane->list, why_empty(model),
				   "A transaction is on the way until a block has taken it; then it has a block and a fee. "
				   "While it waits, a higher fee can be offered, or one that does nothing put in its place.");
}

static void settle(struct pane *pane, size_t room, bool focused)
{
	struct pane_rows rows = pane_rows_of(&pane->txs);

	pane_row_settle(pane, &rows, room, focused);
	pane->list.all = pane->txs.rows.count;
}

/* The newest come first until a person wants another order, which the heading of their age says where it is shown. */
static void show_columns(struct columns_shown *shown, struct pane *pane)
{
	columns_show(shown, &columns_of_transactions, &pane->columns);
	columns_check_order(shown, &pane->list);
	if (pane->list.sort == TX_ORDER_OWN && columns_have_order(shown, TX_ORDER_AGE))
		pane->list.sort = TX_ORDER_AGE;
}

static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	int header = canvas->rows > 1;
	size_t room = (size_t)(canvas->rows - header);
	struct columns_shown shown;
	const struct tx_shown *txs = &pane->txs;

	show_columns(&shown, pane);
	tx_shown_find(&pane->txs, model, &pane->list);
	tx_shown_measure(&pane->txs, model);
	pane->wants = (int)txs->count + 1;
	settle(pane, room, focused);
	place(&shown, txs, canvas->cols - 2);
	if (!txs->count)
		draw_empty(pane, model, &shown, canvas);
	else if (header)
		columns_draw_heads(canvas, 0, 1, shown.columns, shown.places, shown.count, &pane->list);
	for (size_t i = 0; i < room && pane->list.scroll + i < txs->count; i++) {
		size_t at = pane->list.scroll + i;

		draw_row(model, tx_shown_at(txs, at), &shown, txs->measures, canvas, (int)i + header);
		list_draw_row(&pane->list, canvas, (int)i + header, at, focused);
	}
	list_draw_hidden(&pane->list, canvas, header + (int)txs->count);
}

static bool command(struct pane *pane, const struct model *model, int what, struct action *out)
{
	struct columns_shown shown;
	struct pane_rows txs;
	struct tx_shown fresh;
	bool moved;

	(void)out;
	show_columns(&shown, pane);
	if (columns_command(&shown, &pane->list, what, TX_ORDERS))
		return true;
	txs = pane_rows_of(shown_of(pane, model, &fresh));
	moved = pane_row_move(pane, &txs, what);
	tx_shown_free(&fresh);
	return moved;
}

/* While there is none, Enter means the next step, as in the other panes. */
static bool has_rows(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct tx_shown fresh;
	bool has = pane_transactions_current(&ui->panes[PANE_TRANSACTIONS], model, &fresh);

	(void)dialog;
	tx_shown_free(&fresh);
	return has || ui->panes[PANE_TRANSACTIONS].list.filter[0];
}

/* These mean the row under the cursor.  Elsewhere the commands mean the transaction that is followed. */
static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .command = COMMAND_TX_DETAIL, .hint = "details", .fits = has_rows,
	  .lacks = "no transaction yet" },
	{ .inputs = { '+' }, .command = ACTION_TX_SPEED_UP, .hint = "speed up", .help = "offer a higher fee for it",
	  .run = tx_row_speed_up, .hinted = tx_row_can_change },
	{ .inputs = { 'X' }, .command = ACTION_TX_CANCEL, .hint = "cancel it",
	  .help = "put one that does nothing in its place", .run = tx_row_cancel, .hinted = tx_row_can_change },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy the hash", .help = "copy its hash to the clipboard",
	  .run = tx_row_copy },
	{ .inputs = { 'o' }, .command = COMMAND_SORT, .hint = "sort", .help = "sort the transactions by the next column" },
	{ .inputs = { 'O' }, .command = COMMAND_REVERSE, .help = "turn their order round" },
};

static const struct keybinds keybinds = { .title = "Transactions", KEYBIND_ROWS(rows), .then = &keybinds_panes };

const struct pane_ops pane_transactions = {
	.title = "Transactions", .keybinds = &keybinds, .can_filter = true, .command = command, .draw = draw,
};
