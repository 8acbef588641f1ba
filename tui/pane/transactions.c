/* Transactions of the selected wallet, pending and past, newest first: the rows of 'tx list'. */
#include "tui/pane/pane.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/figures.h"
#include "tui/tx_row.h"
#include "tui/ui.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"

#define CELL_SIZE (2 * AMOUNT_TEXT_SIZE)
#define PURPOSE_LEAST 6
#define PURPOSE_FIRM 24	/* cells of a purpose that no other column takes */
#define PURPOSE_MOST 120

typedef void cell_text(char out[CELL_SIZE], const struct model *model, const struct tx_row *row);

static void text_status(char out[CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	(void)model;
	snprintf(out, CELL_SIZE, "%s", tx_row_word(row));
}

static void text_age_of(char out[CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	char ago[TEXT_SPAN_SIZE];

	text_ago(ago, model->now_ms - row->time_ms);
	snprintf(out, CELL_SIZE, "%s", ago);
}

#define AMOUNT_PLACES 4
#define FEE_PLACES 9

static void text_amount(char out[CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	char number[AMOUNT_TEXT_SIZE];

	out[0] = '\0';
	if (!row->has_amount)
		return;
	amount_format_short(number, row->amount, model_decimals(model, AMOUNT_PLACES));
	snprintf(out, CELL_SIZE, "%s %s", number, token_symbol(row->amount.token));
}

static void text_fee(char out[CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	struct amount fee = { TOKEN_ETH, row->fee };

	(void)model;
	out[0] = '\0';
	if (!amount_is_zero(fee))
		amount_format_short(out, fee, FEE_PLACES);
}

static void text_nonce(char out[CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	(void)model;
	out[0] = '\0';
	if (row->has_nonce)
		snprintf(out, CELL_SIZE, "%5" PRIu64, row->nonce);
}

static void text_block(char out[CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	(void)model;
	out[0] = '\0';
	if (row->block)
		snprintf(out, CELL_SIZE, "%" PRIu64, row->block);
}

static void text_hash(char out[CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	(void)model;
	tx_row_short(out, CELL_SIZE, row);
}

#define HASH_COLUMN 7
#define HASH_SHORT 11
#define HASH_WHOLE (TX_ROW_HASH_SIZE - 1)
#define PURPOSE_COLUMN 0
#define AMOUNT_COLUMN 1
#define FEE_COLUMN 4
#define STATUS_COLUMN 2
#define BLOCK_COLUMN 6

/* The newest come first, which is their only order. */
static const struct column columns[] = {
	{ "PURPOSE", PURPOSE_LEAST, PURPOSE_LEAST, 10, 0 },
	{ "AMOUNT", 14, 17, 7, 0 },
	{ "STATUS", 8, 8, 9, 0 },
	{ "AGE", 8, 9, 8, 0 },
	{ "FEE IN ETH", 11, 12, 5, 0 },
	{ "NONCE", 5, 5, 4, 0 },
	{ "BLOCK", 9, 9, 3, 0 },
	{ "HASH", HASH_SHORT, HASH_SHORT, 6, 0 },
};

const struct column_table columns_of_transactions = { columns, ARRAY_LENGTH(columns) };

static cell_text *const texts[ARRAY_LENGTH(columns)] = {
	NULL, text_amount, text_status, text_age_of, text_fee, text_nonce, text_block, text_hash,
};

static const bool has_figures[ARRAY_LENGTH(columns)] = {
	[AMOUNT_COLUMN] = true, [FEE_COLUMN] = true, [BLOCK_COLUMN] = true,
};

/* An amount is shown whole or not at all: part of one would be another. */
static void measure(struct figures *figures, struct column *column, cell_text *text, const struct model *model,
		    const struct tx_rows *rows)
{
	char cell[CELL_SIZE];

	for (size_t i = 0; i < rows->count; i++) {
		text(cell, model, &rows->items[i]);
		figures_add(figures, cell);
	}
	if (column->least < figures_width(figures))
		column->least = figures_width(figures);
	if (column->wanted < column->least)
		column->wanted = column->least;
}

/* The whole hash is shown, or as much of it as always. */
static void place_hash(struct columns_shown *shown, int width)
{
	struct column *hash = NULL;
	size_t i;

	for (i = 0; i < shown->count && !hash; i++)
		hash = shown->at[i] == HASH_COLUMN ? &shown->columns[i] : NULL;
	if (hash)
		hash->wanted = HASH_WHOLE;
	columns_place(shown->places, shown->columns, shown->count, width, COLUMNS_GAP);
	if (!hash || shown->places[i - 1].width >= HASH_WHOLE)
		return;
	hash->wanted = HASH_SHORT;
	columns_place(shown->places, shown->columns, shown->count, width, COLUMNS_GAP);
}

/* What a transaction is for gets the room first. */
static void place(struct columns_shown *shown, struct figures *figures, const struct model *model,
		  const struct tx_rows *rows, int width)
{
	int longest = PURPOSE_LEAST;

	for (size_t i = 0; i < rows->count; i++)
		longest = columns_longest(longest, rows->items[i].purpose, PURPOSE_MOST);
	for (size_t i = 0; i < shown->count; i++) {
		if (shown->at[i] == PURPOSE_COLUMN) {
			shown->columns[i].least = longest < PURPOSE_FIRM ? longest : PURPOSE_FIRM;
			shown->columns[i].wanted = longest;
		} else if (has_figures[shown->at[i]]) {
			measure(&figures[shown->at[i]], &shown->columns[i], texts[shown->at[i]], model, rows);
		}
	}
	place_hash(shown, width);
}

static bool matches(const struct pane *pane, const struct model *model, const struct tx_row *row)
{
	char hash[TX_ROW_HASH_SIZE], amount[CELL_SIZE];

	if (!pane->list.filter[0])
		return true;
	tx_row_hash(hash, row);
	text_amount(amount, model, row);
	return list_matches(&pane->list, row->purpose, tx_row_word(row)) || list_matches(&pane->list, hash, amount) ||
	       list_matches(&pane->list, row->reason, NULL);
}

/* Sets the rows that the filter leaves, which the caller frees; returns how many there are in all. */
static size_t rows_of(struct tx_rows *rows, const struct pane *pane, const struct model *model)
{
	size_t kept = 0, all;

	*rows = (struct tx_rows){ 0 };
	if (!model_account(model) || !account_has_address(model_account(model)))
		return 0;
	tx_list_of(rows, model, model_account(model)->address);
	for (size_t i = 0; i < rows->count; i++) {
		if (matches(pane, model, &rows->items[i]))
			rows->items[kept++] = rows->items[i];
		else
			tx_free(&rows->items[i].tx);
	}
	all = rows->count;
	rows->count = kept;
	return all;
}

/* Tells it from all others: its hash or, as it has none, its id. */
static void name_row(uint8_t out[KECCAK_SIZE], const struct tx_row *row)
{
	size_t len = strnlen(row->id, sizeof(row->id));

	memset(out, 0, KECCAK_SIZE);
	if (row->kind == JOURNAL_TX)
		memcpy(out, row->hash, KECCAK_SIZE);
	else
		memcpy(out, row->id, len < KECCAK_SIZE ? len : KECCAK_SIZE);
}

/* Returns where the row is that the cursor was drawn on.  Others may have come above it since, and
 * a keystroke means what the person saw. */
static size_t place_of_cursor(const struct pane *pane, const struct tx_rows *rows)
{
	uint8_t name[KECCAK_SIZE];

	for (size_t i = 0; i < rows->count && pane->has_row; i++) {
		name_row(name, &rows->items[i]);
		if (!memcmp(name, pane->row, KECCAK_SIZE))
			return i;
	}
	return pane->list.cursor;
}

/* The row stays on its line of the screen, as far as there are others above it. */
static void follow_row(struct pane *pane, const struct tx_rows *rows)
{
	size_t at = place_of_cursor(pane, rows), line = pane->list.cursor - pane->list.scroll;

	pane->list.scroll = at > line ? at - line : 0;
	pane->list.cursor = at;
}

static void keep_row(struct pane *pane, const struct tx_rows *rows)
{
	pane->has_row = pane->list.cursor < rows->count;
	if (pane->has_row)
		name_row(pane->row, &rows->items[pane->list.cursor]);
}

bool pane_transactions_current(struct tx_rows *rows, size_t *at, const struct pane *pane, const struct model *model)
{
	rows_of(rows, pane, model);
	*at = place_of_cursor(pane, rows);
	return *at < rows->count;
}

static void draw_purpose(const struct tx_row *row, struct column_place place, struct canvas *canvas, int at)
{
	int col = canvas_fit(canvas, at, 1 + place.col, place.width, STYLE_TEXT, row->purpose);
	int room = place.col + place.width - col;

	if (*row->reason && room > PURPOSE_LEAST)
		canvas_fit(canvas, at, col + 1, room, STYLE_DIM, row->reason);
}

static void draw_row(const struct model *model, const struct tx_row *row, const struct columns_shown *shown,
		     const struct figures *figures, struct canvas *canvas, int at)
{
	char text[CELL_SIZE] = "";

	for (size_t i = 0; i < shown->count; i++) {
		struct column_place place = shown->places[i];
		const struct figures *column = &figures[shown->at[i]];
		int indent;

		if (!place.width)
			continue;
		if (shown->at[i] == PURPOSE_COLUMN) {
			draw_purpose(row, place, canvas, at);
			continue;
		}
		texts[shown->at[i]](text, model, row);
		if (shown->at[i] == HASH_COLUMN && place.width >= HASH_WHOLE)
			tx_row_hash(text, row);
		indent = has_figures[shown->at[i]] ? figures_col(column, text, figures_width(column)) : 0;
		canvas_fit(canvas, at, 1 + place.col + indent, place.width - indent,
			   shown->at[i] == STATUS_COLUMN ? tx_row_style(row) : STYLE_TEXT, text);
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

/* Where no cursor is shown, none has to stay. */
static void settle(struct pane *pane, const struct tx_rows *rows, size_t room, bool focused)
{
	follow_row(pane, rows);
	list_settle(&pane->list, rows->count, room);
	keep_row(pane, rows);
	pane->has_row = pane->has_row && focused;
}

static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	struct columns_shown shown;
	struct figures figures[ARRAY_LENGTH(columns)] = { { 0 } };
	int header = canvas->rows > 1;
	size_t room = (size_t)(canvas->rows - header), all;
	struct tx_rows rows;

	all = rows_of(&rows, pane, model);
	pane->wants = (int)rows.count + 1;
	settle(pane, &rows, room, focused);
	pane->list.all = all;
	columns_show(&shown, &columns_of_transactions, &pane->columns);
	place(&shown, figures, model, &rows, canvas->cols - 2);
	if (!rows.count)
		draw_empty(pane, model, &shown, canvas);
	else if (header)
		columns_draw_heads(canvas, 0, 1, shown.columns, shown.places, shown.count, &pane->list);
	for (size_t i = 0; i < room && pane->list.scroll + i < rows.count; i++) {
		size_t at = pane->list.scroll + i;

		draw_row(model, &rows.items[at], &shown, figures, canvas, (int)i + header);
		list_draw_row(&pane->list, canvas, (int)i + header, at, focused);
	}
	list_draw_hidden(&pane->list, canvas, header + (int)rows.count);
	tx_list_free(&rows);
}

static bool command(struct pane *pane, const struct model *model, int what, struct action *out)
{
	struct tx_rows rows;
	bool moved;

	(void)out;
	rows_of(&rows, pane, model);
	follow_row(pane, &rows);
	moved = list_move(&pane->list, what, rows.count);
	keep_row(pane, &rows);
	tx_list_free(&rows);
	return moved;
}

/* While there is none, Enter means the next step, as in the other panes. */
static bool has_rows(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct tx_rows shown;
	size_t at;
	bool has = pane_transactions_current(&shown, &at, &ui->panes[PANE_TRANSACTIONS], model);

	(void)dialog;
	tx_list_free(&shown);
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
};

static const struct keybinds keybinds = { .title = "Transactions", KEYBIND_ROWS(rows), .then = &keybinds_panes };

const struct pane_ops pane_transactions = {
	.title = "Transactions", .keybinds = &keybinds, .can_filter = true, .command = command, .draw = draw,
};
