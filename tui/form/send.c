/* The form for sending: what, how much and to whom, with what is known of them while one types. */
#include <stdio.h>
#include <string.h>

#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/eth/entry.h"
#include "wallet/model/recipient.h"

enum { SEND_TOKEN, SEND_AMOUNT, SEND_TO };

static const char *const tokens[] = { "VVV", "ETH", "DIEM", "USDC", NULL };

static enum token token_of(const struct form *form)
{
	enum token token;

	return token_from_symbol(&token, tokens[form->choices[SEND_TOKEN]]) ? token : TOKEN_VVV;
}

static const struct amount *balance_of(const struct form *form, const struct model *model)
{
	const struct balances *balances = model_balances(model);

	if (!balances)
		return NULL;
	const struct amount *const amounts[TOKEN_COUNT] = {
		[TOKEN_ETH] = &balances->eth, [TOKEN_VVV] = &balances->vvv,
		[TOKEN_DIEM] = &balances->diem, [TOKEN_USDC] = &balances->usdc,
	};

	return amounts[token_of(form)];
}

static bool check_amount(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	static const enum err_code too_much[TOKEN_COUNT] = {
		[TOKEN_ETH] = ERR_NEEDS_ETH, [TOKEN_VVV] = ERR_NEEDS_VVV,
		[TOKEN_DIEM] = ERR_NEEDS_DIEM, [TOKEN_USDC] = ERR_NEEDS_USDC,
	};
	enum token token = token_of(form);

	return !strcmp(form_text(form, field), FORM_ALL) ||
	       form_check_amount(form, field, token, balance_of(form, model), too_much[token], err);
}

static bool check_to(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	struct address address;

	return recipient_find(&address, model, form_text(form, field), err) &&
	       recipient_check(address, form->account.address, err);
}

static const struct field_spec fields[] = {
	{ "Token", FIELD_CHOICE, 0, tokens, "What is sent.", NULL, NULL },
	{ "Amount", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "A number like 10 or 12.5, or all: of ETH, all that the fee leaves.", NULL,
	  check_amount },
	{ "To", FIELD_TEXT, ENTRY_SIZE - 1, NULL, "An address, or a name that is known here. Compare every character.", NULL, check_to },
};

/* What failed is not typed again. */
static void fill(struct form *form, const struct model *model)
{
	const struct flow_plan *last = &model->plan;
	char to[ADDRESS_TEXT_SIZE];

	if (!plan_row(last->purpose)->sends || !form_failed_amount(form, model, last->purpose))
		return;
	for (size_t i = 0; tokens[i]; i++)
		if (strcmp(tokens[i], token_symbol(last->amount.token)) == 0)
			form->choices[SEND_TOKEN] = i;
	if (last->all)
		line_fill(&form->lines[SEND_AMOUNT], FORM_ALL);
	else
		form_fill_amount(form, SEND_AMOUNT, &last->amount, NULL);
	address_format(to, last->recipient);
	line_fill(&form->lines[SEND_TO], to);
}

void form_send_fill(struct form *form, const char *to)
{
	line_fill(&form->lines[SEND_TO], to);
}

static void say_uses(const struct recipient *recipient, struct page *page)
{
	char when[TEXT_TIME_SIZE];

	text_time(when, recipient->last_ms);
	if (recipient->times)
		page_format(page, STYLE_TEXT, "Sent to it %u time%s, last on %s.", recipient->times, recipient->times == 1 ? "" : "s", when);
	else
		page_text(page, STYLE_WARN, "Nothing was sent to it from here so far.");
}

/* A name stands for an address, which is what the transaction goes to. */
static void say_recipient(const struct form *form, const struct model *model, struct page *page)
{
	char text[ADDRESS_TEXT_SIZE], like[ADDRESS_TEXT_SIZE];
	struct recipient recipient;
	struct address address;
	struct err ignored;

	if (!recipient_find(&address, model, form_text(form, SEND_TO), &ignored))
		return;
	recipient_look(&recipient, model, address);
	address_format(text, address);
	address_format(like, recipient.like);
	page_blank(page);
	page_format(page, STYLE_TEXT, "%s%s%s", recipient.name, *recipient.name ? " is " : "", text);
	say_uses(&recipient, page);
	if (recipient.is_like)
		page_format(page, STYLE_BAD, "It only looks like %s%s%s, and is another address: such addresses are made to be mistaken "
			    "for one.", recipient.like_name, *recipient.like_name ? " " : "", like);
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);
	char label[32];

	if (form_facts_known(balances, page)) {
		snprintf(label, sizeof(label), "%s here", token_symbol(token_of(form)));
		form_fact(page, label, *balance_of(form, model));
		form_facts_fee(balances, page);
	}
	form_facts_marked(model, PURPOSE_SEND, page);
	say_recipient(form, model, page);
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	enum token token = token_of(form);
	struct err ignored;

	action->amount = amount_zero(token);
	action->all = strcmp(form_text(form, SEND_AMOUNT), FORM_ALL) == 0;
	if (!action->all && !entry_amount(&action->amount, token, form_text(form, SEND_AMOUNT), &ignored))
		return;
	if (recipient_find(&action->recipient, model, form_text(form, SEND_TO), &ignored))
		action->type = ACTION_SEND;
}

static bool names(const struct form *form, size_t field)
{
	(void)form;
	return field == SEND_TO;
}

const struct form_spec form_send = {
	.title = "Send", .submit = "review it", .about_account = true,
	.intro = "What is sent is gone: only whoever has the recipient's key can send it back.",
	.fields = fields, .count = ARRAY_LENGTH(fields), .fill = fill, .facts = facts, .names = names, .make = make,
};
