/*
 * flow_plan: carries a plan of wallet/model/plans.def out.  Asks for chain id, code, what
 * there is and what would come of it; then flow_tx, once for each transaction that is
 * needed; then reads what there is afterwards.
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
	bool all;			/* instead of the amount: all there is of its token */
};

void flow_plan_start(struct model *model, const struct plan_wish *wish, struct effects *effects);
/* One found in the journal, whose purpose is known and which flow_tx follows. */
void flow_plan_resume(struct model *model, const struct account *account, const struct journal_entry *entry);

#endif
