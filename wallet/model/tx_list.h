/*
 * tx_list: transactions, pending and past, as rows.  The journal has those in flight, with what a
 * look at the node showed; the log has those that are over.  'tx list' and the screen show the same
 * rows.
 */
#ifndef WALLET_MODEL_TX_LIST_H
#define WALLET_MODEL_TX_LIST_H

#include "wallet/model/log_entry.h"
#include "wallet/model/tx.h"

struct model;

enum tx_status { TX_STATUS_PENDING, TX_STATUS_MINED, TX_STATUS_FAILED, TX_STATUS_REPLACED, TX_STATUS_UNKNOWN };

const char *tx_status_name(enum tx_status status);	/* "pending" */

struct tx_row {
	enum journal_kind kind;		/* a mint and a payment have an id, but no hash and no number */
	char id[JOURNAL_ID_SIZE];	/* in the journal; "" for one that is over */
	char purpose[PURPOSE_SIZE];
	enum tx_status status;
	int64_t time_ms;		/* when it was sent; for one that is over, when its end was seen */
	char network[32];
	struct address address;
	bool has_amount;
	struct amount amount;
	uint8_t hash[KECCAK_SIZE];
	bool has_nonce;
	uint64_t nonce;
	uint64_t block;			/* 0 if none */
	struct u256 fee;		/* wei; zero if it is not known */
	struct fee_paid paid;		/* the parts of the fee that are known */
	bool has_other;			/* another transaction with its number was mined … */
	uint8_t other[KECCAK_SIZE];	/* … which is this one */
	bool has_tx;			/* its bytes are at hand, and decode to … */
	struct tx tx;			/* … this; owned */
	char reason[192];		/* why it is not mined yet; "" if that is not known */
	const char *advice;		/* static; what helps where another offer does not; or NULL */
	bool stuck;			/* another offer for its number would help */
	bool followed;			/* a look at it is what the rest says of it … */
	unsigned looks;			/* … and so many looks were answered */
	bool lost;			/* the node has no trace of it: it was dropped, or never came there */
	bool gone;			/* a block had it, and no longer does */
	bool asked;			/* it was asked whether it is safe … */
	bool safe;			/* … and it is: its block is at or below the chain's safe one */
};

/* Its status in a word, for people: "pending", "sent", "dropped". */
const char *tx_row_word(const struct tx_row *row);

struct tx_rows {
	struct tx_row *items;		/* owned; newest first, once sorted */
	size_t count, room;
	uint64_t *keys;			/* owned; the first bytes of each one's hash, while rows are added */
};

/* Adds an entry and its replacements, a row for each.  `look` is the flow after a look at the
 * entry; NULL if nobody looked. */
void tx_list_add_entry(struct tx_rows *rows, const struct journal_entry *entry, const struct flow_tx *look);

/* Adds the log's last word on each transaction that has no row yet. */
void tx_list_add_log(struct tx_rows *rows, const struct log_entries *log);

/* Notes what the model knows of their being safe. */
void tx_list_add_final(struct tx_rows *rows, const struct model *model);

/* Puts the newest first, and finds what took the place of those that were replaced. */
void tx_list_sort(struct tx_rows *rows);

/* The rows of one wallet on the model's network, sorted, with what is known without asking a node. */
void tx_list_of(struct tx_rows *rows, const struct model *model, struct address address);

void tx_list_free(struct tx_rows *rows);

#endif
