/* The commands that change wallets, and those that take their secrets out. */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/wallet_command.h"
#include "keystore/keystore_change.h"
#include "keystore/vault.h"

/* rename */

bool command_wallet_rename(struct app *app, struct err *err)
{
	struct account account, renamed;

	if (!account_check_name(app->options.arguments[1], err) || !wallet_command_find(&account, app, err) ||
	    !keystore_rename(&renamed, &app->home, &account, app->options.arguments[1], err))
		return false;
	wallet_command_say(app, &renamed);
	return true;
}

/* remove */

/* What goes with a wallet. */
struct loss {
	bool last_copy;
	size_t keys;	/* sealed API keys that no longer open */
};

static bool find_loss(struct loss *out, const struct app *app, const struct account *account, struct err *err)
{
	struct keys keys;
	size_t copies;

	*out = (struct loss){ 0 };
	if (account->kind == ACCOUNT_WATCH)
		return true;
	if (!keystore_copies(&copies, &app->home, account, err) || !vault_list(&keys, NULL, &app->home, err))
		return false;
	out->last_copy = copies == 0;
	for (size_t i = 0; i < keys.count && out->last_copy; i++)
		out->keys += address_equal(keys.items[i].address, account->address);
	keys_free(&keys);
	return true;
}

static void describe(char *out, size_t size, const struct account *account, const struct loss *loss)
{
	int len;

	if (!loss->last_copy) {
		snprintf(out, size, "'%s' is removed from this keystore.", account->name);
		return;
	}
	len = snprintf(out, size, "This is the last copy of '%s' here. Without its words, its key or an export\n"
		       "elsewhere, what it owns is lost for ever.", account->name);
	if (loss->keys && len > 0 && (size_t)len < size)
		snprintf(out + len, size - (size_t)len, "\n%zu sealed API keys can then no longer be opened.",
			 loss->keys);
}

bool command_wallet_remove(struct app *app, struct err *err)
{
	struct account account;
	struct loss loss;
	char what[512];

	if (!wallet_command_find(&account, app, err) || !find_loss(&loss, app, &account, err))
		return false;
	describe(what, sizeof(what), &account, &loss);
	if (!wallet_command_confirm(app, what, account.name, err) || !keystore_remove(&app->home, &account, err))
		return false;
	wallet_command_say(app, &account);
	output_add(&app->output, "removed", json_object_new_boolean(true));
	output_add(&app->output, "lastCopy", json_object_new_boolean(loss.last_copy));
	output_add(&app->output, "sealedKeys", json_object_new_int64((int64_t)loss.keys));
	output_field(&app->output, "removed", "%s", loss.last_copy ? "it was the last copy here" : "yes");
	return true;
}

/* passwd */

static bool change_password(struct app *app, const struct account *account, const struct passphrase *old,
			    struct err *err)
{
	const char *path = options_value(&app->options, OPTION_NEW_PASSWORD_FILE);
	struct passphrase *password;
	bool ok;

	if (!app_other_password(&password, path, "new-password-file", err))
		return false;
	ok = keystore_change_password(&app->home, account, old, password, wallet_command_work(app), err);
	passphrase_free(password);
	return ok;
}

static bool needs_key(const struct account *account, struct err *err)
{
	return account->kind != ACCOUNT_WATCH || err_set(err, ERR_WATCH_ONLY, "'%s' is watch-only", account->name);
}

bool command_wallet_passwd(struct app *app, struct err *err)
{
	struct passphrase *old;
	struct account account;
	bool ok;

	if (!wallet_command_find(&account, app, err) || !needs_key(&account, err) ||
	    !app_password(&old, app, account.name, err))
		return false;
	ok = change_password(app, &account, old, err);
	passphrase_free(old);
	if (ok)
		wallet_command_say(app, &account);
	return ok;
}

/* export */

enum form { FORM_V3, FORM_KEY, FORM_MNEMONIC };

static bool choose_form(enum form *out, const struct app *app, struct err *err)
{
	static const char *const names[] = { "v3", "key", "mnemonic" };
	const char *text = options_value(&app->options, OPTION_FORMAT);

	*out = FORM_V3;
	for (unsigned i = 0; text && i < 3; i++)
		if (!strcmp(names[i], text)) {
			*out = (enum form)i;
			return true;
		}
	return !text || err_set(err, ERR_USAGE, "--format is v3, key or mnemonic");
}

static bool export_bare(struct app *app, const struct account *account, enum form form, const char *path,
			struct err *err)
{
	const char *what = form == FORM_KEY ? "The file will hold the private key itself. Whoever reads it has the wallet."
					    : "The file will hold the words themselves. Whoever reads it has the wallet.";
	struct passphrase *password;
	bool ok;

	if (!needs_key(account, err) || !wallet_command_confirm(app, what, account->name, err) ||
	    !app_password(&password, app, account->name, err))
		return false;
	ok = form == FORM_KEY ? keystore_export_key(&app->home, account, password, path, err)
			      : keystore_export_mnemonic(&app->home, account, password, path, err);
	passphrase_free(password);
	return ok;
}

bool command_wallet_export(struct app *app, struct err *err)
{
	struct account account;
	const char *path;
	enum form form;

	if (!wallet_command_out(&path, app, err) || !choose_form(&form, app, err) ||
	    !wallet_command_find(&account, app, err))
		return false;
	if (!(form == FORM_V3 ? keystore_export(&app->home, &account, path, err)
			      : export_bare(app, &account, form, path, err)))
		return false;
	wallet_command_say(app, &account);
	output_add(&app->output, "file", json_object_new_string(path));
	output_field(&app->output, "file", "%s", path);
	return true;
}
