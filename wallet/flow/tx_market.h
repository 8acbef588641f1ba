/*
 * tx_market: the part of the preflight that asks the market.  It comes first, because the call of a
 * swap demands what the present quote leaves after slippage, until a deadline by the chain's clock.
 * If the quote is the same as when a person agreed, the call stays as it was.  Any other quote
 * makes another call, which is reviewed again.
 */
#ifndef WALLET_FLOW_TX_MARKET_H
#define WALLET_FLOW_TX_MARKET_H

#include "wallet/model/effect.h"

struct flow_tx;
struct model;

void tx_market_ask(struct model *model, struct effects *effects);
/* Takes the answers into the flow and its candidates.  False: MARKET_THIN, MARKET_UNREADABLE, or the node's
 * own trouble. */
MUST_USE bool tx_market_take(struct model *model, const struct chain_replies *replies, struct err *err);

/* False: a second node, where there is one, has another price.  The least that a swap demands comes from the
 * quote, so that one node's word is not enough for it. */
MUST_USE bool tx_market_same(const struct flow_tx *flow, const struct chain_replies *replies, struct err *err);

/* Puts into words why the router refuses the call of a swap, where it gives a name for that. */
void tx_market_explain(const struct flow_tx *flow, struct err *err);

#endif
