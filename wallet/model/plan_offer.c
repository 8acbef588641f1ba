#include "wallet/model/plan_offer.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/stake_life.h"

const struct amount *plan_offer_balance(const struct model *model, enum purpose purpose)
{
	const struct balances *balances = model_balances(model);
	const char *name = plan_row(purpose)->have[0].name;

	if (!balances || !name)
		return NULL;
	const struct { const char *name; const struct amount *amount; } fields[] = {
		{ "vvv", &balances->vvv },
		{ "svvv_unlocked", &balances->svvv_unlocked },
		{ "diem", &balances->diem },
		{ "diem_staked", &balances->diem_staked },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(fields); i++)
		if (strcmp(fields[i].name, name) == 0)
			return fields[i].amount;
	return NULL;
}

static bool lacks_cooled(char out[PLAN_OFFER_SIZE], const struct model *model, const struct plan *plan,
			 const struct cooldown *cooldown)
{
	char left[TEXT_SPAN_SIZE], amount[AMOUNT_TEXT_SIZE];

	if (stake_life_over(model, cooldown))
		return false;
	if (!stake_life_cools(cooldown)) {
		snprintf(out, PLAN_OFFER_SIZE, "%s", plan->nothing);
		return true;
	}
	amount_format(amount, cooldown->amount);
	text_duration(left, cooldown->ends_ms - stake_life_now(model));
	snprintf(out, PLAN_OFFER_SIZE, "%s %s can be taken out in %s", amount, token_symbol(plan->token), left);
	return true;
}

/* The rewards, or what was unstaked: all of it is taken. */
static bool lacks_from(char out[PLAN_OFFER_SIZE], const struct model *model, const struct plan *plan)
{
	const struct balances *balances = model_balances(model);
	struct amount rewards;

	if (plan->ends.signature)
		return lacks_cooled(out, model, plan,
				    plan->token == TOKEN_DIEM ? &balances->diem_cooldown : &balances->cooldown);
	if (plan->any_token || !stake_life_rewards(&rewards, model) || !amount_is_zero(rewards))
		return false;
	snprintf(out, PLAN_OFFER_SIZE, "%s", plan->nothing);
	return true;
}

static bool has_nothing(const struct balances *balances)
{
	return amount_is_zero(balances->eth) && amount_is_zero(balances->vvv) && amount_is_zero(balances->diem) &&
	       amount_is_zero(balances->usdc);
}

bool plan_offer_lacks(char out[PLAN_OFFER_SIZE], const struct model *model, enum purpose purpose)
{
	const struct plan *plan = plan_row(purpose);
	const struct balances *balances = model_balances(model);
	const struct amount *held = plan_offer_balance(model, purpose);

	if (!balances)
		return false;
	if (plan->from.signature)
		return lacks_from(out, model, plan);
	if (plan->swaps && amount_is_zero(balances->eth) && amount_is_zero(balances->usdc))
		snprintf(out, PLAN_OFFER_SIZE, "There is neither ETH nor USDC to swap");
	else if (plan->sends && has_nothing(balances))
		snprintf(out, PLAN_OFFER_SIZE, "There is nothing to send");
	else if (held && amount_is_zero(*held))
		snprintf(out, PLAN_OFFER_SIZE, "There is no %s", plan->have[0].label);
	else
		return false;
	return true;
}
