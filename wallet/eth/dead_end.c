#include "wallet/eth/dead_end.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"

#define PREDEPLOY_BYTES 18	/* the OP stack's own contracts are those of 0x42 with zeros up to the last two bytes */

static const struct {
	const char *name, *address;
} dead_ends[] = {
	{ "Permit2 contract", "0x000000000022D473030F116dDEE9F6B43aC78BA3" },
	{ "Uniswap universal router", "0x6fF5693b99212Da76ad316178A184AB56D299b43" },
	{ "Uniswap universal router", "0xfdf682f51fe81aa4898f0ae2163d8a55c127fbc7" },
	{ "Uniswap universal router", "0xd6145b2D3F379919E8CdEda7B97e37c4b2Ca9c40" },
	{ "first Uniswap universal router", "0x3fC91A3afd70395Cd496C647d5a6CC9D4B2b7FAD" },
	{ "Uniswap V3 router", "0x2626664c2603336E57B271c5C0b26F421741e481" },
	{ "Uniswap V2 router", "0x4752ba5DBc23f44D87826276BF6Fd6b1C372aD24" },
	{ "Uniswap V4 pool manager", "0x498581fF718922c3f8e6A244956aF099B2652b2b" },
	{ "Aerodrome Slipstream router", "0xBE6D8f0d05cC4be24d5167a3eF062215bE6D18a5" },
	{ "1inch router", "0x111111125421cA6dc452d289314280a0f8842A65" },
	{ "0x exchange", "0xDef1C0ded9bec7F1a1670819833240f027b25EfF" },
	{ "AERO token", "0x940181a94A35A4569E4529A3CDfB74e38FD98631" },
	{ "cbBTC token", "0xcbB7C0000aB88B473b1f5aFd9ef808440eed33Bf" },
	{ "USDbC token", "0xd9aAEc86B65D86f6A7B5B1b0c42FFA531710b6CA" },
	{ "DAI token", "0x50c5725949A6F0c72E6C4a641F24049A917DB0Cb" },
};

static bool is_predeploy(struct address address)
{
	static const uint8_t zeros[PREDEPLOY_BYTES - 1];

	return address.bytes[0] == 0x42 && !memcmp(address.bytes + 1, zeros, sizeof(zeros));
}

const char *dead_end_name(struct address address)
{
	if (is_predeploy(address))
		return "system contract of Base";
	for (size_t i = 0; i < ARRAY_LENGTH(dead_ends); i++) {
		struct address known = { 0 };

		if (!hex_decode(known.bytes, sizeof(known.bytes), dead_ends[i].address))
			abort();
		if (address_equal(known, address))
			return dead_ends[i].name;
	}
	return NULL;
}
