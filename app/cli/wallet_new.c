/* wallet new: words of its own, given to their owner before the wallet is stored. */
#include <string.h>

#include "app/app.h"
#include "app/cli/prompt.h"
#include "app/cli/wallet_common.h"
#include "app/wallet_job.h"
#include "keystore/mnemonic.h"
#include "keystore/secret_file.h"
#include "wallet/base/mem.h"

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
	       wallet_common_language(&language, app, err) && check_place_for_words(app, err) &&
	       app_open_home(app, err) && wallet_common_check_free(app, app->options.arguments[0], err) &&
	       new_wallet(app, words, language, err);
}
