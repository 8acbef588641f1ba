/* Adding and choosing a wallet. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/passphrase.h"
#include "wallet/base/secret_text.h"
#include "wallet/eth/entry.h"

#define CHOICES_MOST 64

static bool ask_name(char out[ACCOUNT_NAME_MAX + 1], struct plain *plain)
{
	struct err err;

	while (plain_ask(out, ACCOUNT_NAME_MAX + 1, plain, "A name for it, like agent-1: ")) {
		if (account_check_name(out, &err) && accounts_check_free(&plain->model->accounts, out, NULL, &err))
			return true;
		plain_sentence(plain, err.msg);
	}
	return false;
}

static bool is_same(const struct passphrase *a, const struct passphrase *b)
{
	return a->s.len == b->s.len && !memcmp(a->s.data, b->s.data, a->s.len);
}

static bool fits(const struct passphrase *password, struct err *err)
{
	if (!password->s.len)
		return err_set(err, ERR_INVALID_INPUT, "A wallet needs a password");
	return passphrase_check_new(&password->s, "The password", err);
}

/* Asks once; *out is NULL when what was typed cannot be a password. */
static bool ask_password(struct passphrase **out, struct plain *plain)
{
	struct passphrase *again;
	struct err err;
	bool ok;

	if (!plain_ask_secret(out, plain, "A new password for it (it is not shown): "))
		return false;
	if (fits(*out, &err)) {
		ok = plain_ask_secret(&again, plain, "The same once more: ");
		if (ok && is_same(*out, again)) {
			passphrase_free(again);
			return true;
		}
		passphrase_free(ok ? again : NULL);
		(void)err_set(&err, ERR_INVALID_INPUT, "The two passwords are not the same");
	} else {
		ok = true;
	}
	passphrase_free(*out);
	*out = NULL;
	if (ok)
		plain_sentence(plain, err.msg);
	return ok;
}

static bool ask_new_password(struct passphrase **out, struct plain *plain)
{
	plain_say(plain, "The password opens the wallet on this machine. It cannot be recovered.");
	while (ask_password(out, plain))
		if (*out)
			return true;
	return false;
}

static void add(struct plain *plain, struct action *action)
{
	plain->away = false;
	loop_apply(&plain->loop, action);
	plain_work(plain);
}

static void add_new(struct plain *plain)
{
	struct action action = { .type = ACTION_WALLET_NEW, .wallet.words = 12 };

	plain_say(plain, "Next come the twelve words that restore it. Have something at hand to write them down.");
	if (ask_name(action.wallet.name, plain) && ask_new_password(&action.wallet.password, plain))
		add(plain, &action);
}

/* Says how many words or what else was typed, but nothing of it. */
static bool check_typed(const struct import *import, const struct plain *plain)
{
	const struct secret *typed = &import->typed->s;
	size_t words = secret_text_words(typed->data, typed->len);
	bool ok = import->kind == IMPORT_KEY ? secret_text_sort(typed->data, typed->len) == SECRET_PRIVATE_KEY
					     : words >= 12 && words <= 24 && words % 3 == 0;

	if (!ok && import->kind == IMPORT_KEY)
		plain_say(plain, "That is no private key, which has 64 hexadecimal digits.");
	else if (!ok)
		plain_say(plain, "That is %zu word%s; there are 12, 15, 18, 21 or 24.", words, words == 1 ? "" : "s");
	return ok;
}

static bool ask_typed(struct import *import, struct plain *plain)
{
	const char *what = import->kind == IMPORT_KEY ? "The private key, in hexadecimal (it is not shown): "
						      : "The words, with spaces between (they are not shown): ";

	while (plain_ask_secret(&import->typed, plain, "%s", what)) {
		if (check_typed(import, plain))
			return true;
		passphrase_free(import->typed);
		import->typed = NULL;
	}
	return false;
}

static bool ask_file(struct import *import, struct plain *plain)
{
	while (plain_ask(import->file, sizeof(import->file), plain, "The path of the file: ")) {
		if (*import->file)
			return plain_ask_secret(&import->file_password, plain, "The file's password (it is not shown): ");
		plain_say(plain, "Which file?");
	}
	return false;
}

static void add_import(struct plain *plain, enum import_kind kind)
{
	struct action action = { .type = ACTION_WALLET_IMPORT, .wallet.import = mem_new(1, sizeof(struct import)) };

	action.wallet.import->kind = kind;
	if ((kind == IMPORT_V3 ? ask_file(action.wallet.import, plain) : ask_typed(action.wallet.import, plain)) &&
	    ask_name(action.wallet.name, plain) && ask_new_password(&action.wallet.password, plain))
		add(plain, &action);
	else
		action_free(&action);
}

static void add_watched(struct plain *plain)
{
	struct action action = { .type = ACTION_WALLET_WATCH };
	char text[ENTRY_SIZE];
	struct err err;

	while (plain_ask(text, sizeof(text), plain, "The address, 0x and 40 digits: ")) {
		if (entry_address(&action.wallet.address, text, &err)) {
			if (ask_name(action.wallet.name, plain))
				add(plain, &action);
			return;
		}
		plain_sentence(plain, err.msg);
	}
}

void plain_add_wallet(struct plain *plain)
{
	static const char *const choices[] = {
		"a new wallet, from new words", "import a private key", "import words that you have",
		"import a V3 file, as geth, cast and others write it", "watch an address, without its key",
	};
	size_t choice;

	plain_say(plain, "\nA wallet can be:");
	if (!plain_choose(&choice, plain, choices, ARRAY_LENGTH(choices), "Which?"))
		return;
	if (choice == 0)
		add_new(plain);
	else if (choice == 4)
		add_watched(plain);
	else
		add_import(plain, choice == 1 ? IMPORT_KEY : choice == 2 ? IMPORT_MNEMONIC : IMPORT_V3);
}

static void select_wallet(struct plain *plain, size_t index)
{
	struct action action = { .type = ACTION_SELECT_WALLET, .index = index };

	loop_apply(&plain->loop, &action);
	plain_say(plain, "%s is the current wallet.", model_account(plain->model)->name);
	plain_work(plain);
}

/* The current wallet first, so that Enter changes nothing. */
void plain_wallets(struct plain *plain)
{
	const struct accounts *accounts = &plain->model->accounts;
	char labels[CHOICES_MOST][ACCOUNT_NAME_MAX + ADDRESS_TEXT_SIZE + 32];
	const char *choices[CHOICES_MOST];
	size_t at[CHOICES_MOST], count = 0, choice;

	if (!accounts->count) {
		plain_add_wallet(plain);
		return;
	}
	for (size_t i = 0; i < accounts->count && count < CHOICES_MOST - 1; i++) {
		const struct account *account = &accounts->items[(plain->model->selected + i) % accounts->count];
		char address[ADDRESS_TEXT_SIZE];

		account_format_address(address, account);
		snprintf(labels[count], sizeof(labels[count]), "%s, %s, %s%s", account->name, address,
			 account_kind_name(account->kind), i ? "" : "; the current one");
		at[count] = (size_t)(account - accounts->items);
		choices[count] = labels[count];
		count++;
	}
	choices[count++] = "another one: make, import or watch it";
	plain_say(plain, "\nThe wallets:");
	if (accounts->count >= CHOICES_MOST)
		plain_say(plain, "These are %zu of %zu: 'rialto --plain --wallet NAME' begins with another one.", count - 1, accounts->count);
	if (!plain_choose(&choice, plain, choices, count, "Which?"))
		return;
	if (choice + 1 == count)
		plain_add_wallet(plain);
	else
		select_wallet(plain, at[choice]);
}
