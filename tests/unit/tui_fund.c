/* The ways to fund: the page, its links, DIEM's forms and what their review shows. */
#include "tests/unit/tui_help.h"
#include "wallet/model/funding.h"

static struct help help;

static int set_up(void **state)
{
	(void)state;
	help_open(&help, 24, 80);
	help_staked(&help);
	help_keys(&help);
	help.frozen = true;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	help_close(&help);
	return 0;
}

static void has(const char *diem, const char *staked, const char *svvv)
{
	struct balances *balances = &help.model.balances[0];

	balances->diem = help_amount(TOKEN_DIEM, diem);
	balances->diem_staked = help_amount(TOKEN_DIEM, staked);
	balances->svvv_unlocked = help_amount(TOKEN_SVVV, svvv);
}

static struct key_check *checked(bool can_pay)
{
	struct key_check *check = mem_new(1, sizeof(*check));

	free(help.model.checks);
	help.model.checks = check;
	help.model.check_count = 1;
	*check = (struct key_check){
		.id = "key-1", .can_consume = can_pay, .has_account = true, .account_can_consume = can_pay, .diem = "2",
		.checked_ms = NOW_MS - 120000,
	};
	if (can_pay)
		snprintf(check->currency, sizeof(check->currency), "DIEM");
	return check;
}

static void it_says_first_whether_the_account_can_pay(void **state)
{
	(void)state;
	has("0.5", "2", "10");
	help_type(&help, "f");
	assert_shows(&help, "agent-1  " ADDRESS_1);
	assert_shows(&help, "is not known yet: c asks Venice");
	assert_shows(&help, "On chain: 2 DIEM staked, 0.5 DIEM, 10 unlocked sVVV.");
	checked(true);
	assert_shows(&help, "✓ The account can pay now, from DIEM: 2 DIEM, no USD left (2m ago).");
	checked(false);
	assert_shows(&help, "✗ The account has nothing to spend (2m ago)");
	assert_hides(&help, "c asks Venice again");
	help.model.checks[0].has_account = false;
	help.model.checks[0].limited = true;
	assert_shows(&help, "✗ Paid models refuse the key that asked (2m ago)");
	help.model.plan = (struct flow_plan){
		.state = PLAN_DONE,
		.purpose = PURPOSE_DIEM_STAKE,
		.done_ms = NOW_MS,
		.account = help.model.accounts.items[0],
	};
	assert_shows(&help, "DIEM was staked since: c asks Venice again.");
}

static void c_asks_with_a_key_of_this_wallet(void **state)
{
	(void)state;
	help_type(&help, "fc");
	assert_int_equal(help.seen.last.type, ACTION_KEY_CHECK);
	assert_string_equal(help.seen.last.key_id, "key-1");
	help.seen.count = 0;
	help.model.keys.items[0].address = help_address(ADDRESS_2);
	assert_shows(&help, "Paid models answer a key only when");
	help_type(&help, "c");
	assert_false(help_did(&help, ACTION_KEY_CHECK));
	assert_shows(&help, "no API key of this wallet");
}

static void every_way_has_its_next_step(void **state)
{
	(void)state;
	has("1", "0", "10");
	help_type(&help, "f");
	for (size_t i = 0; i < funding_way_count; i++) {
		const struct funding_way *way = &funding_ways[i];

		assert_shows(&help, way->title);
		help_key(&help, way->letter);
		if (way->wish == ACTION_DIEM_STAKE)
			assert_shows(&help, "Amount of DIEM");
		else if (way->wish == ACTION_DIEM_MINT)
			assert_shows(&help, "sVVV to lock");
		else if (way->wish == ACTION_X402_TOP_UP)
			assert_shows(&help, "Amount of USDC");
		else if (way->url)
			assert_shows(&help, way->url);
		if (way->wish || way->url)
			help_key(&help, INPUT_ESC);
		assert_shows(&help, "Ways to fund the account");
	}
	help_key(&help, INPUT_ESC);
	assert_hides(&help, "Ways to fund the account");
}

static void the_cursor_goes_round_and_shows_the_text(void **state)
{
	(void)state;
	has("1", "0", "10");
	help_type(&help, "f");
	assert_shows(&help, "▸ d  Stake DIEM");
	assert_shows(&help, "anew at 00:00 UTC");
	help_type(&help, "j");
	assert_shows(&help, "▸ m  Mint DIEM from sVVV");
	assert_hides(&help, "anew at 00:00 UTC");
	help_key(&help, INPUT_UP);
	help_key(&help, INPUT_UP);
	assert_shows(&help, "Not for API keys, but for requests that the wallet signs itself:");
	assert_shows(&help, "▸ x  x402 credit: no API key can spend it");
	help_type(&help, "\n");
	assert_shows(&help, "Amount of USDC");
	help_key(&help, INPUT_ESC);
	help_key(&help, INPUT_DOWN);
	help_type(&help, "\n");
	assert_shows(&help, "Amount of DIEM");
}

static void without_diem_it_is_minted_first(void **state)
{
	(void)state;
	has("0", "0", "10");
	help_type(&help, "f");
	assert_shows(&help, "The wallet has no DIEM yet");
	help_type(&help, "\n");
	assert_shows(&help, "sVVV to lock      1 ");
	help_key(&help, INPUT_ESC);
	has("0", "0", "0");
	assert_hides(&help, "The wallet has no DIEM yet");
	help_type(&help, "d");
	assert_shows(&help, "Amount of DIEM");
}

static void a_key_is_funded_with_its_own_wallet(void **state)
{
	(void)state;
	help.frozen = false;
	help.model.selected = 1;
	help_type(&help, "4\n");
	assert_shows(&help, "web agent");
	help_type(&help, "f");
	assert_int_equal(help.model.selected, 0);
	assert_shows(&help, "agent-1  " ADDRESS_1);
}

static void y_copies_the_address_or_the_link(void **state)
{
	(void)state;
	help_type(&help, "4fy");
	assert_string_equal(help.seen.copied, ADDRESS_1);
	assert_false(help_did(&help, ACTION_KEY_COPY));
	help_type(&help, "py");
	assert_string_equal(help.seen.copied, "https://venice.ai/settings/api");
	assert_shows(&help, "Copied the link");
	help_type(&help, "a");
	assert_string_equal(help.seen.copied, ADDRESS_1);
	assert_shows(&help, "knows nothing of this practice network");
	help.model.network.real_money = true;
	assert_hides(&help, "practice network");
}

static void a_code_that_would_not_be_whole_is_not_drawn(void **state)
{
	static const struct { int rows, cols; bool whole;
	} sizes[] = {
		{ 24, 80, true }, { 24, 66, true },  { 24, 65, true },
		{ 21, 80, true }, { 18, 80, false }, { 40, 30, false },
	};

	(void)state;
	help_type(&help, "fp");
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		ui_resize(&help.ui, sizes[i].rows, sizes[i].cols);
		help_key(&help, INPUT_END);
		if (sizes[i].whole)
			assert_shows(&help, "█████████████████████████████");
		else
			assert_hides(&help, "█████████████████████████████");
		help_key(&help, INPUT_HOME);
		assert_int_equal(help_shows(&help, "https://venice.ai/settings/api"), sizes[i].cols > 34);
	}
}

static void a_form_knows_what_there_is(void **state)
{
	(void)state;
	has("2", "0.01", "10");
	help_type(&help, ":diem-stake\n");
	assert_shows(&help, "Amount of DIEM    0.09");	/* what is missing to 0.1 */
	assert_shows(&help, "DIEM staked so far  0.01");
	help_type(&help, "a");
	assert_shows(&help, "Amount of DIEM    2 ");
	help_type(&help, "2.5\n");
	assert_shows(&help, "The wallet has 2 DIEM.");
	assert_false(help_did(&help, ACTION_DIEM_STAKE));
	help_key(&help, INPUT_CTRL_U);
	help_type(&help, "0.08");
	assert_shows(&help, "nothing of it could be spent");
	help_type(&help, "9");
	assert_shows(&help, "nothing of it could be spent");
	help_key(&help, INPUT_BACKSPACE);
	help_key(&help, INPUT_BACKSPACE);
	help_type(&help, "9");
	assert_hides(&help, "nothing of it could be spent");
	help_type(&help, "\n");
	assert_true(help_did(&help, ACTION_DIEM_STAKE));
	assert_int_equal(amount_compare(help.seen.last.amount, help_amount(TOKEN_DIEM, "0.09")), 0);
}

static void the_mint_form_too(void **state)
{
	(void)state;
	has("0", "0", "10");
	help_type(&help, ":diem-mint\n");
	assert_shows(&help, "sVVV not locked     10");
	help_type(&help, "a");
	assert_shows(&help, "sVVV to lock      10");
	help_type(&help, "11\n");
	assert_shows(&help, "The wallet has 10 sVVV.");
	help_key(&help, INPUT_BACKSPACE);
	help_type(&help, "0\n");
	assert_int_equal(help.seen.last.type, ACTION_DIEM_MINT);
	assert_int_equal(amount_compare(help.seen.last.amount, help_amount(TOKEN_SVVV, "10")), 0);
}

/* The amount that failed is in the form again.  An amount that the person refused is not. */
static void a_form_after_a_failure(void **state)
{
	(void)state;
	has("2", "0", "10");
	help.model.plan = (struct flow_plan){
		.state = PLAN_FAILED, .purpose = PURPOSE_DIEM_STAKE, .amount = help_amount(TOKEN_DIEM, "1.5"),
		.account = help.model.accounts.items[0],
	};
	(void)err_set(&help.model.plan.err, ERR_NEEDS_DIEM, "The wallet has 1 DIEM, less than 1.5");
	help_type(&help, ":diem-stake\n");
	assert_shows(&help, "Amount of DIEM    1.5");
	help_key(&help, INPUT_ESC);
	help_type(&help, ":diem-mint\n");
	assert_shows(&help, "sVVV to lock      1 ");
	help_key(&help, INPUT_ESC);
	help.model.plan.err.code = ERR_CANCELLED;
	help_type(&help, ":diem-stake\n");
	assert_shows(&help, "Amount of DIEM    0.1 ");
}

static void one_transaction_at_a_time(void **state)
{
	(void)state;
	help.model.plan.state = PLAN_READING;
	help_type(&help, ":diem-stake\n");
	assert_hides(&help, "Amount of DIEM");
	help_type(&help, ":stake\n");
	assert_hides(&help, "Amount of VVV");
	help.frozen = false;
	help_type(&help, "q");
	assert_shows(&help, "Something is still going on");
}

static void the_error_leads_back(void **state)
{
	static const struct { enum err_code code; int input; const char *shows; } rows[] = {
		{ ERR_NEEDS_DIEM, 'f', "Ways to fund the account" }, { ERR_NEEDS_DIEM, INPUT_ENTER, "Ways to fund the account" },
		{ ERR_NEEDS_SVVV, 's', "Amount of VVV" }, { ERR_REVERTED, 'e', "sVVV to lock" },
		{ ERR_NEEDS_ETH, 'f', "This page notices when something arrives" },
	};

	(void)state;
	help.frozen = false;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		help.model.plan.purpose = PURPOSE_DIEM_MINT;
		(void)err_set(&help.model.error, rows[i].code, "words");
		help.model.failed = FLOW_PLAN;
		assert_shows(&help, "That did not work");
		help_key(&help, rows[i].input);
		assert_shows(&help, rows[i].shows);
		help_key(&help, INPUT_ESC);
		assert_hides(&help, rows[i].shows);
	}
}

static void the_review_names_both_numbers(void **state)
{
	struct flow_tx *flow = &help.model.tx;

	(void)state;
	ui_resize(&help.ui, 40, 100);
	help_review(&help);
	snprintf(flow->calls[0], sizeof(flow->calls[0]), "mintDiem(uint256,uint256)");
	flow->to = contract_address(CONTRACT_STAKING);
	flow->tx.to = contract_address(CONTRACT_STAKING);
	flow->amount = help_amount(TOKEN_SVVV, "90");
	flow->least = help_amount(TOKEN_DIEM, "0.75");
	buf_clear(&flow->tx.data);
	abi_add_selector(&flow->tx.data, flow->calls[0]);
	abi_add_u256(&flow->tx.data, flow->amount.units);
	abi_add_u256(&flow->tx.data, flow->least.units);
	assert_shows(&help, "90000000000000000000 (90 sVVV)");
	assert_shows(&help, "750000000000000000 (at least 0.75 DIEM)");
	flow->least = amount_zero(TOKEN_DIEM);
	assert_hides(&help, "at least");
	assert_shows(&help, "750000000000000000");
}

static void the_staking_pane_tells_of_diem(void **state)
{
	(void)state;
	ui_resize(&help.ui, 30, 100);
	has("0", "0", "10");
	assert_hides(&help, "DIEM not staked");
	has("1.5", "0.05", "10");
	assert_shows(&help, "DIEM staked: 0.05; below 0.1 none of it can be spent");
	assert_shows(&help, "DIEM not staked: 1.5");
	has("0", "2", "10");
	assert_shows(&help, "DIEM staked: 2 = $2 of API credit a day");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_says_first_whether_the_account_can_pay),
		TEST(c_asks_with_a_key_of_this_wallet),
		TEST(every_way_has_its_next_step),
		TEST(the_cursor_goes_round_and_shows_the_text),
		TEST(without_diem_it_is_minted_first),
		TEST(a_key_is_funded_with_its_own_wallet),
		TEST(y_copies_the_address_or_the_link),
		TEST(a_code_that_would_not_be_whole_is_not_drawn),
		TEST(a_form_knows_what_there_is),
		TEST(the_mint_form_too),
		TEST(a_form_after_a_failure),
		TEST(one_transaction_at_a_time),
		TEST(the_error_leads_back),
		TEST(the_review_names_both_numbers),
		TEST(the_staking_pane_tells_of_diem),
	};

	return cmocka_run_group_tests_name("tui_fund", tests, NULL, NULL);
}
