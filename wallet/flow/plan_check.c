#include "wallet/flow/plan_check.h"

#include "wallet/base/text.h"
#include "wallet/flow/plan_answers.h"
#include "wallet/flow/plan_notes.h"

static const char *label_of(const struct plan_figure *figure, const struct flow_plan *flow)
{
	return figure->of_wish ? token_symbol(flow->amount.token) : figure->label;
}

static enum err_code too_little(const struct plan *plan, enum token token)
{
	static const enum err_code of[TOKEN_COUNT] = {
		[TOKEN_ETH] = ERR_NEEDS_ETH, [TOKEN_VVV] = ERR_NEEDS_VVV, [TOKEN_SVVV] = ERR_NEEDS_SVVV,
		[TOKEN_DIEM] = ERR_NEEDS_DIEM, [TOKEN_USDC] = ERR_NEEDS_USDC,
	};

	return plan->any_token ? of[token] : plan->too_little;
}

static bool check_have(const struct flow_plan *flow, const struct plan_answers *answers, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);
	char text[AMOUNT_TEXT_SIZE], want[AMOUNT_TEXT_SIZE];

	amount_format(want, flow->amount);
	for (size_t i = 0; i < answers->count && i < PLAN_HAVE && plan->have[i].signature; i++) {
		struct amount have = plan_answers_of(answers, &plan->have[i]);

		amount_format(text, have);
		if (amount_compare(have, flow->amount) < 0)
			return err_set(err, too_little(plan, flow->amount.token), "The wallet has %s %s, less than %s", text,
				       label_of(&plan->have[i], flow), want);
	}
	return true;
}

/* Of more than there is a contract may not be able to say what would come of it. */
static bool check_known(const struct flow_plan *flow, const struct plan_answers *answers, struct err *err)
{
	if (answers->fault.code == ERR_NONE)
		return true;
	if (flow->all || check_have(flow, answers, err))
		*err = answers->fault;
	return false;
}

static bool check_enough(const struct flow_plan *flow, const struct plan_answers *answers, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);
	char want[AMOUNT_TEXT_SIZE];

	amount_format(want, flow->amount);
	if (flow->all && plan->have[0].signature && amount_is_zero(flow->amount))
		return err_set(err, too_little(plan, flow->amount.token), "The wallet has no %s", token_symbol(flow->amount.token));
	if (!check_have(flow, answers, err))
		return false;
	if (plan->quote.signature && amount_is_zero(flow->least))
		return err_set(err, ERR_INVALID_INPUT, "%s %s is too little: no %s would come of it", want,
			       token_symbol(plan->token), token_symbol(plan->quote.token));
	return true;
}

/* Where the plan takes all of something, there must be some, and its cooldown must be over. */
static bool check_from(const struct flow_plan *flow, const struct plan_answers *answers, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);
	char amount[AMOUNT_TEXT_SIZE], when[TEXT_TIME_SIZE], left[TEXT_SPAN_SIZE];
	int64_t ends_ms = plan_answers_ms(plan_answers_of(answers, &plan->ends));

	if (!plan->from.signature)
		return true;
	if (amount_is_zero(flow->amount))
		return err_set(err, ERR_NOTHING_THERE, "%s", plan->nothing);
	if (!plan->ends.signature || ends_ms <= answers->now_ms)
		return true;
	amount_format(amount, flow->amount);
	text_time(when, ends_ms);
	text_countdown(left, ends_ms - answers->now_ms);
	return err_set(err, ERR_COOLDOWN, "%s %s can be taken out at %s, in %s", amount, token_symbol(flow->amount.token), when, left);
}

/* Sets the steps: the plans before it that are needed, and itself. */
static void choose_steps(struct flow_plan *flow, const struct plan_answers *answers)
{
	const struct plan *plan = plan_row(flow->purpose);

	flow->step_count = flow->step = 0;
	for (size_t i = 0; i < plan_answers_before(plan); i++)
		if (amount_compare(plan_answers_of(answers, &plan_row(plan->before[i])->unless), flow->amount) < 0)
			flow->steps[flow->step_count++] = plan->before[i];
	flow->steps[flow->step_count++] = flow->purpose;
}

bool plan_check_take(struct flow_plan *flow, const struct chain_replies *replies, uint64_t chain_id, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);
	struct plan_answers answers;

	if (!plan_answers_read(&answers, flow, replies, chain_id, err) || !check_known(flow, &answers, err))
		return false;
	flow->least = plan_answers_of(&answers, &plan->quote);
	if (plan->from.signature)
		flow->amount = plan_answers_of(&answers, &plan->from);
	else if (flow->all && plan->have[0].signature)
		flow->amount = plan_answers_of(&answers, &plan->have[0]);
	if (!check_from(flow, &answers, err) || !check_enough(flow, &answers, err))
		return false;
	choose_steps(flow, &answers);
	plan_notes_write(flow, &answers);
	return true;
}
