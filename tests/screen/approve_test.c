/* A standing allowance on the screen: one without a limit is typed twice, and then no stake asks for an approval. */
#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

static void without_a_limit_takes_the_word(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_staked(stage, 80, 120, "");

	terminal_keys(terminal, ":approve<Enter>");
	terminal_wait(terminal, "Allow a contract to take");
	terminal_keys(terminal, "<Tab>unlimited<Enter>");
	row_wait_words(terminal, "Allow unlimited VVV to be taken from this wallet by");
	terminal_wait(terminal, "Venice staking (sVVV) may take all VVV that this wallet has, now");
	step_word(terminal, "yes");
	terminal_wait(terminal, "That is not it; nothing was done.");
	terminal_keys(terminal, "<C-u>");
	step_word(terminal, "unlimited");
	step_password(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, "unlimited VVV allowed in block");
	step_stake_form(terminal, "1");
	row_wait_words(terminal, "Stake 1 VVV and receive as much sVVV");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "Nothing was signed or sent");
	terminal_keys(terminal, ":revoke<Enter>");
	row_wait_words(terminal, "Take back the allowance of unlimited VVV from");
	step_ready(terminal);
	step_yes(terminal);
	terminal_wait(terminal, "unlimited VVV may be taken no more");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(without_a_limit_takes_the_word),
	};

	return cmocka_run_group_tests_name("approve", tests, stage_open, stage_close);
}
