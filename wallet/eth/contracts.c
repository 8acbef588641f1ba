#include "wallet/eth/contracts.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"

/* These are the same on every network: the practice network puts its contracts at the addresses
 * that the real ones have on Base. */
static const struct {
	const char *name;
	const char *address;
} contracts[CONTRACT_COUNT] = {
	[CONTRACT_VVV] = { "VVV token", "0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf" },
	[CONTRACT_STAKING] = { "Venice staking (sVVV)", "0x321b7ff75154472B18EDb199033fF4D116F340Ff" },
	[CONTRACT_DIEM] = { "DIEM token", "0xF4d97F2da56e8c3098f3a8D538DB630A2606a024" },
	[CONTRACT_USDC] = { "USDC token", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913" },
	[CONTRACT_MULTICALL3] = { "Multicall3", "0xcA11bde05977b3631167028862bE2a173976CA11" },
	[CONTRACT_GAS_ORACLE] = { "GasPriceOracle", "0x420000000000000000000000000000000000000F" },
	[CONTRACT_WETH] = { "WETH token", "0x4200000000000000000000000000000000000006" },
	[CONTRACT_ROUTER] = { "Aerodrome router", "0xcF77a3Ba9A5CA399B7c97c74d54e5b1Beb874E43" },
	[CONTRACT_FACTORY] = { "Aerodrome factory", "0x420DD381b31aEf6683db6B902084cB0FFECe40Da" },
	[CONTRACT_VVV_WETH] = { "VVV/WETH pool", "0x01784ef301D79e4B2DF3a21ad9a536d4cF09A5Ce" },
	[CONTRACT_WETH_USDC] = { "WETH/USDC pool", "0xcDAC0d6c6C59727a65F871236188350531885C43" },
	[CONTRACT_DIEM_VVV] = { "DIEM/VVV pool", "0xbB345D35450BF9Ee76F3D2cE214E8e7AC5e1071d" },
};

struct address contract_address(enum contract contract)
{
	struct address address = { { 0 } };

	if (!hex_decode(address.bytes, sizeof(address.bytes), contracts[contract].address))
		abort();
	return address;
}

const char *contract_name(enum contract contract)
{
	return contracts[contract].name;
}

enum contract contract_at(struct address address)
{
	enum contract contract = 0;

	while (contract < CONTRACT_COUNT && !address_equal(address, contract_address(contract)))
		contract++;
	return contract;
}

enum contract contract_of_token(enum token token)
{
	static const enum contract of[TOKEN_COUNT] = {
		[TOKEN_ETH] = CONTRACT_COUNT, [TOKEN_VVV] = CONTRACT_VVV, [TOKEN_SVVV] = CONTRACT_STAKING,
		[TOKEN_DIEM] = CONTRACT_DIEM, [TOKEN_USDC] = CONTRACT_USDC,
	};

	return of[token];
}

/* The practice network has Base's chain id, so that what is signed there has exactly the form that
 * it has on Base. */
static const struct network networks[NETWORKS_BUILTIN] = {
	{
		.name = "base",
		.title = "Base",
		.chain_id = 8453,
		.real_money = true,
		.rpc_urls = { "https://mainnet.base.org" },
		.node_count = 1,
		.api_url = "https://api.venice.ai/api/v1",
		.explorer_url = "https://basescan.org/tx/",
	},
	{
		.name = "practice",
		.title = "PRACTICE",
		.chain_id = 8453,
		.rpc_urls = { "http://127.0.0.1:8545" },
		.node_count = 1,
		.api_url = "http://127.0.0.1:8546/api/v1",
		.faucet_url = "http://127.0.0.1:8546/practice/faucet",
	},
};

const char *network_builtin_name(size_t index)
{
	return networks[index].name;
}

bool network_builtin(struct network *out, const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(networks); i++) {
		if (strcmp(networks[i].name, name) != 0)
			continue;
		*out = networks[i];
		return true;
	}
	return false;
}

bool network_asks_venice(const struct network *network)
{
	for (size_t i = 0; i < network->node_count; i++)
		if (!strcmp(network->rpc_urls[i], NETWORK_VENICE_NODE))
			return true;
	return false;
}
