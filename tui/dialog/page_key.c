#include "tui/dialog/page_key.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/text.h"

#define LABEL 12

bool page_key_revealed(const struct model *model, const struct key_info *key)
{
	return model->revealed && strcmp(model->revealed_id, key->id) == 0;
}

/* The key goes straight from guarded memory to the page, which is wiped.  It stays on one line
 * where it fits. */
static void draw_revealed(struct page *page, const struct model *model)
{
	const struct secret *secret = &model->revealed->s;
	size_t width = (size_t)page->canvas.cols;
	int col = secret->len + LABEL <= width ? LABEL : 0, row = page_rows(page, 1);

	canvas_text(&page->canvas, row, 0, STYLE_DIM, "Key");
	if (col == 0)
		row = page_rows(page, 1);
	for (size_t at = 0; at < secret->len; at += width) {
		size_t len = secret->len - at < width ? secret->len - at : width;

		if (at > 0)
			row = page_rows(page, 1);
		canvas_text_n(&page->canvas, row, col, STYLE_STRONG, secret->data + at, len);
	}
}

const char *page_key_currency(enum key_currency currency)
{
	static const char *const names[] = { [KEY_USD] = "USD", [KEY_DIEM] = "DIEM", [KEY_VCU] = "VCU" };

	return names[currency];
}

/* Writes "2 USD, 7.5 DIEM a day". */
void page_key_limits(struct page *page, int label_width, const struct key_info *key)
{
	static const char *const periods[] = { [KEY_EPOCH] = "a day", [KEY_MONTH] = "a month", [KEY_LIFETIME] = "in all" };
	char number[KEY_LIMIT_TEXT_SIZE], line[160] = "";
	size_t used = 0;

	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++) {
		if (key->limit[currency] == KEY_NO_LIMIT)
			continue;
		key_limit_format(number, key->limit[currency]);
		used += (size_t)snprintf(line + used, sizeof(line) - used, "%s%s %s", used ? ", " : "", number,
					 page_key_currency(currency));
	}
	if (used)
		snprintf(line + used, sizeof(line) - used, " %s", periods[key->period]);
	page_pair(page, label_width, "Limits", STYLE_TEXT, used ? line : "none");
	if (key->unconfirmed)
		page_pair(page, label_width, "", STYLE_WARN, "Not confirmed: Venice's answer did not repeat all of what was asked for. "
			  "The account's list tells it, with an ADMIN key.");
}

void page_key_draw(struct page *page, const struct model *model, const struct key_info *key)
{
	char when[TEXT_TIME_SIZE], masked[64];

	page_pair(page, LABEL, "Description", STYLE_TEXT, key->description[0] ? key->description : "Web3 API Key");
	page_pair(page, LABEL, "Type", STYLE_TEXT, key_type_name(key->type));
	text_time(when, key->expires_ms);
	page_pair(page, LABEL, "Expires", STYLE_TEXT, key->expires_ms ? when : "never");
	page_key_limits(page, LABEL, key);
	snprintf(masked, sizeof(masked), "••••••••••••%s", key->last6);
	if (page_key_revealed(model, key))
		draw_revealed(page, model);
	else
		page_pair(page, LABEL, "Key", STYLE_STRONG, masked);
}
