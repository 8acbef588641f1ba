/* rialto --plain: everything that is done with the money beside the stake, asked in lines, each to its end. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/lines.h"
#include "tests/screen/steps.h"


/* A wallet with a stake of 10 VVV, unlocked. */
static struct lines open_unlocked(struct stage *stage)
{
	struct lines lines = lines_start_staked(stage, "--wallet agent-1");

	lines_unlock(&lines);
	lines_hear(&lines, "agent-1 is unlocked.");
	return lines;
}

/* Begins by its name, gives the amount, agrees, and hears that it is done. */
static void carry_out(struct lines *lines, const char *name, const char *amount, const char *done)
{
	char typed[64];

	snprintf(typed, sizeof(typed), "%s<Enter>", name);
	lines_answer(lines, ASKED, typed);
	if (amount) {
		snprintf(typed, sizeof(typed), "%s<Enter>", amount);
		lines_answer(lines, "Ctrl-C: back) ", typed);
	}
	lines_agree(lines, "Review before signing");
	lines_hear(lines, done);
}

/* What the chain says in the end. */
static void assert_has(struct stage *stage, const char *wallet, const char *member)
{
	char *balances = stage_run(stage, "balance %s --json", wallet);

	check(strstr(balances, member), "no %s in %s", member, balances);
	free(balances);
}

static void a_stake_comes_back(void **state)
{
	struct stage *stage = *state;
	struct lines lines = open_unlocked(stage);

	lines_answer(&lines, ASKED, "unstake<Enter>");
	lines_answer(&lines, "sVVV to unstake? (Ctrl-C: back) ", "11<Enter>");
	lines_hear(&lines, "The wallet has 10 sVVV.");
	lines_answer(&lines, "sVVV to unstake? (Ctrl-C: back) ", "all<Enter>");
	lines_hear(&lines, "Amount: 10 sVVV");
	lines_answer(&lines, "anything else is no: ", "no<Enter>");
	carry_out(&lines, ":unstake", "4", "4 sVVV unstaked in block ");
	lines_answer(&lines, ASKED, "finalize-unstake<Enter>");
	lines_hear(&lines, "4 VVV can be taken out in 7 days.");
	network_post(stage->network, "chain", "{\"advance\":604801}");
	lines_answer(&lines, ASKED, "r<Enter>");
	carry_out(&lines, "finalize-unstake", NULL, "4 VVV taken out in block ");
	lines_answer(&lines, ASKED, "finalize-unstake<Enter>");
	lines_hear(&lines, "No VVV is coming back: nothing was unstaked.");
	lines_leave(&lines);
	assert_has(stage, "agent-1", "\"svvv\":\"6\"");
}

/* Rewards grow with the chain's time. */
static void rewards_are_claimed_and_staked(void **state)
{
	struct stage *stage = *state;
	struct lines lines = open_unlocked(stage);

	network_post(stage->network, "chain", "{\"advance\":3600}");
	lines_answer(&lines, ASKED, "r<Enter>");
	carry_out(&lines, "claim", NULL, " claimed in block ");
	network_post(stage->network, "chain", "{\"advance\":3600}");
	lines_answer(&lines, ASKED, "r<Enter>");
	carry_out(&lines, "claim-and-stake", NULL, " claimed and staked in block ");
	lines_leave(&lines);
	assert_int_equal(network_count(stage->network).transactions, stage->sent + 4);
}

static void diem_goes_its_whole_way(void **state)
{
	struct stage *stage = *state;
	struct lines lines = open_unlocked(stage);

	carry_out(&lines, "diem-mint", "a", " locked for DIEM in block ");
	carry_out(&lines, "diem-stake", "0.01", "0.01 DIEM staked in block ");
	carry_out(&lines, "diem-unstake", "0.01", "0.01 DIEM unstaked in block ");
	carry_out(&lines, "diem-burn", "0.001", "0.001 DIEM burnt in block ");
	network_post(stage->network, "chain", "{\"advance\":604801}");
	lines_answer(&lines, ASKED, "r<Enter>");
	carry_out(&lines, "diem-withdraw", NULL, "0.01 DIEM taken out in block ");
	lines_leave(&lines);
	assert_int_equal(network_count(stage->network).transactions, stage->sent + 7);
}

static void a_swap_says_what_it_brings(void **state)
{
	struct stage *stage = *state;
	struct lines lines = open_unlocked(stage);

	lines_answer(&lines, ASKED, "swap<Enter>");
	lines_answer(&lines, "From? (Enter: 1, Ctrl-C: back) ", "usdc<Enter>");
	lines_answer(&lines, "Amount? (Ctrl-C: back) ", "1<Enter>");
	lines_hear(&lines, "The wallet has 0 USDC.");
	lines_answer(&lines, "Amount? (Ctrl-C: back) ", "<C-c>");
	lines_answer(&lines, ASKED, "swap<Enter>");
	lines_answer(&lines, "From? (Enter: 1, Ctrl-C: back) ", "eth<Enter>");
	lines_answer(&lines, "Amount? (Ctrl-C: back) ", "0.01<Enter>");
	lines_answer(&lines, "Slippage, %? (Enter: 0.5, Ctrl-C: back) ", "9<Enter>");
	lines_answer(&lines, "Slippage, %? (Enter: 0.5, Ctrl-C: back) ", "1<Enter>");
	lines_hear(&lines, "Swap 0.01 ETH for VVV on Aerodrome");
	lines_agree(&lines, "slippage of 1 %");
	lines_hear(&lines, "0.01 ETH swapped for 0.9");
	lines_leave(&lines);
}

/* The word that agrees to an allowance without a limit is not yes. */
static void an_allowance_is_given(void **state)
{
	struct stage *stage = *state;
	struct lines lines = open_unlocked(stage);

	lines_answer(&lines, ASKED, "approve<Enter>");
	lines_answer(&lines, "Token? (Enter: 1, Ctrl-C: back) ", "USDC<Enter>");
	lines_hear(&lines, "Aerodrome router is 0x");
	lines_answer(&lines, "Amount? (Ctrl-C: back) ", "0<Enter>");
	lines_hear(&lines, "An amount of 0 does nothing.");
	lines_answer(&lines, "Amount? (Ctrl-C: back) ", "unlimited<Enter>");
	lines_hear(&lines, "It may then take all USDC");
	lines_answer(&lines, "By? (Enter: 1, Ctrl-C: back) ", "<Enter>");
	lines_hear(&lines, "Type unlimited to ");
	lines_answer(&lines, "anything else is no: ", "yes<Enter>");
	lines_answer(&lines, ASKED, "approve<Enter>");
	lines_answer(&lines, "Token? (Enter: 1, Ctrl-C: back) ", "vvv<Enter>");
	lines_answer(&lines, "Amount? (Ctrl-C: back) ", "12.5<Enter>");
	lines_agree(&lines, "Review before signing");
	lines_hear(&lines, "12.5 VVV allowed in block ");
	lines_answer(&lines, ASKED, "c<Enter>");
	lines_hear(&lines, "12.5 at most, by Venice staking");
	lines_answer(&lines, "Ctrl-C: back) ", "<Enter>");
	lines_leave(&lines);
	assert_int_equal(network_count(stage->network).transactions, stage->sent + 3);
}

static void money_is_sent_by_the_menu(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	stage_wallet_named(stage, "other");
	lines = open_unlocked(stage);
	lines_answer(&lines, ASKED, "d<Enter>");
	lines_hear(&lines, "1. nothing: go back");
	lines_answer(&lines, WHICH, "<Enter>");
	lines_answer(&lines, ASKED, "d<Enter>");
	lines_hear(&lines, "4. send, send ETH, VVV, DIEM or USDC to an address");
	lines_answer(&lines, WHICH, "send<Enter>");
	lines_answer(&lines, "Token? (Enter: 1, Ctrl-C: back) ", "eth<Enter>");
	lines_answer(&lines, "Amount? (Ctrl-C: back) ", "0.25<Enter>");
	lines_answer(&lines, "To? (Ctrl-C: back) ", "agent-1<Enter>");
	lines_hear(&lines, "This is the wallet's own address");
	lines_answer(&lines, "To? (Ctrl-C: back) ", "other<Enter>");
	lines_hear(&lines, "Nothing was sent to it from here so far.");
	lines_agree(&lines, "Review before signing");
	lines_hear(&lines, "0.25 ETH sent in block ");
	lines_leave(&lines);
	assert_has(stage, "other", "\"eth\":\"0.25\"");
}

/* The remedy asks again, and has what was typed. */
static void what_failed_is_edited(void **state)
{
	struct stage *stage = *state;
	struct lines lines = open_unlocked(stage);

	network_post(stage->network, "fail",
		     "{\"route\":\"rpc\",\"mode\":\"status\",\"status\":500,\"method\":\"eth_estimateGas\",\"times\":9}");
	lines_answer(&lines, ASKED, "unstake<Enter>");
	lines_answer(&lines, "sVVV to unstake? ", "3<Enter>");
	lines_hear(&lines, "That did not work.");
	lines_hear(&lines, "What to do: ");
	lines_hear(&lines, "2. edit and try again");
	network_reset(stage->network);
	lines_answer(&lines, "What now? (Enter: 1, Ctrl-C: back) ", "2<Enter>");
	lines_answer(&lines, "sVVV to unstake? (Enter: 3, Ctrl-C: back) ", "<Enter>");
	lines_agree(&lines, "Review before signing");
	lines_hear(&lines, "3 sVVV unstaked in block ");
	lines_leave(&lines);
}

/* What there is nothing for is said only to those who ask, each with its reason. */
static void what_does_not_apply_says_why(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	stage_wallet(stage);
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "d<Enter>");
	lines_hear(&lines, "There is no ETH");
	lines_answer(&lines, WHICH, "9<Enter>");
	lines_hear(&lines, "That is none of the numbers");
	lines_answer(&lines, WHICH, "hear<Enter>");
	lines_answer(&lines, WHICH, "3<Enter>");
	lines_hear(&lines, "There is no DIEM.");
	lines_hear(&lines, "There is nothing to send.");
	lines_answer(&lines, ASKED, "unstake<Enter>");
	lines_hear(&lines, "There is no unlocked sVVV.");
	lines_answer(&lines, ASKED, "unsteak<Enter>");
	lines_hear(&lines, "That is no command here");
	lines_leave(&lines);
	lines = lines_start(stage, "--readonly");
	lines_answer(&lines, ASKED, "send<Enter>");
	lines_hear(&lines, "With --readonly nothing is signed or changed.");
	lines_leave(&lines);
	assert_int_equal(network_count(stage->network).transactions, stage->sent);
}

static const char *const questions[][16] = {
	{ ASKED, "d<Enter>", "Which? (Enter" },
	{ ASKED, "unstake<Enter>", "sVVV to unstake? " },
	{ ASKED, "send<Enter>", "Token? " },
	{ ASKED, "send<Enter>", "Token? ", "<Enter>", "Amount? " },
	{ ASKED, "send<Enter>", "Token? ", "<Enter>", "Amount? ", "1<Enter>", "To? " },
	{ ASKED, "swap<Enter>", "From? ", "<Enter>", "Amount? ", "0.1<Enter>", "Slippage, %? " },
	{ ASKED, "approve<Enter>", "Token? ", "3<Enter>", "Amount? ", "1<Enter>", "By? " },
	{ ASKED, "diem-mint<Enter>", "sVVV to lock? ", "1<Enter>", "anything else is no: " },
	{ ASKED, "e<Enter>", "Which? (Enter" },
	{ ASKED, "e<Enter>", "Which? (Enter", "2<Enter>", "Name? ", "shop<Enter>", "Address? " },
	{ ASKED, "o<Enter>", "Which? (Enter", "refresh<Enter>", "Which value? " },
	{ ASKED, "v<Enter>", "Which? (Enter" },
	{ ASKED, "f<Enter>", "Which? (Enter" },
	{ ASKED, "backup<Enter>", "Write it to? ", "b<Enter>", "Its password " },
};

/* Ctrl-C goes back from each question, and the end of the input leaves from each. */
static void each_question_is_left(void **state)
{
	struct stage *stage = *state;
	struct lines lines = open_unlocked(stage);

	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		lines_go_to(&lines, questions[i], "<C-c>");
	lines_leave(&lines);
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		lines = lines_start(stage, "");
		lines_go_to(&lines, questions[i], "<C-d>");
		lines_end_well(&lines);
	}
	assert_int_equal(network_count(stage->network).transactions, stage->sent + 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(a_stake_comes_back),
		stage_test(rewards_are_claimed_and_staked),
		stage_test(diem_goes_its_whole_way),
		stage_test(a_swap_says_what_it_brings),
		stage_test(an_allowance_is_given),
		stage_test(money_is_sent_by_the_menu),
		stage_test(what_failed_is_edited),
		stage_test(what_does_not_apply_says_why),
		stage_test(each_question_is_left),
	};

	return cmocka_run_group_tests_name("plain_money", tests, stage_open, stage_close);
}
