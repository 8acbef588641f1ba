/* The form for a standing allowance: what may be taken, how much of it, and by which contract. */
#include <string.h>

#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/model/allowances.h"

enum { ALLOW_TOKEN, ALLOW_AMOUNT, ALLOW_BY };
enum { BY_ROUTER, BY_STAKING };

static const char *const tokens[] = { "VVV", "DIEM", "USDC", NULL };
static const char *const spenders[] = { [BY_ROUTER] = "Aerodrome router", [BY_STAKING] = "Venice staking", NULL };

static enum token token_of(const struct form *form)
{
	enum token token;

	return token_from_symbol(&token, tokens[form->choices[ALLOW_TOKEN]]) ? token : TOKEN_VVV;
}

/* The router is let take only what is swapped there. */
static bool has_choice(const struct form *form)
{
	return token_of(form) == TOKEN_USDC;
}

static enum contract spender_of(const struct form *form)
{
	if (!has_choice(form))
		return allowance_usual(token_of(form));
	return form->choices[ALLOW_BY] == BY_ROUTER ? CONTRACT_ROUTER : CONTRACT_STAKING;
}

static bool check_amount(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	struct amount amount;

	(void)model;
	if (!allowance_parse(&amount, token_of(form), form_text(form, field), err))
		return false;
	return !amount_is_zero(amount) || err_set(err, ERR_INVALID_INPUT, "An amount of 0 does nothing");
}

static const struct field_spec fields[] = {
	{ "Token", FIELD_CHOICE, 0, tokens, "What may be taken.", NULL, NULL },
	{ "Amount", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL,
	  "A number like 10 or 12.5; or the word " ALLOWANCE_UNLIMITED ", written out: without a limit.", NULL, check_amount },
	{ "By", FIELD_CHOICE, 0, spenders, "The contract that may take it.", has_choice, NULL },
};

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);
	enum contract spender = spender_of(form);
	char address[ADDRESS_TEXT_SIZE];

	address_format(address, contract_address(spender));
	page_blank(page);
	page_format(page, STYLE_TEXT, "%s is %s", contract_name(spender), address);
	if (!strcmp(form_text(form, ALLOW_AMOUNT), ALLOWANCE_UNLIMITED))
		page_format(page, STYLE_WARN, "It may then take all %s that this wallet has, now and later.",
			    token_symbol(token_of(form)));
	if (form_facts_known(balances, page))
		form_facts_fee(balances, page);
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	struct err ignored;

	(void)model;
	action->recipient = contract_address(spender_of(form));
	if (allowance_parse(&action->amount, token_of(form), form_text(form, ALLOW_AMOUNT), &ignored))
		action->type = ACTION_APPROVE;
}

const struct form_spec form_approve = {
	.title = "Allow a contract to take", .submit = "review it", .about_account = true,
	.intro = "It stands until it is used up or taken back. No stake or swap needs it: each approves exactly what it takes.",
	.fields = fields, .count = ARRAY_LENGTH(fields), .facts = facts, .make = make,
};
