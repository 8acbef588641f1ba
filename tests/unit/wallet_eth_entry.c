#include "wallet/eth/entry.h"

#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define ADDRESS "0x52908400098527886E0F7030069857D2E4169EE7"
#define NBSP "\xc2\xa0"
#define ZERO_WIDTH "\xe2\x80\x8b"

static void blanks_around_are_left_out(void **state)
{
	(void)state;
	static const char *const texts[] = {
		ADDRESS, " " ADDRESS, ADDRESS "\n", "\t" NBSP ADDRESS NBSP " \r\n", "\xe3\x80\x80" ADDRESS, "\xe2\x80\xaf" ADDRESS,
	};
	struct address address;
	struct amount amount;
	struct err err;

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
		if (!entry_address(&address, texts[i], &err))
			fail_msg("%zu: %s", i, err.msg);
		assert_int_equal(address.bytes[0], 0x52);
	}
	assert_true(entry_amount(&amount, TOKEN_VVV, NBSP "12.5 ", &err));
	assert_true(entry_amount(&amount, TOKEN_USDC, "\t5\n", &err));
}

static void check_refused(const char *text, const char *words)
{
	struct address address;
	struct err err;

	assert_false(entry_address(&address, text, &err));
	assert_int_equal(err.code, ERR_INVALID_INPUT);
	if (!strstr(err.msg, words))
		fail_msg("%s: %s", words, err.msg);
}

static void what_does_not_show_is_named(void **state)
{
	(void)state;
	struct amount amount;
	struct err err;

	check_refused(ZERO_WIDTH ADDRESS, "U+200B");
	check_refused("0x5290840009" ZERO_WIDTH "8527886E0F7030069857D2E4169EE7", "U+200B");
	check_refused("\xef\xbb\xbf" ADDRESS, "U+FEFF");
	check_refused("\xe2\x81\xa6" ADDRESS "\xe2\x81\xa9", "U+2066");
	check_refused("\xff", "not UTF-8");
	check_refused("", "An address is 0x and 40");
	check_refused("0x5290840009 8527886E0F7030069857D2E4169EE7", "An address is 0x and 40");
	assert_false(entry_amount(&amount, TOKEN_VVV, "1" ZERO_WIDTH "0", &err));
	assert_non_null(strstr(err.msg, "The amount has a character in it that does not show, U+200B"));
	assert_false(entry_amount(&amount, TOKEN_VVV, "1 000", &err));
	assert_false(entry_amount(&amount, TOKEN_VVV, "  ", &err));
}

static void what_is_too_long_is_refused(void **state)
{
	(void)state;
	char text[ENTRY_SIZE + 1], out[ENTRY_SIZE];
	struct err err;

	memset(text, '1', sizeof(text));
	text[ENTRY_SIZE] = '\0';
	assert_false(entry_take(out, "amount", text, &err));
	assert_non_null(strstr(err.msg, "too long"));
	text[ENTRY_SIZE - 1] = ' ';
	assert_true(entry_take(out, "amount", text, &err));
	assert_int_equal(strlen(out), ENTRY_SIZE - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_around_are_left_out),
		cmocka_unit_test(what_does_not_show_is_named),
		cmocka_unit_test(what_is_too_long_is_refused),
	};

	return cmocka_run_group_tests_name("wallet_entry", tests, NULL, NULL);
}
