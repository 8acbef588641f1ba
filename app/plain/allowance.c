/* What contracts may take of the wallet's tokens, and taking it back. */
#include "app/plain/plain.h"

#include <stdio.h>

#define CHOICE_SIZE (AMOUNT_TEXT_SIZE + 64)

static void print_allowance(const struct plain *plain, const struct allowance *allowance)
{
	char amount[AMOUNT_TEXT_SIZE], address[ADDRESS_TEXT_SIZE];
	const char *token = token_symbol(allowance->amount.token), *name = contract_name(allowance->spender);

	amount_format(amount, allowance->amount);
	address_format(address, contract_address(allowance->spender));
	if (allowance_is_unlimited(allowance->amount))
		plain_pair(plain, token, "without a limit, by %s at %s: all there is of it, and all that comes", name, address);
	else
		plain_pair(plain, token, "%s at most, by %s at %s", amount, name, address);
}

static void print_all(const struct plain *plain, const struct account *account)
{
	const struct flow_allowances *flow = &plain->model->allowances;

	if (flow->count)
		plain_say(plain, "\nWhat contracts may take of the tokens of %s, without being asked again:", account->name);
	else
		plain_say(plain, "No contract that rialto knows may take anything of %s.", account->name);
	for (size_t i = 0; i < flow->count; i++)
		print_allowance(plain, &flow->items[i]);
}

/* To leave them as they are comes first, so that Enter takes nothing back. */
static bool choose(size_t *out, struct plain *plain)
{
	const struct flow_allowances *flow = &plain->model->allowances;
	char texts[ALLOWANCES][CHOICE_SIZE];
	const char *choices[1 + ALLOWANCES] = { "leave them as they are" };
	size_t choice;

	for (size_t i = 0; i < flow->count; i++) {
		snprintf(texts[i], sizeof(texts[i]), "take back the %s from %s",
			 token_symbol(flow->items[i].amount.token), contract_name(flow->items[i].spender));
		choices[1 + i] = texts[i];
	}
	if (!plain_choose(&choice, plain, choices, 1 + flow->count, "Which?") || !choice)
		return false;
	*out = choice - 1;
	return true;
}

static void revoke(struct plain *plain, const struct allowance *allowance)
{
	struct action action = {
		.type = ACTION_REVOKE, .amount = amount_zero(allowance->amount.token),
		.recipient = contract_address(allowance->spender),
	};

	plain->away = false;
	loop_apply(&plain->loop, &action);
	plain_work(plain);
}

/* Nothing is offered that would be refused. */
static bool may_revoke(const struct plain *plain, const struct account *account)
{
	return plain->model->allowances.count && !plain->model->readonly && account->kind != ACCOUNT_WATCH &&
	       !model_transacting(plain->model);
}

void plain_allowances(struct plain *plain)
{
	const struct account *account = plain_account(plain);
	const struct flow_allowances *flow = &plain->model->allowances;
	struct allowance allowance;
	size_t chosen;

	if (!account)
		return;
	plain_do(plain, ACTION_ALLOWANCES);
	account = model_account(plain->model);
	if (flow->state != ALLOWANCES_READ || !account || plain_ended(plain))
		return;
	print_all(plain, account);
	if (!may_revoke(plain, account) || !choose(&chosen, plain) || chosen >= flow->count)
		return;
	allowance = flow->items[chosen];
	revoke(plain, &allowance);
}
