#include "wallet/base/secret_text.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define KEY "4c1d7f2a95e0b3d86c1f42a79e5b08d3c6f714a2b9e05d8371c6fa2e49b7d015"
#define WORDS "legal winner thank year wave sausage worth useful legal winner thank yellow"
#define API_KEY "VENICE_INFERENCE_KEY_abcDEF123_-xyz"

#define check_decoded(bytes, expected) decoded(bytes, sizeof(bytes) - 1, expected)
#define check_refused(bytes, words) refused(bytes, sizeof(bytes) - 1, words)

static void fill(struct secret *s, const char *bytes, size_t len)
{
	secret_init(s, len);
	assert_true(secret_append(s, bytes, len));
}

static void decoded(const char *bytes, size_t len, const char *expected)
{
	struct secret s;
	struct err err;

	fill(&s, bytes, len);
	if (!secret_text_decode(&s, "f", &err))
		fail_msg("%s: %s", expected, err.msg);
	assert_string_equal(s.data, expected);
	assert_int_equal(s.len, strlen(expected));
	secret_free(&s);
}

static void refused(const char *bytes, size_t len, const char *words)
{
	struct secret s;
	struct err err;

	fill(&s, bytes, len);
	if (secret_text_decode(&s, "the-file", &err))
		fail_msg("taken: %s", s.data);
	if (!strstr(err.msg, words))
		fail_msg("%s: %s", words, err.msg);
	assert_non_null(strstr(err.msg, "the-file"));
	assert_int_equal(err.code, ERR_INVALID_INPUT);
	secret_free(&s);
}

static void text_of_any_encoding_is_read(void **state)
{
	(void)state;
	check_decoded("", "");
	check_decoded("plain", "plain");
	check_decoded("\xef\xbb\xbfsecret1\n", "secret1\n");
	check_decoded("\xef\xbb\xbf\xef\xbb\xbf" "twice marked", "twice marked");
	check_decoded("a\r\nb\rc\n\nd\r\n", "a\nb\nc\n\nd\n");
	check_decoded("\xff\xfe" "a\0b\0\r\0\n\0", "ab\n");
	check_decoded("\xfe\xff\0a\0b\0\r\0\n", "ab\n");
	check_decoded("a\0b\0\r\0\n\0", "ab\n");
	check_decoded("\0a\0b", "ab");
	check_decoded("\xff\xfe\xfc\0", "ü");
	check_decoded("\xff\xfe\x3d\xd8\x00\xde", "😀");
	check_decoded("\xfe\xff\xd8\x3d\xde\x00", "😀");
	check_decoded("\xff\xfe" "a\0\n", "a");	/* cut at the line feed's first byte */
}

static void what_is_no_text_is_named(void **state)
{
	(void)state;
	check_refused("a\0b", "NUL");
	check_refused("a\0\0b", "NUL");
	check_refused("a\xff", "not UTF-8");
	check_refused("\xe9t\xe9", "not UTF-8");
	check_refused("pay\xe2\x80\x8bpal", "U+200B");
	check_refused("a\xef\xbb\xbf" "b", "U+FEFF");
	check_refused("a\x1b[A", "U+001B");
	check_refused("\xff\xfe\x3d\xd8", "UTF-16");		/* half of a pair */
	check_refused("\xff\xfe\x3d\xd8" "a\0", "UTF-16");
	check_refused("\xff\xfe" "a\0b", "UTF-16");		/* half of a character */
	check_refused("\xff\xfe\0\0a\0\0\0", "UTF-32");
}

static void lines_that_say_nothing_are_left_out(void **state)
{
	(void)state;
	static const char text[] = "\n# a comment\n  one \n\t\ntwo";
	const char *rest = text, *line;
	size_t rest_len = strlen(text), len;

	assert_true(secret_text_line(&line, &len, &rest, &rest_len));
	assert_int_equal(len, 3);
	assert_memory_equal(line, "one", 3);
	assert_true(secret_text_line(&line, &len, &rest, &rest_len));
	assert_memory_equal(line, "two", 3);
	assert_false(secret_text_line(&line, &len, &rest, &rest_len));
}

static void what_stands_around_a_value_goes(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{ "x", "x" }, { "", "" }, { " x\n", "x" }, { "NAME=x", "x" }, { "export NAME=x", "x" }, { "export NAME='x'", "x" },
		{ "NAME = \"x\"", "x" }, { "VENICE_API_KEY=x;", "x" }, { "$env:VENICE_API_KEY = \"x\"", "x" }, { "“x”", "x" },
		{ "Bearer x", "x" }, { "\"Bearer x\"", "x" }, { "'x", "'x" }, { "1a=x", "1a=x" }, { "a b=x", "a b=x" },
		{ "\xc2\xa0x\xe3\x80\x80", "x" }, { "\"\"", "" }, { "NAME=", "" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		const char *text = rows[i][0];
		size_t len = strlen(text);

		secret_text_unwrap(&text, &len);
		if (len != strlen(rows[i][1]) || memcmp(text, rows[i][1], len) != 0)
			fail_msg("%s became %.*s", rows[i][0], (int)len, text);
	}
}

static void each_secret_is_of_its_sort(void **state)
{
	(void)state;
	static const struct {
		enum secret_sort sort;
		const char *text;
	} rows[] = {
		{ SECRET_API_KEY, API_KEY }, { SECRET_API_KEY, "VENICE_ADMIN_KEY_0123456789" }, { SECRET_API_KEY, " " API_KEY "\r\n" },
		{ SECRET_API_KEY, "export VENICE_API_KEY=\"" API_KEY "\"" }, { SECRET_API_KEY, "Bearer " API_KEY },
		{ SECRET_PRIVATE_KEY, KEY }, { SECRET_PRIVATE_KEY, "0x" KEY }, { SECRET_PRIVATE_KEY, "0X" KEY },
		{ SECRET_PRIVATE_KEY, "PRIVATE_KEY=0x" KEY }, { SECRET_PRIVATE_KEY, "export VENICE_API_KEY='" KEY "'" },
		{ SECRET_PRIVATE_KEY, "  \"0x" KEY "\"\n" },
		{ SECRET_PRIVATE_KEY, "4C1D7F2A95E0B3D8 6C1F42A79E5B08D3 C6F714A2B9E05D83 71C6FA2E49B7D015" },
		{ SECRET_PRIVATE_KEY, "4c1d7f2a95e0b3d86c1f42a79e5b08d3\nc6f714a2b9e05d8371c6fa2e49b7d015\n" },
		{ SECRET_WORDS, WORDS }, { SECRET_WORDS, "MNEMONIC=\"" WORDS "\"" }, { SECRET_WORDS, WORDS " " WORDS },
		{ SECRET_WORDS, "lega winn than year wave saus wort usefll lega winn than yell" },
		{ SECRET_WORDS, "legal,winner,thank,year,wave,sausage,worth,useful,legal,winner,thank,yellow" },
		{ SECRET_WORDS, "legal-winner-thank-year-wave-sausage-worth-useful-legal-winner-thank-yellow" },
		{ SECRET_WORDS, "1. legal\n2. winner\n3. thank\n4. year\n5. wave\n6. sausage\n7. worth\n8. useful\n9. legal\n"
				"10. winner\n11. thank\n12. yellow\n" },
		{ SECRET_WORDS, "そつう れきだい ほんやく わかす りくつ ばいか ろせん やちん そつう れきだい ほんやく わかめ" },
		{ SECRET_WORDS, "枪疫霉尝俩闹饿贤枪疫霉卿" },
		{ SECRET_OTHER, "" }, { SECRET_OTHER, "0x" }, { SECRET_OTHER, "0x" KEY "0" }, { SECRET_OTHER, "secret1" },
		{ SECRET_OTHER, "VENICE_INFERENCE_KEY_" }, { SECRET_OTHER, "VENICE_INFERENCE_KEY_two words" },
		{ SECRET_OTHER, "VENICE_OTHER_KEY_0123456789" }, { SECRET_OTHER, "lnWNeSg0pA_rQUooNpbfpPDBaj2vJnWol5WqKWrIEF" },
		{ SECRET_OTHER, "a_b_c_d_e_f_g_h_i_j_k_l_m" }, { SECRET_OTHER, "a1b2c3d4e5f6g7h8i9j0k1l2m3n4" }, { SECRET_OTHER, "eleven words are not enough to be a wallet of any" },
		{ SECRET_OTHER, "0x52908400098527886E0F7030069857D2E4169EE7" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
		if (secret_text_sort(rows[i].text, strlen(rows[i].text)) != rows[i].sort)
			fail_msg("row %zu: \"%s\" reads as %d", i, rows[i].text, (int)secret_text_sort(rows[i].text, strlen(rows[i].text)));
}

static void words_are_counted(void **state)
{
	(void)state;
	assert_int_equal(secret_text_words(WORDS, strlen(WORDS)), 12);
	assert_int_equal(secret_text_words("1) one, 2) two", 14), 2);
	assert_int_equal(secret_text_words("one t2o", 7), 0);
	assert_int_equal(secret_text_words("", 0), 0);
}

static void digits_are_read_however_grouped(void **state)
{
	(void)state;
	uint8_t key[32];

	assert_true(secret_text_private_key(key, "0X4c1d 7f2a 95e0 b3d8 6c1f 42a7 9e5b 08d3 c6f7 14a2 b9e0 5d83 71c6 fa2e 49b7 d015", 81));
	assert_int_equal(key[0], 0x4c);
	assert_int_equal(key[31], 0x15);
	assert_false(secret_text_private_key(key, KEY "00", 66));
	assert_false(secret_text_private_key(key, KEY, 63));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_of_any_encoding_is_read),
		cmocka_unit_test(what_is_no_text_is_named),
		cmocka_unit_test(lines_that_say_nothing_are_left_out),
		cmocka_unit_test(what_stands_around_a_value_goes),
		cmocka_unit_test(each_secret_is_of_its_sort),
		cmocka_unit_test(words_are_counted),
		cmocka_unit_test(digits_are_read_however_grouped),
	};

	return cmocka_run_group_tests_name("wallet_secret_text", tests, NULL, NULL);
}
