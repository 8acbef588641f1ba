/*
 * plan_batch_unlock: opens each wallet of a list with what opened those before it, and only then asks.  If none of
 * these opens it, nobody made a mistake.
 */
#ifndef WALLET_FLOW_PLAN_BATCH_UNLOCK_H
#define WALLET_FLOW_PLAN_BATCH_UNLOCK_H

#include "wallet/model/effect.h"

struct model;

/* Tries the next of the passwords, if the wallet in hand must be opened.  False: there is nothing to try. */
bool plan_batch_unlock(struct model *model, struct effects *effects);
bool plan_batch_unlocks(const struct model *model);	/* it tries one now, or is about to */

/* Takes PASSWORD and UNLOCKED before the session does. */
void plan_batch_unlock_watch(struct model *model, const struct action *action);
/* Looks at what came of it, once the session has taken UNLOCKED. */
void plan_batch_unlock_after(struct model *model);

#endif
