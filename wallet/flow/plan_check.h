/*
 * plan_check: what a plan asks the node, beside its transactions: whether it can be done at all
 * before anything is proposed, and its figures when it is done.
 */
#ifndef WALLET_FLOW_PLAN_CHECK_H
#define WALLET_FLOW_PLAN_CHECK_H

#include "wallet/flow/plan.h"

/* Asks, before anything is proposed, for the chain id, the contracts' code, what the wallet has, what
 * would come of the plan, and which transactions before it are not needed. */
void plan_check_ask(struct chain_batch *batch, const struct flow_plan *flow);
/* Takes those answers: sets the steps that are needed and the least that the contract must give. */
MUST_USE bool plan_check_take(struct flow_plan *flow, const struct chain_replies *replies, uint64_t chain_id,
			      struct err *err);

void plan_check_ask_after(struct chain_batch *batch, const struct flow_plan *flow);
/* whether all of them are known */
bool plan_check_take_after(struct flow_plan *flow, const struct chain_replies *replies);

/* Adds an argument to calldata. */
void plan_check_add_value(struct buf *data, enum plan_value value, const struct flow_plan *flow);

#endif
