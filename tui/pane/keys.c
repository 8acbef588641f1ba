/* API keys: what is known of each, masked. */
#include "tui/pane/pane.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"
#include "wallet/venice/key_usage.h"

#define CELL_SIZE 64
#define BAR_WIDTH 5

typedef void cell_text(char out[CELL_SIZE], const struct model *model, const struct key_info *key);

static void text_type(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	(void)model;
	snprintf(out, CELL_SIZE, "%s", key_type_name(key->type));
}

static void text_key(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	(void)model;
	snprintf(out, CELL_SIZE, "…%s", key->last6);
}

static void text_expires(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	int64_t left = key->expires_ms - model_server_now(model);
	char span[TEXT_SPAN_SIZE];

	text_countdown(span, left);
	snprintf(out, CELL_SIZE, "%s", !key->expires_ms ? "never" : left > 0 ? span : "expired");
}

/* Writes "10 DIEM/day", or "10? DIEM/day" where Venice has not confirmed it. */
static void text_limit(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	static const char *const symbols[] = { [KEY_USD] = "USD", [KEY_DIEM] = "DIEM", [KEY_VCU] = "VCU" };
	static const char *const periods[] = { [KEY_EPOCH] = "/day", [KEY_MONTH] = "/month", [KEY_LIFETIME] = "" };
	enum key_currency currency = key_usage_currency(key);
	char number[KEY_LIMIT_TEXT_SIZE];

	(void)model;
	if (currency == KEY_CURRENCIES) {
		snprintf(out, CELL_SIZE, "none");
		return;
	}
	key_limit_format(number, key->limit[currency]);
	snprintf(out, CELL_SIZE, "%s%s %s%s", number, key->unconfirmed ? "?" : "", symbols[currency], periods[key->period]);
}

#define HOUR_MS INT64_C(3600000)
#define DAY_MS (24 * HOUR_MS)

/* Writes "2.5, anew 5h".  It is short, because the bar stands before it. */
static void text_period(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	int64_t left = key_usage_resets_in(key, model_server_now(model));
	char anew[16] = "";

	if (key_usage_currency(key) == KEY_CURRENCIES || !key_usage_period(key)[0]) {
		snprintf(out, CELL_SIZE, "-");
		return;
	}
	if (left >= DAY_MS)
		snprintf(anew, sizeof(anew), " ↻%dd", (int)(left / DAY_MS));
	else if (left > 0)
		snprintf(anew, sizeof(anew), " ↻%dh", (int)((left + HOUR_MS - 1) / HOUR_MS));
	snprintf(out, CELL_SIZE, "%.6s%s", key_usage_period(key), anew);
}

static void text_week(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	const char *used = key_usage_week(key);

	(void)model;
	snprintf(out, CELL_SIZE, "%s", used[0] ? used : "-");
}

static void text_last_used(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	char ago[TEXT_SPAN_SIZE];

	text_ago(ago, model_server_now(model) - key->used_ms);
	snprintf(out, CELL_SIZE, "%s", key->used_ms ? ago : "never");
}

static void text_where(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	const char *where = key->remote ? "Venice" : key->missing ? "here ✗" : "here";

	(void)model;
	snprintf(out, CELL_SIZE, "%s", key->stored && key->remote ? "both" : where);
}

/* The orders of rows, one for each column.  Keys that are equal come newest first. */

static int compare_i64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_description(const struct key_info *a, const struct key_info *b)
{
	return strcasecmp(a->description, b->description);
}

static int by_type(const struct key_info *a, const struct key_info *b)
{
	return (int)a->type - (int)b->type;
}

static int by_key(const struct key_info *a, const struct key_info *b)
{
	return strcmp(a->last6, b->last6);
}

/* A key that never expires comes last. */
static int by_expiry(const struct key_info *a, const struct key_info *b)
{
	return compare_i64(a->expires_ms ? a->expires_ms : INT64_MAX, b->expires_ms ? b->expires_ms : INT64_MAX);
}

static int64_t limit_of(const struct key_info *key)
{
	enum key_currency currency = key_usage_currency(key);

	return currency == KEY_CURRENCIES ? INT64_MAX : key->limit[currency];
}

static int by_limit(const struct key_info *a, const struct key_info *b)
{
	return compare_i64(limit_of(b), limit_of(a));
}

static int compare_numbers(const char *a, const char *b)
{
	double one = strtod(a, NULL), other = strtod(b, NULL);

	return (one < other) - (one > other);
}

static int by_period(const struct key_info *a, const struct key_info *b)
{
	return compare_numbers(key_usage_period(a), key_usage_period(b));
}

static int by_week(const struct key_info *a, const struct key_info *b)
{
	return compare_numbers(key_usage_week(a), key_usage_week(b));
}

static int by_last_used(const struct key_info *a, const struct key_info *b)
{
	return compare_i64(b->used_ms, a->used_ms);
}

static int by_where(const struct key_info *a, const struct key_info *b)
{
	return (b->stored * 2 + b->remote) - (a->stored * 2 + a->remote);
}

/* The first column takes the room that the others leave.  On a narrow pane, columns of low rank go first. */
typedef int compare_keys(const struct key_info *a, const struct key_info *b);

static const struct column {
	const char *title;
	int width, rank;
	cell_text *text;
	compare_keys *compare;
} columns[] = {
	{ "TYPE", 9, 5, text_type, by_type },
	{ "KEY", 7, 9, text_key, by_key },
	{ "EXPIRES IN", 10, 8, text_expires, by_expiry },
	{ "LIMIT", 14, 7, text_limit, by_limit },
	{ "THIS PERIOD", 17, 4, text_period, by_period },
	{ "7 DAYS", 8, 2, text_week, by_week },
	{ "LAST USED", 9, 3, text_last_used, by_last_used },
	{ "WHERE", 6, 6, text_where, by_where },
};

#define PERIOD_COLUMN 4
#define ORDERS (ARRAY_LENGTH(columns) + 2)	/* the model's order, by description, and by each column */
#define DESCRIPTION_LEAST 10

#define RANK_SORTED 10				/* the column that the rows are sorted by is kept longest */

static int rank_of(size_t column, unsigned sort)
{
	return sort == column + 2 ? RANK_SORTED : columns[column].rank;
}

/* Sets shown[] for the columns that fit; returns the width of the description. */
static int choose_columns(bool shown[ARRAY_LENGTH(columns)], int cols, unsigned sort)
{
	int left = cols - 1;

	memset(shown, 0, ARRAY_LENGTH(columns) * sizeof(*shown));
	for (int rank = RANK_SORTED; rank > 0; rank--)
		for (size_t i = 0; i < ARRAY_LENGTH(columns); i++)
			if (rank_of(i, sort) == rank) {
				if (left - columns[i].width - 2 < DESCRIPTION_LEAST)
					return left;
				shown[i] = true;
				left -= columns[i].width + 2;
			}
	return left > KEY_DESCRIPTION_MAX ? KEY_DESCRIPTION_MAX : left;
}

static bool matches(const struct pane *pane, const struct key_info *key)
{
	return list_matches(&pane->list, key->description, key->last6) ||
	       list_matches(&pane->list, key_type_name(key->type), key->id);
}

static size_t count(const struct pane *pane, const struct model *model)
{
	size_t found = 0;

	for (size_t i = 0; i < model->keys.count; i++)
		found += matches(pane, &model->keys.items[i]);
	return found;
}

struct row {
	const struct key_info *key;
	compare_keys *compare;
};

static int compare_rows(const void *a, const void *b)
{
	const struct row *one = a, *other = b;
	int order = one->compare ? one->compare(one->key, other->key) : 0;

	if (order == 0)		/* the model's own order */
		order = (one->key > other->key) - (one->key < other->key);
	return order;
}

/* Returns the keys that match, in the chosen order.  The caller frees them. */
static struct row *rows_of(const struct pane *pane, const struct model *model, size_t *found)
{
	struct row *rows = mem_new(model->keys.count + 1, sizeof(*rows));
	unsigned sort = pane->list.sort;

	*found = 0;
	for (size_t i = 0; i < model->keys.count; i++) {
		if (!matches(pane, &model->keys.items[i]))
			continue;
		rows[*found].key = &model->keys.items[i];
		rows[(*found)++].compare = sort == 0 ? NULL : sort == 1 ? by_description : columns[sort - 2].compare;
	}
	qsort(rows, *found, sizeof(*rows), compare_rows);
	return rows;
}

const struct key_info *pane_keys_current(const struct pane *pane, const struct model *model)
{
	size_t found;
	struct row *rows = rows_of(pane, model, &found);
	const struct key_info *key = pane->list.cursor < found ? rows[pane->list.cursor].key : NULL;

	free(rows);
	return key;
}

/* Draws how much of its limit a key has used, before the figure. */
static int draw_usage_bar(const struct key_info *key, struct canvas *canvas, int row, int col)
{
	double part = key_usage_part(key);
	int filled = (int)(part * BAR_WIDTH + 0.5);

	if (part < 0)
		return col;
	canvas_bar(canvas, row, col, BAR_WIDTH, filled, filled == BAR_WIDTH ? STYLE_BAD : STYLE_GOOD);
	return col + BAR_WIDTH + 1;
}

static void draw_key(const struct model *model, const struct key_info *key, const bool *shown, int width,
		     struct canvas *canvas, int row)
{
	char text[CELL_SIZE];
	int col = 1;

	canvas_fit(canvas, row, col, width, STYLE_TEXT, key->description[0] ? key->description : "Web3 API Key");
	col += width + 2;
	for (size_t i = 0; i < ARRAY_LENGTH(columns); i++) {
		int from = col;

		if (!shown[i])
			continue;
		columns[i].text(text, model, key);
		if (i == PERIOD_COLUMN)
			from = draw_usage_bar(key, canvas, row, col);
		canvas_fit(canvas, row, from, columns[i].width - (from - col), STYLE_TEXT, text);
		col += columns[i].width + 2;
	}
}

static void draw_title(struct canvas *canvas, int col, int width, const char *title, bool sorted)
{
	char text[CELL_SIZE];

	snprintf(text, sizeof(text), "%s%s", title, sorted ? "▾" : "");
	canvas_fit(canvas, 0, col, width + 1, sorted ? STYLE_STRONG : STYLE_DIM, text);
}

static void draw_header(const bool *shown, int width, unsigned sort, struct canvas *canvas)
{
	int col = 1;

	draw_title(canvas, col, width, "DESCRIPTION", sort == 1);
	col += width + 2;
	for (size_t i = 0; i < ARRAY_LENGTH(columns); i++)
		if (shown[i]) {
			draw_title(canvas, col, columns[i].width, columns[i].title, sort == i + 2);
			col += columns[i].width + 2;
		}
}

static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	bool shown[ARRAY_LENGTH(columns)];
	int width = choose_columns(shown, canvas->cols, pane->list.sort), header = canvas->rows > 1;
	size_t found, room = (size_t)(canvas->rows - header);
	struct row *rows = rows_of(pane, model, &found);

	pane->wants = (int)found + 1;
	list_settle(&pane->list, found, room);
	if (found == 0)
		canvas_fit(canvas, 0, 1, canvas->cols - 2, STYLE_DIM,
			   pane->list.filter[0] ? "no key matches" : "No keys yet. When VVV is staked, " KEYSTROKE("mint") " mints one.");
	else if (header)
		draw_header(shown, width, pane->list.sort, canvas);
	for (size_t i = 0; i < room && pane->list.scroll + i < found; i++) {
		size_t at = pane->list.scroll + i;

		draw_key(model, rows[at].key, shown, width, canvas, (int)i + header);
		list_draw_row(&pane->list, canvas, (int)i + header, at, focused);
	}
	free(rows);
}

static bool command(struct pane *pane, const struct model *model, int what, struct action *out)
{
	const struct key_info *key;

	if (list_move(&pane->list, what, count(pane, model)))
		return true;
	if (what == COMMAND_SORT) {
		pane->list.sort = (pane->list.sort + 1) % ORDERS;
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
	{ .inputs = { INPUT_ENTER }, .command = COMMAND_KEY_DETAIL, .hint = "details", .fits = has_keys },
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
};

static const struct keybinds keybinds = { .title = "API keys", KEYBIND_ROWS(rows), .then = &keybinds_panes };

const struct pane_ops pane_keys = {
	.title = "API keys", .keybinds = &keybinds, .can_filter = true, .command = command, .draw = draw,
};
