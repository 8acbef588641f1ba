/* plan_output: what a command that carries out a plan says of its result. */
#ifndef APP_CLI_PLAN_OUTPUT_H
#define APP_CLI_PLAN_OUTPUT_H

#include "app/cli/tx_common.h"

/* Transactions that this run or an earlier one sent before the plan's own. */
struct plan_before {
	struct sent_tx sent[PLAN_BEFORE];
};

/* Adds those that the plan has sent.  The second form is for tx_common_follow. */
void plan_output_merge_of(struct plan_before *before, const struct flow_plan *flow);
void plan_output_merge(void *before, const struct model *model);

void plan_output_say(struct output *output, const struct flow_plan *flow, const struct plan_before *before);

#endif
