/* usage: what an account's keys used in the last days, as its stored ADMIN key is told. */
#include <string.h>

#include "app/cli/key_common.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "tui/figures.h"

#define DAYS_DEFAULT 7

struct wish {
	enum usage_by by;
	unsigned days;
	bool has_line;
	struct usage_line line;
};

static struct json_object *value_used(int64_t amount)
{
	char text[KEY_LIMIT_TEXT_SIZE];

	key_limit_format(text, amount);
	return value_text(text);
}

static struct json_object *value_row(const struct usage_row *row)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "name", value_text(row->name));
	json_object_object_add(value, "id", value_text(row->id));
	json_object_object_add(value, "usd", value_used(row->usd));
	json_object_object_add(value, "diem", value_used(row->diem));
	return value;
}

static struct json_object *value_sums(const struct usage_rows *rows)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "usd", value_used(rows->usd));
	json_object_object_add(value, "diem", value_used(rows->diem));
	return value;
}

static void say_json(struct output *output, const struct usage *usage, const struct wish *wish)
{
	const struct usage_rows *rows = &usage->by[wish->by];
	struct json_object *values = json_object_new_array();

	for (size_t i = 0; i < rows->count; i++)
		json_object_array_add(values, value_row(&rows->items[i]));
	output_add(output, "by", value_text(usage_by_name(wish->by)));
	output_add(output, "days", json_object_new_int64(usage->days));
	output_add(output, "rows", values);
	output_add(output, "total", value_sums(rows));
}

/* The columns of numbers, whose decimal points stand one below the other. */
struct columns { struct figures usd, diem; };

static void write_figure(char out[KEY_LIMIT_TEXT_SIZE], int64_t amount)
{
	key_limit_format(out, amount);
	if (!out[0])
		memcpy(out, "?", 2);
}

static void measure(struct columns *columns, const struct usage_row *row)
{
	char text[KEY_LIMIT_TEXT_SIZE];

	write_figure(text, row->usd);
	figures_add(&columns->usd, text);
	write_figure(text, row->diem);
	figures_add(&columns->diem, text);
}

static void add_figure(struct table *table, const struct figures *figures, const char *text)
{
	char aligned[2 * KEY_LIMIT_TEXT_SIZE];

	figures_text(aligned, sizeof(aligned), figures, text);
	table_add(table, aligned);
}

static void add_row(struct table *table, const struct columns *columns, enum usage_by by, const struct usage_row *row)
{
	char text[KEY_LIMIT_TEXT_SIZE];

	table_add(table, row->name);
	write_figure(text, row->usd);
	add_figure(table, &columns->usd, text);
	write_figure(text, row->diem);
	add_figure(table, &columns->diem, text);
	if (by == USAGE_BY_KEY)
		table_add(table, row->id);
}

static void say_table(struct output *output, const struct usage_rows *rows, enum usage_by by)
{
	static const char *const heads[USAGE_BYS] = { "KEY", "MODEL", "DAY" };
	const struct usage_row total = { .name = "total", .usd = rows->usd, .diem = rows->diem };
	struct columns columns = { 0 };
	struct table table;

	for (size_t i = 0; i < rows->count; i++)
		measure(&columns, &rows->items[i]);
	measure(&columns, &total);
	table_init(&table, by == USAGE_BY_KEY ? 4 : 3);
	table_add(&table, heads[by]);
	table_add(&table, "USD");
	table_add(&table, "DIEM");
	if (by == USAGE_BY_KEY)
		table_add(&table, "ID");
	for (size_t i = 0; i < rows->count; i++)
		add_row(&table, &columns, by, &rows->items[i]);
	add_row(&table, &columns, by, &total);
	table_end(&table, output);
}

static void say_text(struct output *output, const struct usage *usage, const struct wish *wish)
{
	const struct usage_rows *rows = &usage->by[wish->by];

	if (rows->count)
		say_table(output, rows, wish->by);
	else if (usage->days == 1)
		output_text(output, "Nothing was used today.\n");
	else
		output_text(output, "Nothing was used in the last %u days.\n", usage->days);
}

/* What was asked for is given all the same. */
static bool within(struct output *output, const struct usage_rows *rows, const struct usage_line *line, struct err *err)
{
	static const char *const units[] = { [KEY_USD] = " USD", [KEY_DIEM] = " DIEM", [KEY_CURRENCIES] = ", USD and DIEM together" };
	char most[KEY_LIMIT_TEXT_SIZE], usd[KEY_LIMIT_TEXT_SIZE], diem[KEY_LIMIT_TEXT_SIZE];

	if (!usage_crosses(line, rows))
		return true;
	output->holds = true;
	key_limit_format(most, line->amount);
	key_limit_format(usd, rows->usd);
	key_limit_format(diem, rows->diem);
	return err_set(err, ERR_USED_MORE, "%s USD and %s DIEM were used, and that is above %s%s", usd, diem, most,
		       units[line->currency]);
}

static bool asking(const struct model *model)
{
	return model->usage.state != USAGE_IDLE;
}

static bool run(struct headless *headless, void *context, struct err *err)
{
	const struct flow_usage *flow = &headless->loop.model->usage;
	const struct wish *wish = context;
	struct output *output = &headless->app->output;

	if (!key_common_select(headless, NULL, err))
		return false;
	loop_apply(&headless->loop, &(struct action){ .type = ACTION_USAGE, .days = wish->days });
	if (!headless_run(headless, asking, err) || !err_take(err, &flow->err))
		return false;
	if (!flow->got)
		return err_set(err, ERR_CANCELLED, "Nothing was asked");
	if (!flow->got->by[wish->by].told)
		return err_set(err, ERR_BAD_ANSWER, "Venice's answer does not say what was used by %s", usage_by_name(wish->by));
	say_json(output, flow->got, wish);
	say_text(output, flow->got, wish);
	return !wish->has_line || within(output, &flow->got->by[wish->by], &wish->line, err);
}

static bool read_wish(struct wish *wish, const struct options *options, struct err *err)
{
	const char *by = options_value(options, OPTION_BY), *line = options_value(options, OPTION_FAIL_ABOVE);

	if (by && !usage_by_parse(&wish->by, by))
		return err_set(err, ERR_USAGE, "--by is key, model or day, not '%.40s'", by);
	wish->has_line = line;
	return options_number(&wish->days, options, OPTION_DAYS, 1, USAGE_DAYS_MAX, err) &&
	       (!line || usage_line_parse(&wish->line, line, err));
}

bool cli_usage(struct app *app, struct err *err)
{
	struct wish wish = { .by = USAGE_BY_KEY, .days = DAYS_DEFAULT };

	return read_wish(&wish, &app->options, err) && headless_with(app, run, &wish, err);
}
