/* How much VVV to stake. */
#include "tui/form.h"
#include "wallet/mem.h"

static bool check_amount(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	const struct balances *balances = model_balances(model);
	char have[AMOUNT_TEXT_SIZE];
	struct amount amount;

	if (!amount_parse(&amount, TOKEN_VVV, form_text(form, field), err))
		return false;
	if (amount_is_zero(amount))
		return err_set(err, ERR_INVALID_INPUT, "Staking 0 VVV does nothing.");
	if (!balances || amount_compare(amount, balances->vvv) <= 0)
		return true;
	amount_format(have, balances->vvv);
	return err_set(err, ERR_NEEDS_VVV, "The wallet has %s VVV.", have);
}

static const struct field_spec fields[] = {
	{ "Amount of VVV", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "A number like 10 or 12.5.", NULL, check_amount },
};

/* All there is, or what was not staked when it was last tried. */
static void fill(struct form *form, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	const struct flow_stake *last = &model->stake;
	char all[AMOUNT_TEXT_SIZE];

	if (last->state == STAKE_FAILED && last->err.code != ERR_CANCELLED && !amount_is_zero(last->amount) &&
	    address_equal(last->account.address, form->account.address)) {
		amount_format(all, last->amount);
		line_set(&form->lines[0], all);
		return;
	}
	if (!balances || amount_is_zero(balances->vvv))
		return;
	amount_format(all, balances->vvv);
	line_set(&form->lines[0], all);
}

static void fact(struct page *page, const char *label, struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, amount);
	page_pair(page, 18, label, STYLE_TEXT, text);
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);
	struct amount amount;
	struct err ignored;

	page_blank(page);
	if (!balances) {
		page_text(page, STYLE_DIM, "The balance is not known yet; it is asked for before anything is signed.");
		return;
	}
	fact(page, "VVV in the wallet", balances->vvv);
	fact(page, "sVVV already", balances->svvv);
	if (amount_parse(&amount, TOKEN_VVV, form_text(form, 0), &ignored) &&
	    amount_compare(balances->allowance, amount) >= 0)
		page_text(page, STYLE_DIM, "The staking contract may already take that much: only the stake is to be signed.");
	else
		page_text(page, STYLE_DIM, "Two transactions, each shown before it is signed: approve exactly this amount, then stake it.");
	if (amount_is_zero(balances->eth))
		page_text(page, STYLE_WARN, "The wallet has no ETH for the fee yet.");
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	struct err ignored;

	(void)model;
	if (amount_parse(&action->amount, TOKEN_VVV, form_text(form, 0), &ignored))
		action->type = ACTION_STAKE;
}

const struct form_spec form_stake = {
	.title = "Stake VVV", .submit = "Review it",
	.intro = "Staked VVV becomes sVVV, which lets the wallet mint keys and earns rewards. It comes back after a cooldown.",
	.fields = fields, .count = ARRAY_LENGTH(fields), .fill = fill, .facts = facts, .make = make,
};
