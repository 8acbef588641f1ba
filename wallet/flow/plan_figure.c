#include "wallet/flow/plan_figure.h"

#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"

void plan_figure_add_value(struct buf *data, enum plan_value value, const struct flow_plan *flow)
{
	switch (value) {
	case PLAN_NOTHING:
	case PLAN_ROUTE:	/* no word of its own: see plan_call */
		break;
	case PLAN_OWNER:
		abi_add_address(data, flow->account.address);
		break;
	case PLAN_STAKING:
		abi_add_address(data, contract_address(CONTRACT_STAKING));
		break;
	case PLAN_ROUTER:
		abi_add_address(data, contract_address(CONTRACT_ROUTER));
		break;
	case PLAN_RECIPIENT:
		abi_add_address(data, flow->recipient);
		break;
	case PLAN_AMOUNT:
		abi_add_u256(data, flow->amount.units);
		break;
	case PLAN_LEAST:
		abi_add_u256(data, flow->least.units);
		break;
	case PLAN_ZERO:
		abi_add_u64(data, 0);
		break;
	case PLAN_DEADLINE:
		abi_add_u64(data, flow->deadline_s);
		break;
	}
}

enum contract plan_figure_contract(const struct plan_figure *figure, const struct flow_plan *flow)
{
	return figure->of_wish ? contract_of_token(flow->amount.token) : figure->contract;
}

static struct amount zero_of(const struct plan_figure *figure, const struct flow_plan *flow)
{
	return amount_zero(figure->of_wish ? flow->amount.token : figure->token);
}

void plan_figure_ask(struct chain_batch *batch, const struct plan_figure *figure, const struct flow_plan *flow)
{
	struct chain_call *call;

	if (!figure->signature)
		return;
	call = chain_add(batch, CHAIN_CALL);
	call->to = contract_address(plan_figure_contract(figure, flow));
	abi_add_selector(&call->data, figure->signature);
	for (size_t i = 0; i < ARRAY_LENGTH(figure->arguments); i++)
		plan_figure_add_value(&call->data, figure->arguments[i], flow);
}

bool plan_figure_read(struct amount *out, const struct plan_figure *figure, const struct flow_plan *flow,
		      const struct chain_reply *reply)
{
	*out = zero_of(figure, flow);
	return abi_get_u256(&out->units, reply->data.data, reply->data.len, figure->word);
}

/* The topics after the first: zero where anything fits. */
static void add_topics(struct buf *data, const struct plan_figure *figure, const struct flow_plan *flow)
{
	size_t count = ARRAY_LENGTH(figure->arguments);

	while (count && figure->arguments[count - 1] == PLAN_NOTHING)
		count--;
	for (size_t i = 0; i < count; i++) {
		enum plan_value value = figure->arguments[i];

		plan_figure_add_value(data, value == PLAN_NOTHING ? PLAN_ZERO : value, flow);
	}
}

static void add_event(struct chain_batch *batch, const struct plan_figure *figure, const struct flow_plan *flow)
{
	struct chain_call *call = chain_add(batch, CHAIN_RECEIPT);
	uint8_t topic[KECCAK_SIZE];

	keccak256(topic, (const uint8_t *)figure->event, strlen(figure->event));
	memcpy(call->hash, flow_plan_sent(flow)->hash, sizeof(call->hash));
	call->to = contract_address(plan_figure_contract(figure, flow));
	buf_add(&call->data, topic, sizeof(topic));
	add_topics(&call->data, figure, flow);
}

void plan_figure_ask_after(struct chain_batch *batch, const struct flow_plan *flow)
{
	const struct plan *plan = plan_row(flow->purpose);

	for (size_t i = 0; i < plan_figures(plan); i++)
		if (plan->after[i].event)
			add_event(batch, &plan->after[i], flow);
		else
			plan_figure_ask(batch, &plan->after[i], flow);
}

/* Reads an amount from an event.  It is the last word of the data, whether the other values are topics or not. */
static bool read_event(struct amount *out, const struct plan_figure *figure, const struct flow_plan *flow,
		       const struct chain_reply *reply)
{
	size_t words = reply->data.len / 32;

	*out = zero_of(figure, flow);
	if (!words)
		return figure->besides;
	return abi_get_u256(&out->units, reply->data.data, reply->data.len, words - 1);
}

bool plan_figure_take_after(struct flow_plan *flow, const struct chain_replies *replies)
{
	const struct plan *plan = plan_row(flow->purpose);

	if (replies->count != plan_figures(plan))
		return false;
	for (size_t i = 0; i < replies->count; i++) {
		const struct plan_figure *figure = &plan->after[i];
		const struct chain_reply *reply = &replies->items[i];
		struct amount *out = &flow->after[i];

		if (!reply->ok || !(figure->event ? read_event : plan_figure_read)(out, figure, flow, reply))
			return false;
	}
	return true;
}
