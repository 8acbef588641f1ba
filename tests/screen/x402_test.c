/* x402 by keys alone: USDC into the credit, the page of it, failures and what is unknown. */
#include <signal.h>
#include <stdlib.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define FUND_PAGE "Ways to fund the account"
#define CREDIT_PAGE "prepaid credit at Venice"
#define FORM "Amount of USDC"

static void give_usdc(struct stage *stage, const char *amount)
{
	network_post(stage->network, "faucet", "{\"address\":\"%s\",\"usdc\":\"%s\"}", stage->address, amount);
}

static struct terminal *start(struct stage *stage, const char *usdc)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	give_usdc(stage, usdc);
	terminal = stage_start(stage, 24, 80, "");
	terminal_wait(terminal, NEXT_APPROVE);
	return terminal;
}

static void to_review(struct terminal *terminal, const char *amount)
{
	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, FORM);
	terminal_keys(terminal, "<C-u>%s<Enter>", amount);
	terminal_wait(terminal, REVIEW);
}

static void confirm(struct terminal *terminal)
{
	terminal_keys(terminal, "G");
	terminal_wait(terminal, "Yes, sign it");
	terminal_keys(terminal, "y");
	terminal_wait_gone(terminal, REVIEW);
}

static void pay(struct terminal *terminal, const char *amount)
{
	to_review(terminal, amount);
	confirm(terminal);
}

/* From the ways to fund, by keys alone, at the smallest usual size. */
static void from_the_ways_to_fund_to_credit(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");

	terminal_keys(terminal, "f");
	terminal_wait(terminal, FUND_PAGE);
	terminal_keys(terminal, "x");
	terminal_wait(terminal, FORM);
	terminal_wait(terminal, "USDC in the wallet");
	terminal_keys(terminal, "12.5<Enter>");
	terminal_wait(terminal, REVIEW);
	terminal_wait(terminal, "Pay 12.5 USDC into this wallet's x402 credit");
	terminal_wait(terminal, "0xB8d25407101104a6d73951a50063807e5Ee93a5f");
	terminal_wait(terminal, "20 USDC");
	confirm(terminal);
	step_password(terminal, "to sign the payment");
	terminal_wait(terminal, "12.5 USDC paid; the x402 credit is 12.5 USD");
	assert_true(terminal_shows(terminal, FUND_PAGE));
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, FUND_PAGE);
	terminal_wait(terminal, "USDC               7.5");
}

static void the_credit_has_a_page(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");

	terminal_keys(terminal, ":x402-balance<Enter>");
	step_password(terminal, "to sign in at Venice");
	terminal_wait(terminal, CREDIT_PAGE);
	terminal_wait(terminal, "The wallet has nothing to spend: t pays USDC in");
	terminal_wait(terminal, "Nothing came or went yet");
	terminal_keys(terminal, "t");
	terminal_wait(terminal, FORM);
	terminal_wait(terminal, "x402 credit, USD");
	terminal_keys(terminal, "<C-u>4<Enter>");
	terminal_wait(terminal, "The least that Venice takes is 5 USD");
	terminal_keys(terminal, "<C-u>5<Enter>");
	terminal_wait(terminal, REVIEW);
	confirm(terminal);
	terminal_wait(terminal, "5 USDC paid; the x402 credit is 5 USD");
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "The wallet can pay now");
	terminal_wait(terminal, "TOP_UP");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, CREDIT_PAGE);
}

static void no_is_the_default_answer(void **state)
{
	struct stage *stage = *state;
	size_t asked = network_requests(stage->network, "x402");
	struct terminal *terminal = start(stage, "20");

	to_review(terminal, "5");
	terminal_wait(terminal, "[ No ]");
	terminal_keys(terminal, "<Enter>");
	terminal_wait_gone(terminal, REVIEW);
	to_review(terminal, "5");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, REVIEW);
	assert_int_equal(network_requests(stage->network, "x402"), asked + 2);	/* its terms, twice */
}

static void too_little_is_said_in_the_form(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "4");

	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, FORM);
	terminal_wait(terminal, "USDC in the wallet");
	terminal_keys(terminal, "<C-u>5");
	terminal_wait(terminal, "The wallet has 4 USDC");
	terminal_keys(terminal, "<C-u>0");
	terminal_wait(terminal, "An amount of 0 does nothing");
}

static void hostile_terms_are_refused(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");

	network_post(stage->network, "fail", "{\"route\":\"x402\",\"mode\":\"altered\",\"option\":"
		     "{\"asset\":\"0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf\"}}");
	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, FORM);
	terminal_keys(terminal, "<C-u>5<Enter>");
	terminal_wait(terminal, "would have paid with that");
	terminal_wait(terminal, "Do not sign it");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Do not sign it");
}

/* Each row of errors.def that is x402's, met, and mended by the key that the panel names. */
static void refusals_and_what_mends_them(void **state)
{
	static const struct { int status; const char *message, *code; } rows[] = {
		{ 401, "X402_INVALID_SIGN_IN", "x402_invalid_sign_in" },
		{ 402, "Payment required", "insufficient_balance" },
		{ 403, "X402_WALLET_MISMATCH", "x402_wallet_mismatch" },
	};
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");
	size_t asked;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		network_post(stage->network, "fail", "{\"route\":\"x402\",\"mode\":\"status\",\"status\":%d,\"message\":\"%s\","
			     "\"times\":2}", rows[i].status, rows[i].message);
		terminal_keys(terminal, ":x402-balance<Enter>");
		if (i == 0)
			step_password(terminal, "to sign in at Venice");
		terminal_wait(terminal, rows[i].code);
		network_reset(stage->network);
		asked = network_requests(stage->network, "x402");
		terminal_keys(terminal, "r");
		terminal_wait_gone(terminal, rows[i].code);
		terminal_wait(terminal, "Nothing came or went yet");
		network_wait_requests(stage->network, "x402", asked + 2);	/* the page may show what it knew */
		terminal_keys(terminal, "<Esc>");
		terminal_wait_gone(terminal, CREDIT_PAGE);
	}
	network_post(stage->network, "fail", "{\"route\":\"x402\",\"mode\":\"status\",\"status\":400,"
		     "\"message\":\"X402_INVALID_PAYMENT\",\"after\":1}");
	network_post(stage->network, "fail", "{\"route\":\"x402\",\"mode\":\"status\",\"status\":400,"
		     "\"message\":\"X402_INVALID_PAYMENT\",\"after\":2}");
	pay(terminal, "5");
	terminal_wait(terminal, "x402_invalid_payment");
	terminal_keys(terminal, "r");
	terminal_wait(terminal, REVIEW);
	confirm(terminal);
	terminal_wait(terminal, "5 USDC paid; the x402 credit is 5 USD");
}

static void cut_but_taken(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");

	network_post(stage->network, "fail", "{\"route\":\"x402\",\"mode\":\"cut_after\",\"after\":1}");
	pay(terminal, "5");
	step_password(terminal, "to sign the payment");
	terminal_wait(terminal, "5 USDC were paid: the chain shows it");
	terminal_wait(terminal, "USDC                15");
}

/* No answer, and kill -9: the next start says so, watches, and the same again pays once. */
static void unknown_over_a_kill(void **state)
{
	struct stage *stage = *state;
	size_t asked = network_requests(stage->network, "x402");
	struct terminal *terminal = start(stage, "20");

	network_post(stage->network, "fail", "{\"route\":\"x402\",\"mode\":\"hang\",\"after\":1}");
	pay(terminal, "5");
	step_password(terminal, "to sign the payment");
	network_wait_requests(stage->network, "x402", asked + 2);
	kill(terminal_pid(terminal), SIGKILL);
	terminal_exit_status(terminal);
	network_reset(stage->network);
	terminal = stage_start(stage, 24, 80, "");
	terminal_wait(terminal, "look at the chain now");
	terminal_wait(terminal, "5 USDC may be taken until");
	terminal_keys(terminal, "k");
	terminal_wait_gone(terminal, "look at the chain now");
	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, FORM);
	terminal_keys(terminal, "<Enter>");	/* the amount is that of the one in doubt */
	terminal_wait(terminal, REVIEW);
	confirm(terminal);
	step_password(terminal, "to sign the payment");
	terminal_wait(terminal, "5 USDC paid; the x402 credit is 5 USD");
	terminal_wait(terminal, "USDC                15");
}

static void readonly_refuses(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	give_usdc(stage, "20");
	terminal = stage_start(stage, 24, 80, "--readonly");
	terminal_wait(terminal, NEXT_APPROVE);
	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, FORM);
	terminal_keys(terminal, "<C-u>5<Enter>");
	terminal_wait(terminal, "Nothing is paid with --readonly");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(from_the_ways_to_fund_to_credit),
		stage_test(the_credit_has_a_page),
		stage_test(no_is_the_default_answer),
		stage_test(too_little_is_said_in_the_form),
		stage_test(hostile_terms_are_refused),
		stage_test(refusals_and_what_mends_them),
		stage_test(cut_but_taken),
		stage_test(unknown_over_a_kill),
		stage_test(readonly_refuses),
	};

	return cmocka_run_group_tests_name("x402", tests, stage_open, stage_close);
}
