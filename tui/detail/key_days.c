/* What the API key under the cursor used on each day, as Venice tells an ADMIN key. */
#include <stdio.h>

#include "tui/detail/detail.h"
#include "tui/figures.h"
#include "tui/spark.h"
#include "wallet/base/text.h"
#include "wallet/venice/key_list.h"

#define DAY_MS INT64_C(86400000)
#define WEEK 7
#define DECIMALS 4

/* A sum of days, with its decimal point below that of the others. */
struct sum { const char *label; int64_t amount; const char *unit; };

static void write_sums(struct detail *detail, const struct sum *sums, size_t count)
{
	char number[KEY_LIMIT_TEXT_SIZE], aligned[2 * KEY_LIMIT_TEXT_SIZE], line[3 * KEY_LIMIT_TEXT_SIZE];
	struct figures figures = { 0 };

	for (size_t i = 0; i < count; i++) {
		usage_format(number, sums[i].amount, DECIMALS);
		figures_add(&figures, number);
	}
	for (size_t i = 0; i < count; i++) {
		usage_format(number, sums[i].amount, DECIMALS);
		figures_text(aligned, sizeof(aligned), &figures, number);
		snprintf(line, sizeof(line), "%s %s", aligned, sums[i].unit);
		detail_pair(detail, sums[i].label, sums[i].amount > 0 ? STYLE_TEXT : STYLE_DIM, line);
	}
}

/* A column for each day, today's at the right, with a blank behind each where there is room. */
static void draw_days(struct detail *detail, const struct usage_of_key *key, unsigned days)
{
	unsigned room = (unsigned)(detail->canvas.cols - detail->label), wide = room >= 2 * days ? 2 : 1;
	unsigned shown = days * wide < room ? days : room / wide;
	double values[2 * USAGE_DAYS_MAX] = { 0 };

	for (unsigned i = 0; i < shown * wide; i++) {
		unsigned ago = shown - 1 - i / wide;

		values[i] = i % wide ? SPARK_UNKNOWN : (double)key->days[ago];
	}
	canvas_fit(&detail->canvas, detail->row, 0, detail->label - 1, STYLE_DIM, "Each day");
	spark_draw(&detail->canvas, detail->row, detail->label, STYLE_GOOD, values, (size_t)shown * wide);
	detail->row++;
}

/* The highest column, in words. */
static void write_most(struct detail *detail, const struct usage *usage, const struct usage_of_key *key)
{
	char number[KEY_LIMIT_TEXT_SIZE], when[TEXT_TIME_SIZE], line[3 * KEY_LIMIT_TEXT_SIZE];
	unsigned most = 0;

	for (unsigned i = 0; i < usage->days && i < USAGE_DAYS_MAX; i++)
		if (key->days[i] > key->days[most])
			most = i;
	usage_format(number, key->days[most], DECIMALS);
	text_time(when, (usage->today - most) * DAY_MS);
	snprintf(line, sizeof(line), "%s, %s%.10s", number, most == 0 ? "today" : "on ", most == 0 ? "" : when);
	detail_pair(detail, "Most", STYLE_TEXT, line);
}

static void write_told(struct detail *detail, const struct usage *usage, const struct usage_of_key *key)
{
	char all[24];
	int64_t in_all = usage_sum(key, usage->days);

	snprintf(all, sizeof(all), "%u days", usage->days);
	if (in_all > 0)
		draw_days(detail, key, usage->days);
	else
		detail_format(detail, STYLE_TEXT, "Not used in the last %u days.", usage->days);
	if (in_all == 0)
		return;
	write_sums(detail, (const struct sum[]){
		{ "Today", key->days[0], key->unit }, { "7 days", usage_sum(key, WEEK), key->unit }, { all, in_all, key->unit },
	}, 3);
	write_most(detail, usage, key);
}

/* What is known when the days are not. */
static void write_totals(struct detail *detail, const struct usage *usage, const struct usage_of_key *key)
{
	char all[24];

	snprintf(all, sizeof(all), "%u days", usage->days);
	if (key->has_total)
		write_sums(detail, (const struct sum[]){ { all, key->usd, "USD" }, { "", key->diem, "DIEM" } }, 2);
	detail_text(detail, STYLE_DIM, key->telling == USAGE_SHARED
		    ? "Venice tells the days by description, and another key has the same one."
		    : "Venice tells the days only of the keys that used the most.");
}

/* Why nothing is known of it.  What is said of another wallet's keys is not said here. */
static void write_unknown(struct detail *detail, const struct model *model, const struct key_info *key)
{
	const struct flow_usage *flow = &model->usage;
	bool asked = address_equal(flow->asked_for, key->address);

	if (!flow_key_admin_admin(model))
		detail_text(detail, STYLE_DIM, "Venice tells it to an ADMIN key only, and none is stored for this wallet.");
	else if (asked && flow->state == USAGE_ASKING)
		detail_text(detail, STYLE_DIM, "Asking Venice.");
	else if (asked && flow->err.code != ERR_NONE)
		detail_format(detail, STYLE_WARN, "Venice did not tell it: %s", flow->err.msg);
	else
		detail_text(detail, STYLE_DIM, "Not asked yet: that is done once the wallet is unlocked.");
}

void detail_key_days(struct detail *detail, const struct ui *ui, const struct model *model)
{
	const struct key_info *key = pane_keys_current(&ui->panes[PANE_KEYS], model);
	const struct usage *usage = key ? flow_usage_known(model, key->address) : NULL;
	struct usage_of_key used;

	if (!key || !key_venice_id(key)[0])
		return;
	detail_head(detail, "Used on each day");
	if (!usage) {
		write_unknown(detail, model, key);
		return;
	}
	usage_of_key(&used, usage, key_venice_id(key));
	if (used.telling == USAGE_TOLD)
		write_told(detail, usage, &used);
	else
		write_totals(detail, usage, &used);
}
