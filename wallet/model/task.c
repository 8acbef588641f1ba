#include "wallet/model/task.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/session.h"
#include "wallet/model/model.h"

/* What each wish needs of its wallet, and what follows from it. */
static const struct {
	bool name;		/* a new one */
	bool key;		/* not watch-only */
	bool own;		/* not in another program's folder */
	bool idle;		/* nothing may be going on meanwhile */
	bool reload;		/* what is on disk has changed */
	const char *before, *after;	/* what is said, around the wallet's name; NULL: nothing */
} kinds[TASK_KINDS] = {
	[TASK_RENAME] = { .name = true, .own = true, .reload = true, .before = "The wallet is called ", .after = " now" },
	[TASK_PASSWORD] = { .key = true, .own = true, .reload = true, .before = "", .after = " opens with the new password from now on" },
	[TASK_REMOVE] = { .own = true, .idle = true, .reload = true, .before = "", .after = " is no longer in the keystore" },
	[TASK_EXPORT] = { .before = "The V3 file of ", .after = " was written" },
	[TASK_EXPORT_KEY] = { .key = true, .before = "The private key of ", .after = " was written: whoever reads that file owns it" },
	[TASK_EXPORT_MNEMONIC] = { .key = true, .before = "The words of ", .after = " were written: whoever reads that file owns it" },
	[TASK_ACCOUNTS] = { .key = true },
	[TASK_DERIVE] = { .name = true, .key = true, .reload = true, .before = "Wallet ", .after = " is in the keystore" },
	[TASK_KEY_ADD] = { .key = true, .reload = true, .before = "The API key is stored, sealed with ", .after = "" },
	[TASK_BACKUP] = { 0 },
	[TASK_RESTORE] = { .idle = true, .reload = true },
	[TASK_LOG] = { 0 },
};

void task_free(struct task *task)
{
	if (!task)
		return;
	passphrase_free(task->password);
	passphrase_free(task->new_password);
	apikey_free(task->key);
	free(task);
}

void task_result_free(struct task_result *result)
{
	free(result->derived.items);
	*result = (struct task_result){ 0 };
}

void task_forget(struct model *model)
{
	free(model->task.derived.items);
	free(model->task.balances);
	model->task.derived = (struct derived_accounts){ 0 };
	model->task.balances = NULL;
	model->task.balances_request = 0;
}

void task_loss(struct task_loss *out, const struct model *model, const struct account *account)
{
	*out = (struct task_loss){ .last_copy = account->kind != ACCOUNT_WATCH };
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
	       flow_batch_running(&model->batch) || model->mint.state == MINT_UNSEALED || model->wallet_request;
}

bool task_may(const struct model *model, const struct task *task, struct err *err)
{
	const struct account *account = &task->account;

	if (model->readonly)
		return err_set(err, ERR_READONLY, "Wallets are left alone with --readonly");
	if (kinds[task->kind].key && account->kind == ACCOUNT_WATCH)
		return err_set(err, ERR_WATCH_ONLY, "%s is watch-only: there is no key here", account->name);
	if (kinds[task->kind].own && account->foreign)
		return err_set(err, ERR_FOREIGN_KEYSTORE, "%s is in another program's folder", account->name);
	if (kinds[task->kind].idle && going_on(model))
		return err_set(err, ERR_BUSY, "Something is still going on; wait for its end, or stop it first");
	if (!kinds[task->kind].name)
		return true;
	if (!account_check_name(task->name, err))
		return false;
	return accounts_check_free(&model->accounts, task->name, task->kind == TASK_RENAME ? account : NULL, err);
}

static void begin(struct model *model, struct action *action, struct effects *effects)
{
	struct err err;

	if (!action->task)
		return;
	if (model->task.request) {
		model_say(model, true, "The one before is still being worked on: this was not done");
		return;
	}
	if (!task_may(model, action->task, &err)) {
		model->task.err = err;
		model_say(model, true, "%s", err.msg);
		return;
	}
	model->task.err.code = ERR_NONE;
	model->task.kind = action->task->kind;
	model->task.account = action->task->account;
	model->task.request = model_request(model);
	effects_add(effects, EFFECT_TASK, model->task.request)->task = action->task;
	action->task = NULL;
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

static void take_derived(struct model *model, struct task_result *result, struct effects *effects)
{
	struct accounts accounts;

	task_forget(model);
	model->task.derived = result->derived;
	result->derived = (struct derived_accounts){ 0 };
	if (!model->task.derived.count)
		return;
	model->task.derived_of = model->task.account;
	model->task.balances = mem_new(model->task.derived.count, sizeof(*model->task.balances));
	model->task.balances_err.code = ERR_NONE;
	model->task.balances_request = model_request(model);
	accounts = as_accounts(&model->task.derived);
	balances_ask(&effects_add(effects, EFFECT_CHAIN, model->task.balances_request)->chain, &accounts,
		     !model->no_multicall);
	accounts_free(&accounts);
}

static void take_balances(struct model *model, struct action *action)
{
	struct accounts accounts = as_accounts(&model->task.derived);
	struct balances *fresh = mem_new(accounts.count, sizeof(*fresh));
	struct err err = action->err;
	uint64_t block;
	bool absent;

	model->task.balances_request = 0;
	if (action->ok && balances_read(fresh, &block, &absent, &accounts, &action->chain, !model->no_multicall,
					model->network.chain_id, model->now_ms, &err)) {
		free(model->task.balances);
		model->task.balances = fresh;
	} else {
		model->task.balances_err = err;
		free(fresh);
	}
	accounts_free(&accounts);
}

/* A key that is no longer in the keystore must not stay open. */
static void follow_removal(struct model *model, struct effects *effects)
{
	if (model->task.kind == TASK_REMOVE && model_unlocked_for(model, model->task.account.address))
		session_lock(model, effects);
}

static void say_done(struct model *model, const struct task_result *result)
{
	bool renamed = model->task.kind == TASK_RENAME || model->task.kind == TASK_DERIVE;
	const char *name = renamed ? result->account.name : model->task.account.name;

	if (model->task.kind == TASK_BACKUP)
		model_say(model, false, "%zu files of the home folder are in the backup", result->files);
	else if (model->task.kind == TASK_LOG)
		model_say(model, false, "%zu records of the log were written", result->files);
	else if (model->task.kind == TASK_RESTORE)
		model_say(model, false, "%zu files were restored; start rialto again to take up what was in flight",
			  result->files);
	else if (kinds[model->task.kind].before)
		model_say(model, false, "%s%s%s", kinds[model->task.kind].before, name, kinds[model->task.kind].after);
}

static void take_done(struct model *model, struct action *action, struct effects *effects)
{
	if (action->request != model->task.request)
		return;
	model->task.request = 0;
	if (!action->ok) {
		model->task.err = action->err;
		model_say(model, true, "%s", action->err.msg);
		return;
	}
	if (model->task.kind == TASK_ACCOUNTS)
		take_derived(model, &action->task_done, effects);
	follow_removal(model, effects);
	say_done(model, &action->task_done);
	if (kinds[model->task.kind].reload)
		effects_add(effects, EFFECT_LOAD, model_request(model));
}

bool task_update(struct model *model, struct action *action, struct effects *effects)
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
		task_forget(model);
		return true;
	case ACTION_TASK_DONE:
		take_done(model, action, effects);
		return true;
	case ACTION_CHAIN:
		if (!model->task.balances_request || action->request != model->task.balances_request)
			return false;
		take_balances(model, action);
		return true;
	default:
		return false;
	}
}
