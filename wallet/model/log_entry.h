/*
 * log_entry: one line of the log of what was done.  It never has a secret in it: no password, key,
 * mnemonic, token or whole signature.
 */
#ifndef WALLET_MODEL_LOG_ENTRY_H
#define WALLET_MODEL_LOG_ENTRY_H

#include <stdint.h>

#include "wallet/base/amount.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/payment.h"
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
	uint64_t block_time_s;	/* the block's time, Unix seconds; 0 if it is not known */
	struct u256 fee;	/* wei that were paid in all */
	struct u256 fee_most;	/* where it is signed: the most wei that its number may cost; 0: not known */
	struct fee_paid paid;	/* the parts of it that are known */
	struct address to;	/* the recipient, or the contract that is called; zero: not known */
	bool has_result;
	struct amount result;	/* what came of it, as the contract logged it */
	bool has_besides;
	struct amount besides;	/* what was paid out besides, the same way: a stake's rewards */
};

/* What an entry says of its x402 payment, if it has one. */
struct log_payment {
	bool any;		/* false: there is no payment, and the rest means nothing */
	uint8_t nonce[PAYMENT_NONCE_SIZE];	/* its own number: at most one payment with it is ever taken */
	struct amount amount;
	struct address to;
	bool has_hash;
	uint8_t hash[KECCAK_SIZE];	/* of the transaction that took it */
};

struct log_entry {
	int64_t time_ms;
	char event[24];		/* "tx_sent", "key_minted", … */
	char network[32];	/* "" if it belongs to none */
	struct address address;	/* the wallet; zero if none */
	char code[32];		/* a code of errors.def; "" if all went well */
	char text[256];		/* one sanitised line */
	struct log_tx tx;
	struct log_payment payment;
	uint64_t chain_s;	/* the time of the chain's latest block then, Unix seconds; 0 if it was not asked */
	char *report;		/* owned; several lines: the mint doctor's, or the review agreed to; NULL for none */
};

struct log_entries {
	struct log_entry *items;	/* owned; oldest first */
	size_t count;
};

const char *log_tx_purpose(const struct log_tx *tx);	/* "diem stake" */
/* Does the entry say what came of it, and not how it ended? */
bool log_tx_is_result(const struct log_tx *tx);

void log_entry_free(struct log_entry *entry);
void log_entries_free(struct log_entries *log);

/* Takes ownership of the entry.  If there is no room, the oldest one goes. */
void log_entries_add(struct log_entries *log, struct log_entry *entry);
/* The same, however many there are. */
void log_entries_append(struct log_entries *log, struct log_entry *entry);

/* Is it about money that moves or may move?  Such entries are in the ledger, too, which is kept. */
bool log_entry_is_of_money(const struct log_entry *entry);
/* A copy without the report, for the ledger. */
struct log_entry log_entry_of_ledger(const struct log_entry *entry);

/* Does an entry have this text in any of its fields, in any letter case?  "" is in every entry. */
bool log_entry_contains(const struct log_entry *entry, const char *text);

#endif
