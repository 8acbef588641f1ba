#include "wallet/model/money.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/model/ledger.h"

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

struct money_row money_as_it_stands(const struct money_row *row)
{
	struct money_row now = *row;

	if (!row->gone)
		return now;
	take_end(&now.tx, &(struct log_tx){ .any = true });
	now.tx.has_result = now.tx.has_besides = false;
	return now;
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
