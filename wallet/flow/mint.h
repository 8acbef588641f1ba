/*
 * flow_mint: from Venice's validation token to a key sealed on disk.
 *
 * get token → (token in hand, counting down) → unlock → sign → journal → post → seal → (read back)
 * → check → done
 *
 * If Venice hands out a challenge instead of a token, the person reads it before the wallet is
 * unlocked.  Only then is it signed, and posted in the token's place.
 *
 * After a transient failure the flow waits in MINT_BACKOFF and goes on by itself, as long as the
 * token lives.  A post that Venice may have acted on is never sent again.  The flow then ends in
 * MINT_UNKNOWN, and the journal keeps the intent until the person has looked.
 */
#ifndef WALLET_FLOW_MINT_H
#define WALLET_FLOW_MINT_H

#include "wallet/model/effect.h"
#include "wallet/model/mint.h"

struct model;

bool flow_mint_cancel(struct model *model, struct effects *effects);	/* false: there is nothing to stop */

void flow_mint_reset(struct flow_mint *flow);

/* For its parts: drops the token in hand. */
void flow_mint_drop_token(struct flow_mint *flow);

#endif
