/*
 * money: records for taxes and bookkeeping.  There is one row for each transaction and each x402
 * payment, made from all that the log and the ledger say of it.
 */
#ifndef WALLET_MODEL_MONEY_H
#define WALLET_MODEL_MONEY_H

#include "wallet/model/log_entry.h"

struct money_row {
	int64_t time_ms;		/* when it was first heard of, Unix ms */
	size_t number;			/* its place among all, in the order in which they were heard of */
	const char *status;		/* "mined", "paid", …: see money.c */
	bool gone;			/* the chain lost it again, so nothing was paid for it and nothing came of it */
	char code[32];			/* of errors.def; "" if nothing went wrong */
	char network[32];
	struct address address;
	struct log_tx tx;		/* either this … */
	struct log_payment payment;	/* … or this is there */
};

struct money {
	struct money_row *items;	/* owned */
	size_t count;
};

void money_free(struct money *money);
/* Adds what the entries say.  Entries that are there twice change nothing. */
void money_take(struct money *money, const struct log_entries *entries);
/* Returns the row with only what the wallet signed, if no block has it any more; else as it is. */
struct money_row money_as_it_stands(const struct money_row *row);

/* Leaves only the rows that the other has as well. */
void money_keep(struct money *money, const struct money *other);

#endif
