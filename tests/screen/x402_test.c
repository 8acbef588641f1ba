/* x402 by keys alone: USDC into the credit, the page of it, failures and what is unknown. */
#include <signal.h>
#include <stdlib.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define FUND_PAGE "Ways to fund the account"
#define CREDIT_PAGE "prepaid credit at Venice"
#define FORM "Amount of USDC"
#define OTHER_PAYEE "0x000000000000000000000000000000000000dEaD"

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
	step_yes(terminal);
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
	terminal_wait(terminal, "Amount of USDC    5");
	terminal_wait(terminal, "not for API keys");
	terminal_keys(terminal, "<C-u>12.5<Enter>");
	terminal_wait(terminal, REVIEW);
	terminal_wait(terminal, "Pay 12.5 USDC into this wallet's x402 credit");
	terminal_wait(terminal, "0xB8d25407101104a6d73951a50063807e5Ee93a5f");
	terminal_wait(terminal, "20 USDC");
	confirm(terminal);
	step_password(terminal, "to sign the payment");
	terminal_wait(terminal, "12.5 USDC paid; the x402 credit is 12.5 USD");
	terminal_wait(terminal, FUND_PAGE);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, FUND_PAGE);
	row_wait_words(terminal, "USDC 7.5");
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
	step_ready(terminal);
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

static void order(struct stage *stage, const char *route, const char *mode, const char *more)
{
	network_post(stage->network, "fail", "{\"route\":\"%s\",\"mode\":\"%s\"%s}", route, mode, more);
}

/* Signing in: refused twice, as the first is mended by itself; then mended by the key that the panel names. */
static void refused_sign_ins_and_what_mends_them(void **state)
{
	static const struct { const char *mode, *more, *code; } refusals[] = {
		{ "sign_in_refused", ",\"times\":2", "x402_sign_in_refused" }, { "sign_in_expired", ",\"times\":2", "x402_sign_in_expired" },
		{ "sign_in_domain", ",\"times\":2", "x402_sign_in_domain" }, { "other_wallet", "", "x402_not_own_wallet" },
		{ "status", ",\"status\":402,\"message\":\"Payment required\"", "insufficient_balance" },
		{ "status", ",\"status\":429,\"message\":\"Slowly\",\"resetIn\":60", "rate_limited" },
	};
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");
	size_t asked;

	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		order(stage, "x402", refusals[i].mode, refusals[i].more);
		terminal_keys(terminal, ":x402-balance<Enter>");
		if (i == 0)
			step_password(terminal, "to sign in at Venice");
		terminal_wait(terminal, refusals[i].code);
		network_reset(stage->network);
		asked = network_requests(stage->network, "x402");
		terminal_keys(terminal, "r");
		terminal_wait_gone(terminal, refusals[i].code);
		terminal_wait(terminal, "Nothing came or went yet");
		network_wait_requests(stage->network, "x402", asked + 2);	/* the page may show what it knew */
		terminal_keys(terminal, "<Esc>");
		terminal_wait_gone(terminal, CREDIT_PAGE);
	}
}

static void too_many_requests_are_waited_out_in_sight(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");

	order(stage, "x402", "status", ",\"status\":429,\"message\":\"Too many requests\",\"times\":2");
	terminal_keys(terminal, ":x402-balance<Enter>");
	step_password(terminal, "to sign in at Venice");
	terminal_wait(terminal, "Venice takes no more requests for the moment; asked again in");
	terminal_wait(terminal, "Nothing came or went yet");
}

static void pay_again(struct terminal *terminal)
{
	terminal_wait(terminal, REVIEW);
	confirm(terminal);
	terminal_wait(terminal, "5 USDC paid; the x402 credit is");
}

/* By Venice's word nothing moved: said, and paid once by what the panel offers. */
static void refused_payments_and_what_mends_them(void **state)
{
	static const struct { const char *mode, *more, *code, *says, *key; } refusals[] = {
		{ "settlement_failed", "", "x402_settlement_failed", "by its word nothing moved", "r" },
		{ "verification_failed", "", "x402_verification_failed", "by its word nothing moved", "r" },
		{ "invalid_payment", ",\"times\":2", "x402_invalid_payment", "by its word nothing moved", "r" },
		{ "not_configured", "", "x402_not_configured", "by its word nothing was taken", "r" },
		{ "amount_too_low", "", "x402_amount_too_low", "by its word nothing moved", "e" },
		{ "amount_too_high", "", "x402_amount_too_high", "by its word nothing moved", "e" },
	};
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "50");

	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		order(stage, "x402_pay", refusals[i].mode, refusals[i].more);
		pay(terminal, "5");
		if (i == 0)
			step_password(terminal, "to sign the payment");
		terminal_wait(terminal, refusals[i].code);
		row_wait_words(terminal, refusals[i].says);
		terminal_keys(terminal, "%s", refusals[i].key);
		if (*refusals[i].key == 'e') {
			terminal_wait(terminal, "Amount of USDC    5");
			terminal_keys(terminal, "<Enter>");
		}
		pay_again(terminal);
	}
	row_wait_words(terminal, "USDC 20");
	order(stage, "x402_pay", "unsupported", "");
	pay(terminal, "5");
	terminal_wait(terminal, "x402_unsupported");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "x402_unsupported");
}

static void what_is_being_settled_is_followed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");

	order(stage, "x402_pay", "settlement_timeout", ",\"lands\":1500");
	pay(terminal, "5");
	step_password(terminal, "to sign the payment");
	terminal_wait(terminal, "Venice is settling the payment");
	terminal_wait(terminal, "5 USDC were paid: the chain shows it");
	order(stage, "x402_pay", "payment_in_progress", "");
	pay(terminal, "5");
	terminal_wait(terminal, "Venice is settling the payment");
	terminal_keys(terminal, ":cancel<Enter>");	/* nobody has to wait for it */
	terminal_wait(terminal, "x402_payment_in_progress");
	terminal_wait(terminal, "Do not pay again");
	assert_false(terminal_shows(terminal, "try again now"));
	terminal_keys(terminal, "k");
	terminal_wait_gone(terminal, "x402_payment_in_progress");
	row_wait_words(terminal, "USDC 15");
}

static void cut_but_taken(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");

	order(stage, "x402_pay", "cut_after", "");
	pay(terminal, "5");
	step_password(terminal, "to sign the payment");
	terminal_wait(terminal, "5 USDC were paid: the chain shows it");
	row_wait_words(terminal, "USDC 15");
}

/* After the yes and the password, Venice names another payee: that is shown, and not paid unseen. */
static void another_payee_by_the_time_of_the_signature(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");
	size_t paid = network_count(stage->network).payments;

	order(stage, "x402_offer", "altered", ",\"after\":1,\"times\":0,\"option\":{\"payTo\":\"" OTHER_PAYEE "\"}");
	pay(terminal, "5");
	step_password(terminal, "to sign the payment");
	terminal_wait(terminal, "Not signed: it has changed. Enter: review the payment");
	terminal_keys(terminal, "<Enter>");
	row_wait_words(terminal, OTHER_PAYEE " (you agreed to: 0x");
	assert_int_equal(network_count(stage->network).payments, paid);
	terminal_keys(terminal, "G");
	row_wait_words(terminal, "It has changed since you said yes: nothing was signed.");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "Nothing was signed or paid");
	row_wait_words(terminal, "USDC 20");
}

/* No answer, and kill -9: the next start says so, watches, and the same again pays once. */
static void unknown_over_a_kill(void **state)
{
	struct stage *stage = *state;
	size_t asked = network_requests(stage->network, "x402");
	struct terminal *terminal = start(stage, "20");

	order(stage, "x402_pay", "hang", "");
	pay(terminal, "5");
	step_password(terminal, "to sign the payment");
	network_wait_requests(stage->network, "x402", asked + 3);	/* the terms, twice, and the payment */
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
	row_wait_words(terminal, "USDC 15");
}

/* A node that lies of what was used, or of the time, makes nobody believe that it is decided. */
static void a_lying_node_decides_nothing(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, "20");

	order(stage, "rpc", "used", ",\"times\":0");
	order(stage, "x402_pay", "cut", "");
	pay(terminal, "5");
	step_password(terminal, "to sign the payment");
	row_wait_words(terminal, "5 USDC may be taken until");
	row_wait_words(terminal, "the node says that it was, but shows no transaction that did it");
	network_reset(stage->network);
	order(stage, "rpc", "tomorrow", ",\"times\":0");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "look at the chain now");
	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, FORM);
	terminal_keys(terminal, "<C-u>6<Enter>");
	row_wait_words(terminal, "no other amount before that");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "look at the chain now");
	network_reset(stage->network);
	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, FORM);
	terminal_keys(terminal, "<C-u>5<Enter>");
	pay_again(terminal);
	row_wait_words(terminal, "USDC 15");
}

static void readonly_refuses(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	give_usdc(stage, "20");
	terminal = stage_start(stage, 24, 80, "--readonly");
	terminal_wait(terminal, "With --readonly nothing is signed");
	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, "With --readonly nothing is signed or changed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(from_the_ways_to_fund_to_credit),
		stage_test(the_credit_has_a_page),
		stage_test(no_is_the_default_answer),
		stage_test(too_little_is_said_in_the_form),
		stage_test(hostile_terms_are_refused),
		stage_test(refused_sign_ins_and_what_mends_them),
		stage_test(too_many_requests_are_waited_out_in_sight),
		stage_test(refused_payments_and_what_mends_them),
		stage_test(what_is_being_settled_is_followed),
		stage_test(cut_but_taken),
		stage_test(another_payee_by_the_time_of_the_signature),
		stage_test(unknown_over_a_kill),
		stage_test(a_lying_node_decides_nothing),
		stage_test(readonly_refuses),
	};

	return cmocka_run_group_tests_name("x402", tests, stage_open, stage_close);
}
