/* log: shows what was done, and when; for bookkeeping, what was staked, claimed, sent and paid, as CSV. */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "app/cli/wallet_common.h"
#include "keystore/home_export.h"
#include "keystore/keystore.h"
#include "keystore/log_file.h"
#include "wallet/base/text.h"
#include "wallet/model/money_csv.h"

/* An entry is shown when it contains all of the arguments. */
static bool is_asked_for(const struct app *app, const struct log_entry *entry)
{
	for (unsigned i = 0; i < app->options.argument_count; i++)
		if (!log_entry_contains(entry, app->options.arguments[i]))
			return false;
	return true;
}

/* Bookkeeping */

/* A row is made of several entries, so it is there if any of them is asked for. */
static void leave_out(struct app *app, struct money *money, const struct log_entries *log,
		      const struct log_entries *ledger)
{
	struct money asked_for = { 0 };
	const struct log_entries *both[] = { log, ledger };

	for (size_t l = 0; l < ARRAY_LENGTH(both); l++)
		for (size_t i = 0; i < both[l]->count; i++)
			if (is_asked_for(app, &both[l]->items[i]))
				money_take(&asked_for, &(struct log_entries){ &both[l]->items[i], 1 });
	money_keep(money, &asked_for);
	money_free(&asked_for);
}

static bool write_csv(struct app *app, const struct buf *csv, struct err *err)
{
	const char *path;

	if (!wallet_common_out_file(&path, app, err))
		return false;
	if (!path) {
		output_text(&app->output, "%s", buf_string(csv));
		return true;
	}
	output_add(&app->output, "file", value_path(path));
	return home_export_file(&app->home, path, csv->data, csv->len, err);
}

/* The log is older than the ledger, which has no more than it where both have something. */
static bool say_money(struct app *app, const struct log_entries *log, struct err *err)
{
	struct log_entries ledger = { 0 };
	struct accounts accounts = { 0 };
	struct money money = { 0 };
	struct buf csv;
	bool ok = log_file_read_ledger(&ledger, &app->home, err) && keystore_list(&accounts, NULL, &app->home, err);

	buf_init(&csv, SIZE_MAX);
	money_take(&money, log);
	money_take(&money, &ledger);
	if (app->options.argument_count)
		leave_out(app, &money, log, &ledger);
	money_csv_write(&csv, &money, &accounts);
	ok = ok && write_csv(app, &csv, err);
	buf_free(&csv);
	money_free(&money);
	accounts_free(&accounts);
	log_entries_free(&ledger);
	return ok;
}

/* CSV is no part of a JSON object, but it can be in a file beside it. */
static bool wants_csv(bool *csv, const struct app *app, struct err *err)
{
	const char *format = options_value(&app->options, OPTION_FORMAT);

	*csv = format;
	if (format && strcmp(format, "csv") != 0)
		return err_set(err, ERR_USAGE, "--format is csv");
	return !format || !app->output.json || options_value(&app->options, OPTION_OUT) ||
	       err_set(err, ERR_USAGE, "With --json, --format csv needs --out");
}

/* The log itself */

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
	table_end(&table, &app->output);
	if (!log->count)
		output_text(&app->output, "Nothing was recorded yet.\n");
}

bool cli_log(struct app *app, struct err *err)
{
	const char *path;
	const struct options *options = &app->options;
	struct log_entries log;
	size_t written;
	bool ok, csv;

	if (!wallet_common_out_file(&path, app, err) || !wants_csv(&csv, app, err) || !app_open_home(app, err) ||
	    !log_file_read(&log, &app->home, err))
		return false;
	if (csv) {
		ok = say_money(app, &log, err);
		log_entries_free(&log);
		return ok;
	}
	ok = !path || log_file_export(&written, &app->home, &log, options->arguments,
				      options->argument_count, path, err);
	if (ok && path)
		output_add(&app->output, "file", value_path(path));
	else if (ok)
		say(app, &log);
	log_entries_free(&log);
	return ok;
}
