/* The form for paying USDC into the x402 credit. */
#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/eth/entry.h"
#include "wallet/model/x402_diem.h"

#define LEAST "5"	/* USD; used until Venice's own terms are known */

/* Returns what Venice said about the credit; NULL when it was not asked. */
static const struct x402_balance *credit(const struct form *form, const struct model *model)
{
	const struct flow_x402 *x402 = &model->x402;

	return x402->has_balance && address_equal(x402->of, form->account.address) ? &x402->balance : NULL;
}

/* Checks what Venice takes in one payment; known is NULL when it was not asked yet. */
static bool check_limits(struct amount amount, const struct x402_balance *known, struct err *err)
{
	struct amount least, most;

	if (!amount_parse(&most, TOKEN_USDC, X402_MOST, err))
		return false;
	if (amount_compare(amount, most) > 0)
		return err_set(err, ERR_INVALID_INPUT, "The most that Venice takes at once is " X402_MOST " USD.");
	return !known || !amount_parse(&least, TOKEN_USDC, known->minimum, &(struct err){ 0 }) ||
	       amount_compare(amount, least) >= 0 ||
	       err_set(err, ERR_INVALID_INPUT, "The least that Venice takes is %s USD.", known->minimum);
}

static bool check_amount(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	const struct balances *balances = model_balances(model);
	struct amount amount;

	return form_check_amount(form, field, TOKEN_USDC, balances ? &balances->usdc : NULL, ERR_NEEDS_USDC, err) &&
	       entry_amount(&amount, TOKEN_USDC, form_text(form, field), err) &&
	       check_limits(amount, credit(form, model), err);
}

static const struct field_spec fields[] = {
	{ "Amount of USDC", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "A number like 10 or 12.5. 1 USDC is 1 USD; at least 5 USD.", NULL,
	  check_amount },
};

/* Fills in the amount that failed to be paid last, else the least, so that nobody pays more by mistake. */
static void fill(struct form *form, const struct model *model)
{
	const struct flow_topup *last = &model->topup;
	bool failed = (last->state == TOPUP_FAILED || last->state == TOPUP_UNKNOWN) &&
		      last->err.code != ERR_CANCELLED && address_equal(last->account.address, form->account.address);
	const struct x402_balance *known = credit(form, model);

	if (failed)
		form_fill_amount(form, 0, &last->amount, NULL);
	else
		line_fill(&form->lines[0], known && *known->minimum ? known->minimum : LEAST);
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);
	const struct x402_balance *known = credit(form, model);
	char diem[X402_DIEM_SIZE];

	if (form_facts_known(balances, page))
		form_fact(page, "USDC in the wallet", balances->usdc);
	if (known)
		page_pair(page, 20, "x402 credit, USD", STYLE_TEXT, known->usd);
	if (x402_diem_first(diem, model, form->account.address))
		page_text(page, STYLE_WARN, diem);
	page_text(page, STYLE_DIM, "Venice is asked for its terms; they are checked and shown before anything is signed. "
		  "No ETH is needed.");
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	struct err ignored;

	(void)model;
	if (entry_amount(&action->amount, TOKEN_USDC, form_text(form, 0), &ignored))
		action->type = ACTION_X402_TOP_UP;
}

const struct form_spec form_topup = {
	.title = "Top up the x402 credit", .submit = "review it", .about_account = true,
	.intro = "Pays USDC on Base to Venice, which becomes prepaid credit of this wallet's own. " X402_PAYS_FOR,
	.fields = fields, .count = ARRAY_LENGTH(fields), .fill = fill, .facts = facts, .make = make,
};
