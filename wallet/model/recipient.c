#include "wallet/model/recipient.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "wallet/eth/dead_end.h"
#include "wallet/eth/entry.h"
#include "wallet/model/model.h"

#define DIGITS 3	/* at each end, that make two addresses look alike */

static void digits(char out[2 * DIGITS + 1], struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	snprintf(out, 2 * DIGITS + 1, "%.*s%s", DIGITS, text + 2, text + ADDRESS_TEXT_SIZE - 1 - DIGITS);
}

bool recipient_alike(struct address a, struct address b)
{
	char first[2 * DIGITS + 1], second[2 * DIGITS + 1];

	digits(first, a);
	digits(second, b);
	return !address_equal(a, b) && strcasecmp(first, second) == 0;
}

/* An address that is known here, and the name that it has. */
static void compare(struct recipient *out, struct address address, struct address known, const char *name)
{
	if (out->is_like || address_is_zero(known) || !recipient_alike(address, known))
		return;
	out->is_like = true;
	out->like = known;
	snprintf(out->like_name, sizeof(out->like_name), "%s", name);
}

static void look_at_names(struct recipient *out, const struct accounts *accounts, struct address address)
{
	for (size_t i = 0; i < accounts->count; i++) {
		const struct account *account = &accounts->items[i];

		if (address_equal(account->address, address))
			snprintf(out->name, sizeof(out->name), "%s", account->name);
		compare(out, address, account->address, account->name);
	}
}

static void count(struct recipient *out, int64_t time_ms)
{
	out->times++;
	if (time_ms > out->last_ms)
		out->last_ms = time_ms;
}

static bool is_sent(const struct log_entry *entry, const struct model *model)
{
	return entry->tx.any && plan_row(entry->tx.purpose)->sends && !strcmp(entry->event, "tx_mined") &&
	       !strcmp(entry->network, model->network.name);
}

/* A replacement is of the same sending, and none before it. */
static bool is_replaced(const struct model *model, const struct journal_entry *entry)
{
	return model->tx.change != TX_CHANGE_NONE && !strcmp(entry->id, model->tx.entry.id);
}

static bool is_sending(const struct journal_entry *entry, const struct model *model)
{
	return entry->kind == JOURNAL_TX && plan_row(entry->purpose)->sends && !is_replaced(model, entry) &&
	       !strcmp(entry->network, model->network.name);
}

/* What is still on its way is in the journal, and in the log only as sent. */
void recipient_count(struct recipient *out, const struct model *model, struct address address)
{
	*out = (struct recipient){ 0 };
	for (size_t i = 0; i < model->log.count; i++) {
		const struct log_entry *entry = &model->log.items[i];

		if (is_sent(entry, model) && address_equal(entry->tx.recipient, address))
			count(out, entry->time_ms);
	}
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (is_sending(entry, model) && !entry->proof.times && address_equal(entry->recipient, address))
			count(out, entry->time_ms);
	}
}

static void look_at_past(struct recipient *out, const struct model *model, struct address address)
{
	for (size_t i = 0; i < model->log.count; i++)
		if (is_sent(&model->log.items[i], model))
			compare(out, address, model->log.items[i].tx.recipient, "");
	for (size_t i = 0; i < model->journal.count; i++)
		if (is_sending(&model->journal.items[i], model))
			compare(out, address, model->journal.items[i].recipient, "");
}

static void look_at_contracts(struct recipient *out, struct address address)
{
	for (enum contract contract = 0; contract < CONTRACT_COUNT; contract++)
		compare(out, address, contract_address(contract), "");
}

void recipient_look(struct recipient *out, const struct model *model, struct address address)
{
	recipient_count(out, model, address);
	look_at_names(out, &model->book, address);
	look_at_names(out, &model->accounts, address);
	look_at_past(out, model, address);
	look_at_contracts(out, address);
	if (*out->name || out->times)	/* it is known itself */
		out->is_like = false;
}

/* A person who types a letter that no address has means a name, or mistypes what begins as an address. */
static bool is_name(const char *text)
{
	const char *begin = text + strspn(text, " \t");
	bool begins_with_0x = begin[0] == '0' && (begin[1] == 'x' || begin[1] == 'X');

	return !begins_with_0x && text[strspn(text, "0123456789abcdefxABCDEFX \t")];
}

bool recipient_find(struct address *out, const struct model *model, const char *text, struct err *err)
{
	const struct account *account = accounts_find(&model->accounts, text);
	const struct account *named = accounts_find(&model->book, text);

	if (account && named && !address_equal(account->address, named->address))
		return err_set(err, ERR_INVALID_INPUT,
			       "A wallet and the address book both have this name: give the address");
	account = account ? account : named;
	if (!account && is_name(text))
		return err_set(err, ERR_INVALID_INPUT, "Neither a wallet nor the address book has this name, and an address begins "
			       "with 0x");
	if (!account)
		return entry_address(out, text, err);
	*out = account->address;
	return account_has_address(account) ||
	       err_set(err, ERR_INVALID_INPUT, "The file of %s does not say its address", account->name);
}

bool recipient_check(struct address address, struct address from, struct err *err)
{
	enum contract contract = contract_at(address);
	const char *name = contract == CONTRACT_COUNT ? dead_end_name(address) : contract_name(contract);

	if (address_is_zero(address))
		return err_set(err, ERR_BAD_RECIPIENT, "The zero address is nobody's: what is sent there is lost");
	if (name)
		return err_set(err, ERR_BAD_RECIPIENT, "This is the address of a contract, the %s: what is sent there is lost",
			       name);
	return !address_equal(address, from) ||
	       err_set(err, ERR_BAD_RECIPIENT, "This is the wallet's own address: it would send to itself");
}
