/*
 * log_entry: one line of the log of what was done.  It never has a secret in it: no password, key,
 * mnemonic, token or whole signature.
 */
#ifndef WALLET_MODEL_LOG_ENTRY_H
#define WALLET_MODEL_LOG_ENTRY_H

#include <stdint.h>

#include "wallet/base/amount.h"
#include "wallet/eth/address.h"
#include "wallet/eth/keccak.h"
#include "wallet/model/purpose.h"

#define LOG_ENTRIES_KEPT 2000	/* in memory */

/* What an entry says of its transaction, if it has one.  'tx list' shows this of transactions that
 * are over. */
struct log_tx {
	bool any;		/* false: there is no transaction, and the rest means nothing */
	enum purpose purpose;	/* UNKNOWN: from another version */
	char purpose_text[PURPOSE_SIZE];	/* the purpose as it is written, if UNKNOWN */
	struct amount amount;
	struct address recipient;	/* zero if it has none */
	uint8_t hash[KECCAK_SIZE];
	uint64_t nonce;
	uint64_t block;		/* 0 if no block has it */
	struct u256 fee;	/* wei that were paid */
};

struct log_entry {
	int64_t time_ms;
	char event[24];		/* "tx_sent", "key_minted", … */
	char network[32];	/* "" if it belongs to none */
	struct address address;	/* the wallet; zero if none */
	char code[32];		/* a code of errors.def; "" if all went well */
	char text[256];		/* one sanitised line */
	struct log_tx tx;
	char *report;		/* owned; several lines: the mint doctor's, or the review agreed to; NULL for none */
};

struct log_entries {
	struct log_entry *items;	/* owned; oldest first */
	size_t count;
};

const char *log_tx_purpose(const struct log_tx *tx);	/* "diem stake" */

void log_entry_free(struct log_entry *entry);
void log_entries_free(struct log_entries *log);

/* Takes ownership of the entry.  If there is no room, the oldest one goes. */
void log_entries_add(struct log_entries *log, struct log_entry *entry);

/* Does an entry have this text in any of its fields, in any letter case?  "" is in every entry. */
bool log_entry_contains(const struct log_entry *entry, const char *text);

#endif
