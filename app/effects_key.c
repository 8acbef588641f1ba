/* The effects on API keys: storing, opening and handing them over, and asking Venice about them. */
#include "app/effects.h"

#include <string.h>

#include "app/cli/key_text.h"
#include "app/rpc_key.h"
#include "keystore/secret_file.h"
#include "keystore/vault.h"

/* Keeps the key in memory for the command that prints it next, so that nothing must be opened or
 * read again. */
static void keep_made(struct effect_runner *runner, struct effect *effect)
{
	apikey_free(runner->made);
	runner->made = effect->seal->key;
	effect->seal->key = NULL;
	memcpy(runner->made_id, effect->seal->info.id, sizeof(runner->made_id));
}

/* A key that could not be stored goes back to the model, which tries again. */
bool effects_key_seal(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	const struct signer *signer = effects_signer(runner, result);

	result->ok = signer && effects_seal(runner, signer, &effect->seal->info, effect->seal->key, &result->err);
	memcpy(result->sealed.id, effect->seal->info.id, sizeof(result->sealed.id));
	if (result->ok)
		rpc_key_open(runner->net, runner->home, runner->network, signer);
	if (!result->ok) {
		result->sealed.key = effect->seal->key;
		effect->seal->key = NULL;
	} else if (!runner->attended) {
		keep_made(runner, effect);
	}
	return true;
}

bool effects_key_surrender(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	apikey_free(runner->surrendered);
	runner->surrendered = effect->apikey;
	effect->apikey = NULL;
	return false;
}

static struct apikey *open_key(struct effect_runner *runner, const char *id, struct action *result)
{
	const struct signer *signer = effects_signer(runner, result);
	struct apikey *key = NULL;

	return signer && vault_open(&key, runner->home, signer, id, &result->err) ? key : NULL;
}

bool effects_key_check(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *key = open_key(runner, effect->key_id, result);

	if (!key)
		return true;
	net_key_check(runner->net, effect->request, effect->key_id, key);
	apikey_free(key);
	return false;
}

bool effects_key_models(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *key = open_key(runner, effect->call.id, result);

	if (!key)
		return true;
	net_models(runner->net, effect->request, key);
	apikey_free(key);
	return false;
}

bool effects_probe(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *key = open_key(runner, effect->call.id, result);

	if (!key)
		return true;
	net_probe(runner->net, effect->request, effect->call.id, effect->call.model, key);
	apikey_free(key);
	return false;
}

bool effects_key_open(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	memcpy(result->opened.id, effect->key_id, sizeof(result->opened.id));
	result->opened.key = open_key(runner, effect->key_id, result);
	result->ok = result->opened.key;
	return true;
}

bool effects_key_copy(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *key = runner->attended ? open_key(runner, effect->handover->wish.id, result) : NULL;
	struct secret text = { 0 };

	if (key) {
		key_text_write(&text, effect->handover->wish.form, &effect->handover->info, key);
		result->copied = clipboard_copy(&runner->clipboard, text.data, text.len);
	} else if (!runner->attended) {
		(void)err_set(&result->err, ERR_INTERNAL, "There is no terminal to copy with");
	}
	result->ok = key;
	secret_free(&text);
	apikey_free(key);
	return true;
}

static bool write_key(const struct home *home, const char *path, const struct secret *text, struct err *err)
{
	char expanded[HOME_PATH_SIZE];

	return home_expand(expanded, path, err) && secret_file_write(home, expanded, text, NULL, err);
}

/* The result of a command comes once the command has ended. */
bool effects_key_handover(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	const struct handover *wish = &effect->handover->wish;
	struct apikey *key = open_key(runner, wish->id, result);
	struct secret text;

	if (!key)
		return true;
	key_text_write(&text, wish->form, &effect->handover->info, key);
	if (wish->way == HANDOVER_FILE)
		result->ok = write_key(runner->home, wish->to, &text, &result->err);
	else if (runner->handover)
		(void)err_set(&result->err, ERR_BUSY, "Another command is still taking a key");
	else if (handover_job_start(&runner->handover, effect->handover->command, &text, key, &result->err))
		runner->handover_request = effect->request;
	secret_free(&text);
	apikey_free(key);
	return !runner->handover || runner->handover_request != effect->request;
}

bool effects_key_handover_stop(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	if (runner->handover && runner->handover_request == effect->request)
		handover_job_stop(runner->handover, effect->by_force);
	return false;
}

/* Opens the ADMIN key that the effect names; NULL when it cannot be opened. */
static struct apikey *open_admin(struct effect_runner *runner, const struct effect *effect, struct action *result)
{
	return open_key(runner, effect->admin->id, result);
}

bool effects_key_list(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *admin = open_admin(runner, effect, result);

	if (admin)
		net_keys_list(runner->net, effect->request, effect->admin->address, admin);
	apikey_free(admin);
	return !admin;
}

bool effects_key_create(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *admin = effects_make_room(runner, result) ? open_admin(runner, effect, result) : NULL;

	if (admin)
		net_key_create(runner->net, effect->request, effect->admin->address, admin, &effect->admin->options);
	apikey_free(admin);
	return !admin;
}

bool effects_key_read(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *admin = open_admin(runner, effect, result);

	if (admin)
		net_key_read(runner->net, effect->request, effect->admin->address, admin, effect->admin->venice_id);
	apikey_free(admin);
	return !admin;
}

bool effects_key_update(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *admin = open_admin(runner, effect, result);

	if (admin)
		net_key_update(runner->net, effect->request, effect->admin->address, admin, effect->admin->venice_id,
			       &effect->admin->changes);
	apikey_free(admin);
	return !admin;
}

bool effects_key_delete(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *admin = open_admin(runner, effect, result);

	if (admin)
		net_key_delete(runner->net, effect->request, admin, effect->admin->venice_id);
	apikey_free(admin);
	return !admin;
}

bool effects_usage(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *admin = open_key(runner, effect->usage.id, result);

	if (admin)
		net_usage(runner->net, effect->request, effect->usage.address, admin, effect->usage.days);
	apikey_free(admin);
	return !admin;
}

bool effects_key_forget(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	result->ok = vault_remove(runner->home, effect->key_id, &result->err);
	return true;
}

/* What is known of a key is sealed together with the key. */
bool effects_key_relabel(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct apikey *key = open_key(runner, effect->info->id, result);

	result->ok = key && vault_seal(runner->home, runner->signer, effect->info, key, &result->err);
	apikey_free(key);
	return true;
}

bool effects_key_clear_clipboard(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)effect;
	result->ok = clipboard_clear(&runner->clipboard, &result->err);
	return true;
}
