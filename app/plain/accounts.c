/* The accounts that come of a wallet's words: what each holds, and adding one as a wallet of its own. */
#include "app/plain/plain.h"

#include <stdio.h>

#define CHOICE_SIZE (64 + ADDRESS_TEXT_SIZE + 2 * AMOUNT_TEXT_SIZE + ACCOUNT_NAME_MAX + 32)

static void write_account(char out[CHOICE_SIZE], const struct model *model, size_t index)
{
	const struct derived_account *derived = &model->task.derived.items[index];
	const struct account *here = accounts_at(&model->accounts, derived->address);
	const struct balances *balances = model->task.balances ? &model->task.balances[index] : NULL;
	char address[ADDRESS_TEXT_SIZE], eth[AMOUNT_TEXT_SIZE] = "", vvv[AMOUNT_TEXT_SIZE] = "";
	bool known = balances && balances->known;

	address_format(address, derived->address);
	if (known) {
		amount_format_short(eth, balances->eth, 6);
		amount_format_short(vvv, balances->vvv, 6);
	}
	snprintf(out, CHOICE_SIZE, "%s, %s%s%s%s%s%s%s%s", derived->path, address, known ? ", " : "", eth, known ? " ETH, " : "",
		 vvv, known ? " VVV" : "", here ? "; it is here as " : "", here ? here->name : "");
}

static void add(struct plain *plain, const struct derived_account *derived)
{
	struct form form;

	if (accounts_at(&plain->model->accounts, derived->address)) {
		plain_say(plain, "That account is in the keystore already.");
		return;
	}
	form_begin(&form, plain->model, &form_derive);
	line_fill(&form.lines[0], derived->path);
	plain_form_ask(plain, &form);
}

/* To add none comes first, so that Enter does nothing. */
static void ask_account(struct plain *plain)
{
	const struct derived_accounts *derived = &plain->model->task.derived;
	char texts[TASK_ACCOUNTS_LISTED + 1][CHOICE_SIZE];
	const char *choices[TASK_ACCOUNTS_LISTED + 2] = { "none: go back" };
	size_t count = 0, choice;

	for (; count < derived->count && count <= TASK_ACCOUNTS_LISTED; count++) {
		write_account(texts[count], plain->model, count);
		choices[1 + count] = texts[count];
	}
	plain_say(plain, "\nThe accounts of its words. Which is to be a wallet here, under the same password?");
	if (plain_choose(&choice, plain, choices, 1 + count, "Which?") && choice && choice <= derived->count)
		add(plain, &derived->items[choice - 1]);
}

void plain_accounts(struct plain *plain)
{
	if (!plain_may(plain, ACTION_WALLET_ACCOUNTS))
		return;
	plain_form(plain, &form_accounts);
	if (!plain->model->task.derived.count || plain_ended(plain))
		return;
	ask_account(plain);
	loop_do(&plain->loop, ACTION_ACCOUNTS_CLOSE);
}
