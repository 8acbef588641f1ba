#include "wallet/eth/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/lookalike.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/eth/entry.h"

void accounts_free(struct accounts *accounts)
{
	free(accounts->items);
	*accounts = (struct accounts){ 0 };
}

void accounts_copy(struct accounts *out, const struct accounts *in)
{
	*out = (struct accounts){ .count = in->count };
	if (!in->count)
		return;
	out->items = mem_new(in->count, sizeof(*in->items));
	memcpy(out->items, in->items, in->count * sizeof(*in->items));
}

bool account_has_address(const struct account *account)
{
	return !address_is_zero(account->address);
}

void account_format_address(char out[ADDRESS_TEXT_SIZE], const struct account *account)
{
	if (account_has_address(account))
		address_format(out, account->address);
	else
		snprintf(out, ADDRESS_TEXT_SIZE, "address not known until it is unlocked");
}

void account_format_address_short(char out[ADDRESS_SHORT_SIZE], const struct account *account)
{
	if (account_has_address(account))
		address_format_short(out, account->address);
	else
		snprintf(out, ADDRESS_SHORT_SIZE, "not known");
}

bool account_same_file(const struct account *a, const struct account *b)
{
	bool watch = a->kind == ACCOUNT_WATCH;

	return a->foreign == b->foreign && watch == (b->kind == ACCOUNT_WATCH) && strcmp(a->file, b->file) == 0;
}

const struct account *accounts_find(const struct accounts *accounts, const char *name_or_address)
{
	struct address address;
	struct err ignored;

	for (size_t i = 0; i < accounts->count; i++)
		if (strcmp(accounts->items[i].name, name_or_address) == 0)
			return &accounts->items[i];
	for (size_t i = 0; i < accounts->count; i++)
		if (text_same_shown(accounts->items[i].name, name_or_address))
			return &accounts->items[i];
	return entry_address(&address, name_or_address, &ignored) ? accounts_at(accounts, address) : NULL;
}

static bool taken(struct err *err, enum likeness likeness, const char *what, const char *there, const char *name)
{
	if (likeness == LIKENESS_SAME)
		return err_set(err, ERR_WALLET_EXISTS, "There is already %s '%s'.", what, there);
	return err_set(err, ERR_WALLET_EXISTS, likeness == LIKENESS_FORM
		       ? "There is already %s '%s': '%s' differs only by letter case or Unicode form."
		       : "There is already %s '%s': '%s' has letters that look the same.", what, there, name);
}

static bool check_free(const struct accounts *accounts, const char *what, const char *name, const struct account *but,
		       struct err *err)
{
	const struct account *nearest = NULL;
	enum likeness most = LIKENESS_NONE;

	for (size_t i = 0; i < accounts->count; i++) {
		const struct account *account = &accounts->items[i];
		enum likeness likeness = lookalike(account->name, name);

		if (likeness <= most || (likeness != LIKENESS_SAME && but && account_same_file(account, but)))
			continue;
		most = likeness;
		nearest = account;
	}
	return !nearest || taken(err, most, what, nearest->name, name);
}

bool accounts_check_free(const struct accounts *accounts, const char *name, const struct account *but, struct err *err)
{
	return check_free(accounts, "a wallet", name, but, err);
}

bool accounts_check_in_book(const struct accounts *book, const char *name, const struct account *but, struct err *err)
{
	return check_free(book, "an address", name, but, err);
}

const struct account *accounts_at(const struct accounts *accounts, struct address address)
{
	if (address_is_zero(address))
		return NULL;
	for (size_t i = 0; i < accounts->count; i++)
		if (address_equal(accounts->items[i].address, address))
			return &accounts->items[i];
	return NULL;
}

const char *account_kind_name(enum account_kind kind)
{
	static const char *const names[] = {
		[ACCOUNT_KEY] = "key",
		[ACCOUNT_MNEMONIC] = "mnemonic",
		[ACCOUNT_WATCH] = "watch",
	};

	return names[kind];
}

/* Forty hexadecimal digits of any case.  A wrong checksum does not make them less confusing. */
static bool reads_as_address(const char *name)
{
	if (name[0] == '0' && (name[1] == 'x' || name[1] == 'X'))
		name += 2;
	return strlen(name) == 40 && strspn(name, "0123456789abcdefABCDEF") == 40;
}

bool account_check_name(const char *name, struct err *err)
{
	size_t len = strlen(name);

	if (len == 0)
		return err_set(err, ERR_INVALID_INPUT, "A wallet needs a name.");
	if (reads_as_address(name))
		return err_set(err, ERR_INVALID_INPUT, "A wallet's name must not look like an address.");
	if (len > ACCOUNT_NAME_MAX)
		return err_set(err, ERR_INVALID_INPUT, "A wallet's name has at most %d bytes.", ACCOUNT_NAME_MAX);
	if (!text_is_label(name, len))
		return err_set(err, ERR_INVALID_INPUT, "A wallet's name must be UTF-8 without control or invisible characters.");
	if (strchr(name, '/'))
		return err_set(err, ERR_INVALID_INPUT, "A wallet's name must not contain a slash.");
	if (*name == '-' || *name == '.')
		return err_set(err, ERR_INVALID_INPUT, "A wallet's name must not begin with a dash or a dot.");
	if (*name == ' ' || name[len - 1] == ' ')
		return err_set(err, ERR_INVALID_INPUT, "A wallet's name must not begin or end with a space.");
	return true;
}
