/* The forms for staking DIEM, and for minting it from sVVV. */
#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/eth/entry.h"
#include "wallet/model/funding.h"
#include "wallet/model/quote_rows.h"

#define LABEL_WIDTH 18
#define LITTLE_SVVV "1"	/* a first suggestion: the contract says what it gives */

static const struct field_spec stake_fields[] = {
	{ "Amount of DIEM", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "A number like 1 or 0.5. a: all of it.", NULL, form_plan_check },
};

static const struct field_spec mint_fields[] = {
	{ "sVVV to lock", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "A number like 90 or 12.5. a: all that is not locked.", NULL,
	  form_plan_check },
};

static void fill_stake(struct form *form, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	struct amount small =
		form_small_amount(TOKEN_DIEM, FUNDING_LEAST_DIEM, balances ? &balances->diem_staked : NULL,
				  balances ? &balances->diem : NULL);

	form_fill_amount(form, 0, form_failed_amount(form, model, PURPOSE_DIEM_STAKE), &small);
}

static void fill_mint(struct form *form, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	struct amount small =
		form_small_amount(TOKEN_SVVV, LITTLE_SVVV, NULL, balances ? &balances->svvv_unlocked : NULL);

	form_fill_amount(form, 0, form_failed_amount(form, model, PURPOSE_DIEM_MINT), &small);
}

/* Warns when all that would be staked is too little to spend any of it. */
static void warn_too_little(const struct form *form, const struct balances *balances, struct page *page)
{
	struct amount amount, all;
	struct err ignored;

	if (entry_amount(&amount, TOKEN_DIEM, form_text(form, 0), &ignored) &&
	    amount_add(&all, amount, balances->diem_staked) && !funding_diem_spendable(all))
		page_text(page, STYLE_WARN, "That is below " FUNDING_LEAST_DIEM " staked DIEM in all: nothing of it could be spent.");
}

static void stake_facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);

	if (!form_facts_known(balances, page))
		return;
	page_text(page, STYLE_TEXT, FUNDING_LEAST_DIEM " staked DIEM is the least of which any can be spent.");
	form_fact(page, "DIEM in the wallet", balances->diem);
	form_fact(page, "DIEM staked so far", balances->diem_staked);
	if (funding_mint_first(balances))
		page_text(page, STYLE_WARN, "There is none yet: ':diem-mint' locks sVVV and gives DIEM for it.");
	warn_too_little(form, balances, page);
	form_facts_fee(balances, page);
}

/* Mint or buy, as it was asked last. */
static void quote_facts(const struct flow_quote *quote, struct page *page)
{
	struct quote_row rows[QUOTE_ROWS];
	size_t count;

	if (quote->state != QUOTE_DONE)
		return;
	page_blank(page);
	count = quote_rows(rows, quote);
	for (size_t i = 0; i < count; i++)
		page_sides(page, LABEL_WIDTH, rows[i].label, i ? STYLE_TEXT : STYLE_STRONG, rows[i].mint, rows[i].buy);
	if (!quote->has_market)
		page_format(page, STYLE_WARN, "What the market asks is not known: %s.", quote->no_market);
}

static void mint_facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);

	(void)form;
	if (!form_facts_known(balances, page))
		return;
	page_text(page, STYLE_TEXT, "Locked sVVV still mints keys, but earns less. A little shows what it gives.");
	form_fact(page, "sVVV not locked", balances->svvv_unlocked);
	form_fact(page, "DIEM in the wallet", balances->diem);
	page_text(page, STYLE_DIM, "The contract is asked how much DIEM that gives, and it is shown before anything is signed.");
	form_facts_fee(balances, page);
	quote_facts(&model->quote, page);
}

const struct form_spec form_diem_stake = {
	.title = "Stake DIEM", .submit = "review it",
	.intro = "1 staked DIEM is $1 of API credit a day, anew at 00:00 UTC. It comes back after a cooldown. One transaction, "
		 "without an approval.",
	.plan = PURPOSE_DIEM_STAKE, .fields = stake_fields, .count = ARRAY_LENGTH(stake_fields), .fill = fill_stake,
	.most = form_plan_most, .facts = stake_facts, .make = form_plan_make,
};

const struct form_spec form_diem_mint = {
	.title = "Mint DIEM from sVVV", .submit = "review it",
	.intro = "Locks sVVV in the staking contract and gives DIEM for it, which can then be staked. The sVVV is free again "
		 "once as much DIEM is burnt.",
	.plan = PURPOSE_DIEM_MINT, .fields = mint_fields, .count = ARRAY_LENGTH(mint_fields), .fill = fill_mint,
	.most = form_plan_most, .facts = mint_facts, .make = form_plan_make,
};

static bool check_quote(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return form_check_amount(form, field, TOKEN_SVVV, NULL, ERR_NEEDS_SVVV, err);
}

static const struct field_spec quote_field[] = {
	{ "Amount of sVVV", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "A number like 90: it need not be there.", NULL, check_quote },
};

static void show_quote(const struct form *form, const struct model *model, struct page *page)
{
	(void)form;
	page_text(page, STYLE_TEXT, "At least " FUNDING_LEAST_DIEM " staked DIEM is needed to spend any of it.");
	quote_facts(&model->quote, page);
}

static void make_quote(struct form *form, const struct model *model, struct action *action)
{
	struct err ignored;

	(void)model;
	if (entry_amount(&action->amount, TOKEN_SVVV, form_text(form, 0), &ignored))
		action->type = ACTION_DIEM_QUOTE;
}

const struct form_spec form_diem_quote = {
	.title = "DIEM: mint or buy?", .submit = "ask contract and market",
	.intro = "What the staking contract gives for so much sVVV, and what the market asks for as much DIEM. Nothing is signed.",
	.fields = quote_field, .count = ARRAY_LENGTH(quote_field), .fill = fill_mint, .facts = show_quote,
	.make = make_quote,
};
