/*
 * plan_check: whether a plan can be done at all, before anything is proposed.
 */
#ifndef WALLET_FLOW_PLAN_CHECK_H
#define WALLET_FLOW_PLAN_CHECK_H

#include "wallet/flow/plan.h"

/* Takes the answers to plan_answers_ask: sets the amount, the steps that are needed, the least that
 * the contract must give, and the review's notes. */
MUST_USE bool plan_check_take(struct flow_plan *flow, const struct chain_replies *replies, uint64_t chain_id,
			      struct err *err);

#endif
