/* API keys: what is known of each, masked. */
#include <stdio.h>
#include <string.h>

#include "tui/figures.h"
#include "tui/pane/key_cells.h"
#include "tui/pane/key_order.h"
#include "tui/pane/pane.h"
#include "tui/pane/pane_row.h"
#include "tui/spark.h"
#include "wallet/model/keystroke.h"
#include "wallet/venice/key_list.h"
#include "wallet/venice/key_usage.h"

#define RANK_SORTED 10		/* the column that the rows are sorted by is kept longest, after the description */

/* Returns what the last drawing has looked through, or where that does not hold any more, *fresh. */
static const struct key_rows *rows_of(const struct pane *pane, const struct model *model, struct key_rows *fresh)
{
	*fresh = (struct key_rows){ 0 };
	if (key_rows_hold(&pane->keys, model, &pane->list))
		return &pane->keys;
	key_rows_find(fresh, model, &pane->list);
	return fresh;
}

struct named { const struct key_rows *rows; const struct model *model; };

static void name_row(uint8_t out[PANE_ROW_SIZE], const void *context, size_t row)
{
	const struct named *named = context;
	const struct key_info *key = key_rows_at(named->rows, named->model, row);

	memset(out, 0, PANE_ROW_SIZE);
	memcpy(out, key->id, strnlen(key->id, PANE_ROW_SIZE));
}

static struct pane_rows pane_rows_of(const struct named *named)
{
	return (struct pane_rows){ named->rows->count, name_row, named };
}

const struct key_info *pane_keys_current(const struct pane *pane, const struct model *model)
{
	struct key_rows fresh;
	struct named named = { rows_of(pane, model, &fresh), model };
	struct pane_rows rows = pane_rows_of(&named);
	const struct key_info *key = key_rows_at(named.rows, model, pane_row_place(pane, &rows));

	key_rows_free(&fresh);
	return key;
}

static bool move(struct pane *pane, const struct model *model, int what)
{
	struct key_rows fresh;
	struct named named = { rows_of(pane, model, &fresh), model };
	struct pane_rows rows = pane_rows_of(&named);
	bool moved = pane_row_move(pane, &rows, what);

	key_rows_free(&fresh);
	return moved;
}

/* Draws how much of its limit a key has used, before the figure. */
static int draw_usage_bar(const struct key_info *key, struct canvas *canvas, int row, int col)
{
	double part = key_usage_part(key);
	int filled = (int)(part * KEY_BAR_WIDTH + 0.5);
	enum style style = filled == KEY_BAR_WIDTH ? STYLE_BAD : STYLE_GOOD;

	if (part >= 0)
		canvas_bar_low(canvas, row, col, KEY_BAR_WIDTH, filled, style);
	return col + KEY_BAR_WIDTH + 1;
}

/* Draws the last days before their figure, today's at the right, where Venice tells them. */
static int draw_week(const struct model *model, const struct key_info *key, struct canvas *canvas, int row, int col)
{
	const struct usage *usage = flow_usage_known(model, key->address);
	double values[KEY_WEEK];
	struct usage_of_key used;

	if (!usage)
		return col;
	usage_of_key(&used, usage, key_venice_id(key));
	for (unsigned i = 0; i < KEY_WEEK; i++)
		values[i] = used.telling == USAGE_TOLD ? (double)used.days[KEY_WEEK - 1 - i] : SPARK_UNKNOWN;
	spark_draw(canvas, row, col, STYLE_GOOD, values, KEY_WEEK);
	return col + KEY_WEEK_WIDTH;
}

static void draw_cell(const struct model *model, const struct key_info *key, enum key_column column,
		      struct column_place place, const struct figures *figures, struct canvas *canvas, int row)
{
	int col = 1 + place.col, end = col + place.width;
	char text[KEY_CELL_SIZE] = "";

	if (key_cell_has_figures(column))
		key_cell_aligned(text, key_cells[column], figures, model, key);
	else
		key_cells[column](text, model, key);
	if (column == KEY_COLUMN_LIMIT && canvas_width(text, strlen(text)) > place.width)
		key_cell_aligned(text, key_cell_limit_short, figures, model, key);
	if (column == KEY_COLUMN_PERIOD)
		col = draw_usage_bar(key, canvas, row, col);
	else if (column == KEY_COLUMN_WEEK && end - col >= KEY_WEEK_WIDTH + figures_width(figures))
		col = draw_week(model, key, canvas, row, col);
	canvas_fit(canvas, row, col, end - col, STYLE_TEXT, text);
}

static void draw_key(const struct model *model, const struct key_info *key, const struct columns_shown *shown,
		     const struct column_measure *measures, struct canvas *canvas, int row)
{
	for (size_t i = 0; i < shown->count; i++)
		if (shown->places[i].width)
			draw_cell(model, key, (enum key_column)shown->at[i], shown->places[i],
				  &measures[shown->at[i]].figures, canvas, row);
}

/* Descriptions get the room first. */
static void place(struct columns_shown *shown, const struct pane *pane, int width)
{
	columns_measured(shown, pane->keys.measures);
	for (size_t i = 0; i < shown->count; i++)
		if (shown->at[i] != KEY_COLUMN_NAME && shown->columns[i].order == pane->list.sort)
			shown->columns[i].rank = RANK_SORTED;
	columns_place(shown->places, shown->columns, shown->count, width, COLUMNS_GAP);
}

static void draw_empty(const struct pane *pane, const struct model *model, const struct columns_shown *shown,
		       struct canvas *canvas)
{
	if (model->keys.count && pane->list.filter[0])
		list_draw_none(&pane->list, canvas, "key");
	else
		columns_draw_empty(canvas, shown, &pane->list,
				   "No keys yet. When VVV is staked, " KEYSTROKE("mint") " mints one.",
				   "With a key a program uses Venice's models, on the account's credit. Each will stand here "
				   "with what it may spend, what it used today and on each of the last seven days, and when "
				   "it ends.");
}

static void settle(struct pane *pane, const struct model *model, size_t room, bool focused)
{
	struct named named = { &pane->keys, model };
	struct pane_rows rows = pane_rows_of(&named);

	pane_row_settle(pane, &rows, room, focused);
	pane->list.all = model->keys.count;
}

static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	int header = canvas->rows > 1;
	size_t room = (size_t)(canvas->rows - header);
	struct columns_shown shown;
	const struct key_rows *rows = &pane->keys;

	columns_show(&shown, &columns_of_keys, &pane->columns);
	columns_check_order(&shown, &pane->list);
	key_rows_find(&pane->keys, model, &pane->list);
	key_rows_measure(&pane->keys, model);
	pane->wants = (int)rows->count + 1;
	settle(pane, model, room, focused);
	place(&shown, pane, canvas->cols - 2);
	if (rows->count == 0)
		draw_empty(pane, model, &shown, canvas);
	else if (header)
		columns_draw_heads(canvas, 0, 1, shown.columns, shown.places, shown.count, &pane->list);
	for (size_t i = 0; i < room && pane->list.scroll + i < rows->count; i++) {
		size_t at = pane->list.scroll + i;

		draw_key(model, key_rows_at(rows, model, at), &shown, rows->measures, canvas, (int)i + header);
		list_draw_row(&pane->list, canvas, (int)i + header, at, focused);
	}
	list_draw_hidden(&pane->list, canvas, header + (int)rows->count);
}

static bool command(struct pane *pane, const struct model *model, int what, struct action *out)
{
	const struct key_info *key;
	struct columns_shown shown;

	columns_show(&shown, &columns_of_keys, &pane->columns);
	if (columns_command(&shown, &pane->list, what, KEY_ORDERS) || move(pane, model, what))
		return true;
	key = pane_keys_current(pane, model);
	if (what == COMMAND_COPY)
		what = ACTION_KEY_COPY;
	if (what != ACTION_KEY_COPY && what != ACTION_KEY_REVEAL && what != ACTION_KEY_CHECK)
		return false;
	if (key) {
		out->type = (enum action_type)what;
		memcpy(out->key_id, key->id, sizeof(out->key_id));
	}
	return true;
}

/* While there is none, Enter means the next step, as in the other panes. */
static bool has_keys(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model->keys.count > 0;
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .command = COMMAND_KEY_DETAIL, .hint = "details", .fits = has_keys,
	  .lacks = "needs an API key" },
	{ .command = ACTION_KEY_REVEAL, .hint = "reveal" },
	{ .command = COMMAND_COPY, .hint = "copy", .help = "copy the API key to the clipboard" },
	{ .inputs = { 'h' }, .command = ACTION_KEY_HANDOVER, .hint = "hand over" },
	{ .command = ACTION_KEY_CHECK, .hint = "check" },
	{ .inputs = { 't' }, .command = ACTION_PROBE },
	{ .inputs = { 'e' }, .command = ACTION_KEY_UPDATE, .hint = "edit" },
	{ .inputs = { 'd' }, .command = ACTION_KEY_DELETE, .hint = "delete" },
	{ .inputs = { 'R' }, .command = ACTION_KEY_ROTATE, .hint = "rotate" },
	{ .inputs = { 'C' }, .command = ACTION_KEY_CREATE },
	{ .inputs = { 'A' }, .command = ACTION_KEY_ADD, .hint = "add" },
	{ .inputs = { 'o' }, .command = COMMAND_SORT, .hint = "sort", .help = "sort the keys by the next column" },
	{ .inputs = { 'O' }, .command = COMMAND_REVERSE, .help = "turn the order of the keys round" },
};

static const struct keybinds keybinds = { .title = "API keys", KEYBIND_ROWS(rows), .then = &keybinds_panes };

const struct pane_ops pane_keys = {
	.title = "API keys", .keybinds = &keybinds, .can_filter = true, .command = command, .draw = draw,
};
