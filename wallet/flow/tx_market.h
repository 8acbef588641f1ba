/*
 * tx_market: the part of the preflight that asks the market.  It comes first, because the call of a swap
 * demands what the quote of now leaves after slippage, until a deadline by the chain's clock.  A quote
 * that is the same as when a person agreed leaves the call as it was; any other makes another call,
 * which is reviewed again.
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

/* Why the router refuses the call of a swap, where it says it by a name. */
void tx_market_explain(const struct flow_tx *flow, struct err *err);

#endif
