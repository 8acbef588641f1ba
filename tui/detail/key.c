/* The API key under the cursor, and how much each key has used. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/countdown.h"
#include "tui/detail/detail.h"
#include "tui/figures.h"
#include "wallet/base/text.h"
#include "wallet/venice/key_usage.h"

#define KEYS_COMPARED 8
#define PARTS 10000
#define UNIT_WIDTH 7		/* of " DIEM ◂" */

static const char *const privacies[] = {
	[KEY_ALL] = "all models", [KEY_PRIVATE_TEXT] = "private text models only", [KEY_PRIVATE_ONLY] = "private models only",
};
static const char *const symbols[] = { [KEY_USD] = "USD", [KEY_DIEM] = "DIEM", [KEY_VCU] = "VCU", [KEY_CURRENCIES] = "" };
static const char *const periods[] = { [KEY_EPOCH] = "a day", [KEY_MONTH] = "a month", [KEY_LIFETIME] = "in all" };

static const char *name_of(const struct key_info *key)
{
	return key->description[0] ? key->description : "Web3 API Key";
}

static void write_limits(struct detail *detail, const struct key_info *key)
{
	char number[KEY_LIMIT_TEXT_SIZE], line[64];
	const char *label = "Limits";

	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++) {
		if (key->limit[currency] == KEY_NO_LIMIT)
			continue;
		key_limit_format(number, key->limit[currency]);
		snprintf(line, sizeof(line), "%s %s %s%s", number, symbols[currency], periods[key->period],
			 key->unconfirmed ? ", as asked for" : "");
		detail_pair(detail, label, STYLE_TEXT, line);
		label = "";
	}
	if (*label)
		detail_pair(detail, label, STYLE_WARN, "none: it can spend all there is");
}

/* How much of the limit that counts is used, and when that begins anew. */
static void write_use(struct detail *detail, const struct model *model, const struct key_info *key)
{
	enum key_currency currency = key_usage_currency(key);
	double part = key_usage_part(key);
	int64_t anew = key_usage_resets_in(key, model_server_now(model));
	char number[KEY_LIMIT_TEXT_SIZE], figure[KEY_LIMIT_TEXT_SIZE], line[80], left[TEXT_SPAN_SIZE];

	if (part >= 0) {
		key_limit_format(number, key->limit[currency]);
		figures_short(figure, sizeof(figure), key_usage_period(key));
		snprintf(line, sizeof(line), "%s of %s%s", figure, number, part >= 1 ? ", all" : "");
		detail_bar(detail, "Used", (int64_t)(part * PARTS), PARTS, part >= 1 ? STYLE_BAD : STYLE_GOOD, line);
		if (anew > 0) {
			text_duration(left, anew);
			snprintf(line, sizeof(line), "anew in %s", left);
			detail_pair(detail, "", STYLE_DIM, line);
		}
	}
	figures_short(figure, sizeof(figure), key_usage_week(key));
	snprintf(line, sizeof(line), "%s%s%s in 7 days", figure, *symbols[currency] ? " " : "", symbols[currency]);
	if (key_usage_week(key)[0])
		detail_pair(detail, part >= 0 ? "" : "Used", STYLE_TEXT, line);
	text_age(left, model_server_now(model) - key->used_ms);
	detail_pair(detail, "Last used", STYLE_TEXT, key->used_ms ? left : "never");
}

static void write_expiry(struct detail *detail, const struct model *model, const struct key_info *key)
{
	char when[TEXT_TIME_SIZE], words[COUNTDOWN_TEXT_SIZE];
	struct countdown expiry = countdown_of(COUNTDOWN_EXPIRY, key->expires_ms - model_server_now(model),
					       key->created_ms ? key->expires_ms - key->created_ms : 0);

	if (!key->expires_ms) {
		detail_pair(detail, "Expires", STYLE_TEXT, "never");
		return;
	}
	text_time(when, key->expires_ms);
	countdown_words(words, &expiry);
	if (expiry.whole_ms)
		detail_bar(detail, "Expires", expiry.left_ms, expiry.whole_ms, expiry.style, words);
	else
		detail_pair(detail, "Expires", expiry.style, words);
	detail_pair(detail, "", STYLE_DIM, when);
}

void detail_key(struct detail *detail, const struct ui *ui, const struct model *model)
{
	const struct key_info *key = pane_keys_current(&ui->panes[PANE_KEYS], model);
	char line[64];

	if (!key) {
		detail_step(detail, ui, model);
		return;
	}
	detail_head(detail, name_of(key));
	snprintf(line, sizeof(line), "%s, …%s", key_type_name(key->type), key->last6);
	detail_pair(detail, "Key", STYLE_STRONG, line);
	detail_pair(detail, "May ask", STYLE_TEXT, privacies[key->privacy]);
	detail_pair(detail, "It is", key->missing ? STYLE_WARN : STYLE_TEXT,
		    key->missing ? "here, but no longer at Venice" : key->stored && key->remote ? "here and at Venice" :
		    key->stored ? "here, sealed" : "at Venice; its text is not here");
	write_limits(detail, key);
	write_use(detail, model, key);
	write_expiry(detail, model, key);
}

static double used(const struct key_info *key)
{
	return strtod(key_usage_week(key), NULL);
}

/* Which keys are compared: those that were used, and the current one. */
static bool is_compared(const struct key_info *key, const struct key_info *current)
{
	return used(key) > 0 || key == current;
}

static void write_number(char out[KEY_LIMIT_TEXT_SIZE], const struct key_info *key)
{
	figures_short(out, KEY_LIMIT_TEXT_SIZE, used(key) > 0 ? key_usage_week(key) : "0");
}

/* Sets *most to the most that one of them has used; returns how many are compared. */
static size_t survey(double *most, struct figures *figures, const struct model *model, const struct key_info *current)
{
	size_t count = 0;

	*most = 0;
	for (size_t i = 0; i < model->keys.count && count < KEYS_COMPARED; i++) {
		const struct key_info *key = &model->keys.items[i];
		char number[KEY_LIMIT_TEXT_SIZE];

		if (!is_compared(key, current))
			continue;
		*most = used(key) > *most ? used(key) : *most;
		write_number(number, key);
		figures_add(figures, number);
		count++;
	}
	return count;
}

/* The names get two fifths, or what the shortest bar and the figure leave, which are whole. */
static int label_width(const struct detail *detail, int figure)
{
	int cols = detail->canvas.cols, left = cols - DETAIL_BAR_LEAST - 1 - figure, wanted = cols * 2 / 5;

	return left < 1 ? 1 : left < wanted ? left : wanted;
}

/* What the keys have used, the current one marked, so that it can be compared. */
void detail_key_use(struct detail *detail, const struct ui *ui, const struct model *model)
{
	const struct key_info *current = pane_keys_current(&ui->panes[PANE_KEYS], model);
	struct figures figures = { 0 };
	double most;
	size_t left = survey(&most, &figures, model, current);

	if (most <= 0 || left < 2)
		return;
	detail_head(detail, "Used in 7 days, by key");
	detail->label = label_width(detail, figures_width(&figures) + UNIT_WIDTH);
	for (size_t i = 0; i < model->keys.count && left > 0; i++) {
		const struct key_info *key = &model->keys.items[i];
		char line[64], number[KEY_LIMIT_TEXT_SIZE], aligned[2 * KEY_LIMIT_TEXT_SIZE];

		if (!is_compared(key, current))
			continue;
		write_number(number, key);
		figures_text(aligned, sizeof(aligned), &figures, number);
		snprintf(line, sizeof(line), "%s %-4s%s", aligned, symbols[key_usage_currency(key)], key == current ? " ◂" : "  ");
		detail_bar(detail, name_of(key), (int64_t)(used(key) / most * PARTS), PARTS, STYLE_GOOD, line);
		left--;
	}
}
