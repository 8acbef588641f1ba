#include "wallet/eth/market.h"

#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"

static const struct market_route routes[] = {
	{ TOKEN_VVV, TOKEN_DIEM, 1, { CONTRACT_VVV, CONTRACT_DIEM }, { CONTRACT_DIEM_VVV } },
	{ TOKEN_ETH, TOKEN_VVV, 1, { CONTRACT_WETH, CONTRACT_VVV }, { CONTRACT_VVV_WETH } },
	{ TOKEN_USDC, TOKEN_VVV, 2, { CONTRACT_USDC, CONTRACT_WETH, CONTRACT_VVV },
	  { CONTRACT_WETH_USDC, CONTRACT_VVV_WETH } },
};

const struct market_route *market_route(enum token from, enum token to)
{
	for (size_t i = 0; i < ARRAY_LENGTH(routes); i++)
		if (routes[i].from == from && routes[i].to == to)
			return &routes[i];
	return NULL;
}

void market_add_route(struct buf *out, const struct market_route *route)
{
	abi_add_u64(out, route->hops);
	for (size_t i = 0; i < route->hops; i++) {
		abi_add_address(out, contract_address(route->tokens[i]));
		abi_add_address(out, contract_address(route->tokens[i + 1]));
		abi_add_u64(out, false);
		abi_add_address(out, contract_address(CONTRACT_FACTORY));
	}
}

void market_ask(struct chain_batch *batch, const struct market_route *route, struct amount in)
{
	struct chain_call *call = chain_add(batch, CHAIN_CALL);

	call->to = contract_address(CONTRACT_ROUTER);
	abi_add_selector(&call->data, "getAmountsOut(uint256,(address,address,bool,address)[])");
	abi_add_u256(&call->data, in.units);
	abi_add_u64(&call->data, 2 * 32);	/* where the routes begin */
	market_add_route(&call->data, route);
}

/* uint256[]: offset, length, what goes in, and what comes out of each hop. */
bool market_read(struct amount *out, const struct chain_reply *reply, const struct market_route *route,
		 struct amount in)
{
	const uint8_t *data = reply->data.data;
	size_t len = reply->data.len;
	uint64_t offset, count;
	struct u256 first, last;

	if (!reply->ok || !abi_get_u64(&offset, data, len, 0) || offset != 32 || !abi_get_u64(&count, data, len, 1) ||
	    count != route->hops + 1 || !abi_get_u256(&first, data, len, 2) ||
	    !abi_get_u256(&last, data, len, 2 + route->hops) || u256_compare(first, in.units) != 0 ||
	    u256_is_zero(last))
		return false;
	*out = (struct amount){ route->to, last };
	return true;
}

void market_ask_pools(struct chain_batch *batch, const struct market_route *route)
{
	for (size_t i = 0; i < route->hops; i++) {
		struct chain_call *call = chain_add(batch, CHAIN_CALL);

		call->to = contract_address(route->pools[i]);
		abi_add_selector(&call->data, "getReserves()");
	}
}

/* A pool's first token is the one with the lower address. */
static bool gives_first(const struct market_route *route, size_t hop)
{
	struct address from = contract_address(route->tokens[hop]), to = contract_address(route->tokens[hop + 1]);

	return memcmp(to.bytes, from.bytes, sizeof(to.bytes)) < 0;
}

bool market_read_pools(struct amount *out, const struct chain_reply *replies, const struct market_route *route,
		       struct amount in)
{
	struct u256 units = in.units;

	for (size_t i = 0; i < route->hops; i++) {
		const struct buf *data = &replies[i].data;
		struct u256 takes, gives;
		bool first = gives_first(route, i);

		if (!replies[i].ok || !abi_get_u256(&takes, data->data, data->len, first) ||
		    !abi_get_u256(&gives, data->data, data->len, !first) || !u256_mul_div(&units, units, gives, takes))
			return false;
	}
	*out = (struct amount){ route->to, units };
	return true;
}

unsigned market_impact(struct amount got, struct amount ideal)
{
	struct u256 lost, share;
	uint64_t whole;

	/* What was got is rounded down, so the share that is lost is rounded up. */
	if (amount_compare(got, ideal) >= 0 ||
	    !u256_mul_div(&share, got.units, u256_from_u64(MARKET_WHOLE), ideal.units) ||
	    !u256_sub(&lost, u256_from_u64(MARKET_WHOLE), share) || !u256_to_u64(&whole, lost))
		return 0;
	return (unsigned)whole;
}
