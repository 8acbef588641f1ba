/* What was in flight when rialto was killed is followed to its end by the next one. */
#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define SEND "eth_sendRawTransaction"

/* Begins a stake of 10 VVV with money on agent-1, up to its first review. */
static struct terminal *to_review(struct stage *stage, const char *what, const char *order)
{
	struct terminal *terminal;

	stage_funded(stage);
	network_post(stage->network, what, "%s", order);
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, NEXT_APPROVE);
	step_stake_form(terminal, "10");
	return terminal;
}

/* Confirms the review that is shown, and kills the program once the node has the transaction. */
static struct terminal *confirm_and_kill(struct stage *stage, struct terminal *terminal, bool password)
{
	size_t sent = network_calls(stage->network, SEND);

	terminal_wait(terminal, REVIEW);
	step_yes(terminal);
	if (password)
		step_password(terminal, PROMPT_SIGN_TX);
	network_wait_calls(stage->network, SEND, sent + 1);
	return step_kill_and_start(stage, terminal, 40, 110);
}

static void an_approval_in_flight(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = to_review(stage, "chain", "{\"automine\":false}");

	terminal = confirm_and_kill(stage, terminal, true);
	terminal_wait(terminal, "on its way");
	network_post(stage->network, "chain", "{\"mine\":1,\"automine\":true}");
	terminal_wait_gone(terminal, "on its way");
	terminal_wait(terminal, NEXT_STAKE);
	step_amount_form(terminal);
	step_amount(terminal, "10");
	terminal_wait(terminal, "Stake 10 VVV");
}

static void a_stake_in_flight(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 40, 110, "");

	step_stake_form(terminal, "10");
	step_approve(terminal);
	network_post(stage->network, "chain", "{\"automine\":false}");
	terminal = confirm_and_kill(stage, terminal, false);
	terminal_wait(terminal, "on its way");
	network_post(stage->network, "chain", "{\"mine\":1,\"automine\":true}");
	terminal_wait(terminal, NEXT_TOKEN);
	terminal_wait(terminal, "10 VVV → sVVV");
}

/* The node has it, but its answer was lost.  It is found at the node in spite of that. */
static void a_send_whose_answer_is_lost(void **state)
{
	struct terminal *terminal = to_review(*state, "fail", "{\"route\":\"rpc\",\"mode\":\"lose_send\"}");

	step_approve(terminal);
}

/* A second rialto in the same home is refused, and says why. */
static void a_second_rialto(void **state)
{
	struct stage *stage = *state;
	struct terminal *first = stage_start(stage, 30, 100, ""), *second;

	terminal_wait(first, NEXT_WALLET);
	second = stage_start(stage, 30, 100, "");
	terminal_exit_status(second);
	terminal_wait(second, "nother rialto");
	terminal_wait(second, "with --readonly the screen opens beside it");
	terminal_assert_restored(second);
	second = stage_start(stage, 30, 100, "--readonly");
	terminal_wait(second, "read only");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(an_approval_in_flight),
		stage_test(a_stake_in_flight),
		stage_test(a_send_whose_answer_is_lost),
		stage_test(a_second_rialto),
	};

	return cmocka_run_group_tests_name("restart", tests, stage_open, stage_close);
}
