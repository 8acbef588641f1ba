/* key add: stores an API key that came from elsewhere. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/app.h"
#include "app/cli/key_output.h"
#include "app/cli/value.h"
#include "app/cli/wallet_common.h"
#include "keystore/keystore.h"
#include "keystore/secret_file.h"
#include "keystore/vault.h"

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
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
	*out = (struct key_info){ .type = options.type, .created_ms = now_ms() };
	memcpy(out->description, options.description, sizeof(out->description));
	snprintf(out->network, sizeof(out->network), "%.31s", app->settings.network.name);
	return true;
}

/* The text of a key shows its type. */
static bool check_type(struct key_info *info, const struct app *app, enum key_type type, struct err *err)
{
	if (options_value(&app->options, OPTION_TYPE) && info->type != type)
		return err_set(err, ERR_INVALID_INPUT, "--type says %s, but by its beginning the key is an %s one.",
			       key_type_name(info->type), key_type_name(type));
	info->type = type;
	return true;
}

static bool seal(struct key_info *info, struct app *app, const struct account *account, const struct apikey *key,
		 struct err *err)
{
	struct signer *signer = NULL;
	bool ok;

	if (!wallet_common_open(&signer, app, account, err))
		return false;
	ok = vault_add(&app->home, signer, info, key, err);
	signer_free(signer);
	return ok;
}

bool cli_key_add(struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_KEY_FILE);
	struct account account;
	enum key_type type;
	struct apikey *key;
	struct key_info info;
	bool ok;

	if (!path)
		return err_set(err, ERR_USAGE, "'key add' needs --key-file F");
	if (!describe(&info, app, err) || !wallet_common_find(&account, app, err) || !app_load_password(app, err) ||
	    !secret_file_apikey(&key, &type, path, err))
		return false;
	ok = check_type(&info, app, type, err) && seal(&info, app, &account, key, err);
	apikey_free(key);
	if (ok) {
		output_set(&app->output, value_key(&info));
		key_output_fields(&app->output, &info);
	}
	return ok;
}
