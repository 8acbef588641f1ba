/* The accounts that come of one mnemonic: listing them, and adding one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cli/headless.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "app/cli/wallet_common.h"
#include "keystore/keystore_derive.h"
#include "wallet/base/mem.h"

#define COUNT_DEFAULT 5

struct listing {
	struct derived_account items[KEYSTORE_DERIVED_MAX];
	unsigned count;
};

static bool derive(struct listing *listing, struct app *app, struct account *account, struct err *err)
{
	const char *first = options_value(&app->options, OPTION_PATH);
	struct passphrase *password;
	bool ok;

	if (!wallet_common_find(account, app, err) || !app_password(&password, app, account->name, err))
		return false;
	ok = keystore_derived(listing->items, listing->count, &app->home, account, first ? first : "", password, err);
	passphrase_free(password);
	return ok;
}

/* The model asks for the balances of its wallets, so for this run these accounts are its wallets. */
static void show_model(struct headless *headless, const struct listing *listing)
{
	struct action action = { .type = ACTION_LOADED, .ok = true };
	struct accounts *accounts = &action.loaded.accounts;

	accounts->count = listing->count;
	accounts->items = mem_new(listing->count, sizeof(*accounts->items));
	for (unsigned i = 0; i < listing->count; i++) {
		accounts->items[i].address = listing->items[i].address;
		accounts->items[i].kind = ACCOUNT_WATCH;
		snprintf(accounts->items[i].name, sizeof(accounts->items[i].name), "%u", i);
	}
	loop_apply(&headless->loop, &action);
}

static struct json_object *row_of(const struct derived_account *derived, const struct account *stored,
				  const struct account *shown, const struct balances *balances,
				  const struct staking_terms *terms)
{
	struct json_object *row = json_object_new_object(), *figures = NULL;

	if (balances->known) {
		figures = value_balances(shown, balances, terms);
		json_object_object_del(figures, "name");
		json_object_object_del(figures, "address");
	}
	json_object_object_add(row, "path", json_object_new_string(derived->path));
	json_object_object_add(row, "address", value_address(derived->address));
	json_object_object_add(row, "wallet", value_text(stored ? stored->name : NULL));
	json_object_object_add(row, "balances", figures);
	return row;
}

static void add_amount(struct table *table, const struct balances *balances, struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE] = "?";

	if (balances->known)
		amount_format(text, amount);
	table_add(table, text);
}

static void add_line(struct table *table, const struct derived_account *derived, const struct account *stored,
		     const struct balances *balances)
{
	char address[ADDRESS_TEXT_SIZE];

	address_format(address, derived->address);
	table_add(table, derived->path);
	table_add(table, address);
	add_amount(table, balances, balances->eth);
	add_amount(table, balances, balances->vvv);
	add_amount(table, balances, balances->svvv);
	table_add(table, stored ? stored->name : "");
}

static void add_head(struct table *table)
{
	static const char *const names[] = { "path", "address", "ETH", "VVV", "sVVV", "wallet" };

	table_init(table, ARRAY_LENGTH(names));
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		table_add(table, names[i]);
}

static const struct account *find_stored(const struct accounts *accounts, struct address address)
{
	for (size_t i = 0; i < accounts->count; i++)
		if (address_equal(accounts->items[i].address, address))
			return &accounts->items[i];
	return NULL;
}

static void say(struct app *app, const struct listing *listing, const struct accounts *stored,
		const struct model *model)
{
	struct json_object *rows = json_object_new_array();
	struct table table;

	add_head(&table);
	for (unsigned i = 0; i < listing->count; i++) {
		const struct derived_account *derived = &listing->items[i];
		const struct account *known = find_stored(stored, derived->address);

		json_object_array_add(rows, row_of(derived, known, &model->accounts.items[i], &model->balances[i],
						      &model->terms));
		add_line(&table, derived, known, &model->balances[i]);
	}
	output_add(&app->output, "accounts", rows);
	table_end(&table, &app->output);
}

/* The addresses are worth showing even without a node. */
static bool say_with_balances(struct app *app, const struct listing *listing, struct err *err)
{
	struct headless headless;
	struct accounts stored;
	bool ok;

	if (!headless_open(&headless, app, err))
		return false;
	accounts_copy(&stored, &headless.loop.model->accounts);
	show_model(&headless, listing);
	ok = headless_refresh(&headless, err);
	if (ok && headless.loop.model->refresh.err.code != ERR_NONE)
		output_progress("No balances: %s", headless.loop.model->refresh.err.msg);
	if (ok)
		say(app, listing, &stored, headless.loop.model);
	accounts_free(&stored);
	headless_close(&headless);
	return ok;
}

bool cli_wallet_accounts(struct app *app, struct err *err)
{
	struct listing *listing = mem_new(1, sizeof(*listing));
	struct account account;
	bool ok;

	listing->count = COUNT_DEFAULT;
	ok = options_number(&listing->count, &app->options, OPTION_ACCOUNT_COUNT, 1, KEYSTORE_DERIVED_MAX, err) &&
	     derive(listing, app, &account, err);
	if (ok) {
		output_add(&app->output, "name", json_object_new_string(account.name));
		ok = say_with_balances(app, listing, err);
	}
	free(listing);
	return ok;
}

bool cli_wallet_derive(struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_PATH), *name = app->options.arguments[1];
	struct account account, made;
	struct passphrase *password;
	bool ok;

	if (!path || !*path)
		return err_set(err, ERR_USAGE, "'wallet derive' needs --path PATH");
	if (!account_check_name(name, err) || !wallet_common_find(&account, app, err) ||
	    !app_password(&password, app, account.name, err))
		return false;
	ok = keystore_derive(&made, &app->home, &account, name, path, password, wallet_common_work(app), err);
	passphrase_free(password);
	if (ok)
		wallet_common_say(app, &made);
	return ok;
}
