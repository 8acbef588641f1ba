#include "wallet/flow/wallets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/batch.h"
#include "wallet/flow/key_admin.h"
#include "wallet/flow/key_open.h"
#include "wallet/flow/mint.h"
#include "wallet/flow/topup_look.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

static void forget_new(struct model *model)
{
	mnemonic_free(model->mnemonic);
	passphrase_free(model->wallet_password);
	passphrase_free(model->wallet_mnemonic_password);
	model->mnemonic = NULL;
	model->wallet_password = NULL;
	model->wallet_mnemonic_password = NULL;
}

static void refuse(struct model *model, const struct err *err)
{
	model->wallets.err = *err;
	model_fail(model, err);
}

/* Balances follow their accounts by address when the list changes.  Both lists are in
 * the same order but for a few, so the search goes on where the last one ended. */
static struct balances *carry_balances(const struct model *model, const struct accounts *accounts)
{
	struct balances *out = mem_new(accounts->count ? accounts->count : 1, sizeof(*out));
	size_t old = model->accounts.count, next = 0;

	for (size_t i = 0; i < accounts->count; i++) {
		for (size_t tried = 0; tried < old; tried++, next++) {
			if (next >= old)
				next = 0;
			if (!address_equal(accounts->items[i].address, model->accounts.items[next].address))
				continue;
			out[i] = model->balances[next++];
			break;
		}
	}
	return out;
}

/* An address that an unlocking has shown is not forgotten. */
static void carry_addresses(const struct accounts *old, struct accounts *accounts)
{
	for (size_t i = 0; i < accounts->count; i++) {
		if (account_has_address(&accounts->items[i]))
			continue;
		for (size_t j = 0; j < old->count; j++)
			if (account_same_file(&accounts->items[i], &old->items[j]))
				accounts->items[i].address = old->items[j].address;
	}
}

static void carry_marks(struct model *model, struct accounts *accounts)
{
	size_t marked = 0;

	for (size_t i = 0; i < model->accounts.count && model->marked; i++) {
		for (size_t j = 0; model->accounts.items[i].marked && j < accounts->count; j++) {
			if (!account_same_file(&model->accounts.items[i], &accounts->items[j]))
				continue;
			accounts->items[j].marked = true;
			marked++;
			break;
		}
	}
	model->marked = marked;
}

static void mark(struct model *model, size_t index)
{
	struct account *account = &model->accounts.items[index];

	account->marked = !account->marked;
	model->marked = account->marked ? model->marked + 1 : model->marked - 1;
}

static void keep_selection(struct model *model, const struct account *selected)
{
	size_t found = 0;

	for (size_t i = 0; i < model->accounts.count; i++) {
		const struct account *account = &model->accounts.items[i];

		if (account_has_address(account) ? address_equal(account->address, model->select_address)
						 : account_same_file(account, selected))
			found = i;
	}
	model->selected = found;
}

/* A start on a watch-only wallet would be a dead end. */
static void select_signer(struct model *model)
{
	size_t i = 0;

	while (i < model->accounts.count && model->accounts.items[i].kind == ACCOUNT_WATCH)
		i++;
	if (i < model->accounts.count)
		model->selected = i;
}

/* The person named it when starting rialto. */
static void select_wanted(struct model *model)
{
	const struct account *account = accounts_find(&model->accounts, model->wanted_wallet);
	struct err err;

	if (account) {
		model->selected = (size_t)(account - model->accounts.items);
	} else if (*model->wanted_wallet) {
		(void)err_set(&err, ERR_WALLET_NOT_FOUND, "There is no wallet '%s'", model->wanted_wallet);
		model_fail(model, &err);
	}
	*model->wanted_wallet = '\0';
}

static void resume(struct model *model, struct effects *effects)
{
	model->resumed = true;
	if (!model->headless && !model->readonly) {
		flow_mint_resume(model, effects);
		(void)topup_look_next(model, effects);
	}
	if (model->damaged)
		model_say(model, true, "%zu files in the home folder could not be read; see 'rialto doctor'", model->damaged);
	if (model->unread.code != ERR_NONE)
		model_say(model, true, "A wallet's file cannot be read: %s", model->unread.msg);
}

/* The answer on its way is in the order of the old list. */
static void ask_balances_again(struct model *model, struct effects *effects)
{
	if (model->refresh.request) {
		effects_add(effects, EFFECT_CANCEL, model->refresh.request);
		model->refresh.request = 0;
		model->balances_next_ms = model->now_ms;
	}
	if (!model->headless)
		model->balances_next_ms = model->now_ms;
}

static void take_loaded(struct model *model, struct action *action, struct effects *effects)
{
	struct balances *balances;
	const struct account *account = model_account(model);
	struct account selected = { 0 };

	model->loaded = true;
	if (!action->ok) {
		model_fail(model, &action->err);
		return;
	}
	if (account && !model->select_pending) {
		selected = *account;
		model->select_address = account->address;
	}
	model->select_pending = false;
	carry_addresses(&model->accounts, &action->loaded.accounts);
	balances = carry_balances(model, &action->loaded.accounts);
	carry_marks(model, &action->loaded.accounts);
	free(model->balances);
	accounts_free(&model->accounts);
	key_list_free(&model->keys);
	journal_free(&model->journal);
	model->balances = balances;
	model->accounts = action->loaded.accounts;
	model->keys = action->loaded.keys;
	model->journal = action->loaded.journal;
	model->damaged = action->loaded.damaged;
	model->unread = action->loaded.unread;
	if (*action->loaded.note)
		model_say(model, true, "%s", action->loaded.note);
	if (action->loaded.log.count) {
		log_entries_free(&model->log);
		model->log = action->loaded.log;
	}
	memset(&action->loaded, 0, sizeof(action->loaded));
	flow_key_admin_merge(model);
	keep_selection(model, &selected);
	if (!model->resumed)
		select_signer(model);
	select_wanted(model);
	ask_balances_again(model, effects);
	if (model->resumed)
		flow_batch_resume(model, effects);
	else
		resume(model, effects);
	if (!model->accounts.count && model->unread.code != ERR_NONE)
		model_fail(model, &model->unread);
}

/* A name that can be used for a new wallet. */
static bool check_new(const struct model *model, const struct action *action, struct err *err)
{
	if (model->readonly)
		return err_set(err, ERR_READONLY, "No wallet is added with --readonly");
	if (!account_check_name(action->wallet.name, err))
		return false;
	return accounts_check_free(&model->accounts, action->wallet.name, NULL, err);
}

static struct effect *add(struct model *model, enum add_kind kind, const char *name, struct effects *effects)
{
	struct effect *effect;

	model->wallets.request = model_request(model);
	effect = effects_add(effects, EFFECT_WALLET_ADD, model->wallets.request);
	effect->add.kind = kind;
	memcpy(effect->add.name, name, sizeof(effect->add.name));
	return effect;
}

static void begin_new(struct model *model, struct action *action, struct effects *effects)
{
	struct effect *effect;

	forget_new(model);
	memcpy(model->wallet_name, action->wallet.name, sizeof(model->wallet_name));
	memcpy(model->wallet_language, action->wallet.language, sizeof(model->wallet_language));
	model->wallet_password = action->wallet.password;
	model->wallet_mnemonic_password = action->wallet.mnemonic_password;
	action->wallet.mnemonic_password = NULL;
	model->wallets.request = model_request(model);
	effect = effects_add(effects, EFFECT_MNEMONIC, model->wallets.request);
	effect->words = action->wallet.words;
	memcpy(effect->language, model->wallet_language, sizeof(effect->language));
}

static void begin(struct model *model, struct action *action, struct effects *effects)
{
	struct effect *effect;
	struct err err;

	if (model->wallets.request || !check_new(model, action, &err)) {
		if (!model->wallets.request)
			refuse(model, &err);
		return;
	}
	model->wallets.err.code = ERR_NONE;
	if (action->type == ACTION_WALLET_NEW) {
		begin_new(model, action, effects);
	} else if (action->type == ACTION_WALLET_IMPORT) {
		effect = add(model, ADD_IMPORT, action->wallet.name, effects);
		effect->add.import = action->wallet.import;
		effect->add.password = action->wallet.password;
		action->wallet.import = NULL;
	} else {
		add(model, ADD_WATCH, action->wallet.name, effects)->add.address = action->wallet.address;
		return;
	}
	action->wallet.password = NULL;
}

static void take_mnemonic(struct model *model, struct action *action)
{
	if (!action->ok) {
		forget_new(model);
		refuse(model, &action->err);
		return;
	}
	model->mnemonic = action->mnemonic;
	action->mnemonic = NULL;
}

static void store_new(struct model *model, struct effects *effects)
{
	struct effect *effect;

	if (!model->mnemonic || model->wallets.request)
		return;
	effect = add(model, ADD_MNEMONIC, model->wallet_name, effects);
	effect->add.mnemonic = model->mnemonic;
	effect->add.password = model->wallet_password;
	effect->add.mnemonic_password = model->wallet_mnemonic_password;
	memcpy(effect->add.language, model->wallet_language, sizeof(effect->add.language));
	model->mnemonic = NULL;
	model->wallet_password = NULL;
	model->wallet_mnemonic_password = NULL;
}

static void take_added(struct model *model, const struct action *action, struct effects *effects)
{
	const struct account *account = &action->added.account;

	if (!action->ok) {
		refuse(model, &action->err);
		return;
	}
	model->select_pending = true;
	model->select_address = account->address;
	if (action->added.unlocked) {
		key_open_hide(model);
		model->unlocked = true;
		model->unlocked_address = account->address;
		model->lock_at_ms = model->now_ms + model->lock_after_ms;
	}
	model_say(model, false, "Wallet %s is in the keystore", account->name);
	effects_add(effects, EFFECT_LOAD, model_request(model));
}

bool wallets_select(struct model *model, struct address address)
{
	for (size_t i = 0; i < model->accounts.count; i++) {
		if (address_equal(model->accounts.items[i].address, address)) {
			model->selected = i;
			return true;
		}
	}
	return false;
}

static void wish_load(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	effects_add(effects, EFFECT_LOAD, model_request(model));
}

static void wish_select(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	if (action->index < model->accounts.count)
		model->selected = action->index;
}

static void wish_mark(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	if (action->index < model->accounts.count)
		mark(model, action->index);
}

static void wish_store(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	store_new(model, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_LOAD, wish_load }, { ACTION_SELECT_WALLET, wish_select }, { ACTION_MARK_WALLET, wish_mark },
	{ ACTION_WALLET_NEW, begin }, { ACTION_WALLET_IMPORT, begin }, { ACTION_WALLET_WATCH, begin },
	{ ACTION_WALLET_CONFIRMED, wish_store },
	{ 0 },
};

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	model->wallets.request = 0;
	if (action->type == ACTION_MNEMONIC_MADE)
		take_mnemonic(model, action);
	else
		take_added(model, action, effects);
}

/* Whatever has changed on the disk is read anew, whoever wished for that. */
static void watch(struct model *model, struct action *action, struct effects *effects)
{
	if (action->type == ACTION_LOADED)
		take_loaded(model, action, effects);
	else if (action->type == ACTION_REFRESH && model->unread.code != ERR_NONE)
		effects_add(effects, EFFECT_LOAD, model_request(model));
}

/* Esc while the fresh words are shown throws them away: nothing was stored. */
static bool cancel(struct model *model, struct effects *effects)
{
	(void)effects;
	if (!model->mnemonic)
		return false;
	forget_new(model);
	model_say(model, false, "No wallet was made");
	return true;
}

static enum want waits(const struct model *model)
{
	return model->mnemonic ? WANT_WORDS : WANT_NOTHING;
}

static bool is_working(const struct model *model)
{
	return model->wallets.request;
}

static bool is_counting(const struct model *model)
{
	return model->accounts.count > 0;	/* how old their balances are */
}

static enum loss loss(const struct model *model)
{
	return model->wallets.request ? LOSS_OF_SIGHT : LOSS_NONE;
}

static void log_result(struct model *model, const struct action *action, struct effects *effects)
{
	struct log_entry record;

	if (action->type != ACTION_WALLET_ADDED)
		return;
	record = log_watch_entry(model, "wallet_added", action->added.account.address);
	snprintf(record.text, sizeof(record.text), "%s", action->added.account.name);
	log_watch_result(model, action, &record, effects);
}

const struct flow_ops flow_wallets_ops = {
	.name = "wallets",
	.head = offsetof(struct model, wallets),
	.wishes = wishes,
	.result = take_result,
	.cancel = cancel,
	.stops = 12,
	.watch = watch,
	.is = { [FLOW_IS_BUSY] = is_working, [FLOW_IS_COUNTING] = is_counting, [FLOW_IS_RELYING] = is_working },
	.waits = waits,
	.asks = 1,
	.loss = loss,
	.free = forget_new,
	.logs_result = log_result,
};
