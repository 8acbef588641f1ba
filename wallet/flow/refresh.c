#include "wallet/flow/refresh.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/model/model.h"
#include "wallet/model/network_change.h"

#define WAITING_MS 3000		/* while the wallet waits for money */
#define FAILED_MS 10000

static size_t most_together(const struct model *model)
{
	if (model->no_multicall)
		return REFRESH_FEWEST;
	return model->balances_together ? model->balances_together : REFRESH_TOGETHER;
}

/* The accounts that are asked about together, from balances_first on. */
static struct accounts together(const struct model *model)
{
	size_t left = model->accounts.count - model->balances_first, most = most_together(model);

	if (!left)
		return (struct accounts){ 0 };
	return (struct accounts){ model->accounts.items + model->balances_first, left < most ? left : most };
}

static size_t first_around_selected(const struct model *model)
{
	return model->selected / most_together(model) * most_together(model);
}

/* Where each figure is a question of its own, the block is asked for before them. */
static void ask_from(struct model *model, size_t first, struct effects *effects)
{
	struct accounts accounts;
	struct chain_batch *batch;

	model->balances_first = first;
	accounts = together(model);
	model->refresh.request = model_request(model);
	model->balances_next_ms = 0;
	model->balances_block_only = model->no_multicall && !model->balances_at;
	batch = &effects_add(effects, EFFECT_CHAIN, model->refresh.request)->chain;
	if (model->balances_block_only) {
		chain_add(batch, CHAIN_ID);
		chain_add(batch, CHAIN_BLOCK_NUMBER);
	} else {
		balances_ask(batch, &accounts, !model->no_multicall, model->balances_at);
	}
}

static void ask(struct model *model, struct effects *effects)
{
	model->balances_at = 0;
	ask_from(model, model->headless ? 0 : first_around_selected(model), effects);
}

static void plan_next(struct model *model)
{
	bool waiting = walkthrough_step(model) == STEP_FUND || network_change_waits(model);

	if (model->headless || model->balances_next_ms ||	/* asked for again meanwhile */
	    (!model->tuning.refresh_ms && !network_change_waits(model)))
		return;
	model->balances_next_ms = model->now_ms + (waiting ? WAITING_MS : model->tuning.refresh_ms);
	if (model->refresh.err.code != ERR_NONE && !network_change_waits(model))
		model->balances_next_ms = model->now_ms + FAILED_MS;
}

/* Keeps the old figures.  The failure is said only once. */
static void keep_old(struct model *model, const struct err *err)
{
	bool new = model->refresh.err.code != err->code;

	model->refresh.err = *err;
	model->rpc.ok = false;
	model->rpc.err = *err;
	if (!new)
		return;
	model_say(model, true, "Balances not refreshed: %s", err->msg);
	model_said_of(model, err->code);
}

static void note_health(struct model *model, const struct action *action)
{
	model->rpc.known = true;
	model->rpc.ok = true;
	model->rpc.latency_ms = action->elapsed_ms;
	model->rpc.checked_ms = model->now_ms;
	memcpy(model->rpc_host, action->chain.host, sizeof(model->rpc_host));
}

/* What the wallet's own transaction brought, rewards that were paid out besides for one, is told as its result. */
static bool has_sent_since(const struct model *model, uint64_t block)
{
	const struct account *account = model_account(model);

	for (size_t i = 0; account && i < PURPOSE_COUNT; i++)
		if (model->plan.sent[i].block > block && address_equal(model->plan.sent[i].owner, account->address))
			return true;
	return false;
}

static void notice_money(struct model *model, const struct balances *old, const struct balances *new)
{
	char text[AMOUNT_TEXT_SIZE];
	struct amount more;

	if (!old->known || !new->known || has_sent_since(model, old->block))
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

/* A wallet that a call got no answer for keeps its old figures. */
static void keep_unanswered(struct model *model, size_t index, const char *unanswered)
{
	if (!model->balances[index].unanswered)
		model_say(model, true, "%s not refreshed: the node does not answer %s for it", model->accounts.items[index].name,
			  unanswered);
	model->balances[index].unanswered = unanswered;
}

static void keep_fresh(struct model *model, const struct balances *fresh, size_t count)
{
	size_t first = model->balances_first, selected = model->selected;

	if (selected >= first && selected < first + count)
		notice_money(model, &model->balances[selected], &fresh[selected - first]);
	for (size_t i = 0; i < count; i++) {
		if (fresh[i].unanswered)
			keep_unanswered(model, first + i, fresh[i].unanswered);
		else
			model->balances[first + i] = fresh[i];
	}
	model->refresh.err = (struct err){ 0 };
}

static bool take_block(struct model *model, const struct action *action, struct err *err)
{
	const struct chain_replies *replies = &action->chain;

	if (!action->ok) {
		*err = action->err;
		return false;
	}
	if (replies->count < 2)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	return chain_check(replies->items, 2, model->network.chain_id, err) &&
	       ((u256_to_u64(&model->balances_at, replies->items[1].number) && model->balances_at) ||
		err_set(err, ERR_BAD_ANSWER, "The node's answer has no block number"));
}

/* Reads the answer about accounts.  All of a reading is of one block. */
static bool read_lot(struct balances *fresh, struct model *model, bool *absent, const struct accounts *accounts,
		     const struct action *action, struct err *err)
{
	struct staking_terms terms;
	uint64_t block = 0;

	if (!action->ok) {
		*err = action->err;
		return false;
	}
	if (!balances_read(fresh, &terms, &block, absent, accounts, &action->chain, !model->no_multicall,
			   model->network.chain_id, model->now_ms, err))
		return false;
	if (model->balances_at && model->balances_at != block)
		return err_set(err, ERR_BAD_ANSWER, "The node answered about block %llu instead of %llu", (unsigned long long)block,
			       (unsigned long long)model->balances_at);
	model->block = model->balances_at = block;
	model->terms = terms;
	model->chain_ahead_ms = terms.chain_ms ? terms.chain_ms - model->now_ms : 0;
	return true;
}

/* A failure that may be because there is too much in one call.  Nobody who was not reached is asked again
 * for that. */
static bool may_be_too_much(const struct err *err)
{
	switch (err->code) {
	case ERR_RPC:
	case ERR_RPC_REFUSED:
	case ERR_RPC_TOO_LARGE:
	case ERR_RPC_UNAVAILABLE:
	case ERR_REVERTED:
	case ERR_TIMEOUT:
	case ERR_CONNECTION_CUT:
		return true;
	default:
		return false;
	}
}

static bool is_part_unanswered(const struct balances *fresh, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fresh[i].unanswered)
			return true;
	return false;
}

/* Asks about half as many.  False if there are few enough already. */
static bool ask_about_fewer(struct model *model, size_t asked, struct effects *effects)
{
	if (model->no_multicall || asked <= REFRESH_FEWEST)
		return false;
	model->balances_together = most_together(model) / 2;
	ask_from(model, model->headless ? model->balances_first : first_around_selected(model), effects);
	return true;
}

static void go_on(struct model *model, struct effects *effects)
{
	size_t next = model->balances_first + together(model).count;

	if (model->headless && next < model->accounts.count)
		ask_from(model, next, effects);
	else
		plan_next(model);
}

static void take_lot(struct model *model, const struct action *action, struct effects *effects)
{
	struct accounts accounts = together(model);
	struct balances *fresh = mem_new(accounts.count + 1, sizeof(*fresh));
	struct err err = { 0 };
	bool absent = false, ok = read_lot(fresh, model, &absent, &accounts, action, &err);
	bool too_much = ok ? is_part_unanswered(fresh, accounts.count) : may_be_too_much(&err);

	if (absent && !model->no_multicall) {
		model->no_multicall = true;
		ask_from(model, model->headless ? model->balances_first : first_around_selected(model), effects);
	} else if (too_much && ask_about_fewer(model, accounts.count, effects)) {
		/* what came of more is not kept */
	} else if (ok) {
		keep_fresh(model, fresh, accounts.count);
		go_on(model, effects);
	} else {
		keep_old(model, &err);
		plan_next(model);
	}
	free(fresh);
}

static void take(struct model *model, struct action *action, struct effects *effects)
{
	bool waited;
	struct err err;

	model->refresh.request = 0;
	waited = network_change_waits(model);
	note_health(model, action);
	if (!model->balances_block_only) {
		take_lot(model, action, effects);
	} else if (take_block(model, action, &err)) {
		ask_from(model, model->balances_first, effects);
	} else {
		keep_old(model, &err);
		plan_next(model);
	}
	if (waited && model->rpc.ok)
		model_say(model, false, "%s is running", model->network.title);
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
