#include "wallet/model/stake_life.h"

#define REWARDS_STEP_MS 60000	/* they grow all the time, and are read more often than that as a rule */

int64_t stake_life_now(const struct model *model)
{
	int64_t server_ms = model_server_now(model), chain_ms = model->now_ms + model->chain_ahead_ms;

	return chain_ms > server_ms ? chain_ms : server_ms;
}

bool stake_life_rewards(struct amount *out, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	struct amount since;
	int64_t ms;

	if (!balances)
		return false;
	ms = model->now_ms - balances->read_ms;
	ms -= ms % REWARDS_STEP_MS;
	*out = balances->pending_rewards;
	if (ms >= 1000 && balances_earned(&since, balances, &model->terms, (uint64_t)ms / 1000))
		return amount_add(out, *out, since);
	return true;
}

bool stake_life_cools(const struct cooldown *cooldown)
{
	return cooldown->ends_ms && !amount_is_zero(cooldown->amount);
}

bool stake_life_over(const struct model *model, const struct cooldown *cooldown)
{
	return stake_life_cools(cooldown) && cooldown->ends_ms <= stake_life_now(model);
}

enum purpose stake_life_offer(const struct model *model)
{
	const struct account *account = model_account(model);
	const struct balances *balances = model_balances(model);

	if (!balances || account->kind == ACCOUNT_WATCH || model->readonly || model_transacting(model))
		return PURPOSE_UNKNOWN;
	if (stake_life_over(model, &balances->cooldown))
		return PURPOSE_UNSTAKE_FINALIZE;
	return stake_life_over(model, &balances->diem_cooldown) ? PURPOSE_DIEM_WITHDRAW : PURPOSE_UNKNOWN;
}
