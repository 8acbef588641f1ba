/*
 * tx_search: which transaction used a number of a wallet.  A node that can say so is
 * asked; with others the block is looked for in which the wallet's count passed the
 * number, from the latest backwards, and then what is in it.  A node that no longer
 * knows what was ends the search without a result.
 */
#ifndef WALLET_ETH_TX_SEARCH_H
#define WALLET_ETH_TX_SEARCH_H

#include "wallet/eth/chain.h"

enum tx_search_step { TX_SEARCH_ENDED, TX_SEARCH_BY_NUMBER, TX_SEARCH_BACK, TX_SEARCH_HALVE, TX_SEARCH_READ };

struct tx_search {
	enum tx_search_step step;
	/* blocks: the number was free at low, as far as that is known, and used at high */
	uint64_t low, high;
	uint64_t stride;
	bool found;			/* once it has ended: … */
	uint8_t hash[KECCAK_SIZE];	/* … this one did */
};

void tx_search_begin(struct tx_search *search, uint64_t head);

/* The next question, of one call, and its answer; the step says whether there is another. */
void tx_search_ask(const struct tx_search *search, struct chain_batch *batch, struct address from, uint64_t nonce);
void tx_search_take(struct tx_search *search, const struct chain_replies *replies, uint64_t nonce);

#endif
