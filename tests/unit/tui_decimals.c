/* The setting `decimals`: what it cuts on the screen, and what stays exact. */
#include "tests/unit/tui_help.h"

#define EXACT "10.123456789012345678"

static void set(struct help *help, int decimals)
{
	help->model.tuning.decimals = decimals;
}

/* Returns the number in the row of the balances that begins with the label. */
static const char *balance(struct help *help, const char *label)
{
	static char number[64];
	const char *row = strstr(help_draw(help), label);

	if (!row) {
		fail_msg("no %s:\n%s", label, help_draw(help));
		return "";
	}
	assert_int_equal(sscanf(row + strlen(label), " %63[0-9.<]", number), 1);
	return number;
}

/* The rest is cut off, never rounded up: nobody has more than is shown. */
static void balances_are_cut(void **state)
{
	static const struct { int decimals; const char *vvv, *usdc; } cases[] = {
		{ -1, "12.987654", "45.99" }, { 0, "12", "45" }, { 1, "12.9", "45.9" }, { 2, "12.98", "45.99" },
		{ 4, "12.9876", "45.99" }, { 9, "12.987654321", "45.99" }, { 18, "12.987654321987654321", "45.99" },
	};
	struct help *help = *state;

	help->model.balances[0].vvv = help_amount(TOKEN_VVV, "12.987654321987654321");
	help->model.balances[0].usdc = help_amount(TOKEN_USDC, "45.99");
	help_size(help, 40, 140);
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		set(help, cases[i].decimals);
		assert_string_equal(balance(help, "│ VVV "), cases[i].vvv);
		assert_string_equal(balance(help, "│ USDC "), cases[i].usdc);
	}
}

/* What is signed is shown to its last digit, and so is what it costs, however few decimals the screen has. */
static void a_review_is_exact(void **state)
{
	struct help *help = *state;
	struct flow_tx *flow = &help->model.tx;

	help->model.balances[0].vvv = help_amount(TOKEN_VVV, "12.987654321");
	flow->amount = help_amount(TOKEN_VVV, EXACT);
	snprintf(flow->words, sizeof(flow->words), "Let the staking contract take exactly that from this wallet");
	buf_free(&flow->tx.data);
	buf_init(&flow->tx.data, 0);
	abi_add_selector(&flow->tx.data, flow->calls[0]);
	abi_add_address(&flow->tx.data, contract_address(CONTRACT_STAKING));
	abi_add_u256(&flow->tx.data, flow->amount.units);
	help_size(help, 50, 140);
	for (int decimals = -1; decimals <= 18; decimals++) {
		set(help, decimals);
		assert_shows(help, EXACT);
		assert_shows(help, "0.0000125");
	}
}

/* So is the form where an amount is typed: all of it can be staked. */
static void a_form_is_exact(void **state)
{
	struct help *help = *state;

	help->model.balances[0].vvv = help_amount(TOKEN_VVV, "12.987654321987654321");
	set(help, 0);
	help_size(help, 40, 140);
	assert_hides(help, "12.987654321987654321");
	help_type(help, ":stake\n");
	assert_shows(help, "12.987654321987654321");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test_of(wallets, balances_are_cut),
		help_test_of(review, a_review_is_exact),
		help_test_of(wallets, a_form_is_exact),
	};

	return cmocka_run_group_tests_name("tui_decimals", tests, NULL, NULL);
}
