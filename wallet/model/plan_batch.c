#include "wallet/model/plan_batch.h"

#include "wallet/base/mem.h"
#include "wallet/model/model.h"

bool flow_plan_batch_running(const struct flow_plan_batch *batch)
{
	return batch->state != PLAN_BATCH_IDLE && batch->state != PLAN_BATCH_DONE;
}

size_t flow_plan_batch_count(const struct flow_plan_batch *batch, enum plan_row_state state)
{
	size_t found = 0;

	for (size_t i = 0; i < batch->count; i++)
		found += batch->rows[i].state == state;
	return found;
}

bool plan_batch_takes(const struct model *model, enum purpose purpose)
{
	const struct plan *plan = plan_row(purpose);

	return !model->headless && model->marked && !plan->swaps && !plan->quote.signature &&
	       (plan->sends || !plan->recipient);
}

void plan_batch_wallets(struct accounts *out, const struct model *model)
{
	*out = (struct accounts){ mem_new(model->accounts.count + 1, sizeof(*out->items)), 0 };
	for (size_t i = 0; i < model->accounts.count; i++)
		if (model->accounts.items[i].marked)
			out->items[out->count++] = model->accounts.items[i];
}

bool plan_batch_stops_all(const struct err *err)
{
	static const enum err_code codes[] = {
		ERR_UNREACHABLE, ERR_TIMEOUT, ERR_TLS, ERR_CERTIFICATES, ERR_PROXY_UNREACHABLE, ERR_PROXY_CREDENTIALS,
		ERR_PROXY_REFUSED, ERR_PROXY_FAILED, ERR_RPC_UNAUTHORIZED, ERR_RPC_PAYMENT, ERR_RPC_FORBIDDEN,
		ERR_RPC_NOT_FOUND, ERR_RPC_LIMITED, ERR_RPC_UNAVAILABLE, ERR_RPC_WEB_PAGE, ERR_RPC_REDIRECTED,
		ERR_WRONG_CHAIN, ERR_READONLY, ERR_INTERRUPTED,
	};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (codes[i] == err->code)
			return true;
	return false;
}
