/* The page of one key: what is known of it, the newest check, the test call. */
#include "tests/unit/tui_fixture.h"

#define DAY_MS INT64_C(86400000)

/* On the keys pane, one stored key that was never checked; the wallet is open. */
static int open_help(void **state)
{
	(void)state;
	help_open(&help, 40, 110);
	help_staked(&help);
	help_keys(&help)->created_ms = NOW_MS - 40 * DAY_MS;
	help.model.unlocked = true;
	help.model.unlocked_address = help.model.accounts.items[0].address;
	help.model.lock_at_ms = NOW_MS + DAY_MS;
	help.model.tuning.lock_after_ms = DAY_MS;
	help_type(&help, "4");
	return 0;
}

/* Adds a check with that many models; the first one's limits are told apart. */
static struct key_check *add_check(size_t models)
{
	struct key_check *check = mem_new(1, sizeof(*check));

	*check = (struct key_check){
		.id = "key-1",
		.can_consume = true,
		.access_permitted = true,
		.has_limits = true,
		.has_account = true,
		.account_can_consume = true,
		.currency = "DIEM",
		.diem = "25.00000000001",
		.usd = "5",
		.diem_allocation = "100",
		.tier = "paid",
		.charged = true,
		.next_epoch_ms = NOW_MS + 5 * INT64_C(3600000),
		.checked_ms = NOW_MS - 180000,
	};
	check->rates.items = mem_new(models ? models : 1, sizeof(*check->rates.items));
	check->rates.count = models;
	for (size_t i = 0; i < models; i++) {
		struct model_rates *rates = &check->rates.items[i];

		snprintf(rates->model, sizeof(rates->model), "model-%02zu", i);
		rates->limits[0] = (struct rate_limit){ "RPM", "500" };
		rates->limits[1] = (struct rate_limit){ "TPM", "1000000" };
		rates->count = 2;
	}
	help.model.checks = check;
	help.model.check_count = 1;
	return check;
}

static void enter_opens_what_is_known(void **state)
{
	(void)state;
	help.model.keys.items[0].remote = true;
	help_type(&help, "\n");
	assert_shows(&help, "web agent");
	assert_shows(&help, "••••••••••••fV2jNW");
	assert_shows(&help, "stored here, and at Venice");
	assert_shows(&help, "agent-1 " ADDRESS_1);
	assert_shows(&help, "in 12d 04h, 20");
	assert_shows(&help, "10 DIEM a day");
	assert_shows(&help, "2.5 of 10 DIEM (25 %), anew in ");
	assert_shows(&help, "▓▓▓▓▓▓▓▓░░░");
	assert_shows(&help, "2.5 DIEM, 0 USD");
	assert_shows(&help, "3m ago");
	assert_shows(&help, "Venice was not asked yet");
	assert_shows(&help, "t makes a call of one token");
	help_key(&help, INPUT_ESC);
	assert_hides(&help, "What it can do now");
}

static void what_only_the_list_tells_is_unknown(void **state)
{
	(void)state;
	help_type(&help, "\n");
	assert_shows(&help, "unknown: only the account's list tells it");
	assert_hides(&help, "In 7 days");
	assert_hides(&help, "Network");
	snprintf(help.model.keys.items[0].network, sizeof(help.model.keys.items[0].network), "base");
	assert_shows(&help, "Network       base");
	help.model.keys.items[0].expires_ms = NOW_MS - 1000;
	help.model.keys.items[0].missing = true;
	assert_shows(&help, "expired, ");
	assert_shows(&help, "gone at Venice");
}

static void the_newest_check_says_how_old_it_is(void **state)
{
	(void)state;
	add_check(2);
	help_type(&help, "\n");
	assert_shows(&help, "3m ago; c checks again");
	assert_shows(&help, "✓ It works, and it can pay now (DIEM).");
	assert_shows(&help, "25 left of 100 this epoch (25 %)");
	assert_shows(&help, "Refreshes in  05:00:00");
	assert_shows(&help, "permitted, tier paid, pay per use");
	assert_shows(&help, "requests/min    tokens/min");
	assert_shows(&help, "500       1000000");
	snprintf(help.model.checks[0].key_usd, sizeof(help.model.checks[0].key_usd), "1");
	assert_shows(&help, "Of the key    ? DIEM, 1 USD");
	help.model.checks[0].checked_ms = NOW_MS;
	assert_shows(&help, "just now");
	assert_hides(&help, "checks again");
	help.model.checks[0].can_consume = help.model.checks[0].account_can_consume = false;
	help.model.checks[0].next_epoch_ms = NOW_MS - 1;
	assert_shows(&help, "✗ It works, but the account has nothing to spend yet");
	assert_shows(&help, "it has: check again");
	help.model.checks[0].account_can_consume = true;
	assert_shows(&help, "✗ It works, but there is something to spend, only not by this key");
	help.model.checks[0].has_limits = false;
	assert_shows(&help, "unknown: Venice did not say");
}

static void its_keys_do_what_they_say(void **state)
{
	(void)state;
	help_type(&help, "\nc");
	assert_true(help_did(&help, ACTION_KEY_CHECK));
	assert_string_equal(help.seen.last.key_id, "key-1");
	help.model.key_open.request = 0;
	help_type(&help, "v");
	assert_int_equal(help.seen.last.type, ACTION_KEY_REVEAL);
	help.model.key_open.request = 0;
	help_type(&help, "y");
	assert_int_equal(help.seen.last.type, ACTION_KEY_COPY);
	help_type(&help, "h");
	assert_shows(&help, "Hand the key over");
	help_key(&help, INPUT_ESC);
	help_type(&help, "e");
	assert_shows(&help, "Description");
	help_key(&help, INPUT_ESC);
	help_type(&help, "d");
	assert_shows(&help, "Delete this API key?");
	help_key(&help, INPUT_ESC);
	help_type(&help, "f");
	assert_shows(&help, "Ways to fund");
	help_key(&help, INPUT_ESC);
	assert_shows(&help, "What it can do now");
}

static void a_key_that_is_not_here_can_only_be_looked_at(void **state)
{
	(void)state;
	help.model.keys.items[0].stored = false;
	help.model.keys.items[0].remote = true;
	help_type(&help, "\n");
	assert_shows(&help, "at Venice only: the key itself is not here");
	assert_shows(&help, "Only a stored key can be checked or tested");
	help.seen.count = 0;
	help_type(&help, "cvyt");
	assert_int_equal(help.seen.count, 0);
	assert_shows(&help, "Only a key that is stored here can be shown, copied, checked or tested");
	help_type(&help, "\n");
	assert_hides(&help, "Only a stored key can be checked or tested");
}

static void many_models_scroll_and_filter(void **state)
{
	(void)state;
	add_check(60);
	help_type(&help, "\n");
	assert_shows(&help, "Limits of each model (60 of 60)");
	assert_hides(&help, "model-59");
	help_type(&help, "G");
	assert_shows(&help, "model-59");
	help_type(&help, "/L-37");
	assert_shows(&help, "Limits of each model (1 of 60)");
	assert_shows(&help, "model-37");
	assert_hides(&help, "model-36");
	help_type(&help, "\n");
	help_key(&help, INPUT_ESC);		/* clears */
	assert_shows(&help, "(60 of 60)");
	help_key(&help, INPUT_ESC);
	assert_hides(&help, "(60 of 60)");
}

static void the_filter_chooses_the_model_to_test(void **state)
{
	(void)state;
	add_check(60);
	help_type(&help, "\n/model-37\n");
	assert_shows(&help, "t makes a call of one token to model-37,");
	help_type(&help, "t");
	assert_int_equal(help.seen.last.type, ACTION_PROBE);
	assert_string_equal(help.seen.last.wish.id, "key-1");
	assert_string_equal(help.seen.last.wish.model, "model-37");
	assert_shows(&help, "asking Venice for its prices");
}

/* Brings up the review, as when Venice has told its prices. */
static void review(void)
{
	struct flow_probe *flow = &help.model.probe;

	flow->state = PROBE_REVIEW;
	flow->request = 0;
	flow->model = (struct ai_model){
		.id = "glm", .is_private = true, .in = { 700000, 700000 }, .out = { 2800000, 2800000 }
	};
}

static void the_test_call_is_asked_about_and_no_is_the_answer(void **state)
{
	(void)state;
	help_type(&help, "\nt");
	assert_string_equal(help.seen.last.wish.model, "");
	review();
	assert_shows(&help, "Make this call?");
	assert_shows(&help, "web agent …fV2jNW");
	assert_shows(&help, "glm");
	assert_shows(&help, "0.000182 USD or 0.000182 DIEM");
	assert_shows(&help, "[ No ]    Yes, make the call");
	help_type(&help, "\n");
	assert_true(help_did(&help, ACTION_CANCEL));
	assert_false(help_did(&help, ACTION_CONFIRM));
	assert_hides(&help, "Make this call?");
	assert_shows(&help, "No test call was made");
}

static void yes_makes_it_and_the_page_says_what_came_back(void **state)
{
	struct flow_probe *flow = &help.model.probe;

	(void)state;
	help_type(&help, "\nt");
	review();
	help_draw(&help);
	help_type(&help, "y");
	assert_true(help_did(&help, ACTION_CONFIRM));
	assert_shows(&help, "calling glm…");
	flow->state = PROBE_DONE;
	flow->result = (struct probe){
		.id = "key-1", .model = "glm", .reply = "Hello", .in = 8, .out = 1, .elapsed_ms = 120,
		.tested_ms = NOW_MS - 120000, .cost = { 8400000, 8400000 },
	};
	assert_shows(&help, "✓ glm answered in 120 ms, 2m ago.");
	assert_shows(&help, "Hello");
	assert_shows(&help, "8 tokens in, 1 out: 0.0000084 USD or 0.0000084 DIEM");
	flow->result.cost[PRICE_USD] = PROBE_UNKNOWN;
	assert_shows(&help, "unknown: Venice did not say how many tokens");
}

/* Keystrokes typed ahead agree to nothing. */
static void nothing_is_agreed_to_unseen(void **state)
{
	(void)state;
	help_type(&help, "\nt");
	review();
	help_type(&help, "y");
	assert_false(help_did(&help, ACTION_CONFIRM));
}

static void fails(enum err_code code, const char *words)
{
	struct flow_probe *flow = &help.model.probe;

	flow->state = PROBE_FAILED;
	flow->key = help.model.keys.items[0];
	(void)err_set(&flow->err, code, "%s", words);
	help.model.error = flow->err;
	help.model.failed = FLOW_PROBE;
}

static void what_helps_a_test_call(void **state)
{
	static const struct { enum err_code code; const char *remedy; } cases[] = {
		{ ERR_INSUFFICIENT_BALANCE, "f  ways to fund the account  ← Enter" },
		{ ERR_DIEM_LIMIT, "e  change the key's limits  ← Enter" },
		{ ERR_USD_LIMIT, "e  change the key's limits  ← Enter" },
		{ ERR_RATE_LIMITED, "r  try again now  ← Enter" },
		{ ERR_KEY_INACTIVE, "m  mint a new key  ← Enter" },
		{ ERR_TEST_UNKNOWN, "k  ask what the key has left  ← Enter" },
	};

	(void)state;
	help_type(&help, "\n");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		fails(cases[i].code, "as the test says");
		assert_shows(&help, cases[i].remedy);
		if (cases[i].code == ERR_TEST_UNKNOWN)
			assert_hides(&help, "try again");
		help.model.error.code = ERR_NONE;
		assert_shows(&help, "✗ The last test call: as the test says");
	}
}

static void the_page_goes_with_its_key(void **state)
{
	(void)state;
	help_type(&help, "\n");
	assert_shows(&help, "What it can do now");
	help.model.keys.count = 0;
	assert_hides(&help, "What it can do now");
}

static void the_page_fits_every_screen(void **state)
{
	(void)state;
	add_check(60);
	for (int rows = 1; rows < 32; rows += 3)
		for (int cols = 1; cols < 120; cols += 7) {
			help_type(&help, "\n");
			ui_resize(&help.ui, rows, cols);
			help_draw(&help);
			help_type(&help, "G/m");
			help_draw(&help);
			help_key(&help, INPUT_ESC);
			help_key(&help, INPUT_ESC);
		}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_help, close_screen)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(enter_opens_what_is_known),
		TEST(what_only_the_list_tells_is_unknown),
		TEST(the_newest_check_says_how_old_it_is),
		TEST(its_keys_do_what_they_say),
		TEST(a_key_that_is_not_here_can_only_be_looked_at),
		TEST(many_models_scroll_and_filter),
		TEST(the_filter_chooses_the_model_to_test),
		TEST(the_test_call_is_asked_about_and_no_is_the_answer),
		TEST(yes_makes_it_and_the_page_says_what_came_back),
		TEST(nothing_is_agreed_to_unseen),
		TEST(what_helps_a_test_call),
		TEST(the_page_goes_with_its_key),
		TEST(the_page_fits_every_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
