/*
 * tx_nonce: the number of a wallet's next transaction.
 *
 * A node says how many the wallet has sent by the latest block, and may say how many
 * with those that wait for one; but it may be behind, and what it calls pending need not
 * count what was just sent.  So rialto's own last number, plus one, counts as well: the
 * greatest of these is the next.  Where they do not agree that is waited out, or said.
 */
#ifndef WALLET_MODEL_TX_NONCE_H
#define WALLET_MODEL_TX_NONCE_H

#include "wallet/eth/chain.h"
#include "wallet/model/journal_entry.h"

struct model;

struct tx_nonce {
	uint64_t latest;		/* the node's count */
	uint64_t pending;		/* the same with what waits; `latest` where it does not say */
	bool has_own;
	uint64_t own;			/* after the last that rialto knows to be its own */
};

/* Numbers used in this run, beside those that the journal has. */
struct tx_numbers {
	struct { struct address address; uint64_t next; } *items;	/* owned */
	size_t count;
};

void tx_numbers_note(struct tx_numbers *numbers, struct address address, uint64_t nonce);
void tx_numbers_free(struct tx_numbers *numbers);

/* Out of the node's two answers, and what the model knows of the wallet; BAD_ANSWER. */
MUST_USE bool tx_nonce_read(struct tx_nonce *out, const struct model *model, struct address address,
			    const struct chain_reply *latest, const struct chain_reply *pending, struct err *err);

uint64_t tx_nonce_next(const struct tx_nonce *nonce);

/* The node has not seen all that rialto knows to have been sent. */
bool tx_nonce_is_behind(const struct tx_nonce *nonce);
/* It counts some that rialto knows nothing of: it is asked again before that is believed. */
bool tx_nonce_is_ahead(const struct tx_nonce *nonce);
bool tx_nonce_same(const struct tx_nonce *a, const struct tx_nonce *b);

/* A sentence on what does not agree; false where nothing does not. */
bool tx_nonce_explain(char *out, size_t size, const struct tx_nonce *nonce);

#endif
