#include "wallet/base/text.h"

#include <string.h>
#include <utf8proc.h>

#include "tests/support/unit.h"

static void check_sanitised(const char *in, const char *expected)
{
	char out[100];

	text_sanitise(out, sizeof(out), in, strlen(in));
	assert_string_equal(out, expected);
	if (text_is_label(in, strlen(in)) != !strcmp(in, expected))
		fail_msg("text_is_label differs on \"%s\"", expected);
}

static void what_can_be_shown_stays(void **state)
{
	(void)state;
	check_sanitised("", "");
	check_sanitised("plain ~ text", "plain ~ text");
	check_sanitised("naïve Ω 漢字 🤗", "naïve Ω 漢字 🤗");
	check_sanitised("\xf4\x8f\xbf\xbd", "\xf4\x8f\xbf\xbd");
}

static void what_moves_the_cursor_goes(void **state)
{
	(void)state;
	check_sanitised("a\nb\tc\rd", "a b c d");
	check_sanitised("\x1b[2J\x1b]0;title\a\x1b\\", "?[2J?]0;title??\\");
	check_sanitised("\x7f\b\f", "?? ");
	check_sanitised("\xc2\x9b" "31m\xc2\x9d" "x\xc2\x85", "?31m?x?");	/* CSI, OSC and NEL of C1 */
	check_sanitised("a\xe2\x80\xa8" "b\xe2\x80\xa9" "c", "a b c");		/* U+2028, U+2029 */
}

static void what_hides_or_reorders_goes(void **state)
{
	(void)state;
	check_sanitised("0.1\xe2\x80\xae" "00001\xe2\x80\xac", "0.1?00001?");	/* U+202E … U+202C */
	check_sanitised("\xe2\x81\xa6x\xe2\x81\xa9\xd8\x9c\xe2\x80\x8f", "?x???");	/* isolates, U+061C, U+200F */
	check_sanitised("pay\xe2\x80\x8bpal\xe2\x81\xa0\xef\xbb\xbf\xc2\xad", "pay?pal???");	/* zero width */
	check_sanitised("a\xf3\xa0\x81\x81", "a?");	/* a tag character */
	check_sanitised("\xe3\x85\xa4", "?");	/* a Hangul filler, as blank as a space */
}

/* utf8proc's tables are independent of rialto's, but only for one version of Unicode. */
static void no_format_character_of_any_script_stays(void **state)
{
	(void)state;
	unsigned found = 0;

	for (utf8proc_int32_t c = 0x80; c <= 0x10ffff; c++) {
		utf8proc_category_t category = utf8proc_category(c);
		utf8proc_uint8_t bytes[4];
		utf8proc_ssize_t len;

		if (category != UTF8PROC_CATEGORY_CF && category != UTF8PROC_CATEGORY_CC)
			continue;
		len = utf8proc_encode_char(c, bytes);
		if (text_is_label((char *)bytes, (size_t)len) || text_is_clean((char *)bytes, (size_t)len))
			fail_msg("U+%04X stays", (unsigned)c);
		found++;
	}
	assert_true(found > 150);
	check_sanitised("\xf0\x9d\x85\xb3\xf0\x9d\x85\xba", "??");	/* U+1D173, U+1D17A */
	check_sanitised("\xd8\x80" "1", "?1");				/* U+0600 */
}

#define ZWJ "\xe2\x80\x8d"

static void joined_emoji_are_text(void **state)
{
	(void)state;
	char out[16];

	check_sanitised("web 👩" ZWJ "💻 agent", "web 👩" ZWJ "💻 agent");
	check_sanitised("👨" ZWJ "👩" ZWJ "👧" ZWJ "👦", "👨" ZWJ "👩" ZWJ "👧" ZWJ "👦");
	check_sanitised("👩🏽" ZWJ "🚀", "👩🏽" ZWJ "🚀");	/* a colour of skin before the joiner */
	check_sanitised("🏳\xef\xb8\x8f" ZWJ "🌈", "🏳\xef\xb8\x8f" ZWJ "🌈");
	check_sanitised("❤\xef\xb8\x8f", "❤\xef\xb8\x8f");
	check_sanitised("👩" ZWJ, "👩?");
	check_sanitised(ZWJ "👩", "?👩");
	check_sanitised("a" ZWJ "b", "a?b");
	check_sanitised("👩" ZWJ ZWJ "💻", "👩??💻");
	check_sanitised("क्" ZWJ "ष", "क्?ष");	/* it has a meaning in some scripts, but can hide in all */
	assert_false(text_is_clean("👩" ZWJ "💻", strlen("👩" ZWJ "💻")));
	text_sanitise(out, 10, "👩" ZWJ "💻", strlen("👩" ZWJ "💻"));
	assert_string_equal(out, "👩");	/* cut in the middle: nothing waits for the other half */
}

static void joined_emoji_are_shown_in_parts(void **state)
{
	(void)state;
	char text[] = ZWJ "a👩" ZWJ "💻b" ZWJ, skin[] = "👩🏽" ZWJ "🚀🏿🏻🏠";

	text_part_emoji(text);
	assert_string_equal(text, "a👩💻b");
	text_part_emoji(skin);
	assert_string_equal(skin, "👩🚀🏠");
	assert_true(text_same_shown("👩" ZWJ "💻", "👩💻") && text_same_shown("", "") && text_same_shown("a", "a" ZWJ));
	assert_false(text_same_shown("a", "ab") || text_same_shown("ab", "a") || text_same_shown("", "a") ||
		     text_same_shown("a", "b"));
}

static void check_trimmed(const char *in, const char *expected)
{
	size_t len = strlen(in);

	text_trim(&in, &len);
	assert_int_equal(len, strlen(expected));
	assert_memory_equal(in, expected, len);
}

static void blanks_around_are_left_out(void **state)
{
	(void)state;
	check_trimmed("", "");
	check_trimmed(" \t\r\n ", "");
	check_trimmed("0x1", "0x1");
	check_trimmed("\xc2\xa0 12.5\xe2\x80\xaf\n", "12.5");
	check_trimmed("\xe3\x80\x80" "a b\xe3\x80\x80", "a b");
	check_trimmed(" \xff ", "\xff");
	check_trimmed("\xe2\x80\x8b" "1 ", "\xe2\x80\x8b" "1");	/* a zero-width space is none: it is to be named */
}

static void invalid_utf_8_goes_byte_by_byte(void **state)
{
	(void)state;
	check_sanitised("a\x80" "b\xff" "c", "a?b?c");
	check_sanitised("\xc0\xaf", "??");		/* an overlong slash */
	check_sanitised("\xe0\x80\xaf", "???");
	check_sanitised("\xf0\x80\x80\xaf", "????");
	check_sanitised("\xed\xa0\x80", "???");		/* a surrogate */
	check_sanitised("\xf4\x90\x80\x80", "????");	/* above U+10FFFF */
	check_sanitised("\xf8\x88\x80\x80\x80", "?????");
	check_sanitised("ok\xe6\xbc", "ok??");		/* cut in a character */
	check_sanitised("\xe6x", "?x");
}

static void a_nul_inside_is_shown(void **state)
{
	(void)state;
	char out[10];

	text_sanitise(out, sizeof(out), "a\0b", 3);
	assert_string_equal(out, "a?b");
	assert_false(text_is_clean("a\0b", 3));
}

static void cut_at_a_characters_end(void **state)
{
	(void)state;
	static const char in[] = "a漢b";	/* 1 + 3 + 1 bytes */
	static const char *const by_size[] = { NULL, "", "a", "a", "a", "a漢", "a漢b", "a漢b" };

	for (size_t size = 1; size < 8; size++) {
		char out[8] = "xxxxxxx";

		text_sanitise(out, size, in, strlen(in));
		assert_string_equal(out, by_size[size]);
	}

	char untouched = 'u';

	text_sanitise(&untouched, 0, in, strlen(in));
	assert_int_equal(untouched, 'u');
}

static void decodes_the_ends_of_each_length(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		uint32_t value;
		size_t len;
	} rows[] = {
		{ "\x7f", 0x7f, 1 }, { "\xc2\x80", 0x80, 2 }, { "\xdf\xbf", 0x7ff, 2 }, { "\xe0\xa0\x80", 0x800, 3 },
		{ "\xed\x9f\xbf", 0xd7ff, 3 }, { "\xee\x80\x80", 0xe000, 3 }, { "\xef\xbf\xbf", 0xffff, 3 },
		{ "\xf0\x90\x80\x80", 0x10000, 4 }, { "\xf4\x8f\xbf\xbf", 0x10ffff, 4 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint32_t value;

		assert_int_equal(text_decode(&value, rows[i].in, strlen(rows[i].in)), rows[i].len);
		assert_int_equal(value, rows[i].value);
		for (size_t len = 0; len < rows[i].len; len++)
			assert_int_equal(text_decode(&value, rows[i].in, len), 0);
	}
}

/* Each line was worked out with date(1). */
static const struct {
	int64_t ms;
	const char *iso, *http;
} moments[] = {
	{ 0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT" },
	{ 1795249800000, "2026-11-21T08:30:00Z", "Sat, 21 Nov 2026 08:30:00 GMT" },
	{ 951782400000, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT" },
	{ 784111777000, "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT" },
	{ 253402300799000, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT" },
};

static void times_both_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		char text[TEXT_TIME_SIZE];
		int64_t ms;

		text_time(text, moments[i].ms);
		assert_string_equal(text, moments[i].iso);
		text_time(text, moments[i].ms + 999);
		assert_string_equal(text, moments[i].iso);
		assert_true(text_parse_time(&ms, moments[i].iso));
		assert_true(ms == moments[i].ms);
		assert_true(text_parse_http_date(&ms, moments[i].http));
		assert_true(ms == moments[i].ms);
	}
}

static void times_of_other_forms(void **state)
{
	(void)state;
	char text[TEXT_TIME_SIZE];
	int64_t ms;

	assert_true(text_parse_time(&ms, "2026-11-21"));
	assert_true(ms == 1795219200000);
	assert_true(text_parse_time(&ms, "2026-11-21T08:30:00.123Z"));
	assert_true(ms == 1795249800123);
	assert_true(text_parse_time(&ms, "1969-12-31T23:59:59.999Z"));
	assert_true(ms == -1);
	text_time(text, -1);
	assert_string_equal(text, "1969-12-31T23:59:59Z");
	text_time(text, INT64_MAX);
	text_time(text, INT64_MIN);
}

static void refuses_what_is_not_a_time(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", "2026", "2026-11", "2026-13-01", "2026-00-10", "2026-02-29", "2026-04-31", "2026-11-00", "26-11-21",
		"2026-11-21 ", " 2026-11-21", "2026-11-21T", "2026-11-21T08:30:00", "2026-11-21T08:30:00+00:00",
		"2026-11-21T24:00:00Z", "2026-11-21T08:60:00Z", "2026-11-21T08:30:60Z", "2026-11-21T08:30Z",
		"2026-11-21T08:30:00.Z", "2026-11-21T08:30:00.12Z", "2026-11-21T08:30:00.1234Z", "2026-11-21T08:30:00Zx",
		"2026-11-21t08:30:00z", "2026/11/21", "+026-11-21", "2026-1-21",
	};
	static const char *const bad_http[] = {
		"", "2026-11-21T08:30:00Z", "Sat, 21 Nov 2026 08:30:00", "Sat, 21 Nov 2026 08:30:00 CET",
		"Sat, 31 Nov 2026 08:30:00 GMT", "Sat, 21 nov 2026 08:30:00 GMT", "21 Nov 2026 08:30:00 GMT",
		"Saturday, 21-Nov-26 08:30:00 GMT", "Sat Nov 21 08:30:00 2026", "Sat, 21 Nov 2026 08:30:00 GMT ",
		"Sat, 21 Nov 2026 25:30:00 GMT",
	};
	int64_t ms = 5;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (text_parse_time(&ms, bad[i]))
			fail_msg("took \"%s\"", bad[i]);
	for (size_t i = 0; i < sizeof(bad_http) / sizeof(bad_http[0]); i++)
		if (text_parse_http_date(&ms, bad_http[i]))
			fail_msg("took \"%s\"", bad_http[i]);
	assert_true(ms == 5);
}

static void countdowns_and_ages(void **state)
{
	(void)state;
	static const struct {
		int64_t ms;
		const char *countdown, *ago;
	} rows[] = {
		{ INT64_MIN, "00:00", "just now" }, { -5000, "00:00", "just now" }, { 0, "00:00", "just now" },
		{ 999, "00:00", "just now" }, { 59999, "00:59", "just now" }, { 60000, "01:00", "1m ago" },
		{ 807000, "13:27", "13m ago" }, { 3599999, "59:59", "59m ago" }, { 3600000, "01:00:00", "1h ago" },
		{ 18753000, "05:12:33", "5h ago" }, { 86399999, "23:59:59", "23h ago" }, { 86400000, "1d 00h", "1d ago" },
		{ 1051200000, "12d 04h", "12d ago" }, { INT64_MAX, "9999d 00h", "9999d ago" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[TEXT_SPAN_SIZE];

		text_countdown(text, rows[i].ms);
		assert_string_equal(text, rows[i].countdown);
		text_ago(text, rows[i].ms);
		assert_string_equal(text, rows[i].ago);
	}
}

static void ages_and_durations_are_in_time(void **state)
{
	static const struct {
		int64_t ms;
		const char *age, *duration;
	} cases[] = {
		{ -5, "just now", "0 s" },
		{ 0, "just now", "0 s" },
		{ 1999, "just now", "2 s" },
		{ 4999, "just now", "5 s" },
		{ 19999, "just now", "20 s" },
		{ 20000, "20 s ago", "20 s" },
		{ 45001, "40 s ago", "46 s" },
		{ 120000, "2 min ago", "2 min" },
		{ 3600000, "60 min ago", "60 min" },
		{ 7200000, "2 h ago", "2 h" },
		{ 86400000, "24 h ago", "24 h" },
		{ 86401000, "24 h ago", "24 h" },
		{ 86461000, "24 h ago", "25 h" },
		{ INT64_C(3) * 86400000, "3 days ago", "3 days" },
		{ INT64_MAX / 2, "9999 days ago", "9999 days" },
	};
	char text[TEXT_SPAN_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		text_age(text, cases[i].ms);
		assert_string_equal(text, cases[i].age);
		text_duration(text, cases[i].ms);
		assert_string_equal(text, cases[i].duration);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ages_and_durations_are_in_time),
		cmocka_unit_test(what_can_be_shown_stays),
		cmocka_unit_test(what_moves_the_cursor_goes),
		cmocka_unit_test(what_hides_or_reorders_goes),
		cmocka_unit_test(no_format_character_of_any_script_stays),
		cmocka_unit_test(joined_emoji_are_text),
		cmocka_unit_test(joined_emoji_are_shown_in_parts),
		cmocka_unit_test(blanks_around_are_left_out),
		cmocka_unit_test(invalid_utf_8_goes_byte_by_byte),
		cmocka_unit_test(a_nul_inside_is_shown),
		cmocka_unit_test(cut_at_a_characters_end),
		cmocka_unit_test(decodes_the_ends_of_each_length),
		cmocka_unit_test(times_both_ways),
		cmocka_unit_test(times_of_other_forms),
		cmocka_unit_test(refuses_what_is_not_a_time),
		cmocka_unit_test(countdowns_and_ages),
	};

	return cmocka_run_group_tests_name("wallet_text", tests, NULL, NULL);
}
