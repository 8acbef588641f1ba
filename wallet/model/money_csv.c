#include "wallet/model/money_csv.h"

#include <stdio.h>
#include <stdlib.h>

#include "wallet/base/csv.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/plan.h"

typedef void write_cell(char *out, size_t size, const struct money_row *row, const struct account *account);

/* An amount that there is not leaves its cells empty. */
static void write_symbol(char *out, size_t size, const struct amount *amount)
{
	if (amount)
		snprintf(out, size, "%s", token_symbol(amount->token));
}

static void write_amount(char *out, size_t size, const struct amount *amount)
{
	char text[AMOUNT_TEXT_SIZE];

	if (!amount)
		return;
	amount_format(text, *amount);
	snprintf(out, size, "%s", text);
}

static void write_wei(char *out, size_t size, bool known, struct u256 wei)
{
	if (known)
		write_amount(out, size, &(struct amount){ TOKEN_ETH, wei });
}

static void write_address(char *out, size_t size, struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	if (!address_is_zero(address))
		snprintf(out, size, "%s", text);
}

static void write_time(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	char text[TEXT_TIME_SIZE];

	(void)account;
	text_time(text, row->tx.block_time_s ? (int64_t)row->tx.block_time_s * 1000 : row->time_ms);
	snprintf(out, size, "%s", text);
}

static void write_type(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	snprintf(out, size, "%s", row->tx.any ? log_tx_purpose(&row->tx) : "x402 top-up");
}

static void write_status(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	snprintf(out, size, "%s", row->status);
}

static void write_network(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	snprintf(out, size, "%s", row->network);
}

static void write_wallet(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)row;
	snprintf(out, size, "%s", account ? account->name : "");
}

static void write_own_address(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_address(out, size, row->address);
}

static const struct amount *amount_of(const struct money_row *row)
{
	const struct plan *plan = plan_row(row->tx.purpose);

	if (!row->tx.any)
		return &row->payment.amount;
	if (row->tx.purpose == PURPOSE_CANCEL)
		return NULL;
	if (plan_logs_amount(plan))
		return row->tx.has_result ? &row->tx.result : NULL;
	return &row->tx.amount;
}

/* What came of it besides. */
static const struct amount *received_by(const struct money_row *row)
{
	return row->tx.has_result && amount_of(row) != &row->tx.result ? &row->tx.result : NULL;
}

static const struct amount *besides_of(const struct money_row *row)
{
	return row->tx.has_besides ? &row->tx.besides : NULL;
}

static void write_token(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_symbol(out, size, amount_of(row));
}

static void write_units(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_amount(out, size, amount_of(row));
}

static void write_received_token(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_symbol(out, size, received_by(row));
}

static void write_received(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_amount(out, size, received_by(row));
}

static void write_besides_token(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_symbol(out, size, besides_of(row));
}

static void write_besides(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_amount(out, size, besides_of(row));
}

/* What cancels has the recipient of what it cancels, who gets nothing of it. */
static void write_to(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	bool is_own = address_is_zero(row->tx.recipient) || row->tx.purpose == PURPOSE_CANCEL;

	(void)account;
	write_address(out, size, !row->tx.any ? row->payment.to : is_own ? row->tx.to : row->tx.recipient);
}

static bool knows_fee(const struct money_row *row)
{
	return row->tx.any && row->tx.block && !u256_is_zero(row->tx.fee);
}

static void write_fee_token(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	snprintf(out, size, "%s", knows_fee(row) ? token_symbol(TOKEN_ETH) : "");
}

static void write_fee(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_wei(out, size, knows_fee(row), row->tx.fee);
}

static void write_gas(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_wei(out, size, row->tx.paid.has_gas, row->tx.paid.gas);
}

static void write_l1(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_wei(out, size, row->tx.paid.has_l1, row->tx.paid.l1);
}

static void write_operator(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	write_wei(out, size, row->tx.paid.has_operator, row->tx.paid.operator_fee);
}

static void write_hash(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	char hash[2 * KECCAK_SIZE + 1];

	(void)account;
	if (!row->tx.any && !row->payment.has_hash)
		return;
	hex_encode(hash, row->tx.any ? row->tx.hash : row->payment.hash, KECCAK_SIZE);
	snprintf(out, size, "0x%s", hash);
}

static void write_block(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	if (row->tx.block)
		snprintf(out, size, "%llu", (unsigned long long)row->tx.block);
}

static void write_nonce(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	if (row->tx.any)
		snprintf(out, size, "%llu", (unsigned long long)row->tx.nonce);
}

static void write_error(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	snprintf(out, size, "%s", row->code);
}

static const struct {
	const char *name;
	write_cell *write;
} columns[] = {
	{ "time", write_time }, { "type", write_type }, { "status", write_status }, { "network", write_network },
	{ "wallet", write_wallet }, { "address", write_own_address }, { "token", write_token },
	{ "amount", write_units }, { "received_token", write_received_token }, { "received", write_received },
	{ "to", write_to }, { "fee_token", write_fee_token }, { "fee", write_fee }, { "fee_gas", write_gas },
	{ "fee_l1", write_l1 }, { "fee_operator", write_operator }, { "hash", write_hash }, { "block", write_block },
	{ "nonce", write_nonce }, { "error", write_error }, { "rewards_token", write_besides_token },
	{ "rewards", write_besides },
};

static int oldest_first(const void *a, const void *b)
{
	const struct money_row *left = a, *right = b;

	if (left->time_ms != right->time_ms)
		return left->time_ms < right->time_ms ? -1 : 1;
	return left->number < right->number ? -1 : 1;
}

static void write_row(struct buf *out, const struct money_row *row, const struct account *account)
{
	for (size_t c = 0; c < ARRAY_LENGTH(columns); c++) {
		char cell[256] = "";

		columns[c].write(cell, sizeof(cell), row, account);
		csv_add(out, !c, cell);
	}
	csv_end(out);
}

void money_csv_write(struct buf *out, struct money *money, const struct accounts *accounts)
{
	if (money->count)
		qsort(money->items, money->count, sizeof(*money->items), oldest_first);
	for (size_t c = 0; c < ARRAY_LENGTH(columns); c++)
		csv_add(out, !c, columns[c].name);
	csv_end(out);
	for (size_t i = 0; i < money->count; i++) {
		struct money_row row = money_as_it_stands(&money->items[i]);

		write_row(out, &row, accounts_at(accounts, row.address));
	}
}
