#include "wallet/flow/refresh.h"

#include <string.h>

#include "wallet/model/model.h"

#define CALM_MS 30000		/* between two readings */
#define WAITING_MS 3000		/* while the wallet waits for money */
#define FAILED_MS 10000

/* The accounts that are asked about together, from balances_first on. */
static struct accounts together(const struct model *model)
{
	size_t left = model->accounts.count - model->balances_first;

	if (!left)
		return (struct accounts){ 0 };
	return (struct accounts){ model->accounts.items + model->balances_first,
				  left < REFRESH_TOGETHER ? left : REFRESH_TOGETHER };
}

static size_t first_around_selected(const struct model *model)
{
	return model->selected / REFRESH_TOGETHER * REFRESH_TOGETHER;
}

static void ask_from(struct model *model, size_t first, struct effects *effects)
{
	struct accounts accounts;

	model->balances_first = first;
	accounts = together(model);
	model->refresh.request = model_request(model);
	model->balances_next_ms = 0;
	balances_ask(&effects_add(effects, EFFECT_CHAIN, model->refresh.request)->chain, &accounts,
		     !model->no_multicall);
}

static void ask(struct model *model, struct effects *effects)
{
	ask_from(model, model->headless ? 0 : first_around_selected(model), effects);
}

static void plan_next(struct model *model)
{
	bool waiting = walkthrough_step(model) == STEP_FUND;

	if (model->headless || model->balances_next_ms)	/* asked for again meanwhile */
		return;
	model->balances_next_ms = model->now_ms + (waiting ? WAITING_MS : CALM_MS);
	if (model->refresh.err.code != ERR_NONE)
		model->balances_next_ms = model->now_ms + FAILED_MS;
}

/* Keeps the old figures.  The failure is said only once. */
static void keep_old(struct model *model, const struct err *err)
{
	bool new = model->refresh.err.code != err->code;

	model->refresh.err = *err;
	model->rpc.ok = false;
	model->rpc.err = *err;
	if (new)
		model_say(model, true, "Balances not refreshed: %s", err->msg);
}

static void note_health(struct model *model, const struct action *action)
{
	model->rpc.known = true;
	model->rpc.ok = true;
	model->rpc.latency_ms = action->elapsed_ms;
	model->rpc.checked_ms = model->now_ms;
	memcpy(model->rpc_host, action->chain.host, sizeof(model->rpc_host));
}

static void notice_money(struct model *model, const struct balances *old, const struct balances *new)
{
	char text[AMOUNT_TEXT_SIZE];
	struct amount more;

	if (!old->known || !new->known)
		return;
	if (amount_sub(&more, new->eth, old->eth) && !amount_is_zero(more)) {
		amount_format_short(text, more, 6);
		model_say(model, false, "%s ETH arrived", text);
	}
	if (amount_sub(&more, new->vvv, old->vvv) && !amount_is_zero(more)) {
		amount_format_short(text, more, 6);
		model_say(model, false, "%s VVV arrived", text);
	}
}

static void keep_fresh(struct model *model, const struct balances *fresh, size_t count)
{
	size_t first = model->balances_first, selected = model->selected;

	if (selected >= first && selected < first + count)
		notice_money(model, &model->balances[selected], &fresh[selected - first]);
	for (size_t i = 0; i < count; i++)
		model->balances[first + i] = fresh[i];
	model->refresh.err = (struct err){ 0 };
}

static void take(struct model *model, struct action *action, struct effects *effects)
{
	struct accounts accounts = together(model);
	struct balances fresh[REFRESH_TOGETHER] = { 0 };
	size_t next = model->balances_first + accounts.count;
	struct staking_terms terms;
	struct err err = action->err;
	uint64_t block = 0;
	bool absent = false;

	model->refresh.request = 0;
	note_health(model, action);
	if (action->ok && balances_read(fresh, &terms, &block, &absent, &accounts, &action->chain, !model->no_multicall,
					model->network.chain_id, model->now_ms, &err)) {
		model->block = block;
		model->terms = terms;
		model->chain_ahead_ms = terms.chain_ms ? terms.chain_ms - model->now_ms : 0;
		keep_fresh(model, fresh, accounts.count);
		if (model->headless && next < model->accounts.count)
			ask_from(model, next, effects);
		else
			plan_next(model);
		return;
	}
	if (absent && !model->no_multicall) {
		model->no_multicall = true;
		ask_from(model, model->balances_first, effects);
		return;
	}
	keep_old(model, &err);
	plan_next(model);
}

/* True if the selection has moved to wallets that were not asked about. */
static bool moved_on(const struct model *model)
{
	return !model->headless && model->rpc.known && first_around_selected(model) != model->balances_first;
}

static void wish_refresh(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	if (!model->refresh.request)
		ask(model, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_REFRESH, wish_refresh },
	{ 0 },
};

/* Runs last, so that everything that can make a reading due has happened by now. */
static void settle(struct model *model, struct effects *effects)
{
	bool due = model->balances_next_ms && model->now_ms >= model->balances_next_ms;

	if ((due || moved_on(model)) && !model->refresh.request)
		ask(model, effects);
}

static int64_t deadline(const struct model *model)
{
	return model->refresh.request ? 0 : model->balances_next_ms;
}

const struct flow_ops flow_refresh_ops = {
	.name = "refresh",
	.head = offsetof(struct model, refresh),
	.wishes = wishes,
	.result = take,
	.settle = settle,
	.deadline = deadline,
};
