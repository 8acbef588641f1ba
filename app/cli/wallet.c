/* wallet list, show and watch. */
#include "app/app.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "app/cli/wallet_common.h"
#include "keystore/keystore.h"
#include "wallet/eth/entry.h"

static void say_damaged(struct app *app, const struct keystore_rest *rest)
{
	if (!rest->damaged)
		return;
	app_warn_unread(app, &rest->unread, rest->damaged);
	output_progress("%zu files in the keystore could not be read: see 'rialto doctor'", rest->damaged);
	output_add(&app->output, "damaged", json_object_new_int64((int64_t)rest->damaged));
}

static struct json_object *value_accounts(const struct accounts *accounts)
{
	struct json_object *wallets = json_object_new_array();

	for (size_t i = 0; i < accounts->count; i++)
		json_object_array_add(wallets, value_account(&accounts->items[i]));
	return wallets;
}

static void print_accounts(struct output *output, const struct accounts *accounts)
{
	char address[ADDRESS_TEXT_SIZE];
	struct table table;

	table_init(&table, 3);
	for (size_t i = 0; i < accounts->count; i++) {
		const struct account *account = &accounts->items[i];

		account_format_address(address, account);
		table_add(&table, account->name);
		table_add(&table, address);
		table_add(&table, account_kind_name(account->kind));
	}
	table_end(&table, output);
}

/* Builds only the form that is printed, because there may be thousands of accounts. */
static void say_accounts(struct output *output, const struct accounts *accounts, size_t damaged)
{
	if (output->json)
		output_add(output, "wallets", value_accounts(accounts));
	else if (accounts->count)
		print_accounts(output, accounts);
	else if (damaged)
		output_text(output, "There is no wallet whose file can be read.\n");
	else
		output_text(output, "No wallets yet. Make one with 'rialto wallet new NAME'.\n");
}

bool cli_wallet_list(struct app *app, struct err *err)
{
	struct accounts accounts;
	struct keystore_rest rest;

	if (!app_open_home(app, err) || !keystore_look(&accounts, &rest, &app->home, err))
		return false;
	say_accounts(&app->output, &accounts, rest.damaged);
	say_damaged(app, &rest);
	accounts_free(&accounts);
	return true;
}

/* When the file does not say the address, the private key does, if the password is available. */
static bool learn_address(struct account *account, struct app *app, struct err *err)
{
	struct signer *signer = NULL;

	if (account_has_address(account))
		return true;
	if (!app_load_password(app, err))
		return false;
	if (!app->password)
		return true;
	if (!wallet_common_open(&signer, app, account, err))
		return false;
	account->address = signer_address(signer);
	signer_free(signer);
	return true;
}

bool cli_wallet_show(struct app *app, struct err *err)
{
	struct account account;

	if (!wallet_common_find(&account, app, err) || !learn_address(&account, app, err))
		return false;
	wallet_common_say(app, &account);
	return true;
}

bool cli_wallet_watch(struct app *app, struct err *err)
{
	struct account account;
	struct address address;

	if (!account_check_name(app->options.arguments[0], err) ||
	    !entry_address(&address, app->options.arguments[1], err) || !app_open_home(app, err) ||
	    !keystore_watch(&account, &app->home, app->options.arguments[0], address, err))
		return false;
	wallet_common_say(app, &account);
	return true;
}
