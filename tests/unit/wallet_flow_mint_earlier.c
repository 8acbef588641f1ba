/* mint_earlier: what the journal and the vault say of earlier mints. */
#include "wallet/flow/mint_earlier.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"

#define NOW_MS INT64_C(1790000000000)

static struct key_options options;
static struct journal_entry entry;
static struct key_info key;
static const char *replaces;
static const struct address mine = { { 0xa1 } }, other = { { 0xb2 } };

static int begin(void **state)
{
	(void)state;
	replaces = "";
	key_options_init(&options);
	snprintf(options.description, sizeof(options.description), "agent");
	options.limit[KEY_DIEM] = 10000000;
	entry = (struct journal_entry){ .kind = JOURNAL_MINT, .address = mine, .options = options };
	snprintf(entry.id, sizeof(entry.id), "intent");
	snprintf(entry.network, sizeof(entry.network), "base");
	key = (struct key_info){ .address = mine, .stored = true, .created_ms = NOW_MS };
	memcpy(key.limit, options.limit, sizeof(key.limit));
	snprintf(key.id, sizeof(key.id), "key-1");
	snprintf(key.network, sizeof(key.network), "base");
	snprintf(key.intent, sizeof(key.intent), "intent");
	snprintf(key.description, sizeof(key.description), "agent");
	return 0;
}

static struct mint_wish wish(void)
{
	return (struct mint_wish){ "base", mine, &options, replaces };
}

static enum mint_earlier look(bool stored)
{
	struct key_list keys = { &key, stored };
	struct mint_wish wished = wish();
	const struct key_info *found;
	enum mint_earlier earlier = mint_earlier_of(&found, &entry, &keys, &wished);

	assert_ptr_equal(found, earlier == MINT_EARLIER_SAME || earlier == MINT_EARLIER_OTHER ? &key : NULL);
	return earlier;
}

static void an_entry_without_its_key_is_unknown(void **state)
{
	struct journal journal = { &entry, 1 };
	struct key_list keys = { &key, 1 };
	struct mint_wish wished = wish();

	(void)state;
	assert_int_equal(look(false), MINT_EARLIER_UNKNOWN);
	assert_null(mint_earlier_unknown(&journal, &keys, &wished));
	key.intent[0] = '\0';
	assert_int_equal(look(true), MINT_EARLIER_UNKNOWN);
	assert_ptr_equal(mint_earlier_unknown(&journal, &keys, &wished), &entry);
}

static void an_entry_with_its_key_was_asked_the_same_or_not(void **state)
{
	(void)state;
	assert_int_equal(look(true), MINT_EARLIER_SAME);
	options.has_period = true;
	assert_int_equal(look(true), MINT_EARLIER_OTHER);
	options = entry.options;
	options.limit[KEY_USD] = 1;
	assert_int_equal(look(true), MINT_EARLIER_OTHER);
	options = entry.options;
	options.description[0] = 'A';
	assert_int_equal(look(true), MINT_EARLIER_OTHER);
}

/* Once the old key is gone, nobody knows any more what the new one should be like. */
static void a_key_in_place_of_another_is_known_by_that(void **state)
{
	(void)state;
	replaces = "key-0";
	assert_int_equal(look(true), MINT_EARLIER_OTHER);
	snprintf(entry.replaces, sizeof(entry.replaces), "key-0");
	options.type = KEY_ADMIN;
	assert_int_equal(look(true), MINT_EARLIER_SAME);
	options = entry.options;
	replaces = "";
	assert_int_equal(look(true), MINT_EARLIER_OTHER);
	assert_int_equal(look(false), MINT_EARLIER_UNKNOWN);
}

static void entries_of_others_say_nothing(void **state)
{
	(void)state;
	entry.address = other;
	assert_int_equal(look(true), MINT_EARLIER_NONE);
	entry.address = mine;
	snprintf(entry.network, sizeof(entry.network), "practice");
	assert_int_equal(look(true), MINT_EARLIER_NONE);
	snprintf(entry.network, sizeof(entry.network), "base");
	entry.kind = JOURNAL_TX;
	assert_int_equal(look(true), MINT_EARLIER_NONE);
}

static bool has_alike(void)
{
	struct key_list keys = { &key, 1 };
	struct mint_wish wished = wish();

	return mint_earlier_alike(&keys, &wished, NOW_MS);
}

static void a_key_like_the_wish_is_found(void **state)
{
	(void)state;
	assert_true(has_alike());
	options.limit[KEY_DIEM] = 5000000;
	assert_false(has_alike());
	options.limit[KEY_DIEM] = 10000000;
	options.type = KEY_ADMIN;
	assert_false(has_alike());
}

static void no_description_means_the_usual_one(void **state)
{
	(void)state;
	options.description[0] = '\0';
	assert_false(has_alike());
	snprintf(key.description, sizeof(key.description), "Web3 API Key");
	assert_true(has_alike());
	key.description[0] = '\0';
	assert_true(has_alike());
}

static void a_key_that_is_of_no_use_does_not_count(void **state)
{
	(void)state;
	key.missing = true;
	assert_false(has_alike());
	key.missing = false;
	key.stored = false;
	assert_false(has_alike());
	key.stored = true;
	key.address = other;
	assert_false(has_alike());
	key.address = mine;
	key.expires_ms = NOW_MS - 1;
	snprintf(options.expires, sizeof(options.expires), "2026-09-21T14:13:19.999Z");
	assert_false(has_alike());
}

/* The lost half of the answer had its limits. */
static void half_an_answer_counts(void **state)
{
	(void)state;
	snprintf(key.id, sizeof(key.id), "%s", key.intent);
	key.limit[KEY_DIEM] = KEY_NO_LIMIT;
	assert_true(has_alike());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_entry_without_its_key_is_unknown, begin),
		cmocka_unit_test_setup(an_entry_with_its_key_was_asked_the_same_or_not, begin),
		cmocka_unit_test_setup(a_key_in_place_of_another_is_known_by_that, begin),
		cmocka_unit_test_setup(entries_of_others_say_nothing, begin),
		cmocka_unit_test_setup(a_key_like_the_wish_is_found, begin),
		cmocka_unit_test_setup(no_description_means_the_usual_one, begin),
		cmocka_unit_test_setup(a_key_that_is_of_no_use_does_not_count, begin),
		cmocka_unit_test_setup(half_an_answer_counts, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
