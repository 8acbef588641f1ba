/*
 * flow_plan: carries out a plan of wallet/model/plans.def.  It first asks the node for the chain id,
 * the contracts' code, what the wallet has, and what would come of the plan.  Then flow_tx runs once
 * for each transaction that is needed.  In the end the plan's figures are read again.
 */
#ifndef WALLET_FLOW_PLAN_H
#define WALLET_FLOW_PLAN_H

#include "wallet/model/effect.h"
#include "wallet/model/plan.h"

struct model;

/* What a person wants of a plan. */
struct plan_wish {
	enum purpose purpose;
	struct amount amount;
	struct address recipient;	/* zero where the plan has none */
	bool all;			/* all there is of the amount's token, whatever the amount says */
	unsigned slippage;		/* of a swap, as slippage.h has it */
};

void flow_plan_start(struct model *model, const struct plan_wish *wish, struct effects *effects);
/* Begins the plan that failed anew, with that fee. */
void flow_plan_again(struct model *model, struct fee_choice fee, struct effects *effects);
/* Takes up a plan whose transaction the journal has from an earlier run; flow_tx follows that one already. */
void flow_plan_resume(struct model *model, const struct account *account, const struct journal_entry *entry);

#endif
