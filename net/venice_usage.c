#include "net/venice_usage.h"

#include <stdlib.h>
#include <string.h>

#include "net/answer.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/venice/usage_exact.h"

#define DAY_MS INT64_C(86400000)

/* The names that the route has, or other routes have, for the same. */
static const char *const usd_names[] = { "totalUsd", "USD", "usd", NULL };
static const char *const diem_names[] = { "totalDiem", "DIEM", "diem", NULL };
static const struct { const char *list; const char *names[3]; } lists[USAGE_BYS] = {
	[USAGE_BY_KEY] = { "byKey", { "description", "name", NULL } },
	[USAGE_BY_MODEL] = { "byModel", { "modelName", "model", NULL } },
	[USAGE_BY_DAY] = { "byDate", { "date", NULL } },
};

static struct json_object *one_of(struct json_object *object, const char *const *names)
{
	struct json_object *value = NULL;

	for (size_t i = 0; names[i] && !value; i++)
		value = json_member(object, names[i]);
	return value;
}

/* Returns millionths, and adds the number itself to the sum unless that is NULL; UNKNOWN for what is no number, or is
 * none that money can be. */
static int64_t amount_of(struct json_object *value, struct usage_exact *sum)
{
	char digits[JSON_DECIMAL_SIZE];
	const char *text = json_digits(value);
	struct usage_exact number;

	json_decimal(digits, value);	/* it knows what is a number */
	if (!digits[0] || !usage_exact_parse(&number, text ? text : json_text(value)))
		return USAGE_UNKNOWN;
	if (sum)
		usage_exact_add(sum, &number);
	return usage_exact_round(&number);
}

/* A date is text in one list of Venice's, and Unix milliseconds in another. */
static bool date_of(int64_t *day, struct json_object *value)
{
	const char *text = json_text(value);
	char digits[JSON_DECIMAL_SIZE];
	int64_t time_ms;

	if (!text || !text_parse_time(&time_ms, text)) {
		json_decimal(digits, value);
		if (!digits[0])
			return false;
		time_ms = (int64_t)strtod(digits, NULL);
	}
	*day = time_ms / DAY_MS;
	return time_ms >= 0;
}

/* An id is compared with those of keys, and shown. */
static void take_id(char out[KEY_ID_SIZE], struct json_object *value)
{
	const char *id = json_text(value);

	if (id && strlen(id) < KEY_ID_SIZE && text_is_label(id, strlen(id)))
		memcpy(out, id, strlen(id) + 1);
}

/* False for a row that does not say what it is about. */
static bool take_name(struct usage_row *out, enum usage_by by, struct json_object *item)
{
	struct json_object *name = one_of(item, lists[by].names);
	char time[TEXT_TIME_SIZE];
	int64_t day;

	if (by == USAGE_BY_DAY) {
		if (!date_of(&day, name))
			return false;
		text_time(time, day * DAY_MS);
		memcpy(out->name, time, strlen("YYYY-MM-DD"));
		return true;
	}
	json_take_text(out->name, sizeof(out->name), name);
	if (by == USAGE_BY_KEY)
		take_id(out->id, json_member(item, "apiKeyId"));
	return out->name[0] || out->id[0];
}

struct sums { struct usage_exact usd, diem; };

static bool take_row(struct usage_row *out, struct sums *sums, enum usage_by by, struct json_object *item)
{
	*out = (struct usage_row){ 0 };
	if (!take_name(out, by, item))
		return false;
	out->usd = amount_of(one_of(item, usd_names), &sums->usd);
	out->diem = amount_of(one_of(item, diem_names), &sums->diem);
	return true;
}

static int earlier_first(const void *a, const void *b)
{
	return strcmp(((const struct usage_row *)a)->name, ((const struct usage_row *)b)->name);
}

static size_t length_of(struct json_object *list, size_t most)
{
	size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;

	return count < most ? count : most;
}

static void take_rows(struct usage_rows *out, enum usage_by by, struct json_object *list)
{
	size_t count = length_of(list, SIZE_MAX), most = count < USAGE_ROWS_MAX ? count : USAGE_ROWS_MAX;
	struct sums sums = { 0 };
	struct usage_row row;

	out->told = json_object_is_type(list, json_type_array);
	out->items = most ? mem_new(most, sizeof(*out->items)) : NULL;
	for (size_t i = 0; i < count; i++)
		if (take_row(&row, &sums, by, json_object_array_get_idx(list, i)) && out->count < most)
			out->items[out->count++] = row;
	out->usd = usage_exact_round(&sums.usd);
	out->diem = usage_exact_round(&sums.diem);
	if (by == USAGE_BY_DAY && out->items)
		qsort(out->items, out->count, sizeof(*out->items), earlier_first);
}

/* Returns the series of that name, a new one if there is room; else NULL. */
static struct usage_series *series_of(struct usage *usage, const char *name)
{
	char shown[KEY_DESCRIPTION_SIZE] = "";

	text_sanitise(shown, sizeof(shown), name, strlen(name));
	for (size_t i = 0; i < usage->series_count; i++)
		if (strcmp(usage->series[i].name, shown) == 0)
			return &usage->series[i];
	if (usage->series_count == USAGE_SERIES_MAX)
		return NULL;
	usage->series = mem_grow(usage->series, usage->series_count + 1, sizeof(*usage->series));
	usage->series[usage->series_count] = (struct usage_series){ 0 };
	memcpy(usage->series[usage->series_count].name, shown, sizeof(shown));
	return &usage->series[usage->series_count++];
}

/* Each day is an object with a member for each key, by description. */
static void take_day(struct usage *usage, struct json_object *item)
{
	int64_t day;

	if (!json_object_is_type(item, json_type_object) || !date_of(&day, json_member(item, "date")))
		return;
	day = usage->today - day;
	if (day < 0 || day >= usage->days)
		return;
	json_object_object_foreach(item, name, value) {
		int64_t amount = strcmp(name, "date") == 0 ? USAGE_UNKNOWN : amount_of(value, NULL);
		struct usage_series *series = amount >= 0 ? series_of(usage, name) : NULL;

		if (series)
			series->days[day] = usage_add(series->days[day], amount);
	}
}

/* A key among those that used the most is there even on days without use. */
static void take_series(struct usage *usage, struct json_object *data)
{
	struct json_object *list = json_member(data, "byKeyDaily"), *top = json_member(data, "topKeyNames");

	for (size_t i = 0; i < length_of(top, USAGE_SERIES_MAX); i++) {
		const char *name = json_text(json_object_array_get_idx(top, i));

		if (name)
			(void)series_of(usage, name);
	}
	for (size_t i = 0; i < length_of(list, USAGE_ROWS_MAX); i++)
		take_day(usage, json_object_array_get_idx(list, i));
}

bool venice_usage(struct usage **out, struct json_object *body, unsigned days, int64_t now_ms, struct err *err)
{
	struct json_object *inner = json_member(body, "data"), *data = inner ? inner : body;
	struct usage *usage = mem_new(1, sizeof(*usage));
	bool told = false;

	usage->days = days;
	usage->today = now_ms / DAY_MS;
	for (enum usage_by by = 0; by < USAGE_BYS; by++) {
		take_rows(&usage->by[by], by, json_member(data, lists[by].list));
		told |= usage->by[by].told;
	}
	if (!told) {
		usage_free(usage);
		return answer_unusable(err, body, "The answer does not say what was used");
	}
	take_series(usage, data);
	*out = usage;
	return true;
}
