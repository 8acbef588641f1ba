/* A policy on the screen: the review says what exceeds it, and a word must be typed for it. */
#include "tests/screen/check.h"
#include "tests/screen/steps.h"

static struct terminal *start_with(struct stage *stage, const char *config)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	stage_file(stage, "home/config", config);
	terminal = stage_start(stage, 44, 110, "");
	terminal_wait(terminal, NEXT_APPROVE);
	return terminal;
}

static struct terminal *start(struct stage *stage)
{
	return start_with(stage, "[policy agent-1]\nper-tx = 5 VVV\n");
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

/* What is approved costs no more than its fee. */
static void the_word_is_typed_for_a_fee_beyond_the_cap_of_eth(void **state)
{
	struct stage *stage = *state;
	size_t before = sent(stage);
	struct terminal *terminal = start_with(stage, "[policy agent-1]\nper-tx = 0 ETH\nper-day = 0 ETH\n");

	step_amount_form(terminal);
	step_amount(terminal, "5");
	terminal_wait(terminal, "A fee of up to");
	terminal_wait(terminal, "0 ETH with fees in the last 24 hours");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(the_word_is_typed_for_more_than_the_cap),
		stage_test(within_the_cap_y_is_enough),
		stage_test(the_word_is_typed_for_a_fee_beyond_the_cap_of_eth),
	};

	return cmocka_run_group_tests_name("policy", tests, stage_open, stage_close);
}
