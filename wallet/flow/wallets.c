#include "wallet/flow/wallets.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/key_open.h"
#include "wallet/flow/wallets_load.h"
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

static void mark(struct model *model, size_t index)
{
	struct account *account = &model->accounts.items[index];

	account->marked = !account->marked;
	model->marked = account->marked ? model->marked + 1 : model->marked - 1;
}

/* Checks that the name can be used for a new wallet. */
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
		model->lock_at_ms = model->now_ms + model->tuning.lock_after_ms;
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

static void wish_glance(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	effects_add(effects, EFFECT_GLANCE, model_request(model));
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
	{ ACTION_GLANCE, wish_glance }, { ACTION_LOAD, wish_load },
	{ ACTION_SELECT_WALLET, wish_select }, { ACTION_MARK_WALLET, wish_mark },
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

/* What changed on the disk is read again, whichever flow changed it. */
static void watch(struct model *model, struct action *action, struct effects *effects)
{
	if (action->type == ACTION_GLANCED)
		wallets_glanced(model, action);
	else if (action->type == ACTION_LOADED)
		wallets_loaded(model, action, effects);
	else if (action->type == ACTION_REFRESH && model->unread.code != ERR_NONE)
		effects_add(effects, EFFECT_LOAD, model_request(model));
}

/* Esc throws away the fresh words that are shown: nothing was stored. */
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
	return model->accounts.count > 0;	/* the age of their balances counts up */
}

static enum loss loss(const struct model *model)
{
	return model->wallets.request ? LOSS_OF_SIGHT : LOSS_NONE;
}

static void log_result(struct model *model, const struct action *action, struct effects *effects)
{
	struct log_entry entry;

	if (action->type != ACTION_WALLET_ADDED)
		return;
	entry = log_watch_entry(model, "wallet_added", action->added.account.address);
	snprintf(entry.text, sizeof(entry.text), "%s", action->added.account.name);
	log_watch_result(model, action, &entry, effects);
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
