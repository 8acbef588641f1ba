/*
 * contracts: the networks rialto knows, and where their contracts are.
 */
#ifndef WALLET_ETH_CONTRACTS_H
#define WALLET_ETH_CONTRACTS_H

#include "wallet/base/amount.h"
#include "wallet/eth/address.h"

enum contract {
	CONTRACT_VVV,
	CONTRACT_STAKING,	/* sVVV */
	CONTRACT_DIEM,
	CONTRACT_USDC,
	CONTRACT_MULTICALL3,
	CONTRACT_GAS_ORACLE,	/* GasPriceOracle of the OP stack; a local chain has none */
	CONTRACT_WETH,		/* ETH as a token, which the pools trade */
	CONTRACT_ROUTER,	/* Aerodrome's, which swaps along its pools … */
	CONTRACT_FACTORY,	/* … that this one has made */
	CONTRACT_VVV_WETH,	/* the pool of these two; the others alike */
	CONTRACT_WETH_USDC,
	CONTRACT_DIEM_VVV,
	CONTRACT_COUNT
};

struct address contract_address(enum contract contract);
const char *contract_name(enum contract contract);	/* "VVV token", "Venice staking (sVVV)", … */

/* Returns the contract at an address, or CONTRACT_COUNT. */
enum contract contract_at(struct address address);

/* The contract of a token; CONTRACT_COUNT for ETH, which has none. */
enum contract contract_of_token(enum token token);

#define NETWORK_NAME_SIZE 32
#define NETWORK_URL_SIZE 256
#define NETWORK_NODES_MAX 8
#define NETWORK_VENICE_NODE "venice"	/* in place of a node's URL: Venice's RPC, below the API's URL */

struct network {
	char name[NETWORK_NAME_SIZE];		/* "base", "practice" */
	char title[NETWORK_NAME_SIZE];		/* "Base", "PRACTICE" */
	uint64_t chain_id;
	bool real_money;			/* the screen must look different where real money is at stake */
	/* Its nodes.  The first one is asked as long as it answers. */
	char rpc_urls[NETWORK_NODES_MAX][NETWORK_URL_SIZE];
	size_t node_count;
	char api_url[NETWORK_URL_SIZE];		/* ends in /api/v1 */
	char rpc_key[80];			/* id of the API key that Venice's RPC is asked with; "": not said */
	char faucet_url[NETWORK_URL_SIZE];	/* "" if there is none */
	char explorer_url[NETWORK_URL_SIZE];	/* prefix of a transaction's page, "" if there is none */
};

bool network_asks_venice(const struct network *network);	/* is Venice's RPC one of its nodes? */

#define NETWORKS_BUILTIN 2
const char *network_builtin_name(size_t index);	/* less than that */

/* Fills in a built-in network.  False if none has this name. */
bool network_builtin(struct network *out, const char *name);

#endif
