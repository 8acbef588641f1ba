/* The commands on wallets.  They need neither network nor model, so they call keystore/. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/cli/prompt.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "app/cli/wallet_common.h"
#include "app/wallet_job.h"
#include "keystore/keystore.h"
#include "keystore/mnemonic.h"
#include "keystore/secret_file.h"
#include "keystore/words.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/eth/entry.h"

#define MESSAGE_MAX ((size_t)1 << 20)

/* Checks the name before anything is asked or computed, because the wallet could not be stored. */
static bool check_name_free(const struct app *app, const char *name, struct err *err)
{
	struct accounts accounts;
	bool ok;

	if (!keystore_list(&accounts, NULL, &app->home, err))
		return false;
	ok = accounts_check_free(&accounts, name, NULL, err);
	accounts_free(&accounts);
	return ok;
}

/* new */

static bool parse_words(unsigned *words, const struct app *app, struct err *err)
{
	static const struct {
		const char *text;
		unsigned words;
	} choices[] = { { "12", 12 }, { "15", 15 }, { "18", 18 }, { "21", 21 }, { "24", 24 } };
	const char *text = options_value(&app->options, OPTION_WORDS);

	*words = 12;
	if (!text)
		return true;
	for (size_t i = 0; i < ARRAY_LENGTH(choices); i++)
		if (!strcmp(choices[i].text, text)) {
			*words = choices[i].words;
			return true;
		}
	return err_set(err, ERR_INVALID_INPUT, "--words is 12, 15, 18, 21 or 24");
}

/* *out is NULL when the option is not given. */
static bool parse_language(const struct words **out, const struct app *app, struct err *err)
{
	const char *name = options_value(&app->options, OPTION_LANGUAGE);

	*out = name ? words_language(name) : NULL;
	return !name || *out || err_set(err, ERR_USAGE, "--language is english, spanish, french, italian, portuguese, "
					"czech, japanese, korean, chinese_simplified or chinese_traditional");
}

static bool check_place_for_words(const struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_MNEMONIC_OUT);

	if (!path)
		return prompt_possible() || err_set(err, ERR_NEEDS_ANSWER, "There is no terminal to show the words on: "
								   "give --mnemonic-out FILE");
	return home_check_absent(path, err);
}

/* Gives the mnemonic to its owner before the wallet is stored, because no wallet should exist
 * whose words nobody has. */
static bool hand_out_words(const struct app *app, const struct mnemonic *mnemonic, struct home_pending *pending,
			   struct err *err)
{
	const char *path = options_value(&app->options, OPTION_MNEMONIC_OUT);
	struct mnemonic *shown;
	bool ok;

	if (!mnemonic_for_people(&shown, mnemonic, err))
		return false;
	ok = path ? secret_file_write(&app->home, path, &shown->s, pending, err)
		  : prompt_words(shown, !app->settings.yes, err);
	mnemonic_free(shown);
	return ok;
}

static bool find_address(struct address *out, const struct mnemonic *mnemonic, const struct passphrase *extra,
			 struct err *err)
{
	struct seckey *key;
	struct signer *signer;

	if (!mnemonic_derive(&key, mnemonic, extra, MNEMONIC_DEFAULT_PATH, err))
		return false;
	signer = signer_new(key);
	*out = signer_address(signer);
	signer_free(signer);
	return true;
}

static bool make_wallet(struct account *out, struct app *app, unsigned words, const struct words *language,
			const struct passphrase *extra, const struct passphrase *password, struct err *err)
{
	const char *name = app->options.arguments[0];
	struct mnemonic *mnemonic;
	struct home_pending pending = { 0 };
	struct signer *signer = NULL;
	bool ok;

	if (!mnemonic_generate(&mnemonic, words, language, err))
		return false;
	ok = find_address(&pending.wallet, mnemonic, extra, err) && hand_out_words(app, mnemonic, &pending, err) &&
	     wallet_job_add_words(out, &signer, &app->home, name, mnemonic, extra, "", password,
				  wallet_common_work(app), err);
	/* the words of a wallet that was not stored are useless, but the failed step may have stored it */
	home_pending_settle(&pending, &app->home);
	signer_free(signer);
	mnemonic_free(mnemonic);
	return ok;
}

/* *out is NULL when there is none. */
static bool read_extra(struct passphrase **out, const struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_MNEMONIC_PASSWORD_FILE);

	*out = NULL;
	return !path || secret_file_words_passphrase(out, path, err);
}

static bool new_wallet(struct app *app, unsigned words, const struct words *language, struct err *err)
{
	struct passphrase *password = NULL, *extra;
	struct account account;
	bool ok;

	if (!read_extra(&extra, app, err))
		return false;
	ok = app_new_password(&password, app, err) &&
	     make_wallet(&account, app, words, language, extra, password, err);
	passphrase_free(password);
	passphrase_free(extra);
	if (ok)
		wallet_common_say(app, &account);
	return ok;
}

bool cli_wallet_new(struct app *app, struct err *err)
{
	const struct words *language;
	unsigned words;

	return account_check_name(app->options.arguments[0], err) && parse_words(&words, app, err) &&
	       parse_language(&language, app, err) && check_place_for_words(app, err) && app_open_home(app, err) &&
	       check_name_free(app, app->options.arguments[0], err) && new_wallet(app, words, language, err);
}

/* import */

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
	if (!parse_language(&language, app, err))
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
		  check_name_free(app, app->options.arguments[0], err) && import_wallet(app, import, err);

	import_free(import);
	return ok;
}

/* list, show, watch */

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

static void print_accounts(struct buf *out, const struct accounts *accounts)
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
	table_print(out, &table);
	table_free(&table);
}

/* Builds only the form that is printed, because there may be thousands of accounts. */
static void say_accounts(struct output *output, const struct accounts *accounts, size_t damaged)
{
	if (output->json)
		output_add(output, "wallets", value_accounts(accounts));
	else if (accounts->count)
		print_accounts(&output->text, accounts);
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

/* sign */

static bool sign_message(struct app *app, const struct account *account, const struct buf *message, struct err *err)
{
	uint8_t signature[SIGNER_TEXT_SIZE];
	char address[ADDRESS_TEXT_SIZE], hex[2 * SIGNER_TEXT_SIZE + 1];
	struct address recovered;
	struct signer *signer = NULL;
	bool ok;

	if (!wallet_common_open(&signer, app, account, err))
		return false;
	ok = signer_sign_text(signature, &recovered, signer, message->data, message->len, err);
	signer_free(signer);
	if (!ok)
		return false;
	address_format(address, recovered);
	hex_encode(hex, signature, sizeof(signature));
	output_add(&app->output, "address", value_address(recovered));
	output_add(&app->output, "signature", value_hex(signature, sizeof(signature)));
	output_field(&app->output, "address", "%s", address);
	output_field(&app->output, "signature", "0x%s", hex);
	return true;
}

bool cli_wallet_sign(struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_MESSAGE_FILE);
	struct account account;
	struct buf message;
	bool ok;

	if (!path)
		return err_set(err, ERR_USAGE, "'wallet sign' needs --message-file F");
	buf_init(&message, MESSAGE_MAX);
	ok = wallet_common_find(&account, app, err) && app_load_password(app, err) &&
	     app_read_file(&message, path, err) && sign_message(app, &account, &message, err);
	buf_free(&message);
	return ok;
}
