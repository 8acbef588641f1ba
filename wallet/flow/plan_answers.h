/*
 * plan_answers: what a plan asks the node before anything is proposed: the chain id, the time, the
 * contracts' code, what the wallet has, what would come of the plan, and which transactions before
 * it are not needed.
 */
#ifndef WALLET_FLOW_PLAN_ANSWERS_H
#define WALLET_FLOW_PLAN_ANSWERS_H

#include "wallet/eth/staking_terms.h"
#include "wallet/flow/plan.h"

#define PLAN_VIEWS (PLAN_HAVE + 7 + PLAN_BEFORE)	/* no plan has more */

/* The answers, view by view. */
struct plan_answers {
	const struct plan_figure *views[PLAN_VIEWS];
	struct amount numbers[PLAN_VIEWS];
	size_t count;
	struct err fault;		/* why no more views than these are known */
	int64_t now_ms;			/* the time of the chain's latest block */
	struct staking_terms terms;	/* asked for where the plan changes the yield */
	bool recipient_has_code;
};

void plan_answers_ask(struct chain_batch *batch, const struct flow_plan *flow);
MUST_USE bool plan_answers_read(struct plan_answers *out, const struct flow_plan *flow,
				const struct chain_replies *replies, uint64_t chain_id, struct err *err);

/* The answer of a view; 0 for one that the plan does not have. */
struct amount plan_answers_of(const struct plan_answers *answers, const struct plan_figure *view);
/* A contract's Unix seconds in ms.  A number too large for that stands for never. */
int64_t plan_answers_ms(struct amount number);

/* How many plans may go before this one. */
size_t plan_answers_before(const struct plan *plan);

#endif
