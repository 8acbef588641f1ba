/*
 * mint_post: the part of flow_mint that asks for the key: the intent is journalled,
 * then posted once, and never again where it may have been acted on.
 */
#ifndef WALLET_FLOW_MINT_POST_H
#define WALLET_FLOW_MINT_POST_H

#include "wallet/flow/mint.h"

void mint_post_journal(struct model *model, struct effects *effects);		/* the intent */
void mint_post_journalled(struct model *model, const struct action *action, struct effects *effects);	/* and posts */
void mint_post_take(struct model *model, struct action *action, struct effects *effects);	/* the answer */

/* The intent has become a key, or nothing, or the person's business. */
void mint_post_close(struct flow_mint *flow, struct effects *effects);

#endif
