/* What is typed at the main question: a letter, or the name that the command has in the screen's palette. */
#include "app/plain/plain.h"

#include <string.h>

#include "tui/command.h"
#include "tui/refusal.h"
#include "wallet/base/mem.h"

static void do_refresh(struct plain *plain)
{
	enum mint_state mint = plain->model->mint.state;

	plain->rereads = true;
	plain_do(plain, mint == MINT_BACKOFF || mint == MINT_UNSEALED ? ACTION_MINT_RETRY : ACTION_REFRESH);
	plain_balances(plain);
}

static void do_lock(struct plain *plain)
{
	plain_do(plain, ACTION_LOCK);
}

void plain_quit(struct plain *plain)
{
	loop_do(&plain->loop, ACTION_QUIT);	/* it may have to be agreed to */
}

static void do_help(struct plain *plain);

static const struct {
	const char *typed;
	int command;
	const char *help;
	void (*run)(struct plain *plain);
} commands[] = {
	{ "", COMMAND_NEXT, "the next step", plain_next },
	{ "p", COMMAND_PANE_STAKING, "the path: all steps, and where you are", plain_steps },
	{ "w", COMMAND_PANE_KEYSTORE, "wallets: choose another, or make, import or watch one", plain_wallets },
	{ "b", COMMAND_PANE_BALANCES, "balances", plain_balances },
	{ "a", COMMAND_RECEIVE, "the address to receive at", plain_receive },
	{ "s", ACTION_STAKE, "stake VVV", plain_stake },
	{ "m", ACTION_MINT, "mint a key", plain_mint },
	{ "k", COMMAND_PANE_KEYS, "keys: print one, write it to a file, check it", plain_keys },
	{ "f", COMMAND_FUND, "ways to fund the account", plain_fund },
	{ "d", COMMAND_NONE, "do more with the money: unstake, claim, send, swap, DIEM, an allowance", plain_plans },
	{ "t", COMMAND_PANE_TRANSACTIONS, "transactions, and what to do about one that waits", plain_transactions },
	{ "c", ACTION_ALLOWANCES, "what contracts may take of the tokens; take it back", plain_allowances },
	{ "r", ACTION_REFRESH, "read balances and network again", do_refresh },
	{ "u", ACTION_PASSWORD, "unlock the wallet", plain_unlock },
	{ "l", ACTION_LOCK, "lock the wallet", do_lock },
	{ "n", COMMAND_NETWORK, "networks: go to another, Base or practice", plain_networks },
	{ "v", ACTION_NODE, "ask about the chain through Venice's RPC, for credits, or the network's own node", plain_node },
	{ "e", COMMAND_BOOK, "address book: names to send to", plain_book },
	{ "o", COMMAND_SETTINGS, "options: every setting, and what holds now", plain_settings },
	{ "h", COMMAND_HELP, "this list", do_help },
	{ "q", ACTION_QUIT, "quit", plain_quit },
};

/* Names that mean one of the letters, too. */
static const struct { int command; void (*run)(struct plain *plain); } also[] = {
	{ COMMAND_WALLET_MENU, plain_add_wallet },
	{ ACTION_WALLET_NEW, plain_add_wallet },
	{ ACTION_WALLET_IMPORT, plain_add_wallet },
	{ ACTION_WALLET_WATCH, plain_add_wallet },
	{ COMMAND_TX, plain_transactions },
	{ ACTION_REVOKE, plain_allowances },
	{ ACTION_DIEM_QUOTE, plain_quote },
	{ ACTION_WALLET_ACCOUNTS, plain_elsewhere },	/* its form leads to a list */
};

static void do_help(struct plain *plain)
{
	plain_say(plain, "\nType one of these, then Enter. Ctrl-C goes back from a question.");
	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++)
		plain_say(plain, "  %s: %s", *commands[i].typed ? commands[i].typed : "Enter alone", commands[i].help);
	plain_say(plain, "A name that the screen has for something does it here, too, such as unstake, send or claim. All else is a "
		  "command of its own: 'rialto --help' lists them, and each asks here in the same way.");
}

static bool run_row(struct plain *plain, const char *typed, int command)
{
	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++)
		if (!strcmp(commands[i].typed, typed) || (command && commands[i].command == command)) {
			commands[i].run(plain);
			return true;
		}
	for (size_t i = 0; i < ARRAY_LENGTH(also); i++)
		if (command && also[i].command == command) {
			also[i].run(plain);
			return true;
		}
	return false;
}

static bool is_plan(int command)
{
	return command > ACTION_NONE && command < ACTION_TICK &&
	       plan_of_wish((enum action_type)command, TOKEN_ETH) != PURPOSE_UNKNOWN;
}

/* A form of runs.def. */
static const struct form_spec *find_form(int command)
{
	static const struct { int command; const struct form_spec *form; } forms[] = {
#define RUN(command, function)
#define FORM(command, form) { command, &(form) },
#include "tui/runs.def"
#undef RUN
#undef FORM
	};

	for (size_t i = 0; i < ARRAY_LENGTH(forms); i++)
		if (forms[i].command == command)
			return forms[i].form;
	return NULL;
}

void plain_ask_form(struct plain *plain, int command, const struct form_spec *form)
{
	const struct refusal *refusal = refusal_of(NULL, plain->model, command);

	if (refusal)
		plain_sentence(plain, refusal->why);
	else
		plain_form(plain, form);
}

/* The sentences of the screen write a name behind a colon, as it is typed there. */
void plain_command(struct plain *plain, const char *typed)
{
	int command = command_find(typed + (*typed == ':'));

	if (run_row(plain, typed, command))
		return;
	if (is_plan(command))
		plain_plan(plain, (enum action_type)command);
	else if (find_form(command))
		plain_ask_form(plain, command, find_form(command));
	else if (command)
		plain_elsewhere(plain);
	else
		plain_say(plain, "That is no command here: h lists them.");
}
