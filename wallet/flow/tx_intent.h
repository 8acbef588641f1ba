/*
 * tx_intent: what the flows that order transactions share: readying flow_tx for
 * a wish, and what a transaction that was sent left behind.
 */
#ifndef WALLET_FLOW_TX_INTENT_H
#define WALLET_FLOW_TX_INTENT_H

#include "wallet/flow/tx.h"

struct sent_tx {
	bool sent;
	uint8_t hash[KECCAK_SIZE];
	uint64_t block;			/* 0 until mined */
	struct amount amount;
	char journal_id[JOURNAL_ID_SIZE];
};

/* Readies model->tx, which must not be running; words and candidates follow. */
struct flow_tx *tx_intent_begin(struct model *model, const struct account *account, const char *purpose,
				enum contract to, struct amount amount);

/* One more call that would do it, after those that are preferred; its arguments follow. */
struct buf *tx_intent_candidate(struct flow_tx *tx, const char *signature);

/* What became of it; left alone where nothing was journalled. */
void tx_intent_sent(struct sent_tx *out, const struct flow_tx *tx);

#endif
