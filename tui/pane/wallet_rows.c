#include "tui/pane/wallet_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/columns.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"

bool wallet_rows_hold(const struct wallet_rows *rows, const struct model *model, const char *filter)
{
	return rows->items == model->accounts.items && rows->all == model->accounts.count &&
	       rows->changes == model->accounts_changes && strcmp(rows->filter, filter) == 0;
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

static void filter_all(struct wallet_rows *rows)
{
	rows->indices = mem_new(rows->all + 1, sizeof(*rows->indices));
	rows->count = 0;
	for (size_t i = 0; i < rows->all; i++)
		if (matches(&rows->items[i], rows->filter))
			rows->indices[rows->count++] = i;
}

void wallet_rows_find(struct wallet_rows *rows, const struct model *model, const char *filter)
{
	if (wallet_rows_hold(rows, model, filter))
		return;
	wallet_rows_free(rows);
	rows->items = model->accounts.items;
	rows->all = rows->count = model->accounts.count;
	rows->changes = model->accounts_changes;
	snprintf(rows->filter, sizeof(rows->filter), "%s", filter);
	for (size_t i = 0; i < rows->all; i++) {
		rows->watched |= rows->items[i].kind == ACCOUNT_WATCH;
		rows->longest = columns_longest(rows->longest, rows->items[i].name, ACCOUNT_NAME_MAX);
	}
	if (*rows->filter)
		filter_all(rows);
}

size_t wallet_rows_at(const struct wallet_rows *rows, size_t row)
{
	if (row >= rows->count)
		return rows->all;
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
