/* Backup and restore: the home folder as one sealed file. */
#include "app/app.h"
#include <stdio.h>

#include "app/cli/headless.h"
#include "app/cli/value.h"
#include "app/cli/wallet_common.h"
#include "keystore/backup.h"
#include "wallet/base/mem.h"

static void say_files(struct app *app, const char *path, size_t files)
{
	output_add(&app->output, "file", value_path(path));
	output_add(&app->output, "files", json_object_new_int64((int64_t)files));
	output_field(&app->output, "file", "%s", path);
	output_field(&app->output, "files", "%zu", files);
}

bool cli_wallet_backup(struct app *app, struct err *err)
{
	struct passphrase *password;
	const char *path;
	size_t files;
	bool ok;

	if (!wallet_common_out(&path, app, err) || !app_open_home(app, err) || !app_new_password(&password, app, err))
		return false;
	ok = backup_write(&files, &app->home, path, password, wallet_common_work(app), err);
	passphrase_free(password);
	if (ok)
		say_files(app, path, files);
	if (ok)
		output_text(&app->output, "The log and its ledger are not in it: 'rialto log --format csv --out FILE' keeps the records.\n");
	return ok;
}

static struct task *new_task(const char *path)
{
	struct task *task = mem_new(1, sizeof(*task));

	task->kind = TASK_RESTORE;
	task->overwrite = true;
	snprintf(task->file, sizeof(task->file), "%s", path);
	return task;
}

/* Asked before the password, so that nobody types it in vain.  What is here may be damaged, and is
 * not read. */
static bool agreed(struct app *app, const char *path, struct err *err)
{
	struct action wish = { .type = ACTION_HOME_RESTORE };
	struct headless headless;
	bool ok;

	if (!options_flag(&app->options, OPTION_OVERWRITE))
		return true;
	if (!headless_open_bare(&headless, app, err))
		return false;
	wish.task = new_task(path);
	ok = headless_ask(&headless, &wish, err);
	headless_close(&headless);
	return ok;
}

bool cli_wallet_restore(struct app *app, struct err *err)
{
	bool overwrite = options_flag(&app->options, OPTION_OVERWRITE), ok;
	const char *path = app->options.arguments[0];
	struct passphrase *password;
	size_t files;

	if (!app_open_home(app, err) || !agreed(app, path, err) || !app_password(&password, app, "the backup", err))
		return false;
	ok = backup_restore(&files, &app->home, path, password, overwrite, err);
	passphrase_free(password);
	if (ok)
		say_files(app, path, files);
	return ok;
}
