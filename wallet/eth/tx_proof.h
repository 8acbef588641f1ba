/*
 * tx_proof: decides when a node's word on the end of a transaction counts.
 *
 * One node's word is no proof: the node may be behind, or on a fork, or lie.  A success is shown as
 * soon as a block has the transaction.  Other ends allow the same to be done again: the transaction
 * was undone or cancelled, or another one took its number.  Such an end counts only once it was
 * seen twice, in the block that the chain has at that height, with some blocks on top. A success
 * must pass the same test before the journal forgets it.
 */
#ifndef WALLET_ETH_TX_PROOF_H
#define WALLET_ETH_TX_PROOF_H

#include "wallet/eth/chain.h"
#include "wallet/eth/keccak.h"

#define TX_PROOF_DEPTH 5		/* blocks on top: these take a second on Base */
#define TX_PROOF_APART_MS 1000		/* between the first sighting and the last */
#define TX_PROOF_STILL_MS 2000		/* long enough on a chain that makes no blocks */

enum tx_fate {
	TX_FATE_NONE,			/* nothing was seen */
	TX_FATE_DONE,
	TX_FATE_UNDONE,			/* mined, and undone by the contract */
	TX_FATE_CANCELLED,		/* rialto's own empty transaction took its place */
	TX_FATE_TAKEN,			/* another transaction of the wallet took its number */
	TX_FATE_COUNT
};

/* A block that has a transaction with the number in question. */
struct tx_sighting {
	enum tx_fate fate;
	uint8_t hash[KECCAK_SIZE];	/* of the transaction that the block has */
	uint64_t block;
	uint8_t block_hash[KECCAK_SIZE];
	uint64_t time_s;		/* the block's time, Unix seconds; 0 if it is not known */
	struct u256 fee;		/* that the transaction paid in all, wei */
	struct fee_paid paid;		/* its parts, if this run saw them */
};

struct tx_proof {
	struct tx_sighting seen;	/* the latest sighting */
	unsigned times;			/* how often in a row it was seen */
	int64_t first_ms, last_ms;	/* when it was first and last seen, Unix ms */
	uint64_t head;			/* the chain's latest block, and the time it became that */
	int64_t head_ms;
};

/* Takes in one more look; `head` was the chain's latest block then.  A sighting that differs from
 * those before starts the count anew. */
void tx_proof_see(struct tx_proof *proof, const struct tx_sighting *seen, uint64_t head, int64_t now_ms);

bool tx_proof_counts(const struct tx_proof *proof);

const char *tx_fate_name(enum tx_fate fate);	/* the journal's word for it: "done" */
bool tx_fate_parse(enum tx_fate *out, const char *name);

#endif
