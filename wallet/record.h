/*
 * record: one line of the log of what was done.  There is never a secret in it:
 * no password, key, mnemonic, token or whole signature.
 */
#ifndef WALLET_RECORD_H
#define WALLET_RECORD_H

#include <stdint.h>

#include "wallet/address.h"
#include "wallet/amount.h"
#include "wallet/keccak.h"

#define RECORDS_KEPT 2000	/* in memory */

/* What a record is about where it is about a transaction: what 'tx list' shows of those
 * that are over. */
struct record_tx {
	bool any;		/* false: it is about none, and the rest means nothing */
	char purpose[24];
	struct amount amount;
	uint8_t hash[KECCAK_SIZE];
	uint64_t nonce;
	uint64_t block;		/* 0 where it is in none */
	struct u256 fee;	/* wei that was paid */
};

struct record {
	int64_t time_ms;
	char event[24];		/* "tx_sent", "key_minted", … */
	char network[32];	/* "" where it was none's */
	struct address address;	/* the wallet; zero where none */
	char code[32];		/* of errors.def; "" where all went well */
	char text[256];		/* one sanitised line */
	struct record_tx tx;
	char *report;		/* owned: the mint doctor's, of several lines; NULL for none */
};

struct records {
	struct record *items;	/* owned; oldest first */
	size_t count;
};

void record_free(struct record *record);
void records_free(struct records *records);

/* Takes the record over; the oldest makes room for it. */
void records_add(struct records *records, struct record *record);

/* Whether a record has this text in any of its fields, in any letter case; "" fits all. */
bool record_contains(const struct record *record, const char *text);

#endif
