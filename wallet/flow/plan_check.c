#include "wallet/flow/plan_check.h"

#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"

void plan_check_add_value(struct buf *data, enum plan_value value, const struct flow_plan *flow)
{
	switch (value) {
	case PLAN_NOTHING:
		break;
	case PLAN_OWNER:
		abi_add_address(data, flow->account.address);
		break;
	case PLAN_STAKING:
		abi_add_address(data, contract_address(CONTRACT_STAKING));
		break;
	case PLAN_AMOUNT:
		abi_add_u256(data, flow->amount.units);
		break;
	case PLAN_LEAST:
		abi_add_u256(data, flow->least.units);
		break;
	}
}

static void add_figure(struct chain_batch *batch, const struct plan_figure *figure, const struct flow_plan *flow)
{
	struct chain_call *call;

	if (!figure->signature)
		return;
	call = chain_add(batch, CHAIN_CALL);
	call->to = contract_address(figure->contract);
	abi_add_selector(&call->data, figure->signature);
	for (size_t i = 0; i < ARRAY_LENGTH(figure->arguments); i++)
		plan_check_add_value(&call->data, figure->arguments[i], flow);
}

static size_t count_before(const struct plan *plan)
{
	size_t count = 0;

	while (count < PLAN_BEFORE && plan->before[count])
		count++;
	return count;
}

void plan_check_ask(struct chain_batch *batch, const struct flow_plan *flow)
{
	const struct plan *plan = plan_row(flow->purpose);
	size_t before = count_before(plan);

	chain_add(batch, CHAIN_ID);
	for (size_t i = 0; i < before; i++)
		chain_add(batch, CHAIN_CODE)->to = contract_address(plan_row(plan->before[i])->to);
	chain_add(batch, CHAIN_CODE)->to = contract_address(plan->to);
	add_figure(batch, &plan->have, flow);
	add_figure(batch, &plan->quote, flow);
	for (size_t i = 0; i < before; i++)
		add_figure(batch, &plan_row(plan->before[i])->unless, flow);
}

/* The replies are read in the order of the questions. */
struct reading {
	const struct chain_reply *next;
	struct err *err;
};

static bool read_code(struct reading *reading, enum contract contract)
{
	return (reading->next++)->found || err_set(reading->err, ERR_NO_CONTRACT, "There is no code at the %s", contract_name(contract));
}

static bool read_number(struct amount *out, const struct plan_figure *figure, const struct chain_reply *reply)
{
	*out = amount_zero(figure->token);
	return abi_get_u256(&out->units, reply->data.data, reply->data.len, figure->word);
}

static bool read_figure(struct amount *out, struct reading *reading, const struct plan_figure *figure)
{
	*out = amount_zero(figure->token);
	if (!figure->signature)
		return true;
	return read_number(out, figure, reading->next++) ||
	       err_set(reading->err, ERR_BAD_ANSWER, "The %s's answer is not a number", contract_name(figure->contract));
}

static bool check_enough(const struct flow_plan *flow, struct amount have, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);
	char text[AMOUNT_TEXT_SIZE], want[AMOUNT_TEXT_SIZE];

	amount_format(text, have);
	amount_format(want, flow->amount);
	if (plan->have.signature && amount_compare(have, flow->amount) < 0)
		return err_set(err, plan->too_little, "The wallet has %s %s, less than %s", text, plan->have.label, want);
	if (plan->quote.signature && amount_is_zero(flow->least))
		return err_set(err, ERR_INVALID_INPUT, "%s %s is too little: no %s would come of it", want,
			       token_symbol(plan->token), token_symbol(plan->quote.token));
	return true;
}

/* What goes before it, where that is needed, and itself. */
static bool read_steps(struct flow_plan *flow, struct reading *reading)
{
	const struct plan *plan = plan_row(flow->purpose);
	struct amount present;

	flow->step_count = flow->step = 0;
	for (size_t i = 0; i < count_before(plan); i++) {
		if (!read_figure(&present, reading, &plan_row(plan->before[i])->unless))
			return false;
		if (amount_compare(present, flow->amount) < 0)
			flow->steps[flow->step_count++] = plan->before[i];
	}
	flow->steps[flow->step_count++] = flow->purpose;
	return true;
}

static bool read_codes(struct reading *reading, const struct plan *plan)
{
	for (size_t i = 0; i < count_before(plan); i++)
		if (!read_code(reading, plan_row(plan->before[i])->to))
			return false;
	return read_code(reading, plan->to);
}

bool plan_check_take(struct flow_plan *flow, const struct chain_replies *replies, uint64_t chain_id, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);
	struct reading reading = { replies->items + 1, err };
	struct chain_batch asked = { 0 };
	struct amount have;
	size_t count;

	plan_check_ask(&asked, flow);
	count = asked.count;
	chain_batch_free(&asked);
	if (replies->count != count)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	return chain_check(replies->items, count, chain_id, err) && read_codes(&reading, plan) &&
	       read_figure(&have, &reading, &plan->have) && read_figure(&flow->least, &reading, &plan->quote) &&
	       read_steps(flow, &reading) && check_enough(flow, have, err);
}

void plan_check_ask_after(struct chain_batch *batch, const struct flow_plan *flow)
{
	const struct plan *plan = plan_row(flow->purpose);

	for (size_t i = 0; i < plan_figures(plan); i++)
		add_figure(batch, &plan->after[i], flow);
}

bool plan_check_take_after(struct flow_plan *flow, const struct chain_replies *replies)
{
	const struct plan *plan = plan_row(flow->purpose);

	if (replies->count != plan_figures(plan))
		return false;
	for (size_t i = 0; i < replies->count; i++)
		if (!replies->items[i].ok || !read_number(&flow->after[i], &plan->after[i], &replies->items[i]))
			return false;
	return true;
}
