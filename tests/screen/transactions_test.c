/* The pane of transactions: one that is stuck, what takes its place, and how far each is from safe. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define SEND "eth_sendRawTransaction"
#define PAGE "What the log has of it"
#define SAFE_BEHIND 40		/* blocks: the practice network's safe block is 32 behind the latest */
#define LONG_MS 120000

/* The practice network's blocks give higher tips than Base's. */
#define MAX_TIP "--max-tip 0.001"

static void set_mining(struct stage *stage, bool on)
{
	network_post(stage->network, "chain", on ? "{\"automine\":true}" : "{\"automine\":false}");
}

/* An approval was sent, no block takes it, and the pane is open. */
static struct terminal *to_stuck(struct stage *stage)
{
	struct terminal *terminal = step_open_funded(stage, 40, 140, MAX_TIP);
	size_t sent = network_calls(stage->network, SEND);

	terminal_keys(terminal, "5");
	terminal_wait(terminal, "Nothing was sent from this wallet here");
	step_stake_form(terminal, "10");
	terminal_wait(terminal, REVIEW);
	set_mining(stage, false);
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	network_wait_calls(stage->network, SEND, sent + 1);
	terminal_keys(terminal, "5");
	terminal_wait_at(terminal, "pending", LONG_MS, __FILE__, __LINE__);
	terminal_wait(terminal, "no block has taken it yet");
	return terminal;
}

/* Says yes to what takes its place, and waits until that was sent. */
static void replace(struct stage *stage, struct terminal *terminal)
{
	size_t sent = network_calls(stage->network, SEND);

	step_yes(terminal);
	network_wait_calls(stage->network, SEND, sent + 1);
}

static void one_that_is_stuck_is_sped_up(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = to_stuck(stage);
	char *list;

	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "offers a tenth more for the same");
	terminal_wait(terminal, "this network has no explorer");
	terminal_wait(terminal, PAGE);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, PAGE);
	terminal_keys(terminal, "+");
	terminal_wait(terminal, "Speed up the approve of 10 VVV");
	replace(stage, terminal);
	set_mining(stage, true);
	terminal_wait_at(terminal, "replaced", LONG_MS, __FILE__, __LINE__);
	terminal_wait(terminal, "mined");
	network_post(stage->network, "chain", "{\"mine\":%d}", SAFE_BEHIND);
	terminal_wait_at(terminal, "safe", LONG_MS, __FILE__, __LINE__);
	terminal_keys(terminal, "5/replaced<Enter><Enter>");
	terminal_wait(terminal, "Replaced by  0x");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, PAGE);
	list = stage_run(stage, "tx list --json");
	assert_non_null(strstr(list, "\"replaced_by\":\"0x"));
	assert_non_null(strstr(list, "\"safe\":true"));
	free(list);
}

static void one_that_is_stuck_is_cancelled(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = to_stuck(stage);

	terminal_keys(terminal, "X");
	terminal_wait(terminal, "Cancel the approve of 10 VVV");
	step_ready(terminal);
	terminal_keys(terminal, "n");
	terminal_wait(terminal, "followed as before");
	terminal_keys(terminal, "5<Enter>");
	terminal_wait(terminal, PAGE);
	terminal_keys(terminal, "c");
	terminal_wait(terminal, "Cancel the approve of 10 VVV");
	replace(stage, terminal);
	set_mining(stage, true);
	terminal_wait(terminal, "was cancelled in block");
	terminal_wait(terminal, "replaced");
	terminal_keys(terminal, "5+");
	terminal_wait(terminal, "nothing can take its place");
}

/* What was done before is there again, without a password, and at every size. */
static void those_of_earlier_runs(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_staked(stage);
	terminal = stage_start(stage, 24, 80, "");
	terminal_wait(terminal, "5 Transactions");
	terminal_keys(terminal, "5");
	terminal_wait(terminal, "PURPOSE");
	terminal_wait(terminal, "stake ");
	terminal_wait(terminal, "approve");
	terminal_resize(terminal, 5, 20);
	terminal_wait(terminal, "mined");
	terminal_resize(terminal, 60, 200);
	terminal_wait(terminal, "BLOCK");
	terminal_wait(terminal, "FEE IN ETH");
	terminal_click(terminal, terminal_find(terminal, "approve ", &(int){ 0 }), 5, 1);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Transaction ─");
	terminal_wait(terminal, "approve");
	terminal_wait(terminal, "for the gas on L2");
}

/* The terminal can follow the link, and it goes with the page. */
static void the_link_can_be_followed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	size_t len;

	stage_staked(stage);
	stage_file(stage, "home/config", "[network practice]\nexplorer-url = https://scan.example.org/tx/\n");
	terminal = stage_start(stage, 40, 140, "");
	terminal_wait(terminal, "5 Transactions");
	terminal_wait(terminal, "approve");
	terminal_keys(terminal, "5<Enter>");
	terminal_wait(terminal, "https://scan.example.org/tx/0x");
	assert_non_null(strstr(terminal_bytes(terminal, &len), "\033]8;;https://scan.example.org/tx/0x"));
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "https://scan.example.org");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(one_that_is_stuck_is_sped_up),
		stage_test(one_that_is_stuck_is_cancelled),
		stage_test(those_of_earlier_runs),
		stage_test(the_link_can_be_followed),
	};

	return cmocka_run_group_tests_name("transactions", tests, stage_open, stage_close);
}
