/* 4 API keys: what is known of them, masked. */
#include "tui/pane.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/mem.h"
#include "wallet/text.h"

#define CELL_SIZE 64
#define BAR_WIDTH 6

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

static enum key_currency limit_currency(const struct key_info *key)
{
	static const enum key_currency order[] = { KEY_DIEM, KEY_USD, KEY_VCU };

	for (size_t i = 0; i < ARRAY_LENGTH(order); i++)
		if (key->limit[order[i]] != KEY_NO_LIMIT)
			return order[i];
	return KEY_CURRENCIES;
}

static void text_limit(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	static const char *const symbols[] = { [KEY_USD] = "USD", [KEY_DIEM] = "DIEM", [KEY_VCU] = "VCU" };
	static const char *const periods[] = { [KEY_EPOCH] = "/day", [KEY_MONTH] = "/month", [KEY_LIFETIME] = "" };
	enum key_currency currency = limit_currency(key);
	char number[KEY_LIMIT_TEXT_SIZE];

	(void)model;
	if (currency == KEY_CURRENCIES) {
		snprintf(out, CELL_SIZE, "none");
		return;
	}
	key_limit_format(number, key->limit[currency]);
	snprintf(out, CELL_SIZE, "%s %s%s", number, symbols[currency], periods[key->period]);
}

static const char *usage(const struct key_info *key)
{
	enum key_currency currency = limit_currency(key);

	if (currency == KEY_USD)
		return key->usage_usd;
	return key->usage_diem[0] ? key->usage_diem : key->usage_usd;
}

static void text_used(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	(void)model;
	snprintf(out, CELL_SIZE, "%s", usage(key)[0] ? usage(key) : "-");
}

static void text_last_used(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	char ago[TEXT_SPAN_SIZE];

	text_ago(ago, model_server_now(model) - key->used_ms);
	snprintf(out, CELL_SIZE, "%s", key->used_ms ? ago : "never");
}

static void text_stored(char out[CELL_SIZE], const struct model *model, const struct key_info *key)
{
	(void)model;
	snprintf(out, CELL_SIZE, "%s", key->stored ? "✓" : "no");
}

/* The first column takes what the others leave; those of low rank go first when it is narrow. */
static const struct column {
	const char *title;
	int width, rank;
	cell_text *text;
} columns[] = {
	{ "TYPE", 9, 5, text_type },
	{ "KEY", 7, 9, text_key },
	{ "EXPIRES IN", 10, 8, text_expires },
	{ "LIMIT", 14, 7, text_limit },
	{ "USED 7 DAYS", 13, 4, text_used },
	{ "LAST USED", 9, 3, text_last_used },
	{ "STORED", 6, 6, text_stored },
};

#define USED_COLUMN 4
#define DESCRIPTION_LEAST 10

/* Fills shown[] with which columns fit; returns the width of the description. */
static int choose_columns(bool shown[ARRAY_LENGTH(columns)], int cols)
{
	int left = cols - 2;

	memset(shown, 0, ARRAY_LENGTH(columns) * sizeof(*shown));
	for (int rank = 9; rank > 0; rank--)
		for (size_t i = 0; i < ARRAY_LENGTH(columns); i++)
			if (columns[i].rank == rank) {
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

static const struct key_info *key_of_row(const struct pane *pane, const struct model *model, size_t row)
{
	for (size_t i = 0; i < model->keys.count; i++)
		if (matches(pane, &model->keys.items[i]) && row-- == 0)
			return &model->keys.items[i];
	return NULL;
}

const struct key_info *pane_keys_current(const struct pane *pane, const struct model *model)
{
	return key_of_row(pane, model, pane->list.cursor);
}

/* How much of its limit a key has used, drawn before the figure. */
static int draw_usage_bar(const struct key_info *key, struct canvas *canvas, int row, int col)
{
	enum key_currency currency = limit_currency(key);
	double used = strtod(usage(key), NULL);
	int filled;

	if (currency == KEY_CURRENCIES || key->limit[currency] <= 0 || !usage(key)[0])
		return col;
	used = used * 1e6 / (double)key->limit[currency];
	filled = used >= 1 ? BAR_WIDTH : used <= 0 ? 0 : (int)(used * BAR_WIDTH + 0.5);
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
		if (i == USED_COLUMN)
			from = draw_usage_bar(key, canvas, row, col);
		canvas_fit(canvas, row, from, columns[i].width - (from - col), STYLE_TEXT, text);
		col += columns[i].width + 2;
	}
}

static void draw_header(const bool *shown, int width, struct canvas *canvas)
{
	int col = 1;

	canvas_fit(canvas, 0, col, width, STYLE_DIM, "DESCRIPTION");
	col += width + 2;
	for (size_t i = 0; i < ARRAY_LENGTH(columns); i++)
		if (shown[i]) {
			canvas_text(canvas, 0, col, STYLE_DIM, columns[i].title);
			col += columns[i].width + 2;
		}
}

static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	bool shown[ARRAY_LENGTH(columns)];
	int width = choose_columns(shown, canvas->cols), header = canvas->rows > 1;
	size_t rows = count(pane, model), room = (size_t)(canvas->rows - header);

	list_settle(&pane->list, rows, room);
	if (rows == 0) {
		canvas_fit(canvas, 0, 1, canvas->cols - 2, STYLE_DIM,
			   pane->list.filter[0] ? "no key matches" : "No keys yet. When VVV is staked, m mints one.");
		return;
	}
	if (header)
		draw_header(shown, width, canvas);
	for (size_t i = 0; i < room && pane->list.scroll + i < rows; i++) {
		size_t at = pane->list.scroll + i;

		draw_key(model, key_of_row(pane, model, at), shown, width, canvas, (int)i + header);
		if (focused && at == pane->list.cursor)
			canvas_restyle(canvas, (int)i + header, 0, canvas->cols, STYLE_SELECTED);
	}
}

static bool command(struct pane *pane, const struct model *model, int what, struct action *out)
{
	const struct key_info *key;

	if (list_move(&pane->list, what, count(pane, model)))
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

static void click(struct pane *pane, const struct model *model, int row)
{
	size_t at = pane->list.scroll + (size_t)(row > 0 ? row - 1 : 0);

	if (at < count(pane, model))
		pane->list.cursor = at;
}

static const struct keybind keys[] = {
	{ 'v', ACTION_KEY_REVEAL, "v", "reveal", NULL },
	{ 'y', ACTION_KEY_COPY, "y", "copy", NULL },
	{ 'c', ACTION_KEY_CHECK, "c", "check", NULL },
	{ 0, 0, NULL, NULL, NULL },
};

const struct pane_ops pane_keys = {
	.title = "4 API keys", .name = "API keys", .keys = keys, .can_filter = true,
	.command = command, .draw = draw, .click = click,
};
