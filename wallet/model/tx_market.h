/* tx_market: what a swap brings on the market, as it is read anew before each review.  wallet/flow/tx_market.h
 * works on it. */
#ifndef WALLET_MODEL_TX_MARKET_H
#define WALLET_MODEL_TX_MARKET_H

#include <stdbool.h>
#include <stdint.h>

#include "wallet/base/amount.h"

#define TX_MARKET_DEADLINE_S 1200	/* seconds that a swap is good for after its quote */
#define TX_MARKET_TIME_MOST (UINT64_C(1) << 40)	/* no chain's clock is later, and no deadline is said beyond it */
#define TX_MARKET_IMPACT_MOST 1500	/* of market.h's MARKET_WHOLE: beyond 15 % the pools are too small */
#define TX_MARKET_IMPACT_HIGH 300	/* the review warns from here on */

struct tx_market {
	bool is;		/* the transaction is a swap, or goes before one */
	bool asking;		/* the market is asked, and nothing else yet */
	struct amount in;
	unsigned slippage;	/* as slippage.h has it */
	struct amount quote;	/* what the router gives for the amount */
	struct amount least;	/* what slippage leaves of that */
	unsigned impact;	/* how much less that is than by the pools' price, of MARKET_WHOLE; fees included */
	uint64_t deadline_s;	/* by the chain's clock */
};

#endif
