#include "tui/pane/wallet_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/columns.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"

const struct accounts *wallet_rows_of(const struct model *model)
{
	return model->loaded ? &model->accounts : &model->glance.first;
}

bool wallet_rows_hold(const struct wallet_rows *rows, const struct model *model, const struct list *list)
{
	const struct accounts *accounts = wallet_rows_of(model);

	return list_basis_holds(&rows->basis, list, accounts->items, accounts->count, model->accounts_changes);
}

/* Letters match in any case, so the address needs no checksum, which would cost a hash. */
static bool matches(const struct account *account, const char *filter)
{
	char address[ADDRESS_TEXT_SIZE] = "0x";

	if (list_contains(account->name, filter))
		return true;
	hex_encode(address + 2, account->address.bytes, sizeof(account->address.bytes));
	return strcasestr(address, filter);
}

static void filter_all(struct wallet_rows *rows, const struct accounts *accounts)
{
	rows->indices = mem_new(accounts->count + 1, sizeof(*rows->indices));
	rows->count = 0;
	for (size_t i = 0; i < accounts->count; i++)
		if (matches(&accounts->items[i], rows->basis.filter))
			rows->indices[rows->count++] = i;
}

void wallet_rows_find(struct wallet_rows *rows, const struct model *model, const struct list *list)
{
	const struct accounts *accounts = wallet_rows_of(model);

	if (wallet_rows_hold(rows, model, list))
		return;
	wallet_rows_free(rows);
	list_basis_set(&rows->basis, list, accounts->items, accounts->count, model->accounts_changes);
	rows->count = accounts->count;
	for (size_t i = 0; i < accounts->count; i++) {
		rows->watched |= accounts->items[i].kind == ACCOUNT_WATCH;
		rows->longest = columns_longest(rows->longest, accounts->items[i].name, ACCOUNT_NAME_MAX);
	}
	if (*list->filter)
		filter_all(rows, accounts);
}

size_t wallet_rows_at(const struct wallet_rows *rows, size_t row)
{
	if (row >= rows->count)
		return rows->basis.all;
	return rows->indices ? rows->indices[row] : row;
}

void wallet_rows_free(struct wallet_rows *rows)
{
	free(rows->indices);
	*rows = (struct wallet_rows){ 0 };
}

const char *short_address(struct short_addresses *known, const struct account *account, size_t index)
{
	size_t place = index % SHORT_ADDRESSES;
	char *text = known->of[place].text;

	if (*text && address_equal(known->of[place].address, account->address))
		return text;
	known->of[place].address = account->address;
	account_format_address_short(text, account);
	return text;
}
