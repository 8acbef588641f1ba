/* API keys: what is known of each, masked. */
#include <stdio.h>
#include <string.h>

#include "tui/figures.h"
#include "tui/pane/key_cells.h"
#include "tui/pane/key_order.h"
#include "tui/pane/pane.h"
#include "tui/spark.h"
#include "wallet/model/keystroke.h"
#include "wallet/venice/key_list.h"
#include "wallet/venice/key_usage.h"

#define BAR_WIDTH 5
#define WEEK 7			/* days, of which each is a column of the sparkline */
#define WEEK_WIDTH (WEEK + 1)	/* with the blank behind it */
#define NAME_FIRM 24		/* cells of a description that no other column takes */
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

static size_t count(const struct pane *pane, const struct model *model)
{
	struct key_rows fresh;
	size_t found = rows_of(pane, model, &fresh)->count;

	key_rows_free(&fresh);
	return found;
}

const struct key_info *pane_keys_current(const struct pane *pane, const struct model *model)
{
	struct key_rows fresh;
	const struct key_info *key = key_rows_at(rows_of(pane, model, &fresh), model, pane->list.cursor);

	key_rows_free(&fresh);
	return key;
}

/* A cell that begins with a figure, or has a dash in its place, has this many bytes of it. */
static size_t figure_len(const char *text)
{
	return *text && strchr("0123456789<-", *text) ? strcspn(text, " ") : 0;
}

static bool has_figures(size_t column)
{
	return column >= KEY_COLUMN_LIMIT && column <= KEY_COLUMN_WEEK;
}

static void survey(struct figures figures[KEY_COLUMNS], const struct model *model, const struct key_rows *rows)
{
	char text[KEY_CELL_SIZE];

	for (size_t i = 0; i < rows->count; i++)
		for (size_t column = KEY_COLUMN_LIMIT; column <= KEY_COLUMN_WEEK; column++) {
			key_cells[column](text, model, key_rows_at(rows, model, i));
			text[figure_len(text)] = '\0';
			figures_add(&figures[column], text);
		}
}

/* Writes a cell; in a column of figures, with the decimal point below the others'. */
static void write_cell(char out[KEY_CELL_SIZE], key_cell *cell, const struct figures *figures,
		       const struct model *model, const struct key_info *key)
{
	char number[KEY_LIMIT_TEXT_SIZE + 1] = "", aligned[2 * KEY_LIMIT_TEXT_SIZE], rest[KEY_CELL_SIZE];
	size_t len;

	cell(out, model, key);
	len = figures ? figure_len(out) : 0;
	if (len == 0 || len >= sizeof(number))
		return;
	memcpy(number, out, len);
	memcpy(rest, out + len, strlen(out + len) + 1);
	figures_text(aligned, sizeof(aligned), figures, number);
	snprintf(out, KEY_CELL_SIZE, "%s%.*s", aligned, KEY_CELL_SIZE - (int)sizeof(aligned), rest);
}

/* Draws how much of its limit a key has used, before the figure. */
static int draw_usage_bar(const struct key_info *key, struct canvas *canvas, int row, int col)
{
	double part = key_usage_part(key);
	int filled = (int)(part * BAR_WIDTH + 0.5);

	if (part >= 0)
		canvas_bar_low(canvas, row, col, BAR_WIDTH, filled, filled == BAR_WIDTH ? STYLE_BAD : STYLE_GOOD);
	return col + BAR_WIDTH + 1;
}

/* Draws the last days before their figure, today's at the right, where Venice tells them. */
static int draw_week(const struct model *model, const struct key_info *key, struct canvas *canvas, int row, int col)
{
	const struct usage *usage = flow_usage_known(model, key->address);
	double values[WEEK];
	struct usage_of_key used;

	if (!usage)
		return col;
	usage_of_key(&used, usage, key_venice_id(key));
	for (unsigned i = 0; i < WEEK; i++)
		values[i] = used.telling == USAGE_TOLD ? (double)used.days[WEEK - 1 - i] : SPARK_UNKNOWN;
	spark_draw(canvas, row, col, STYLE_GOOD, values, WEEK);
	return col + WEEK_WIDTH;
}

static void draw_key(const struct model *model, const struct key_info *key, const struct columns_shown *shown,
		     const struct figures *figures, struct canvas *canvas, int row)
{
	char text[KEY_CELL_SIZE] = "";

	for (size_t i = 0; i < shown->count; i++) {
		size_t at = shown->at[i];
		int col = 1 + shown->places[i].col, end = col + shown->places[i].width;

		if (!shown->places[i].width)
			continue;
		write_cell(text, key_cells[at], has_figures(at) ? &figures[at] : NULL, model, key);
		if (at == KEY_COLUMN_LIMIT && canvas_width(text, strlen(text)) > shown->places[i].width)
			write_cell(text, key_cell_limit_short, &figures[at], model, key);
		if (at == KEY_COLUMN_PERIOD)
			col = draw_usage_bar(key, canvas, row, col);
		else if (at == KEY_COLUMN_WEEK && end - col >= WEEK_WIDTH + figures_width(&figures[at]))
			col = draw_week(model, key, canvas, row, col);
		canvas_fit(canvas, row, col, end - col, STYLE_TEXT, text);
	}
}

/* A figure is shown whole or not at all: part of an amount would be another amount.  The longest that a bar stands
 * before, in the column of the period, is measured with it. */
static void measure(struct column *column, size_t at, const struct figures *figures, const struct model *model,
		    const struct key_rows *rows)
{
	key_cell *const least = at == KEY_COLUMN_LIMIT ? key_cell_limit_short : key_cells[at];
	int bar = at == KEY_COLUMN_PERIOD ? BAR_WIDTH + 1 : 0, days = at == KEY_COLUMN_WEEK ? WEEK_WIDTH : bar;
	char text[KEY_CELL_SIZE];

	for (size_t i = 0; i < rows->count; i++) {
		write_cell(text, least, &figures[at], model, key_rows_at(rows, model, i));
		column->least = columns_longest(column->least - bar, text, KEY_CELL_SIZE) + bar;
		if (least != key_cells[at])
			write_cell(text, key_cells[at], &figures[at], model, key_rows_at(rows, model, i));
		column->wanted = columns_longest(column->wanted - days, text, KEY_CELL_SIZE) + days;
	}
}

/* Descriptions get the room first. */
static void place(struct columns_shown *shown, const struct pane *pane, const struct figures *figures,
		  const struct model *model, const struct key_rows *rows, int width)
{
	int longest = KEY_NAME_LEAST;

	for (size_t i = 0; i < rows->count; i++)
		longest = columns_longest(longest, key_cell_name(key_rows_at(rows, model, i)), KEY_DESCRIPTION_MAX);
	for (size_t i = 0; i < shown->count; i++) {
		struct column *column = &shown->columns[i];

		if (shown->at[i] == KEY_COLUMN_NAME) {
			column->least = longest < NAME_FIRM ? longest : NAME_FIRM;
			column->wanted = longest;
		} else if (column->order == pane->list.sort) {
			column->rank = RANK_SORTED;
		}
		if (has_figures(shown->at[i]))
			measure(column, shown->at[i], figures, model, rows);
	}
	columns_place(shown->places, shown->columns, shown->count, width, COLUMNS_GAP);
}

/* Rows are sorted by what is seen, or by nothing. */
static bool has_order(const struct columns_shown *shown, unsigned order)
{
	for (size_t i = 0; i < shown->count; i++)
		if (shown->columns[i].order == order)
			return true;
	return order == KEY_ORDER_OWN;
}

static void next_order(struct pane *pane)
{
	struct columns_shown shown;

	columns_show(&shown, &columns_of_keys, &pane->columns);
	do
		pane->list.sort = (pane->list.sort + 1) % KEY_ORDERS;
	while (!has_order(&shown, pane->list.sort));
	pane->list.reversed = false;
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

static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	int header = canvas->rows > 1;
	size_t room = (size_t)(canvas->rows - header);
	struct columns_shown shown;
	struct figures figures[KEY_COLUMNS] = { { 0 } };
	const struct key_rows *rows = &pane->keys;

	columns_show(&shown, &columns_of_keys, &pane->columns);
	if (!has_order(&shown, pane->list.sort))
		list_order(&pane->list, KEY_ORDER_OWN);
	key_rows_find(&pane->keys, model, &pane->list);
	pane->wants = (int)rows->count + 1;
	list_settle(&pane->list, rows->count, room);
	pane->list.all = model->keys.count;
	survey(figures, model, rows);
	place(&shown, pane, figures, model, rows, canvas->cols - 2);
	if (rows->count == 0)
		draw_empty(pane, model, &shown, canvas);
	else if (header)
		columns_draw_heads(canvas, 0, 1, shown.columns, shown.places, shown.count, &pane->list);
	for (size_t i = 0; i < room && pane->list.scroll + i < rows->count; i++) {
		size_t at = pane->list.scroll + i;

		draw_key(model, key_rows_at(rows, model, at), &shown, figures, canvas, (int)i + header);
		list_draw_row(&pane->list, canvas, (int)i + header, at, focused);
	}
	list_draw_hidden(&pane->list, canvas, header + (int)rows->count);
}

static bool command(struct pane *pane, const struct model *model, int what, struct action *out)
{
	const struct key_info *key;

	if (list_move(&pane->list, what, count(pane, model)))
		return true;
	if (what == COMMAND_SORT) {
		next_order(pane);
		return true;
	}
	if (what == COMMAND_REVERSE) {
		list_order(&pane->list, pane->list.sort);
		return true;
	}
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
	{ .inputs = { 'o' }, .command = COMMAND_SORT, .hint = "sort" },
	{ .inputs = { 'O' }, .command = COMMAND_REVERSE },
};

static const struct keybinds keybinds = { .title = "API keys", KEYBIND_ROWS(rows), .then = &keybinds_panes };

const struct pane_ops pane_keys = {
	.title = "API keys", .keybinds = &keybinds, .can_filter = true, .command = command, .draw = draw,
};
