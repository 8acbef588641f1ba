/* dead_end: the addresses are written here a second time, in the form in which their makers publish them for Base. */
#include "wallet/eth/dead_end.h"

#include "tests/support/unit.h"

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/eth/contracts.h"

static struct address read_address(const char *text)
{
	struct address address;

	assert_true(hex_decode(address.bytes, sizeof(address.bytes), text));
	return address;
}

static void those_that_are_published_are_known(void **state)
{
	static const struct {
		const char *address, *name;
	} published[] = {
		{ "0x000000000022d473030f116ddee9f6b43ac78ba3", "Permit2 contract" },
		{ "0x6ff5693b99212da76ad316178a184ab56d299b43", "Uniswap universal router" },
		{ "0xfdf682f51fe81aa4898f0ae2163d8a55c127fbc7", "Uniswap universal router" },
		{ "0xd6145b2d3f379919e8cdeda7b97e37c4b2ca9c40", "Uniswap universal router" },
		{ "0x3fc91a3afd70395cd496c647d5a6cc9d4b2b7fad", "first Uniswap universal router" },
		{ "0x2626664c2603336e57b271c5c0b26f421741e481", "Uniswap V3 router" },
		{ "0x4752ba5dbc23f44d87826276bf6fd6b1c372ad24", "Uniswap V2 router" },
		{ "0x498581ff718922c3f8e6a244956af099b2652b2b", "Uniswap V4 pool manager" },
		{ "0xbe6d8f0d05cc4be24d5167a3ef062215be6d18a5", "Aerodrome Slipstream router" },
		{ "0x111111125421ca6dc452d289314280a0f8842a65", "1inch router" },
		{ "0xdef1c0ded9bec7f1a1670819833240f027b25eff", "0x exchange" },
		{ "0x940181a94a35a4569e4529a3cdfb74e38fd98631", "AERO token" },
		{ "0xcbb7c0000ab88b473b1f5afd9ef808440eed33bf", "cbBTC token" },
		{ "0xd9aaec86b65d86f6a7b5b1b0c42ffa531710b6ca", "USDbC token" },
		{ "0x50c5725949a6f0c72e6c4a641f24049a917db0cb", "DAI token" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(published); i++) {
		struct address address = read_address(published[i].address);
		const char *name = dead_end_name(address);

		if (!name)
			fail_msg("%s is not known", published[i].address);
		assert_string_equal(name, published[i].name);
		assert_int_equal(contract_at(address), CONTRACT_COUNT);
		address.bytes[19] ^= 1;
		assert_null(dead_end_name(address));
	}
}

static void the_contracts_of_the_chain_itself_are_known_by_their_form(void **state)
{
	(void)state;
	assert_string_equal(dead_end_name(read_address("0x4200000000000000000000000000000000000010")), "system contract of Base");
	assert_non_null(dead_end_name(read_address("0x42000000000000000000000000000000000007ff")));
	assert_null(dead_end_name(read_address("0x4300000000000000000000000000000000000010")));
	assert_null(dead_end_name(read_address("0x4200000000000000000000000000000000010010")));
	assert_null(dead_end_name(read_address("0x0000000000000000000000000000000000000010")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(those_that_are_published_are_known),
		cmocka_unit_test(the_contracts_of_the_chain_itself_are_known_by_their_form),
	};

	return cmocka_run_group_tests_name("wallet_eth_dead_end", tests, NULL, NULL);
}
