/* plan_batch_listed: what the review of several wallets lists of each, and whether what comes later is within it. */
#ifndef WALLET_FLOW_PLAN_BATCH_LISTED_H
#define WALLET_FLOW_PLAN_BATCH_LISTED_H

#include "wallet/model/plan_batch.h"

/* Lists what the plan in hand, which waits at its own review, takes from the row's wallet. */
void plan_batch_list(struct model *model, struct plan_row *row);

/* Is the transaction in hand within what was listed?  Counts its fee, whoever agrees to it. */
MUST_USE bool plan_batch_is_within(const struct model *model, struct plan_row *row);

#endif
