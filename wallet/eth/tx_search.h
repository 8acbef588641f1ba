/*
 * tx_search: finds the transaction that used a number of a wallet.  Some nodes can say so at once.
 * With other nodes, the search goes back from the latest block until it finds the block in which
 * the wallet's count passed the number, and then reads that block.  A node that no longer knows the
 * past ends the search without a result.
 */
#ifndef WALLET_ETH_TX_SEARCH_H
#define WALLET_ETH_TX_SEARCH_H

#include "wallet/eth/chain.h"

enum tx_search_step { TX_SEARCH_ENDED, TX_SEARCH_BY_NUMBER, TX_SEARCH_BACK, TX_SEARCH_HALVE, TX_SEARCH_READ };

struct tx_search {
	enum tx_search_step step;
	/* Blocks: at low the number was free, as far as is known; at high it was used. */
	uint64_t low, high;
	uint64_t stride;
	bool found;			/* the search has ended with a hash */
	uint8_t hash[KECCAK_SIZE];	/* of the transaction that was found */
};

void tx_search_begin(struct tx_search *search, uint64_t head);

/* Asks the next question, in one call, and takes its answer.  The step says whether more follow. */
void tx_search_ask(const struct tx_search *search, struct chain_batch *batch, struct address from, uint64_t nonce);
void tx_search_take(struct tx_search *search, const struct chain_replies *replies, uint64_t nonce);

#endif
