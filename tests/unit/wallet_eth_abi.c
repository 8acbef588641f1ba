#include "wallet/eth/abi.h"

#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/eth/contracts.h"

static void selectors_agree_with_ethers(void **state)
{
	(void)state;
	struct json_object *file = vector_load("abi/ethers/contract-signatures.v5.sample300.json");
	size_t count = json_object_array_length(file);

	assert_true(count >= 100);
	for (size_t i = 0; i < count; i++) {
		struct json_object *row = json_object_array_get_idx(file, i);
		uint8_t selector[4];

		abi_selector(selector, vector_string(row, "signature"));
		assert_hex(selector, 4, vector_string(row, "sigHash"));
	}
	json_object_put(file);
}

/* The selectors of the calls that rialto makes, from the verified contracts. */
static void selectors_of_our_contracts(void **state)
{
	(void)state;
	static const struct {
		const char *signature, *selector;
	} rows[] = {
		{ "stake(address,uint256)", "adc9772e" }, { "stake(uint256)", "a694fc3a" },
		{ "initiateUnstake(uint256)", "ae5ac921" }, { "finalizeUnstake()", "0ea94341" },
		{ "claim()", "4e71d92d" }, { "claimAndStake()", "cb1a4fc0" },
		{ "mintDiem(uint256,uint256)", "2006efcb" }, { "burnDiem(uint256)", "4d44f110" },
		{ "pendingRewards(address)", "31d7a262" }, { "stakes(address)", "16934fc4" },
		{ "lockedStakes(address)", "92417dc7" }, { "getDiemAmountOut(uint256)", "87716cbf" },
		{ "balanceOf(address)", "70a08231" }, { "balanceOfUnlocked(address)", "ceddd07d" },
		{ "cooldownDuration()", "35269315" }, { "unstake()", "2def6620" }, { "stakedInfos(address)", "9503b15c" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint8_t selector[4];

		abi_selector(selector, rows[i].signature);
		assert_hex(selector, 4, rows[i].selector);
	}
}

/* True for what our words can express: numbers that are not negative, addresses, booleans. */
static bool is_expressible(const struct json_object *node)
{
	const char *type = vector_string(node, "type"), *text = vector_string(node, "value");

	return !strcmp(type, "address") || !strcmp(type, "boolean") || (!strcmp(type, "number") && *text != '-');
}

/* Appends the words of a static value, and counts them.  False if it has something that is not one
 * of our words. */
static bool add_words(struct buf *out, size_t *count, struct json_object *node)
{
	struct json_object *value = json_object_object_get(node, "value");
	const char *type = vector_string(node, "type");
	struct address address;
	struct err err;

	if (json_object_is_type(value, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(value); i++)
			if (!add_words(out, count, json_object_array_get_idx(value, i)))
				return false;
		return true;
	}
	if (!is_expressible(node))
		return false;
	++*count;
	if (!strcmp(type, "number"))
		return abi_add_u256(out, vector_number(node, "value"));
	if (!strcmp(type, "boolean"))
		return abi_add_u64(out, json_object_get_boolean(value) ? 1 : 0);
	assert_true(address_parse(&address, json_object_get_string(value), &err));
	return abi_add_address(out, address);
}

/* Reads the words back, each by its type. */
static void check_words(const struct buf *data, size_t *index, struct json_object *node)
{
	struct json_object *value = json_object_object_get(node, "value");
	const char *type = vector_string(node, "type");
	struct address address;
	struct u256 number;
	bool truth;

	if (json_object_is_type(value, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(value); i++)
			check_words(data, index, json_object_array_get_idx(value, i));
		return;
	}
	if (!strcmp(type, "number")) {
		assert_true(abi_get_u256(&number, data->data, data->len, *index));
		assert_int_equal(u256_compare(number, vector_number(node, "value")), 0);
	} else if (!strcmp(type, "boolean")) {
		assert_true(abi_get_bool(&truth, data->data, data->len, *index));
		assert_int_equal(truth, json_object_get_boolean(value));
	} else {
		assert_true(abi_get_address(&address, data->data, data->len, *index));
		assert_hex(address.bytes, sizeof(address.bytes), json_object_get_string(value));
	}
	++*index;
}

static size_t check_static(struct json_object *row)
{
	const char *encoded = vector_string(row, "encoded");
	struct json_object *value = json_object_object_get(row, "verbose");
	struct buf out;
	size_t count = 0, checked = 0, index = 0;

	buf_init(&out, 0);
	if (add_words(&out, &count, value) && strlen(encoded) == 2 + 64 * count) {
		assert_hex(out.data, out.len, encoded);
		check_words(&out, &index, value);
		checked = 1;
	}
	buf_free(&out);
	return checked;
}

static size_t check_dynamic(struct json_object *row)
{
	const char *type = vector_string(row, "type"), *text = vector_string(row, "value");
	const uint8_t *found;
	struct buf out;
	size_t len;

	if (strcmp(type, "string") != 0)
		return 0;
	buf_init(&out, 0);
	abi_add_u64(&out, 32);
	abi_add_bytes(&out, text, strlen(text));
	assert_hex(out.data, out.len, vector_string(row, "encoded"));
	assert_true(abi_get_bytes(&found, &len, out.data, out.len, 0));
	assert_int_equal(len, strlen(text));
	assert_memory_equal(found, text, len);
	buf_free(&out);
	return 1;
}

static void words_agree_with_ethers(void **state)
{
	(void)state;
	struct json_object *file = vector_load("abi/ethers/abi.v6.sample400.json");
	size_t words = 0, strings = 0;

	for (size_t i = 0; i < json_object_array_length(file); i++) {
		words += check_static(json_object_array_get_idx(file, i));
		strings += check_dynamic(json_object_array_get_idx(file, i));
	}
	assert_int_equal(words, 37);
	assert_int_equal(strings, 1);
	json_object_put(file);
}

static void words_agree_with_ethereum_tests(void **state)
{
	(void)state;
	struct json_object *file = vector_load("abi/ethereum-tests/basic_abi_tests.json");
	struct json_object *row = json_object_object_get(file, "IntegerAndAddress");
	struct json_object *args = json_object_object_get(row, "args");
	struct address address;
	struct err err;
	struct buf out;

	buf_init(&out, 0);
	abi_add_u64(&out, (uint64_t)json_object_get_int64(json_object_array_get_idx(args, 0)));
	assert_true(address_parse(&address, json_object_get_string(json_object_array_get_idx(args, 1)), &err));
	assert_true(abi_add_address(&out, address));
	assert_hex(out.data, out.len, vector_string(row, "result"));
	buf_free(&out);
	json_object_put(file);
}

/* cast writes the same calldata: "stake(address,uint256)" and "getL1Fee(bytes)". */
static void calls_agree_with_cast(void **state)
{
	(void)state;
	struct address address;
	struct err err;
	struct buf out;

	buf_init(&out, 0);
	assert_true(address_parse(&address, "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", &err));
	abi_add_selector(&out, "stake(address,uint256)");
	abi_add_address(&out, address);
	assert_true(abi_add_u64(&out, 12500000000000000000u));
	assert_hex(out.data, out.len, "0xadc9772e0000000000000000000000007e5f4552091a69125d5dfcb7b8c2659029395bdf"
		"000000000000000000000000000000000000000000000000ad78ebc5ac620000");
	buf_clear(&out);
	abi_add_selector(&out, "getL1Fee(bytes)");
	abi_add_u64(&out, 32);
	assert_true(abi_add_bytes(&out, "\x02\xf8\x6b\x82", 4));
	assert_hex(out.data, out.len, "0x49948e0e0000000000000000000000000000000000000000000000000000000000000020"
		"0000000000000000000000000000000000000000000000000000000000000004"
		"02f86b8200000000000000000000000000000000000000000000000000000000");
	buf_free(&out);
}

static void aggregate3_agrees_with_cast(void **state)
{
	(void)state;
	struct abi_call calls[3] = {
		{ .target = contract_address(CONTRACT_VVV) },
		{ .target = contract_address(CONTRACT_STAKING) },
		{ .target = contract_address(CONTRACT_MULTICALL3) },
	};
	struct address address;
	struct err err;
	struct buf out;

	for (size_t i = 0; i < 3; i++)
		buf_init(&calls[i].data, 0);
	assert_true(address_parse(&address, "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", &err));
	abi_add_selector(&calls[0].data, "balanceOf(address)");
	abi_add_address(&calls[0].data, address);
	abi_add_selector(&calls[1].data, "cooldownDuration()");
	buf_init(&out, 0);
	assert_true(abi_add_aggregate3(&out, calls, 3));
	assert_hex(out.data, out.len, "0x82ad56cb0000000000000000000000000000000000000000000000000000000000000020"
		"0000000000000000000000000000000000000000000000000000000000000003"
		"0000000000000000000000000000000000000000000000000000000000000060"
		"0000000000000000000000000000000000000000000000000000000000000120"
		"00000000000000000000000000000000000000000000000000000000000001c0"
		"000000000000000000000000acfe6019ed1a7dc6f7b508c02d1b04ec88cc21bf"
		"0000000000000000000000000000000000000000000000000000000000000001"
		"0000000000000000000000000000000000000000000000000000000000000060"
		"0000000000000000000000000000000000000000000000000000000000000024"
		"70a082310000000000000000000000007e5f4552091a69125d5dfcb7b8c26590"
		"29395bdf00000000000000000000000000000000000000000000000000000000"
		"000000000000000000000000321b7ff75154472b18edb199033ff4d116f340ff"
		"0000000000000000000000000000000000000000000000000000000000000001"
		"0000000000000000000000000000000000000000000000000000000000000060"
		"0000000000000000000000000000000000000000000000000000000000000004"
		"3526931500000000000000000000000000000000000000000000000000000000"
		"000000000000000000000000ca11bde05977b3631167028862be2a173976ca11"
		"0000000000000000000000000000000000000000000000000000000000000001"
		"0000000000000000000000000000000000000000000000000000000000000060"
		"0000000000000000000000000000000000000000000000000000000000000000");

	buf_clear(&out);
	calls[1].data.full = true;	/* calldata that was cut */
	assert_false(abi_add_aggregate3(&out, calls, 3));
	for (size_t i = 0; i < 3; i++)
		buf_free(&calls[i].data);
	buf_free(&out);
}

/* Made by cast: abi-encode "f((bool,bytes)[])" of (true, a word of 7), (false, nothing), (true,
 * 0x0102030405). */
#define RESULTS \
	"0x0000000000000000000000000000000000000000000000000000000000000020" \
	"0000000000000000000000000000000000000000000000000000000000000003" \
	"0000000000000000000000000000000000000000000000000000000000000060" \
	"00000000000000000000000000000000000000000000000000000000000000e0" \
	"0000000000000000000000000000000000000000000000000000000000000140" \
	"0000000000000000000000000000000000000000000000000000000000000001" \
	"0000000000000000000000000000000000000000000000000000000000000040" \
	"0000000000000000000000000000000000000000000000000000000000000020" \
	"0000000000000000000000000000000000000000000000000000000000000007" \
	"0000000000000000000000000000000000000000000000000000000000000000" \
	"0000000000000000000000000000000000000000000000000000000000000040" \
	"0000000000000000000000000000000000000000000000000000000000000000" \
	"0000000000000000000000000000000000000000000000000000000000000001" \
	"0000000000000000000000000000000000000000000000000000000000000040" \
	"0000000000000000000000000000000000000000000000000000000000000005" \
	"0102030405000000000000000000000000000000000000000000000000000000"

static void aggregate3_results(void **state)
{
	(void)state;
	static const struct {
		bool ok;
		const char *hex;
	} rows[] = {
		{ true, "0x0000000000000000000000000000000000000000000000000000000000000007" },
		{ false, "0x" },
		{ true, "0x0102030405" },
	};
	struct buf data;
	const uint8_t *out;
	size_t len;
	bool ok;

	vector_from_hex(&data, RESULTS);
	for (size_t i = 0; i < 3; i++) {
		assert_true(abi_get_aggregate3(&ok, &out, &len, data.data, data.len, i));
		assert_int_equal(ok, rows[i].ok);
		assert_hex(out, len, rows[i].hex);
	}
	assert_false(abi_get_aggregate3(&ok, &out, &len, data.data, data.len, 3));
	assert_false(abi_get_aggregate3(&ok, &out, &len, data.data, data.len, SIZE_MAX));
	data.data[63] = 2;	/* the array's length: the third is there, but not part of it */
	assert_true(abi_get_aggregate3(&ok, &out, &len, data.data, data.len, 1));
	assert_false(abi_get_aggregate3(&ok, &out, &len, data.data, data.len, 2));
	buf_free(&data);
}

/* Whatever is cut off or bent, nothing outside the data is read.  The copy has its exact size, so
 * that the sanitisers see a step too far. */
static void bent_results_stay_inside(void **state)
{
	(void)state;
	struct buf data;

	vector_from_hex(&data, RESULTS);
	for (size_t cut = 0; cut <= data.len; cut++)
		for (size_t word = 0; word < 8; word++) {
			uint8_t *copy = test_malloc(cut + 1);
			const uint8_t *out;
			size_t len;
			bool ok;

			memcpy(copy, data.data, cut);
			if (word && word * 32 <= cut)
				memset(copy + word * 32 - 8, 0xff, 8);
			for (size_t i = 0; i < 4; i++)
				if (abi_get_aggregate3(&ok, &out, &len, copy, cut, i))
					assert_true(out >= copy && len <= cut && out + len <= copy + cut);
			test_free(copy);
		}
	buf_free(&data);
}

static void words_that_do_not_fit_are_refused(void **state)
{
	(void)state;
	uint8_t words[64] = { 0 };
	struct address address;
	struct u256 number;
	uint64_t small;
	const uint8_t *bytes;
	size_t len;
	bool truth;

	assert_false(abi_get_u256(&number, words, 31, 0));
	assert_false(abi_get_u256(&number, words, 64, 2));
	assert_false(abi_get_u256(&number, words, 63, 1));
	assert_false(abi_get_u256(&number, words, 64, SIZE_MAX));
	assert_true(abi_get_u256(&number, words, 64, 1));
	words[31] = 2;
	assert_false(abi_get_bool(&truth, words, 64, 0));
	words[23] = 1;
	assert_false(abi_get_u64(&small, words, 64, 0));
	words[11] = 1;
	assert_false(abi_get_address(&address, words, 64, 0));
	words[11] = 0;
	assert_true(abi_get_address(&address, words, 64, 0));

	memset(words, 0, sizeof(words));
	words[31] = 32;
	words[63] = 1;	/* one byte, but none is there */
	assert_false(abi_get_bytes(&bytes, &len, words, 64, 0));
	words[63] = 0;
	assert_true(abi_get_bytes(&bytes, &len, words, 64, 0));
	assert_int_equal(len, 0);
	words[31] = 64;
	assert_false(abi_get_bytes(&bytes, &len, words, 64, 0));
	memset(words, 0xff, 32);
	assert_false(abi_get_bytes(&bytes, &len, words, 64, 0));
}

static void check_reason(const char *hex, const char *reason)
{
	char text[200];
	struct buf data;

	vector_from_hex(&data, hex);
	abi_revert_reason(text, sizeof(text), data.data, data.len);
	assert_string_equal(text, reason);
	buf_free(&data);
}

#define ZEROS_28 "00000000000000000000000000000000000000000000000000000000"

static void says_why_a_call_reverted(void **state)
{
	(void)state;
	check_reason("0x", "no reason given");
	check_reason("0x08c379", "no reason given");
	/* execution-apis: call-revert-abi-error and call-revert-abi-panic */
	check_reason("0x08c379a0" ZEROS_28 "00000020" ZEROS_28 "0000000a"
		     "75736572206572726f72", "user error");
	check_reason("0x4e487b71" ZEROS_28 "00000001", "panic 0x01: assertion failed");
	check_reason("0x4e487b71" ZEROS_28 "00000011", "panic 0x11: arithmetic overflow or underflow");
	check_reason("0x4e487b71" ZEROS_28 "00000099", "panic 0x99");
	check_reason("0xe450d38c", "ERC20InsufficientBalance");
	check_reason("0xfb8f41b2", "ERC20InsufficientAllowance");
	check_reason("0x118cdaa7", "OwnableUnauthorizedAccount");
	check_reason("0xd93c0665", "EnforcedPause");
	check_reason("0xe201ec73", "InsufficientUnlockedBalance");
	check_reason("0xd6c9f91b" ZEROS_28 "00000001", "CooldownNotOver");
	check_reason("0xae04b1c7", "CooldownNotOver");
	check_reason("0x8cd22d19", "TransferNotAllowed");
	check_reason("0xdeadbeef0102", "error 0xdeadbeef");
}

static void reasons_are_sanitised_and_cut(void **state)
{
	(void)state;
	char text[8];
	struct buf data;

	/* "no\x1b[2J\nmore" */
	check_reason("0x08c379a0" ZEROS_28 "00000020" ZEROS_28 "0000000b"
		     "6e6f1b5b324a0a6d6f7265", "no?[2J more");
	/* a length that is not there, and an empty text */
	check_reason("0x08c379a0" ZEROS_28 "00000020" ZEROS_28 "ffffffff" "6e6f", "error 0x08c379a0");
	check_reason("0x08c379a0", "error 0x08c379a0");
	check_reason("0x4e487b71", "error 0x4e487b71");
	vector_from_hex(&data, "0xe450d38c");
	abi_revert_reason(text, sizeof(text), data.data, data.len);
	assert_string_equal(text, "ERC20In");
	buf_free(&data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selectors_agree_with_ethers),
		cmocka_unit_test(selectors_of_our_contracts),
		cmocka_unit_test(words_agree_with_ethers),
		cmocka_unit_test(words_agree_with_ethereum_tests),
		cmocka_unit_test(calls_agree_with_cast),
		cmocka_unit_test(aggregate3_agrees_with_cast),
		cmocka_unit_test(aggregate3_results),
		cmocka_unit_test(bent_results_stay_inside),
		cmocka_unit_test(words_that_do_not_fit_are_refused),
		cmocka_unit_test(says_why_a_call_reverted),
		cmocka_unit_test(reasons_are_sanitised_and_cut),
	};

	return cmocka_run_group_tests_name("wallet_abi", tests, NULL, NULL);
}
