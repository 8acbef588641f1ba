/* x402 on the screen: the form, the review whose answer is No, the page of the credit, and what mends a failure. */
#include "tests/unit/tui_fixture.h"

static int open_screen_with_usdc(void **state)
{
	open_screen(state);
	help.model.balances[0].usdc = help_amount(TOKEN_USDC, "20");
	return 0;
}

static void know_credit(const char *usd)
{
	struct flow_x402 *x402 = &help.model.x402;

	x402->of = help.model.accounts.items[0].address;
	x402->has_balance = true;
	x402->balance = (struct x402_balance){ .minimum = "7.5", .suggested = "10" };
	snprintf(x402->balance.usd, sizeof(x402->balance.usd), "%s", usd);
}

static void the_form_knows_balance_and_least(void **state)
{
	(void)state;
	know_credit("1");
	help_type(&help, ":x402-top-up\n");
	assert_shows(&help, "Amount of USDC    7.5");	/* the least, whatever Venice suggests */
	assert_shows(&help, "not for API keys");
	help_key(&help, INPUT_CTRL_U);
	help_type(&help, "5");
	assert_shows(&help, "The least that Venice takes is 7.5 USD");
	help_key(&help, INPUT_CTRL_U);
	help_type(&help, "21\n");
	assert_shows(&help, "The wallet has 20 USDC");
	assert_false(help_did(&help, ACTION_X402_TOP_UP));
	help_key(&help, INPUT_CTRL_U);
	help_type(&help, "12.5\n");
	assert_true(help_did(&help, ACTION_X402_TOP_UP));
	assert_int_equal(amount_compare(help.seen.last.amount, help_amount(TOKEN_USDC, "12.5")), 0);
}

/* Venice was not asked yet, so the form offers the documented least. */
static void the_form_offers_the_least(void **state)
{
	(void)state;
	help.model.balances[0].usdc = help_amount(TOKEN_USDC, "20000");
	help_type(&help, ":x402-top-up\n");
	assert_shows(&help, "Amount of USDC    5");
	help_key(&help, INPUT_CTRL_U);
	help_type(&help, "10000.000001\n");
	assert_shows(&help, "The most that Venice takes at once is 10000 USD");
	assert_false(help_did(&help, ACTION_X402_TOP_UP));
	help_key(&help, INPUT_BACKSPACE);
	help_type(&help, "0\n");
	assert_true(help_did(&help, ACTION_X402_TOP_UP));
}

/* The page says that DIEM is spent first: by Venice's word if it was asked, else by what is staked. */
static void diem_that_is_spent_first_is_told_of(void **state)
{
	(void)state;
	know_credit("1");
	help_type(&help, ":x402-balance\n");
	assert_shows(&help, "no key can spend it");
	assert_hides(&help, "does not mend a 402");
	snprintf(help.model.x402.balance.diem, X402_USD_SIZE, "3.25");
	assert_shows(&help, "The account has 3.25 DIEM left: Venice spends that first");
	assert_hides(&help, "t pays USDC in");	/* paying in would not mend it */
	help_type(&help, "t");
	assert_shows(&help, "The account has 3.25 DIEM left: Venice spends that first");
	help.model.x402.has_balance = false;
	assert_hides(&help, "DIEM left");
	help.model.balances[0].diem_staked = help_amount(TOKEN_DIEM, "0.09");
	assert_hides(&help, "are staked");
	help.model.balances[0].diem_staked = help_amount(TOKEN_DIEM, "2");
	assert_shows(&help, "2 DIEM are staked: Venice spends that first");
}

static void review(void)
{
	struct flow_topup *flow = &help.model.topup;
	struct err err;

	help_asked(&help);
	*flow = (struct flow_topup){
		.state = TOPUP_REVIEW, .account = help.model.accounts.items[0], .amount = help_amount(TOKEN_USDC, "5"),
		.usdc = help_amount(TOKEN_USDC, "20"), .terms = { .life_s = 300 },
	};
	assert_true(address_parse(&flow->terms.pay_to, ADDRESS_2, &err));
}

static void the_review_shows_all_and_means_no(void **state)
{
	(void)state;
	review();
	help_type(&help, "y");			/* typed before it could be read */
	assert_false(help_did(&help, ACTION_CONFIRM));
	assert_shows(&help, "Pay 5 USDC into this wallet's x402 credit");
	assert_shows(&help, ADDRESS_2);
	assert_shows(&help, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913");
	assert_shows(&help, "20 USDC");
	assert_shows(&help, "300 seconds");
	assert_shows(&help, "not for API keys");
	assert_shows(&help, "[ No ]");
	assert_hides(&help, "are staked");
	help.model.topup.diem_staked = help_amount(TOKEN_DIEM, "2");
	assert_shows(&help, "2 DIEM are staked: Venice spends that first");
	help_type(&help, "\n");
	assert_true(help_did(&help, ACTION_CANCEL));
	assert_false(help_did(&help, ACTION_CONFIRM));
	help_draw(&help);
	help_type(&help, "y");
	assert_true(help_did(&help, ACTION_CONFIRM));
}

static void the_page_shows_what_is_known(void **state)
{
	struct flow_x402 *x402 = &help.model.x402;

	(void)state;
	know_credit("12.5");
	x402->has_ledger = true;
	x402->ledger =
		(struct x402_ledger){ .items = mem_new(2, sizeof(*x402->ledger.items)), .count = 2, .has_more = true };
	x402->ledger.items[0] = (struct x402_entry){ .type = "CHARGE", .amount = "-0.15", .balance_after = "12.5", .model = "glm" };
	x402->ledger.items[1] = (struct x402_entry){ .type = "TOP_UP", .amount = "12.65", .balance_after = "12.65" };
	help_type(&help, ":x402-balance\n");
	assert_true(help_did(&help, ACTION_X402_BALANCE));
	assert_shows(&help, "Credit        12.5 USD");
	assert_shows(&help, "t pays USDC in");
	assert_shows(&help, "-0.15");
	assert_shows(&help, "glm");
	assert_shows(&help, "There are older ones");
	ui_resize(&help.ui, 15, 60);
	assert_shows(&help, "-0.15         12.5 ");	/* what the credit was then is there, too */
	ui_resize(&help.ui, 30, 100);
	help_type(&help, "t");
	assert_shows(&help, "Amount of USDC");
	help_key(&help, INPUT_ESC);
	help_type(&help, "c");
	assert_true(help_did(&help, ACTION_X402_SETTLE));
	help_key(&help, INPUT_ESC);
	assert_hides(&help, "prepaid credit at Venice");
}

/* The figures of another wallet are not shown for this one. */
static void the_page_of_another_wallet_is_empty(void **state)
{
	(void)state;
	know_credit("12.5");
	help.model.x402.of = (struct address){ { 0xee } };
	help_type(&help, ":x402-transactions\n");
	assert_shows(&help, "prepaid credit at Venice");
	assert_hides(&help, "12.5 USD");
}

static void fail_with(enum err_code code)
{
	struct err err;

	(void)err_set(&err, code, "as the test has it");
	help.model.topup.state = code == ERR_X402_UNKNOWN ? TOPUP_UNKNOWN : TOPUP_FAILED;
	help.model.topup.err = help.model.error = err;
	help.model.failed = FLOW_TOPUP;
}

static void failures_name_what_mends_them(void **state)
{
	static const struct { enum err_code code; const char *words; enum action_type does; } rows[] = {
		{ ERR_X402_UNKNOWN, "look at the chain now", ACTION_X402_SETTLE },
		{ ERR_X402_TIMEOUT, "look at the chain now", ACTION_X402_SETTLE },
		{ ERR_X402_IN_PROGRESS, "look at the chain now", ACTION_X402_SETTLE },
		{ ERR_X402_SETTLEMENT, "try again now", ACTION_RETRY }, { ERR_X402_VERIFICATION, "try again now", ACTION_RETRY },
		{ ERR_X402_NOT_CONFIGURED, "try again now", ACTION_RETRY },
		{ ERR_X402_PAYMENT, "try again now", ACTION_RETRY },
		{ ERR_UNREACHABLE, "try again now", ACTION_RETRY },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		fail_with(rows[i].code);
		assert_shows(&help, rows[i].words);
		assert_shows(&help, "← Enter");
		help_type(&help, "\n");
		assert_true(help_did(&help, rows[i].does));
		help.model.error.code = ERR_NONE;
	}
	fail_with(ERR_X402_IN_PROGRESS);
	assert_hides(&help, "try again now");	/* Venice is settling it at this moment */
	fail_with(ERR_NEEDS_USDC);
	assert_shows(&help, "receive USDC");
	fail_with(ERR_INVALID_INPUT);
	help_type(&help, "e");
	help.model.error.code = ERR_NONE;
	assert_shows(&help, "Amount of USDC");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_screen_with_usdc, close_screen)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_form_knows_balance_and_least),
		TEST(the_form_offers_the_least),
		TEST(diem_that_is_spent_first_is_told_of),
		TEST(the_review_shows_all_and_means_no),
		TEST(the_page_shows_what_is_known),
		TEST(the_page_of_another_wallet_is_empty),
		TEST(failures_name_what_mends_them),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
