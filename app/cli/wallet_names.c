#include "app/cli/wallet_names.h"

#include <string.h>

#include "keystore/keystore.h"

static void name_all(struct name_list *names, const struct accounts *accounts)
{
	for (size_t i = 0; i < accounts->count; i++)
		if (accounts->items[i].kind != ACCOUNT_WATCH)
			name_list_add(names, accounts->items[i].name, strlen(accounts->items[i].name));
}

static bool name_given(struct name_list *names, const struct options *options, const struct accounts *accounts,
		       struct err *err)
{
	for (unsigned i = 0; i < options->wallets_count; i++)
		if (!name_list_read(names, options->wallets[i], accounts, err))
			return false;
	return true;
}

bool wallet_names_read(struct name_list *names, const struct app *app, struct err *err)
{
	const struct options *options = &app->options;
	struct accounts accounts = { 0 };
	struct keystore_rest rest;
	bool ok = true;

	if (options->wallets_count && options_flag(options, OPTION_ALL))
		return err_set(err, ERR_USAGE, "--wallets and --all exclude each other");
	if (!keystore_look(&accounts, &rest, &app->home, err))
		return false;
	/* A wallet that cannot be read may be one of those that are meant. */
	if (!options->wallets_count && rest.unread.code != ERR_NONE) {
		*err = rest.unread;
		ok = false;
	} else if (options->wallets_count) {
		ok = name_given(names, options, &accounts, err);
	} else {
		name_all(names, &accounts);
	}
	accounts_free(&accounts);
	return ok && (names->count || err_set(err, ERR_NO_WALLET, "There is no wallet with a key"));
}
