#include "wallet/care.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/mem.h"
#include "wallet/model.h"
#include "wallet/session.h"

/* What each wish needs of its wallet, and what follows from it. */
static const struct {
	bool name;		/* a new one */
	bool key;		/* not watch-only */
	bool own;		/* not in another program's folder */
	bool idle;		/* nothing may be going on meanwhile */
	bool reload;		/* what is on disk has changed */
	const char *before, *after;	/* what is said, around the wallet's name; NULL: nothing */
} kinds[CARE_KINDS] = {
	[CARE_RENAME] = { .name = true, .own = true, .reload = true, .before = "The wallet is called ", .after = " now" },
	[CARE_PASSWORD] = { .key = true, .own = true, .reload = true, .before = "", .after = " opens with the new password from now on" },
	[CARE_REMOVE] = { .own = true, .idle = true, .reload = true, .before = "", .after = " is no longer in the keystore" },
	[CARE_EXPORT] = { .before = "The V3 file of ", .after = " was written" },
	[CARE_EXPORT_KEY] = { .key = true, .before = "The private key of ", .after = " was written: whoever reads that file owns it" },
	[CARE_EXPORT_MNEMONIC] = { .key = true, .before = "The words of ", .after = " were written: whoever reads that file owns it" },
	[CARE_ACCOUNTS] = { .key = true },
	[CARE_DERIVE] = { .name = true, .key = true, .reload = true, .before = "Wallet ", .after = " is in the keystore" },
	[CARE_KEY_ADD] = { .key = true, .reload = true, .before = "The API key is stored, sealed with ", .after = "" },
	[CARE_BACKUP] = { 0 },
	[CARE_RESTORE] = { .idle = true, .reload = true },
	[CARE_LOG] = { 0 },
};

void care_free(struct care *care)
{
	if (!care)
		return;
	passphrase_free(care->password);
	passphrase_free(care->new_password);
	apikey_free(care->key);
	free(care);
}

void care_result_free(struct care_result *result)
{
	free(result->derived.items);
	*result = (struct care_result){ 0 };
}

void care_forget(struct model *model)
{
	free(model->care.derived.items);
	free(model->care.balances);
	model->care.derived = (struct derived_accounts){ 0 };
	model->care.balances = NULL;
	model->care.balances_request = 0;
}

void care_loss(struct care_loss *out, const struct model *model, const struct account *account)
{
	*out = (struct care_loss){ .last_copy = account->kind != ACCOUNT_WATCH };
	if (!account_has_address(account))
		return;
	for (size_t i = 0; i < model->accounts.count && out->last_copy; i++) {
		const struct account *other = &model->accounts.items[i];

		if (other->kind != ACCOUNT_WATCH && address_equal(other->address, account->address) &&
		    strcmp(other->file, account->file) != 0)
			out->last_copy = false;
	}
	for (size_t i = 0; i < model->keys.count && out->last_copy; i++)
		out->keys += model->keys.items[i].stored && address_equal(model->keys.items[i].address, account->address);
}

/* A payment that may still be taken needs its wallet, to be known of, and its journal. */
static bool pays(const struct flow_topup *flow)
{
	return flow_topup_running(flow) || flow->entry.id[0];
}

static bool going_on(const struct model *model)
{
	return model_transacting(model) || pays(&model->topup) || flow_mint_running(&model->mint) ||
	       flow_many_running(&model->many) || model->mint.state == MINT_UNSEALED || model->wallet_request;
}

bool care_may(const struct model *model, const struct care *care, struct err *err)
{
	const struct account *account = &care->account;

	if (model->readonly)
		return err_set(err, ERR_READONLY, "Wallets are left alone with --readonly");
	if (kinds[care->kind].key && account->kind == ACCOUNT_WATCH)
		return err_set(err, ERR_WATCH_ONLY, "%s is watch-only: there is no key here", account->name);
	if (kinds[care->kind].own && account->foreign)
		return err_set(err, ERR_FOREIGN_KEYSTORE, "%s is in another program's folder", account->name);
	if (kinds[care->kind].idle && going_on(model))
		return err_set(err, ERR_BUSY, "Something is still going on; wait for its end, or stop it first");
	if (!kinds[care->kind].name)
		return true;
	if (!account_check_name(care->name, err))
		return false;
	return accounts_check_free(&model->accounts, care->name, care->kind == CARE_RENAME ? account : NULL, err);
}

static void begin(struct model *model, struct action *action, struct effects *effects)
{
	struct err err;

	if (!action->care)
		return;
	if (model->care.request) {
		model_say(model, true, "The one before is still being worked on: this was not done");
		return;
	}
	if (!care_may(model, action->care, &err)) {
		model->care.err = err;
		model_say(model, true, "%s", err.msg);
		return;
	}
	model->care.err.code = ERR_NONE;
	model->care.kind = action->care->kind;
	model->care.account = action->care->account;
	model->care.request = model_request(model);
	effects_add(effects, EFFECT_CARE, model->care.request)->care = action->care;
	action->care = NULL;
}

/* The same question as for the wallets in the keystore, in one call. */
static struct accounts as_accounts(const struct derived_accounts *derived)
{
	struct accounts out = { mem_new(derived->count, sizeof(*out.items)), derived->count };

	for (size_t i = 0; i < derived->count; i++) {
		out.items[i].address = derived->items[i].address;
		out.items[i].kind = ACCOUNT_WATCH;
	}
	return out;
}

static void take_derived(struct model *model, struct care_result *result, struct effects *effects)
{
	struct accounts accounts;

	care_forget(model);
	model->care.derived = result->derived;
	result->derived = (struct derived_accounts){ 0 };
	if (!model->care.derived.count)
		return;
	model->care.derived_of = model->care.account;
	model->care.balances = mem_new(model->care.derived.count, sizeof(*model->care.balances));
	model->care.balances_err.code = ERR_NONE;
	model->care.balances_request = model_request(model);
	accounts = as_accounts(&model->care.derived);
	balances_ask(&effects_add(effects, EFFECT_CHAIN, model->care.balances_request)->chain, &accounts,
		     !model->no_multicall);
	accounts_free(&accounts);
}

static void take_balances(struct model *model, struct action *action)
{
	struct accounts accounts = as_accounts(&model->care.derived);
	struct balances *fresh = mem_new(accounts.count, sizeof(*fresh));
	struct err err = action->err;
	uint64_t block;
	bool absent;

	model->care.balances_request = 0;
	if (action->ok && balances_read(fresh, &block, &absent, &accounts, &action->chain, !model->no_multicall,
					model->network.chain_id, model->now_ms, &err)) {
		free(model->care.balances);
		model->care.balances = fresh;
	} else {
		model->care.balances_err = err;
		free(fresh);
	}
	accounts_free(&accounts);
}

/* A key that is no longer in the keystore must not stay open. */
static void follow_removal(struct model *model, struct effects *effects)
{
	if (model->care.kind == CARE_REMOVE && model_unlocked_for(model, model->care.account.address))
		session_lock(model, effects);
}

static void say_done(struct model *model, const struct care_result *result)
{
	bool renamed = model->care.kind == CARE_RENAME || model->care.kind == CARE_DERIVE;
	const char *name = renamed ? result->account.name : model->care.account.name;

	if (model->care.kind == CARE_BACKUP)
		model_say(model, false, "%zu files of the home folder are in the backup", result->files);
	else if (model->care.kind == CARE_LOG)
		model_say(model, false, "%zu records of the log were written", result->files);
	else if (model->care.kind == CARE_RESTORE)
		model_say(model, false, "%zu files were restored; start rialto again to take up what was in flight",
			  result->files);
	else if (kinds[model->care.kind].before)
		model_say(model, false, "%s%s%s", kinds[model->care.kind].before, name, kinds[model->care.kind].after);
}

static void take_done(struct model *model, struct action *action, struct effects *effects)
{
	if (action->request != model->care.request)
		return;
	model->care.request = 0;
	if (!action->ok) {
		model->care.err = action->err;
		model_say(model, true, "%s", action->err.msg);
		return;
	}
	if (model->care.kind == CARE_ACCOUNTS)
		take_derived(model, &action->cared, effects);
	follow_removal(model, effects);
	say_done(model, &action->cared);
	if (kinds[model->care.kind].reload)
		effects_add(effects, EFFECT_LOAD, model_request(model));
}

bool care_update(struct model *model, struct action *action, struct effects *effects)
{
	switch (action->type) {
	case ACTION_WALLET_RENAME:
	case ACTION_WALLET_PASSWORD:
	case ACTION_WALLET_REMOVE:
	case ACTION_WALLET_EXPORT:
	case ACTION_WALLET_ACCOUNTS:
	case ACTION_WALLET_DERIVE:
	case ACTION_KEY_ADD:
	case ACTION_HOME_BACKUP:
	case ACTION_HOME_RESTORE:
	case ACTION_LOG_EXPORT:
		begin(model, action, effects);
		return true;
	case ACTION_ACCOUNTS_CLOSE:
		care_forget(model);
		return true;
	case ACTION_CARED:
		take_done(model, action, effects);
		return true;
	case ACTION_CHAIN:
		if (!model->care.balances_request || action->request != model->care.balances_request)
			return false;
		take_balances(model, action);
		return true;
	default:
		return false;
	}
}
