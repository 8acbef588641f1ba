#include "app/cli/key_common.h"

#include <stdio.h>
#include <string.h>

#include "app/cli/mint_common.h"
#include "keystore/vault.h"
#include "wallet/venice/key_list.h"

static const struct key_info *stored_admin(const struct model *model)
{
	for (size_t i = 0; i < model->keys.count; i++) {
		const struct key_info *key = &model->keys.items[i];

		if (key == key_list_admin(&model->keys, key->address, model->network.name, NULL, loop_now_ms()))
			return key;
	}
	return NULL;
}

bool key_common_select(struct headless *headless, const char *id, struct err *err)
{
	const struct model *model = headless->loop.model;
	const struct key_info *key = id ? model_key(model, id) : NULL;

	if (!key && !headless->app->settings.wallet[0])
		key = stored_admin(model);
	if (!key)
		return headless_select(headless, NULL, err);
	return headless_select_address(headless, key->address, err);
}

/* A key that only the disk refuses is waited for elsewhere. */
static bool running(const struct model *model)
{
	return asked_waits(model) || mint_common_running(model) ||
	       (flow_key_admin_running(&model->key_admin) && model->mint.state != MINT_UNSEALED);
}

bool key_common_run(struct headless *headless, struct action *action, struct err *err)
{
	const struct flow_key_admin *flow = &headless->loop.model->key_admin;

	loop_apply(&headless->loop, action);
	if (!headless_run(headless, running, err) || !mint_common_seal_again(headless, err) ||
	    !headless_run(headless, running, err))
		return false;
	return err_take(err, &flow->err);
}

static struct action about(enum action_type type, const char *id)
{
	struct action action = { .type = type };

	snprintf(action.key_id, sizeof(action.key_id), "%s", id);
	return action;
}

bool key_common_act(struct headless *headless, enum action_type type, const char *id, struct err *err)
{
	struct action action = about(type, id);

	return key_common_run(headless, &action, err);
}

static bool checking(const struct model *model)
{
	return model->key_open.request || model->want_password;
}

bool key_common_check(struct headless *headless, const char *id, struct err *err)
{
	struct action action = about(ACTION_KEY_CHECK, id);

	loop_apply(&headless->loop, &action);
	return headless_run(headless, checking, err);
}

bool key_common_list(struct headless *headless, struct err *err)
{
	return key_common_run(headless, &(struct action){ .type = ACTION_KEYS_LIST }, err);
}

bool key_common_find(struct key_info *out, const struct headless *headless, const char *id, struct err *err)
{
	const struct key_info *key = model_key(headless->loop.model, id);

	if (!key && !vault_missing(&headless->app->home, id, err) && err->code != ERR_KEY_NOT_FOUND)
		return false;
	if (!key)
		return err_set(err, ERR_KEY_NOT_FOUND, "Neither the vault nor the account has a key '%.64s'", id);
	*out = *key;
	return true;
}

/* Returns the key that a mint's journal entry made, if it is stored. */
static const struct key_info *stored_of(const struct model *model, const struct journal_entry *entry)
{
	for (size_t i = 0; i < model->keys.count; i++)
		if (!strcmp(model->keys.items[i].intent, entry->id))
			return &model->keys.items[i];
	return NULL;
}

static bool is_mint(const struct journal_entry *entry, const struct model *model, const struct account *account)
{
	return entry->kind == JOURNAL_MINT && !strcmp(entry->network, model->network.name) &&
	       (!account || address_equal(entry->address, account->address));
}

const struct journal_entry *key_common_unknown(size_t *at, const struct model *model, const struct account *account)
{
	while (*at < model->journal.count) {
		const struct journal_entry *entry = &model->journal.items[(*at)++];

		if (is_mint(entry, model, account) && !stored_of(model, entry))
			return entry;
	}
	return NULL;
}

const struct journal_entry *key_common_stored(const struct key_info **key, size_t *at, const struct model *model,
						const struct account *account)
{
	while (*at < model->journal.count) {
		const struct journal_entry *entry = &model->journal.items[(*at)++];

		*key = stored_of(model, entry);
		if (is_mint(entry, model, account) && *key)
			return entry;
	}
	return NULL;
}
