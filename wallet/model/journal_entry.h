/*
 * journal_entry: what is in flight.  An entry is written before a transaction
 * is broadcast, a mint posted or a payment handed over, and closed when its outcome
 * has been shown.
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

#define JOURNAL_ID_SIZE 33	/* 32 hex digits and NUL */

/* What was sent in a transaction's place: the same with a higher fee, or one that does
 * nothing.  Both have its number, so only one of them can ever be mined. */
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

	/* JOURNAL_TX */
	enum purpose purpose;			/* UNKNOWN, of another version: it is shown, and left alone */
	char purpose_text[PURPOSE_SIZE];	/* as it is written, where UNKNOWN */
	struct amount amount;
	bool amount_unknown;			/* it is of a token that this version does not know */
	uint8_t hash[KECCAK_SIZE];
	struct buf raw;			/* signed bytes; sending them twice is harmless */
	struct tx_replacement replacements[JOURNAL_REPLACEMENTS];	/* oldest first */
	size_t replacement_count;
	struct tx_proof proof;		/* what was seen of it; times 0: nothing */
	bool told;			/* its success was said: it is kept until that counts */
	bool followed;			/* from here on, all of this run's: somebody looks after it, or did */
	int64_t gone_ms;		/* it was told, and is in no block any more since then; 0: it is */
	uint32_t watch_request;

	/* JOURNAL_MINT */
	struct key_options options;
	char replaces[KEY_ID_SIZE];	/* the key that goes once the new one is there; "" for none */
	uint8_t token_hash[KECCAK_SIZE];

	/* JOURNAL_PAYMENT; from is the wallet */
	struct payment payment;
};

struct journal {
	struct journal_entry *items;	/* owned; oldest first */
	size_t count;
};

void journal_entry_free(struct journal_entry *entry);

/* A transaction that this version knows all about: others are left alone. */
bool journal_entry_known(const struct journal_entry *entry);
const char *journal_entry_purpose(const struct journal_entry *entry);	/* "diem stake"; of a TX */

/* A transaction and its replacements, all of one number: variant 0 is itself. */
size_t journal_entry_variants(const struct journal_entry *entry);
const uint8_t *journal_entry_hash(const struct journal_entry *entry, size_t variant);
const struct buf *journal_entry_raw(const struct journal_entry *entry, size_t variant);
bool journal_entry_cancels(const struct journal_entry *entry, size_t variant);
/* Which of them has this hash; their count for none. */
size_t journal_entry_variant(const struct journal_entry *entry, const uint8_t hash[KECCAK_SIZE]);
/* Takes the bytes over; there must be room. */
void journal_entry_replace(struct journal_entry *entry, const struct tx_replacement *replacement);

/* A transaction's number, out of its bytes; false where these are none of rialto's. */
MUST_USE bool journal_entry_nonce(uint64_t *nonce, const struct journal_entry *entry);

void journal_add(struct journal *journal, const struct journal_entry *entry);	/* a copy, at the end */
struct journal_entry *journal_find(const struct journal *journal, const char *id);	/* NULL where it is not there */
void journal_entry_copy(struct journal_entry *out, const struct journal_entry *in);	/* out is overwritten */
bool journal_forget(struct journal *journal, const char *id);	/* takes it off the list; false: it is not there */
void journal_free(struct journal *journal);

#endif
