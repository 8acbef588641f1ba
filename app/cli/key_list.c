/*
 * key list: the keys in the vault.  If the wallet's password is available and an ADMIN key is
 * stored, Venice's keys too; one row for each key.
 */
#include <stdio.h>
#include <string.h>

#include "app/cli/key_common.h"
#include "app/cli/key_output.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "wallet/base/text.h"
#include "wallet/venice/key_list.h"

static void add_row(struct table *table, const struct key_info *key)
{
	char last6[16], address[ADDRESS_SHORT_SIZE], expires[TEXT_TIME_SIZE] = "never", limit[64];

	snprintf(last6, sizeof(last6), "...%s", key->last6);
	address_format_short(address, key->address);
	if (key->expires_ms)
		text_time(expires, key->expires_ms);
	key_output_limit(limit, sizeof(limit), key);
	table_add(table, key->id);
	table_add(table, key_type_name(key->type));
	table_add(table, last6);
	table_add(table, expires);
	table_add(table, limit);
	table_add(table, address);
	table_add(table, key_output_place(key));
	table_add(table, key->description);
}

/* The contract gives this row fewer fields than key show. */
static struct json_object *json_row(const struct key_info *key)
{
	struct json_object *row = value_key(key);

	json_object_object_del(row, "modelPrivacy");
	json_object_object_del(row, "lastUsedAt");
	json_object_object_del(row, "currentPeriodUsage");
	json_object_object_del(row, "confirmed");
	return row;
}

static void print(struct output *output, const struct key_list *keys)
{
	struct json_object *rows = json_object_new_array();
	struct table table;

	table_init(&table, 8);
	for (size_t i = 0; i < keys->count; i++) {
		json_object_array_add(rows, json_row(&keys->items[i]));
		add_row(&table, &keys->items[i]);
	}
	output_add(output, "keys", rows);
	table_end(&table, output);
	if (!keys->count)
		output_text(output, "No API keys yet. Mint one with 'rialto mint'.\n");
}

/* A mint whose outcome is unknown, and the keys that it may have made. */
static struct json_object *json_unknown(const struct journal_entry *entry, const struct key_info **orphans,
					size_t count)
{
	struct json_object *value = json_object_new_object(), *ids = json_object_new_array();

	for (size_t i = 0; i < count; i++)
		json_object_array_add(ids, json_object_new_string(orphans[i]->id));
	json_object_object_add(value, "time", value_time(entry->time_ms));
	json_object_object_add(value, "apiKeyType", json_object_new_string(key_type_name(entry->options.type)));
	json_object_object_add(value, "description", json_object_new_string(entry->options.description));
	json_object_object_add(value, "mayBe", ids);
	return value;
}

#define ORPHANS_MOST 8

static void print_unknown(struct output *output, const struct model *model)
{
	struct json_object *rows = json_object_new_array();
	const struct key_info *orphans[ORPHANS_MOST];
	const struct journal_entry *entry;
	char when[TEXT_TIME_SIZE];
	size_t at = 0;

	while ((entry = key_common_unknown(&at, model, NULL))) {
		size_t count = key_list_orphans(orphans, ORPHANS_MOST, &model->keys, entry->address, &entry->options,
					    entry->time_ms);

		text_time(when, entry->time_ms);
		json_object_array_add(rows, json_unknown(entry, orphans, count));
		output_text(output, "\nWhat became of the mint sent at %s is unknown", when);
		for (size_t i = 0; i < count; i++)
			output_text(output, "%s %s", i ? " or" : "; it may have made", orphans[i]->id);
		output_text(output, ". See 'rialto key settle'.\n");
	}
	if (json_object_array_length(rows))
		output_add(output, "unknown", rows);
	else
		json_object_put(rows);
}

static bool is_needed(const struct app *app)
{
	return options_flag(&app->options, OPTION_REMOTE);
}

/* Without --remote Venice's rows are extra.  If they cannot be had, a note says so and the
 * vault's are listed. */
static bool ask_venice(struct headless *headless, struct err *err)
{
	struct app *app = headless->app;

	if (!is_needed(app) && !flow_key_admin_admin(headless->loop.model))
		return true;
	if (key_common_list(headless, err))
		return true;
	if (is_needed(app) || err->code == ERR_INTERRUPTED)
		return false;
	output_add(&app->output, "remoteError", json_object_new_string(err->msg));
	output_progress("Venice's own list is missing here: %s", err->msg);
	return true;
}

/* Without the password only --remote needs a wallet; with it, a wallet that cannot be chosen is no failure. */
static bool add_remote(struct headless *headless, struct err *err)
{
	bool needed = is_needed(headless->app);
	struct err ignored;

	if (!headless->app->password && !needed)
		return true;
	return key_common_select(headless, NULL, needed ? err : &ignored) ? ask_venice(headless, err) : !needed;
}

static bool run(struct headless *headless, void *context, struct err *err)
{
	(void)context;
	if (!add_remote(headless, err))
		return false;
	print(&headless->app->output, &headless->loop.model->keys);
	print_unknown(&headless->app->output, headless->loop.model);
	return true;
}

bool cli_key_list(struct app *app, struct err *err)
{
	return headless_with(app, run, NULL, err);
}
