/* The amount of a plan, and the forms of those that ask for no more: how much to take out again. */
#include <stdio.h>
#include <string.h>

#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/eth/entry.h"
#include "wallet/model/plan_offer.h"

/* Of the marked wallets each has its own: the selected one's balance says nothing of theirs. */
static bool is_all(const struct form *form, const struct model *model, size_t field)
{
	return plan_batch_takes(model, form->spec->plan) && !strcmp(form_text(form, field), FORM_ALL);
}

bool form_plan_check(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	const struct plan *plan = plan_row(form->spec->plan);
	const struct amount *have =
		plan_batch_takes(model, form->spec->plan) ? NULL : plan_offer_balance(model, form->spec->plan);

	return is_all(form, model, field) || form_check_amount(form, field, plan->token, have, plan->too_little, err);
}

bool form_plan_most(struct amount *out, const struct form *form, const struct model *model)
{
	const struct amount *balance = plan_offer_balance(model, form->spec->plan);

	if (balance)
		*out = *balance;
	return balance != NULL;
}

/* Only what failed: how much is to come back nobody can guess. */
static void fill(struct form *form, const struct model *model)
{
	form_fill_amount(form, 0, form_failed_amount(form, model, form->spec->plan), NULL);
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	const struct balances *balances = model_balances(model);
	const struct amount *balance = plan_offer_balance(model, form->spec->plan);
	const char *warning = plan_row(form->spec->plan)->warning;

	if (!form_facts_known(balances, page))
		return;
	if (balance)
		form_fact(page, plan_row(form->spec->plan)->have[0].label, *balance);
	if (warning)
		page_text(page, STYLE_WARN, warning);
	form_facts_fee(balances, page);
}

void form_plan_make(struct form *form, const struct model *model, struct action *action)
{
	const struct plan *plan = plan_row(form->spec->plan);
	struct err ignored;

	action->all = is_all(form, model, 0);
	action->amount = amount_zero(plan->token);
	if (action->all || entry_amount(&action->amount, plan->token, form_text(form, 0), &ignored))
		action->type = plan->wish;
}

#define NOTE "A number like 1 or 0.5. a: all of it."
#define AMOUNT(label) { label, FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, NOTE, NULL, form_plan_check }
#define REST(purpose, list) .submit = "review it", .plan = (purpose), .fields = (list), .count = 1, .fill = fill, \
	.most = form_plan_most, .facts = facts, .make = form_plan_make

static const struct field_spec svvv[] = { AMOUNT("sVVV to unstake") };
static const struct field_spec diem[] = { AMOUNT("DIEM to unstake") };
static const struct field_spec burnt[] = { AMOUNT("DIEM to burn") };

const struct form_spec form_unstake = {
	.title = "Unstake VVV",
	.intro = "It comes back as VVV once the contract's cooldown is over. From now on it earns nothing and counts for no key.",
	REST(PURPOSE_UNSTAKE, svvv),
};

const struct form_spec form_diem_unstake = {
	.title = "Unstake DIEM", .intro = "It comes back once the contract's cooldown is over, and gives no API credit from now on.",
	REST(PURPOSE_DIEM_UNSTAKE, diem),
};

const struct form_spec form_diem_burn = {
	.title = "Burn DIEM", .intro = "Frees the sVVV that is locked for it: as much as the part of the DIEM that is burnt.",
	REST(PURPOSE_DIEM_BURN, burnt),
};

const struct form_spec *form_of_plan(enum purpose purpose)
{
	static const struct form_spec *const forms[PURPOSE_COUNT] = {
		[PURPOSE_STAKE] = &form_stake, [PURPOSE_UNSTAKE] = &form_unstake,
		[PURPOSE_DIEM_STAKE] = &form_diem_stake, [PURPOSE_DIEM_MINT] = &form_diem_mint,
		[PURPOSE_DIEM_UNSTAKE] = &form_diem_unstake, [PURPOSE_DIEM_BURN] = &form_diem_burn,
		[PURPOSE_SEND] = &form_send, [PURPOSE_SEND_ETH] = &form_send,
		[PURPOSE_SWAP] = &form_swap, [PURPOSE_SWAP_ETH] = &form_swap,
		[PURPOSE_ALLOW] = &form_approve,
	};

	return forms[purpose];
}
