/*
 * tx_changes: what a transaction would change in its wallet's tokens.  The node simulates the
 * transaction between two readings of the same figures.
 */
#ifndef WALLET_ETH_TX_CHANGES_H
#define WALLET_ETH_TX_CHANGES_H

#include "wallet/base/amount.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/contracts.h"

#define TX_FIGURES 12

struct tx_figure {
	const char *name;		/* "VVV", "VVV that Venice may take" */
	struct amount before, after;
};

struct tx_changes {
	bool known;			/* the node was able to simulate it */
	struct tx_figure items[TX_FIGURES];	/* only the figures that change */
	size_t count;
	uint64_t svvv_cooldown_s, diem_cooldown_s;	/* until unstaked tokens come back, seconds; 0: not known */
};

/* Seconds until tokens unstaked at this contract come back; 0: not known. */
uint64_t tx_changes_cooldown(const struct tx_changes *changes, enum contract contract);

/* Appends the calldata of one reading and returns the contract that answers it. */
struct address tx_changes_figure(struct buf *data, size_t index, struct address owner);

size_t tx_changes_word(size_t index);	/* which word of the answer the figure is */

/* Reads the reply to CHAIN_SIMULATE. */
void tx_changes_read(struct tx_changes *out, const struct chain_reply *reply);

#endif
