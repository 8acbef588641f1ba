/* log: what was done, and when. */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/table.h"
#include "app/value.h"
#include "keystore/records.h"
#include "wallet/text.h"

/* All of its words must be in the record. */
static bool is_asked_for(const struct app *app, const struct record *record)
{
	for (unsigned i = 0; i < app->options.argument_count; i++)
		if (!record_contains(record, app->options.arguments[i]))
			return false;
	return true;
}

static struct json_object *value_record(const struct record *record)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "time", value_time(record->time_ms));
	json_object_object_add(value, "event", json_object_new_string(record->event));
	json_object_object_add(value, "network", value_text(record->network));
	json_object_object_add(value, "wallet", value_address(record->address));
	json_object_object_add(value, "code", value_text(record->code));
	json_object_object_add(value, "text", json_object_new_string(record->text));
	json_object_object_add(value, "report", value_text(record->report));
	return value;
}

static void add_row(struct table *table, const struct record *record)
{
	char when[TEXT_TIME_SIZE], address[ADDRESS_SHORT_SIZE] = "", text[300];

	text_time(when, record->time_ms);
	if (!address_is_zero(record->address))
		address_format_short(address, record->address);
	snprintf(text, sizeof(text), "%s%s%s", record->code, *record->code ? ": " : "", record->text);
	table_add(table, when);
	table_add(table, record->event);
	table_add(table, record->network);
	table_add(table, address);
	table_add(table, text);
}

static void say(struct app *app, const struct records *records)
{
	struct json_object *rows = json_object_new_array();
	struct table table;

	table_init(&table, 5);
	for (size_t i = 0; i < records->count; i++) {
		if (!is_asked_for(app, &records->items[i]))
			continue;
		json_object_array_add(rows, value_record(&records->items[i]));
		add_row(&table, &records->items[i]);
	}
	output_add(&app->output, "records", rows);
	if (!app->output.json)
		table_print(&app->output.text, &table);
	if (!records->count)
		output_text(&app->output, "Nothing was recorded yet.\n");
	table_free(&table);
}

bool command_log(struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_OUT);
	const struct options *options = &app->options;
	struct records records;
	size_t written;
	bool ok;

	if (!app_open_home(app, err) || !records_read(&records, &app->home, err))
		return false;
	ok = !path || records_export(&written, &app->home, &records, options->arguments,
				      options->argument_count, path, err);
	if (ok && path)
		output_add(&app->output, "file", value_path(path));
	else if (ok)
		say(app, &records);
	records_free(&records);
	return ok;
}
