/*
 * tx_nonce: the number of a wallet's next transaction.
 *
 * A node says how many transactions the wallet has sent by the latest block, and may also count
 * those that wait for a block.  But the node may be behind, and what it calls pending may not
 * include what was just sent.  So rialto's own last number plus one counts as well.  The greatest
 * of these is the next number.  If they do not agree, rialto waits for that, or says so.
 */
#ifndef WALLET_MODEL_TX_NONCE_H
#define WALLET_MODEL_TX_NONCE_H

#include "wallet/eth/chain.h"
#include "wallet/model/journal_entry.h"

struct model;

struct tx_nonce {
	uint64_t latest;		/* the node's count, by the latest block */
	uint64_t pending;		/* the same including waiting transactions; `latest` if the node does not say */
	bool has_own;
	uint64_t own;			/* the number after the last that rialto knows as its own */
};

/* Numbers used in this run, in addition to those in the journal. */
struct tx_numbers {
	struct { struct address address; uint64_t next; } *items;	/* owned */
	size_t count;
};

void tx_numbers_note(struct tx_numbers *numbers, struct address address, uint64_t nonce);
/* The chain lost what had that number, so the next one may have it: at most one of the two is mined. */
void tx_numbers_lose(struct tx_numbers *numbers, struct address address, uint64_t nonce);
void tx_numbers_free(struct tx_numbers *numbers);

/* Adds the question for one of the two counts, CHAIN_LATEST or CHAIN_PENDING. */
void tx_nonce_ask(struct chain_batch *batch, struct address owner, enum chain_tag tag);

/* Finds it from the node's two answers and what the model knows of the wallet, or sets BAD_ANSWER. */
MUST_USE bool tx_nonce_read(struct tx_nonce *out, const struct model *model, struct address address,
			    const struct chain_reply *latest, const struct chain_reply *pending, struct err *err);

uint64_t tx_nonce_next(const struct tx_nonce *nonce);

/* The node has not seen everything that rialto knows was sent. */
bool tx_nonce_is_behind(const struct tx_nonce *nonce);
/* The node counts transactions that rialto does not know.  It is asked again before that is
 * believed. */
bool tx_nonce_is_ahead(const struct tx_nonce *nonce);
bool tx_nonce_same(const struct tx_nonce *a, const struct tx_nonce *b);

/* Writes a sentence on what does not agree; false if all agrees. */
bool tx_nonce_explain(char *out, size_t size, const struct tx_nonce *nonce);

#endif
