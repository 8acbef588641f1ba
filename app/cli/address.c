/* address add, list and remove: the address book. */
#include <stdio.h>

#include "app/app.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "keystore/address_book.h"
#include "keystore/keystore.h"
#include "wallet/eth/entry.h"
#include "wallet/model/recipient.h"

static struct json_object *value_entry(const struct account *entry)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "name", value_text(entry->name));
	json_object_object_add(value, "address", value_address(entry->address));
	return value;
}

static void say_entry(struct output *output, const struct account *entry)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, entry->address);
	output_add(output, "name", value_text(entry->name));
	output_add(output, "address", value_address(entry->address));
	output_text(output, "%s  %s\n", entry->name, text);
}

/* A name means one address only, whether it is a wallet's or the book's. */
static bool check_wallets(struct app *app, const char *name, struct address address, struct err *err)
{
	struct accounts wallets;
	const struct account *wallet;
	bool ok;

	if (!keystore_list(&wallets, NULL, &app->home, err))
		return false;
	wallet = accounts_at(&wallets, address);
	ok = accounts_check_free(&wallets, name, NULL, err) &&
	     (!wallet || err_set(err, ERR_WALLET_EXISTS, "That is the address of the wallet %s here", wallet->name));
	accounts_free(&wallets);
	return ok;
}

bool cli_address_add(struct app *app, struct err *err)
{
	const char *name = app->options.arguments[0];
	struct account entry = { 0 };

	if (!account_check_name(name, err) || !entry_address(&entry.address, app->options.arguments[1], err) ||
	    !recipient_check(entry.address, (struct address){ 0 }, err) ||
	    !app_open_home(app, err) || !check_wallets(app, name, entry.address, err) ||
	    !address_book_add(&app->home, name, entry.address, err))
		return false;
	snprintf(entry.name, sizeof(entry.name), "%s", name);
	say_entry(&app->output, &entry);
	return true;
}

static bool read_book(struct accounts *out, struct app *app, struct err *err)
{
	size_t damaged;

	if (!app_open_home(app, err) || !address_book_read(out, &damaged, &app->home, err))
		return false;
	if (damaged)
		output_note(&app->output, "%zu file%s of the address book cannot be read.", damaged, damaged == 1 ? "" : "s");
	return true;
}

bool cli_address_list(struct app *app, struct err *err)
{
	struct json_object *rows;
	struct accounts book;
	struct table table;

	if (!read_book(&book, app, err))
		return false;
	rows = json_object_new_array();
	table_init(&table, 2);
	for (size_t i = 0; i < book.count; i++) {
		char text[ADDRESS_TEXT_SIZE];

		json_object_array_add(rows, value_entry(&book.items[i]));
		address_format(text, book.items[i].address);
		table_add(&table, book.items[i].name);
		table_add(&table, text);
	}
	output_add(&app->output, "addresses", rows);
	table_end(&table, &app->output);
	if (!book.count)
		output_text(&app->output, "The address book is empty.\n");
	accounts_free(&book);
	return true;
}

bool cli_address_remove(struct app *app, struct err *err)
{
	const char *name = app->options.arguments[0];
	const struct account *entry;
	struct accounts book;
	bool ok;

	if (!read_book(&book, app, err))
		return false;
	entry = accounts_find(&book, name);
	if (!entry)
		ok = err_set(err, ERR_INVALID_INPUT, "The address book has no '%.64s'", name);
	else
		ok = address_book_remove(&app->home, entry, err);
	if (entry && ok)
		say_entry(&app->output, entry);
	accounts_free(&book);
	return ok;
}
