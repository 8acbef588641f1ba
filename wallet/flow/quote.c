#include "wallet/model/quote.h"

#include <stdio.h>

#include "wallet/eth/abi.h"
#include "wallet/eth/contracts.h"
#include "wallet/eth/market.h"
#include "wallet/model/model.h"

#define ROUNDS_MAX 16
#define NEAR_ENOUGH 1000	/* the quote may be a thousandth above what was asked for */
#define A_LITTLE 10000		/* each guess is a ten thousandth higher, so that it comes out above */
#define DAY_MS INT64_C(86400000)

enum { ASK_CHAIN_ID, ASK_CONTRACT, ASK_MARKET, ASK_TERMS };
#define ASK_COUNT (ASK_TERMS + STAKING_TERMS_VIEWS)

bool flow_quote_running(const struct flow_quote *flow)
{
	return flow->state == QUOTE_ASKING || flow->state == QUOTE_SEARCHING;
}

bool flow_quote_lost(struct amount *out, const struct flow_quote *flow, uint64_t seconds)
{
	struct amount none = amount_zero(TOKEN_SVVV), locked;

	return staking_terms_earned(out, &flow->terms, flow->svvv, none, seconds) &&
	       staking_terms_earned(&locked, &flow->terms, none, flow->svvv, seconds) && amount_sub(out, *out, locked);
}

int64_t quote_next_epoch(int64_t now_ms)
{
	return (now_ms / DAY_MS + 1) * DAY_MS;
}

static struct chain_batch *ask(struct model *model, struct effects *effects)
{
	model->quote.request = model_request(model);
	return &effects_add(effects, EFFECT_CHAIN, model->quote.request)->chain;
}

static void fail(struct model *model, const struct err *err)
{
	model->quote.state = QUOTE_FAILED;
	model->quote.err = *err;
	model_fail_of(model, FLOW_QUOTE, err);
}

static void begin(struct model *model, struct amount svvv, struct effects *effects)
{
	struct chain_batch *batch;
	struct chain_call *call;

	model->quote = (struct flow_quote){ .state = QUOTE_ASKING, .svvv = svvv, .vvv = { TOKEN_VVV, svvv.units } };
	batch = ask(model, effects);
	chain_add(batch, CHAIN_ID);
	call = chain_add(batch, CHAIN_CALL);
	call->to = contract_address(CONTRACT_STAKING);
	abi_add_selector(&call->data, "getDiemAmountOut(uint256)");
	abi_add_u256(&call->data, svvv.units);
	market_ask(batch, market_route(TOKEN_VVV, TOKEN_DIEM), model->quote.vvv);
	staking_terms_ask(batch);
}

static void say(struct model *model)
{
	const struct flow_quote *flow = &model->quote;
	char svvv[AMOUNT_TEXT_SIZE], diem[AMOUNT_TEXT_SIZE], vvv[AMOUNT_TEXT_SIZE];

	amount_format_short(svvv, flow->svvv, 6);
	amount_format_short(diem, flow->diem, 6);
	amount_format_short(vvv, flow->vvv, 6);
	if (flow->has_market)
		model_say(model, false, "%s DIEM: to mint it locks %s sVVV, to buy it takes %s VVV", diem, svvv, vvv);
	else
		model_say(model, false, "%s DIEM: to mint it locks %s sVVV; what buying takes is not known: %s", diem, svvv,
			  flow->no_market);
}

static void end(struct model *model, bool has_market, const char *why_not)
{
	model->quote.has_market = has_market;
	snprintf(model->quote.no_market, sizeof(model->quote.no_market), "%s", why_not);
	model->quote.state = QUOTE_DONE;
	say(model);
}

/* Does it buy as much as the contract gives, and hardly more? */
static bool is_near(const struct flow_quote *flow)
{
	struct amount more;
	struct u256 times;

	return amount_sub(&more, flow->bought, flow->diem) &&
	       u256_mul(&times, more.units, u256_from_u64(NEAR_ENOUGH)) &&
	       u256_compare(times, flow->diem.units) <= 0;
}

/* Asks next for what would be right if the price stayed, and a little more. */
static bool guess_next(struct flow_quote *flow)
{
	struct u256 next, little;

	if (!u256_mul_div(&next, flow->vvv.units, flow->diem.units, flow->bought.units) ||
	    !u256_div(&little, NULL, next, u256_from_u64(A_LITTLE)) || !u256_add(&next, next, little) ||
	    !u256_add(&next, next, u256_from_u64(1)))
		return false;
	flow->vvv.units = next;
	return true;
}

static void take_market(struct model *model, const struct chain_reply *reply, struct effects *effects)
{
	struct flow_quote *flow = &model->quote;

	if (!market_read(&flow->bought, reply, market_route(TOKEN_VVV, TOKEN_DIEM), flow->vvv)) {
		end(model, false, reply->ok ? "there is no market for it here" : reply->err.msg);
	} else if (is_near(flow)) {
		end(model, true, "");
	} else if (flow->rounds++ == ROUNDS_MAX || !guess_next(flow)) {
		end(model, false, "not so much DIEM is for sale");
	} else {
		flow->state = QUOTE_SEARCHING;
		market_ask(ask(model, effects), market_route(TOKEN_VVV, TOKEN_DIEM), flow->vvv);
	}
}

static bool take_contract(struct flow_quote *flow, const struct chain_replies *replies, uint64_t chain_id,
			  struct err *err)
{
	const struct chain_reply *reply = &replies->items[ASK_CONTRACT];

	if (replies->count != ASK_COUNT)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(replies->items, ASK_MARKET, chain_id, err))
		return false;
	flow->diem.token = TOKEN_DIEM;
	if (!abi_get_u256(&flow->diem.units, reply->data.data, reply->data.len, 0))
		return err_set(err, ERR_NO_CONTRACT, "The %s does not say what it gives", contract_name(CONTRACT_STAKING));
	if (amount_is_zero(flow->diem))
		return err_set(err, ERR_INVALID_INPUT, "That is too little sVVV: no DIEM would come of it");
	staking_terms_read(&flow->terms, replies->items + ASK_TERMS);
	return true;
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_quote *flow = &model->quote;
	struct err err = action->err;

	flow->request = 0;
	if (flow->state == QUOTE_SEARCHING && (!action->ok || action->chain.count != 1))
		end(model, false, action->ok ? "the node did not answer" : err.msg);
	else if (flow->state == QUOTE_SEARCHING)
		take_market(model, &action->chain.items[0], effects);
	else if (action->ok && take_contract(flow, &action->chain, model->network.chain_id, &err))
		take_market(model, &action->chain.items[ASK_MARKET], effects);
	else
		fail(model, &err);
}

static void wish_quote(struct model *model, struct action *action, struct effects *effects)
{
	struct err err;

	if (flow_quote_running(&model->quote)) {
		model_say(model, true, "A quote is being asked for already");
	} else if (amount_is_zero(action->amount)) {
		(void)err_set(&err, ERR_INVALID_INPUT, "An amount of 0 gives nothing");
		fail(model, &err);
	} else {
		begin(model, action->amount, effects);
	}
}

static void retry(struct model *model, struct effects *effects)
{
	model->error.code = ERR_NONE;
	begin(model, model->quote.svvv, effects);
}

static bool cancel(struct model *model, struct effects *effects)
{
	struct err err;

	if (!flow_quote_running(&model->quote))
		return false;
	effects_add(effects, EFFECT_CANCEL, model->quote.request);
	model->quote.request = 0;
	(void)err_set(&err, ERR_CANCELLED, "The quote was not waited for");
	fail(model, &err);
	return true;
}

static bool is_busy(const struct model *model)
{
	return flow_quote_running(&model->quote);
}

static const struct flow_wish wishes[] = {
	{ ACTION_DIEM_QUOTE, wish_quote },
	{ 0 },
};

const struct flow_ops flow_quote_ops = {
	.name = "quote",
	.head = offsetof(struct model, quote),
	.wishes = wishes,
	.result = take_result,
	.cancel = cancel,
	.stops = 13,
	.retry = retry,
	.is = { [FLOW_IS_BUSY] = is_busy },
};
