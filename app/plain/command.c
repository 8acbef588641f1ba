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

static void print_glossary(struct plain *plain)
{
	static const struct { const char *word, *text; } terms[] = {
#define TERM(word, text) { word, text },
#include "tui/dialog/glossary.def"
#undef TERM
	};

	plain_say(plain, "\nWhat the words mean:");
	for (size_t i = 0; i < ARRAY_LENGTH(terms); i++)
		plain_pair(plain, terms[i].word, "%s", terms[i].text);
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
	{ "g", COMMAND_GLOSSARY, "glossary: what the words mean", print_glossary },
	{ "h", COMMAND_HELP, "this list", do_help },
	{ "q", ACTION_QUIT, "quit", plain_quit },
};

bool plain_may(const struct plain *plain, int command)
{
	const struct refusal *refusal = refusal_of(NULL, plain->model, command);

	if (refusal)
		plain_sentence(plain, refusal->why);
	return !refusal;
}

static void remove_wallet(struct plain *plain)
{
	struct action action = { .type = ACTION_WALLET_REMOVE };
	const struct account *account = model_account(plain->model);

	if (!account || !plain_may(plain, ACTION_WALLET_REMOVE))
		return;
	action.task = mem_new(1, sizeof(*action.task));
	action.task->kind = TASK_REMOVE;
	action.task->account = *account;
	plain->away = false;
	loop_apply(&plain->loop, &action);
	plain_work(plain);
}

static void create_key(struct plain *plain)
{
	if (!plain_may(plain, ACTION_KEY_CREATE))
		return;
	if (flow_key_admin_admin(plain->model))
		plain_form(plain, &form_key_create);
	else
		plain_say(plain, "No ADMIN key is stored for this wallet: m mints keys, an ADMIN key too.");
}

static void top_up(struct plain *plain)
{
	if (plain_may(plain, ACTION_X402_TOP_UP) && plain_account(plain))
		plain_form(plain, &form_topup);
}

/* What has a name and no letter; some names mean one of the letters, too. */
static const struct { int command; void (*run)(struct plain *plain); } also[] = {
	{ COMMAND_WALLET_MENU, plain_add_wallet },
	{ ACTION_WALLET_NEW, plain_add_wallet },
	{ ACTION_WALLET_IMPORT, plain_add_wallet },
	{ ACTION_WALLET_WATCH, plain_add_wallet },
	{ COMMAND_TX, plain_transactions },
	{ ACTION_REVOKE, plain_allowances },
	{ ACTION_DIEM_QUOTE, plain_quote },
	{ ACTION_WALLET_REMOVE, remove_wallet },
	{ ACTION_KEY_CREATE, create_key },
	{ ACTION_X402_TOP_UP, top_up },
	{ ACTION_WALLET_ACCOUNTS, plain_accounts },
};

static void do_help(struct plain *plain)
{
	plain_say(plain, "\nType one of these, then Enter. Ctrl-C goes back from a question.");
	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++)
		plain_say(plain, "  %s: %s", *commands[i].typed ? commands[i].typed : "Enter alone", commands[i].help);
	plain_say(plain, "What has a name on the screen is begun by it here, too: each that d lists, such as unstake or send; "
		  "rename-wallet, change-password, export-wallet, accounts, remove-wallet, add-key, create-key, list-keys, "
		  "x402-top-up, diem-quote, backup, restore, export-log.");
	plain_say(plain, "All else is a command of its own: 'rialto --help' lists them, and each asks here in the same way.");
}

static bool run_letter(struct plain *plain, const char *typed)
{
	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++)
		if (!strcmp(commands[i].typed, typed)) {
			commands[i].run(plain);
			return true;
		}
	return false;
}

static bool run_row(struct plain *plain, int command)
{
	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++)
		if (commands[i].command == command) {
			commands[i].run(plain);
			return true;
		}
	for (size_t i = 0; i < ARRAY_LENGTH(also); i++)
		if (also[i].command == command) {
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
	if (plain_may(plain, command))
		plain_form(plain, form);
}

/* Wishes that carry nothing and end in something that is said. */
static bool is_simple(int command)
{
	static const int simple[] = {
		ACTION_FAUCET, ACTION_TOKEN, ACTION_NEW_TOKEN, ACTION_REHEARSE, ACTION_KEYS_LIST, ACTION_TX_SPEED_UP,
		ACTION_TX_CANCEL, ACTION_MINT_RETRY, ACTION_MINT_FORGET, ACTION_RETRY,
	};

	for (size_t i = 0; i < ARRAY_LENGTH(simple); i++)
		if (simple[i] == command)
			return true;
	return false;
}

void plain_run_command(struct plain *plain, int command)
{
	if (run_row(plain, command))
		return;
	if (is_plan(command))
		plain_plan(plain, (enum action_type)command);
	else if (find_form(command))
		plain_ask_form(plain, command, find_form(command));
	else if (!is_simple(command))
		plain_elsewhere(plain);
	else if (plain_may(plain, command))
		plain_do(plain, (enum action_type)command);
}

/* The sentences of the screen write a name behind a colon, as it is typed there. */
void plain_command(struct plain *plain, const char *typed)
{
	int command = command_find(typed + (*typed == ':'));

	if (run_letter(plain, typed))
		return;
	if (command)
		plain_run_command(plain, command);
	else
		plain_say(plain, "That is no command here: h lists them.");
}
