#include "wallet/eth/rlp.h"

#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"

/* ethers writes byte strings in hexadecimal, ethereum/tests as they are, with
 * numbers as numbers or as "#" and decimal digits. */
static void encode_string(struct buf *out, struct json_object *value, bool is_hex)
{
	const char *text = json_object_get_string(value);
	struct u256 number;

	if (is_hex) {
		struct buf bytes;

		vector_from_hex(&bytes, text);
		rlp_add_bytes(out, bytes.data, bytes.len);
		buf_free(&bytes);
	} else if (*text == '#') {
		assert_true(u256_from_decimal(&number, text + 1, strlen(text + 1)));
		rlp_add_u256(out, number);
	} else {
		rlp_add_bytes(out, text, (size_t)json_object_get_string_len(value));
	}
}

static void encode(struct buf *out, struct json_object *value, bool is_hex)
{
	struct buf items;

	if (json_object_is_type(value, json_type_string)) {
		encode_string(out, value, is_hex);
	} else if (json_object_is_type(value, json_type_int)) {
		rlp_add_u64(out, (uint64_t)json_object_get_int64(value));
	} else {
		buf_init(&items, 0);
		for (size_t i = 0; i < json_object_array_length(value); i++)
			encode(&items, json_object_array_get_idx(value, i), is_hex);
		assert_true(rlp_add_list(out, &items));
		buf_free(&items);
	}
}

/* Reads one item and compares it with ethers' form of it. */
static void check_decoded(const uint8_t **in, size_t *len, struct json_object *value)
{
	struct rlp_item item;

	assert_true(rlp_next(&item, in, len));
	assert_int_equal(item.is_list, json_object_is_type(value, json_type_array));
	if (!item.is_list) {
		assert_hex(item.data, item.len, json_object_get_string(value));
		return;
	}
	for (size_t i = 0; i < json_object_array_length(value); i++)
		check_decoded(&item.data, &item.len, json_object_array_get_idx(value, i));
	assert_int_equal(item.len, 0);
}

/* True for the bigint of 2^256 in ethereum/tests, which does not fit our integers. */
static bool is_too_big(struct json_object *value)
{
	const char *text = json_object_get_string(value);
	struct u256 number;

	return json_object_is_type(value, json_type_string) && *text == '#' &&
	       !u256_from_decimal(&number, text + 1, strlen(text + 1));
}

static void encodes_as_ethereum_tests(void **state)
{
	(void)state;
	struct json_object *file = vector_load("rlp/ethereum-tests/rlptest.json");
	size_t count = 0;

	json_object_object_foreach(file, name, row) {
		struct json_object *value = json_object_object_get(row, "in");
		struct buf out;

		(void)name;
		if (is_too_big(value))
			continue;
		buf_init(&out, 0);
		encode(&out, value, false);
		assert_hex(out.data, out.len, vector_string(row, "out"));
		buf_free(&out);
		count++;
	}
	assert_int_equal(count, 27);
	json_object_put(file);
}

static void agrees_with_ethers_both_ways(void **state)
{
	(void)state;
	struct json_object *file = vector_load("rlp/ethers/rlp.v6.json");
	size_t count = json_object_array_length(file);

	assert_true(count > 20);
	for (size_t i = 0; i < count; i++) {
		struct json_object *row = json_object_array_get_idx(file, i);
		struct json_object *value = json_object_object_get(row, "decoded");
		struct buf out;

		buf_init(&out, 0);
		encode(&out, value, true);
		assert_hex(out.data, out.len, vector_string(row, "encoded"));

		const uint8_t *in = out.data;
		size_t len = out.len;

		check_decoded(&in, &len, value);
		assert_int_equal(len, 0);
		buf_free(&out);
	}
	json_object_put(file);
}

static void refuses_what_is_not_canonical(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"0x",
		"0x8100", "0x817f",		/* one byte below 0x80 stands for itself */
		"0x81", "0x8261", "0xc1", "0xc261",	/* cut */
		"0xb8", "0xb800", "0xb80161", "0xf8", "0xf800", "0xf80180",	/* long form of a short length */
		"0xb9003800", "0xf90038",	/* a length with a leading zero */
		"0xbfffffffffffffffff", "0xffffffffffffffffff", "0xbf8000000000000000",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct buf bytes;
		struct rlp_item item;

		vector_from_hex(&bytes, bad[i]);

		const uint8_t *in = bytes.data;
		size_t len = bytes.len;

		if (rlp_next(&item, &in, &len))
			fail_msg("took %s", bad[i]);
		assert_ptr_equal(in, bytes.data);
		assert_int_equal(len, bytes.len);
		buf_free(&bytes);
	}
}

/* 55 bytes are a canonical length only in the short form, 56 only in the long. */
static void long_form_begins_at_56(void **state)
{
	(void)state;
	uint8_t bytes[2 + 56] = { 0xb8, 55 };
	struct rlp_item item;
	const uint8_t *in = bytes;
	size_t len = 2 + 55;

	assert_false(rlp_next(&item, &in, &len));
	bytes[1] = 56;
	len = 2 + 56;
	assert_true(rlp_next(&item, &in, &len));
	assert_int_equal(item.len, 56);
	assert_int_equal(len, 0);
	in = bytes;
	len = 2 + 55;
	assert_false(rlp_next(&item, &in, &len));
}

static void a_length_has_no_leading_zero(void **state)
{
	(void)state;
	uint8_t bytes[3 + 56] = { 0xb9, 0, 56 }, whole[3 + 256] = { 0xb9, 1, 0 };
	struct rlp_item item;
	const uint8_t *in = bytes;
	size_t len = sizeof(bytes);

	assert_false(rlp_next(&item, &in, &len));
	in = whole;
	len = sizeof(whole);
	assert_true(rlp_next(&item, &in, &len));
	assert_int_equal(item.len, 256);
}

static void a_cut_payload_spoils_the_list(void **state)
{
	(void)state;
	struct buf payload, out;

	buf_init(&payload, 2);
	buf_init(&out, 0);
	rlp_add_u64(&payload, 1);
	assert_false(rlp_add_bytes(&payload, "too long", 8));
	assert_false(rlp_add_list(&out, &payload));
	assert_true(out.full);
	buf_free(&payload);
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodes_as_ethereum_tests),
		cmocka_unit_test(agrees_with_ethers_both_ways),
		cmocka_unit_test(refuses_what_is_not_canonical),
		cmocka_unit_test(long_form_begins_at_56),
		cmocka_unit_test(a_length_has_no_leading_zero),
		cmocka_unit_test(a_cut_payload_spoils_the_list),
	};

	return cmocka_run_group_tests_name("wallet_rlp", tests, NULL, NULL);
}
