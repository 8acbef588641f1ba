#include "app/cli/plan_output.h"

#include <stdio.h>

#include "app/cli/value.h"
#include "wallet/base/text.h"
#include "wallet/model/allowances.h"
#include "wallet/model/funding.h"

void plan_output_merge_of(struct plan_before *before, const struct flow_plan *flow)
{
	const struct plan *plan = plan_row(flow->purpose);

	for (size_t i = 0; i < PLAN_BEFORE && plan->before[i]; i++)
		if (flow->sent[plan->before[i]].sent)
			before->sent[i] = flow->sent[plan->before[i]];
}

void plan_output_merge(void *before, const struct model *model)
{
	plan_output_merge_of(before, &model->plan);
}

static int64_t time_of(struct amount number)
{
	uint64_t seconds;

	return u256_to_u64(&seconds, number.units) && seconds < UINT32_MAX * UINT64_C(16) ? (int64_t)seconds * 1000 : 0;
}

static void say_figure(struct output *output, const struct plan_figure *figure, const struct amount *read)
{
	char text[AMOUNT_TEXT_SIZE > TEXT_TIME_SIZE ? AMOUNT_TEXT_SIZE : TEXT_TIME_SIZE];
	struct json_object *value = NULL;

	if (read && figure->is_time)
		text_time(text, time_of(*read));
	else if (read)
		allowance_format(text, *read);
	if (read)
		value = figure->is_time ? value_time(time_of(*read)) : value_amount(*read);
	output_add(output, figure->name, value);
	output_field(output, figure->label, "%s", read ? text : "not read; see 'rialto balance'");
}

/* What is staked may still be too little to spend any of it. */
static void say_spendable(struct output *output, const struct plan *plan, const struct flow_plan *flow)
{
	size_t staked = plan_after(plan, "diem_staked");
	bool spendable;

	if (staked == plan_figures(plan))
		return;
	spendable = funding_diem_spendable(flow->after[staked]);
	output_add(output, "spendable", flow->read ? json_object_new_boolean(spendable) : NULL);
	if (flow->read && !spendable)
		output_text(output, "Below %s staked DIEM none of it can be spent.\n", FUNDING_LEAST_DIEM);
}

static void say_recipient(struct output *output, const struct flow_plan *flow)
{
	const char *name = plan_row(flow->purpose)->sends ? "to" : "spender";
	char to[ADDRESS_TEXT_SIZE];

	address_format(to, flow->recipient);
	output_add(output, "token", value_text(token_symbol(flow->amount.token)));
	output_add(output, name, value_address(flow->recipient));
	output_field(output, name, "%s", to);
}

void plan_output_say(struct output *output, const struct flow_plan *flow, const struct plan_before *before)
{
	const struct plan *plan = plan_row(flow->purpose);
	const struct plan_figure minimum = { .name = "minimum", .label = "VVV at least" };
	char label[32];
	const struct plan_figure amount = { .name = plan->gives, .label = label };
	const struct sent_tx *sent = flow_plan_sent(flow);

	snprintf(label, sizeof(label), "%s%s", token_symbol(flow->amount.token), plan->swaps ? " spent" : "");
	if (plan->swaps && !plan->before[0])
		output_add(output, "approve_tx", NULL);
	for (size_t i = 0; i < PLAN_BEFORE && plan->before[i]; i++)
		tx_common_say(output, plan_row(plan->before[i])->done, plan_row(plan->before[i])->tx, &before->sent[i]);
	tx_common_say(output, plan->done, plan->tx, sent);
	output_add(output, "block", json_object_new_int64((int64_t)sent->block));
	output_field(output, "block", "%llu", (unsigned long long)sent->block);
	if (plan->gives)
		say_figure(output, &amount, &flow->amount);
	if (plan->recipient)
		say_recipient(output, flow);
	for (size_t i = 0; i < plan_figures(plan); i++)
		if (plan->after[i].label)
			say_figure(output, &plan->after[i], flow->read ? &flow->after[i] : NULL);
	if (plan->swaps)
		say_figure(output, &minimum, &sent->least);
	say_spendable(output, plan, flow);
}
