/*
 * log_entry: one line of the log of what was done.  There is never a secret in it:
 * no password, key, mnemonic, token or whole signature.
 */
#ifndef WALLET_MODEL_LOG_ENTRY_H
#define WALLET_MODEL_LOG_ENTRY_H

#include <stdint.h>

#include "wallet/base/amount.h"
#include "wallet/eth/address.h"
#include "wallet/eth/keccak.h"
#include "wallet/model/purpose.h"

#define LOG_ENTRIES_KEPT 2000	/* in memory */

/* What a record is about where it is about a transaction: what 'tx list' shows of those
 * that are over. */
struct log_tx {
	bool any;		/* false: it is about none, and the rest means nothing */
	enum purpose purpose;	/* UNKNOWN: another version's */
	char purpose_text[PURPOSE_SIZE];	/* as it is written, where UNKNOWN */
	struct amount amount;
	uint8_t hash[KECCAK_SIZE];
	uint64_t nonce;
	uint64_t block;		/* 0 where it is in none */
	struct u256 fee;	/* wei that was paid */
};

struct log_entry {
	int64_t time_ms;
	char event[24];		/* "tx_sent", "key_minted", … */
	char network[32];	/* "" where it was none's */
	struct address address;	/* the wallet; zero where none */
	char code[32];		/* of errors.def; "" where all went well */
	char text[256];		/* one sanitised line */
	struct log_tx tx;
	char *report;		/* owned, of several lines: the mint doctor's, or the review agreed to; NULL for none */
};

struct log_entries {
	struct log_entry *items;	/* owned; oldest first */
	size_t count;
};

const char *log_tx_purpose(const struct log_tx *tx);	/* "diem stake" */

void log_entry_free(struct log_entry *record);
void log_entries_free(struct log_entries *log);

/* Takes the record over; the oldest makes room for it. */
void log_entries_add(struct log_entries *log, struct log_entry *record);

/* Whether a record has this text in any of its fields, in any letter case; "" fits all. */
bool log_entry_contains(const struct log_entry *record, const char *text);

#endif
