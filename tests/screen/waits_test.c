/* Waits of more than two seconds: said once on the terminal by a command, and with a
 * countdown on the message line of the screen. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define NODE_WAITS "Waiting for the Base node: 127.0.0.1:"

static void order(struct stage *stage, const char *failure)
{
	network_post(stage->network, "fail", "%s", failure);
}

/* Counts how often the words stand in all that was written. */
static size_t times(struct terminal *terminal, const char *words)
{
	size_t len, count = 0;
	const char *bytes = terminal_bytes(terminal, &len), *at = bytes;

	while ((at = memmem(at, len - (size_t)(at - bytes), words, strlen(words)))) {
		at += strlen(words);
		count++;
	}
	return count;
}

static void a_command_says_it_once(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	order(stage, "{\"route\":\"rpc\",\"mode\":\"rate_limit\",\"resetIn\":4}");
	terminal = stage_start(stage, 24, 160, "balance");
	terminal_wait(terminal, NODE_WAITS);
	terminal_wait(terminal, "refuses so many questions (HTTP 429); until ");
	assert_int_equal(step_exit_code(terminal), 0);
	assert_int_equal(times(terminal, NODE_WAITS), 1);
	terminal_wait(terminal, "agent-1");
}

static void an_answer_that_does_not_come_is_said_after_two_seconds(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	order(stage, "{\"route\":\"rpc\",\"mode\":\"hang\",\"times\":0}");
	terminal = stage_start(stage, 24, 160, "balance");
	terminal_wait(terminal, "Waiting for the Base node's answer; until ");
	terminal_wait(terminal, " at the latest (5");	/* what is left of 60 seconds */
	terminal_keys(terminal, "<C-c>");
	assert_int_equal(step_exit_code(terminal), 130);
}

static int seconds_left(struct terminal *terminal)
{
	int row = terminal_find(terminal, "Waiting 00:", NULL);

	return row < 0 ? -1 : atoi(strstr(terminal_row(terminal, row), "Waiting 00:") + strlen("Waiting 00:"));
}

static bool are_fewer(struct terminal *terminal, void *first)
{
	int left = seconds_left(terminal);

	return left >= 0 && left < *(int *)first;
}

static void the_screen_counts_it_down(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 30, 120, "");
	int first;

	step_amount_form(terminal);
	order(stage, "{\"route\":\"rpc\",\"mode\":\"rate_limit\",\"resetIn\":9}");
	step_amount(terminal, "10");
	terminal_wait(terminal, "Waiting 00:0");
	terminal_wait(terminal, " for the Base node: 127.0.0.1:");
	first = seconds_left(terminal);
	assert_true(terminal_run(terminal, are_fewer, &first, TERMINAL_WAIT_MS));
	terminal_wait(terminal, "take exactly 10 VVV");
	terminal_wait_gone(terminal, "Waiting 00:");
}

/* Esc ends the wait, as it ends a question to a node that answers. */
static void the_screen_need_not_wait(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 30, 120, "");

	step_amount_form(terminal);
	order(stage, "{\"route\":\"rpc\",\"mode\":\"rate_limit\",\"resetIn\":100,\"times\":0}");
	step_amount(terminal, "10");
	terminal_wait(terminal, "Waiting 01:");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Waiting 01:");
	network_reset(stage->network);
	terminal_keys(terminal, "q");
	assert_int_equal(step_exit_code(terminal), 0);
}

static void a_mint_that_waits_says_until_when(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_staked(stage, 30, 120, "");

	order(stage, "{\"route\":\"token\",\"mode\":\"status\",\"status\":429,\"message\":\"Too many requests\",\"resetIn\":30}");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "trying again by itself in 00:");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, " for the next try of the mint: Too many requests");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, NEXT_TOKEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(a_command_says_it_once),
		stage_test(an_answer_that_does_not_come_is_said_after_two_seconds),
		stage_test(the_screen_counts_it_down),
		stage_test(the_screen_need_not_wait),
		stage_test(a_mint_that_waits_says_until_when),
	};

	return cmocka_run_group_tests_name("waits", tests, stage_open, stage_close);
}
