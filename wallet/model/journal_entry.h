/*
 * journal_entry: something in flight.  An entry is written before a transaction is broadcast, a
 * mint posted or a payment handed over.  It is closed once its outcome has been shown.
 */
#ifndef WALLET_MODEL_JOURNAL_ENTRY_H
#define WALLET_MODEL_JOURNAL_ENTRY_H

#include "wallet/base/amount.h"
#include "wallet/eth/payment.h"
#include "wallet/eth/tx.h"
#include "wallet/eth/tx_proof.h"
#include "wallet/model/purpose.h"
#include "wallet/venice/key.h"

enum journal_kind { JOURNAL_TX, JOURNAL_MINT, JOURNAL_PAYMENT, JOURNAL_KINDS };

enum payment_end { PAYMENT_OPEN, PAYMENT_TAKEN, PAYMENT_EXPIRED };

#define JOURNAL_ID_SIZE 33	/* 32 hex digits and NUL */

/* A transaction that was sent in another's place: the same one with a higher fee, or one that does
 * nothing.  Both have the same number, so only one of them can ever be mined. */
struct tx_replacement {
	bool cancels;
	int64_t time_ms;
	uint8_t hash[KECCAK_SIZE];
	struct buf raw;
};

#define JOURNAL_REPLACEMENTS 16		/* each offers a tenth more than the one before */

struct journal_entry {
	char id[JOURNAL_ID_SIZE];
	enum journal_kind kind;
	int64_t time_ms;
	char network[32];
	struct address address;		/* the wallet */
	uint64_t chain_s;		/* when something is signed: the time of the chain's latest block, or 0 … */
	struct u256 fee_most;		/* … and the most wei that a transaction's number may cost; not in the file */

	/* JOURNAL_TX */
	enum purpose purpose;			/* UNKNOWN, from another version: it is shown and left alone */
	char purpose_text[PURPOSE_SIZE];	/* the purpose as it is written, if UNKNOWN */
	struct amount amount;
	struct address recipient;	/* of what was sent, or of an allowance; zero if it has none */
	bool all;				/* all of the token was asked for, not this amount */
	bool amount_unknown;			/* it is in a token that this version does not know */
	uint8_t hash[KECCAK_SIZE];
	struct buf raw;			/* signed bytes; sending them twice is harmless */
	struct tx_replacement replacements[JOURNAL_REPLACEMENTS];	/* oldest first */
	size_t replacement_count;
	struct tx_proof proof;		/* what was seen of its end; times 0: nothing */
	bool foreign;			/* a variant is not the wallet's own by its signature: it is not built upon */
	bool told;			/* its success was shown, and it is kept until that counts */
	bool followed;			/* this run follows it, or did */
	int64_t gone_ms;		/* when a block last lost it, after its success was shown; 0: a block has it */
	uint64_t left_block;		/* had it and is no longer part of the chain; 0: none */
	uint32_t watch_request;

	/* JOURNAL_MINT */
	struct key_options options;
	char replaces[KEY_ID_SIZE];	/* the key to delete once the new one is there; "" for none */
	uint8_t token_hash[KECCAK_SIZE];

	/* JOURNAL_PAYMENT; payment.from is the wallet */
	struct payment payment;
	enum payment_end ended;		/* found out by this run; a command closes it once that is printed */
	bool unknown_told;		/* it was told in this run that its outcome is unknown */
};

struct journal {
	struct journal_entry *items;	/* owned; oldest first */
	size_t count;
};

void journal_entry_free(struct journal_entry *entry);

/* True for a transaction that this version understands in full.  Others are left alone. */
bool journal_entry_known(const struct journal_entry *entry);
const char *journal_entry_purpose(const struct journal_entry *entry);	/* "diem stake"; for a TX */

/* A transaction and its replacements all have one number.  Variant 0 is the transaction itself. */
size_t journal_entry_variants(const struct journal_entry *entry);
const uint8_t *journal_entry_hash(const struct journal_entry *entry, size_t variant);
const struct buf *journal_entry_raw(const struct journal_entry *entry, size_t variant);
bool journal_entry_cancels(const struct journal_entry *entry, size_t variant);
/* The variant that has this hash; the number of variants if none has. */
size_t journal_entry_variant(const struct journal_entry *entry, const uint8_t hash[KECCAK_SIZE]);
/* Takes ownership of the bytes.  There must be room. */
void journal_entry_replace(struct journal_entry *entry, const struct tx_replacement *replacement);

/* Reads a transaction's number from its bytes; false if rialto did not make them. */
MUST_USE bool journal_entry_nonce(uint64_t *nonce, const struct journal_entry *entry);

void journal_add(struct journal *journal, const struct journal_entry *entry);	/* appends a copy */
struct journal_entry *journal_find(const struct journal *journal, const char *id);	/* NULL if it is not there */
void journal_entry_copy(struct journal_entry *out, const struct journal_entry *in);	/* out is overwritten */
bool journal_forget(struct journal *journal, const char *id);	/* removes it from the list; false if it is not there */
void journal_free(struct journal *journal);

#endif
