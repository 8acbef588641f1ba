#include "wallet/flow/tx_market.h"

#include <string.h>

#include "wallet/eth/abi.h"
#include "wallet/eth/market.h"
#include "wallet/eth/slippage.h"
#include "wallet/flow/plan_call.h"
#include "wallet/flow/tx.h"
#include "wallet/model/model.h"

enum { ASK_CHAIN_ID, ASK_BLOCK, ASK_QUOTE, ASK_POOLS };

static const struct market_route *way(const struct flow_tx *flow)
{
	return market_route(flow->market.in.token, TOKEN_VVV);
}

void tx_market_ask(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch = flow_tx_ask(model, effects);

	chain_add_twice(batch, CHAIN_ID);
	chain_add(batch, CHAIN_BLOCK);
	market_ask(batch, way(flow), flow->market.in);
	market_ask_pools(batch, way(flow));
	for (size_t i = ASK_QUOTE; i < batch->count; i++)
		batch->calls[i].twice = true;
	flow->market.asking = true;
}

/* If there is no pool, the router answers 0. */
static bool is_nothing(const struct chain_reply *reply, size_t hops)
{
	struct u256 last;

	return abi_get_u256(&last, reply->data.data, reply->data.len, 2 + hops) && u256_is_zero(last);
}

/* A failure of the node itself says nothing about the market. */
static bool refused(const struct chain_reply *reply, struct err *err)
{
	if (reply->ok)
		return err_set(err, ERR_MARKET_UNREADABLE, "What " MARKET_NAME "'s router and pools answer is no quote");
	if (reply->err.code == ERR_REVERTED)
		return err_set(err, ERR_MARKET_UNREADABLE, MARKET_NAME " gives no quote: %s", reply->err.msg);
	*err = reply->err;
	return false;
}

static bool check_impact(struct tx_market *market, struct amount ideal, struct err *err)
{
	char amount[AMOUNT_TEXT_SIZE], impact[SLIPPAGE_TEXT_SIZE];

	market->impact = market_impact(market->quote, ideal);
	amount_format(amount, market->in);
	slippage_format(impact, market->impact);
	return market->impact <= TX_MARKET_IMPACT_MOST ||
	       err_set(err, ERR_MARKET_THIN, "%s %s is too much for the pools: it would bring %s %% less than by their price", amount,
		       token_symbol(market->in.token), impact);
}

static bool read_market(struct tx_market *market, const struct chain_reply *replies, const struct market_route *route,
			struct err *err)
{
	struct amount ideal;

	if (!market_read(&market->quote, &replies[ASK_QUOTE], route, market->in))
		return replies[ASK_QUOTE].ok && is_nothing(&replies[ASK_QUOTE], route->hops)
			? err_set(err, ERR_MARKET_THIN, "No VVV would come of it: there is no pool for it, or the amount is too little")
			: refused(&replies[ASK_QUOTE], err);
	for (size_t i = 0; i < route->hops; i++)
		if (!replies[ASK_POOLS + i].ok)
			return refused(&replies[ASK_POOLS + i], err);
	if (!market_read_pools(&ideal, replies + ASK_POOLS, route, market->in))
		return refused(&replies[ASK_POOLS], err);
	market->least = slippage_least(market->quote, market->slippage);
	return check_impact(market, ideal, err);
}

/* What was agreed to stays as it is while the quote does, and while it can still be mined before
 * its deadline. */
static bool is_as_agreed(const struct flow_tx *flow, const struct tx_market *now, uint64_t chain_s)
{
	return flow->agreed.is && amount_compare(flow->market.quote, now->quote) == 0 &&
	       flow->market.deadline_s >= chain_s + TX_MARKET_DEADLINE_S / 2;
}

static void demand(struct model *model, const struct tx_market *now)
{
	struct flow_tx *flow = &model->tx;

	flow->market = *now;
	model->plan.least = now->least;
	model->plan.deadline_s = now->deadline_s;
	if (plan_row(flow->purpose)->swaps)
		flow->least = now->least;
	plan_call_propose(flow, &model->plan);
}

bool tx_market_take(struct model *model, const struct chain_replies *replies, struct err *err)
{
	struct flow_tx *flow = &model->tx;
	struct tx_market now = flow->market;
	const struct chain_reply *block = &replies->items[ASK_BLOCK];

	flow->market.asking = now.asking = false;
	if (replies->count != ASK_POOLS + way(flow)->hops)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(replies->items, ASK_QUOTE, model->network.chain_id, err) ||
	    !read_market(&now, replies->items, way(flow), err))
		return false;
	if (!block->found || block->time_s > TX_MARKET_TIME_MOST)
		return err_set(err, ERR_BAD_ANSWER, "The node does not say what time it is on the chain");
	if (is_as_agreed(flow, &now, block->time_s))
		return true;
	now.deadline_s = block->time_s + TX_MARKET_DEADLINE_S;
	demand(model, &now);
	return true;
}

bool tx_market_same(const struct flow_tx *flow, const struct chain_replies *replies, struct err *err)
{
	if (!tx_second_same_chain(replies, ASK_CHAIN_ID, err))
		return false;
	for (size_t i = 0; i <= way(flow)->hops; i++)
		if (!tx_second_same_call(replies, ASK_QUOTE + i, err))
			return false;
	return true;
}

void tx_market_explain(const struct flow_tx *flow, struct err *err)
{
	if (!flow->market.is || err->code != ERR_REVERTED)
		return;
	if (strstr(err->msg, "InsufficientOutputAmount"))
		(void)err_set(err, ERR_PRICE_MOVED, "The price moved while it was asked for: the swap would bring less than the least");
	else if (strstr(err->msg, "InsufficientLiquidity") || strstr(err->msg, "PoolDoesNotExist"))
		(void)err_set(err, ERR_MARKET_THIN, "The pools do not have so much VVV");
}
