#include "wallet/flow/plan_call.h"

#include <stdio.h>

#include "wallet/eth/abi.h"
#include "wallet/eth/market.h"
#include "wallet/flow/plan_figure.h"

static size_t count_arguments(const struct plan_call *call)
{
	size_t count = 0;

	while (count < PLAN_ARGUMENTS && call->arguments[count].value)
		count++;
	return count;
}

/* A route is dynamic, so its word says where it begins, which is behind all the words.  No call has
 * two routes. */
static void add_arguments(struct buf *data, const struct plan_call *call, const struct flow_plan *flow)
{
	size_t count = count_arguments(call);
	bool has_route = false;

	for (size_t i = 0; i < count; i++) {
		if (call->arguments[i].value == PLAN_ROUTE) {
			abi_add_u64(data, 32 * count);
			has_route = true;
		} else {
			plan_figure_add_value(data, call->arguments[i].value, flow);
		}
	}
	if (has_route)
		market_add_route(data, market_route(flow->amount.token, TOKEN_VVV));
}

static void add_candidate(struct flow_tx *tx, const struct plan_call *call, const struct flow_plan *flow)
{
	struct buf *data = &tx->candidates[tx->candidate_count];

	snprintf(tx->calls[tx->candidate_count++], sizeof(tx->calls[0]), "%s", call->signature ? call->signature : "");
	buf_init(data, 0);
	if (!call->signature)
		return;
	abi_add_selector(data, call->signature);
	add_arguments(data, call, flow);
}

void plan_call_propose(struct flow_tx *tx, const struct flow_plan *flow)
{
	const struct plan *row = plan_row(tx->purpose);

	while (tx->candidate_count)
		buf_free(&tx->candidates[--tx->candidate_count]);
	for (size_t i = 0; i < PLAN_CALLS && (row->calls[i].signature || !i); i++)
		add_candidate(tx, &row->calls[i], flow);
}
