#include "tui/pane/key_cells.h"

#include <stdio.h>
#include <string.h>

#include "tui/figures.h"
#include "tui/pane/key_order.h"
#include "wallet/base/text.h"
#include "wallet/venice/key_usage.h"

#define NO_DESCRIPTION "Web3 API Key"

const char *key_cell_name(const struct key_info *key)
{
	return key->description[0] ? key->description : NO_DESCRIPTION;
}

static void text_description(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	(void)model;
	snprintf(out, KEY_CELL_SIZE, "%s", key_cell_name(key));
}

static void text_type(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	(void)model;
	snprintf(out, KEY_CELL_SIZE, "%s", key_type_name(key->type));
}

static void text_key(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	(void)model;
	snprintf(out, KEY_CELL_SIZE, "…%s", key->last6);
}

static void text_expires(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	int64_t left = key->expires_ms - model_server_now(model);
	char span[TEXT_SPAN_SIZE];

	text_countdown(span, left);
	snprintf(out, KEY_CELL_SIZE, "%s", !key->expires_ms ? "never" : left > 0 ? span : "expired");
}

static void write_limit(char out[KEY_CELL_SIZE], const struct key_info *key, const char *month)
{
	static const char *const symbols[] = { [KEY_USD] = "USD", [KEY_DIEM] = "DIEM", [KEY_VCU] = "VCU" };
	const char *const periods[] = { [KEY_EPOCH] = "/day", [KEY_MONTH] = month, [KEY_LIFETIME] = "" };
	enum key_currency currency = key_usage_currency(key);
	char number[KEY_LIMIT_TEXT_SIZE];

	if (currency == KEY_CURRENCIES) {
		snprintf(out, KEY_CELL_SIZE, "none");
		return;
	}
	key_limit_format(number, key->limit[currency]);
	snprintf(out, KEY_CELL_SIZE, "%s%s %s%s", number, key->unconfirmed ? "?" : "", symbols[currency], periods[key->period]);
}

/* Writes "10 DIEM/month", or "10? DIEM/month" where Venice has not confirmed it. */
static void text_limit(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	(void)model;
	write_limit(out, key, "/month");
}

void key_cell_limit_short(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	(void)model;
	write_limit(out, key, "/mo");
}

#define HOUR_MS INT64_C(3600000)
#define DAY_MS (24 * HOUR_MS)

/* Writes "2.5 ↻5h".  It is short, because the bar stands before it. */
static void text_period(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	int64_t left = key_usage_resets_in(key, model_server_now(model));
	char anew[16] = "", used[KEY_LIMIT_TEXT_SIZE];

	if (key_usage_currency(key) == KEY_CURRENCIES || !key_usage_period(key)[0]) {
		snprintf(out, KEY_CELL_SIZE, "-");
		return;
	}
	if (left >= DAY_MS)
		snprintf(anew, sizeof(anew), " ↻%dd", (int)(left / DAY_MS));
	else if (left > 0)
		snprintf(anew, sizeof(anew), " ↻%dh", (int)((left + HOUR_MS - 1) / HOUR_MS));
	figures_short(used, sizeof(used), key_usage_period(key));
	snprintf(out, KEY_CELL_SIZE, "%s%s", used, anew);
}

static void text_week(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	char used[KEY_LIMIT_TEXT_SIZE];

	(void)model;
	figures_short(used, sizeof(used), key_usage_week(key));
	snprintf(out, KEY_CELL_SIZE, "%s", used[0] ? used : "-");
}

static void text_last_used(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	char ago[TEXT_SPAN_SIZE];

	text_ago(ago, model_server_now(model) - key->used_ms);
	snprintf(out, KEY_CELL_SIZE, "%s", key->used_ms ? ago : "never");
}

static void text_where(char out[KEY_CELL_SIZE], const struct model *model, const struct key_info *key)
{
	const char *where = key->remote ? "Venice" : key->missing ? "here ✗" : "here";

	(void)model;
	snprintf(out, KEY_CELL_SIZE, "%s", key->stored && key->remote ? "both" : where);
}

static const struct column columns[KEY_COLUMNS] = {
	[KEY_COLUMN_NAME] = { "DESCRIPTION", KEY_NAME_LEAST, KEY_NAME_LEAST, 11, KEY_ORDER_DESCRIPTION },
	[KEY_COLUMN_TYPE] = { "TYPE", 9, 9, 5, KEY_ORDER_TYPE },
	[KEY_COLUMN_KEY] = { "KEY", 7, 7, 9, KEY_ORDER_KEY },
	[KEY_COLUMN_EXPIRY] = { "EXPIRES IN", 10, 10, 8, KEY_ORDER_EXPIRY },
	[KEY_COLUMN_LIMIT] = { "LIMIT", 9, 9, 7, KEY_ORDER_LIMIT },
	[KEY_COLUMN_PERIOD] = { "THIS PERIOD", 17, 17, 4, KEY_ORDER_PERIOD },
	[KEY_COLUMN_WEEK] = { "7 DAYS", 7, 16, 2, KEY_ORDER_WEEK },
	[KEY_COLUMN_LAST_USED] = { "LAST USED", 9, 9, 3, KEY_ORDER_LAST_USED },
	[KEY_COLUMN_WHERE] = { "WHERE", 6, 6, 6, KEY_ORDER_WHERE },
};

const struct column_table columns_of_keys = { columns, KEY_COLUMNS };

key_cell *const key_cells[KEY_COLUMNS] = {
	[KEY_COLUMN_NAME] = text_description,
	[KEY_COLUMN_TYPE] = text_type,
	[KEY_COLUMN_KEY] = text_key,
	[KEY_COLUMN_EXPIRY] = text_expires,
	[KEY_COLUMN_LIMIT] = text_limit,
	[KEY_COLUMN_PERIOD] = text_period,
	[KEY_COLUMN_WEEK] = text_week,
	[KEY_COLUMN_LAST_USED] = text_last_used,
	[KEY_COLUMN_WHERE] = text_where,
};

bool key_cell_has_figures(enum key_column column)
{
	return column >= KEY_COLUMN_LIMIT && column <= KEY_COLUMN_WEEK;
}

size_t key_cell_figure(const char *text)
{
	return *text && strchr("0123456789<-", *text) ? strcspn(text, " ") : 0;
}

void key_cell_aligned(char out[KEY_CELL_SIZE], key_cell *cell, const struct figures *figures, const struct model *model,
		      const struct key_info *key)
{
	char number[KEY_LIMIT_TEXT_SIZE + 1] = "", aligned[2 * KEY_LIMIT_TEXT_SIZE], rest[KEY_CELL_SIZE];
	size_t len;

	cell(out, model, key);
	len = key_cell_figure(out);
	if (len == 0 || len >= sizeof(number))
		return;
	memcpy(number, out, len);
	memcpy(rest, out + len, strlen(out + len) + 1);
	figures_text(aligned, sizeof(aligned), figures, number);
	snprintf(out, KEY_CELL_SIZE, "%s%.*s", aligned, KEY_CELL_SIZE - (int)sizeof(aligned), rest);
}
