/*
 * tx_proof: when what a node says became of a transaction counts.
 *
 * One node's word is no proof: it may be behind, or on a fork, or lie.  That a
 * transaction succeeded is shown as soon as a block has it.  An end after which the same
 * may be done again, because it was undone, cancelled, or another took its number,
 * counts only once it was seen twice, in the block that the chain has at that height,
 * with some blocks on top of it.  So does the success before the journal forgets it.
 */
#ifndef WALLET_ETH_TX_PROOF_H
#define WALLET_ETH_TX_PROOF_H

#include "wallet/base/u256.h"
#include "wallet/eth/keccak.h"

#define TX_PROOF_DEPTH 5		/* blocks on top: a second on Base */
#define TX_PROOF_APART_MS 1000		/* between the first sighting and the last */
#define TX_PROOF_STILL_MS 2000		/* a chain that makes no blocks gets no deeper */

enum tx_fate {
	TX_FATE_NONE,			/* nothing was seen */
	TX_FATE_DONE,
	TX_FATE_UNDONE,			/* mined, and undone by the contract */
	TX_FATE_CANCELLED,		/* rialto's own transaction in its place, which does nothing */
	TX_FATE_TAKEN,			/* another transaction of the wallet has its number */
	TX_FATE_COUNT
};

/* A block that has a transaction of the number in question. */
struct tx_sighting {
	enum tx_fate fate;
	uint8_t hash[KECCAK_SIZE];	/* of the transaction that is in it */
	uint64_t block;
	uint8_t block_hash[KECCAK_SIZE];
	struct u256 fee;		/* that it paid, wei */
};

struct tx_proof {
	struct tx_sighting seen;	/* last */
	unsigned times;			/* in a row */
	int64_t first_ms, last_ms;	/* Unix ms, of these */
	uint64_t head;			/* the chain's latest block, and since when it is */
	int64_t head_ms;
};

/* One more look, in which the chain's latest block was `head`; a sighting that differs
 * from those before begins anew. */
void tx_proof_see(struct tx_proof *proof, const struct tx_sighting *seen, uint64_t head, int64_t now_ms);

bool tx_proof_counts(const struct tx_proof *proof);

const char *tx_fate_name(enum tx_fate fate);	/* "done", as the journal has it */
bool tx_fate_parse(enum tx_fate *out, const char *name);

#endif
