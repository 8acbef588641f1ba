/* The commands that change wallets, and those that take their secrets out. */
#include <stdio.h>
#include <string.h>

#include "app/headless.h"
#include "app/value.h"
#include "app/wallet_command.h"
#include "keystore/keystore_change.h"
#include "wallet/mem.h"

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

static bool care_running(const struct model *model)
{
	return asked_waits(model) || model->care.request;
}

/* A wish of wallet/care.h, agreed to and carried out; takes care over. */
static bool carry_out(struct headless *headless, enum action_type type, struct care *care, struct err *err)
{
	struct action action = { .type = type, .care = care };
	const struct model *model = &headless->loop.model;

	loop_apply(&headless->loop, &action);
	if (!headless_run(headless, care_running, err))
		return false;
	if (model->care.err.code == ERR_NONE)
		return true;
	*err = model->care.err;
	return false;
}

static struct care *new_care(enum care_kind kind, const struct account *account)
{
	struct care *care = mem_new(1, sizeof(*care));

	care->kind = kind;
	care->account = *account;
	return care;
}

/* The wallet that the command names, in a model that is loaded. */
static bool open_for(struct headless *headless, struct account *account, struct app *app, struct err *err)
{
	return wallet_command_find(account, app, err) && headless_open(headless, app, err);
}

bool command_wallet_remove(struct app *app, struct err *err)
{
	struct headless headless;
	struct account account;
	struct care_loss loss;
	bool ok;

	if (!open_for(&headless, &account, app, err))
		return false;
	care_loss(&loss, &headless.loop.model, &account);
	ok = carry_out(&headless, ACTION_WALLET_REMOVE, new_care(CARE_REMOVE, &account), err);
	headless_close(&headless);
	if (!ok)
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

static bool choose_form(enum care_kind *out, const struct app *app, struct err *err)
{
	static const struct { const char *name; enum care_kind kind; } forms[] = {
		{ "v3", CARE_EXPORT }, { "key", CARE_EXPORT_KEY }, { "mnemonic", CARE_EXPORT_MNEMONIC },
	};
	const char *text = options_value(&app->options, OPTION_FORMAT);

	*out = CARE_EXPORT;
	for (size_t i = 0; text && i < ARRAY_LENGTH(forms); i++)
		if (!strcmp(forms[i].name, text)) {
			*out = forms[i].kind;
			return true;
		}
	return !text || err_set(err, ERR_USAGE, "--format is v3, key or mnemonic");
}

/* The bare secret needs the password, besides being agreed to. */
static bool export(struct app *app, const struct account *account, enum care_kind kind, const char *path, struct err *err)
{
	struct care *care = new_care(kind, account);
	struct headless headless;
	bool ok;

	snprintf(care->file, sizeof(care->file), "%s", path);
	if ((kind != CARE_EXPORT && (!needs_key(account, err) || !app_password(&care->password, app, account->name, err))) ||
	    !headless_open(&headless, app, err)) {
		care_free(care);
		return false;
	}
	ok = carry_out(&headless, ACTION_WALLET_EXPORT, care, err);
	headless_close(&headless);
	return ok;
}

bool command_wallet_export(struct app *app, struct err *err)
{
	struct account account;
	enum care_kind kind;
	const char *path;

	if (!wallet_command_out(&path, app, err) || !choose_form(&kind, app, err) ||
	    !wallet_command_find(&account, app, err) || !export(app, &account, kind, path, err))
		return false;
	wallet_command_say(app, &account);
	output_add(&app->output, "file", value_path(path));
	output_field(&app->output, "file", "%s", path);
	return true;
}
