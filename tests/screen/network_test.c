/* Going on with another network while the program runs: from a Base that does not answer to practice, and back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/screen/check.h"
#include "tests/screen/lines.h"
#include "tests/screen/steps.h"

#define NOWHERE "http://127.0.0.1:1"
#define ON_BASE "--network base --rpc-url " NOWHERE " --api-url " NOWHERE "/api/v1 --faucet-url " NOWHERE "/faucet"

/* Writes a configuration in which the practice network is the one of this test, or is nowhere. */
static void configure(struct stage *stage, bool reachable)
{
	const struct network *network = stage->network;
	char text[512], home[128];

	snprintf(home, sizeof(home), "%s/home", stage->folder);
	(void)mkdir(home, 0700);
	snprintf(text, sizeof(text), "[network practice]\nrpc-url = %s\napi-url = %s\nfaucet-url = %s\n",
		 reachable ? network->rpc_url : NOWHERE, reachable ? network->api_url : NOWHERE "/api/v1",
		 network->faucet_url);
	stage_file(stage, "home/config", text);
}

static struct terminal *open_on_base(struct stage *stage, bool reachable)
{
	struct terminal *terminal;

	configure(stage, reachable);
	terminal = stage_start(stage, 30, 100, ON_BASE);
	terminal_wait(terminal, "Base ✗ down");
	return terminal;
}

static void go(struct terminal *terminal, const char *move, const char *title)
{
	terminal_keys(terminal, ":network<Enter>");
	terminal_wait(terminal, "in use now");
	terminal_keys(terminal, "%s<Enter>", move);
	terminal_wait(terminal, title);
}

/* A newcomer's first keystrokes: Enter, Enter, Enter.  Then the first steps of the path, and back. */
static void a_first_start_leads_to_practice_and_back(void **state)
{
	struct terminal *terminal = open_on_base(*state, true);
	char words[STEP_WORDS][32];

	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Practise first");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Enter goes there now");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "[PRACTICE] ●");
	terminal_wait(terminal, "where nothing is real. Every wallet is locked");
	step_new_wallet(words, terminal);
	step_receive_money(terminal);
	terminal_wait(terminal, NEXT_APPROVE);
	go(terminal, "k", "Base ✗ down");
	terminal_wait(terminal, "agent-1");
	assert_true(terminal_shows(terminal, " locked"));
	assert_false(terminal_shows(terminal, NEXT_APPROVE));
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

/* Where it does not run, the page says what to type; it goes away only when it is closed. */
static void a_practice_network_that_does_not_run_is_explained(void **state)
{
	struct terminal *terminal = open_on_base(*state, false);

	go(terminal, "j", "The practice network does not run yet.");
	terminal_wait(terminal, "make practice-network");
	terminal_keys(terminal, "y");
	terminal_wait(terminal, "opied");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "make practice-network");
	terminal_wait(terminal, ":practise says how to start it");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

/* The journal keeps what waits there. */
static void what_waits_is_followed_by_who_comes_back(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_funded(stage);
	terminal = open_on_base(stage, true);
	go(terminal, "j", "[PRACTICE] ●");
	network_post(stage->network, "chain", "{\"automine\":false}");
	step_stake_form(terminal, "1");
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	network_wait_calls(stage->network, "eth_sendRawTransaction", stage->sent + 1);
	terminal_wait(terminal, "waiting for a block");
	terminal_keys(terminal, "N");
	terminal_wait(terminal, "in use now");
	terminal_keys(terminal, "k<Enter>");
	terminal_wait(terminal, "Leave this network now?");
	step_yes(terminal);
	terminal_wait(terminal, "Base ✗ down");
	assert_false(terminal_shows(terminal, "waiting for a block"));
	go(terminal, "j", "waiting for a block");
	network_post(stage->network, "chain", "{\"automine\":true}");
	terminal_wait(terminal, NEXT_STAKE);
}

/* What was typed ahead was meant for the network that is left, and does nothing on the other one, then or later. */
static void nothing_is_typed_ahead_into_another_network(void **state)
{
	struct terminal *terminal = open_on_base(*state, true);

	terminal_keys(terminal, "N");
	terminal_wait(terminal, "in use now");
	terminal_type(terminal, "j\rq", 3);
	terminal_wait(terminal, "[PRACTICE] ●");
	terminal_keys(terminal, "g");
	terminal_wait(terminal, "Glossary");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Glossary");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

/* The same in lines.  That Base does not answer is said first, and then the question comes anew. */
static void in_lines_it_is_one_of_the_commands(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	configure(stage, true);
	lines = lines_start(stage, ON_BASE);
	lines_hear(&lines, "n goes to the practice network");
	lines_hear(&lines, "Balances not refreshed");
	lines_answer(&lines, ASKED, "n<Enter>");
	lines_answer(&lines, WHICH, "2<Enter>");
	lines_hear(&lines, "Network: PRACTICE, where money is not real.");
	lines_answer(&lines, ASKED, "n<Enter>");
	lines_answer(&lines, WHICH, "2<Enter>");
	lines_hear(&lines, "Network: Base, with real money.");
	lines_hear(&lines, "Balances not refreshed");
	lines_answer(&lines, ASKED, "q<Enter>");
	assert_int_equal(terminal_exit_status(lines.terminal), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(a_first_start_leads_to_practice_and_back),
		stage_test(a_practice_network_that_does_not_run_is_explained),
		stage_test(what_waits_is_followed_by_who_comes_back),
		stage_test(nothing_is_typed_ahead_into_another_network),
		stage_test(in_lines_it_is_one_of_the_commands),
	};

	return cmocka_run_group_tests_name("network", tests, stage_open, stage_close);
}
