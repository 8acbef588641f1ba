/* The address book on the screen: an address is added, sent to by its name, there after a restart, and removed. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define EXCHANGE "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"

static void send_one(struct terminal *terminal)
{
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "What is sent is gone");
	terminal_wait(terminal, "exchange is " EXCHANGE);
	terminal_keys(terminal, "<Tab>1<Enter><Enter>");
	step_ready(terminal);
	terminal_wait(terminal, "exchange " EXCHANGE);
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, "1 VVV sent");
}

static void added_sent_to_and_removed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 40, 120, "");
	char *list;

	terminal_keys(terminal, ":addresses<Enter>");
	terminal_wait(terminal, "Nobody is in it yet");
	terminal_keys(terminal, "n");
	terminal_wait(terminal, "Add an address");
	terminal_keys(terminal, "exchange<Tab>" EXCHANGE "<Enter>");
	terminal_wait(terminal, "exchange is in the address book");
	terminal_wait(terminal, "nothing from here so far");
	send_one(terminal);
	terminal = step_kill_and_start(stage, terminal, 40, 120);
	terminal_wait(terminal, NEXT_APPROVE);
	terminal_keys(terminal, ":addresses<Enter>");
	terminal_wait(terminal, EXCHANGE);
	row_wait_words(terminal, "Sent to it 1 time, last on");
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "New name");
	terminal_keys(terminal, "Exchange<Enter>");
	terminal_wait(terminal, "The address is called Exchange now");
	terminal_wait(terminal, "Marked is");
	terminal_keys(terminal, "d");
	terminal_wait(terminal, "Remove this address from the address book?");
	step_ready(terminal);
	step_yes(terminal);
	terminal_wait(terminal, "Exchange is no longer in the address book");
	terminal_wait(terminal, "Nobody is in it yet");
	terminal_keys(terminal, "<Esc>q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	list = stage_run(stage, "address list --json");
	assert_non_null(strstr(list, "\"addresses\":[]"));
	free(list);
}

static void beside_another_it_is_only_read(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	free(stage_run(stage, "address add exchange " EXCHANGE));
	terminal = stage_start(stage, 40, 120, "--readonly");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, ":addresses<Enter>");
	terminal_wait(terminal, EXCHANGE);
	terminal_keys(terminal, "d");
	terminal_wait(terminal, "With --readonly nothing is signed or changed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(added_sent_to_and_removed),
		stage_test(beside_another_it_is_only_read),
	};

	return cmocka_run_group_tests_name("book", tests, stage_open, stage_close);
}
