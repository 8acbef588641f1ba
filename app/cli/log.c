/* log: shows what was done, and when. */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "keystore/log_file.h"
#include "wallet/base/text.h"

/* An entry is shown when it contains all of the arguments. */
static bool is_asked_for(const struct app *app, const struct log_entry *entry)
{
	for (unsigned i = 0; i < app->options.argument_count; i++)
		if (!log_entry_contains(entry, app->options.arguments[i]))
			return false;
	return true;
}

static struct json_object *value_entry(const struct log_entry *entry)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "time", value_time(entry->time_ms));
	json_object_object_add(value, "event", json_object_new_string(entry->event));
	json_object_object_add(value, "network", value_text(entry->network));
	json_object_object_add(value, "wallet", value_address(entry->address));
	json_object_object_add(value, "code", value_text(entry->code));
	json_object_object_add(value, "text", json_object_new_string(entry->text));
	json_object_object_add(value, "report", value_text(entry->report));
	return value;
}

static void add_row(struct table *table, const struct log_entry *entry)
{
	char when[TEXT_TIME_SIZE], address[ADDRESS_SHORT_SIZE] = "", text[300];

	text_time(when, entry->time_ms);
	if (!address_is_zero(entry->address))
		address_format_short(address, entry->address);
	snprintf(text, sizeof(text), "%s%s%s", entry->code, *entry->code ? ": " : "", entry->text);
	table_add(table, when);
	table_add(table, entry->event);
	table_add(table, entry->network);
	table_add(table, address);
	table_add(table, text);
}

static void say(struct app *app, const struct log_entries *log)
{
	struct json_object *rows = json_object_new_array();
	struct table table;

	table_init(&table, 5);
	for (size_t i = 0; i < log->count; i++) {
		if (!is_asked_for(app, &log->items[i]))
			continue;
		json_object_array_add(rows, value_entry(&log->items[i]));
		add_row(&table, &log->items[i]);
	}
	output_add(&app->output, "records", rows);
	if (!app->output.json)
		table_print(&app->output.text, &table);
	if (!log->count)
		output_text(&app->output, "Nothing was recorded yet.\n");
	table_free(&table);
}

bool cli_log(struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_OUT);
	const struct options *options = &app->options;
	struct log_entries log;
	size_t written;
	bool ok;

	if (!app_open_home(app, err) || !log_file_read(&log, &app->home, err))
		return false;
	ok = !path || log_file_export(&written, &app->home, &log, options->arguments,
				      options->argument_count, path, err);
	if (ok && path)
		output_add(&app->output, "file", value_path(path));
	else if (ok)
		say(app, &log);
	log_entries_free(&log);
	return ok;
}
