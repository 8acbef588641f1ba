#include "wallet/flow/plan_answers.h"

#include "wallet/base/mem.h"
#include "wallet/flow/plan_figure.h"

/* The questions that each plan has; those for the contracts' code and for the views follow. */
enum { ASK_CHAIN_ID, ASK_BLOCK, ASK_CODES };

static struct address target_of(const struct plan *plan, const struct flow_plan *flow)
{
	return plan_target(plan, flow->amount.token, flow->recipient);
}

size_t plan_answers_before(const struct plan *plan)
{
	size_t count = 0;

	while (count < PLAN_BEFORE && plan->before[count])
		count++;
	return count;
}

/* Lists the views that are asked before anything is proposed. */
static size_t list_views(const struct plan_figure *out[], const struct plan *plan)
{
	const struct plan_figure *all[] = {
		&plan->have[0], &plan->have[1], &plan->quote, &plan->from, &plan->pending, &plan->ends,
		&plan->share, &plan->of,
	};
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(all); i++)
		if (all[i]->signature)
			out[count++] = all[i];
	if (plan->pays_rewards)
		out[count++] = plan_rewards();
	for (size_t i = 0; i < plan_answers_before(plan); i++)
		out[count++] = &plan_row(plan->before[i])->unless;
	return count;
}

void plan_answers_ask(struct chain_batch *batch, const struct flow_plan *flow)
{
	const struct plan *plan = plan_row(flow->purpose);
	const struct plan_figure *views[PLAN_VIEWS];
	size_t count = list_views(views, plan);

	chain_add(batch, CHAIN_ID);
	chain_add(batch, CHAIN_BLOCK);
	for (size_t i = 0; i < plan_answers_before(plan); i++)
		chain_add(batch, CHAIN_CODE)->to = target_of(plan_row(plan->before[i]), flow);
	chain_add(batch, CHAIN_CODE)->to = target_of(plan, flow);
	if (plan->sends)
		chain_add(batch, CHAIN_CODE)->to = flow->recipient;
	for (size_t i = 0; i < count; i++)
		plan_figure_ask(batch, views[i], flow);
	if (plan->yield)
		staking_terms_ask(batch);
}

struct amount plan_answers_of(const struct plan_answers *answers, const struct plan_figure *view)
{
	for (size_t i = 0; i < answers->count; i++)
		if (answers->views[i] == view)
			return answers->numbers[i];
	return amount_zero(view->token);
}

int64_t plan_answers_ms(struct amount number)
{
	uint64_t seconds;

	if (!u256_to_u64(&seconds, number.units) || seconds >= (uint64_t)1 << 40)
		return (int64_t)1 << 50;
	return (int64_t)seconds * 1000;
}

/* What is called must be a contract.  A recipient may be anybody. */
static bool check_code(const struct chain_reply *reply, const struct plan *plan, const struct flow_plan *flow,
		       struct err *err)
{
	return reply->found || plan->target == PLAN_TO_RECIPIENT ||
	       err_set(err, ERR_NO_CONTRACT, "There is no code at the %s", contract_name(contract_at(target_of(plan, flow))));
}

static bool read_views(struct plan_answers *out, const struct flow_plan *flow, const struct chain_reply *next,
		       struct err *err)
{
	for (size_t i = 0; i < out->count; i++, next++) {
		if (!next->ok) {
			out->fault = next->err;
			out->count = i;
		} else if (!plan_figure_read(&out->numbers[i], out->views[i], flow, next)) {
			return err_set(err, ERR_BAD_ANSWER, "The %s's answer is not a number",
				       contract_name(plan_figure_contract(out->views[i], flow)));
		}
	}
	return true;
}

bool plan_answers_read(struct plan_answers *out, const struct flow_plan *flow, const struct chain_replies *replies,
			 uint64_t chain_id, struct err *err)
{
	const struct chain_reply *next = replies->items + ASK_CODES;
	const struct plan *plan = plan_row(flow->purpose);
	size_t codes = plan_answers_before(plan) + 1, needed;

	out->count = list_views(out->views, plan);
	out->terms = (struct staking_terms){ 0 };
	out->fault = (struct err){ 0 };
	needed = ASK_CODES + codes + plan->sends + out->count;
	if (replies->count != needed + (plan->yield ? STAKING_TERMS_VIEWS : 0))
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(replies->items, needed - out->count, chain_id, err))
		return false;
	if (plan->yield)
		staking_terms_read(&out->terms, replies->items + needed);
	out->now_ms = (int64_t)replies->items[ASK_BLOCK].time_s * 1000;
	for (size_t i = 0; i < codes; i++)
		if (!check_code(next++, i + 1 < codes ? plan_row(plan->before[i]) : plan, flow, err))
			return false;
	out->recipient_has_code = plan->sends && next++->found;
	return read_views(out, flow, next, err);
}
