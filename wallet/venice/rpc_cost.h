/* rpc_cost: what Venice's RPC has charged for its answers, in billionths of a USD. */
#ifndef WALLET_VENICE_RPC_COST_H
#define WALLET_VENICE_RPC_COST_H

#include <stdint.h>

#include "wallet/base/err.h"

#define RPC_COST_TEXT_SIZE 32

struct rpc_cost {
	uint64_t requests;	/* requests that were answered */
	uint64_t unpriced;	/* those among them whose answer did not say its price */
	uint64_t nano_usd;	/* the sum of the prices */
};

/* Reads a decimal amount of USD, rounded up.  False when it is none, or far more than a price can be. */
MUST_USE bool rpc_cost_read(uint64_t *nano_usd, const char *text);

/* Writes "0.000014", with as many decimals as it needs. */
void rpc_cost_format(char out[RPC_COST_TEXT_SIZE], uint64_t nano_usd);

/* The cost with only so many digits that count, from 1 on, rounded up; cents are kept. */
uint64_t rpc_cost_rounded(uint64_t nano_usd, unsigned digits);

void rpc_cost_add(struct rpc_cost *sum, const struct rpc_cost *more);

#endif
