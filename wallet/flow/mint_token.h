/*
 * mint_token: the part of flow_mint that gets what is to be signed, and inspects it before anybody
 * signs it.  That is a token or, by Venice's proposal, a challenge.
 */
#ifndef WALLET_FLOW_MINT_TOKEN_H
#define WALLET_FLOW_MINT_TOKEN_H

#include "wallet/flow/mint.h"

#define MINT_TOKEN_MARGIN_MS 2000	/* a token with less time left would expire on its way */

/* Drops the token in hand and asks Venice for another. */
void mint_token_get(struct model *model, struct effects *effects);
void mint_token_take(struct model *model, struct action *action, struct effects *effects);

/* The state that comes before signing what is in hand. */
enum mint_state mint_token_next(const struct flow_mint *flow);

#endif
