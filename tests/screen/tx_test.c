/* A transaction on its way: what a node can do wrong with it, and the ways out if it is stuck. */
#include <stdlib.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define SEND "eth_sendRawTransaction"
#define RECEIPT "eth_getTransactionReceipt"
#define DIALOG "The transaction that waits"
#define LONG_MS 120000

/* The practice network's blocks give higher tips than Base's. */
#define MAX_TIP "--max-tip 0.001"

static const char *max_tip = MAX_TIP;

static void set_mining(struct stage *stage, bool on)
{
	network_post(stage->network, "chain", on ? "{\"automine\":true}" : "{\"automine\":false}");
}

/* Goes to the approval's review, with agent-1 and money on it. */
static struct terminal *to_review(struct stage *stage)
{
	struct terminal *terminal = step_open_funded(stage, 40, 120, max_tip);

	step_stake_form(terminal, "10");
	terminal_wait(terminal, REVIEW);
	return terminal;
}

/* The approval is sent, no block takes it, and the dialog about it is open. */
static struct terminal *to_stuck(struct stage *stage)
{
	size_t sent = network_calls(stage->network, SEND);
	struct terminal *terminal = to_review(stage);

	set_mining(stage, false);
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	network_wait_calls(stage->network, SEND, sent + 1);
	terminal_wait(terminal, "on its way");
	terminal_wait_at(terminal, "x: speed it up or cancel it", LONG_MS, __FILE__, __LINE__);
	terminal_keys(terminal, "x");
	terminal_wait(terminal, DIALOG);
	terminal_wait(terminal, "no block has taken it yet");
	return terminal;
}

/* Opens the dialog anew, and chooses one of its ways. */
static void choose(struct terminal *terminal, const char *key)
{
	terminal_keys(terminal, "x");
	terminal_wait(terminal, DIALOG);
	terminal_keys(terminal, "%s", key);
}

/* Waits until the node has it, which is after the node's answer. */
static void wait_sent(struct stage *stage, size_t count)
{
	network_wait_calls(stage->network, SEND, count);
	network_wait_calls(stage->network, RECEIPT, network_calls(stage->network, RECEIPT) + 3);
}

/* Says yes to what takes its place, and waits until its dialog says so. */
static void replaces(struct stage *stage, struct terminal *terminal, const char *says)
{
	size_t sent = network_calls(stage->network, SEND);

	step_yes(terminal);
	wait_sent(stage, sent + 1);
	terminal_keys(terminal, "x");
	terminal_wait(terminal, says);
}

static void sped_up(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = to_stuck(stage);

	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Speed up the approve of 10 VVV");
	terminal_wait(terminal, "approve(address,uint256)");
	step_ready(terminal);
	terminal_keys(terminal, "n");
	terminal_wait(terminal, "followed as before");
	choose(terminal, "s");
	terminal_wait(terminal, "Speed up the approve of 10 VVV");
	replaces(stage, terminal, "Faster");
	terminal_keys(terminal, "<Esc>");
	set_mining(stage, true);
	step_next_review(terminal);
}

static void cancelled(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = to_stuck(stage);

	terminal_keys(terminal, "c");
	terminal_wait(terminal, "Cancel the approve of 10 VVV");
	terminal_wait(terminal, "it does nothing but use the number");
	replaces(stage, terminal, "Cancels it");
	set_mining(stage, true);
	terminal_wait(terminal, "was cancelled in block");
	terminal_wait_gone(terminal, DIALOG);
	terminal_wait(terminal, NEXT_APPROVE);
}

static void given_up(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = to_stuck(stage);

	terminal_keys(terminal, "g");
	terminal_wait(terminal, "Give up on this transaction?");
	terminal_wait(terminal, "may still be mined");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Give up on this transaction?");
	choose(terminal, "g");
	terminal_wait(terminal, "Give up on this transaction?");
	step_word(terminal, "forget");
	terminal_wait(terminal, "It was given up");
	terminal_wait_gone(terminal, DIALOG);
	set_mining(stage, true);
	terminal_wait(terminal, NEXT_APPROVE);
}

static void nothing_waits(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = to_review(stage);

	terminal_keys(terminal, "n");
	terminal_wait_gone(terminal, REVIEW);
	terminal_keys(terminal, "x");
	terminal_wait(terminal, "No transaction waits to be mined");
}

/* A faster one would give away more than the person allows. */
static void no_more_than_allowed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	max_tip = "";
	terminal = to_stuck(stage);
	max_tip = MAX_TIP;
	for (int i = 0; i < 2; i++) {		/* there is room for two */
		terminal_keys(terminal, "s");
		replaces(stage, terminal, "Faster");
	}
	terminal_keys(terminal, "s");
	row_wait_words(terminal, "and max-tip allows 0.00005: --max-tip");
	terminal_keys(terminal, "<Enter>");
	terminal_wait_gone(terminal, "and max-tip allows");
	set_mining(stage, true);
	step_next_review(terminal);
}

/* Signs the approval while the node is told to do something wrong with it. */
static struct terminal *send_amid(struct stage *stage, const char *order)
{
	struct terminal *terminal = to_review(stage);

	network_post(stage->network, "fail", "{\"route\":\"rpc\",%s}", order);
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	return terminal;
}

/* Whatever the node does, both transactions are mined, once. */
static void goes_through(struct stage *stage, const char *order)
{
	struct terminal *terminal = send_amid(stage, order);

	terminal_wait_at(terminal, NEXT_REVIEW_STAKE, LONG_MS, __FILE__, __LINE__);
	step_next_review(terminal);
	step_yes(terminal);
	terminal_wait_at(terminal, "10 VVV → sVVV", LONG_MS, __FILE__, __LINE__);
	network_reset(stage->network);
	terminal_wait_at(terminal, NEXT_TOKEN, LONG_MS, __FILE__, __LINE__);
	row_wait_words(terminal, "sVVV 10");
}

/* Its words are said, and what helps. */
static void refused_by_a_full_pool(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = send_amid(stage, "\"mode\":\"error\",\"method\":\"" SEND "\",\"times\":0,"
						      "\"code\":-32000,\"message\":\"txpool is full\"");

	terminal_wait_at(terminal, "x: what helps", LONG_MS, __FILE__, __LINE__);
	terminal_keys(terminal, "x");
	row_wait_words(terminal, "txpool is full");
	row_wait_words(terminal, "It is sent again by itself; a higher fee");
	network_reset(stage->network);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_at(terminal, NEXT_REVIEW_STAKE, LONG_MS, __FILE__, __LINE__);
}

static void a_late_receipt(void **state)
{
	goes_through(*state, "\"mode\":\"late_receipt\",\"times\":8");
}

static void taken_and_answered_by_an_error(void **state)
{
	goes_through(*state, "\"mode\":\"taken_then_error\",\"times\":2,\"message\":\"request timed out\"");
}

static void a_node_that_is_behind(void **state)
{
	goes_through(*state, "\"mode\":\"lag\",\"seconds\":3");
}

static void a_count_that_is_ahead(void **state)
{
	goes_through(*state, "\"mode\":\"nonce_ahead\",\"times\":1");
}

static void a_receipt_that_says_it_failed(void **state)
{
	goes_through(*state, "\"mode\":\"false_reverted\",\"times\":3");
}

/* The screen says so while it lasts, and at last explains it. */
static void a_count_that_is_behind(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = send_amid(stage, "\"mode\":\"nonce_behind\",\"times\":0");

	row_wait_words(terminal, "The node has seen 0 transactions of this wallet, and rialto has sent 1");
	terminal_wait_at(terminal, "That did not work", LONG_MS, __FILE__, __LINE__);
	terminal_wait(terminal, "do not agree on how many transactions this");
	network_reset(stage->network);
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "Stake 10 VVV");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(sped_up),
		stage_test(cancelled),
		stage_test(given_up),
		stage_test(nothing_waits),
		stage_test(no_more_than_allowed),
		stage_test(refused_by_a_full_pool),
		stage_test(a_late_receipt),
		stage_test(taken_and_answered_by_an_error),
		stage_test(a_node_that_is_behind),
		stage_test(a_count_that_is_ahead),
		stage_test(a_receipt_that_says_it_failed),
		stage_test(a_count_that_is_behind),
	};

	return cmocka_run_group_tests_name("tx", tests, stage_open, stage_close);
}
