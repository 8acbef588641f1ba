/*
 * plan_figure: the numbers that a plan reads from the chain, each asked for as its row in plans.def
 * says.  Here are those that are read when the plan is done; plan_answers has those before it.
 */
#ifndef WALLET_FLOW_PLAN_FIGURE_H
#define WALLET_FLOW_PLAN_FIGURE_H

#include "wallet/flow/plan.h"

/* Adds an argument to calldata. */
void plan_figure_add_value(struct buf *data, enum plan_value value, const struct flow_plan *flow);

/* The contract that has the number. */
enum contract plan_figure_contract(const struct plan_figure *figure, const struct flow_plan *flow);

/* Asks for a number that a view answers; a figure without a view asks nothing. */
void plan_figure_ask(struct chain_batch *batch, const struct plan_figure *figure, const struct flow_plan *flow);
/* Reads it; false: the answer has no such word. */
bool plan_figure_read(struct amount *out, const struct plan_figure *figure, const struct flow_plan *flow,
		      const struct chain_reply *reply);

/* Asks for what is read when the plan is done. */
void plan_figure_ask_after(struct chain_batch *batch, const struct flow_plan *flow);
/* Takes the answers.  False: not all of them are known. */
bool plan_figure_take_after(struct flow_plan *flow, const struct chain_replies *replies);

#endif
