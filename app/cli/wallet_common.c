#include "app/cli/wallet_common.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/value.h"
#include "keystore/keystore.h"
#include "keystore/words.h"

bool wallet_common_find(struct account *out, struct app *app, struct err *err)
{
	const char *name = app->options.argument_count ? app->options.arguments[0] : NULL;
	const struct account *found;
	struct accounts accounts;
	struct keystore_rest rest;
	bool ok;

	if (!app_open_home(app, err) || !keystore_look(&accounts, &rest, &app->home, err))
		return false;
	ok = app_choose(&found, app, &accounts, &rest.unread, name, err);
	if (ok) {
		app_warn_unread(app, &rest.unread, rest.damaged);
		*out = *found;
	}
	accounts_free(&accounts);
	return ok;
}

bool wallet_common_open(struct signer **out, struct app *app, const struct account *account, struct err *err)
{
	struct passphrase *password;
	bool ok;

	if (account->kind == ACCOUNT_WATCH)
		return err_set(err, ERR_WATCH_ONLY, "'%s' is watch-only: it has no key", account->name);
	if (!app_password(&password, app, account->name, err))
		return false;
	ok = keystore_open(out, &app->home, account, password, err);
	passphrase_free(password);
	return ok;
}

void wallet_common_say(struct app *app, const struct account *account)
{
	char address[ADDRESS_TEXT_SIZE];

	account_format_address(address, account);
	output_set(&app->output, value_account(account));
	output_field(&app->output, "name", "%s", account->name);
	output_field(&app->output, "address", "%s", address);
	output_field(&app->output, "kind", "%s", account_kind_name(account->kind));
}

struct v3_work wallet_common_work(const struct app *app)
{
	return app->settings.light_kdf ? v3_work_light : v3_work_standard;
}

bool wallet_common_path(char *out, size_t size, const char *path, struct err *err)
{
	if (strlen(path) >= size)
		return err_set(err, ERR_INVALID_INPUT, "The path of the file is too long: it may have up to %zu bytes", size - 1);
	memcpy(out, path, strlen(path) + 1);
	return true;
}

/* Where the folder that one is in is gone, the path stays as it was given. */
static bool from_root(char out[HOME_PATH_SIZE], const char *path, struct err *err)
{
	char expanded[HOME_PATH_SIZE], here[HOME_PATH_SIZE];
	int len;

	if (!home_expand(expanded, path, err))
		return false;
	while (!strncmp(expanded, "./", 2) && expanded[2] && expanded[2] != '/')
		memmove(expanded, expanded + 2, strlen(expanded + 2) + 1);
	if (*expanded == '/' || !getcwd(here, sizeof(here)))
		len = snprintf(out, HOME_PATH_SIZE, "%s", expanded);
	else
		len = snprintf(out, HOME_PATH_SIZE, "%s/%s", strcmp(here, "/") ? here : "", expanded);
	return len < HOME_PATH_SIZE || err_set(err, ERR_INVALID_INPUT, "The path of the file to write is too long.");
}

bool wallet_common_out_file(const char **path, struct app *app, struct err *err)
{
	*path = options_value(&app->options, OPTION_OUT);
	if (!*path || !**path)
		return true;
	if (!from_root(app->out_file, *path, err))
		return false;
	*path = app->out_file;
	return true;
}

bool wallet_common_out(const char **path, struct app *app, struct err *err)
{
	const char *given = options_value(&app->options, OPTION_OUT);

	if (!given || !*given)
		return err_set(err, ERR_USAGE, "'%s' needs --out FILE", app->options.command->name);
	return wallet_common_out_file(path, app, err) && home_check_absent(*path, err);
}

bool wallet_common_check_free(const struct app *app, const char *name, struct err *err)
{
	struct accounts accounts;
	bool ok;

	if (!keystore_list(&accounts, NULL, &app->home, err))
		return false;
	ok = accounts_check_free(&accounts, name, NULL, err);
	accounts_free(&accounts);
	return ok;
}

bool wallet_common_language(const struct words **out, const struct app *app, struct err *err)
{
	const char *name = options_value(&app->options, OPTION_LANGUAGE);

	*out = name ? words_language(name) : NULL;
	return !name || *out || err_set(err, ERR_USAGE, "--language is english, spanish, french, italian, portuguese, "
					"czech, japanese, korean, chinese_simplified or chinese_traditional");
}
