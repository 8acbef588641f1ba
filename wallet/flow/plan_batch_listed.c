#include "wallet/flow/plan_batch_listed.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/tx.h"
#include "wallet/model/model.h"

/* What a transaction may take that can't be simulated before the one that goes before it. */
#define LATER_GAS 400000

/* Those that can't be simulated yet pay the same price for gas, and as much for data on L1. */
static bool add_later_fees(struct amount *fee, const struct flow_tx *tx, size_t more)
{
	struct amount later = { .token = TOKEN_ETH };

	if (!u256_mul(&later.units, tx->tx.max_fee, u256_from_u64(LATER_GAS)) ||
	    !u256_add(&later.units, later.units, tx->l1_fee) || !u256_add(&later.units, later.units, tx->operator_fee))
		return false;
	while (more--)
		if (!amount_add(fee, *fee, later))
			return false;
	return true;
}

void plan_batch_list(struct model *model, struct plan_row *row)
{
	const struct flow_tx *tx = &model->tx;
	struct flow_plan_batch *batch = &model->plan_batch;
	const struct plan *plan = plan_row(batch->purpose);

	row->state = PLAN_ROW_LOOKED;
	row->transactions = model->plan.step_count;
	memcpy(row->notes, model->plan.notes, sizeof(row->notes));
	row->adds_to_pending = *model->plan.pending;
	row->amount = tx->amount;
	row->changes = tx->changes;
	row->second = tx->second;
	row->fee = tx->max_fee;
	row->step = SIZE_MAX;
	row->step_fee = row->fee_before = amount_zero(TOKEN_ETH);
	(void)!add_later_fees(&row->fee, tx, row->transactions - 1);	/* beyond all bounds it is asked about */
	batch->to = plan_target(plan, batch->amount.token, batch->recipient);
	snprintf(row->call, sizeof(row->call), "%s",
		 row->transactions == 1 ? tx->calls[tx->chosen] : plan->calls[0].signature);
}

/* What takes all there is may be more by now, as rewards are. */
static bool is_amount_within(const struct model *model, const struct plan_row *row)
{
	int more = amount_compare(model->tx.amount, row->amount);

	if (plan_row(model->plan_batch.purpose)->from.signature)
		return true;
	return model->plan_batch.all ? more <= 0 : more == 0;
}

/* Counts the fee of the transaction in hand, whoever agrees to it.  False: all are more than was listed. */
static bool is_fee_within(const struct model *model, struct plan_row *row)
{
	struct amount fee;

	if (model->plan.step != row->step && !amount_add(&row->fee_before, row->fee_before, row->step_fee))
		return false;
	row->step = model->plan.step;
	row->step_fee = model->tx.max_fee;
	return amount_add(&fee, row->fee_before, row->step_fee) && amount_compare(fee, row->fee) <= 0;
}

/* Another form of the same call was not listed. */
static bool is_call_within(const struct model *model, const struct plan_row *row)
{
	const struct flow_tx *tx = &model->tx;

	return tx->purpose != model->plan_batch.purpose || !strcmp(row->call, tx->calls[tx->chosen]);
}

bool plan_batch_is_within(const struct model *model, struct plan_row *row)
{
	bool fee = is_fee_within(model, row);

	return fee && is_call_within(model, row) && is_amount_within(model, row) &&
	       model->plan.step_count <= row->transactions &&
	       (row->adds_to_pending || !*model->plan.pending);
}
