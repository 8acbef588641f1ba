/* The keys pane: an account's keys, sorted, filtered, changed, rotated and deleted. */
#include "tests/unit/tui_fixture.h"

#include <time.h>

/* On the keys pane, one stored and one remote key. */
static int open_help(void **state)
{
	struct key_info *keys;

	(void)state;
	help_open(&help, 30, 130);
	help_staked(&help);
	help_keys(&help);
	keys = mem_grow(help.model.keys.items, 2, sizeof(*keys));
	keys[1] = keys[0];
	keys[1].stored = false;
	keys[1].remote = true;
	keys[1].type = KEY_ADMIN;
	keys[1].period = KEY_MONTH;
	snprintf(keys[1].id, sizeof(keys[1].id), "key-2");
	snprintf(keys[1].last6, sizeof(keys[1].last6), "zzzzzz");
	snprintf(keys[1].description, sizeof(keys[1].description), "a batch job");
	help.model.keys = (struct key_list){ keys, 2 };
	help_type(&help, "4");
	return 0;
}

static void where_each_key_lives(void **state)
{
	(void)state;
	assert_shows(&help, "here");
	assert_shows(&help, "Venice");
	help.model.keys.items[1].stored = true;
	assert_shows(&help, "both");
	help.model.keys.items[0].missing = true;
	assert_shows(&help, "here ✗");
}

static void the_period_has_a_bar_and_an_end(void **state)
{
	(void)state;
	assert_shows(&help, "▆▁▁▁▁ 2.5 ↻10h");
	assert_shows(&help, "▆▁▁▁▁ 2.5 ↻9d");
}

static bool first_is(const char *one, const char *other)
{
	const char *rows = strstr(help_draw(&help), "DESCRIPTION");	/* above them one may be explained */

	return strstr(rows, one) < strstr(rows, other);
}

static void sorted_by_any_column(void **state)
{
	(void)state;
	assert_true(first_is("web agent", "a batch job"));
	help_type(&help, "o");
	assert_shows(&help, "DESCRIPTION▾");
	assert_true(first_is("a batch job", "web agent"));
	help_type(&help, "o");
	assert_shows(&help, "TYPE▾");
	assert_true(first_is("web agent", "a batch job"));
	help_type(&help, "ooooooo");
	assert_shows(&help, "WHERE▾");
	help_type(&help, "o");
	assert_hides(&help, "▾");
}

static void the_order_is_turned_round(void **state)
{
	(void)state;
	help_type(&help, "O");
	assert_true(first_is("a batch job", "web agent"));
	help_type(&help, "O");
	assert_true(first_is("web agent", "a batch job"));
	help_type(&help, "oO");
	assert_shows(&help, "DESCRIPTION▴");
	assert_true(first_is("web agent", "a batch job"));
	help_type(&help, "o");
	assert_shows(&help, "TYPE▾");
}

/* Part of an amount would be another amount. */
static void no_amount_is_cut(void **state)
{
	struct key_info *key = &help.model.keys.items[1];

	(void)state;
	memset(key->description, 'd', 64);
	key->limit[KEY_DIEM] = INT64_C(123456789012345);
	snprintf(key->period_diem, sizeof(key->period_diem), "12345678.25");
	snprintf(key->usage_diem, sizeof(key->usage_diem), "0.000034");
	for (int cols = 40; cols <= 200; cols++) {
		const char *text, *at;

		ui_resize(&help.ui, 30, cols);
		text = help_draw(&help);
		at = strstr(text, "1234567");
		while (at) {
			bool whole = strncmp(at, "123456789.012345 DIEM", 21) == 0 || strncmp(at, "12345678+  ↻", 14) == 0 ||
				     strncmp(at, "12345678.25", 11) == 0;

			if (!whole)
				fprintf(stderr, "at %d columns:\n%s", cols, text);
			assert_true(whole);
			at = strstr(at + 4, "1234567");
		}
	}
	assert_shows(&help, "123456789.012345 DIEM/month");
	assert_shows(&help, "12345678+  ↻9d");
	assert_shows(&help, "<0.001");
}

/* Figures of one column stand with their points below each other, and what follows them as well. */
static void points_stand_below_each_other(void **state)
{
	struct key_info *key = help.model.keys.items;

	(void)state;
	key[0].limit[KEY_DIEM] = INT64_C(10000000);
	key[1].limit[KEY_DIEM] = INT64_C(250000);
	key[1].unconfirmed = true;
	snprintf(key[0].period_diem, sizeof(key[0].period_diem), "2.5");
	snprintf(key[1].period_diem, sizeof(key[1].period_diem), "0.123456");
	snprintf(key[0].usage_diem, sizeof(key[0].usage_diem), "14.123456789");
	snprintf(key[1].usage_diem, sizeof(key[1].usage_diem), "3");
	snprintf(key[1].description, sizeof(key[1].description), "1.5 batch jobs");
	ui_resize(&help.ui, 40, 160);
	assert_shows(&help, " 10     DIEM/day ");
	assert_shows(&help, "  0.25? DIEM/month ");
	assert_shows(&help, "2.5    ↻");
	assert_shows(&help, "0.123+ ↻");
	assert_shows(&help, "14.123+ ");
	assert_shows(&help, "1.5 batch jobs");
	assert_shows(&help, "14.123+ DIEM in 7 days");
	snprintf(key[0].usage_diem, sizeof(key[0].usage_diem), "0");
	snprintf(key[0].usage_usd, sizeof(key[0].usage_usd), "0");
	assert_hides(&help, "0  in 7 days");
}

/* Where the screen is hardly wide enough for a column of detail, too. */
static void the_unit_of_what_was_used_is_whole(void **state)
{
	struct key_info *key = help.model.keys.items;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		snprintf(key[i].usage_diem, sizeof(key[i].usage_diem), i ? "1234.123456" : "31.75");
		memset(key[i].description, 'd', 40);
	}
	for (int cols = 100; cols <= 200; cols++) {
		ui_resize(&help.ui, 60, cols);
		if (!strstr(help_draw(&help), "Used in 7 days, by key"))
			continue;
		assert_hides(&help, "DI…");
		assert_hides(&help, "DIE…");
		assert_shows(&help, "DIEM ◂");
	}
	assert_shows(&help, "Used in 7 days, by key");
}

/* A narrow screen, too, shows the column that the rows are sorted by. */
static void what_is_sorted_by_is_shown(void **state)
{
	(void)state;
	ui_resize(&help.ui, 24, 80);
	assert_hides(&help, "LAST USED");
	help_type(&help, "oooooooo");
	assert_shows(&help, "LAST USED▾");
	help_type(&help, "o");
	assert_hides(&help, "LAST USED");
	assert_shows(&help, "WHERE▾");
}

static void an_edit_sends_what_changed(void **state)
{
	(void)state;
	help.frozen = true;
	help_type(&help, "e");
	assert_shows(&help, "Change an API key");
	assert_shows(&help, "web agent");
	help_key(&help, INPUT_END);
	help_type(&help, "!\n\n\n\n\n\n");
	assert_true(help_did(&help, ACTION_KEY_UPDATE));
	assert_string_equal(help.seen.last.update.id, "key-1");
	assert_string_equal(help.seen.last.update.changes.to.description, "web agent!");
	assert_true(help.seen.last.update.changes.description);
	assert_false(help.seen.last.update.changes.limits || help.seen.last.update.changes.expires);
	assert_false(help.seen.last.update.changes.to.has_period || help.seen.last.update.changes.to.has_privacy);
}

static void deleting_wants_the_word(void **state)
{
	(void)state;
	help_type(&help, "jd");
	assert_shows(&help, "Delete this API key?");
	help_type(&help, "yes");
	help_draw(&help);
	help_type(&help, "\n");
	assert_shows(&help, "That is not it");
	assert_false(help_did(&help, ACTION_CONFIRM));
	help_key(&help, INPUT_ESC);
	assert_hides(&help, "Delete this API key?");
	help_type(&help, "d");
	assert_shows(&help, "Type zzzzzz");
	help_type(&help, "zzzzzz");
	help_draw(&help);
	help_type(&help, "\n");
	assert_true(help_did(&help, ACTION_CONFIRM));
	assert_int_equal(help.model.key_admin.wish, ACTION_KEY_DELETE);
	assert_string_equal(help.model.key_admin.key.id, "key-2");
	assert_hides(&help, "Delete this API key?");
}

/* If Venice's list leaves the last characters out, Enter alone still deletes nothing. */
static void deleting_wants_a_word_always(void **state)
{
	(void)state;
	help.model.keys.items[1].last6[0] = '\0';
	help_type(&help, "jd");
	assert_shows(&help, "Type delete and press Enter");
	help_type(&help, "\n");
	assert_shows(&help, "That is not it");
	assert_false(help_did(&help, ACTION_CONFIRM));
	help_type(&help, "delete");
	help_draw(&help);
	help_type(&help, "\n");
	assert_true(help_did(&help, ACTION_CONFIRM));
}

static void rotating_asks_and_then_offers_to_delete(void **state)
{
	(void)state;
	help_type(&help, "R");
	assert_shows(&help, "A new key with the same options");
	help_type(&help, "\n");
	assert_false(help_did(&help, ACTION_CONFIRM));
	help_type(&help, "R");
	(void)help_draw(&help);
	help_type(&help, "y");
	assert_int_equal(help.model.key_admin.wish, ACTION_KEY_ROTATE);
	assert_string_equal(help.model.key_admin.key.id, "key-1");
	help.model.error.code = ERR_NONE;
	help_minted(&help, true);
	snprintf(help.model.key_admin.replaced, KEY_ID_SIZE, "key-2");
	assert_shows(&help, "The key it replaces still works");
	help_type(&help, "d");
	assert_shows(&help, "Type zzzzzz");
}

static void no_admin_key_no_creation(void **state)
{
	(void)state;
	help_type(&help, "C");
	assert_shows(&help, "No ADMIN key is stored");
	help.model.keys.items[1].stored = true;
	help_type(&help, "C");
	assert_shows(&help, "Make an API key with the ADMIN key");
}

static void unknown(void)
{
	struct flow_mint *mint = &help.model.mint;

	mint->state = MINT_UNKNOWN;
	mint->account = help.model.accounts.items[0];
	mint->intent_ms = NOW_MS - 60000;
	snprintf(mint->options.description, sizeof(mint->options.description), "lost agent");
	help.frozen = true;
	help_type(&help, ":check-mint\n");
}

static void an_unknown_mint_without_an_admin_key(void **state)
{
	(void)state;
	unknown();
	assert_shows(&help, "Wallet      agent-1 0x");
	assert_shows(&help, "at venice.ai sign in with this wallet");
	assert_false(help_did(&help, ACTION_KEYS_LIST));
	help_type(&help, "x");
	assert_true(help_did(&help, ACTION_MINT_FORGET));
}

/* The panel of an unknown mint offers nothing that would send it again. */
static void an_unknown_mint_is_looked_into(void **state)
{
	(void)state;
	unknown();
	help_key(&help, INPUT_ESC);
	(void)err_set(&help.model.error, ERR_MINT_UNKNOWN, "no answer");
	help.model.failed = FLOW_MINT;
	assert_shows(&help, "k  look at the keys  ← Enter");
	assert_shows(&help, "x  stop");
	assert_hides(&help, "submit again");
	assert_hides(&help, "try again");
	help_type(&help, "rne");
	assert_shows(&help, "k  look at the keys");
}

static void an_unknown_mint_is_recognised(void **state)
{
	struct key_info *orphan = &help.model.keys.items[0], *admin = &help.model.keys.items[1];

	(void)state;
	*admin = (struct key_info){ .type = KEY_ADMIN, .stored = true, .address = help_address(ADDRESS_1) };
	snprintf(admin->network, sizeof(admin->network), "practice");
	orphan->stored = false;
	orphan->remote = true;
	orphan->created_ms = NOW_MS - 59000;
	snprintf(orphan->description, sizeof(orphan->description), "lost agent");
	unknown();
	assert_true(help_did(&help, ACTION_KEYS_LIST));
	help.model.key_admin.listed_ms = NOW_MS + 1;
	assert_shows(&help, "This key is it");
	help.frozen = false;
	help_type(&help, "d");
	assert_shows(&help, "Type fV2jNW");
	help_key(&help, INPUT_ESC);
	help.frozen = true;
	(void)help_draw(&help);
	help_type(&help, "k");
	assert_false(help_did(&help, ACTION_MINT_FORGET));	/* it moves, as everywhere */
	help_type(&help, "o");
	assert_true(help_did(&help, ACTION_MINT_FORGET));
}

static void an_unknown_mint_made_none(void **state)
{
	struct key_info *admin = &help.model.keys.items[1];

	(void)state;
	admin->stored = true;
	unknown();
	help.model.key_admin.listed_ms = NOW_MS + 1;
	assert_shows(&help, "none was made");
	help_type(&help, "\n");
	assert_true(help_did(&help, ACTION_MINT_FORGET));
}

static void five_hundred_keys(void **state)
{
	struct key_info one = help.model.keys.items[0], *keys = mem_new(500, sizeof(*keys));

	(void)state;
	for (int i = 0; i < 500; i++) {
		keys[i] = one;
		snprintf(keys[i].id, sizeof(keys[i].id), "key-%d", i);
		snprintf(keys[i].description, sizeof(keys[i].description), "agent %03d", i);
	}
	free(help.model.keys.items);
	help.model.keys = (struct key_list){ keys, 500 };
	for (int i = 0; i < 20; i++) {
		help_type(&help, i % 2 ? "k" : "G");
		(void)help_draw(&help);
	}
	help_type(&help, "G");
	assert_shows(&help, "agent 499");
	help_type(&help, "/agent 0");
	assert_shows(&help, "agent 099");
	assert_hides(&help, "agent 100");
}

/* Puts a newer key before all others, as a listing by Venice may. */
static void one_comes_above(void)
{
	struct key_list *keys = &help.model.keys;

	keys->items = mem_grow(keys->items, keys->count + 1, sizeof(*keys->items));
	memmove(keys->items + 1, keys->items, keys->count * sizeof(*keys->items));
	snprintf(keys->items[0].id, sizeof(keys->items[0].id), "key-new");
	snprintf(keys->items[0].description, sizeof(keys->items[0].description), "a newer one");
	keys->count++;
	help.model.keys_changes++;
	help.model.changes++;
}

static const char *current(void)
{
	return pane_keys_current(&help.ui.panes[PANE_KEYS], &help.model)->id;
}

/* A keystroke means the key that the person saw under the cursor, whether or not others were drawn above it since. */
static void the_cursor_stays_on_its_key(void **state)
{
	(void)state;
	help.frozen = true;
	help.model.keys.items[1].stored = true;
	help_type(&help, "j");
	(void)help_draw(&help);
	one_comes_above();
	assert_string_equal(current(), "key-2");
	help_type(&help, "y");
	assert_true(help_did(&help, ACTION_KEY_COPY));
	assert_string_equal(help.seen.last.key_id, "key-2");
	one_comes_above();
	(void)help_draw(&help);
	assert_string_equal(current(), "key-2");
	help_type(&help, "k");
	assert_string_equal(current(), "key-1");
	help_type(&help, "O");
	(void)help_draw(&help);
	assert_string_equal(current(), "key-1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_help, close_screen)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(where_each_key_lives),
		TEST(the_period_has_a_bar_and_an_end),
		TEST(the_order_is_turned_round),
		TEST(no_amount_is_cut),
		TEST(points_stand_below_each_other),
		TEST(the_unit_of_what_was_used_is_whole),
		TEST(sorted_by_any_column),
		TEST(what_is_sorted_by_is_shown),
		TEST(an_edit_sends_what_changed),
		TEST(deleting_wants_the_word),
		TEST(deleting_wants_a_word_always),
		TEST(rotating_asks_and_then_offers_to_delete),
		TEST(no_admin_key_no_creation),
		TEST(an_unknown_mint_without_an_admin_key),
		TEST(an_unknown_mint_is_looked_into),
		TEST(an_unknown_mint_is_recognised),
		TEST(an_unknown_mint_made_none),
		TEST(five_hundred_keys),
		TEST(the_cursor_stays_on_its_key),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("tui_keys", tests, NULL, NULL);
}
