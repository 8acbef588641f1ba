#include "wallet/model/money.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/csv.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/ledger.h"
#include "wallet/model/plan.h"

/* How it stands after each event; NULL: the event says nothing of that. */
static const struct {
	const char *event, *code, *status;	/* code NULL: any */
} statuses[] = {
	{ LEDGER_TX, NULL, "signed" },
	{ LEDGER_REPLACEMENT, NULL, "signed" },
	{ LEDGER_PAYMENT, NULL, "signed" },
	{ "tx_sent", NULL, "sent" },
	{ "tx_mined", NULL, "mined" },
	{ "tx_cancelled", NULL, "mined" },	/* what was mined is the one that does nothing */
	{ "tx_replaced", NULL, "replaced" },
	{ "tx_failed", "tx_reverted", "failed" },
	{ "tx_failed", "tx_replaced", "replaced" },
	{ "tx_failed", NULL, "unknown" },
	{ "tx_forgotten", NULL, "unknown" },
	{ "tx_gone", NULL, "unknown" },
	{ "payment_sent", NULL, "sent" },
	{ "payment_taken", NULL, "paid" },
	{ "payment_unknown", NULL, "unknown" },
	{ "payment_failed", NULL, "refused" },
	{ "payment_expired", NULL, "expired" },
};

void money_free(struct money *money)
{
	free(money->items);
	*money = (struct money){ 0 };
}

static const char *status_after(const struct log_entry *entry)
{
	for (size_t i = 0; i < ARRAY_LENGTH(statuses); i++)
		if (!strcmp(statuses[i].event, entry->event) &&
		    (!statuses[i].code || !strcmp(statuses[i].code, entry->code)))
			return statuses[i].status;
	return NULL;
}

/* In an older log, the text of a payment has all that is said of it: "5 USDC, 0x…". */
static void read_earlier(struct log_entry *entry)
{
	char amount[AMOUNT_TEXT_SIZE], hash[2 * KECCAK_SIZE + 1];
	struct log_payment *payment = &entry->payment;
	struct err ignored;

	if (log_entry_is_of_money(entry) || strcmp(entry->event, "payment_taken") != 0 ||
	    sscanf(entry->text, "%90[0-9.] USDC, 0x%64[0-9a-f]", amount, hash) != 2 ||
	    !hex_decode(payment->hash, KECCAK_SIZE, hash) ||
	    !amount_parse(&payment->amount, TOKEN_USDC, amount, &ignored))
		return;
	payment->any = payment->has_hash = true;
	memcpy(payment->nonce, payment->hash, sizeof(payment->nonce));
}

static bool is_same(const struct money_row *row, const struct log_entry *entry)
{
	if (row->tx.any != entry->tx.any)
		return false;
	return row->tx.any ? !memcmp(row->tx.hash, entry->tx.hash, KECCAK_SIZE)
			   : !memcmp(row->payment.nonce, entry->payment.nonce, PAYMENT_NONCE_SIZE);
}

/* What belongs together is near each other, so the search begins at the end. */
static struct money_row *row_of(struct money *money, const struct log_entry *entry)
{
	struct money_row *row;

	for (size_t i = money->count; i-- > 0;)
		if (is_same(&money->items[i], entry))
			return &money->items[i];
	money->items = mem_grow(money->items, money->count + 1, sizeof(*money->items));
	row = &money->items[money->count];
	*row = (struct money_row){ .time_ms = entry->time_ms, .number = money->count++, .status = "",
				   .address = entry->address, .tx = entry->tx, .payment = entry->payment };
	memcpy(row->network, entry->network, sizeof(row->network));
	return row;
}

/* A block may have lost it again, and it was sent anew: then no block has it until another one does. */
static void take_end(struct log_tx *tx, const struct log_tx *later)
{
	tx->block = later->block;
	tx->block_time_s = later->block_time_s;
	tx->fee = later->fee;
	tx->paid = later->paid;
}

static void take(struct money *money, struct log_entry entry)
{
	const char *status;
	struct money_row *row;

	read_earlier(&entry);
	if (!log_entry_is_of_money(&entry))
		return;
	row = row_of(money, &entry);
	status = status_after(&entry);
	if (entry.tx.has_result) {
		row->tx.has_result = true;
		row->tx.result = entry.tx.result;
	}
	if (entry.tx.has_besides) {
		row->tx.has_besides = true;
		row->tx.besides = entry.tx.besides;
	}
	if (entry.payment.has_hash)
		row->payment = entry.payment;
	if (!status)
		return;
	row->status = status;
	row->gone = !strcmp(entry.event, "tx_gone");
	memcpy(row->code, entry.code, sizeof(row->code));
	take_end(&row->tx, &entry.tx);
}

void money_take(struct money *money, const struct log_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		take(money, entries->items[i]);
}

static bool same_row(const struct money_row *a, const struct money_row *b)
{
	struct log_entry entry = { .tx = b->tx, .payment = b->payment };

	return is_same(a, &entry);
}

void money_keep(struct money *money, const struct money *other)
{
	size_t kept = 0;

	for (size_t i = 0; i < money->count; i++) {
		size_t j = 0;

		while (j < other->count && !same_row(&money->items[i], &other->items[j]))
			j++;
		if (j < other->count)
			money->items[kept++] = money->items[i];
	}
	money->count = kept;
}

/* The cells */

typedef void write_cell(char *out, size_t size, const struct money_row *row, const struct account *account);

static void write_amount(char *out, size_t size, struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, amount);
	snprintf(out, size, "%s", text);
}

static void write_wei(char *out, size_t size, bool known, struct u256 wei)
{
	if (known)
		write_amount(out, size, (struct amount){ TOKEN_ETH, wei });
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

static void write_token(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	const struct amount *amount = amount_of(row);

	(void)account;
	snprintf(out, size, "%s", amount ? token_symbol(amount->token) : "");
}

static void write_units(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	if (amount_of(row))
		write_amount(out, size, *amount_of(row));
}

static void write_received_token(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	const struct amount *amount = received_by(row);

	(void)account;
	snprintf(out, size, "%s", amount ? token_symbol(amount->token) : "");
}

static void write_received(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	if (received_by(row))
		write_amount(out, size, *received_by(row));
}

static void write_besides_token(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	snprintf(out, size, "%s", row->tx.has_besides ? token_symbol(row->tx.besides.token) : "");
}

static void write_besides(char *out, size_t size, const struct money_row *row, const struct account *account)
{
	(void)account;
	if (row->tx.has_besides)
		write_amount(out, size, row->tx.besides);
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

/* Only what the wallet signed is left of what no block has. */
static struct money_row as_it_stands(const struct money_row *row)
{
	struct money_row now = *row;

	if (!row->gone)
		return now;
	take_end(&now.tx, &(struct log_tx){ .any = true });
	now.tx.has_result = now.tx.has_besides = false;
	return now;
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

void money_write(struct buf *out, struct money *money, const struct accounts *accounts)
{
	if (money->count)
		qsort(money->items, money->count, sizeof(*money->items), oldest_first);
	for (size_t c = 0; c < ARRAY_LENGTH(columns); c++)
		csv_add(out, !c, columns[c].name);
	csv_end(out);
	for (size_t i = 0; i < money->count; i++) {
		struct money_row row = as_it_stands(&money->items[i]);

		write_row(out, &row, accounts_at(accounts, row.address));
	}
}
