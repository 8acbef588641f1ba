/* What can be done with the money: each plan of wallet/model/plans.def, by the screen's form for it. */
#include "app/plain/plain.h"

#include <stdio.h>

#include "tui/command.h"
#include "wallet/model/plan_offer.h"
#include "wallet/model/quote_rows.h"

#define CHOICE_SIZE 128

/* Whatever it is for, a transaction needs the same of the wallet. */
static bool may_transact(const struct plain *plain, enum action_type wish)
{
	if (!model_transacting(plain->model))
		return plain_may(plain, (int)wish);
	plain_say(plain, "A transaction is on its way: t shows it.");
	return false;
}

static void carry_out(struct plain *plain, enum purpose purpose)
{
	const struct form_spec *form = form_of_plan(purpose);

	if (form)
		plain_form(plain, form);
	else
		plain_do(plain, plan_row(purpose)->wish);
}

void plain_plan(struct plain *plain, enum action_type wish)
{
	enum purpose purpose = plan_of_wish(wish, TOKEN_ETH);
	char lacking[PLAN_OFFER_SIZE];

	if (!may_transact(plain, wish) || !plain_account(plain))
		return;
	if (plan_offer_lacks(lacking, plain->model, purpose))
		plain_sentence(plain, lacking);
	else
		carry_out(plain, purpose);
}

void plain_send_to(struct plain *plain, const char *to)
{
	struct form form;

	if (!may_transact(plain, ACTION_SEND) || !plain_account(plain))
		return;
	form_begin(&form, plain->model, &form_send);
	form_send_fill(&form, to);
	plain_form_ask(plain, &form);
}

void plain_stake(struct plain *plain)
{
	if (may_transact(plain, ACTION_STAKE) && plain_account(plain))
		plain_form(plain, &form_stake);
}

/* What each of the two ways takes and gives. */
void plain_quote(struct plain *plain)
{
	const struct flow_quote *quote = &plain->model->quote;
	struct quote_row rows[QUOTE_ROWS];
	size_t count;

	plain_form(plain, &form_diem_quote);
	if (quote->state != QUOTE_DONE || plain_ended(plain))
		return;
	count = quote_rows(rows, quote);
	for (size_t i = 1; i < count; i++)
		plain_pair(plain, *rows[i].label ? rows[i].label : rows[i - 1].label, "to mint, %s; to buy, %s",
			   *rows[i].mint ? rows[i].mint : "nothing", *rows[i].buy ? rows[i].buy : "nothing");
	if (!quote->has_market)
		plain_say(plain, "What the market asks is not known: %s.", quote->no_market);
}

/* Two plans of one wish are one choice, and what was allowed is taken back where it is listed. */
static bool is_offered(enum purpose purpose)
{
	enum action_type wish = plan_row(purpose)->wish;

	return wish && wish != ACTION_REVOKE && plan_of_wish(wish, TOKEN_ETH) == purpose;
}

static bool is_offered_now(const struct plain *plain, enum purpose purpose)
{
	char lacking[PLAN_OFFER_SIZE];

	return is_offered(purpose) && !plan_offer_lacks(lacking, plain->model, purpose);
}

/* Who listens hears first what there is, and of the rest only when asking for it. */
static void say_lacking(const struct plain *plain)
{
	char lacking[PLAN_OFFER_SIZE];

	for (enum purpose purpose = 0; purpose < PURPOSE_COUNT; purpose++)
		if (is_offered(purpose) && plan_offer_lacks(lacking, plain->model, purpose))
			plain_pair(plain, command_name((int)plan_row(purpose)->wish), "%s. %s.",
				   command_help((int)plan_row(purpose)->wish), lacking);
}

static void say_head(const struct plain *plain)
{
	const struct balances *balances = model_balances(plain->model);

	plain_say(plain, "\nWith the money of %s:", model_account(plain->model)->name);
	if (!balances)
		plain_say(plain, "What it has is not known, so all of this is offered: r reads the balances.");
	else if (amount_is_zero(balances->eth))
		plain_say(plain, "There is no ETH, which each of these needs for its fee: a shows the address to send it to.");
}

/* To do nothing comes first, so that Enter does nothing. */
static bool choose(enum purpose *out, struct plain *plain)
{
	char texts[PURPOSE_COUNT][CHOICE_SIZE];
	const char *choices[2 + PURPOSE_COUNT] = { "nothing: go back" };
	enum purpose at[2 + PURPOSE_COUNT] = { PURPOSE_UNKNOWN };
	size_t count = 1, choice;

	for (enum purpose purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
		enum action_type wish = plan_row(purpose)->wish;

		if (!is_offered_now(plain, purpose))
			continue;
		snprintf(texts[count], CHOICE_SIZE, "%s, %s", command_name((int)wish), command_help((int)wish));
		choices[count] = texts[count];
		at[count++] = purpose;
	}
	choices[count++] = "hear what else there is, and why it is not offered now";
	if (!plain_choose(&choice, plain, choices, count, "Which?") || !choice)
		return false;
	*out = at[choice];
	return true;
}

void plain_plans(struct plain *plain)
{
	enum purpose purpose;

	if (!may_transact(plain, ACTION_SEND) || !plain_account(plain))
		return;
	say_head(plain);
	if (!choose(&purpose, plain))
		return;
	if (purpose)
		plain_plan(plain, plan_row(purpose)->wish);
	else
		say_lacking(plain);
}
