/*
 * plan_check: what a plan asks the node itself: before anything is proposed, and for the
 * figures when it is done.
 */
#ifndef WALLET_FLOW_PLAN_CHECK_H
#define WALLET_FLOW_PLAN_CHECK_H

#include "wallet/flow/plan.h"

/* Before: chain id, the contracts' code, what there is, what would come of it, what is
 * not needed. */
void plan_check_ask(struct chain_batch *batch, const struct flow_plan *flow);
/* Fills in the steps that are needed, and the least that must come of it. */
MUST_USE bool plan_check_take(struct flow_plan *flow, const struct chain_replies *replies, uint64_t chain_id,
			      struct err *err);

void plan_check_ask_after(struct chain_batch *batch, const struct flow_plan *flow);
/* whether all of them are known */
bool plan_check_take_after(struct flow_plan *flow, const struct chain_replies *replies);

/* An argument, for calldata. */
void plan_check_add_value(struct buf *data, enum plan_value value, const struct flow_plan *flow);

#endif
