/* The form for swapping ETH or USDC for VVV: what, how much, and how far the price may slip. */
#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/eth/entry.h"
#include "wallet/eth/market.h"
#include "wallet/eth/slippage.h"

enum { SWAP_TOKEN, SWAP_AMOUNT, SWAP_SLIPPAGE };

static const char *const tokens[] = { "ETH", "USDC", NULL };

static enum token token_of(const struct form *form)
{
	enum token token;

	return token_from_symbol(&token, tokens[form->choices[SWAP_TOKEN]]) ? token : TOKEN_ETH;
}

static const struct amount *balance_of(const struct form *form, const struct model *model)
{
	const struct balances *balances = model_balances(model);

	if (!balances)
		return NULL;
	return token_of(form) == TOKEN_ETH ? &balances->eth : &balances->usdc;
}

static bool check_amount(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	enum token token = token_of(form);

	return form_check_amount(form, field, token, balance_of(form, model),
				 token == TOKEN_ETH ? ERR_NEEDS_ETH : ERR_NEEDS_USDC, err);
}

static bool check_slippage(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	unsigned slippage;

	(void)model;
	return slippage_parse(&slippage, form_text(form, field), err);
}

static const struct field_spec fields[] = {
	{ "From", FIELD_CHOICE, 0, tokens, "What is given for VVV.", NULL, NULL },
	{ "Amount", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "A number like 0.05 or 25. Of ETH something stays for fees.", NULL,
	  check_amount },
	{ "Slippage, %", FIELD_TEXT, SLIPPAGE_TEXT_SIZE - 1, NULL,
	  "How much less than the quote it may bring before it is undone: 0 to 5.", NULL, check_slippage },
};

/* Fills in the swap that failed, so that it need not be typed again. */
static void fill(struct form *form, const struct model *model)
{
	const struct flow_plan *last = &model->plan;
	bool failed = plan_row(last->purpose)->swaps && form_failed_amount(form, model, last->purpose);
	char slippage[SLIPPAGE_TEXT_SIZE];

	slippage_format(slippage, failed ? last->slippage : SLIPPAGE_DEFAULT);
	line_fill(&form->lines[SWAP_SLIPPAGE], slippage);
	if (!failed)
		return;
	form->choices[SWAP_TOKEN] = last->amount.token == TOKEN_USDC;
	form_fill_amount(form, SWAP_AMOUNT, &last->amount, NULL);
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);

	if (!form_facts_known(balances, page))
		return;
	form_fact(page, "ETH here", balances->eth);
	form_fact(page, "USDC here", balances->usdc);
	form_fact(page, "VVV here", balances->vvv);
	page_text(page, STYLE_TEXT, token_of(form) == TOKEN_USDC ? "Two transactions: an approval of exactly the amount, and the swap."
		  : "One transaction, without an approval.");
	page_text(page, STYLE_DIM, "The market is asked now, and again before you sign: what it brings at least is in the review.");
	form_facts_fee(balances, page);
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	struct err ignored;

	(void)model;
	if (entry_amount(&action->amount, token_of(form), form_text(form, SWAP_AMOUNT), &ignored) &&
	    slippage_parse(&action->slippage, form_text(form, SWAP_SLIPPAGE), &ignored))
		action->type = ACTION_SWAP;
}

const struct form_spec form_swap = {
	.title = "Swap for VVV", .submit = "review it", .about_account = true,
	.intro = "Through " MARKET_NAME "'s router, at the price of now and for no less than the slippage leaves of it.",
	.fields = fields, .count = ARRAY_LENGTH(fields), .fill = fill, .facts = facts, .make = make,
};
