#include "wallet/venice/key.h"

#include <inttypes.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"
#include "wallet/base/secret.h"

/* 2026-11-21T08:30:00Z */
#define NOW INT64_C(1795249800000)
#define DAY INT64_C(86400000)

#define ARRAY(a) (sizeof(a) / sizeof((a)[0]))

static bool set(struct key_options *options, const char *field, const char *text)
{
	struct err err = { 0 };
	bool ok = key_options_set(options, field, text, NOW, &err);

	if (!ok) {
		assert_int_equal(err.code, ERR_INVALID_INPUT);
		assert_int_equal(err.msg[strlen(err.msg) - 1], '.');
	}
	return ok;
}

static void names_are_venices(void **state)
{
	(void)state;
	enum key_type type = KEY_INFERENCE;
	enum key_period period = KEY_EPOCH;
	enum key_privacy privacy = KEY_ALL;

	assert_string_equal(key_type_name(KEY_INFERENCE), "INFERENCE");
	assert_string_equal(key_period_name(KEY_LIFETIME), "LIFETIME");
	assert_string_equal(key_privacy_name(KEY_PRIVATE_ONLY), "PRIVATE_ONLY");
	assert_string_equal(key_currency_name(KEY_DIEM), "diem");
	assert_true(key_type_parse(&type, "admin") && type == KEY_ADMIN);
	assert_true(key_period_parse(&period, "Month") && period == KEY_MONTH);
	assert_true(key_privacy_parse(&privacy, "private_TEXT") && privacy == KEY_PRIVATE_TEXT);
	assert_false(key_type_parse(&type, "ADMINS"));
	assert_false(key_type_parse(&type, ""));
	assert_false(key_period_parse(&period, "DAY"));
	assert_false(key_privacy_parse(&privacy, "NONE"));
	assert_int_equal(type, KEY_ADMIN);
}

static void reads_limits(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t limit;
		const char *shown;
	} cases[] = {
		{ "none", KEY_NO_LIMIT, "" },
		{ " None ", KEY_NO_LIMIT, "" },
		{ "\xc2\xa0" "12.5\t", 12500000, "12.5" },
		{ "0", 0, "0" },
		{ "0.000000", 0, "0" },
		{ "0.000001", 1, "0.000001" },
		{ "1", 1000000, "1" },
		{ "12.5", 12500000, "12.5" },
		{ "12.50", 12500000, "12.5" },
		{ "100", 100000000, "100" },
		{ "007", 7000000, "7" },
		{ "9999999999", KEY_LIMIT_MAX, "9999999999" },
		{ "9999999999.000000", KEY_LIMIT_MAX, "9999999999" },
		{ "9999999998.999999", KEY_LIMIT_MAX - 1, "9999999998.999999" },
	};

	for (size_t i = 0; i < ARRAY(cases); i++) {
		char shown[KEY_LIMIT_TEXT_SIZE];
		int64_t limit = 77;
		struct err err = { 0 };

		if (!key_limit_parse(&limit, cases[i].text, &err))
			fail_msg("%s: %s", cases[i].text, err.msg);
		if (limit != cases[i].limit)
			fail_msg("%s: %" PRId64, cases[i].text, limit);
		key_limit_format(shown, limit);
		assert_string_equal(shown, cases[i].shown);
	}
}

static void refuses_other_limits(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", " ", "-1", "+1", "1 0", "1\xe2\x80\x8b", "no", "1.", ".5", ".", "1.2.3", "1,5", "1e3", "0x10", "ten", "1.0000001", "0.0000000",
		"10000000000", "9999999999.000001", "99999999999999999999999999", "\xd9\xa1",
	};

	for (size_t i = 0; i < ARRAY(bad); i++) {
		struct err err = { 0 };
		int64_t limit = 77;

		if (key_limit_parse(&limit, bad[i], &err))
			fail_msg("took \"%s\"", bad[i]);
		assert_int_equal(err.code, ERR_INVALID_INPUT);
		assert_int_equal(limit, 77);
	}
}

static void a_limit_of_0_blocks(void **state)
{
	(void)state;
	static const int64_t none[] = { KEY_NO_LIMIT, KEY_NO_LIMIT, KEY_NO_LIMIT },
			     some[] = { 1, 5000000, KEY_NO_LIMIT }, zero[] = { KEY_NO_LIMIT, 0, KEY_NO_LIMIT },
			     both[] = { 0, 0, KEY_NO_LIMIT };

	assert_false(key_limit_blocks(none, NULL) || key_limit_blocks(some, NULL) || key_limit_blocks(some, zero));
	assert_true(key_limit_blocks(zero, NULL) && key_limit_blocks(zero, none) && key_limit_blocks(both, zero));
	assert_false(key_limit_blocks(zero, zero));	/* it was 0 before */
}

static void starts_as_an_inference_key(void **state)
{
	(void)state;
	struct key_options options;

	memset(&options, 0xff, sizeof(options));
	key_options_init(&options);
	assert_int_equal(options.type, KEY_INFERENCE);
	assert_string_equal(options.description, "");
	assert_string_equal(options.expires, "");
	assert_false(options.has_period);
	assert_false(options.has_privacy);
	for (size_t i = 0; i < KEY_CURRENCIES; i++)
		assert_true(options.limit[i] == KEY_NO_LIMIT);
}

static void sets_each_field(void **state)
{
	(void)state;
	struct key_options options;

	key_options_init(&options);
	assert_true(set(&options, "type", "admin"));
	assert_int_equal(options.type, KEY_ADMIN);
	assert_true(set(&options, "description", "an agent"));
	assert_string_equal(options.description, "an agent");
	assert_true(set(&options, "expires", "2027-01-31"));
	assert_string_equal(options.expires, "2027-01-31");
	assert_true(set(&options, "limit-usd", "5"));
	assert_true(set(&options, "limit-diem", "0.1"));
	assert_true(set(&options, "limit-vcu", "0"));
	assert_int_equal(options.limit[KEY_USD], 5000000);
	assert_int_equal(options.limit[KEY_DIEM], 100000);
	assert_int_equal(options.limit[KEY_VCU], 0);
	assert_true(set(&options, "period", "month"));
	assert_true(options.has_period && options.period == KEY_MONTH);
	assert_true(set(&options, "privacy", "private_only"));
	assert_true(options.has_privacy && options.privacy == KEY_PRIVATE_ONLY);
}

/* An empty text may be a variable that was not set. */
static void only_a_word_takes_a_field_back(void **state)
{
	(void)state;
	static const char *const fields[] = { "type", "expires", "limit-usd", "limit-diem", "limit-vcu", "period", "privacy" };
	struct key_options options, before;

	key_options_init(&options);
	assert_true(set(&options, "description", "x") && set(&options, "description", ""));
	assert_string_equal(options.description, "");
	assert_true(set(&options, "expires", "2027-01-31") && set(&options, "limit-usd", "5") && set(&options, "period", "month"));
	before = options;
	for (size_t i = 0; i < ARRAY(fields); i++)
		assert_false(set(&options, fields[i], "") || set(&options, fields[i], " "));
	assert_memory_equal(&before, &options, sizeof(options));
	assert_true(set(&options, "expires", "none") && set(&options, "limit-usd", "NONE"));
	assert_string_equal(options.expires, "");
	assert_true(options.limit[KEY_USD] == KEY_NO_LIMIT);
	assert_false(set(&options, "period", "none"));
	assert_false(set(&options, "privacy", "none"));
}

static void refuses_wrong_values_and_keeps_the_old(void **state)
{
	(void)state;
	struct key_options options, before;

	key_options_init(&options);
	assert_true(set(&options, "description", "old"));
	assert_true(set(&options, "expires", "2027-01-31"));
	before = options;
	assert_false(set(&options, "type", "ROOT"));
	assert_false(set(&options, "period", "WEEK"));
	assert_false(set(&options, "privacy", "SOME"));
	assert_false(set(&options, "limit-usd", "-1"));
	assert_false(set(&options, "limit-eth", "1"));
	assert_false(set(&options, "limit-", "1"));
	assert_false(set(&options, "colour", "red"));
	assert_false(set(&options, "", ""));
	assert_false(set(&options, "description", "a\nb"));
	assert_false(set(&options, "description", "\xff"));
	assert_false(set(&options, "expires", "tomorrow"));
	assert_memory_equal(&options, &before, sizeof(options));
}

/* Venice gets the description and shows it.  A sentence may have as many words as a mnemonic. */
static void no_key_is_a_description(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
		"KEY='ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'",
		"VENICE_ADMIN_KEY_abcdefghijklmnop",
	};
	struct key_options options;
	struct err err = { 0 };

	key_options_init(&options);
	for (size_t i = 0; i < ARRAY(texts); i++) {
		assert_false(key_options_set(&options, "description", texts[i], NOW, &err));
		assert_null(strstr(err.msg, "2ff80"));
		assert_null(strstr(err.msg, "mnop"));
	}
	assert_true(set(&options, "description", "for the one that reads us the news at ten each day"));
}

/* Venice counts as JavaScript does: an emoji is two, and a joined one more. */
static void counts_as_venice_counts(void **state)
{
	static const char family[] = "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7";	/* 2 + 1 + 2 units */
	char text[65 * 4 + 1] = "";
	struct key_options options;
	struct err err = { 0 };

	(void)state;
	key_options_init(&options);
	for (int i = 0; i < 32; i++)
		strcat(text, "\xf0\x9f\xa4\x97");
	assert_true(set(&options, "description", text));
	assert_string_equal(options.description, text);
	strcat(text, "a");
	assert_false(key_options_set(&options, "description", text, NOW, &err));
	assert_non_null(strstr(err.msg, "65 characters"));
	text[0] = '\0';
	for (int i = 0; i < 64; i++)
		strcat(text, "\xc3\xbc");	/* two bytes, one unit */
	assert_true(set(&options, "description", text));
	text[0] = '\0';
	for (int i = 0; i < 12; i++)
		strcat(text, family);
	strcat(text, "abcd");
	assert_true(set(&options, "description", text));
	assert_string_equal(options.description, text);
	strcat(text, "e");
	assert_false(set(&options, "description", text));
	memset(text, 'x', 65);
	text[65] = '\0';
	assert_false(set(&options, "description", text));
	text[64] = '\0';
	assert_true(set(&options, "description", text));
}

static void refuses_dates_that_have_passed(void **state)
{
	(void)state;
	struct key_options options;
	struct err err = { 0 };

	key_options_init(&options);
	assert_true(set(&options, "expires", "2026-11-22"));
	assert_true(set(&options, "expires", "2026-11-21T08:30:01Z"));
	assert_true(set(&options, "expires", "2026-11-21T08:30:00.001Z"));
	assert_false(set(&options, "expires", "2026-11-21T08:30:00Z"));
	assert_false(set(&options, "expires", "2026-11-21"));
	assert_false(set(&options, "expires", "2025-01-01"));
	assert_false(set(&options, "expires", "2027-02-29"));
	assert_false(set(&options, "expires", "2027-13-01"));
	assert_false(set(&options, "expires", "2027-1-1"));
	assert_false(set(&options, "expires", "2027-01-01T00:00:00+01:00"));
	assert_false(set(&options, "expires", "2027-01-01 00:00"));
	assert_false(key_options_set(&options, "expires", "2025-01-01", NOW, &err));
	assert_non_null(strstr(err.msg, "passed"));
}

/* Makes a key that is what these options ask for. */
static struct key_info answer(const struct key_options *options)
{
	struct key_info info = { .type = options->type, .period = options->period, .privacy = options->privacy };

	memcpy(info.limit, options->limit, sizeof(info.limit));
	strcpy(info.description, options->description);
	return info;
}

static bool matches(const struct key_info *info, const struct key_options *options, const char *word)
{
	struct err err = { 0 };

	if (key_matches(info, options, &err))
		return true;
	assert_int_equal(err.code, ERR_MINT_DIFFERS);
	if (!strstr(err.msg, word))
		fail_msg("\"%s\" does not say \"%s\"", err.msg, word);
	return false;
}

static void what_was_asked_for_matches(void **state)
{
	(void)state;
	struct key_options options;
	struct key_info info;

	key_options_init(&options);
	info = answer(&options);
	/* A field that was left to Venice may have any value. */
	strcpy(info.description, "Web3 API Key");
	info.period = KEY_LIFETIME;
	info.privacy = KEY_PRIVATE_ONLY;
	assert_true(matches(&info, &options, ""));
}

static void each_difference_is_named(void **state)
{
	(void)state;
	struct key_options options;
	struct key_info info;

	key_options_init(&options);
	assert_true(set(&options, "limit-usd", "5"));
	assert_true(set(&options, "period", "month"));
	assert_true(set(&options, "privacy", "private_only"));
	assert_true(set(&options, "description", "mine"));
	info = answer(&options);
	assert_true(matches(&info, &options, ""));
	info.type = KEY_ADMIN;
	assert_false(matches(&info, &options, "type is ADMIN, but INFERENCE"));
	info = answer(&options);
	info.limit[KEY_USD] = 5000001;
	assert_false(matches(&info, &options, "usd limit is 5.000001, but 5 "));
	info.limit[KEY_USD] = KEY_NO_LIMIT;
	assert_false(matches(&info, &options, "usd limit is none, but 5 "));
	info = answer(&options);
	info.limit[KEY_DIEM] = 0;
	assert_false(matches(&info, &options, "diem limit is 0, but none"));
	info = answer(&options);
	info.period = KEY_EPOCH;
	assert_false(matches(&info, &options, "period"));
	info = answer(&options);
	info.privacy = KEY_ALL;
	assert_false(matches(&info, &options, "privacy"));
	info = answer(&options);
	strcpy(info.description, "yours");
	assert_false(matches(&info, &options, "description"));
}

static void an_expiry_must_be_the_one_asked_for(void **state)
{
	(void)state;
	struct key_options options;
	struct key_info info;
	int64_t midnight = INT64_C(1801353600000);	/* 2027-01-31T00:00:00Z */

	key_options_init(&options);
	info = answer(&options);
	info.expires_ms = midnight;
	assert_false(matches(&info, &options, "expiry is 2027-01-31T00:00:00Z, but none"));
	assert_true(set(&options, "expires", "2027-01-31"));
	assert_true(matches(&info, &options, ""));
	info.expires_ms = midnight + DAY - 1;
	assert_true(matches(&info, &options, ""));
	info.expires_ms = midnight + DAY;
	assert_false(matches(&info, &options, "expiry"));
	info.expires_ms = midnight - 1000;
	assert_false(matches(&info, &options, "expiry"));
	info.expires_ms = 0;
	assert_false(matches(&info, &options, "expiry is none"));
	assert_true(set(&options, "expires", "2027-01-31T00:00:00.500Z"));
	info.expires_ms = midnight;
	assert_true(matches(&info, &options, ""));
	info.expires_ms = midnight + 2000;
	assert_false(matches(&info, &options, "expiry"));
}

static void a_key_is_one_sound_word(void **state)
{
	static const char *const odd[] = { "", "a b", "a\nb", "a\r\nX-Header: b", "a\"b", "a\\b", "k\xc3\xa9y", "a\x7f" };
	char longest[APIKEY_MAX + 1];

	(void)state;
	assert_true(key_text_is_sound("VENICE-ADMIN-KEY_a1.b2~c3+d4/e5=", 32));
	for (size_t i = 0; i < ARRAY_LENGTH(odd); i++)
		assert_false(key_text_is_sound(odd[i], strlen(odd[i])));
	memset(longest, 'k', sizeof(longest));
	assert_true(key_text_is_sound(longest, APIKEY_MAX));
	assert_false(key_text_is_sound(longest, APIKEY_MAX + 1));
}

static void a_key_says_of_which_type_it_is(void **state)
{
	enum key_type type = KEY_INFERENCE;

	(void)state;
	assert_true(key_text_type(&type, "VENICE_ADMIN_KEY_abc"));
	assert_int_equal(type, KEY_ADMIN);
	assert_true(key_text_type(&type, "VENICE_INFERENCE_KEY_abc"));
	assert_int_equal(type, KEY_INFERENCE);
	assert_false(key_text_type(&type, "vk_abc"));
	assert_false(key_text_type(&type, "VENICE_ADMIN_KEY"));
}

static void half_an_answer_and_an_odd_description(void **state)
{
	struct key_options options;
	struct key_info info;

	(void)state;
	key_options_init(&options);
	info = answer(&options);
	info.cut = true;
	assert_false(matches(&info, &options, "read whole"));
	/* The description that comes back was made safe to show. */
	strcpy(options.description, "a\u202eb");
	info = answer(&options);
	strcpy(info.description, "a?b");
	assert_true(matches(&info, &options, ""));
}

static void copies_own_their_memory(void **state)
{
	(void)state;
	struct key_info items[] = { { .id = "a" }, { .id = "b" } };
	const struct key_list keys = { .items = items, .count = 2 }, none = { 0 };
	struct key_list copy;

	key_list_copy(&copy, &keys);
	assert_int_equal(copy.count, 2);
	assert_ptr_not_equal(copy.items, items);
	assert_string_equal(copy.items[1].id, "b");
	key_list_free(&copy);
	assert_null(copy.items);
	key_list_copy(&copy, &none);
	assert_int_equal(copy.count, 0);
	key_list_free(&copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_venices),
		cmocka_unit_test(reads_limits),
		cmocka_unit_test(refuses_other_limits),
		cmocka_unit_test(a_limit_of_0_blocks),
		cmocka_unit_test(starts_as_an_inference_key),
		cmocka_unit_test(sets_each_field),
		cmocka_unit_test(only_a_word_takes_a_field_back),
		cmocka_unit_test(refuses_wrong_values_and_keeps_the_old),
		cmocka_unit_test(no_key_is_a_description),
		cmocka_unit_test(counts_as_venice_counts),
		cmocka_unit_test(refuses_dates_that_have_passed),
		cmocka_unit_test(what_was_asked_for_matches),
		cmocka_unit_test(each_difference_is_named),
		cmocka_unit_test(an_expiry_must_be_the_one_asked_for),
		cmocka_unit_test(a_key_is_one_sound_word),
		cmocka_unit_test(a_key_says_of_which_type_it_is),
		cmocka_unit_test(half_an_answer_and_an_odd_description),
		cmocka_unit_test(copies_own_their_memory),
	};

	return cmocka_run_group_tests_name("wallet_key", tests, NULL, NULL);
}
