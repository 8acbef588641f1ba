/* The form for staking VVV. */
#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/eth/entry.h"

#define ENOUGH "1"	/* VVV: Venice mints keys for any stake above zero */

static const struct field_spec fields[] = {
	{ "Amount of VVV", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "A number like 10 or 12.5. a: all of it.", NULL, form_plan_check },
};

/* Fills in what failed to be staked last, or what is missing to a stake that mints keys. */
static void fill(struct form *form, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	struct amount small;

	small = form_small_amount(TOKEN_VVV, ENOUGH, balances ? &balances->svvv : NULL,
				  balances ? &balances->vvv : NULL);
	form_fill_amount(form, 0, form_failed_amount(form, model, PURPOSE_STAKE), &small);
}

static void say_why(const struct balances *balances, struct page *page)
{
	if (amount_is_zero(balances->svvv))
		page_text(page, STYLE_TEXT, ENOUGH " VVV is enough to mint keys. More earns more rewards.");
	else
		page_text(page, STYLE_TEXT, "What is staked already mints keys. More earns more rewards.");
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);
	struct amount amount;
	struct err ignored;

	if (!form_facts_known(balances, page))
		return;
	say_why(balances, page);
	form_fact(page, "VVV in the wallet", balances->vvv);
	form_fact(page, "sVVV already", balances->svvv);
	if (entry_amount(&amount, TOKEN_VVV, form_text(form, 0), &ignored) &&
	    amount_compare(balances->allowance, amount) >= 0)
		page_text(page, STYLE_DIM, "The staking contract may already take that much: only the stake is to be signed.");
	else
		page_text(page, STYLE_DIM, "Two transactions, each shown before it is signed: approve exactly this amount, then stake it.");
	form_facts_fee(balances, page);
}

const struct form_spec form_stake = {
	.title = "Stake VVV", .submit = "review it",
	.intro = "Staked VVV becomes sVVV, which lets the wallet mint keys and earns rewards. It comes back after a cooldown.",
	.plan = PURPOSE_STAKE, .fields = fields, .count = ARRAY_LENGTH(fields), .fill = fill, .most = form_plan_most,
	.facts = facts, .make = form_plan_make,
};
