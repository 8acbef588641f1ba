#include "wallet/model/batch.h"

#include "wallet/base/mem.h"
#include "wallet/model/model.h"

bool flow_batch_running(const struct flow_batch *batch)
{
	return batch->running;
}

size_t flow_batch_count(const struct flow_batch *batch, enum batch_state state)
{
	size_t found = 0;

	for (size_t i = 0; i < batch->count; i++)
		found += batch->rows[i].state == state;
	return found;
}

void flow_batch_wallets(struct accounts *out, const struct model *model)
{
	*out = (struct accounts){ mem_new(model->accounts.count, sizeof(*out->items)), 0 };
	for (size_t i = 0; i < model->accounts.count; i++) {
		const struct account *account = &model->accounts.items[i];

		if (!account_has_address(account))
			continue;
		if (model->marked ? account->marked : account->kind != ACCOUNT_WATCH)
			out->items[out->count++] = *account;
	}
}

bool flow_batch_needs_password(const struct model *model)
{
	return (model->mint.state == MINT_UNLOCK && !model_unlocked_for(model, model->mint.account.address)) ||
	       flow_mint_seal_waits(model);
}

bool flow_batch_unlocks(const struct model *model)
{
	const struct flow_batch *batch = &model->batch;

	return batch->running && flow_batch_needs_password(model) &&
	       (batch->unlocking || batch->passwords.tried < batch->passwords.count);
}
