#include "wallet/model/x402.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/session.h"
#include "wallet/model/model.h"
#include "wallet/model/waiting.h"
#include "wallet/venice/x402_patience.h"

static void end(struct flow_x402 *flow)
{
	flow->state = X402_IDLE;
	flow->request = 0;
}

static void end_badly(struct model *model, const struct err *err)
{
	end(&model->x402);
	model->x402.err = *err;
	model_fail_of(model, FLOW_X402, err);
}

static void fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	end_badly(model, &err);
}

/* Another wallet's figures do not apply to this one. */
static void forget_others(struct flow_x402 *flow, struct address address)
{
	if (address_equal(flow->of, address))
		return;
	x402_ledger_free(&flow->ledger);
	flow->has_balance = flow->has_ledger = false;
	flow->of = address;
}

/* The step hook goes on once the wallet is open. */
static void wait_unlocked(struct model *model)
{
	model->x402.state = X402_UNLOCK;
	if (!model_unlocked_for(model, model->x402.account.address))
		model->want_password = true;
}

static void begin(struct model *model, enum action_type wish, unsigned limit, unsigned offset)
{
	struct flow_x402 *flow = &model->x402;
	const struct account *account = model_account(model);

	if (flow_x402_running(flow)) {
		model_say(model, true, "The credit is being asked for; try again in a moment");
		return;
	}
	flow->wish = wish;
	flow->limit = limit ? limit : X402_LEDGER_MAX;
	flow->offset = offset;
	flow->signed_again = false;
	flow->tries = 0;
	flow->err.code = model->error.code = ERR_NONE;
	if (!account) {
		fail_code(model, ERR_NO_WALLET, "There is no wallet whose credit this could be");
		return;
	}
	flow->account = *account;
	if (model->readonly) {
		fail_code(model, ERR_READONLY, "The wallet would have to sign itself in, and nothing is signed with --readonly");
	} else if (account->kind == ACCOUNT_WATCH) {
		fail_code(model, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign itself in");
	} else if (!account_has_address(account)) {
		fail_code(model, ERR_PASSWORD_NEEDED, "This wallet's file does not say its address: unlock it first");
	} else {
		forget_others(flow, account->address);
		wait_unlocked(model);
	}
}

static void ask(struct model *model, struct effects *effects)
{
	struct flow_x402 *flow = &model->x402;
	bool balance = flow->wish == ACTION_X402_BALANCE;
	struct effect *effect;

	flow->state = X402_ASKING;
	flow->request = model_request(model);
	effect = effects_add(effects, balance ? EFFECT_X402_BALANCE : EFFECT_X402_LEDGER, flow->request);
	x402_sign_in(&effect->x402.sign_in, &model->network, flow->account.address, model_server_now(model));
	effect->x402.limit = flow->limit;
	effect->x402.offset = flow->offset;
}

static void take_ledger(struct flow_x402 *flow, struct action *action)
{
	x402_ledger_free(&flow->ledger);
	flow->ledger = action->x402_ledger;
	action->x402_ledger = (struct x402_ledger){ 0 };
	flow->has_ledger = true;
	end(flow);
}

/* The screen shows credit and ledger on one page, so it asks for the ledger next. */
static void take_balance(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_x402 *flow = &model->x402;

	flow->balance = action->x402_balance;
	flow->has_balance = true;
	end(flow);
	if (model->headless)
		return;
	model_say(model, false, "The x402 credit is %s USD", flow->balance.usd);
	flow->wish = ACTION_X402_TRANSACTIONS;
	if (model_unlocked_for(model, flow->account.address))
		ask(model, effects);
}

static bool refuses_sign_in(enum err_code code)
{
	static const enum err_code codes[] = {
		ERR_SIGN_IN_INVALID, ERR_SIGN_IN_REFUSED, ERR_SIGN_IN_EXPIRED, ERR_SIGN_IN_FUTURE, ERR_SIGN_IN_REUSED,
		ERR_SIGN_IN_SIGNATURE, ERR_SIGN_IN_DOMAIN, ERR_SIGN_IN_OTHER,
	};

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* The question can be asked again: once if the sign-in was at fault, and after a while if there
 * were too many requests. */
static bool ask_again(struct model *model, const struct err *err)
{
	struct flow_x402 *flow = &model->x402;
	int64_t wait_ms = x402_patience_ms(flow->tries, err);

	if (refuses_sign_in(err->code) && !flow->signed_again) {
		flow->signed_again = true;
		wait_unlocked(model);
		return true;
	}
	if (!wait_ms)
		return false;
	flow->tries++;
	flow->state = X402_BACKOFF;
	flow->retry_at_ms = model->now_ms + wait_ms;
	model_say(model, false, "Venice takes no more requests for the moment; asked again in %d s", (int)(wait_ms / 1000));
	return true;
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_x402 *flow = &model->x402;

	flow->request = 0;
	if (!action->ok) {
		if (!ask_again(model, &action->err))
			end_badly(model, &action->err);
	} else if (action->type == ACTION_X402_BALANCE_GOT) {
		take_balance(model, action, effects);
	} else {
		take_ledger(flow, action);
	}
}

static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_x402 *flow = &model->x402;

	if (flow->state != X402_ASKING && flow->state != X402_BACKOFF)
		return false;
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	end(flow);
	return true;
}

static void wish_credit(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	begin(model, action->type, action->ledger.limit, action->ledger.offset);
}

static const struct flow_wish wishes[] = {
	{ ACTION_X402_BALANCE, wish_credit }, { ACTION_X402_TRANSACTIONS, wish_credit },
	{ 0 },
};

static void retry(struct model *model, struct effects *effects)
{
	const struct flow_x402 *flow = &model->x402;

	(void)effects;
	if (flow->err.code != ERR_NONE)
		begin(model, flow->wish, flow->limit, flow->offset);
}

static int64_t deadline(const struct model *model)
{
	return model->x402.state == X402_BACKOFF ? model->x402.retry_at_ms : 0;
}

static void tick(struct model *model, struct effects *effects)
{
	(void)effects;
	if (model->x402.state == X402_BACKOFF && model->now_ms >= model->x402.retry_at_ms)
		wait_unlocked(model);
}

static bool step(struct model *model, struct effects *effects)
{
	struct flow_x402 *flow = &model->x402;

	if (flow->state != X402_UNLOCK)
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
	return model->x402.state >= X402_ASKING;
}

static void release(struct model *model)
{
	x402_ledger_free(&model->x402.ledger);
}

/* Says that the question about the credit will be asked again. */
static bool awaits(struct waiting *out, const struct model *model)
{
	if (model->x402.state != X402_BACKOFF)
		return false;
	snprintf(out->what, sizeof(out->what), "Venice, which takes no more requests for the moment");
	out->until_ms = model->x402.retry_at_ms;
	out->is_set = true;
	return true;
}

const struct flow_ops flow_x402_ops = {
	.name = "x402",
	.head = offsetof(struct model, x402),
	.wishes = wishes,
	.result = take_result,
	.tick = tick,
	.cancel = cancel,
	.stops = 4,
	.retry = retry,
	.step = step,
	.is = { [FLOW_IS_BUSY] = is_busy },
	.deadline = deadline,
	.free = release,
	.asks = 8,
	.awaits = awaits,
};
