/* A policy on the screen: the review says what exceeds it, and a word must be typed for it. */
#include "tests/screen/check.h"
#include "tests/screen/steps.h"

static struct terminal *start(struct stage *stage)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	stage_file(stage, "home/config", "[policy agent-1]\nper-tx = 5 VVV\n");
	terminal = stage_start(stage, 44, 110, "");
	terminal_wait(terminal, NEXT_APPROVE);
	return terminal;
}

static size_t sent(struct stage *stage)
{
	return network_calls(stage->network, "eth_sendRawTransaction");
}

static void the_word_is_typed_for_more_than_the_cap(void **state)
{
	struct stage *stage = *state;
	size_t before = sent(stage);
	struct terminal *terminal = start(stage);

	step_amount_form(terminal);
	step_amount(terminal, "10");
	terminal_wait(terminal, "10 VVV is more than 5");
	terminal_wait(terminal, "Type exceed and press Enter to sign it");
	step_word(terminal, "y");
	terminal_wait(terminal, "That is not it");
	assert_int_equal(sent(stage), before);
	terminal_keys(terminal, "<Backspace>");
	step_word(terminal, "exceed");
	step_password(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, NEXT_REVIEW_STAKE);
	assert_int_equal(sent(stage), before + 1);
}

static void within_the_cap_y_is_enough(void **state)
{
	struct terminal *terminal = start(*state);

	step_stake_form(terminal, "5");
	assert_false(terminal_shows(terminal, "Policy"));
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, NEXT_REVIEW_STAKE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(the_word_is_typed_for_more_than_the_cap),
		stage_test(within_the_cap_y_is_enough),
	};

	return cmocka_run_group_tests_name("policy", tests, stage_open, stage_close);
}
