/*
 * mint_post: the part of flow_mint that asks for the key.  It journals the intent, then posts it
 * once. It never posts again what Venice may have acted on.
 */
#ifndef WALLET_FLOW_MINT_POST_H
#define WALLET_FLOW_MINT_POST_H

#include "wallet/flow/mint.h"

void mint_post_journal(struct model *model, struct effects *effects);		/* writes the intent */
void mint_post_journalled(struct model *model, const struct action *action, struct effects *effects);	/* posts */
void mint_post_take(struct model *model, struct action *action, struct effects *effects);	/* takes the answer */

/* Closes the intent: it has become a key, or nothing, or the person looks after it. */
void mint_post_close(struct flow_mint *flow, struct effects *effects);

#endif
