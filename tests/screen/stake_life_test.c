/* A stake on the screen: rewards grow, what is unstaked waits through a restart, and is then offered. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define COOLDOWN_S (7 * 86400)
#define TAKEN_OUT "Enter: take out the VVV whose cooldown is over"

static void advance(struct stage *stage, long seconds)
{
	network_post(stage->network, "chain", "{\"advance\":%ld}", seconds);
}

/* Goes to the staking pane with the wallet open: u unlocks it first. */
static struct terminal *open_unlocked(struct stage *stage)
{
	struct terminal *terminal = step_open_staked(stage, 40, 120, "");

	terminal_keys(terminal, "u");
	step_password(terminal, "Password");
	terminal_wait(terminal, "u unstake");
	return terminal;
}

static void unstake(struct terminal *terminal, const char *amount)
{
	terminal_keys(terminal, "u");
	terminal_wait(terminal, "sVVV to unstake");
	step_amount(terminal, amount);
	step_ready(terminal);
	terminal_wait(terminal, "ends at once");
	terminal_wait(terminal, "comes back as as much VVV after the cooldown");
	step_yes(terminal);
	terminal_wait(terminal, "Cooldown: ");
}

static void unstaked_waited_for_and_taken_out(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_unlocked(stage);

	terminal_wait(terminal, "The stake earns 864 VVV a day, 315360 a year");
	unstake(terminal, "4");
	terminal_wait(terminal, "Cooldown: 4 VVV, ready in 6d 23h");
	terminal_wait(terminal, "waits");
	terminal = step_kill_and_start(stage, terminal, 40, 120);
	terminal_wait(terminal, "Cooldown: 4 VVV, ready in 6d 23h");
	advance(stage, COOLDOWN_S - 600);
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "soon");
	assert_false(terminal_shows(terminal, "t take out"));
	advance(stage, 600);
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "Cooldown over: 4 VVV can be taken out; :take-out does it");
	terminal_wait(terminal, "t take out");
	terminal_keys(terminal, "t");
	step_ready(terminal);
	assert_true(terminal_shows(terminal, "finalizeUnstake()"));
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, "4 VVV taken out in block");
	terminal_wait_gone(terminal, "Cooldown over");
}

/* With nothing staked any more, Enter takes the rest out before anything is staked anew. */
static void all_of_it_is_offered_by_itself(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_unlocked(stage);

	unstake(terminal, "10");
	terminal_wait(terminal, "Enter: choose how much VVV");
	advance(stage, COOLDOWN_S);
	terminal_keys(terminal, "r");
	terminal_wait(terminal, TAKEN_OUT);
	terminal_keys(terminal, "<Enter>");
	step_ready(terminal);
	assert_true(terminal_shows(terminal, "Take 10 VVV that was unstaked out of the staking contract"));
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, TAKEN_OUT);
}

static void rewards_grow_and_are_claimed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_unlocked(stage);
	char first[400];
	int col;

	advance(stage, 60);
	terminal_keys(terminal, "r");
	terminal_wait(terminal, ":claim pays them out");
	snprintf(first, sizeof(first), "%s", terminal_row(terminal, terminal_find(terminal, "Rewards waiting", &col)));
	advance(stage, 60);
	terminal_keys(terminal, "r");
	terminal_wait_gone(terminal, first);
	terminal_keys(terminal, "c");
	step_ready(terminal);
	assert_true(terminal_shows(terminal, "claim()"));
	step_yes(terminal);
	terminal_wait(terminal, "VVV claimed in block");
}

/* Both are in one row of the screen, the first to the left. */
static void assert_beside(struct terminal *terminal, const char *left, const char *right)
{
	int left_col, right_col, row = terminal_find(terminal, left, &left_col);

	assert_int_equal(terminal_find(terminal, right, &right_col), row);
	assert_true(left_col < right_col);
}

/* Asked for in the palette, said at once, and shown side by side where DIEM is minted. */
static void mint_or_buy(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_staked(stage, 40, 120, "");

	terminal_keys(terminal, ":diem-quote<Enter>");
	terminal_wait(terminal, "Amount of sVVV");
	step_amount(terminal, "9");
	terminal_wait(terminal, "DIEM: to mint it locks 9 sVVV, to buy it takes ");
	terminal_keys(terminal, ":diem-mint<Enter>");
	terminal_wait(terminal, "BUY");
	assert_beside(terminal, "9 sVVV, locked", " VVV, spent");
	assert_beside(terminal, "20 %: ", "none of the sVVV's");
	assert_beside(terminal, "burn the DIEM", "sell the DIEM");
}

/* While one amount is on its way back, the contract refuses a second one.  The screen says so, and
 * nothing is signed. */
static void a_second_one_is_refused_with_the_reason(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_unlocked(stage);
	size_t sent;

	unstake(terminal, "4");
	sent = network_calls(stage->network, "eth_sendRawTransaction");
	terminal_keys(terminal, "u");
	terminal_wait(terminal, "sVVV to unstake");
	step_amount(terminal, "1");
	terminal_wait(terminal, "The contract takes no second one before that");
	assert_int_equal(network_calls(stage->network, "eth_sendRawTransaction"), sent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(unstaked_waited_for_and_taken_out),
		stage_test(all_of_it_is_offered_by_itself),
		stage_test(rewards_grow_and_are_claimed),
		stage_test(mint_or_buy),
		stage_test(a_second_one_is_refused_with_the_reason),
	};

	return cmocka_run_group_tests_name("stake_life", tests, stage_open, stage_close);
}
