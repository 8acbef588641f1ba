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

void flow_mint_token(struct model *model, struct effects *effects);	/* TOKEN */
void flow_mint_start(struct model *model, const struct key_options *options, struct effects *effects);
/* Mints with a stored ADMIN key in place of token and signature.  `replaces` is the id of the key
 * that the new one replaces, "" for none.  False if it cannot begin; the reason was said. */
MUST_USE bool flow_mint_create(struct model *model, const struct key_options *options, const char *admin_id,
			       const char *replaces, struct effects *effects);
bool flow_mint_cancel(struct model *model, struct effects *effects);	/* false: there is nothing to stop */

void flow_mint_reset(struct flow_mint *flow);

/* For flow_mint's parts: mint_token, mint_post and mint_seal. */
void flow_mint_end(struct model *model, enum mint_state state, const struct err *err, struct effects *effects);
void flow_mint_fail_code(struct model *model, enum err_code code, const char *words, struct effects *effects);
/* After a transient failure the flow waits and goes on by itself, unless that takes too long.  Any
 * other failure ends it. */
void flow_mint_fail_or_wait(struct model *model, const struct err *err, struct effects *effects);
void flow_mint_drop_token(struct flow_mint *flow);

#endif
