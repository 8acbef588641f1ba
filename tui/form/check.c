#include "tui/form/check.h"

#include <string.h>

#include "wallet/base/passphrase.h"
#include "wallet/eth/entry.h"

#define WEAK_BELOW 8	/* characters */
#define MARKED_NAMED 12

const char *const form_check_languages[] = {
	"english", "spanish", "french", "italian", "portuguese", "czech", "japanese", "korean", "chinese_simplified",
	"chinese_traditional", NULL,
};

bool form_check_name(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	const char *name = form_text(form, field);

	return account_check_name(name, err) && accounts_check_free(&model->accounts, name, NULL, err);
}

bool form_check_new_name(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	const char *name = form_text(form, field);

	return account_check_name(name, err) && accounts_check_free(&model->accounts, name, &form->account, err);
}

bool form_check_password(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	if (!*form_text(form, field))
		return err_set(err, ERR_INVALID_INPUT, "A wallet needs a password.");
	return passphrase_check_new(&form->lines[field].s, "The password", err);
}

bool form_check_again(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return strcmp(form_text(form, field), form_text(form, field - 1)) == 0 ||
	       err_set(err, ERR_INVALID_INPUT, "The two passwords are not the same.");
}

void form_check_strength(const struct form *form, size_t field, struct page *page)
{
	size_t characters = line_characters(&form->lines[field]);

	if (form->touched[field] && characters > 0 && characters < WEAK_BELOW)
		page_text(page, STYLE_WARN, "That password is short: whoever gets the file can guess it.");
}

bool form_check_file(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return *form_text(form, field) || err_set(err, ERR_INVALID_INPUT, "Which file?");
}

bool form_check_amount(const struct form *form, size_t field, enum token token, const struct amount *have,
		       enum err_code too_much, struct err *err)
{
	char text[AMOUNT_TEXT_SIZE];
	struct amount amount;

	if (!entry_amount(&amount, token, form_text(form, field), err))
		return false;
	if (amount_is_zero(amount))
		return err_set(err, ERR_INVALID_INPUT, "An amount of 0 does nothing.");
	if (!have || amount_compare(amount, *have) <= 0)
		return true;
	amount_format(text, *have);
	return err_set(err, too_much, "The wallet has %s %s.", text, token_symbol(token));
}

const struct amount *form_failed_amount(const struct form *form, const struct model *model, enum purpose purpose)
{
	const struct flow_plan *last = &model->plan;
	bool failed = last->state == PLAN_FAILED && last->purpose == purpose && last->err.code != ERR_CANCELLED &&
		      address_equal(last->account.address, form->account.address);

	return failed ? &last->amount : NULL;
}

void form_fill_amount(struct form *form, size_t field, const struct amount *failed, const struct amount *small)
{
	const struct amount *amount = failed && !amount_is_zero(*failed) ? failed : small;
	char text[AMOUNT_TEXT_SIZE];

	if (!amount || amount_is_zero(*amount))
		return;
	amount_format(text, *amount);
	line_fill(&form->lines[field], text);
}

struct amount form_small_amount(enum token token, const char *enough, const struct amount *so_far,
				const struct amount *have)
{
	struct amount small, rest;
	struct err ignored;

	if (!amount_parse(&small, token, enough, &ignored))
		return amount_zero(token);
	if (so_far && amount_sub(&rest, small, (struct amount){ token, so_far->units }) && !amount_is_zero(rest))
		small = rest;
	return have && amount_compare(*have, small) < 0 ? *have : small;
}

void form_fact(struct page *page, const char *label, struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, amount);
	page_pair(page, 20, label, STYLE_TEXT, text);
}

bool form_facts_known(const struct balances *balances, struct page *page)
{
	page_blank(page);
	if (!balances)
		page_text(page, STYLE_DIM, "The balance is not known yet; it is asked for before anything is signed.");
	return balances != NULL;
}

void form_facts_marked(const struct model *model, enum purpose purpose, struct page *page)
{
	struct accounts wallets;
	struct buf who;

	if (!plan_batch_takes(model, purpose))
		return;
	plan_batch_wallets(&wallets, model);
	buf_init(&who, 0);
	for (size_t i = 0; i < wallets.count && i < MARKED_NAMED; i++)
		buf_add_format(&who, "%s%s", i ? ", " : "", wallets.items[i].name);
	page_format(page, STYLE_STRONG, "For each of %zu marked: %s%s", wallets.count, buf_string(&who),
		    wallets.count > MARKED_NAMED ? " …" : "");
	buf_free(&who);
	accounts_free(&wallets);
}

void form_facts_fee(const struct balances *balances, struct page *page)
{
	if (amount_is_zero(balances->eth))
		page_text(page, STYLE_WARN, "The wallet has no ETH for the fee yet.");
}
