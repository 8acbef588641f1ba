/*
 * tx_final: which of the transactions that a block has are at or below the chain's safe block, whose
 * data L1 has.  wallet/flow/tx_final.h works on it.
 */
#ifndef WALLET_MODEL_TX_FINAL_H
#define WALLET_MODEL_TX_FINAL_H

#include "wallet/eth/keccak.h"
#include "wallet/model/flow.h"

struct model;

/* What is known of one that the log says a block has. */
struct tx_final_look {
	uint8_t hash[KECCAK_SIZE];
	uint64_t block;		/* that has it */
	bool there, safe;	/* a look found it there; and at or below the safe block, where it stays */
	bool gone;		/* that was said: no block has it any more */
	bool moved;		/* the last look found it in another block: that is looked at next */
	int64_t gone_ms;	/* since when looks find it nowhere; 0: they find it */
	uint32_t request;	/* that asks about it … */
	size_t index;		/* … with its questions from this one on */
};

#define TX_FINAL_LOOKS 256	/* of more, only the newest are followed */
#define TX_FINAL_OLD_MS INT64_C(86400000)	/* no safe block is ever a day behind */

struct tx_final {
	FLOW_HEAD(unsigned);
	int64_t poll_at_ms;				/* 0: nothing is looked at */
	bool has_safe;					/* the node said what is safe … */
	uint64_t safe;					/* … which is this block */
	struct tx_final_look looks[TX_FINAL_LOOKS];
	size_t count;
};

/* What is known of the transaction; NULL if nobody looked. */
struct tx_final_look *tx_final_find(struct tx_final *final, const uint8_t hash[KECCAK_SIZE]);
const struct tx_final_look *tx_final_of(const struct tx_final *final, const uint8_t hash[KECCAK_SIZE]);

#endif
