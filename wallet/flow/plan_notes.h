/*
 * plan_notes: further sentences of a plan's review, from what the node answered.  The recipient is a
 * contract, the rewards are paid out as well, an earlier amount is on its way back, and the like.
 */
#ifndef WALLET_FLOW_PLAN_NOTES_H
#define WALLET_FLOW_PLAN_NOTES_H

#include "wallet/flow/plan_answers.h"

/* Writes the notes that concern the plan into flow->notes.  The amount and the steps are known. */
void plan_notes_write(struct flow_plan *flow, const struct plan_answers *answers);

#endif
