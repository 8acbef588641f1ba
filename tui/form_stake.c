/* How much VVV to stake. */
#include "tui/form_check.h"
#include "wallet/entry.h"
#include "wallet/mem.h"

static bool check_amount(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	const struct balances *balances = model_balances(model);

	return form_check_amount(form, field, TOKEN_VVV, balances ? &balances->vvv : NULL, ERR_NEEDS_VVV, err);
}

static const struct field_spec fields[] = {
	{ "Amount of VVV", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "A number like 10 or 12.5.", NULL, check_amount },
};

/* All there is, or what was not staked when it was last tried. */
static void fill(struct form *form, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	const struct flow_stake *last = &model->stake;
	bool failed = last->state == STAKE_FAILED && last->err.code != ERR_CANCELLED &&
		      address_equal(last->account.address, form->account.address);

	form_fill_amount(form, 0, failed ? &last->amount : NULL, balances ? &balances->vvv : NULL);
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);
	struct amount amount;
	struct err ignored;

	if (!form_facts_known(balances, page))
		return;
	form_fact(page, "VVV in the wallet", balances->vvv);
	form_fact(page, "sVVV already", balances->svvv);
	if (entry_amount(&amount, TOKEN_VVV, form_text(form, 0), &ignored) &&
	    amount_compare(balances->allowance, amount) >= 0)
		page_text(page, STYLE_DIM, "The staking contract may already take that much: only the stake is to be signed.");
	else
		page_text(page, STYLE_DIM, "Two transactions, each shown before it is signed: approve exactly this amount, then stake it.");
	form_facts_fee(balances, page);
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	struct err ignored;

	(void)model;
	if (entry_amount(&action->amount, TOKEN_VVV, form_text(form, 0), &ignored))
		action->type = ACTION_STAKE;
}

const struct form_spec form_stake = {
	.title = "Stake VVV", .submit = "Review it",
	.intro = "Staked VVV becomes sVVV, which lets the wallet mint keys and earns rewards. It comes back after a cooldown.",
	.fields = fields, .count = ARRAY_LENGTH(fields), .fill = fill, .facts = facts, .make = make,
};
