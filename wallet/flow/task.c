/* Carries out the wishes of wallet/model/task.h, one at a time. */
#include <stdio.h>
#include <stdlib.h>

#include "wallet/base/mem.h"
#include "wallet/flow/session.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

static void forget(struct model *model)
{
	free(model->task.derived.items);
	free(model->task.balances);
	model->task.derived = (struct derived_accounts){ 0 };
	model->task.balances = NULL;
	model->task.balances_request = 0;
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

/* Lets one call ask about these accounts as about the wallets in the keystore. */
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

	forget(model);
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
		     !model->no_multicall, 0);
	accounts_free(&accounts);
}

static void take_balances(struct model *model, struct action *action)
{
	struct accounts accounts = as_accounts(&model->task.derived);
	struct balances *fresh = mem_new(accounts.count, sizeof(*fresh));
	struct err err = action->err;
	struct staking_terms terms;
	uint64_t block;
	bool absent;

	model->task.balances_request = 0;
	if (action->ok && balances_read(fresh, &terms, &block, &absent, &accounts, &action->chain, !model->no_multicall,
					model->network.chain_id, model->now_ms, &err)) {
		free(model->task.balances);
		model->task.balances = fresh;
		model->terms = terms;
	} else {
		model->task.balances_err = err;
		free(fresh);
	}
	accounts_free(&accounts);
}

/* A key must not stay open when it is no longer in the keystore. */
static void follow_removal(struct model *model, struct effects *effects)
{
	if (model->task.kind == TASK_REMOVE && model_unlocked_for(model, model->task.account.address))
		session_lock(model, effects);
}

/* A policy that has the wallet's old name no longer holds, which nobody would notice. */
static bool say_left_behind(struct model *model, const struct account *renamed)
{
	const struct policy *policy = policy_left_behind(model->policies, model->policy_count, &model->task.account,
							 renamed);

	if (policy)
		model_say(model, true, "The wallet is called %s now: see [policy %s] in the configuration, which is of no wallet",
			  renamed->name, policy->wallet);
	return policy;
}

static void say_done(struct model *model, const struct task_result *result)
{
	const struct task_rules *rules = task_rules(model->task.kind);
	const char *name = rules->name ? result->account.name : model->task.account.name;

	if (model->task.kind == TASK_RENAME && say_left_behind(model, &result->account))
		return;
	if (model->task.kind == TASK_BACKUP)
		model_say(model, false, "%zu files of the home folder are in the backup", result->files);
	else if (model->task.kind == TASK_LOG)
		model_say(model, false, "%zu records of the log were written", result->files);
	else if (model->task.kind == TASK_RESTORE)
		model_say(model, false, "%zu files were restored; start rialto again to take up what was in flight",
			  result->files);
	else if (rules->before)
		model_say(model, false, "%s%s%s", rules->before, name, rules->after);
}

static void take_done(struct model *model, struct action *action, struct effects *effects)
{
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
	if (task_rules(model->task.kind)->reload)
		effects_add(effects, EFFECT_LOAD, model_request(model));
}

static void wish_close(struct model *model, struct action *action, struct effects *effects)
{
	(void)action, (void)effects;
	forget(model);
}

static const struct flow_wish wishes[] = {
	{ ACTION_WALLET_RENAME, begin }, { ACTION_WALLET_PASSWORD, begin }, { ACTION_WALLET_EXPORT, begin },
	{ ACTION_WALLET_ACCOUNTS, begin }, { ACTION_WALLET_DERIVE, begin }, { ACTION_WALLET_REMOVE, begin },
	{ ACTION_HOME_BACKUP, begin }, { ACTION_HOME_RESTORE, begin }, { ACTION_LOG_EXPORT, begin },
	{ ACTION_KEY_ADD, begin }, { ACTION_BOOK_ADD, begin }, { ACTION_BOOK_RENAME, begin },
	{ ACTION_BOOK_REMOVE, begin }, { ACTION_ACCOUNTS_CLOSE, wish_close },
	{ 0 },
};

static bool holds(const struct model *model, uint32_t request)
{
	return model->task.balances_request == request;
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	if (action->request == model->task.balances_request)
		take_balances(model, action);
	else
		take_done(model, action, effects);
}

static bool is_busy(const struct model *model)
{
	return model->task.request;
}

static enum loss loss(const struct model *model)
{
	return model->task.request ? LOSS_OF_SIGHT : LOSS_NONE;
}

static void log_result(struct model *model, const struct action *action, struct effects *effects)
{
	const char *event = action->type == ACTION_TASK_DONE ? task_rules(model->task.kind)->event : NULL;
	struct log_entry entry;

	if (!event)
		return;
	entry = log_watch_entry(model, event, model->task.account.address);
	snprintf(entry.text, sizeof(entry.text), "%s", model->task.account.name);
	log_watch_result(model, action, &entry, effects);
}

const struct flow_ops flow_task_ops = {
	.name = "task",
	.head = offsetof(struct model, task),
	.wishes = wishes,
	.result = take_result,
	.holds = holds,
	.is = { [FLOW_IS_BUSY] = is_busy },
	.loss = loss,
	.free = forget,
	.logs_result = log_result,
};
