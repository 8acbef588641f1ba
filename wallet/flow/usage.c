#include "wallet/model/usage.h"

#include <string.h>

#include "wallet/flow/session.h"
#include "wallet/model/model.h"

#define FRESH_MS (10 * 60 * INT64_C(1000))	/* Venice itself keeps an answer for so long */

static void end(struct flow_usage *flow)
{
	flow->state = USAGE_IDLE;
	flow->request = 0;
}

static void end_badly(struct model *model, const struct err *err)
{
	struct flow_usage *flow = &model->usage;

	end(flow);
	flow->err = *err;
	if (!flow->quiet)
		model_fail_of(model, FLOW_USAGE, err);
}

static void fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	end_badly(model, &err);
}

static void begin(struct model *model, unsigned days)
{
	struct flow_usage *flow = &model->usage;
	const struct account *account = model_account(model);

	if (flow->state != USAGE_IDLE) {
		model_say(model, true, "The use is being asked for; try again in a moment");
		return;
	}
	flow->quiet = false;
	flow->days = days ? days : USAGE_DAYS_SHOWN;
	flow->err.code = model->error.code = ERR_NONE;
	if (!account) {
		fail_code(model, ERR_NO_WALLET, "There is no wallet whose keys these could be");
	} else if (!flow_key_admin_admin(model)) {
		fail_code(model, ERR_NO_ADMIN_KEY, "Venice tells the use to an ADMIN key only, and none is stored for this wallet");
	} else {
		flow->account = *account;
		flow->state = USAGE_UNLOCK;
		if (!model_unlocked_for(model, account->address))
			model->want_password = true;
	}
}

static void ask(struct model *model, struct effects *effects)
{
	struct flow_usage *flow = &model->usage;
	const struct key_info *admin = flow_key_admin_admin(model);
	struct effect *effect;

	if (!admin) {
		fail_code(model, ERR_NO_ADMIN_KEY, "The ADMIN key that could ask is no longer there");
		return;
	}
	flow->state = USAGE_ASKING;
	flow->err.code = ERR_NONE;
	flow->asked_ms = model->now_ms;
	flow->asked_for = flow->account.address;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_USAGE, flow->request);
	memcpy(effect->usage.id, admin->id, sizeof(effect->usage.id));
	effect->usage.address = flow->account.address;
	effect->usage.days = flow->days;
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_usage *flow = &model->usage;

	(void)effects;
	if (!action->ok) {
		end_badly(model, &action->err);
		return;
	}
	usage_free(flow->got);
	flow->got = action->usage;
	action->usage = NULL;
	flow->err.code = ERR_NONE;
	end(flow);
}

static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_usage *flow = &model->usage;

	if (flow->state != USAGE_ASKING || flow->quiet)
		return false;
	effects_add(effects, EFFECT_CANCEL, flow->request);
	end(flow);
	return true;
}

static void wish_usage(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	begin(model, action->days);
}

static const struct flow_wish wishes[] = {
	{ ACTION_USAGE, wish_usage },
	{ 0 },
};

static void retry(struct model *model, struct effects *effects)
{
	(void)effects;
	begin(model, model->usage.days);
}

/* Whoever reads all again may have mended what it failed for. */
static void watch(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	if (action->type == ACTION_REFRESH && model->usage.err.code != ERR_NONE)
		model->usage.asked_ms = 0;
}

static bool is_fresh(const struct model *model, struct address address)
{
	const struct flow_usage *flow = &model->usage;

	return flow->asked_ms && model->now_ms - flow->asked_ms < FRESH_MS && address_equal(flow->asked_for, address);
}

/* An open wallet whose ADMIN key has listed the account's keys. */
static bool ask_by_itself(struct model *model, struct effects *effects)
{
	const struct flow_key_admin *keys = &model->key_admin;
	const struct account *account = model_account(model);

	if (model->headless || !account || !model_unlocked_for(model, account->address) ||
	    keys->state != KEY_ADMIN_IDLE || !keys->listed_ms || !address_equal(keys->asked_for, account->address) ||
	    is_fresh(model, account->address) || !flow_key_admin_admin(model))
		return false;
	model->usage.quiet = true;
	model->usage.days = USAGE_DAYS_SHOWN;
	model->usage.account = *account;
	ask(model, effects);
	return true;
}

static bool step(struct model *model, struct effects *effects)
{
	struct flow_usage *flow = &model->usage;

	if (flow->state == USAGE_IDLE)
		return ask_by_itself(model, effects);
	if (flow->state != USAGE_UNLOCK)
		return false;
	if (model_unlocked_for(model, flow->account.address))
		ask(model, effects);
	else if (session_stays_locked(model))
		fail_code(model, ERR_CANCELLED, "The wallet stayed locked: nothing was asked");
	else
		return false;
	return true;
}

static bool is_busy(const struct model *model)
{
	return model->usage.state == USAGE_ASKING && !model->usage.quiet;
}

static void release(struct model *model)
{
	usage_free(model->usage.got);
}

const struct flow_ops flow_usage_ops = {
	.name = "usage",
	.head = offsetof(struct model, usage),
	.wishes = wishes,
	.result = take_result,
	.cancel = cancel,
	.stops = 14,
	.retry = retry,
	.watch = watch,
	.step = step,
	.is = { [FLOW_IS_BUSY] = is_busy },
	.free = release,
};
