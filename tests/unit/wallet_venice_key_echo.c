#include "wallet/venice/key_echo.h"

#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static const struct key_unsaid nothing_unsaid, all_unsaid = { true, true, true, true };

/* Makes an answer in which every limit is null. */
static struct key_info silent(void)
{
	return (struct key_info){ .limit = { KEY_NO_LIMIT, KEY_NO_LIMIT, KEY_NO_LIMIT } };
}

static struct key_options asked(enum key_currency currency, int64_t limit)
{
	struct key_options options;

	key_options_init(&options);
	options.limit[currency] = limit;
	return options;
}

static bool matches(const struct key_info *info, const struct key_options *options)
{
	struct err err;

	return key_matches(info, options, &err);
}

/* The live API gets two wrong: DIEM alone, and 0 USD. */
static void a_null_is_no_difference(void **state)
{
	const struct { enum key_currency currency; int64_t limit; } cases[] = {
		{ KEY_DIEM, 10000000 }, { KEY_USD, 0 }, { KEY_USD, 5000000 }, { KEY_VCU, 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct key_options options = asked(cases[i].currency, cases[i].limit);
		struct key_info info = silent();

		key_echo_complete(&info, &nothing_unsaid, &options);
		assert_true(matches(&info, &options));
		assert_true(info.unconfirmed);
		assert_int_equal(info.limit[cases[i].currency], cases[i].limit);
	}
}

static void what_is_repeated_is_confirmed(void **state)
{
	struct key_options options = asked(KEY_DIEM, 10000000);
	struct key_info info = silent();

	(void)state;
	info.limit[KEY_DIEM] = 10000000;
	key_echo_complete(&info, &nothing_unsaid, &options);
	assert_true(matches(&info, &options));
	assert_false(info.unconfirmed);
	key_options_init(&options);
	info = silent();
	key_echo_complete(&info, &nothing_unsaid, &options);
	assert_true(matches(&info, &options));
	assert_false(info.unconfirmed);
}

static void another_number_is_a_difference(void **state)
{
	struct key_options options = asked(KEY_DIEM, 10000000);
	struct key_info info = silent();

	(void)state;
	info.limit[KEY_DIEM] = 20000000;
	key_echo_complete(&info, &nothing_unsaid, &options);
	assert_false(matches(&info, &options));
	info = silent();
	info.limit[KEY_USD] = 0;	/* this limit was never asked for */
	key_echo_complete(&info, &nothing_unsaid, &options);
	assert_false(matches(&info, &options));
}

/* A limit in VCU comes back in DIEM, too. */
static void one_limit_in_two_units_is_one(void **state)
{
	struct key_options options = asked(KEY_VCU, 7000000);
	struct key_info info = silent();

	(void)state;
	info.limit[KEY_VCU] = 7000000;
	info.limit[KEY_DIEM] = 700000;
	key_echo_complete(&info, &nothing_unsaid, &options);
	assert_true(matches(&info, &options));
	assert_false(info.unconfirmed);
	assert_int_equal(info.limit[KEY_DIEM], KEY_NO_LIMIT);
	options.limit[KEY_DIEM] = 5000000;
	info.limit[KEY_DIEM] = 700000;
	key_echo_complete(&info, &nothing_unsaid, &options);
	assert_true(matches(&info, &options));
	assert_true(info.unconfirmed);
	assert_int_equal(info.limit[KEY_DIEM], 5000000);
}

static void all_else_is_kept_likewise(void **state)
{
	struct key_options options = asked(KEY_USD, KEY_NO_LIMIT);
	struct key_info info = silent();

	(void)state;
	options.type = KEY_ADMIN;
	options.has_period = options.has_privacy = true;
	options.period = KEY_LIFETIME;
	options.privacy = KEY_PRIVATE_ONLY;
	memcpy(options.expires, "2031-02-03", sizeof("2031-02-03"));
	memcpy(options.description, "mine", sizeof("mine"));
	assert_false(matches(&info, &options));
	key_echo_complete(&info, &all_unsaid, &options);
	assert_true(matches(&info, &options));
	assert_true(info.unconfirmed);
	assert_int_equal(info.type, KEY_ADMIN);
	assert_int_equal(info.period, KEY_LIFETIME);
	assert_int_equal(info.privacy, KEY_PRIVATE_ONLY);
	assert_true(info.expires_ms > 0);
	assert_string_equal(info.description, "mine");
}

/* A field that was left to Venice needs no confirming.  A value other than the one asked for is a
 * difference. */
static void what_is_said_counts(void **state)
{
	struct key_options options = asked(KEY_USD, KEY_NO_LIMIT);
	struct key_info info = silent();

	(void)state;
	key_echo_complete(&info, &all_unsaid, &options);
	assert_true(matches(&info, &options));
	assert_false(info.unconfirmed);
	options.has_period = true;
	options.period = KEY_MONTH;
	key_echo_complete(&info, &nothing_unsaid, &options);
	assert_false(matches(&info, &options));
}

/* A field that was not changed is as it was.  A changed one is kept, and unconfirmed if Venice does
 * not repeat it. */
static void a_change_that_is_not_repeated(void **state)
{
	struct key_info before = {
		.type = KEY_ADMIN, .limit = { 5000000, KEY_NO_LIMIT, KEY_NO_LIMIT }, .period = KEY_MONTH,
		.privacy = KEY_PRIVATE_TEXT,
		.expires_ms = INT64_C(1801353600000), .created_ms = 7, .last6 = "abcdef", .description = "before",
	}, info = silent();
	struct key_changes changes = { .limits = true, .to = asked(KEY_DIEM, 3000000) };

	(void)state;
	changes.to.limit[KEY_USD] = 5000000;
	key_echo_change(&info, &all_unsaid, &before, &changes);
	assert_true(info.unconfirmed);
	assert_int_equal(info.limit[KEY_DIEM], 3000000);
	assert_int_equal(info.limit[KEY_USD], 5000000);
	assert_int_equal(info.period, KEY_MONTH);
	assert_int_equal(info.privacy, KEY_PRIVATE_TEXT);
	assert_int_equal(info.type, KEY_ADMIN);
	assert_int_equal(info.expires_ms, before.expires_ms);
	assert_int_equal(info.created_ms, 7);
	assert_string_equal(info.last6, "abcdef");
	assert_string_equal(info.description, "before");
	/* and one that is */
	info = before;
	info.limit[KEY_DIEM] = 3000000;
	key_echo_change(&info, &nothing_unsaid, &before, &changes);
	assert_false(info.unconfirmed);
}

static void a_limit_that_is_taken_away(void **state)
{
	struct key_info before = { .limit = { 5000000, KEY_NO_LIMIT, KEY_NO_LIMIT } }, info = silent();
	struct key_changes changes = { .limits = true };

	(void)state;
	key_options_init(&changes.to);
	key_echo_change(&info, &nothing_unsaid, &before, &changes);
	assert_false(info.unconfirmed);
	assert_int_equal(info.limit[KEY_USD], KEY_NO_LIMIT);
}

static void reading_back_confirms(void **state)
{
	struct key_options options = asked(KEY_DIEM, 10000000);
	struct key_info info = silent(), stored = silent();

	(void)state;
	key_echo_complete(&info, &nothing_unsaid, &options);
	stored.limit[KEY_DIEM] = 10000000;
	stored.limit[KEY_VCU] = 100000000;
	key_echo_confirm(&info, &stored, &nothing_unsaid, &options);
	assert_false(info.unconfirmed);
	assert_true(matches(&info, &options));
}

/* When a key is read back, a null says that there is no limit. */
static void reading_back_finds_differences(void **state)
{
	struct key_options options = asked(KEY_DIEM, 10000000);
	struct key_info info = silent(), stored = silent();

	(void)state;
	key_echo_complete(&info, &nothing_unsaid, &options);
	key_echo_confirm(&info, &stored, &nothing_unsaid, &options);
	assert_false(info.unconfirmed);
	assert_false(matches(&info, &options));
}

static void reading_back_may_tell_nothing(void **state)
{
	struct key_options options = asked(KEY_DIEM, 10000000);
	struct key_info info = silent(), stored = silent();

	(void)state;
	key_echo_complete(&info, &nothing_unsaid, &options);
	key_echo_confirm(&info, &stored, &all_unsaid, &options);
	assert_true(info.unconfirmed);
	assert_true(matches(&info, &options));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_null_is_no_difference),
		cmocka_unit_test(what_is_repeated_is_confirmed),
		cmocka_unit_test(another_number_is_a_difference),
		cmocka_unit_test(one_limit_in_two_units_is_one),
		cmocka_unit_test(all_else_is_kept_likewise),
		cmocka_unit_test(what_is_said_counts),
		cmocka_unit_test(a_change_that_is_not_repeated),
		cmocka_unit_test(a_limit_that_is_taken_away),
		cmocka_unit_test(reading_back_confirms),
		cmocka_unit_test(reading_back_finds_differences),
		cmocka_unit_test(reading_back_may_tell_nothing),
	};

	return cmocka_run_group_tests_name("wallet_key_echo", tests, NULL, NULL);
}
