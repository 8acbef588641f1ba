/* wallet import: a private key, a V3 file or words from elsewhere. */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/cli/prompt.h"
#include "app/cli/wallet_common.h"
#include "app/wallet_job.h"
#include "keystore/mnemonic.h"
#include "keystore/secret_file.h"
#include "keystore/words.h"
#include "wallet/base/mem.h"

static bool choose_source(struct import *out, const struct app *app, struct err *err)
{
	static const struct {
		enum option_id option;
		enum import_kind kind;
	} sources[] = {
		{ OPTION_KEY_FILE, IMPORT_KEY },
		{ OPTION_KEYSTORE, IMPORT_V3 },
		{ OPTION_MNEMONIC_FILE, IMPORT_MNEMONIC },
	};
	const char *file = NULL;

	for (size_t i = 0; i < ARRAY_LENGTH(sources); i++) {
		const char *given = options_value(&app->options, sources[i].option);

		if (given && file)
			return err_set(err, ERR_USAGE, "Give only one of --key-file, --keystore and --mnemonic-file");
		if (given) {
			file = given;
			out->kind = sources[i].kind;
		}
	}
	if (!file)
		return err_set(err, ERR_USAGE, "Give one of --key-file, --keystore and --mnemonic-file");
	return wallet_common_path(out->file, sizeof(out->file), file, err);
}

static bool choose_path(struct import *out, const struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_PATH);

	if (!path)
		return true;
	if (out->kind != IMPORT_MNEMONIC)
		return err_set(err, ERR_USAGE, "--path goes with --mnemonic-file");
	if (!*path || strlen(path) >= sizeof(out->path))
		return err_set(err, ERR_INVALID_INPUT, "A derivation path looks like %s", MNEMONIC_DEFAULT_PATH);
	memcpy(out->path, path, strlen(path) + 1);
	return true;
}

/* Chooses the V3 file's own password: from its option, else asked for on a terminal, else the
 * same as the new one. */
static bool choose_file_password(struct import *out, const struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_KEYSTORE_PASSWORD_FILE);

	if (path && out->kind != IMPORT_V3)
		return err_set(err, ERR_USAGE, "--keystore-password-file goes with --keystore");
	if (path)
		return secret_file_passphrase(&out->file_password, path, err);
	if (out->kind == IMPORT_V3 && !app->password && prompt_possible())
		return prompt_password(&out->file_password, "Password of the file: ", err);
	return true;
}

static bool choose_words(struct import *out, const struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_MNEMONIC_PASSWORD_FILE);
	const struct words *language;

	if ((path || options_value(&app->options, OPTION_LANGUAGE)) && out->kind != IMPORT_MNEMONIC)
		return err_set(err, ERR_USAGE, "--%s goes with --mnemonic-file", path ? "mnemonic-password-file" : "language");
	if (!wallet_common_language(&language, app, err))
		return false;
	if (language)
		snprintf(out->language, sizeof(out->language), "%s", language->name);
	return !path || secret_file_words_passphrase(&out->mnemonic_password, path, err);
}

static bool import_wallet(struct app *app, struct import *import, struct err *err)
{
	struct passphrase *password;
	struct signer *signer = NULL;
	struct account account;
	bool ok;

	if (!app_load_password(app, err) || !choose_file_password(import, app, err) ||
	    !app_new_password(&password, app, err))
		return false;
	ok = wallet_job_import(&account, &signer, &app->home, app->options.arguments[0], import, password,
			       wallet_common_work(app), err);
	passphrase_free(password);
	signer_free(signer);
	if (ok)
		wallet_common_say(app, &account);
	return ok;
}

bool cli_wallet_import(struct app *app, struct err *err)
{
	struct import *import = mem_new(1, sizeof(*import));
	bool ok = account_check_name(app->options.arguments[0], err) && choose_source(import, app, err) &&
		  choose_path(import, app, err) && choose_words(import, app, err) && app_open_home(app, err) &&
		  wallet_common_check_free(app, app->options.arguments[0], err) && import_wallet(app, import, err);

	import_free(import);
	return ok;
}
