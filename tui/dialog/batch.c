/* Minting for many wallets: a row for each of them, and what became of it. */
#include <stdio.h>
#include <string.h>

#include "tui/columns.h"
#include "tui/ui.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"

#define WIDTH 100
#define MARK_COLS 2
#define NAME_LEAST 8
#define STATE_LEAST 24
#define ADDRESS_CELLS 11
#define TOKEN_WIDTH 6		/* "14:59" and a blank */

struct state {
	struct list list;
	bool moved;		/* by the person: the cursor no longer follows the work */
};

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model->batch.count > 0;
}

static bool can_go_on(const struct flow_batch *batch)
{
	return !batch->running &&
	       flow_batch_count(batch, BATCH_DONE) + flow_batch_count(batch, BATCH_UNKNOWN) < batch->count;
}

static void leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (dialog->drawn || model->batch.running)
		ui_do(ui, model, model->batch.running ? ACTION_CANCEL : ACTION_BATCH_CLOSE);
}

static bool is_over(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return !model->batch.running;
}

static bool can_retry(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model->mint.state == MINT_UNSEALED || can_go_on(&model->batch);
}

static void retry(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_do(ui, model, model->mint.state == MINT_UNSEALED ? ACTION_MINT_RETRY : ACTION_BATCH_RETRY);
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	struct state *state = dialog->state;

	(void)ui;
	state->moved |= list_move(&state->list, command, model->batch.count);
}

/* Enter does nothing about a row, so a click only goes there. */
static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	struct state *state = dialog->state;

	(void)ui;
	(void)part;
	state->moved = true;
	list_point(&state->list, row);
	return false;
}

static void work_words(char *out, size_t size, const struct model *model)
{
	static const char *const words[MINT_STATE_COUNT] = {
		[MINT_GETTING] = "asks Venice for a token", [MINT_REVIEW] = "its challenge is to be read",
		[MINT_UNLOCK] = "is being opened", [MINT_SIGNING] = "signs its token", [MINT_JOURNALLING] = "is sent to Venice",
		[MINT_POSTING] = "is sent to Venice", [MINT_SEALING] = "its key is being stored",
		[MINT_UNSEALED] = "minted, but not stored yet: " KEYSTROKE("retry") " tries again",
		[MINT_CONFIRMING] = "its key is stored, and read back", [MINT_CHECKING] = "its key is stored, and checked",
	};
	const struct flow_mint *mint = &model->mint;
	char left[TEXT_SPAN_SIZE];

	if (mint->state != MINT_BACKOFF) {
		snprintf(out, size, "%s", words[mint->state] ? words[mint->state] : "");
		return;
	}
	text_countdown(left, mint->retry_at_ms - model->now_ms);
	snprintf(out, size, "again in %s: %s", left, mint->err.msg);
}

static bool is_next(const struct flow_batch *batch, const struct batch_row *row)
{
	for (size_t i = 0; i < batch->count; i++)
		if (batch->rows[i].state == BATCH_WAITING)
			return row == &batch->rows[i];
	return false;
}

static void opening_words(char *out, size_t size, const struct model *model, const struct batch_row *row)
{
	char left[TEXT_SPAN_SIZE];

	snprintf(out, size, "%s", model->batch.running && !model->batch.stopping ? "waits" : "not begun");
	if (!model->batch.wait_until_ms || !is_next(&model->batch, row))
		return;
	text_countdown(left, model->batch.wait_until_ms - model->now_ms);
	snprintf(out, size, "waits %s, as Venice limits how many there may be", left);
}

static void row_words(char *out, size_t size, const struct model *model, const struct batch_row *row)
{
	switch (row->state) {
	case BATCH_WAITING:
		opening_words(out, size, model, row);
		break;
	case BATCH_WORKING:
		work_words(out, size, model);
		break;
	case BATCH_DONE:
		snprintf(out, size, "✓ key …%s%s%s", row->last6, row->err.code ? ", but: " : "", row->err.code ? row->err.msg : "");
		break;
	case BATCH_SKIPPED:
		snprintf(out, size, "– left out: %s%s%s", row->err.msg, row->last6[0] ? ", …" : "", row->last6);
		break;
	case BATCH_FAILED:
		snprintf(out, size, "✗ %s", row->err.msg);
		break;
	case BATCH_UNKNOWN:
		snprintf(out, size, "? %s", row->err.msg);
		break;
	}
}

static enum style row_style(const struct batch_row *row)
{
	static const enum style styles[] = {
		[BATCH_WAITING] = STYLE_DIM,  [BATCH_WORKING] = STYLE_BUSY, [BATCH_DONE] = STYLE_GOOD,
		[BATCH_SKIPPED] = STYLE_TEXT, [BATCH_FAILED] = STYLE_BAD,   [BATCH_UNKNOWN] = STYLE_WARN,
	};

	return row->state == BATCH_DONE && row->err.code != ERR_NONE ? STYLE_WARN : styles[row->state];
}

/* Draws the token of the wallet in hand, which counts down at the end of its row. */
static void draw_token(struct page *page, const struct model *model, int row)
{
	int64_t left = flow_mint_token_left(model);
	char span[TEXT_SPAN_SIZE];

	text_countdown(span, left);
	if (left > 0)
		canvas_right(&page->canvas, row, page->canvas.cols, left < 60000 ? STYLE_WARN : STYLE_TEXT, span);
}

enum { COLUMN_NAME, COLUMN_ADDRESS, COLUMN_STATE, COLUMNS };

/* Names get the room first, up to half of it, then what became of each. */
static void place(struct column_place places[COLUMNS], const struct flow_batch *batch, int width)
{
	struct column columns[COLUMNS] = {
		[COLUMN_NAME] = { "", NAME_LEAST, NAME_LEAST, 3, 0 },
		[COLUMN_ADDRESS] = { "", ADDRESS_CELLS, ADDRESS_CELLS, 1, 0 },
		[COLUMN_STATE] = { "", STATE_LEAST, width, 2, 0 },
	};

	for (size_t i = 0; i < batch->count; i++)
		columns[COLUMN_NAME].least =
			columns_longest(columns[COLUMN_NAME].least, batch->rows[i].account.name, width / 2);
	columns_place(places, columns, COLUMNS, width, COLUMNS_GAP);
}

static void draw_row(struct page *page, const struct model *model, const struct batch_row *row,
		     const struct column_place *places, bool chosen)
{
	struct canvas *canvas = &page->canvas;
	int at = page_rows(page, 1);
	char address[ADDRESS_SHORT_SIZE], words[256];

	row_words(words, sizeof(words), model, row);
	account_format_address_short(address, &row->account);
	canvas_text(canvas, at, 0, STYLE_STRONG, chosen ? "▸ " : "  ");
	canvas_fit(canvas, at, MARK_COLS + places[COLUMN_NAME].col, places[COLUMN_NAME].width,
		   chosen ? STYLE_STRONG : STYLE_TEXT, row->account.name);
	canvas_fit(canvas, at, MARK_COLS + places[COLUMN_ADDRESS].col, places[COLUMN_ADDRESS].width, STYLE_DIM,
		   address);
	canvas_fit(canvas, at, MARK_COLS + places[COLUMN_STATE].col, places[COLUMN_STATE].width, row_style(row), words);
	if (row->state == BATCH_WORKING)
		draw_token(page, model, at);
	page_aim(page, at, 1, TARGET_ROW, (int)(row - model->batch.rows));
	if (chosen)
		page->keep = at;
}

/* Draws "2 minted, 1 left out"; numbers that are zero are left out. */
static void draw_head(struct page *page, const struct model *model)
{
	static const char *const words[] = {
		[BATCH_DONE] = "minted", [BATCH_SKIPPED] = "left out", [BATCH_FAILED] = "failed", [BATCH_UNKNOWN] = "unknown",
		[BATCH_WORKING] = "in hand", [BATCH_WAITING] = "to go",
	};
	static const enum batch_state order[] = {
		BATCH_DONE, BATCH_SKIPPED, BATCH_FAILED, BATCH_UNKNOWN, BATCH_WORKING, BATCH_WAITING,
	};
	const struct flow_batch *batch = &model->batch;
	char counts[128] = "";
	size_t used = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(order); i++) {
		size_t count = flow_batch_count(batch, order[i]);

		if (count)
			used += (size_t)snprintf(counts + used, sizeof(counts) - used, "%s%zu %s", used ? ", " : "", count,
						 words[order[i]]);
	}
	page_format(page, STYLE_STRONG, "%s keys, %zu wallet%s: %s", key_type_name(batch->options.type), batch->count,
		    batch->count == 1 ? "" : "s", counts);
	page_blank(page);
}

/* Draws what the row under the cursor means, and what helps. */
static void draw_remedy(struct page *page, const struct batch_row *row)
{
	const struct err_info *info = err_info(row->err.code);

	page_blank(page);
	if (row->err.code == ERR_NONE)
		return;
	page_format(page, STYLE_TEXT, "%s: %s", row->account.name, row->err.msg);
	if (row->err.code == ERR_CANCELLED)
		return;
	page_text(page, STYLE_TEXT, info->meaning);
	page_text(page, STYLE_STRONG, info->advice);
}

static void draw_foot(struct page *page, const struct model *model)
{
	const struct flow_batch *batch = &model->batch;

	if (!batch->running && model->mint.state == MINT_UNKNOWN)
		page_format(page, STYLE_WARN, "Close this, then " KEYSTROKE("palette") "check-mint looks into what became of %s's.",
			    model->mint.account.name);
	if (batch->running && batch->stopping && model->mint.state == MINT_UNSEALED)
		page_text(page, STYLE_WARN, KEYSTROKE("retry") " stores the key again; Esc leaves it at that for now.");
	else if (batch->running && batch->stopping)
		page_text(page, STYLE_WARN, "Stops after the one in hand.");
	else if (batch->running)
		page_text(page, STYLE_DIM, "Esc stops after the one in hand.");
	else if (can_go_on(batch))
		page_text(page, STYLE_DIM, KEYSTROKE("retry") " goes on with those that have no key yet. Esc closes.");
	else
		page_text(page, STYLE_DIM, "Esc closes.");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	const struct flow_batch *batch = &model->batch;
	struct column_place places[COLUMNS];
	struct page page;

	(void)ui;
	if (!batch->count)
		return;
	if (!state->moved && batch->at < batch->count)
		state->list.cursor = batch->at;
	list_settle(&state->list, batch->count, batch->count);
	page_init(&page, canvas, dialog_width(canvas, WIDTH));
	draw_head(&page, model);
	place(places, batch, page.canvas.cols - MARK_COLS - TOKEN_WIDTH);
	for (size_t i = 0; i < batch->count; i++)
		draw_row(&page, model, &batch->rows[i], places, i == state->list.cursor);
	draw_remedy(&page, &batch->rows[state->list.cursor]);
	draw_foot(&page, model);
	page.at = state->list.cursor + 1;
	page.of = batch->count;
	dialog_show(dialog, canvas, "A key for each", STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "stop, or close",
	  .help = "stop after the wallet in hand; close the list once it is over", .run = leave },
	{ .inputs = { INPUT_ENTER }, .hint = "close", .help = "close the list once it is over", .run = leave, .fits = is_over },
	{ .inputs = { 'r' }, .name = "retry", .hint = "go on",
	  .help = "once it is over: go on with the wallets that have no key yet", .run = retry, .fits = can_retry },
	{ .inputs = { 'l' }, .command = ACTION_LOCK, .hint = "lock",
	  .help = "lock the wallet, forget the passwords, and stop after the one in hand" },
};

static const struct keybinds keybinds = { .title = "A key for each", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_batch = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .wanted = wanted, .move = move,
	.point = point, .draw = draw,
};
