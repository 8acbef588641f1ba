/* The commands that change wallets, and those that export their secrets. */
#include <string.h>

#include "app/cli/headless.h"
#include "app/cli/value.h"
#include "app/cli/wallet_common.h"
#include "keystore/keystore_change.h"
#include "wallet/base/mem.h"

/* rename */

bool cli_wallet_rename(struct app *app, struct err *err)
{
	const struct settings *settings = &app->settings;
	struct account account, renamed;

	if (!account_check_name(app->options.arguments[1], err) || !wallet_common_find(&account, app, err) ||
	    !keystore_rename(&renamed, &app->home, &account, app->options.arguments[1], err))
		return false;
	wallet_common_say(app, &renamed);
	app_warn_policy(app, policy_left_behind(settings->policies, settings->policy_count, &account, &renamed));
	return true;
}

/* remove */

static bool task_running(const struct model *model)
{
	return asked_waits(model) || model->task.request;
}

/* Asks for agreement to a wish of wallet/model/task.h and carries it out.  Takes the task over. */
static bool carry_out(struct headless *headless, enum action_type type, struct task *task, struct err *err)
{
	struct action action = { .type = type, .task = task };
	const struct model *model = headless->loop.model;

	loop_apply(&headless->loop, &action);
	return headless_run(headless, task_running, err) && err_take(err, &model->task.err);
}

static struct task *new_task(enum task_kind kind, const struct account *account)
{
	struct task *task = mem_new(1, sizeof(*task));

	task->kind = kind;
	task->account = *account;
	return task;
}

/* Finds the wallet that the command names and loads the model. */
static bool open_for(struct headless *headless, struct account *account, struct app *app, struct err *err)
{
	return wallet_common_find(account, app, err) && headless_open(headless, app, err);
}

bool cli_wallet_remove(struct app *app, struct err *err)
{
	struct headless headless;
	struct account account;
	struct task_loss loss;
	bool ok;

	if (!open_for(&headless, &account, app, err))
		return false;
	task_loss(&loss, headless.loop.model, &account);
	ok = carry_out(&headless, ACTION_WALLET_REMOVE, new_task(TASK_REMOVE, &account), err);
	headless_close(&headless);
	if (!ok)
		return false;
	wallet_common_say(app, &account);
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
	ok = keystore_change_password(&app->home, account, old, password, wallet_common_work(app), err);
	passphrase_free(password);
	return ok;
}

static bool needs_key(const struct account *account, struct err *err)
{
	return account->kind != ACCOUNT_WATCH || err_set(err, ERR_WATCH_ONLY, "'%s' is watch-only", account->name);
}

bool cli_wallet_passwd(struct app *app, struct err *err)
{
	struct passphrase *old;
	struct account account;
	bool ok;

	if (!wallet_common_find(&account, app, err) || !needs_key(&account, err) ||
	    !app_password(&old, app, account.name, err))
		return false;
	ok = change_password(app, &account, old, err);
	passphrase_free(old);
	if (ok)
		wallet_common_say(app, &account);
	return ok;
}

/* export */

static bool choose_form(enum task_kind *out, const struct app *app, struct err *err)
{
	static const struct { const char *name; enum task_kind kind; } forms[] = {
		{ "v3", TASK_EXPORT }, { "key", TASK_EXPORT_KEY }, { "mnemonic", TASK_EXPORT_MNEMONIC },
	};
	const char *text = options_value(&app->options, OPTION_FORMAT);

	*out = TASK_EXPORT;
	for (size_t i = 0; text && i < ARRAY_LENGTH(forms); i++)
		if (!strcmp(forms[i].name, text)) {
			*out = forms[i].kind;
			return true;
		}
	return !text || err_set(err, ERR_USAGE, "--format is v3, key or mnemonic");
}

/* Exporting the bare secret needs the password as well as agreement. */
static bool export(struct app *app, const struct account *account, enum task_kind kind, const char *path,
		   struct err *err)
{
	struct task *task = new_task(kind, account);
	struct headless headless;
	bool ok;

	if (!wallet_common_path(task->file, sizeof(task->file), path, err) ||
	    (kind != TASK_EXPORT &&
	     (!needs_key(account, err) || !app_password(&task->password, app, account->name, err))) ||
	    !headless_open(&headless, app, err)) {
		task_free(task);
		return false;
	}
	ok = carry_out(&headless, ACTION_WALLET_EXPORT, task, err);
	headless_close(&headless);
	return ok;
}

bool cli_wallet_export(struct app *app, struct err *err)
{
	struct account account;
	enum task_kind kind;
	const char *path;

	if (!wallet_common_out(&path, app, err) || !choose_form(&kind, app, err) ||
	    !wallet_common_find(&account, app, err) || !export(app, &account, kind, path, err))
		return false;
	wallet_common_say(app, &account);
	output_add(&app->output, "file", value_path(path));
	output_field(&app->output, "file", "%s", path);
	return true;
}
