/* plan_call: the calldata of a plan's transaction, in each of the ways that its row has. */
#ifndef WALLET_FLOW_PLAN_CALL_H
#define WALLET_FLOW_PLAN_CALL_H

#include "wallet/model/plan.h"

/* Makes the candidates of the transaction of tx->purpose, in place of any that it had. */
void plan_call_propose(struct flow_tx *tx, const struct flow_plan *flow);

#endif
