/* The commands on stored API keys. */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/headless.h"
#include "app/key_output.h"
#include "app/table.h"
#include "app/value.h"
#include "keystore/vault.h"
#include "wallet/text.h"

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
	table_add(table, key->description);
}

/* The contract's row says less than key show. */
static struct json_object *list_row(const struct key_info *key)
{
	struct json_object *row = value_key(key);

	json_object_object_del(row, "modelPrivacy");
	return row;
}

bool command_key_list(struct app *app, struct err *err)
{
	struct json_object *rows = json_object_new_array();
	struct table table;
	struct keys keys;

	if (!app_open_home(app, err) || !vault_list(&keys, NULL, &app->home, err)) {
		json_object_put(rows);
		return false;
	}
	table_init(&table, 7);
	for (size_t i = 0; i < keys.count; i++) {
		json_object_array_add(rows, list_row(&keys.items[i]));
		add_row(&table, &keys.items[i]);
	}
	output_add(&app->output, "keys", rows);
	if (!app->output.json)
		table_print(&app->output.text, &table);
	if (!keys.count)
		output_text(&app->output, "No API keys yet. Mint one with 'rialto mint'.\n");
	table_free(&table);
	keys_free(&keys);
	return true;
}

static bool find_key(struct key_info *out, const struct keys *keys, const char *id, struct err *err)
{
	for (size_t i = 0; i < keys->count; i++)
		if (!strcmp(keys->items[i].id, id)) {
			*out = keys->items[i];
			return true;
		}
	return err_set(err, ERR_KEY_NOT_FOUND, "No stored API key has the id '%.64s'", id);
}

/* Opens the loop and makes the key's wallet the current one. */
static bool begin(struct headless *headless, struct key_info *key, struct app *app, struct err *err)
{
	char wallet[ADDRESS_TEXT_SIZE];

	if (!headless_open(headless, app, err))
		return false;
	if (find_key(key, &headless->loop.model.keys, app->options.arguments[0], err)) {
		address_format(wallet, key->address);
		if (headless_select(headless, wallet, err))
			return true;
	}
	headless_close(headless);
	return false;
}

static bool show_plain(struct app *app, struct err *err)
{
	struct key_info key;
	struct keys keys;
	bool ok;

	if (!vault_list(&keys, NULL, &app->home, err))
		return false;
	ok = find_key(&key, &keys, app->options.arguments[0], err);
	if (ok) {
		output_set(&app->output, value_key(&key));
		key_output_fields(&app->output, &key);
	}
	keys_free(&keys);
	return ok;
}

static bool show_revealed(struct app *app, struct err *err)
{
	struct headless headless;
	struct key_info key;
	bool ok;

	if (!app_load_password(app, err) || !begin(&headless, &key, app, err))
		return false;
	ok = key_output_reveal(&headless, key.id, err);
	if (ok) {
		output_set(&app->output, value_key(&key));
		output_text(&app->output, "\n\n");
		key_output_fields(&app->output, &key);
	}
	headless_close(&headless);
	return ok;
}

bool command_key_show(struct app *app, struct err *err)
{
	if (!app_open_home(app, err))
		return false;
	return options_flag(&app->options, OPTION_REVEAL) ? show_revealed(app, err) : show_plain(app, err);
}

static bool checking(const struct model *model)
{
	return model->key_request || model->want_password;
}

static bool check(struct headless *headless, const struct key_info *key, struct err *err)
{
	struct action action = { .type = ACTION_KEY_CHECK };
	const struct model *model = &headless->loop.model;
	const struct key_check *found;

	memcpy(action.key_id, key->id, sizeof(action.key_id));
	loop_apply(&headless->loop, &action);
	if (!headless_run(headless, checking, err))
		return false;
	found = model_check(model, key->id);
	if (!found) {
		*err = model->error;
		return false;
	}
	output_set(&headless->app->output, value_check(found));
	key_output_check(&headless->app->output, found);
	return true;
}

bool command_key_check(struct app *app, struct err *err)
{
	struct headless headless;
	struct key_info key;
	bool ok;

	if (!app_open_home(app, err) || !app_load_password(app, err) || !begin(&headless, &key, app, err))
		return false;
	ok = check(&headless, &key, err);
	headless_close(&headless);
	return ok;
}
