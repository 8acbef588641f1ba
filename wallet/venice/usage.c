#include "wallet/venice/usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define UNIT_DECIMALS 6

static const char *const names[USAGE_BYS] = {
	[USAGE_BY_KEY] = "key", [USAGE_BY_MODEL] = "model", [USAGE_BY_DAY] = "day",
};

const char *usage_by_name(enum usage_by by)
{
	return names[by];
}

bool usage_by_parse(enum usage_by *out, const char *text)
{
	for (enum usage_by by = 0; by < USAGE_BYS; by++) {
		if (strcasecmp(names[by], text) == 0) {
			*out = by;
			return true;
		}
	}
	return false;
}

void usage_free(struct usage *usage)
{
	if (!usage)
		return;
	for (enum usage_by by = 0; by < USAGE_BYS; by++)
		free(usage->by[by].items);
	free(usage->series);
	free(usage);
}

int64_t usage_add(int64_t sum, int64_t amount)
{
	if (amount < 0)
		return sum;
	return sum > INT64_MAX - amount ? INT64_MAX : sum + amount;
}

void usage_format(char out[KEY_LIMIT_TEXT_SIZE], int64_t amount, unsigned decimals)
{
	int64_t step = 1, rounded = amount;

	for (unsigned i = decimals; i < UNIT_DECIMALS; i++)
		step *= 10;
	if (amount > 0 && amount <= INT64_MAX - step)
		rounded = (amount + step / 2) / step * step;
	key_limit_format(out, rounded == 0 ? amount : rounded);
}

static const struct usage_row *row_of(size_t *namesakes, const struct usage_rows *rows, const char *venice_id)
{
	const struct usage_row *found = NULL;

	*namesakes = 0;
	for (size_t i = 0; i < rows->count && !found; i++)
		if (rows->items[i].id[0] && strcmp(rows->items[i].id, venice_id) == 0)
			found = &rows->items[i];
	for (size_t i = 0; i < rows->count && found; i++)
		*namesakes += strcmp(rows->items[i].name, found->name) == 0;
	return found;
}

static void take_days(struct usage_of_key *out, const struct usage *usage, const struct usage_row *row)
{
	out->telling = USAGE_NOT_TOLD;
	out->unit = row->usd > 0 ? row->diem > 0 ? "USD + DIEM" : "USD" : "DIEM";
	for (size_t i = 0; i < usage->series_count; i++) {
		if (strcmp(usage->series[i].name, row->name) == 0) {
			memcpy(out->days, usage->series[i].days, sizeof(out->days));
			out->telling = USAGE_TOLD;
		}
	}
}

void usage_of_key(struct usage_of_key *out, const struct usage *usage, const char *venice_id)
{
	const struct usage_rows *rows = &usage->by[USAGE_BY_KEY];
	size_t namesakes;
	const struct usage_row *row = row_of(&namesakes, rows, venice_id);

	*out = (struct usage_of_key){ .telling = USAGE_NOT_TOLD, .unit = "" };
	if (!rows->told || !venice_id[0])
		return;
	out->has_total = true;
	if (!row) {	/* a key that is not in the list was not used */
		out->telling = USAGE_TOLD;
		return;
	}
	out->usd = row->usd;
	out->diem = row->diem;
	take_days(out, usage, row);
	if (namesakes > 1)
		out->telling = USAGE_SHARED;
}

int64_t usage_sum(const struct usage_of_key *key, unsigned days)
{
	int64_t sum = 0;

	for (unsigned i = 0; i < days && i < USAGE_DAYS_MAX; i++)
		sum = usage_add(sum, key->days[i]);
	return sum;
}

/* Where the number ends: at a blank or a letter. */
static size_t number_length(const char *text)
{
	return strspn(text, "0123456789.");
}

bool usage_line_parse(struct usage_line *out, const char *text, struct err *err)
{
	char number[KEY_LIMIT_TEXT_SIZE];
	size_t len = number_length(text);
	const char *unit = text + len + strspn(text + len, " ");
	struct err ignored;

	*out = (struct usage_line){ .currency = KEY_CURRENCIES };
	if (strcasecmp(unit, "usd") == 0)
		out->currency = KEY_USD;
	else if (strcasecmp(unit, "diem") == 0)
		out->currency = KEY_DIEM;
	else if (*unit)
		len = 0;
	if (len > 0 && len < sizeof(number)) {
		snprintf(number, sizeof(number), "%.*s", (int)len, text);
		if (key_limit_parse(&out->amount, number, &ignored))
			return true;
	}
	return err_set(err, ERR_USAGE, "'%.40s' is no amount: say 5, \"5 USD\" or \"5 DIEM\", with at most six decimals", text);
}

bool usage_crosses(const struct usage_line *line, const struct usage_rows *rows)
{
	int64_t used = line->currency == KEY_USD ? rows->usd : line->currency == KEY_DIEM ? rows->diem
		       : usage_add(rows->usd, rows->diem);

	return used > line->amount;
}
