/* What contracts may take, on the screen: what an abandoned stake left is listed, and taken back. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define ASKED "What contracts may take of the tokens of agent-1"
#define NONE "No contract that rialto knows may take anything of agent-1."
#define LEFT "10 VVV at most"
#define SPENDER "0x321b7ff75154472B18EDb199033fF4D116F340Ff"

/* Approves a stake, and lets it be. */
static struct terminal *open_with_allowance(struct stage *stage)
{
	struct terminal *terminal = step_open_funded(stage, 40, 120, "");

	step_stake_form(terminal, "10");
	step_approve(terminal);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, REVIEW);
	return terminal;
}

static bool chain_has_none(struct stage *stage)
{
	char *output = stage_run(stage, "allowance list --json");
	bool none = strstr(output, "\"allowances\":[]");

	free(output);
	return none;
}

static void none_where_nothing_was_approved(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 40, 120, "");

	terminal_keys(terminal, ":allowances<Enter>");
	terminal_wait(terminal, ASKED);
	terminal_wait(terminal, NONE);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, ASKED);
}

static void what_is_left_is_listed_and_taken_back(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_with_allowance(stage);

	terminal_keys(terminal, ":allowances<Enter>");
	terminal_wait(terminal, LEFT);
	terminal_wait(terminal, SPENDER);
	check(!chain_has_none(stage), "the chain has it");
	terminal_keys(terminal, "<Enter>");
	step_ready(terminal);
	terminal_wait(terminal, "Take back the allowance of 10 VVV");
	step_yes(terminal);
	terminal_wait(terminal, NONE);
	terminal_wait_gone(terminal, LEFT);
	check(chain_has_none(stage), "the chain has none any more");
}

static void read_but_not_taken_back_with_readonly(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	terminal_keys(open_with_allowance(stage), "q");
	terminal = stage_start(stage, 40, 120, "--readonly");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, ":allowances<Enter>");
	terminal_wait(terminal, LEFT);
	terminal_wait(terminal, "Nothing can be taken back here: read only.");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "With --readonly nothing is signed or changed");
	check(!chain_has_none(stage), "the chain still has it");
}

static bool has_written(struct terminal *terminal, const char *bytes)
{
	size_t len;
	const char *all = terminal_bytes(terminal, &len);

	return memmem(all, len, bytes, strlen(bytes));
}

/* What the node says about it steers no terminal. */
static void a_node_that_refuses_is_asked_again(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_with_allowance(stage);

	network_post(stage->network, "fail", "{\"route\":\"rpc\",\"times\":0,\"mode\":\"error\",\"method\":\"eth_call\","
		     "\"message\":\"no \\u001b[31mred\\u202e answers\"}");
	terminal_keys(terminal, ":allowances<Enter>");
	terminal_wait(terminal, "What to do");
	terminal_wait(terminal, "answers");
	check(!has_written(terminal, "\033[31mred"), "the node's words set no colour");
	check(!has_written(terminal, "\u202e"), "the node's words turn no direction");
	network_reset(stage->network);
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "What contracts may take is not known.");
	terminal_keys(terminal, "r");
	terminal_wait(terminal, LEFT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(none_where_nothing_was_approved),
		stage_test(what_is_left_is_listed_and_taken_back),
		stage_test(read_but_not_taken_back_with_readonly),
		stage_test(a_node_that_refuses_is_asked_again),
	};

	return cmocka_run_group_tests_name("allowances", tests, stage_open, stage_close);
}
