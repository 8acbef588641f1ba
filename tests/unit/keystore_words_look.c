/* What is said of words while they are typed. */
#include <string.h>

#include "keystore/words_look.h"
#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static struct words_look look(const char *text)
{
	struct words_look out;

	words_look(&out, NULL, text);
	return out;
}

static void words_are_counted(void **state)
{
	static const struct { const char *text; size_t words; } rows[] = {
		{ "", 0 }, { "  ", 0 }, { "legal", 1 }, { "legal ", 1 }, { " legal   winner", 2 }, { "1. legal 2. winner", 2 },
		{ "legal, winner,", 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
		assert_int_equal(look(rows[i].text).words, rows[i].words);
}

static void the_wrong_one_is_named_at_once(void **state)
{
	static const struct { const char *text, *says; } rows[] = {
		{ "legal winner ", NULL },
		{ "LEGAL Winner", NULL },
		{ "legal winnre thank", "Word 2 is not in the BIP-39 list (english): did you mean winner?" },
		{ "legal qqqqqqq thank", "Word 2 is not in the BIP-39 list (english)." },
		{ "lega winn than ", NULL },			/* as on a steel plate */
		{ "legal winq", "Word 2 is not" },		/* no word goes on like that */
		{ "legal win", NULL },				/* a word may go on like that */
		{ "legal wi ", "Word 2 is not" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct words_look found = look(rows[i].text);

		assert_int_equal(found.wrong.code, rows[i].says ? ERR_MNEMONIC_BAD : ERR_NONE);
		if (rows[i].says)
			assert_non_null(strstr(found.wrong.msg, rows[i].says));
	}
}

static void the_last_goes_on(void **state)
{
	struct words_look found = look("legal tha");

	(void)state;
	assert_true(found.typing);
	assert_int_equal(found.fitting, 2);		/* thank, that */
	assert_int_equal(found.common, 3);
	assert_string_equal(found.fits[0], "thank");
	found = look("legal winne");
	assert_int_equal(found.fitting, 1);
	assert_int_equal(found.common, 6);
	assert_false(found.whole);
	found = look("legal winner");
	assert_true(found.whole);
	found = look("w");
	assert_true(found.fitting > WORDS_LOOK_FITS);
	assert_int_equal(found.common, 1);
	found = look("legal ");
	assert_false(found.typing);
	assert_int_equal(found.fitting, 0);
}

static void the_language_is_found_out(void **state)
{
	struct words_look found = look("legal");

	(void)state;
	assert_string_equal(found.language, "english");
	found = look("\xc3\xa1" "baco abdomen abeja ");		/* composed, as keyboards give it */
	assert_string_equal(found.language, "spanish");
	assert_int_equal(found.wrong.code, ERR_NONE);
	words_look(&found, "english", "\xc3\xa1" "baco ");
	assert_int_equal(found.wrong.code, ERR_MNEMONIC_BAD);
	assert_null(look("").language);
}

static void no_word_is_too_long(void **state)
{
	char text[401];

	(void)state;
	memset(text, 'x', 400);
	text[400] = '\0';
	assert_int_equal(look(text).wrong.code, ERR_MNEMONIC_BAD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_counted),
		cmocka_unit_test(the_wrong_one_is_named_at_once),
		cmocka_unit_test(the_last_goes_on),
		cmocka_unit_test(the_language_is_found_out),
		cmocka_unit_test(no_word_is_too_long),
	};

	return cmocka_run_group_tests_name("keystore_words_look", tests, NULL, NULL);
}
