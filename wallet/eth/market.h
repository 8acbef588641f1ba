/*
 * market: what Aerodrome's pools give for a token.  The router's answer is the pools' state of now, their
 * fee and the price's own move included; the pools' reserves say what the price would be without these.
 * Both are questions, and move nothing.
 */
#ifndef WALLET_ETH_MARKET_H
#define WALLET_ETH_MARKET_H

#include "wallet/base/amount.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/contracts.h"

#define MARKET_NAME "Aerodrome"
#define MARKET_HOPS 2
#define MARKET_WHOLE 10000	/* shares are counted in hundredths of a percent */

/* The way from one token to another, all of it through volatile pools. */
struct market_route {
	enum token from, to;
	size_t hops;
	enum contract tokens[MARKET_HOPS + 1];	/* as the pools have them: WETH for ETH */
	enum contract pools[MARKET_HOPS];
};

/* NULL: rialto knows no way. */
const struct market_route *market_route(enum token from, enum token to);

/* Adds (address from, address to, bool stable, address factory)[] to calldata: its tail, which begins with
 * the length. */
void market_add_route(struct buf *out, const struct market_route *route);

/* Asks how much so much buys. */
void market_ask(struct chain_batch *batch, const struct market_route *route, struct amount in);
/* False where nothing sensible was answered, or nothing is for sale. */
MUST_USE bool market_read(struct amount *out, const struct chain_reply *reply, const struct market_route *route,
			  struct amount in);

/* Asks what the pools have: one question for each hop. */
void market_ask_pools(struct chain_batch *batch, const struct market_route *route);
/* What the amount would buy if it neither moved the price nor paid a fee, rounded down.  False where the
 * pools do not say it. */
MUST_USE bool market_read_pools(struct amount *out, const struct chain_reply *replies, const struct market_route *route,
				struct amount in);

/* How much less `got` is than `ideal`, of MARKET_WHOLE, rounded up; 0 where it is not less. */
unsigned market_impact(struct amount got, struct amount ideal);

#endif
