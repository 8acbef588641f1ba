#include "wallet/eth/contracts.h"

#include <string.h>

#include "tests/support/unit.h"

/* From Venice's documentation, Circle's, Aerodrome's and Multicall3's list of deployments. */
static void addresses_are_those_on_base(void **state)
{
	(void)state;
	static const char *const addresses[CONTRACT_COUNT] = {
		[CONTRACT_VVV] = "0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf",
		[CONTRACT_STAKING] = "0x321b7ff75154472B18EDb199033fF4D116F340Ff",
		[CONTRACT_DIEM] = "0xF4d97F2da56e8c3098f3a8D538DB630A2606a024",
		[CONTRACT_USDC] = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
		[CONTRACT_MULTICALL3] = "0xcA11bde05977b3631167028862bE2a173976CA11",
		[CONTRACT_GAS_ORACLE] = "0x420000000000000000000000000000000000000F",
		[CONTRACT_WETH] = "0x4200000000000000000000000000000000000006",
		[CONTRACT_ROUTER] = "0xcF77a3Ba9A5CA399B7c97c74d54e5b1Beb874E43",
		[CONTRACT_FACTORY] = "0x420DD381b31aEf6683db6B902084cB0FFECe40Da",
		[CONTRACT_VVV_WETH] = "0x01784ef301D79e4B2DF3a21ad9a536d4cF09A5Ce",
		[CONTRACT_WETH_USDC] = "0xcDAC0d6c6C59727a65F871236188350531885C43",
		[CONTRACT_DIEM_VVV] = "0xbB345D35450BF9Ee76F3D2cE214E8e7AC5e1071d",
	};

	for (enum contract contract = 0; contract < CONTRACT_COUNT; contract++) {
		char text[ADDRESS_TEXT_SIZE];

		address_format(text, contract_address(contract));
		assert_string_equal(text, addresses[contract]);
		assert_int_equal(contract_at(contract_address(contract)), contract);
		assert_true(strlen(contract_name(contract)) > 3);
	}
}

static void an_unknown_address_is_no_contract(void **state)
{
	(void)state;
	struct address address = contract_address(CONTRACT_USDC);

	address.bytes[19] ^= 1;
	assert_int_equal(contract_at(address), CONTRACT_COUNT);
	assert_int_equal(contract_at((struct address){ { 0 } }), CONTRACT_COUNT);
}

static void base_is_real_and_practice_is_not(void **state)
{
	(void)state;
	struct network base, practice;

	assert_true(network_builtin(&base, "base"));
	assert_true(network_builtin(&practice, "practice"));
	assert_true(base.real_money);
	assert_false(practice.real_money);
	assert_int_equal(base.chain_id, 8453);
	assert_int_equal(practice.chain_id, 8453);
	assert_string_equal(base.rpc_urls[0], "https://mainnet.base.org");
	assert_string_equal(base.api_url, "https://api.venice.ai/api/v1");
	assert_string_equal(base.faucet_url, "");
	assert_string_equal(practice.title, "PRACTICE");
	assert_string_equal(practice.explorer_url, "");
}

/* A practised transaction must not reach the real network. */
static void practice_stays_on_this_machine(void **state)
{
	(void)state;
	static const char loopback[] = "http://127.0.0.1:";
	struct network practice;

	assert_true(network_builtin(&practice, "practice"));
	assert_memory_equal(practice.rpc_urls[0], loopback, strlen(loopback));
	assert_memory_equal(practice.api_url, loopback, strlen(loopback));
	assert_memory_equal(practice.faucet_url, loopback, strlen(loopback));
}

static void other_names_are_not_built_in(void **state)
{
	(void)state;
	struct network network = { .name = "untouched" };

	assert_false(network_builtin(&network, "Base"));
	assert_false(network_builtin(&network, "mainnet"));
	assert_false(network_builtin(&network, ""));
	assert_string_equal(network.name, "untouched");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_those_on_base),
		cmocka_unit_test(an_unknown_address_is_no_contract),
		cmocka_unit_test(base_is_real_and_practice_is_not),
		cmocka_unit_test(practice_stays_on_this_machine),
		cmocka_unit_test(other_names_are_not_built_in),
	};

	return cmocka_run_group_tests_name("wallet_contracts", tests, NULL, NULL);
}
