#include "wallet/eth/address.h"

#include <ctype.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"

static void change_case(char out[ADDRESS_TEXT_SIZE], const char *text, int (*to_case)(int))
{
	memcpy(out, text, ADDRESS_TEXT_SIZE);
	for (size_t i = 2; out[i]; i++)
		out[i] = (char)to_case((unsigned char)out[i]);
}

/* Changing the case of any one letter must be noticed, unless it leaves the
 * text in one case throughout. */
static void check_typing_mistakes(const char *right)
{
	for (size_t i = 2; right[i]; i++) {
		char text[ADDRESS_TEXT_SIZE], lower[ADDRESS_TEXT_SIZE], upper[ADDRESS_TEXT_SIZE];
		struct address address;
		struct err err;

		memcpy(text, right, sizeof(text));
		if (!isalpha((unsigned char)text[i]))
			continue;
		text[i] ^= 0x20;
		change_case(lower, text, tolower);
		change_case(upper, text, toupper);
		if (!strcmp(text, lower) || !strcmp(text, upper))
			continue;
		if (address_parse(&address, text, &err))
			fail_msg("took %s", text);
		assert_non_null(strstr(err.msg, "checksum"));
	}
}

static void check_address(const char *right)
{
	char text[ADDRESS_TEXT_SIZE];
	struct address address, again;
	struct err err;

	change_case(text, right, tolower);
	assert_true(address_parse(&address, text, &err));
	address_format(text, address);
	assert_string_equal(text, right);
	assert_true(address_parse(&again, right, &err));
	assert_true(address_equal(address, again));
	assert_true(address_parse(&again, right + 2, &err));
	assert_true(address_equal(address, again));
	change_case(text, right, toupper);
	assert_true(address_parse(&again, text, &err));
	assert_true(address_equal(address, again));
	check_typing_mistakes(right);
}

static void agrees_with_ethers(void **state)
{
	(void)state;
	struct json_object *file = vector_load("address/ethers/accounts.v6.json");
	size_t count = json_object_array_length(file);

	assert_true(count > 250);
	for (size_t i = 0; i < count; i++)
		check_address(vector_string(json_object_array_get_idx(file, i), "address"));
	json_object_put(file);
}

static void agrees_with_eip_55(void **state)
{
	(void)state;
	static const char *const examples[] = {
		"0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
		"0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
		"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
		"0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
	};

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		check_address(examples[i]);
}

static void refuses_what_is_not_an_address(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", "0x", "0x0", "vitalik.eth",
		"0x52908400098527886E0F7030069857D2E4169EE",
		"0x52908400098527886E0F7030069857D2E4169EE70",
		"0x52908400098527886E0F7030069857D2E4169EEG",
		" 0x52908400098527886E0F7030069857D2E4169EE7",
		"0x52908400098527886E0F7030069857D2E4169EE7 ",
		"XE21ERF4STLB4CJC4UJJTZHGOOGJLHSGKIN",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct address address;
		struct err err = { 0 };

		if (address_parse(&address, bad[i], &err))
			fail_msg("took \"%s\"", bad[i]);
		assert_int_equal(err.code, ERR_INVALID_INPUT);
	}
}

/* Private key 1: its public key is secp256k1's generator (SEC 2, 2.4.1). */
static void is_made_from_a_public_key(void **state)
{
	(void)state;
	struct buf generator;
	char text[ADDRESS_TEXT_SIZE];

	vector_from_hex(&generator, "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
				    "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
	address_format(text, address_from_public_key(generator.data));
	assert_string_equal(text, "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
	buf_free(&generator);
}

static void short_form_shows_both_ends(void **state)
{
	(void)state;
	struct address address;
	struct err err;
	char text[ADDRESS_SHORT_SIZE];

	assert_true(address_parse(&address, "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", &err));
	address_format_short(text, address);
	assert_string_equal(text, "0x7E5F…5Bdf");
	assert_false(address_is_zero(address));
	assert_true(address_is_zero((struct address){ { 0 } }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_ethers),
		cmocka_unit_test(agrees_with_eip_55),
		cmocka_unit_test(refuses_what_is_not_an_address),
		cmocka_unit_test(is_made_from_a_public_key),
		cmocka_unit_test(short_form_shows_both_ends),
	};

	return cmocka_run_group_tests_name("wallet_address", tests, NULL, NULL);
}
