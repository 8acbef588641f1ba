#include "wallet/base/hex.h"

#include <string.h>

#include "tests/support/unit.h"

static void encodes_lower_case(void **state)
{
	(void)state;
	char text[7];

	hex_encode(text, (const uint8_t[]){ 0x00, 0xAB, 0x9f }, 3);
	assert_string_equal(text, "00ab9f");
	hex_encode(text, NULL, 0);
	assert_string_equal(text, "");
}

static void appends_with_prefix(void **state)
{
	(void)state;
	struct buf buf;

	buf_init(&buf, 0);
	buf_add_string(&buf, "data=");
	assert_true(hex_append(&buf, (const uint8_t[]){ 0xde, 0xad }, 2));
	assert_string_equal(buf_string(&buf), "data=0xdead");
	buf_free(&buf);

	buf_init(&buf, 5);
	assert_false(hex_append(&buf, (const uint8_t[]){ 0xde, 0xad }, 2));
	assert_true(buf.full);
	buf_free(&buf);
}

static void decodes_any_case_with_or_without_prefix(void **state)
{
	(void)state;
	static const char *const same[] = { "00aBfF", "0x00aBfF", "0x00ABFF", "00abff" };

	for (size_t i = 0; i < 4; i++) {
		uint8_t out[3] = { 9, 9, 9 };

		assert_true(hex_decode(out, 3, same[i]));
		assert_memory_equal(out, "\x00\xab\xff", 3);
	}
}

static void refuses_what_is_not_exactly_that_many_digits(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", "0x", "abc", "0xabc", "abcde", "abcdef01", "0xabcdef0", "0Xabcdef", "abcdeg", " abcdef",
		"abcdef ", "ab cdef", "-abcde", "0x0xabcdef", "abcd\xc3\xa9",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		uint8_t out[3] = { 1, 2, 3 };

		if (hex_decode(out, 3, bad[i]))
			fail_msg("took \"%s\"", bad[i]);
		assert_memory_equal(out, "\1\2\3", 3);
	}
}

static void buf_takes_even_numbers_up_to_its_cap(void **state)
{
	(void)state;
	struct buf buf;

	buf_init(&buf, 4);
	buf_add_string(&buf, "old");
	assert_true(hex_decode_buf(&buf, "0x01020304"));
	assert_int_equal(buf.len, 4);
	assert_memory_equal(buf.data, "\1\2\3\4", 4);
	assert_true(hex_decode_buf(&buf, "0x"));
	assert_int_equal(buf.len, 0);
	assert_false(hex_decode_buf(&buf, "0x0102030405"));
	assert_false(hex_decode_buf(&buf, "012"));
	assert_false(hex_decode_buf(&buf, "zz"));
	assert_int_equal(buf.len, 0);
	assert_true(hex_decode_buf(&buf, "ff"));
	buf_free(&buf);
}

static void reads_quantities(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		uint64_t value;
	} good[] = {
		{ "0x0", 0 }, { "0x1a", 26 }, { "0x2105", 8453 }, { "0xFFFFFFFFFFFFFFFF", UINT64_MAX },
	};
	static const char *const bad[] = {
		"", "0", "0x", "1a", "0x01", "0x00", "0x10000000000000000", "0xg", "0x1 ", "-0x1", "0x-1",
	};
	uint64_t value;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(hex_decode_u64(&value, good[i].text));
		assert_true(value == good[i].value);
	}
	value = 77;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (hex_decode_u64(&value, bad[i]))
			fail_msg("took \"%s\"", bad[i]);
	assert_int_equal(value, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodes_lower_case),
		cmocka_unit_test(appends_with_prefix),
		cmocka_unit_test(decodes_any_case_with_or_without_prefix),
		cmocka_unit_test(refuses_what_is_not_exactly_that_many_digits),
		cmocka_unit_test(buf_takes_even_numbers_up_to_its_cap),
		cmocka_unit_test(reads_quantities),
	};

	return cmocka_run_group_tests_name("wallet_hex", tests, NULL, NULL);
}
