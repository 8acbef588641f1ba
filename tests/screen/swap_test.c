/* A swap on the screen: from the page that says what to send, over the review, to the VVV that came of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"
#include "tests/screen/witness.h"

static void give_usdc(struct stage *stage)
{
	network_post(stage->network, "faucet", "{\"address\":\"%s\",\"usdc\":\"200\"}", stage->address);
}

static void eth_is_swapped_from_the_page_of_the_address(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_staked(stage, 80, 120, "");

	terminal_keys(terminal, "a");
	terminal_wait(terminal, "VVV is sold on exchanges, and on Aerodrome:");
	terminal_wait(terminal, "b swaps ETH or USDC for it.");
	terminal_keys(terminal, "b");
	terminal_wait(terminal, "Swap for VVV");
	terminal_keys(terminal, "<Tab>0.1<Enter><Enter>");
	step_ready(terminal);
	terminal_wait(terminal, "Swap 0.1 ETH for VVV on Aerodrome");
	terminal_wait(terminal, "0xcF77a3Ba9A5CA399B7c97c74d54e5b1Beb874E43");
	terminal_wait(terminal, "slippage of 0.5 %; less than that and");
	row_wait_words(terminal, "0.31 % less than by the pools' price, their fee included");
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, "0.1 ETH swapped for 9.96");
}

static bool is_past(struct terminal *terminal, void *context)
{
	(void)terminal;
	return witness_now_ms() > *(const int64_t *)context;
}

/* What was read of the chain counts for a second. */
static void wait_a_second(struct terminal *terminal)
{
	int64_t until_ms = witness_now_ms() + 1000;

	while (!terminal_run(terminal, is_past, &until_ms, 100))
		check(!terminal_ended(terminal), "the program runs");
}

/* Somebody else swaps while the review is read. */
static void a_quote_that_moved_is_reviewed_again(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_staked(stage, 80, 120, "");
	char command[1024];

	terminal_keys(terminal, ":swap<Enter>");
	terminal_wait(terminal, "Swap for VVV");
	terminal_keys(terminal, "<Tab>0.1<Enter><Enter>");
	step_ready(terminal);
	terminal_wait(terminal, "Swap 0.1 ETH for VVV on Aerodrome");
	snprintf(command, sizeof(command), "cp -r '%s/home' '%s/other'", stage->folder, stage->folder);
	check(system(command) == 0, "the home was copied");
	free(stage_run(stage, "swap eth 0.2 --json --home '%s/other'", stage->folder));
	wait_a_second(terminal);
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, "Not signed: it has changed. Enter: review the swap ETH");
	terminal_keys(terminal, "<Enter>");
	step_ready(terminal);
	terminal_wait(terminal, "VVV, by now (you agreed to:");
	step_yes(terminal);
	terminal_wait(terminal, "0.1 ETH swapped for ");
}

static void usdc_is_approved_and_swapped(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	terminal = step_open_staked(stage, 80, 120, "");
	give_usdc(stage);
	terminal_keys(terminal, "r");
	row_wait_words(terminal, "USDC 200");
	terminal_keys(terminal, "b");
	terminal_wait(terminal, "Swap for VVV");
	terminal_keys(terminal, "<Right><Tab>100<Tab><C-u>1<Enter>");
	step_ready(terminal);
	row_wait_words(terminal, "Let the Aerodrome router take exactly 100 USDC from this wallet");
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, "Enter: review the swap");
	terminal_keys(terminal, "<Enter>");
	row_wait_words(terminal, "Swap 100 USDC for VVV on Aerodrome");
	row_wait_words(terminal, "slippage of 1 %");
	step_ready(terminal);
	step_yes(terminal);
	terminal_wait(terminal, "100 USDC swapped for 3.8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(eth_is_swapped_from_the_page_of_the_address),
		stage_test(a_quote_that_moved_is_reviewed_again),
		stage_test(usdc_is_approved_and_swapped),
	};

	return cmocka_run_group_tests_name("swap", tests, stage_open, stage_close);
}
