/* An API key that came from elsewhere, into the vault. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/app.h"
#include "app/key_output.h"
#include "app/value.h"
#include "app/wallet_command.h"
#include "keystore/keystore.h"
#include "keystore/secret_file.h"
#include "keystore/vault.h"
#include "wallet/hex.h"

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Venice's id of it is not known here: it gets one of ours. */
static void make_id(char out[KEY_ID_SIZE])
{
	uint8_t random[6];
	char hex[2 * sizeof(random) + 1];

	randombytes_buf(random, sizeof(random));
	hex_encode(hex, random, sizeof(random));
	snprintf(out, KEY_ID_SIZE, "added-%s", hex);
}

static bool describe(struct key_info *out, const struct app *app, struct err *err)
{
	static const struct {
		enum option_id option;
		const char *field;
	} fields[] = { { OPTION_TYPE, "type" }, { OPTION_DESCRIPTION, "description" } };
	struct key_options options;

	key_options_init(&options);
	for (unsigned i = 0; i < 2; i++) {
		const char *text = options_value(&app->options, fields[i].option);

		if (text && !key_options_set(&options, fields[i].field, text, now_ms(), err))
			return false;
	}
	*out = (struct key_info){ .type = options.type, .period = KEY_LIFETIME, .created_ms = now_ms(), .stored = true };
	for (int i = 0; i < KEY_CURRENCIES; i++)
		out->limit[i] = KEY_NO_LIMIT;
	memcpy(out->description, options.description, sizeof(out->description));
	snprintf(out->network, sizeof(out->network), "%.31s", app->settings.network.name);
	make_id(out->id);
	return true;
}

static void set_last6(struct key_info *info, const struct apikey *key)
{
	if (key->s.len >= 6)
		memcpy(info->last6, key->s.data + key->s.len - 6, 6);
}

static bool seal(struct key_info *info, struct app *app, const struct account *account, const struct apikey *key,
		 struct err *err)
{
	struct signer *signer = NULL;
	bool ok;

	if (!wallet_command_open(&signer, app, account, err))
		return false;
	info->address = signer_address(signer);
	set_last6(info, key);
	ok = vault_seal(&app->home, signer, info, key, err);
	signer_free(signer);
	return ok;
}

bool command_key_add(struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_KEY_FILE);
	struct account account;
	struct apikey *key;
	struct key_info info;
	bool ok;

	if (!path)
		return err_set(err, ERR_USAGE, "'key add' needs --key-file F");
	if (!describe(&info, app, err) || !wallet_command_find(&account, app, err) || !app_load_password(app, err) ||
	    !secret_file_apikey(&key, path, err))
		return false;
	ok = seal(&info, app, &account, key, err);
	apikey_free(key);
	if (ok) {
		output_set(&app->output, value_key(&info));
		key_output_fields(&app->output, &info);
	}
	return ok;
}
