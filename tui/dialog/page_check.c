#include "tui/dialog/page_check.h"

#include <stdio.h>
#include <string.h>

#include "tui/list.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"

#define DECIMALS 6
#define BAR_WIDTH 30
#define NARROW 16		/* columns that page_pair needs beside a label */
#define RATE_WIDTH 14
#define MODEL_LEAST 18

void page_check_number(char out[PAGE_CHECK_NUMBER_SIZE], const char *digits)
{
	char *dot;
	size_t len;

	snprintf(out, PAGE_CHECK_NUMBER_SIZE, "%s", digits);
	dot = strchr(out, '.');
	if (!dot)
		return;
	if (strlen(dot) > DECIMALS + 1)
		dot[DECIMALS + 1] = '\0';
	for (len = strlen(out); out[len - 1] == '0'; len--)
		out[len - 1] = '\0';
	if (out[len - 1] == '.')
		out[len - 1] = '\0';
}

void page_check_bar(struct page *page, int label_width, double part, enum style style)
{
	int col = page->canvas.cols < label_width + NARROW ? 1 : label_width;
	int width = page->canvas.cols - col < BAR_WIDTH ? page->canvas.cols - col : BAR_WIDTH;
	int row = page_rows(page, 1), filled = (int)(part * width + 0.5);

	if (width > 0)
		canvas_bar(&page->canvas, row, col, width, filled, style);
}

static void draw_diem(struct page *page, int label_width, const struct model *model, const struct key_check *check)
{
	char left[PAGE_CHECK_NUMBER_SIZE], all[PAGE_CHECK_NUMBER_SIZE], anew[TEXT_SPAN_SIZE], line[160];
	int percent = key_check_diem_left(check);

	page_check_number(left, check->diem);
	page_check_number(all, check->diem_allocation);
	text_countdown(anew, check->next_epoch_ms - model_server_now(model));
	if (percent < 0) {
		page_pair(page, label_width, "DIEM", STYLE_TEXT, left[0] ? left : check->has_account ? "none: no DIEM is staked" : "none");
		return;
	}
	snprintf(line, sizeof(line), "%s left of %s this epoch (%d %%)", left, all, percent);
	page_pair(page, label_width, "DIEM", STYLE_TEXT, line);
	page_check_bar(page, label_width, percent / 100.0, percent > 0 ? STYLE_GOOD : STYLE_BAD);
	if (check->next_epoch_ms > model_server_now(model))
		page_pair(page, label_width, "Refreshes in", STYLE_TEXT, anew);
	else if (check->next_epoch_ms)
		page_pair(page, label_width, "Refreshes in", STYLE_WARN, "it has: check again");
}

static void draw_credits(struct page *page, int label_width, const char *label, const char *amount)
{
	char number[PAGE_CHECK_NUMBER_SIZE];

	page_check_number(number, amount);
	if (number[0])
		page_pair(page, label_width, label, STYLE_TEXT, number);
}

/* Draws the key's own limits, where Venice has others for it than for its account. */
static void draw_own(struct page *page, int label_width, const struct key_check *check)
{
	char diem[PAGE_CHECK_NUMBER_SIZE], usd[PAGE_CHECK_NUMBER_SIZE], line[80];

	if (!key_check_has_own(check))
		return;
	page_check_number(diem, check->key_diem);
	page_check_number(usd, check->key_usd);
	snprintf(line, sizeof(line), "%s DIEM, %s USD", diem[0] ? diem : "?", usd[0] ? usd : "?");
	page_pair(page, label_width, "Of the key", STYLE_TEXT, line);
}

void page_check_money(struct page *page, int label_width, const struct model *model, const struct key_check *check)
{
	char usd[PAGE_CHECK_NUMBER_SIZE];

	if (check->can_consume)
		page_format(page, STYLE_GOOD, "✓ It works, and it can pay now (%s).", key_check_pays_with(check));
	else
		page_format(page, STYLE_WARN, "✗ It works, but %s. Paid models refuse it until then%s", key_check_cannot_pay(check),
			    key_check_wants_money(check) ? "; " KEYSTROKE("fund") " shows the ways to fund the account."
							: ": " KEYSTROKE("edit-key") " changes its limits.");
	draw_diem(page, label_width, model, check);
	draw_credits(page, label_width, "Earned", check->earned);
	draw_credits(page, label_width, "Bundled", check->bundled);
	page_check_number(usd, check->usd);
	page_pair(page, label_width, "USD", STYLE_TEXT, usd[0] ? usd : "none");
	draw_own(page, label_width, check);
}

void page_check_access(struct page *page, int label_width, const struct key_check *check)
{
	char line[128], when[TEXT_TIME_SIZE];

	if (!check->has_limits) {
		page_pair(page, label_width, "Access", STYLE_WARN, "unknown: Venice did not say");
		return;
	}
	snprintf(line, sizeof(line), "%s, tier %s, %s", check->access_permitted ? "permitted" : "refused",
		 check->tier[0] ? check->tier : "unknown", check->charged ? "pay per use" : "not pay per use");
	page_pair(page, label_width, "Access", check->access_permitted ? STYLE_TEXT : STYLE_WARN, line);
	text_time(when, check->expires_ms);
	page_pair(page, label_width, "Key expires", STYLE_TEXT, check->expires_ms ? when : "never");
}

static bool is_shown(const struct model_rates *rates, const char *filter)
{
	return list_contains(rates->model, filter);
}

size_t page_check_count(const struct model_rates **only, const struct key_rates *rates, const char *filter)
{
	size_t found = 0;

	for (size_t i = 0; i < rates->count; i++) {
		if (!is_shown(&rates->items[i], filter))
			continue;
		*only = &rates->items[i];
		found++;
	}
	return found;
}

static const char *name_of(const struct model_rates *rates)
{
	return rates->model[0] ? rates->model : "all models";
}

/* Draws the limits as text where the columns do not fit: "glm  500 requests/min, 20 tokens/day". */
static void draw_as_text(struct page *page, const struct model_rates *rates)
{
	char line[RATES_EACH_MAX * 48] = "";
	size_t used = 0;

	for (size_t i = 0; i < rates->count; i++)
		used += (size_t)snprintf(line + used, sizeof(line) - used, "%s%s %s", i ? ", " : "",
					 rates->limits[i].amount, key_rates_title(rates->limits[i].kind));
	page_format(page, STYLE_TEXT, "%s  %s", name_of(rates), line);
}

static void draw_in_columns(struct page *page, const struct model_rates *rates, const char *const *kinds, size_t count)
{
	int row = page_rows(page, 1), right = page->canvas.cols;

	canvas_fit(&page->canvas, row, 0, right - (int)count * RATE_WIDTH - 1, STYLE_TEXT, name_of(rates));
	for (size_t i = count; i > 0; i--, right -= RATE_WIDTH)
		canvas_right(&page->canvas, row, right, STYLE_TEXT, key_rates_amount(rates, kinds[i - 1]));
}

static void draw_titles(struct page *page, const char *const *kinds, size_t count)
{
	int row = page_rows(page, 1), right = page->canvas.cols;

	canvas_text(&page->canvas, row, 0, STYLE_DIM, "model");
	for (size_t i = count; i > 0; i--, right -= RATE_WIDTH)
		canvas_right(&page->canvas, row, right, STYLE_DIM, key_rates_title(kinds[i - 1]));
}

void page_check_rates(struct page *page, const struct key_rates *rates, const char *filter)
{
	const char *kinds[RATES_KINDS_MAX];
	size_t count = key_rates_kinds(kinds, rates);
	bool columns = page->canvas.cols - (int)count * RATE_WIDTH >= MODEL_LEAST;

	if (columns)
		draw_titles(page, kinds, count);
	for (size_t i = 0; i < rates->count; i++) {
		if (!is_shown(&rates->items[i], filter))
			continue;
		if (columns)
			draw_in_columns(page, &rates->items[i], kinds, count);
		else
			draw_as_text(page, &rates->items[i]);
	}
	if (rates->cut)
		page_format(page, STYLE_DIM, "Venice named more models than the %d that are shown.", RATES_MODELS_MAX);
}

static void draw_working(struct page *page, const struct flow_probe *flow)
{
	int row = page_rows(page, 1);

	canvas_spinner(&page->canvas, row, 0, STYLE_BUSY);
	if (flow->state == PROBE_CALLING)
		canvas_format(&page->canvas, row, 2, STYLE_BUSY, "calling %s…", flow->model.id);
	else
		canvas_text(&page->canvas, row, 2, STYLE_BUSY, "asking Venice for its prices…");
}

static void draw_result(struct page *page, int label_width, const struct model *model, const struct probe *result)
{
	char ago[TEXT_SPAN_SIZE], usd[PROBE_COST_SIZE], diem[PROBE_COST_SIZE], line[200];

	text_ago(ago, model_server_now(model) - result->tested_ms);
	probe_format(usd, result->cost[PRICE_USD]);
	probe_format(diem, result->cost[PRICE_DIEM]);
	page_format(page, STYLE_GOOD, "✓ %s answered in %lld ms, %s.", result->model[0] ? result->model : "The model",
		    (long long)result->elapsed_ms, ago);
	if (result->reply[0])
		page_pair(page, label_width, "It said", STYLE_TEXT, result->reply);
	if (usd[0] && diem[0])
		snprintf(line, sizeof(line), "%lld tokens in, %lld out: %s USD or %s DIEM by the published price",
			 (long long)result->in, (long long)result->out, usd, diem);
	else
		snprintf(line, sizeof(line), "unknown: Venice did not say how many tokens it took");
	page_pair(page, label_width, "It cost", STYLE_TEXT, line);
}

void page_check_test(struct page *page, int label_width, const struct model *model, const char *key_id,
		     const char *next)
{
	const struct flow_probe *flow = &model->probe;
	const struct probe *result = flow_probe_result(flow, key_id);
	bool mine = strcmp(flow->key.id, key_id) == 0;

	if (mine && (flow->state == PROBE_PRICING || flow->state == PROBE_CALLING))
		draw_working(page, flow);
	else if (result)
		draw_result(page, label_width, model, result);
	else if (mine && flow->state == PROBE_FAILED && flow->err.code != ERR_CANCELLED)
		page_format(page, STYLE_WARN, "✗ The last test call: %s", flow->err.msg);
	else
		page_format(page, STYLE_DIM, KEYSTROKE("test-key") " makes a call of one token%s%s, and says first what that costs.",
			    next[0] ? " to " : "", next);
}
